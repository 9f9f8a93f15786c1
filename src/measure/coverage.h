/**
 * @file
 * Where and when a dataset looked: what makes "none found" different from "not covered".
 */
#ifndef CHORA_MEASURE_COVERAGE_H
#define CHORA_MEASURE_COVERAGE_H

#include "measure/frame.h"

#include <chora/period.h>

typedef enum { CHORA_COVERED_FULL, CHORA_COVERED_PARTIAL, CHORA_COVERED_NONE } chora_coverage_state;

typedef struct {
    int64_t area_id; /**< 0: every area of the dataset's countries. */
    chora_day first, last;
    chora_coverage_state state;
} chora_coverage_row;

typedef struct {
    chora_coverage_row *rows;
    size_t count;
    bool known;            /**< Is there any span at all? */
    chora_day first, last; /**< From the first covered day to the last. */
} chora_coverage;

/**
 * What the project states of the dataset, or, when it states nothing, every area from the first
 * to the last date of its incidents. Lives in `arena`.
 */
chora_status chora_coverage_load(chora_store *store, int64_t dataset_id, chora_arena *arena,
                                 chora_coverage *out, chora_error *err);

/** Statements about areas of another time are about the area of their code in the frame. */
chora_status chora_coverage_move(chora_store *store, const chora_frame *frame,
                                 chora_coverage *coverage, chora_error *err);

typedef struct {
    bool covered;
    bool partial; /**< Only a part of the days, of the area or of the sources. */
} chora_covered;

/**
 * How near each row is to a drawn area: -1 not about it, 0 about every area, else 1 + the level of
 * the area it names. `rank` has coverage->count entries.
 *
 * @param of_dataset  Is the area in one of the dataset's countries? (For rows about every area.)
 */
void chora_coverage_rank(const chora_coverage *coverage, const chora_frame *frame, size_t drawn,
                         bool of_dataset, int *rank);

/**
 * Is a drawn area covered in a period? On a day that several rows speak of, the one for the
 * smallest area holding it counts, and of those for the same area `none` before partial before
 * full. A row for a part of the area makes it partly covered. `rank` is of the same area.
 */
chora_covered chora_coverage_of(const chora_coverage *coverage, const chora_frame *frame,
                                size_t drawn, const int *rank, chora_period period);

#endif
