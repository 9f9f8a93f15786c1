/**
 * @file
 * A cell that gives a count as a range: "3-5", "10+", "up to 4".
 */
#ifndef CHORA_INTAKE_CELL_RANGE_H
#define CHORA_INTAKE_CELL_RANGE_H

#include <stdbool.h>
#include <stdint.h>

/**
 * "3-5", "3–5", "3 to 5"; "10+", ">=10", "≥ 10", "at least 10" (no highest); "up to 4", "<=4", "at
 * most 4" (no lowest). The end that is not given is -1. False for everything else, and where the
 * first is more than the last: "about 10" stays a matter for a person.
 */
bool chora_cell_range(const char *text, int64_t *low, int64_t *high);

#endif
