/**
 * @file
 * The words of a column by which symbols tell incidents apart.
 */
#ifndef CHORA_MEASURE_MARKS_H
#define CHORA_MEASURE_MARKS_H

#include "base/error.h"
#include "base/memory.h"
#include "store/column.h"

#include <chora/measure.h>

typedef struct {
    const char *name; /**< Of the column; NULL: nothing is told apart. */
    chora_column *words, *verification;
    chora_arena *arena; /**< Borrowed: that of the table. */
    const char *categories[CHORA_CATEGORIES_MAX];
    int64_t rows[CHORA_CATEGORIES_MAX]; /**< Marked with each. */
    size_t count;
} chora_marking;

/** With `name` NULL there is nothing to load. Errors as chora_column_load. */
chora_status chora_marking_begin(chora_store *store, int64_t dataset_id, const char *name,
                                 chora_arena *arena, chora_marking *out, chora_error *err);

/** The mark of a row, its category counted as seen first. CHORA_EINVAL: too many words. */
chora_status chora_marking_add(chora_marking *marking, int64_t incident_id, chora_mark *out,
                               chora_error *err);

/**
 * Put the categories into their order. `place[old]` becomes the place of what was category `old`:
 * the marks given out before are to be changed by it.
 */
void chora_marking_settle(chora_marking *marking, uint16_t place[CHORA_CATEGORIES_MAX]);
void chora_marking_end(chora_marking *marking);

/** By category, unverified ones after the others. */
int chora_marks_compare(chora_mark a, chora_mark b);

#endif
