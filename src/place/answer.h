/**
 * @file
 * The names, codes and alternatives of an answer, in a form that leaves the library.
 */
#ifndef CHORA_PLACE_ANSWER_H
#define CHORA_PLACE_ANSWER_H

#include "place/words.h"

/** What one answer borrows; used again for the next. Start from zero. */
typedef struct {
    chora_candidate *list;
    size_t capacity;
} chora_answer;

/** Fill text, parent and alternatives of a decided match. */
chora_status chora_answer_complete(const chora_gazetteer *gazetteer, const chora_words *words,
                                   chora_answer *answer, chora_match *out, chora_error *err);
void chora_answer_free(chora_answer *answer);

#endif
