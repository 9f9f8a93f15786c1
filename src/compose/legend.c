#include "compose/legend.h"

#include "compose/area_marks.h"
#include "compose/bivariate.h"
#include "compose/difference.h"
#include "compose/hexmap_draw.h"
#include "compose/share.h"
#include "compose/wording.h"

#include <string.h>

/* ---- what is in it -------------------------------------------------------------------------- */

typedef struct {
    size_t of[CHORA_CLASSES_MAX];
    size_t zero, no_data, not_covered;
} class_counts;

static class_counts count_classes(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  const chora_class_colours *colours, size_t period)
{
    class_counts counts = { { 0 }, 0, 0, 0 };
    for (size_t a = 0; a < base->area_count; a++) {
        int class = chora_class_of_cell(colours, chora_base_cell(base, inputs, a, period));
        if (class == CHORA_KIND_ZERO)
            counts.zero++;
        else if (class == CHORA_KIND_NO_DATA)
            counts.no_data++;
        else if (class == CHORA_KIND_NOT_COVERED)
            counts.not_covered++;
        else
            counts.of[class]++;
    }
    return counts;
}

bool chora_legend_is_outlier(const chora_classes *classes, size_t class)
{
    if (class == 0 || class + 1 != classes->count)
        return false;
    const chora_class *last = &classes->classes[class], *before = &classes->classes[class - 1];
    size_t others = 0;
    for (size_t c = 0; c < class; c++)
        others += classes->classes[c].count;
    return last->low > 2 * before->high && last->count <= 1 + others / 20;
}

static void add_entry(chora_legend_entries *list, int class, const char *label, size_t areas,
                      bool apart)
{
    list->entries[list->count++] =
        (chora_legend_entry){ class, label, areas, apart && list->count > 0, false };
}

/* Without memory: "", as the drawing's arena will not serve the rest either. */
static const char *say(const chora_words *words, const char *key, chora_arena *arena)
{
    const char *text = chora_say(words, arena, key, NULL);
    return text ? text : "";
}

const char *chora_legend_zero_words(const chora_words *words, chora_arena *arena)
{
    char zero[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, 0, true, zero);
    const char *text = chora_say(words, arena, "legend.zero", "zero", zero, NULL);
    return text ? text : "";
}

static const char *no_data_words(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 chora_arena *arena)
{
    const char *text = chora_no_data_words(inputs->words, inputs->tables[base->choropleth], arena);
    return text ? text : "";
}

chora_legend_entries chora_legend_list(const chora_base_map *base,
                                       const chora_figure_inputs *inputs,
                                       const chora_class_colours *colours, size_t period,
                                       chora_arena *arena)
{
    if (base->marks >= 0)
        return chora_area_marks_entries(base, inputs, period, arena);
    if (base->hexmap)
        return chora_hexmap_entries(base, inputs, colours, period, arena);
    chora_legend_entries list = { .count = 0 };
    class_counts counts = count_classes(base, inputs, colours, period);
    const chora_classes *classes = colours->classes;
    size_t class_count = classes ? classes->count : 0;
    if ((colours->zero_own && base->zero) || class_count == 0)
        add_entry(&list, CHORA_KIND_ZERO,
                  colours->is_share ? say(inputs->words, "legend.zero-under", arena)
                                    : chora_legend_zero_words(inputs->words, arena),
                  counts.zero, false);
    for (size_t c = 0; c < class_count; c++)
        add_entry(&list, (int)c, classes->classes[c].label, counts.of[c],
                  chora_legend_is_outlier(classes, c));
    if (colours->small_bases)
        add_entry(&list, CHORA_KIND_SMALL_BASE,
                  chora_share_small_words(inputs->words, inputs->style, arena),
                  chora_share_small_count(base, inputs, period), true);
    if (base->no_data)
        add_entry(&list, CHORA_KIND_NO_DATA, no_data_words(base, inputs, arena), counts.no_data,
                  true);
    if (base->not_covered)
        add_entry(&list, CHORA_KIND_NOT_COVERED, say(inputs->words, "legend.not-covered", arena),
                  counts.not_covered, !base->no_data);
    return list;
}

const char *chora_legend_title(const chora_words *words, const chora_figure_layer *layer,
                               const chora_figure_measure *measure, const char *spot,
                               chora_arena *arena)
{
    if (layer->legend_title)
        return layer->legend_title;
    if (measure->share_of && layer->kind != CHORA_LAYER_AREA_SYMBOLS)
        return chora_say(words, arena, "share.head", NULL);
    const char *what = chora_measure_words(words, measure, arena);
    if (!what || measure->per > 0 || measure->per_value)
        return what;
    const char *each = spot                                  ? spot
                       : layer->kind == CHORA_LAYER_HEXAGONS ? "hexagon"
                                                             : chora_level_key(layer->level);
    return chora_say_of(words, arena, "per", each, "what", what, NULL);
}

size_t chora_legend_most(const chora_legend_entries *list)
{
    size_t most = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!list->entries[i].uncounted && list->entries[i].areas > most)
            most = list->entries[i].areas;
    return most;
}

void chora_legend_bar(chora_drawing *drawing, const chora_style *style, chora_box box)
{
    chora_meaning meaning = { .layer = "legend", .role = "legend-bar" };
    chora_draw_box(drawing, meaning, chora_look_fill(style->ink3), box);
}

/* The lines that the stripes cut, where classes have lines and not colours. */
static void draw_lined(chora_drawing *drawing, const chora_style *style,
                       const chora_class_colours *colours, chora_box box)
{
    int middle = colours->classes ? (int)colours->classes->count / 2 : 0;
    chora_meaning meaning = { .layer = "legend", .role = "swatch-ground" };
    chora_draw_box(drawing, meaning, chora_look_of_class(colours, middle, style), box);
}

void chora_legend_swatch(chora_drawing *drawing, const chora_style *style,
                         const chora_class_colours *colours, int class, chora_box box)
{
    char key[CHORA_CLASS_KEY_MAX];
    chora_look look = chora_look_of_class(colours, class, style);
    bool dashed = class == CHORA_KIND_NOT_COVERED && !colours->uncovered_is_ground;
    look.stroke = dashed ? style->not_covered : style->swatch;
    chora_meaning meaning = { .layer = "legend",
                              .role = "swatch",
                              .class_name = chora_class_key(class, key) };
    if (class == CHORA_KIND_SMALL_BASE && style->class_hatch_count)
        draw_lined(drawing, style, colours, box);
    chora_draw_box(drawing, meaning, look, box);
}

void chora_legend_draw(chora_drawing *drawing, const chora_base_map *base,
                       const chora_figure_inputs *inputs, const chora_class_colours *colours,
                       const chora_findings *findings, size_t period)
{
    bool column = base->layout.legend == CHORA_LEGEND_RIGHT;
    if (inputs->changes && column)
        chora_legend_change_column(drawing, base, inputs, colours, period);
    else if (inputs->changes && base->layout.legend == CHORA_LEGEND_BELOW)
        chora_legend_change_row(drawing, base, inputs, colours, period);
    else if (chora_bivariate_is(base, inputs) && base->layout.legend != CHORA_LEGEND_NONE)
        chora_legend_bivariate(drawing, base, inputs, colours, period);
    else if (column)
        chora_legend_column(drawing, base, inputs, colours, period);
    else if (base->layout.legend == CHORA_LEGEND_BELOW)
        chora_legend_row(drawing, base, inputs, colours, period);
}
