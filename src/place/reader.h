/**
 * @file
 * What reading the words of one row has come to; shared by the files that read them.
 */
#ifndef CHORA_PLACE_READER_H
#define CHORA_PLACE_READER_H

#include "place/words.h"

typedef struct {
    chora_gazetteer *gazetteer;
    const chora_decisions *decisions;
    const chora_evidence_of_place *evidence;
    chora_arena *arena;
    chora_words *words;
    chora_within within; /**< What `in` of the evidence says. */
} chora_reader;

/** Not NULL, not only white space. */
bool chora_is_given(const char *text);

/** Where the row can be as far as its country says. */
chora_within chora_reader_country(const chora_reader *in);

/** The area with all that hold it. */
void chora_reader_take_area(chora_reader *in, size_t area, const char *method, double score);
/** One area is taken; none, several or a list are refused, or the area they have in common is
 * taken. `what` is "province" or "district". */
void chora_reader_take_found(chora_reader *in, const chora_found *found, const char *what,
                             const char *parent);
/** A decision on the text is applied: true. */
bool chora_reader_decided(chora_reader *in, const char *text, const char *const *parents,
                          size_t parent_count);

void chora_reader_note(chora_reader *in, const char *note);
/** The first problem stays. Texts may be NULL. */
void chora_reader_problem(chora_reader *in, chora_place_problem problem, const char *text,
                          const char *parent);
/** Alternatives of the first problem. */
void chora_reader_offer(chora_reader *in, const chora_hits *hits);
/** "Kabul (AF-KAB) and Khost in Baghlan". */
const char *chora_reader_list(const chora_reader *in, const chora_hits *hits);
/** "; the nearest name is Kabul", or "". */
const char *chora_reader_hint(const chora_reader *in, const chora_hits *hits);

/** What the name lies in. */
chora_status chora_read_in(chora_reader *in, chora_error *err);
/** The name of whatever kind. */
chora_status chora_read_name(chora_reader *in, chora_error *err);

#endif
