#include "compose/bivariate.h"

#include "compose/share.h"
#include "compose/wording.h"
#include "style/palette.h"

#include <stdio.h>

bool chora_bivariate_is(const chora_base_map *base, const chora_figure_inputs *inputs)
{
    return base->choropleth >= 0 && inputs->figure->layers[base->choropleth].is_pair;
}

chora_cell chora_bivariate_second(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  size_t area, size_t period)
{
    if (base->row[area] == CHORA_NO_INDEX)
        return (chora_cell){ .state = CHORA_CELL_NO_DATA };
    /* Both tables were counted over the same areas. */
    return chora_table_cell(inputs->tables[base->choropleth + 1], base->row[area], period);
}

/* ---- boxes ----------------------------------------------------------------------------------- */

/* Two classes have the ends of three. */
static const chora_class_hatch *line_of(const chora_style *style, size_t index, size_t count)
{
    return &style->class_hatches[count > 1 ? index * (CHORA_PAIR_MOST - 1) / (count - 1) : 0];
}

/* Rising lines for the number across, falling ones for the number up: denser for more. */
static chora_status line_boxes(const chora_style *style, chora_class_colours *out, chora_error *err)
{
    static const double rising_deg = 135;
    if (style->class_hatch_count < CHORA_PAIR_MOST)
        return chora_fail(err, CHORA_EINVAL, "style %s has lines for %zu classes, not %d",
                          style->name, style->class_hatch_count, CHORA_PAIR_MOST);
    for (size_t i = 0; i < out->columns * out->rows; i++) {
        const chora_class_hatch *hatch = line_of(style, i % out->columns, out->columns);
        out->of[i] = style->paper;
        out->hatch[i] =
            (chora_hatch){ hatch->gap_pt, hatch->width_pt, rising_deg, style->ink, false, false };
    }
    for (size_t row = 0; row < out->rows; row++)
        out->over[row] = *line_of(style, row, out->rows);
    out->over_ink = style->ink;
    return CHORA_OK;
}

static chora_status check_palette(const char *name, chora_error *err)
{
    chora_palette_info info;
    chora_arena *arena = chora_arena_new();
    chora_status st =
        arena ? chora_palette_describe(name, arena, &info, err) : chora_no_memory(err);
    if (!st && info.kind != CHORA_PALETTE_BIVARIATE)
        st = chora_fail(err, CHORA_EINVAL,
                        "bivariate: palette %s is %s, for one number; two numbers take one of kind "
                        "bivariate: chora-bivariate",
                        name, chora_palette_kind_name(info.kind));
    chora_arena_free(arena);
    return st;
}

/* A square of two has the corners of the palette's square of three. */
static chora_status colour_boxes(const chora_figure_layer *layer, chora_class_colours *out,
                                 chora_error *err)
{
    enum { ALL = CHORA_PAIR_MOST * CHORA_PAIR_MOST };
    chora_colour all[ALL];
    chora_status st = chora_palette_colours(layer->palette, ALL, false, all, err);
    size_t across = out->columns > 1 ? (CHORA_PAIR_MOST - 1) / (out->columns - 1) : 1;
    size_t up = out->rows > 1 ? (CHORA_PAIR_MOST - 1) / (out->rows - 1) : 1;
    for (size_t i = 0; !st && i < out->columns * out->rows; i++) {
        size_t column = i % out->columns * across, row = i / out->columns * up;
        out->of[i] = layer->reverse ? all[column * CHORA_PAIR_MOST + row]
                                    : all[row * CHORA_PAIR_MOST + column];
    }
    return st;
}

chora_status chora_bivariate_colours(const chora_figure_inputs *inputs, size_t layer,
                                     chora_class_colours *out, chora_error *err)
{
    const chora_classes *up = inputs->classes[layer + 1];
    chora_shown_classes(inputs->words, up, 1, chora_table_is_whole(inputs->tables[layer + 1]),
                        &out->shown_up);
    out->is_pair = true;
    out->columns = out->classes->count;
    out->rows = up->count;
    chora_status st = check_palette(inputs->figure->layers[layer].palette, err);
    if (st)
        return st;
    if (out->columns == 0 || out->rows == 0)
        return CHORA_OK;
    return inputs->style->class_hatch_count
               ? line_boxes(inputs->style, out, err)
               : colour_boxes(&inputs->figure->layers[layer], out, err);
}

