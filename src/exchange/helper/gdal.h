/**
 * @file
 * GDAL kept small: one driver, no network, no plug-ins, every failure counted.
 */
#ifndef CHORA_HELPER_GDAL_H
#define CHORA_HELPER_GDAL_H

#include "base/error.h"
#include "exchange/kind.h"

#include <gdal.h>

/** The driver's name; registers it alone. NULL for a kind that GDAL does not read for us. */
const char *chora_gdal_begin(chora_kind kind);

/** Open with that driver only, read-only, without touching anything beside the file. */
chora_status chora_gdal_open(const char *path, const char *name, chora_kind kind, GDALDatasetH *out,
                             chora_error *err);

/** GDAL tells many losses only through its error handler: CHORA_EDATA with the first of them. */
chora_status chora_gdal_check(const char *name, chora_error *err);
/** The same while writing: CHORA_EIO. */
chora_status chora_gdal_check_written(chora_error *err);
/** Around a call whose failure is judged by its answer: the count before it, to be put back. */
int chora_gdal_failures(void);
void chora_gdal_forget_failures(int count);

#endif
