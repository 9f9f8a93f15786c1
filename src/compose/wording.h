/**
 * @file
 * What a figure is called in its language: numbers, what a measure counts, filled-in titles.
 */
#ifndef CHORA_COMPOSE_WORDING_H
#define CHORA_COMPOSE_WORDING_H

#include "base/memory.h"
#include "style/figure.h"
#include "style/language.h"

#define CHORA_NUMBER_TEXT_MAX 96

/**
 * A number for people, thousands marked off as the language does; those that are not whole with as
 * many decimals as two or three figures need. In the digits of the language; `words` NULL: the
 * neutral form that chora_words_numeral reads.
 */
void chora_number_text(const chora_words *words, double value, bool whole,
                       char out[CHORA_NUMBER_TEXT_MAX]);

/** A length or an angle that somebody chose, such as a scale bar's: "200", "0.5". */
void chora_round_text(const chora_words *words, double value, char out[CHORA_NUMBER_TEXT_MAX]);

/** The last part of the keys of phrases about a level: "country", "province", "district", "area".
 */
const char *chora_level_key(int level);

/** The same of a measure: "incidents", "killed", "injured"; NULL for another column. */
const char *chora_measure_key(const chora_figure_measure *measure);

/** "1 incident", "74 incidents", "12 people killed"; the number alone for another column. */
const char *chora_measure_counted(const chora_words *words, const chora_figure_measure *measure,
                                  double value, bool whole, chora_arena *arena);

/** "Incidents", "People killed", "Houses destroyed", with " per 100 000 people" when it is a rate.
 */
const char *chora_measure_words(const chora_words *words, const chora_figure_measure *measure,
                                chora_arena *arena);

/**
 * The figure's title with its names in braces; one that is not given is "{country}: People killed,
 * {period}" in the language, after the first layer's measure; without the country when `country`
 * is "" or a list of several. In `arena`, NULL without memory.
 */
const char *chora_title_words(const chora_words *words, const chora_figure *figure,
                              const char *country, chora_arena *arena);

/** A title without the "Afghanistan: " that it begins with, for where the country is told anyway.
 */
const char *chora_title_bare(const char *title, const char *country);

/** `what` with " per 100 000 people", " per km²" behind it; itself when the measure is no rate. */
const char *chora_rate_words(const chora_words *words, const chora_figure_measure *measure,
                             const char *what, chora_arena *arena);

/** "34 provinces", for "24 of 34 provinces". */
const char *chora_of_areas(const chora_words *words, int level, size_t count, chora_arena *arena);

/** "March 2022", "15 August 2021 – 14 August 2022"; in `arena`, NULL without memory. */
const char *chora_period_words(const chora_words *words, chora_period period, chora_arena *arena);

/** "no data", "not known" where that was asked; of a table with withheld numbers "withheld (fewer
 * than 5), or no data". */
const char *chora_no_data_words(const chora_words *words, const chora_table *table,
                                chora_arena *arena);

/** Texts as the language lists them: "Kabul, Herat". `list` grows; start it empty. */
void chora_list_add(const chora_words *words, chora_buffer *list, const char *text);

/** What {period}, {country}, {dataset} and {total} stand for. */
typedef struct {
    const char *period, *country, *dataset, *total;
} chora_fillings;

/** The text with its names in braces filled in; other braces stay. NULL without memory. */
const char *chora_fill(const char *text, const chora_fillings *with, chora_arena *arena);

#endif