int chora_bivariate_class(const chora_class_colours *colours, chora_cell across, chora_cell up)
{
    if (across.state == CHORA_CELL_NOT_COVERED || up.state == CHORA_CELL_NOT_COVERED)
        return CHORA_KIND_NOT_COVERED;
    if (across.state == CHORA_CELL_NO_DATA || up.state == CHORA_CELL_NO_DATA)
        return CHORA_KIND_NO_DATA;
    if (across.incidents == 0 || colours->columns == 0 || colours->rows == 0)
        return CHORA_KIND_ZERO;
    int column = chora_classes_of(colours->classes, across.value);
    int row = chora_classes_of(&colours->shown_up, up.value);
    return column < 0 || row < 0 ? CHORA_KIND_ZERO : row * (int)colours->columns + column;
}

chora_look chora_bivariate_over(const chora_class_colours *colours, int class)
{
    static const double falling_deg = 45;
    chora_look look = { 0 };
    if (!colours->is_pair || class < 0)
        return look;
    const chora_class_hatch *hatch = &colours->over[(size_t) class / colours->columns];
    look.hatch = (chora_hatch){ hatch->gap_pt,     hatch->width_pt, falling_deg,
                                colours->over_ink, false,           false };
    return look;
}

void chora_bivariate_draw_over(chora_drawing *drawing, const chora_base_map *base,
                               const chora_figure_inputs *inputs,
                               const chora_class_colours *colours, size_t period)
{
    for (size_t a = 0; a < base->area_count && !drawing->status; a++) {
        int class = chora_class_of_area(base, inputs, colours, a, period);
        chora_look look = chora_bivariate_over(colours, class);
        char key[CHORA_CLASS_KEY_MAX];
        chora_meaning meaning = { .layer = "areas",
                                  .role = "second-lines",
                                  .key = inputs->areas->areas[a].code,
                                  .class_name = chora_class_key(class, key) };
        if (look.hatch.gap_pt > 0)
            chora_draw_shape(drawing, meaning, look, &base->shapes[a]);
    }
}

/* ---- numbers in words ------------------------------------------------------------------------ */

static const chora_figure_measure *measure_of(const chora_figure_inputs *inputs, size_t layer,
                                              int axis)
{
    return &inputs->figure->layers[layer + (size_t)axis].measure;
}

static bool is_whole(const chora_figure_inputs *inputs, size_t layer, int axis)
{
    return chora_table_is_whole(inputs->tables[layer + (size_t)axis]);
}

const char *chora_bivariate_number(const chora_base_map *base, const chora_figure_inputs *inputs,
                                   size_t area, size_t period, chora_arena *arena)
{
    size_t layer = (size_t)base->choropleth;
    chora_cell cells[2] = { chora_base_cell(base, inputs, area, period),
                            chora_bivariate_second(base, inputs, area, period) };
    char numbers[2][CHORA_NUMBER_TEXT_MAX] = { "", "" };
    for (int i = 0; i < 2; i++)
        if (cells[i].state == CHORA_CELL_NUMBER)
            chora_number_text(inputs->words, cells[i].value, is_whole(inputs, layer, i),
                              numbers[i]);
        else
            snprintf(numbers[i], CHORA_NUMBER_TEXT_MAX, "%s", "?");
    return chora_say(inputs->words, arena, "bivariate.pair", "across", numbers[0], "up", numbers[1],
                     NULL);
}

const char *chora_bivariate_axis(const chora_figure_inputs *inputs, size_t layer, int axis,
                                 chora_arena *arena)
{
    const char *own = inputs->figure->layers[layer + (size_t)axis].legend_title;
    return own ? own : chora_measure_words(inputs->words, measure_of(inputs, layer, axis), arena);
}

/* "41 incidents"; of a rate or another column "Houses destroyed: 3"; of what is missing "no data".
 */
static const char *told(const chora_figure_inputs *inputs, size_t layer, int axis, chora_cell cell,
                        chora_arena *arena)
{
    const chora_figure_measure *measure = measure_of(inputs, layer, axis);
    const chora_table *table = inputs->tables[layer + (size_t)axis];
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(inputs->words, cell.value, chora_table_is_whole(table), number);
    const char *says =
        cell.state == CHORA_CELL_NUMBER ? number : chora_no_data_words(inputs->words, table, arena);
    if (cell.state == CHORA_CELL_NUMBER && chora_measure_key(measure) && measure->per <= 0)
        return chora_measure_counted(inputs->words, measure, cell.value,
                                     chora_table_is_whole(table), arena);
    const char *what = chora_bivariate_axis(inputs, layer, axis, arena);
    return what && says ? chora_arena_printf(arena, "%s: %s", what, says) : NULL;
}

