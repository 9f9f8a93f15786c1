/**
 * @file
 * What a language is made of; inside of the language files of this room.
 */
#ifndef CHORA_STYLE_LANGUAGE_INSIDE_H
#define CHORA_STYLE_LANGUAGE_INSIDE_H

#include "base/digest.h"
#include "style/language.h"

/** The plural forms of Unicode CLDR; every phrase has `other`. */
typedef enum {
    CHORA_PLURAL_ZERO,
    CHORA_PLURAL_ONE,
    CHORA_PLURAL_TWO,
    CHORA_PLURAL_FEW,
    CHORA_PLURAL_MANY,
    CHORA_PLURAL_OTHER,
    CHORA_PLURALS
} chora_plural;

extern const char *const chora_plural_names[CHORA_PLURALS + 1];

typedef struct {
    const char *key;
    const char *forms[CHORA_PLURALS]; /**< NULL: not given; `other` always is. */
} chora_phrase;

enum { CHORA_LISTED_MAX = 15, CHORA_SMALL_NUMBERS = 13 };

struct chora_words {
    const chora_words *fallback; /**< English; NULL for English itself. */
    const char *tag, *name;
    const char *file;             /**< It was read from. */
    int words_row;                /**< Of its `words:`; 1 when it has none. */
    char hash[CHORA_SHA256_TEXT]; /**< Of the file. */
    bool leftward;
    double leading;
    int calendar;                      /**< chora_calendar. */
    const char *plural[CHORA_PLURALS]; /**< Conditions; NULL: the language has no such form. */
    const char *digits[10];
    const char *decimal, *group, *minus, *range, *at_most, *list, *clause, *stop;
    int group_from;                         /**< The smallest that has `group`: 1000 or 10000. */
    const char *small[CHORA_SMALL_NUMBERS]; /**< "none", "one" ...; NULL: in digits. */
    const char *months[12], *months_in_date[12], *months_short[12], *solar_months[12];
    const char *weekdays[7];  /**< Short, from Monday. */
    const char *ordinals[31]; /**< "15th"; NULL: the number. */
    const char *first_day;    /**< "1er"; NULL: the number. */
    const char *day, *day_alone, *day_in_table, *month, *months_of_year, *span, *year;
    const char *names[CHORA_LISTED_MAX + 1], *dropped[CHORA_LISTED_MAX + 1]; /**< NULL-ended. */
    chora_phrase *phrases;                                                   /**< Ordered by key. */
    size_t phrase_count;
};

/**
 * The form for a number by the language's conditions (CLDR's syntax over n, i and v: "n % 10 = 2..4
 * and n % 100 != 12..14"); the first that holds.
 */
chora_plural chora_plural_of(const chora_words *words, double n);
/** Can the condition be read? */
bool chora_plural_is_condition(const char *condition);

/** The phrase of a key and the language it was found in; NULL when there is none. */
const chora_phrase *chora_phrase_find(const chora_words *words, const char *key,
                                      const chora_words **owner);

#endif
