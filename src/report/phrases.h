/**
 * @file
 * The words a report itself says, by key, with {braces} filled in.
 */
#ifndef CHORA_REPORT_PHRASES_H
#define CHORA_REPORT_PHRASES_H

#include "base/buffer.h"
#include "base/memory.h"
#include "style/language.h"

#include <chora/period.h>

/** How numbers, dates and phrases are said; borrowed by all who tell. */
typedef struct {
    chora_arena *arena;
    const char *group;        /**< "ISKP": whom claims are of; "" when not given. */
    const chora_words *words; /**< The language of the report. */
} chora_teller;

/** The phrase of a key (in a language's file with "report." before it), its braces filled in by
 * pairs of name and text, ended by NULL. "" and NULL texts fill in nothing. In the arena; NULL
 * without memory. */
const char *chora_phrase(const chora_teller *teller, const char *key, ...)
    __attribute__((sentinel));

/** The same in the plural form for `n`. */
const char *chora_phrase_many(const chora_teller *teller, const char *key, int64_t n, ...)
    __attribute__((sentinel));

/** The phrase of KEY.WORD where the language has one; else the word, which is the data's own. */
const char *chora_phrase_known(const chora_teller *teller, const char *key, const char *word);

/** "1,234", "−3". */
const char *chora_tell_number(const chora_teller *teller, int64_t number);
/** "none", "one" to "twelve" where the language writes these out, else as chora_tell_number. */
const char *chora_tell_words(const chora_teller *teller, int64_t number);
/**
 * The same in a sentence with other numbers, of which `other` is the greatest: all are written out
 * or none is ("3 ... 14", not "three ... 14").
 */
const char *chora_tell_words_beside(const chora_teller *teller, int64_t number, int64_t other);
/** "104–232", "4". */
const char *chora_tell_range(const chora_teller *teller, int64_t low, int64_t high);
/** What stands between the ends of a range: "–", " تا ". */
const char *chora_tell_between(const chora_teller *teller);
/** "October 2021". */
const char *chora_tell_period(const chora_teller *teller, chora_period period);
/** The same beside another period: "September", with its year when that differs. */
const char *chora_tell_period_beside(const chora_teller *teller, chora_period period,
                                     chora_period beside);
/** "8 October", "Fri 8 Oct". */
const char *chora_tell_day(const chora_teller *teller, chora_day day);
const char *chora_tell_day_short(const chora_teller *teller, chora_day day);
/** "15th", where the language has such; else "15". */
const char *chora_tell_ordinal(const chora_teller *teller, chora_day day);
/** "8 October 2021". */
const char *chora_tell_date(const chora_teller *teller, chora_day day);
/** "Kabul, Kunduz and Parwan". */
const char *chora_tell_list(const chora_teller *teller, const char *const *items, size_t count);
/** With a capital first letter. */
const char *chora_tell_capital(const chora_teller *teller, const char *text);
/** All in capitals, where the script has them. */
const char *chora_tell_upper(const chora_teller *teller, const char *text);

#endif
