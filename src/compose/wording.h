/**
 * @file
 * The English words of a figure: numbers, levels, what a measure counts, filled-in titles.
 */
#ifndef CHORA_COMPOSE_WORDING_H
#define CHORA_COMPOSE_WORDING_H

#include "base/memory.h"
#include "style/figure.h"

#define CHORA_NUMBER_TEXT_MAX 48

/**
 * A number for people: whole ones with a thin space between thousands from 10 000; others with as
 * many decimals as two or three figures need; minus is U+2212.
 */
void chora_number_text(double value, bool whole, char out[CHORA_NUMBER_TEXT_MAX]);

/** "province" or "provinces"; 0 country, 1 province, 2 district, else "area". */
const char *chora_level_word(int level, bool plural);

/** "incident(s)", "person killed"/"people killed", "person injured"/…; NULL for another column. */
const char *chora_measure_noun(const chora_figure_measure *measure, bool plural);

/** "Incidents", "People killed", "Houses destroyed", with " per 100 000 people" when it is a rate.
 */
const char *chora_measure_words(const chora_figure_measure *measure, chora_arena *arena);

/** " per 100 000 people", " per km²"; "" when the measure is no rate. */
const char *chora_rate_words(const chora_figure_measure *measure, chora_arena *arena);

/** What {period}, {country}, {dataset} and {total} stand for. */
typedef struct {
    const char *period, *country, *dataset, *total;
} chora_fillings;

/** The text with its names in braces filled in; other braces stay. NULL without memory. */
const char *chora_fill(const char *text, const chora_fillings *with, chora_arena *arena);

#endif
