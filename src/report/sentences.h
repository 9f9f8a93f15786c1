/**
 * @file
 * Sentences for numbers: zero, one, several, the same, from zero, ranges, what is not known. Every
 * sentence is true for the lowest and the highest figure; no change between ranges is computed.
 */
#ifndef CHORA_REPORT_SENTENCES_H
#define CHORA_REPORT_SENTENCES_H

#include "measure/records.h"
#include "report/phrases.h"

/** A period's number beside that of the period before. */
typedef struct {
    chora_period period, previous;
    bool has_previous;  /**< The data covers the earlier period wholly: it can be compared. */
    const char *caveat; /**< "August is covered from the 15th only"; NULL: nothing to say. */
} chora_comparison;

/** Which casualties. */
typedef enum { CHORA_PEOPLE_KILLED, CHORA_PEOPLE_INJURED } chora_people;

/** "Nine incidents were recorded in October 2021, four more than in September." */
const char *chora_tell_incidents(const chora_teller *teller, const chora_comparison *when,
                                 int64_t now, int64_t before);
/** "four more than in September", "after none in March"; "" when it cannot be compared. */
const char *chora_tell_change(const chora_teller *teller, const chora_comparison *when, int64_t now,
                              int64_t before);
/** "Sources report between 104 and 232 people killed. For one incident …"; "" without incidents. */
const char *chora_tell_people(const chora_teller *teller, chora_people which,
                              const chora_toll *toll);
/** "more than in September (7–17)", "the ranges overlap (81–212, 104–232)"; "" as above. */
const char *chora_tell_people_change(const chora_teller *teller, const chora_comparison *when,
                                     const chora_toll *now, const chora_toll *before);
/** "104–232", "104–232*" with unknown ones, "not known". */
const char *chora_tell_toll(const chora_teller *teller, const chora_toll *toll);
/** The same without its star. */
const char *chora_tell_toll_plain(const chora_teller *teller, const chora_toll *toll);

/** Incidents by their claim. */
typedef struct {
    int64_t claimed, attributed, suspected, none;
} chora_claims;

/** "Four were claimed by ISKP, one was attributed to it and four are only suspected …."; "" when
 * nothing is stated. */
const char *chora_tell_claims(const chora_teller *teller, const chora_claims *claims);

/** "August is covered from the 15th only". `from`: the first covered day; else the last. */
const char *chora_tell_part(const chora_teller *teller, chora_period period, chora_period beside,
                            chora_day day, bool from);

#endif
