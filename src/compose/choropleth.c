#include "compose/choropleth.h"

#include "compose/bivariate.h"
#include "compose/class_lines.h"
#include "compose/share.h"
#include "compose/wording.h"

#include <stdio.h>
#include <stdlib.h>

static const double seam_pt = 0.2;

static bool is_number(chora_cell cell)
{
    return cell.state == CHORA_CELL_NUMBER;
}

chora_status chora_colours_of_layer(const chora_figure_inputs *inputs, size_t index, double factor,
                                    bool fine, chora_class_colours *out, chora_error *err)
{
    const chora_figure_layer *layer = &inputs->figure->layers[index];
    const chora_classes *classes = inputs->classes[index];
    *out = (chora_class_colours){ .classes = NULL, .fine = fine };
    /* Countries have coasts, which are never dashed. */
    out->uncovered_is_ground = fine || layer->level == 0;
    out->zero_own = layer->zero_own;
    if (!classes)
        return CHORA_OK;
    out->is_change = inputs->changes != NULL;
    out->is_share = chora_table_is_share(inputs->tables[index]);
    out->small_bases = chora_share_has_small(inputs->tables[index]);
    /* labels of a change were made with care for both sides: they are only translated */
    bool kept = out->is_change || chora_table_is_whole(inputs->tables[index]);
    chora_shown_classes(inputs->words, classes, factor, kept, &out->shown);
    out->classes = &out->shown;
    if (layer->is_pair)
        return chora_bivariate_colours(inputs, index, out, err);
    const char *palette = layer->palette ? layer->palette : inputs->style->palette;
    if (classes->count == 0)
        return CHORA_OK;
    if (inputs->style->class_hatch_count)
        return chora_class_lines(inputs->style, out, err);
    if (!layer->zero_own)
        return chora_palette_colours(palette, classes->count, layer->reverse, out->of, err);
    return chora_palette_on_ground(palette, classes->count, layer->reverse, inputs->style->zero,
                                   out->of, err);
}

chora_status chora_colours_make(const chora_base_map *base, const chora_figure_inputs *inputs,
                                chora_class_colours *out, chora_error *err)
{
    *out = (chora_class_colours){ .classes = NULL, .fine = base->pens.fine };
    if (base->cells < 0)
        return CHORA_OK;
    chora_status st = chora_colours_of_layer(inputs, (size_t)base->cells, base->rate.factor,
                                             base->pens.fine, out, err);
    for (size_t p = 0; base->marks >= 0 && p < base->parts.count; p++) {
        out->of[p] = base->parts.parts[p].colour;
        out->hatch[p] = base->parts.parts[p].hatch;
    }
    return st;
}

int chora_class_of_cell(const chora_class_colours *colours, chora_cell cell)
{
    if (cell.state == CHORA_CELL_NO_DATA)
        return CHORA_KIND_NO_DATA;
    if (cell.state == CHORA_CELL_NOT_COVERED)
        return CHORA_KIND_NOT_COVERED;
    if (colours->is_change && cell.value == 0 && cell.incidents == 0)
        return CHORA_KIND_ZERO; /* none in either period */
    if (colours->is_share && cell.whole == 0)
        return CHORA_KIND_ZERO; /* no incident to take a share of */
    if (!colours->classes || colours->classes->count == 0 ||
        (colours->zero_own && !colours->is_change && !colours->is_share && cell.value == 0))
        return CHORA_KIND_ZERO;
    int class = chora_classes_of(colours->classes, cell.value);
    return class < 0 ? CHORA_KIND_ZERO : class;
}

int chora_class_of_area(const chora_base_map *base, const chora_figure_inputs *inputs,
                        const chora_class_colours *colours, size_t area, size_t period)
{
    chora_cell cell = chora_base_cell(base, inputs, area, period);
    return colours->is_pair ? chora_bivariate_class(
                                  colours, cell, chora_bivariate_second(base, inputs, area, period))
                            : chora_class_of_cell(colours, cell);
}

int chora_class_bare(const chora_base_map *base, chora_cell cell)
{
    if (base->cells >= 0 && cell.state == CHORA_CELL_NOT_COVERED)
        return CHORA_KIND_NOT_COVERED;
    bool unknown = base->marks >= 0 && !base->parts.halves && cell.state == CHORA_CELL_NO_DATA;
    return unknown ? CHORA_KIND_NO_DATA : CHORA_KIND_ZERO;
}

