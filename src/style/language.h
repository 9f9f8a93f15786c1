/**
 * @file
 * The words that Chora itself puts on a page, its numbers and its dates, in the language of the
 * figure: read from styles/languages/TAG.yaml, so that a new language is a file.
 */
#ifndef CHORA_STYLE_LANGUAGE_H
#define CHORA_STYLE_LANGUAGE_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"

#include <chora/period.h>

/** Immutable; any number of threads may read it. */
typedef struct chora_words chora_words;

/**
 * Read a language: "fa"; "fa-AF" takes fa-AF.yaml, else fa.yaml; a path ending in .yaml is read as
 * it is. Lives in `arena`. NULL and "" are English.
 * @return CHORA_OK; CHORA_ENOTFOUND names the nearest, and the languages there are; CHORA_EINVAL:
 * every mistake of the file, a line each, with its row.
 */
chora_status chora_words_load(const char *language, chora_calendar calendar, chora_arena *arena,
                              const chora_words **out, chora_error *err);

/** The English that stands behind any language, in Gregorian dates; in `arena`; NULL: no memory. */
const chora_words *chora_words_english(const chora_words *words, chora_arena *arena);

const char *chora_words_tag(const chora_words *words);  /**< "fa". */
const char *chora_words_name(const chora_words *words); /**< "دری". */
/** What its pages depend on: calendar, and the hashes of its file and of the English one. */
void chora_words_fingerprint(const chora_words *words, chora_buffer *out);
/** Is the language written from right to left? Its pages are mirrored, its maps are not. */
bool chora_words_leftward(const chora_words *words);
/** The language that it is a variety of: "fa" of fa-IR; NULL: of none. */
const char *chora_words_like(const chora_words *words);
chora_calendar chora_words_calendar(const chora_words *words); /**< Never OF_LANGUAGE. */

/** How much further apart than Latin its lines stand: 1.15 where letters reach far up and down. */
double chora_words_leading(const chora_words *words);
/** Languages whose names of areas and towns stand in for those that this one lacks; NULL-ended. */
const char *const *chora_words_names(const chora_words *words);
/** Words that are left out at the start or end of an area's name ("ولایت"); NULL-ended. */
const char *const *chora_words_dropped(const chora_words *words);

/** What a language file leaves to English. */
typedef struct {
    const char *file;  /**< Of the language, as it was named. */
    int row;           /**< Of its `words:`. */
    size_t count, all; /**< Phrases that it, and the language that it is like, lack; of how many. */
    size_t named;      /**< In `first`. */
    const char *first; /**< "account.none, account.not-drawn": the first few in the order of their
                          keys; "" when none lacks. */
} chora_words_gap;

/** Look for phrases that are printed in English. Texts in `arena`. CHORA_ENOMEM. */
chora_status chora_words_missing(const chora_words *words, chora_arena *arena, chora_words_gap *out,
                                 chora_error *err);

/* ---- phrases --------------------------------------------------------------------------------- */

/** A text as it stands beside others: isolated when it runs the other way. In `arena`; NULL: no
 * memory. */
const char *chora_words_apart(const chora_words *words, chora_arena *arena, const char *text);

/**
 * The phrase of a key ("legend.no-data"), its {braces} filled in by the pairs of name and text that
 * follow, ended by NULL. A text that runs the other way is isolated, so that what stands beside it
 * keeps its place. A key that the language lacks is said in English; one that English lacks is
 * printed as it is. In `arena`; NULL without memory or when one of the texts is NULL.
 */
const char *chora_say(const chora_words *words, chora_arena *arena, const char *key, ...)
    __attribute__((sentinel));

/** The same in the plural form for `n`; {n} is `n_text`. */
const char *chora_say_many(const chora_words *words, chora_arena *arena, const char *key, double n,
                           const char *n_text, ...) __attribute__((sentinel));

/** "legend.per" and "province" to one phrase: `key` with ".word" behind it. */
const char *chora_say_of(const chora_words *words, chora_arena *arena, const char *key,
                         const char *word, ...) __attribute__((sentinel));
const char *chora_say_many_of(const chora_words *words, chora_arena *arena, const char *key,
                              const char *word, double n, const char *n_text, ...)
    __attribute__((sentinel));

/**
 * The same with the pairs in a list; `n` NULL: nothing is counted, else {n} is one of the pairs.
 */
const char *chora_say_pairs(const chora_words *words, chora_arena *arena, const char *key,
                            const double *n, const char *const pairs[][2], size_t count);

/** Does the language, or English, have such a phrase? */
bool chora_words_know(const chora_words *words, const char *key);

/** What stands between items, clauses: ", " and "; ". */
const char *chora_words_list(const chora_words *words);
const char *chora_words_clause(const chora_words *words);
/** What ends a sentence: ".". */
const char *chora_words_stop(const chora_words *words);

/* ---- numbers --------------------------------------------------------------------------------- */

/**
 * Append a number or a range written the neutral way (ASCII digits, ".", U+2009 between thousands
 * or nothing, U+2212, "a–b" or "−a – b", "≤a") as the language writes it: digits, thousands marked
 * off from the language's smallest such number on, "۲ تا ۳". Anything else in it stays. A year is
 * no such number: chora_words_digits().
 */
void chora_words_numeral(const chora_words *words, const char *neutral, chora_buffer *out);

/** Append a text with the digits of the language and nothing else changed: a year. */
void chora_words_digits(const chora_words *words, const char *text, chora_buffer *out);

/** Append a whole number: "1,234", "۱٬۲۳۴". */
void chora_words_integer(const chora_words *words, int64_t number, chora_buffer *out);
/** Append two numbers, each a text already, as a range: "104–232", "۱۰۴ تا ۲۳۲". */
void chora_words_range(const chora_words *words, const char *from, const char *to,
                       chora_buffer *out);
/** "none", "one" to "twelve"; NULL: this language writes that number in digits. */
const char *chora_words_small(const chora_words *words, int64_t number);

/* ---- dates ----------------------------------------------------------------------------------- */

/**
 * Append a period in the language and its calendar: "March 2022", "January–March 2022", "2022",
 * "15 August 2021 – 15 August 2023"; months of the other calendar are told by their first and last
 * day.
 */
void chora_words_period(const chora_words *words, chora_period period, chora_buffer *out);

/** Append the short name of the month that a period begins with, in the period's own calendar:
 * "Aug", "Asad", for an axis. */
void chora_words_month_short(const chora_words *words, chora_period period, chora_buffer *out);

/** Append one day: "15 August 2021", short: "15 Aug 2021". */
void chora_words_day(const chora_words *words, chora_day day, bool is_short, chora_buffer *out);

/** The forms of a day in a text whose year is known. */
typedef enum {
    CHORA_DAY_ALONE,    /**< "15 August". */
    CHORA_DAY_IN_TABLE, /**< "Sun 15 Aug". */
    CHORA_DAY_ORDINAL   /**< "15th", where the language has such; else "15". */
} chora_day_form;

void chora_words_day_form(const chora_words *words, chora_day day, chora_day_form form,
                          chora_buffer *out);
/** Append the month of a day: "August", of the calendar. */
void chora_words_month_alone(const chora_words *words, chora_day day, chora_buffer *out);
/** The calendar that the ends of a period are ends of months in; else that of the language. */
chora_calendar chora_calendar_of_period(chora_period period);
/** Is the period one whole month of the calendar? */
bool chora_words_is_month(const chora_words *words, chora_period period);
/** Its year, in the calendar: 2021, 1400. */
int chora_words_year(const chora_words *words, chora_day day);

#endif
