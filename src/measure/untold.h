/**
 * @file
 * Areas of which nothing can be told: the condition that picks the incidents is neither true nor
 * false of one of theirs, as it asks for what the row does not state (SQL's NULL).
 */
#ifndef CHORA_MEASURE_UNTOLD_H
#define CHORA_MEASURE_UNTOLD_H

#include "store/filter.h"

#include <chora/measure.h>

/** A filter that admits the rows of which `where` can be told; errors as chora_filter_new(). */
chora_status chora_told_filter(chora_store *store, const char *where, chora_filter **out,
                               chora_error *err);

/** NULLs: it is not asked. */
typedef struct {
    chora_filter *told;
    bool *cells; /**< Area by period: a row of it cannot be told. */
} chora_untold;

/** Asked by chora_measure_options.untold, of a condition that is not empty. */
chora_status chora_untold_begin(chora_untold *untold, chora_store *store,
                                const chora_measure_options *options, size_t cells,
                                chora_error *err);
void chora_untold_end(chora_untold *untold);

/** Is this a row, left out by the condition, of which it cannot be told? */
bool chora_untold_is(const chora_untold *untold, int64_t incident_id);

/** A number that counts no row where one cannot be told is no zero. */
void chora_untold_finish(const chora_untold *untold, size_t at, chora_cell *cell);

#endif
