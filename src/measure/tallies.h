/**
 * @file
 * Totals without rows that somebody states (a newsletter's 29 attacks in March), by period and
 * area. They stand beside what is counted and are never added to it.
 */
#ifndef CHORA_MEASURE_TALLIES_H
#define CHORA_MEASURE_TALLIES_H

#include "base/error.h"
#include "base/memory.h"

#include <chora/breakdown.h>
#include <chora/period.h>
#include <chora/store.h>

/** What the numbers of a total are of; as chora_chart_of. */
enum { CHORA_TALLY_INCIDENTS, CHORA_TALLY_KILLED, CHORA_TALLY_INJURED, CHORA_TALLY_NUMBERS };

/** One total as it was stated; -1: a number that it does not state. */
typedef struct {
    const char *area; /**< Code; "" for the whole. */
    int level;        /**< Of the area. */
    chora_day first, last;
    int64_t numbers[CHORA_TALLY_NUMBERS];
    const char *citation; /**< "" when not given. */
} chora_tally;

/** All totals of a dataset; lives in an arena. */
typedef struct {
    const char *dataset;
    const chora_tally *items; /**< Longest first, then by first day. */
    size_t count;
    char hash[65]; /**< Over all of them. */
} chora_tallies;

/** What the totals say of a period; -1: nothing. */
typedef struct {
    int64_t numbers[CHORA_TALLY_NUMBERS];
    size_t totals; /**< Those taken, none of which meets another. */
    bool partial;  /**< They leave days of the period out. */
    bool summed;   /**< Of the whole: added up over areas, as none is stated for the whole. */
    const char *citation; /**< Of the first taken; "". */
} chora_tally_told;

/**
 * The totals of a dataset.
 * @return CHORA_OK; CHORA_ENOTFOUND (no dataset of that name holds totals: the nearest, or how they
 * are imported); CHORA_ESTORE; CHORA_ENOMEM.
 */
chora_status chora_tallies_load(chora_store *store, const char *dataset, chora_arena *arena,
                                chora_tallies *out, chora_error *err);

/**
 * The totals that lie wholly in a period, of an area (its code) or of the whole (""; those of
 * countries, else of provinces, else of districts when none is stated for the whole). Longer ones
 * go first, and one that meets a taken one is left out: it would say the same days twice. A total
 * of a longer span is never divided.
 */
chora_tally_told chora_tallies_of(const chora_tallies *tallies, const char *area,
                                  chora_period period);

/** Totals of the whole that meet a period and reach beyond it; the first of them in `out` (may be
 * NULL). */
size_t chora_tallies_beyond(const chora_tallies *tallies, chora_period period,
                            const chora_tally **out);

#endif
