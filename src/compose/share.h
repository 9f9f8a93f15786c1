/**
 * @file
 * A map of shares: a percentage only of 20 incidents and more, stripes over smaller bases, areas
 * without incidents apart from those with a share of 0 %.
 */
#ifndef CHORA_COMPOSE_SHARE_H
#define CHORA_COMPOSE_SHARE_H

#include "compose/choropleth.h"
#include "compose/findings.h"

/** A share of one incident at least; false of all that is no share. */
bool chora_share_is_told(chora_cell cell);
/** A share of too few incidents for a percentage. */
bool chora_share_is_small(chora_cell cell);
/** Is there one in any area and period? Series have one legend. */
bool chora_share_has_small(const chora_table *table);
size_t chora_share_small_count(const chora_base_map *base, const chora_figure_inputs *inputs,
                               size_t period);

/** Stripes over the colour, and the swatch that explains them. */
chora_look chora_share_stripes(const chora_style *style);
void chora_share_draw_stripes(chora_drawing *drawing, const chora_base_map *base,
                              const chora_figure_inputs *inputs, size_t period);

/* ---- words (share_words.c); NULL without memory ---------------------------------------------- */

/** "62 %"; of a small base "3 of 5". */
const char *chora_share_number(const chora_words *words, chora_cell cell, chora_arena *arena);
/** "Kabul: 26 of 41, 63 %", "Herat: 3 of 5". */
const char *chora_share_title(const chora_words *words, const char *name, chora_cell cell,
                              chora_arena *arena);
/** "striped: fewer than 20", of lines "broken lines: ..."; "" without memory. */
const char *chora_share_small_words(const chora_words *words, const chora_style *style,
                                    chora_arena *arena);

/** `total` is the incidents of which the share can be told; `top` the area that the sentence names,
 * else the one with the most incidents, `highest` that many. */
void chora_share_findings(const chora_base_map *base, const chora_figure_inputs *inputs,
                          size_t period, chora_findings *found);
/** "31 of 74 incidents (42 %); highest in Kabul (26 of 41, 63 %)": an area is only called the
 * highest among two or more with 20 incidents. */
const char *chora_share_sentence(const chora_findings *found, const chora_base_map *base,
                                 const chora_figure_inputs *inputs, size_t period,
                                 chora_arena *arena);
/** As long as any period's is likely to be. */
const char *chora_share_longest(const chora_figure_inputs *inputs, const char *name,
                                double accepted, chora_arena *arena);

/** The condition, in the author's words. */
const char *chora_share_method(const chora_figure_inputs *inputs, chora_arena *arena);
/** The same and what is partly covered. */
const char *chora_share_note(const chora_findings *found, const chora_base_map *base,
                             const chora_figure_inputs *inputs, chora_arena *arena);
/** `account`, and how many of the incidents shown are in no share. */
const char *chora_share_account(const chora_words *words, const char *account,
                                const chora_table *table, size_t period, chora_arena *arena);
/** For those who cannot see it: the areas with most incidents. */
const char *chora_share_list(const chora_base_map *base, const chora_figure_inputs *inputs,
                             size_t period, chora_arena *arena);

#endif
