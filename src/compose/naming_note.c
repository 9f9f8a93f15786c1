/* What the map leaves unsaid: an empty period, numbers that found no room for their name. */
#include "compose/area_marks.h"
#include "compose/bivariate.h"
#include "compose/difference.h"
#include "compose/hexmap_draw.h"
#include "compose/naming_step.h"
#include "compose/share.h"
#include "compose/wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- an empty period ------------------------------------------------------------------------- */

/* In the middle of the map, when the author's own subtitle cannot say it. */
chora_status chora_naming_say_empty(const chora_naming *name)
{
    const chora_figure_inputs *inputs = name->inputs;
    if (name->base->is_inset || !name->findings->empty || !inputs->figure->subtitle)
        return CHORA_OK;
    const char *text =
        chora_findings_sentence(name->findings, name->base, inputs, name->period, name->arena);
    chora_run run = { text, inputs->style->legend_label };
    chora_run *runs = text ? chora_arena_copy(name->arena, &run, 1, sizeof run) : NULL;
    chora_extent extent = { 0 };
    if (!runs)
        return chora_no_memory(name->err);
    chora_status st = name->ruler->measure(name->ruler->context, runs, 1, &extent, name->err);
    if (st)
        return st;
    chora_box map = name->base->layout.map;
    chora_xy middle = { (map.min_x + map.max_x) / 2, (map.min_y + map.max_y) / 2 };
    chora_node node = { .kind = CHORA_NODE_TEXT,
                        .runs = runs,
                        .run_count = 1,
                        .meaning = { .layer = "labels", .role = "empty" },
                        .baseline = middle,
                        .align = CHORA_ALIGN_MIDDLE,
                        .halo_pt = inputs->style->halo_outside_pt,
                        .halo = inputs->style->zero };
    if (chora_group_add(name->names.labels, &node))
        return chora_no_memory(name->err);
    chora_box box = { middle.x - extent.width_pt / 2, middle.y - extent.ascent_pt,
                      middle.x + extent.width_pt / 2, middle.y + extent.descent_pt };
    return chora_label_field_block(name->field, chora_box_grow(box, 2), name->err);
}

/* ---- numbers without a name ------------------------------------------------------------------ */

typedef struct {
    size_t area;
    double value;
    const char *number; /* as printed */
} unnamed_area;

static const char *printed(const chora_base_map *base, const chora_figure_inputs *inputs,
                           size_t area, size_t period, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    if (inputs->changes)
        return chora_difference_number(inputs->words,
                                       chora_difference_of(base, inputs, area, period),
                                       chora_difference_is_whole(inputs->changes), arena);
    chora_cell cell = chora_base_cell(base, inputs, area, period);
    if (base->marks >= 0)
        return chora_area_marks_number(base, inputs, area, period, arena);
    if (chora_share_is_told(cell))
        return chora_share_number(inputs->words, cell, arena);
    if (chora_bivariate_is(base, inputs))
        return chora_bivariate_number(base, inputs, area, period, arena);
    chora_number_text(inputs->words, cell.value,
                      chora_table_is_whole(inputs->tables[base->choropleth]), number);
    return chora_arena_strdup(arena, number);
}

static int by_value(const void *a, const void *b)
{
    const unnamed_area *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? 1 : -1;
    return x->area < y->area ? -1 : x->area > y->area;
}

static bool has_name(const chora_group *labels, const char *code)
{
    for (size_t i = 0; i < chora_group_count(labels); i++) {
        const chora_node *node = chora_group_node(labels, i);
        const chora_meaning *meaning = &node->meaning;
        if (node->kind == CHORA_NODE_TEXT && meaning->key && meaning->role &&
            strcmp(meaning->key, code) == 0 && strcmp(meaning->role, "area-number") != 0)
            return true;
    }
    return false;
}

/* What an inset names needs no name in the foot. */
static bool is_in_insets(const chora_names *names, const char *code)
{
    for (size_t i = 0; i < CHORA_INSETS_MAX; i++)
        if (names->insets[i] && has_name(names->insets[i], code))
            return true;
    return false;
}

/* "Not named on the map: Samangan 1"; of a change "Samangan 0→1". */
static const char *list_unnamed(const chora_figure_inputs *inputs, const unnamed_area *list,
                                size_t count, chora_arena *arena)
{
    enum { NAMED_MAX = 6 };
    const chora_words *words = inputs->words;
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_buffer text = CHORA_BUFFER_INIT(8192);
    for (size_t i = 0; i < count && i < NAMED_MAX; i++) {
        chora_list_add(words, &text, inputs->areas->areas[list[i].area].name);
        chora_buffer_printf(&text, "\xC2\xA0%s", list[i].number ? list[i].number : "");
    }
    const char *names = chora_buffer_text(&text), *out = "";
    size_t more = count > NAMED_MAX ? count - NAMED_MAX : 0;
    chora_number_text(words, (double)more, true, number);
    if (text.failed)
        out = NULL;
    else if (more)
        out = chora_say_many(words, arena, "note.unnamed-more", (double)more, number, "list", names,
                             NULL);
    else if (count)
        out = chora_say(words, arena, "note.unnamed", "list", names, NULL);
    chora_buffer_free(&text);
    return out;
}

const char *chora_names_note(const chora_names *names, const chora_base_map *base,
                             const chora_figure_inputs *inputs, size_t period, chora_arena *arena)
{
    if (base->hexmap)
        return chora_hexmap_note(base, inputs, period, arena);
    if (base->cells < 0 || !inputs->figure->area_labels || !inputs->figure->area_values ||
        !inputs->figure->area_names)
        return "";
    unnamed_area *list = chora_alloc(base->area_count + 1, sizeof *list);
    if (!list)
        return NULL;
    size_t count = 0;
    for (size_t a = 0; a < base->area_count; a++) {
        chora_cell cell = chora_base_cell(base, inputs, a, period);
        bool number =
            cell.value != 0 || chora_share_is_told(cell) || (inputs->changes && cell.incidents);
        if (cell.state == CHORA_CELL_NUMBER && number &&
            !has_name(names->labels, inputs->areas->areas[a].code) &&
            !is_in_insets(names, inputs->areas->areas[a].code))
            list[count++] = (unnamed_area){ a, cell.whole ? (double)cell.whole : fabs(cell.value),
                                            printed(base, inputs, a, period, arena) };
    }
    qsort(list, count, sizeof *list, by_value);
    const char *out = list_unnamed(inputs, list, count, arena);
    free(list);
    return out;
}
