/**
 * @file
 * The parts of a shapefile and how its table is encoded.
 */
#ifndef CHORA_HELPER_SHAPEFILE_H
#define CHORA_HELPER_SHAPEFILE_H

#include "base/error.h"

#define CHORA_SHAPEFILE_PARTS 5

typedef struct {
    char *parts[CHORA_SHAPEFILE_PARTS + 1]; /**< Paths of those that exist; NULL-ended. */
    char encoding[64]; /**< By its .cpg or code page; "" when neither says: then UTF-8 is expected.
                        */
} chora_shapefile;

/**
 * Look for the parts in either case.
 * @param told  An encoding that the caller names; then the file is not asked for it. May be NULL.
 * @return CHORA_OK; CHORA_EDATA (.dbf or .shx is missing; a .cpg that names no encoding);
 * CHORA_ENOMEM.
 */
chora_status chora_shapefile_look(const char *path, const char *name, const char *told,
                                  chora_shapefile *out, chora_error *err);
void chora_shapefile_free(chora_shapefile *shapefile);

#endif
