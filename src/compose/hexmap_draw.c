#include "compose/hexmap_draw.h"

#include "compose/plain_name.h"
#include "compose/town_name.h"
#include "compose/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const chora_table *table_of(const chora_base_map *base, const chora_figure_inputs *inputs)
{
    return inputs->tables[base->hexagons];
}

static const chora_hexmap_number *number_of(const chora_base_map *base, size_t cell, size_t period)
{
    return &base->hexmap->numbers[period * base->hexmap->count + cell];
}

/* The town with the most incidents in it; "" when none has a name; NULL without memory. */
static const char *town_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                           size_t cell, size_t period, chora_arena *arena)
{
    size_t count = 0, index = number_of(base, cell, period)->symbol;
    const chora_symbol *symbols = chora_table_symbols(table_of(base, inputs), period, &count);
    if (index == CHORA_NO_INDEX)
        return "";
    const chora_areas *areas = inputs->areas;
    size_t area = chora_areas_index(areas, symbols[index].area_id);
    chora_buffer text = CHORA_BUFFER_INIT(4096);
    chora_plain_name(chora_town_name(inputs, symbols[index].place_id, symbols[index].name),
                     area == CHORA_NO_INDEX ? "" : areas->areas[area].country,
                     inputs->figure->language, &text);
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

/* ---- drawing --------------------------------------------------------------------------------- */

static const char *says(const chora_base_map *base, const chora_figure_inputs *inputs,
                        chora_cell cell, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    if (cell.state != CHORA_CELL_NUMBER)
        return chora_no_data_words(inputs->words, table_of(base, inputs), arena);
    chora_number_text(inputs->words, cell.value, chora_table_is_whole(table_of(base, inputs)),
                      number);
    return chora_arena_strdup(arena, number);
}

/* "Kabul and around: 39", "3". */
static const char *title_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                            size_t index, size_t period, chora_cell cell, chora_arena *arena)
{
    const char *number = says(base, inputs, cell, arena);
    const char *town = town_of(base, inputs, index, period, arena);
    if (!number || !town)
        return NULL;
    if (!*town)
        return number;
    const char *around = chora_say(inputs->words, arena, "kinds.around", "name", town, NULL);
    return around ? chora_arena_printf(arena, "%s: %s", around, number) : NULL;
}

void chora_hexmap_draw(chora_drawing *drawing, const chora_base_map *base,
                       const chora_figure_inputs *inputs, const chora_class_colours *colours,
                       size_t period)
{
    const chora_hexmap *map = base->hexmap;
    const chora_style *style = inputs->style;
    chora_arena *arena = chora_drawing_arena(drawing);
    for (size_t c = 0; arena && c < map->count && !drawing->status; c++) {
        chora_cell cell = chora_hexmap_cell_of(map, c, period);
        if (cell.incidents == 0 || map->cells[c].shape.path_count == 0)
            continue;
        int class = chora_class_of_cell(colours, cell);
        char name[CHORA_CLASS_KEY_MAX], key[64], plane[24] = "";
        if (map->cells[c].plane)
            snprintf(plane, sizeof plane, "-%zu", map->cells[c].plane);
        snprintf(key, sizeof key, "hexagon%s-%d-%d", plane, (int)map->cells[c].hex.column,
                 (int)map->cells[c].hex.row);
        chora_meaning meaning = { .layer = "hexagons",
                                  .role = "hexagon",
                                  .key = key,
                                  .title = title_of(base, inputs, c, period, cell, arena),
                                  .class_name = chora_class_key(class, name) };
        chora_look look = chora_look_of_class(colours, class, style);
        /* What has no colour of its own needs an edge. */
        if (class < 0 || style->class_hatch_count)
            look.stroke = style->swatch;
        chora_draw_shape(drawing, meaning, look, &map->cells[c].shape);
    }
}

