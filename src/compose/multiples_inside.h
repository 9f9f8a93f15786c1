/**
 * @file
 * What the parts of small multiples share.
 */
#ifndef CHORA_COMPOSE_MULTIPLES_INSIDE_H
#define CHORA_COMPOSE_MULTIPLES_INSIDE_H

#include "compose/choropleth.h"
#include "compose/multiples.h"
#include "compose/texts.h"

/** What one panel shows. */
typedef struct {
    double total;      /**< Of the areas' numbers; says nothing of a rate. */
    size_t above_zero; /**< Areas. */
    bool has_numbers;  /**< Something to colour: an area above zero, or one without data. */
    bool covered;      /**< Any area looked at. */
    bool partial;      /**< Some area only in part. */
    bool no_data, not_covered;
    bool is_withheld; /**< The total is not told; it is 0. */
} chora_panel_sum;

chora_panel_sum chora_panel_sum_of(const chora_panel *panel, double factor);

/** "March 2022", "bombing", "not stated"; with a star when it is partly covered. */
const char *chora_panel_title(const chora_words *words, const chora_panel *panel, bool star,
                              chora_arena *arena);

/** "month", "quarter" or "year": the last part of the keys of phrases about periods. */
const char *chora_panel_step(chora_period_kind kind);

/** Title, finding, account and sources of the page. `base` NULL: before it is there. */
chora_status chora_multiples_texts(const chora_figure_inputs *inputs,
                                   const chora_multiples *multiples, const chora_base_map *base,
                                   chora_arena *arena, chora_texts *out, chora_error *err);
const char *chora_multiples_alt_text(const chora_figure_inputs *inputs,
                                     const chora_multiples *multiples, const chora_texts *texts,
                                     chora_arena *arena);

/** The legend in one line or two, from the top left of `box`; answers the height it takes. With
 * `drawing->group` of its own it can be asked for the height alone. */
double chora_multiples_legend(chora_drawing *drawing, const chora_figure_inputs *inputs,
                              const chora_multiples *multiples, const chora_class_colours *colours,
                              chora_box box);

#endif
