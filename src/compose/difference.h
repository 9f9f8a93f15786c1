/**
 * @file
 * A map of changes: colours on two sides of "same", stripes over what chance could explain, both
 * numbers in the labels.
 */
#ifndef CHORA_COMPOSE_DIFFERENCE_H
#define CHORA_COMPOSE_DIFFERENCE_H

#include "compose/choropleth.h"
#include "compose/findings.h"
#include "compose/wording.h"

/** The change of an area; without data when the table does not know it. */
chora_change chora_difference_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 size_t area, size_t period);

/** Looked at in both periods, and nothing in either. */
bool chora_difference_is_none(chora_change change);
/** A change, but one that chance alone could explain. */
bool chora_difference_is_striped(chora_change change);

/** Are all its numbers whole? */
bool chora_difference_is_whole(const chora_change_table *changes);

/** The change as a cell for classes and legend: the number after less the one before; `incidents`
 * is 0 for none in either period, else 1. */
chora_cell chora_difference_cell(chora_change change);

/** "30→11" */
const char *chora_difference_number(const chora_words *words, chora_change change, bool whole,
                                    chora_arena *arena);
/** A change with its sign: "+3", "−19", "0". */
void chora_difference_signed(const chora_words *words, double change, bool whole,
                             char out[CHORA_NUMBER_TEXT_MAX]);

/** Stripes, to be drawn over the colour. */
chora_look chora_difference_stripes(const chora_style *style);

#define CHORA_DIFFERENCE_KEY_MAX 24
/** "fewer-3", "same", "more-1", "none", "no-data", "not-covered". */
const char *chora_difference_key(const chora_class_colours *colours, int class_index,
                                 char out[CHORA_DIFFERENCE_KEY_MAX]);

/** The areas, in place of chora_choropleth_draw. */
void chora_difference_draw(chora_drawing *drawing, const chora_base_map *base,
                           const chora_figure_inputs *inputs, const chora_class_colours *colours,
                           size_t period);

/** An area with a number in either period. */
typedef struct {
    size_t area;
    chora_change change;
} chora_difference_row;

/** All of them, the largest change first; in `arena`, NULL without memory. */
chora_difference_row *chora_difference_rows(const chora_base_map *base,
                                            const chora_figure_inputs *inputs, size_t period,
                                            chora_arena *arena, size_t *count);
/** A change larger than chance would explain. */
bool chora_difference_is_clear(chora_change change);

/* ---- words (difference_words.c) -------------------------------------------------------------- */

/** "March 2022", "15 August 2021 – 14 August 2022": the period drawn, and what it is held against.
 * NULL without memory, as all that follow. */
typedef struct {
    const char *before, *after;
} chora_difference_periods;

chora_difference_periods chora_difference_periods_of(const chora_words *words,
                                                     const chora_change_table *changes,
                                                     size_t period, chora_arena *arena);

/** What is counted of the areas; `total` is that of the period drawn. */
void chora_difference_findings(const chora_base_map *base, const chora_figure_inputs *inputs,
                               size_t period, chora_findings *found);

/** Are its numbers counts, so that chance can be told? */
bool chora_difference_is_tested(const chora_figure_inputs *inputs);

/** "Only in Kabul (30 to 11) and Nangarhar (9 to 1) is the fall larger than chance would explain";
 * true for the numbers. */
const char *chora_difference_sentence(const chora_findings *found, const chora_base_map *base,
                                      const chora_figure_inputs *inputs, size_t period,
                                      chora_arena *arena);
/** The longest that any period is likely to bring; `name` is the longest of an area. */
const char *chora_difference_longest(const chora_figure_inputs *inputs, const char *name,
                                     chora_arena *arena);

/** How the two were compared, and what is partly covered. */
const char *chora_difference_note(const chora_findings *found, const chora_base_map *base,
                                  const chora_figure_inputs *inputs, chora_arena *arena);
const char *chora_difference_longest_note(const chora_figure_inputs *inputs, bool series,
                                          chora_arena *arena);

/**
 * The account of both periods: "74 of 74 incidents counted: 52 in 2021, 22 in 2022". Where a row
 * may be in both (its date is not known well enough) each period has a sentence of its own, and
 * each closes.
 */
const char *chora_difference_account(const chora_words *words, const chora_change_table *changes,
                                     size_t period, chora_arena *arena);
/** The same of accounts that are given. */
const char *chora_difference_account_of(const chora_words *words, const chora_change_table *changes,
                                        size_t period, const chora_account *before,
                                        const chora_account *after, chora_arena *arena);

/** The picture in words. */
const char *chora_difference_alt_text(const chora_findings *found, const chora_base_map *base,
                                      const chora_figure_inputs *inputs, size_t period,
                                      const char *title, const char *subtitle, chora_arena *arena);

/* ---- the legend (legend_change.c) ------------------------------------------------------------ */

/** Boxes from fewer to more, stripes, none in either, and the numbers as a table: in the column. */
void chora_legend_change_column(chora_drawing *drawing, const chora_base_map *base,
                                const chora_figure_inputs *inputs,
                                const chora_class_colours *colours, size_t period);
/** The same without the table, in a row over the map. */
void chora_legend_change_row(chora_drawing *drawing, const chora_base_map *base,
                             const chora_figure_inputs *inputs, const chora_class_colours *colours,
                             size_t period);

#endif