/* As a pile of bands: a hexagon is higher than wide only in its middle. */
chora_status chora_hexmap_block(const chora_base_map *base, size_t period, chora_label_field *field,
                                chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t c = 0; !st && c < base->hexmap->count; c++) {
        chora_box box = base->hexmap->cells[c].shape.box;
        double quarter = (box.max_y - box.min_y) / 4, inwards = (box.max_x - box.min_x) / 4;
        chora_box middle = { box.min_x, box.min_y + quarter, box.max_x, box.max_y - quarter };
        chora_box tips = { box.min_x + inwards, box.min_y, box.max_x - inwards, box.max_y };
        if (number_of(base, c, period)->incidents == 0 || chora_box_is_empty(box))
            continue;
        st = chora_label_field_block(field, middle, err);
        if (!st)
            st = chora_label_field_block(field, tips, err);
    }
    return st;
}

/* ---- the legend ------------------------------------------------------------------------------ */

static size_t count_class(const chora_base_map *base, const chora_figure_inputs *inputs,
                          const chora_class_colours *colours, int class, size_t period)
{
    size_t count = 0;
    for (size_t c = 0; c < base->hexmap->count; c++) {
        chora_cell cell = chora_hexmap_cell_of(base->hexmap, c, period);
        count += cell.incidents > 0 && chora_class_of_cell(colours, cell) == class;
    }
    return count;
}

static const char *say(const chora_figure_inputs *inputs, const char *key, chora_arena *arena)
{
    const char *text = chora_say(inputs->words, arena, key, NULL);
    return text ? text : "";
}

chora_legend_entries chora_hexmap_entries(const chora_base_map *base,
                                          const chora_figure_inputs *inputs,
                                          const chora_class_colours *colours, size_t period,
                                          chora_arena *arena)
{
    chora_legend_entries list = { .count = 0 };
    const chora_classes *classes = colours->classes;
    chora_legend_entry *entries = list.entries;
    /* Ground without a hexagon; of people killed also hexagons where nobody was. */
    entries[list.count++] = (chora_legend_entry){
        .class_index = CHORA_KIND_ZERO,
        .label = say(inputs, "legend.zero-under", arena),
        .uncounted = true,
    };
    if (base->hexmap->zero && colours->zero_own) {
        entries[0].label = chora_legend_zero_words(inputs->words, arena);
        entries[0].uncounted = false;
        entries[0].areas = count_class(base, inputs, colours, CHORA_KIND_ZERO, period);
    }
    for (size_t c = 0; classes && c < classes->count; c++)
        entries[list.count++] =
            (chora_legend_entry){ (int)c, classes->classes[c].label,
                                  count_class(base, inputs, colours, (int)c, period),
                                  chora_legend_is_outlier(classes, c), false };
    if (base->no_data) {
        const char *words = chora_no_data_words(inputs->words, table_of(base, inputs), arena);
        entries[list.count++] =
            (chora_legend_entry){ CHORA_KIND_NO_DATA, words ? words : "",
                                  count_class(base, inputs, colours, CHORA_KIND_NO_DATA, period),
                                  true, false };
    }
    if (base->not_covered)
        entries[list.count++] =
            (chora_legend_entry){ CHORA_KIND_NOT_COVERED, say(inputs, "legend.not-covered", arena),
                                  0, !base->no_data, true };
    return list;
}

/* ---- words ----------------------------------------------------------------------------------- */

void chora_hexmap_findings(const chora_base_map *base, const chora_figure_inputs *inputs,
                           size_t period, chora_findings *found)
{
    for (size_t c = 0; c < base->hexmap->count; c++) {
        chora_cell cell = chora_hexmap_cell_of(base->hexmap, c, period);
        if (cell.incidents > 0)
            chora_findings_count(found, cell, c);
    }
    for (size_t a = 0; a < base->area_count; a++) {
        chora_cell cell = chora_base_cell(base, inputs, a, period);
        found->partial += cell.partial;
        found->not_covered += cell.state == CHORA_CELL_NOT_COVERED;
    }
}