chora_look chora_look_of_class(const chora_class_colours *colours, int class,
                               const chora_style *style)
{
    if (class == CHORA_KIND_ZERO)
        return chora_look_fill(style->zero);
    /* Without its dashed edge it could not be told from zero. */
    if (class == CHORA_KIND_NOT_COVERED)
        return chora_look_fill(colours->uncovered_is_ground ? style->ground_neighbour
                                                            : style->not_covered_fill);
    if (class >= 0) {
        chora_look lined = chora_look_fill(colours->of[class]);
        lined.hatch = colours->hatch[class];
        return lined;
    }
    if (class == CHORA_KIND_SMALL_BASE) { /* the stripes are over any class; shown is the middle */
        chora_look striped = chora_share_stripes(style);
        if (!style->class_hatch_count)
            striped.fill = colours->of[colours->classes ? colours->classes->count / 2 : 0];
        return striped;
    }
    chora_look look = chora_look_fill(style->no_data_fill);
    look.hatch = (chora_hatch){
        style->no_data_hatch_gap_pt, style->no_data_hatch_width_pt, 45, style->no_data_hatch, false,
        style->no_data_dotted
    };
    return look;
}

void chora_look_cover_seam(const chora_class_colours *colours, chora_look *look)
{
    if (colours->fine)
        look->stroke = (chora_pen){ .width_pt = seam_pt, .colour = look->fill };
}

const char *chora_class_key(int class, char out[CHORA_CLASS_KEY_MAX])
{
    if (class >= 0)
        snprintf(out, CHORA_CLASS_KEY_MAX, "class-%d", class + 1);
    else
        snprintf(out, CHORA_CLASS_KEY_MAX, "%s",
                 class == CHORA_KIND_ZERO         ? "zero"
                 : class == CHORA_KIND_NO_DATA    ? "no-data"
                 : class == CHORA_KIND_SMALL_BASE ? "small-base"
                                                  : "not-covered");
    return out;
}

/* "Kabul: 41", "Farah: no data". */
static const char *title_of(const chora_words *words, const chora_area *area,
                            const chora_table *table, chora_cell cell, bool coloured,
                            chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX] = "";
    if (!coloured)
        return area->name;
    if (chora_share_is_told(cell))
        return chora_share_title(words, area->name, cell, arena);
    if (is_number(cell))
        chora_number_text(words, cell.value, chora_table_is_whole(table), number);
    if (chora_table_is_share(table) && is_number(cell))
        return chora_arena_printf(arena, "%s: %s", area->name,
                                  chora_say(words, arena, "legend.zero-under", NULL));
    const char *says = is_number(cell) ? number
                       : cell.state == CHORA_CELL_NO_DATA
                           ? chora_no_data_words(words, table, arena)
                           : chora_say(words, arena, "legend.not-covered", NULL);
    return says ? chora_arena_printf(arena, "%s: %s", area->name, says) : NULL;
}

void chora_choropleth_draw(chora_drawing *drawing, const chora_base_map *base,
                           const chora_figure_inputs *inputs, const chora_class_colours *colours,
                           size_t period)
{
    bool coloured = base->choropleth >= 0;
    const chora_table *table = chora_base_table(base, inputs);
    chora_arena *arena = chora_drawing_arena(drawing);
    for (size_t a = 0; arena && a < base->area_count; a++) {
        const chora_area *area = &inputs->areas->areas[a];
        chora_cell cell = chora_base_cell(base, inputs, a, period);
        int class = coloured ? chora_class_of_area(base, inputs, colours, a, period)
                             : chora_class_bare(base, cell);
        char key[CHORA_CLASS_KEY_MAX];
        bool told = coloured || class < CHORA_KIND_ZERO, pair = colours->is_pair && class >= 0;
        const char *title = pair ? chora_bivariate_title(base, inputs, a, period, arena)
                                 : title_of(inputs->words, area, table, cell, told, arena);
        chora_meaning meaning = { .layer = "areas",
                                  .role = "area",
                                  .key = area->code,
                                  .title = title,
                                  .class_name =
                                      base->cells >= 0 ? chora_class_key(class, key) : NULL };
        chora_look look = chora_look_of_class(colours, class, inputs->style);
        chora_look_cover_seam(colours, &look);
        chora_draw_shape(drawing, meaning, look, &base->shapes[a]);
    }
    if (colours->is_pair)
        chora_bivariate_draw_over(drawing, base, inputs, colours, period);
    if (colours->small_bases)
        chora_share_draw_stripes(drawing, base, inputs, period);
}

chora_status chora_area_edges(const chora_base_map *base, const chora_figure_inputs *inputs,
                              size_t period, const chora_ruler *ruler, chora_group **out,
                              chora_error *err)
{
    bool any = false;
    bool *dashed = chora_alloc(base->area_count + 1, sizeof *dashed);
    if (!dashed)
        return chora_no_memory(err);
    for (size_t a = 0; base->cells >= 0 && a < base->area_count; a++) {
        dashed[a] = inputs->figure->layers[base->cells].level > 0 &&
                    chora_base_cell(base, inputs, a, period).state == CHORA_CELL_NOT_COVERED;
        any = any || dashed[a];
    }
    chora_status st = CHORA_OK;
    if (any)
        st = chora_area_lines_make(base, inputs, dashed, ruler, out, err);
    else
        *out = chora_group_ref(base->area_lines);
    free(dashed);
    return st;
}
