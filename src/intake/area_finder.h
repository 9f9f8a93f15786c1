/**
 * @file
 * Areas of the project found by code or by name, for tables of denominators and totals.
 */
#ifndef CHORA_INTAKE_AREA_FINDER_H
#define CHORA_INTAKE_AREA_FINDER_H

#include "base/buffer.h"
#include "store/query.h"

#include <chora/period.h>

typedef struct {
    chora_query *by_code, *by_name;
    chora_buffer key;
    chora_day on;
} chora_area_finder;

/**
 * Among the areas that hold on a day; CHORA_VINTAGE_CURRENT: among all in use, the current ones
 * first, then the later.
 */
chora_status chora_area_finder_open(chora_area_finder *finder, chora_store *store, chora_day on,
                                    chora_error *err);
void chora_area_finder_close(chora_area_finder *finder);

/**
 * The one area that has this code, or this name by comparison key. `level` -1: any; then
 * the coarsest level that has it. @param out 0 when none or several have it; `several` says which.
 */
chora_status chora_area_finder_code(chora_area_finder *finder, const char *code, int level,
                                    int64_t *out, bool *several, chora_error *err);
chora_status chora_area_finder_name(chora_area_finder *finder, const char *name, int level,
                                    int64_t *out, bool *several, chora_error *err);

#endif
