/**
 * @file
 * What the two forms of the symbols' legend share; inside of it.
 */
#ifndef CHORA_COMPOSE_LEGEND_KINDS_STEP_H
#define CHORA_COMPOSE_LEGEND_KINDS_STEP_H

#include "compose/area_lists.h"
#include "compose/legend_kinds.h"
#include "compose/wrap.h"

typedef struct {
    chora_drawing *drawing;
    const chora_base_map *base;
    const chora_figure_inputs *inputs;
    const chora_style *style;
    const chora_kinds *kinds;
    size_t period;
    chora_kind_counts counts; /**< Of this period. */
    chora_kind_counts ever; /**< Of all periods: what is in the legend of any is in that of all. */
    chora_area_lists lists; /**< What is no point; none over a choropleth. */
    chora_box box;
    chora_arena *arena;
    bool draw; /**< Else only measured. */
} chora_kinds_legend;

/** False after a failure. */
bool chora_kinds_legend_open(chora_drawing *drawing, const chora_base_map *base,
                             const chora_figure_inputs *inputs, size_t period, chora_box box,
                             bool draw, chora_kinds_legend *out);

/** "One symbol, one incident", or the layer's own title. */
const char *chora_kinds_title(const chora_kinds_legend *legend);
/** One line of text from `left` on; answers its width. */
double chora_kinds_text(const chora_kinds_legend *legend, const char *role, const char *text,
                        chora_type type, chora_xy baseline, chora_align align);
/** A form as large as in insets, its middle there. */
void chora_kinds_glyph(const chora_kinds_legend *legend, size_t kind, bool unverified, chora_xy at);
double chora_kinds_glyph_radius(const chora_kinds_legend *legend);

#endif