const char *chora_hexmap_sentence(const chora_findings *found, const chora_base_map *base,
                                  const chora_figure_inputs *inputs, size_t period, const char *all,
                                  chora_arena *arena)
{
    const chora_words *words = inputs->words;
    char top[CHORA_NUMBER_TEXT_MAX], count[CHORA_NUMBER_TEXT_MAX];
    const char *town = found->above_zero ? town_of(base, inputs, found->top, period, arena) : "";
    chora_number_text(words, found->highest, found->whole, top);
    chora_number_text(words, (double)found->above_zero, true, count);
    if (!town || !all)
        return NULL;
    if (found->above_zero == 1 && *town)
        return chora_say(words, arena, "hexagons.one-around", "all", all, "town", town, NULL);
    const char *spread = chora_say_many(words, arena, "hexagons.spread", (double)found->above_zero,
                                        count, "all", all, NULL);
    if (found->above_zero <= 1)
        return spread;
    const char *most =
        *town && found->sharing == 1
            ? chora_say(words, arena, "hexagons.most-around", "top", top, "town", town, NULL)
            : chora_say(words, arena, "hexagons.most", "top", top, NULL);
    return spread && most
               ? chora_arena_printf(arena, "%s%s%s", spread, chora_words_clause(words), most)
               : NULL;
}

enum { NAMED = 5 };

typedef struct {
    size_t cell;
    double value;
} ranked;

/* The highest, largest first; of the same number the first. */
static size_t rank_cells(const chora_base_map *base, const chora_figure_inputs *inputs,
                         size_t period, ranked out[NAMED])
{
    size_t count = 0;
    for (size_t c = 0; c < base->hexmap->count; c++) {
        chora_cell cell = chora_hexmap_cell_of(base->hexmap, c, period);
        if (!(cell.value > 0) || number_of(base, c, period)->symbol == CHORA_NO_INDEX)
            continue;
        size_t at = count < NAMED ? count++ : NAMED;
        for (; at > 0 && out[at - 1].value < cell.value; at--)
            if (at < NAMED)
                out[at] = out[at - 1];
        if (at < NAMED)
            out[at] = (ranked){ c, cell.value };
    }
    return count;
}

const char *chora_hexmap_highest(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 size_t period, chora_arena *arena)
{
    ranked list[NAMED];
    size_t count = rank_cells(base, inputs, period, list);
    bool whole = chora_table_is_whole(table_of(base, inputs));
    chora_buffer text = CHORA_BUFFER_INIT(16 * 1024);
    for (size_t i = 0; i < count; i++) {
        char number[CHORA_NUMBER_TEXT_MAX];
        const char *town = town_of(base, inputs, list[i].cell, period, arena);
        chora_number_text(inputs->words, list[i].value, whole, number);
        const char *one = town ? chora_arena_printf(arena, "%s %s", town, number) : NULL;
        text.failed |= one == NULL;
        chora_list_add(inputs->words, &text, one ? one : "");
    }
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

static const char *say_size(const chora_base_map *base, const chora_words *words, const char *key,
                            chora_arena *arena)
{
    char km[CHORA_NUMBER_TEXT_MAX], km2[CHORA_NUMBER_TEXT_MAX];
    double size = base->hexmap->size_km, area = base->hexmap->area_km2;
    chora_round_text(words, size, km);
    chora_number_text(words, area, area >= 100, km2);
    return chora_say(words, arena, key, "n", km, "area", km2, NULL);
}

const char *chora_hexmap_size(const chora_base_map *base, const chora_words *words,
                              chora_arena *arena)
{
    return say_size(base, words, "hexagons.size", arena);
}

static int64_t count_coarse(const chora_base_map *base, const chora_figure_inputs *inputs,
                            size_t period)
{
    size_t count = 0;
    const chora_symbol *symbols = chora_table_symbols(table_of(base, inputs), period, &count);
    int64_t coarse = 0;
    for (size_t i = 0; i < count; i++)
        coarse += symbols[i].district;
    return coarse;
}

const char *chora_hexmap_note(const chora_base_map *base, const chora_figure_inputs *inputs,
                              size_t period, chora_arena *arena)
{
    const chora_words *words = inputs->words;
    const char *size = say_size(base, words, "hexagons.note", arena);
    const char *coarse =
        chora_legend_circles_note(words, count_coarse(base, inputs, period), arena);
    if (!size || !coarse || !*coarse)
        return coarse ? size : NULL;
    return chora_arena_printf(arena, "%s%s%s", size, chora_words_clause(words), coarse);
}