const char *chora_bivariate_title(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  size_t area, size_t period, chora_arena *arena)
{
    size_t layer = (size_t)base->choropleth;
    const char *across = told(inputs, layer, 0, chora_base_cell(base, inputs, area, period), arena);
    const char *up =
        told(inputs, layer, 1, chora_bivariate_second(base, inputs, area, period), arena);
    return across && up ? chora_arena_printf(arena, "%s: %s%s%s", inputs->areas->areas[area].name,
                                             across, chora_words_list(inputs->words), up)
                        : NULL;
}

/* ---- sentences ------------------------------------------------------------------------------- */

enum { NAMED = 3, LISTED = 5 };

/* By the number across, then up; the largest first. */
static size_t rank_areas(const chora_base_map *base, const chora_figure_inputs *inputs,
                         size_t period, size_t *out, size_t most)
{
    size_t count = 0;
    for (size_t a = 0; a < base->area_count; a++) {
        chora_cell cell = chora_base_cell(base, inputs, a, period);
        if (cell.state != CHORA_CELL_NUMBER || cell.incidents == 0)
            continue;
        size_t at = count < most ? count : most;
        for (; at > 0; at--) {
            chora_cell other = chora_base_cell(base, inputs, out[at - 1], period);
            if (other.value >= cell.value)
                break;
            if (at < most)
                out[at] = out[at - 1];
        }
        if (at < most)
            out[at] = a;
        count += count < most;
    }
    return count;
}

static bool is_highest(const chora_classes *classes, chora_cell cell)
{
    return cell.state == CHORA_CELL_NUMBER && classes->count > 1 &&
           chora_classes_of(classes, cell.value) + 1 == (int)classes->count;
}

const char *chora_bivariate_sentence(const chora_base_map *base, const chora_figure_inputs *inputs,
                                     size_t period, chora_arena *arena)
{
    const chora_words *words = inputs->words;
    size_t layer = (size_t)base->choropleth, count = 0;
    chora_buffer list = CHORA_BUFFER_INIT(4096);
    for (size_t a = 0; a < base->area_count; a++)
        if (is_highest(inputs->classes[layer], chora_base_cell(base, inputs, a, period)) &&
            is_highest(inputs->classes[layer + 1],
                       chora_bivariate_second(base, inputs, a, period)) &&
            ++count <= NAMED)
            chora_list_add(words, &list, inputs->areas->areas[a].name);
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, (double)count, true, number);
    int level = inputs->figure->layers[layer].level;
    const char *out = "";
    if (count > NAMED)
        out = chora_say_many(words, arena, "bivariate.many", (double)count, number, "areas",
                             chora_of_areas(words, level, base->area_count, arena), NULL);
    else if (count)
        out = chora_say(words, arena, "bivariate.both", "list", chora_buffer_text(&list), NULL);
    chora_buffer_free(&list);
    return out;
}

const char *chora_bivariate_highest(const chora_base_map *base, const chora_figure_inputs *inputs,
                                    size_t period, chora_arena *arena)
{
    size_t areas[LISTED];
    size_t count = rank_areas(base, inputs, period, areas, LISTED);
    chora_buffer text = CHORA_BUFFER_INIT(16 * 1024);
    for (size_t i = 0; i < count; i++) {
        const char *one = chora_bivariate_title(base, inputs, areas[i], period, arena);
        text.failed |= one == NULL;
        chora_buffer_add_text(&text, i ? chora_words_clause(inputs->words) : "");
        chora_buffer_add_text(&text, one ? one : "");
    }
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

static const char *list_labels(const chora_figure_inputs *inputs, const chora_classes *classes,
                               chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(4096);
    for (size_t c = 0; c < classes->count; c++)
        chora_list_add(inputs->words, &text, classes->classes[c].label);
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

const char *chora_bivariate_classes(const chora_figure_inputs *inputs, size_t layer,
                                    const chora_classes *shown, chora_arena *arena)
{
    chora_classes shown_up;
    chora_shown_classes(inputs->words, inputs->classes[layer + 1], 1, is_whole(inputs, layer, 1),
                        &shown_up);
    const char *across = chora_bivariate_axis(inputs, layer, 0, arena);
    const char *up = chora_bivariate_axis(inputs, layer, 1, arena);
    const char *first = list_labels(inputs, shown, arena);
    const char *second = list_labels(inputs, &shown_up, arena);
    return across && up && first && second
               ? chora_arena_printf(arena, "%s: %s%s%s: %s", across, first,
                                    chora_words_clause(inputs->words), up, second)
               : NULL;
}
