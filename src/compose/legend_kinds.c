/* What both forms of the symbols' legend say. */
#include "compose/legend.h"
#include "compose/legend_kinds_step.h"
#include "compose/symbols.h"
#include "compose/wording.h"

#include <math.h>
#include <string.h>

static void add_counts(chora_kind_counts *sum, const chora_kind_counts *more)
{
    for (size_t k = 0; k < CHORA_KINDS_MAX; k++)
        sum->of[k] += more->of[k];
    sum->unverified += more->unverified;
    sum->points += more->points;
    sum->listed += more->listed;
    sum->town += more->town;
}

bool chora_kinds_legend_open(chora_drawing *drawing, const chora_base_map *base,
                             const chora_figure_inputs *inputs, size_t period, chora_box box,
                             bool draw, chora_kinds_legend *out)
{
    const chora_table *table = inputs->tables[base->circles];
    chora_kinds_legend legend = { .drawing = drawing,
                                  .base = base,
                                  .inputs = inputs,
                                  .style = inputs->style,
                                  .kinds = &base->kinds,
                                  .period = period,
                                  .box = box,
                                  .arena = chora_drawing_arena(drawing),
                                  .draw = draw };
    legend.counts = chora_kinds_count(&base->kinds, table, period, base->choropleth < 0);
    for (size_t p = 0; p < chora_table_periods(table); p++) {
        chora_kind_counts counts = chora_kinds_count(&base->kinds, table, p, base->choropleth < 0);
        add_counts(&legend.ever, &counts);
    }
    if (!legend.arena)
        return false;
    if (base->choropleth < 0) /* with a choropleth legend_lists.h has them */
        chora_drawing_check(drawing, chora_area_lists_of(base, inputs, period, legend.arena,
                                                         &legend.lists, drawing->err));
    *out = legend;
    return !drawing->status;
}

const char *chora_kinds_title(const chora_kinds_legend *legend)
{
    const chora_figure_layer *layer = &legend->inputs->figure->layers[legend->base->circles];
    if (layer->legend_title)
        return layer->legend_title;
    if (legend->kinds->each)
        return chora_say(legend->inputs->words, legend->arena, "kinds.each", NULL);
    return chora_legend_title(legend->inputs->words, layer, &layer->measure,
                              chora_symbols_spot(legend->inputs->tables[legend->base->circles]),
                              legend->arena);
}

double chora_kinds_text(const chora_kinds_legend *legend, const char *role, const char *text,
                        chora_type type, chora_xy baseline, chora_align align)
{
    if (!text) {
        chora_drawing_check(legend->drawing, chora_no_memory(legend->drawing->err));
        return 0;
    }
    chora_meaning meaning = { .layer = "legend", .role = role };
    if (legend->draw)
        chora_draw_text(legend->drawing, meaning, baseline, align, type, text);
    return chora_draw_width(legend->drawing, type, text);
}

double chora_kinds_glyph_radius(const chora_kinds_legend *legend)
{
    return legend->style->incident_inset_radius_pt;
}

void chora_kinds_glyph(const chora_kinds_legend *legend, size_t kind, bool unverified, chora_xy at)
{
    if (!legend->draw)
        return;
    chora_glyph glyph = chora_kind_glyph(legend->kinds, kind, unverified);
    chora_meaning meaning = { .layer = "legend", .role = "legend-symbol" };
    if (legend->base->cloud_alpha > 0) { /* the dot of the map, in full ink */
        chora_draw_circle(legend->drawing, meaning, chora_look_fill(glyph.colour), at,
                          fmax(legend->base->dot_radius, 0.7));
        return;
    }
    chora_glyph_draw(legend->drawing, meaning, glyph, at,
                     chora_glyph_packed(glyph.shape, chora_kinds_glyph_radius(legend)),
                     legend->style->incident_stroke_pt, 0, legend->style->paper);
}
