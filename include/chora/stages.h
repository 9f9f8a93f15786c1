/**
 * @file
 * Where the time of a run goes, stage by stage: for the benchmarks.
 */
#ifndef CHORA_STAGES_H
#define CHORA_STAGES_H

#include <chora/store.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A clock of one thread that is always in one stage. Without one nothing is measured. */
typedef struct chora_stages chora_stages;

/** Starts in no stage ("other"); what the process used before is "start". NULL without memory. */
CHORA_API chora_stages *chora_stages_new(void);
CHORA_API void chora_stages_free(chora_stages *stages); /**< NULL is fine. */

/** The clock takes the time of what is done with this project from now on. Borrowed; NULL: no
 * more. */
CHORA_API void chora_store_time(chora_store *store, chora_stages *stages);

/** What a stage took, over all threads: with two of them more wall time than went by. */
typedef struct {
    const char *name; /**< "read", "decode" ... "write", and "other". */
    double cpu_ms, wall_ms;
    double peak_mb; /**< The most memory of the process until the stage last ended; 0: never
                       entered. */
} chora_stage_time;

/** Stages in the order of the work. */
CHORA_API size_t chora_stages_count(void);
/** The time up to now; `index` below chora_stages_count(). */
CHORA_API chora_stage_time chora_stages_get(chora_stages *stages, size_t index);

#ifdef __cplusplus
}
#endif

#endif
