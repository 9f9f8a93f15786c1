/**
 * @file
 * Marking the stages of a run. The clock hangs on what a stage works with anyway: the store for
 * reading and counting, the ruler and the painter for the page. One thread, one clock; NULL is no
 * clock and costs a comparison.
 */
#ifndef CHORA_BASE_STAGES_H
#define CHORA_BASE_STAGES_H

#include "base/error.h"

#include <chora/stages.h>

typedef enum {
    CHORA_STAGE_START,
    CHORA_STAGE_READ,
    CHORA_STAGE_DECODE,
    CHORA_STAGE_MATCH,
    CHORA_STAGE_JOIN,
    CHORA_STAGE_MEASURE,
    CHORA_STAGE_ARCS,
    CHORA_STAGE_PROJECT,
    CHORA_STAGE_SIMPLIFY,
    CHORA_STAGE_COMPOSE,
    CHORA_STAGE_TYPESET,
    CHORA_STAGE_FILL,
    CHORA_STAGE_STROKE,
    CHORA_STAGE_ENCODE,
    CHORA_STAGE_WRITE,
    CHORA_STAGE_OTHER,
    CHORA_STAGE_COUNT
} chora_stage;

/** From now on the time belongs to `stage`; answers the one it belonged to, to go back to. */
chora_stage chora_stages_enter(chora_stages *stages, chora_stage stage);

/** The time since the last stage was entered belongs to none: other clocks measured it. */
void chora_stages_skip(chora_stages *stages);

/** Add what another thread's clock has; that thread has ended its work. NULLs are fine. */
void chora_stages_add(chora_stages *stages, chora_stages *other);

/** A clock for another thread, when there is one here: without the time before it. */
chora_stages *chora_stages_of_thread(const chora_stages *stages);

/** Clocks for so many threads of one piece of work, and what they have added again, freed. `out` is
 * NULL when there is no clock here. CHORA_ENOMEM. */
chora_status chora_stages_share(const chora_stages *stages, size_t workers, chora_stages ***out,
                                chora_error *err);
void chora_stages_gather(chora_stages *stages, size_t workers, chora_stages **clocks);

#endif
