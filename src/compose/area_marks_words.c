/* What is said of symbols of areas: at names, in the legend, in sentences. */
#include "compose/area_marks.h"

#include "compose/kinds.h"
#include "compose/wording.h"

#include <math.h>
#include <stdlib.h>

enum { LISTED = 5 };

static bool is_whole(const chora_base_map *base, const chora_figure_inputs *inputs)
{
    return base->parts.halves || chora_table_is_whole(inputs->tables[base->marks]);
}

const char *chora_area_marks_number(const chora_base_map *base, const chora_figure_inputs *inputs,
                                    size_t area, size_t period, chora_arena *arena)
{
    chora_area_numbers numbers = { .whole = 0 };
    char first[CHORA_NUMBER_TEXT_MAX], second[CHORA_NUMBER_TEXT_MAX];
    chora_area_numbers_of(base, inputs, area, period, &numbers);
    bool halves = base->parts.halves;
    chora_number_text(inputs->words, halves ? numbers.parts[0] : numbers.whole,
                      is_whole(base, inputs), first);
    if (!halves)
        return chora_arena_strdup(arena, first);
    chora_number_text(inputs->words, numbers.parts[1], true, second);
    return chora_say(inputs->words, arena, "bivariate.pair", "across", first, "up", second, NULL);
}

/* ---- of the period --------------------------------------------------------------------------- */

static chora_area_numbers totals_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                                    size_t period)
{
    chora_area_numbers all = { .whole = 0 }, numbers;
    for (size_t a = 0; a < base->area_count; a++) {
        if (!chora_area_numbers_of(base, inputs, a, period, &numbers))
            continue;
        all.whole += numbers.whole;
        for (size_t p = 0; p < CHORA_PARTS_MAX; p++)
            all.parts[p] += numbers.parts[p];
    }
    return all;
}

void chora_area_marks_findings(const chora_base_map *base, const chora_figure_inputs *inputs,
                               size_t period, chora_findings *found)
{
    for (size_t a = 0; a < base->area_count; a++) {
        chora_cell cell = { .state = CHORA_CELL_NO_DATA };
        if (base->row[a] != CHORA_NO_INDEX)
            cell = chora_table_cell(inputs->tables[base->marks], base->row[a], period);
        /* halves count incidents, whatever is known of them */
        if (cell.incidents > 0)
            cell.state = CHORA_CELL_NUMBER;
        cell.value = (double)cell.incidents;
        chora_findings_count(found, cell, a);
    }
    found->whole = true;
}

static const char *list_parts(const chora_base_map *base, const chora_figure_inputs *inputs,
                              const chora_area_numbers *numbers, chora_arena *arena)
{
    chora_buffer list = CHORA_BUFFER_INIT(8192);
    for (size_t p = 0; p < base->parts.count; p++) {
        char number[CHORA_NUMBER_TEXT_MAX];
        if (numbers->parts[p] <= 0 && !base->parts.halves)
            continue;
        chora_number_text(inputs->words, numbers->parts[p], is_whole(base, inputs), number);
        const chora_part *part = &base->parts.parts[p];
        const char *one = part->told
                              ? chora_say(inputs->words, arena, part->told, "n", number, NULL)
                              : chora_say(inputs->words, arena, "finding.kind", "n", number, "kind",
                                          part->inner, NULL);
        list.failed |= one == NULL;
        chora_list_add(inputs->words, &list, one ? one : "");
    }
    const char *out = list.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&list));
    chora_buffer_free(&list);
    return out;
}

const char *chora_area_marks_sentence(const chora_base_map *base, const chora_figure_inputs *inputs,
                                      size_t period, const char *all, chora_arena *arena)
{
    enum { NAMED = 4 };
    const chora_words *words = inputs->words;
    chora_area_numbers totals = totals_of(base, inputs, period);
    size_t above = 0, most = 0;
    for (size_t p = 0; p < base->parts.count; p++) {
        above += totals.parts[p] > 0;
        most = totals.parts[p] > totals.parts[most] ? p : most;
    }
    if (base->parts.count == 0 || !all)
        return all ? "" : NULL;
    if (above > NAMED) {
        char number[CHORA_NUMBER_TEXT_MAX];
        chora_number_text(words, totals.parts[most], is_whole(base, inputs), number);
        return chora_say(words, arena, "finding.kind-most", "kind", base->parts.parts[most].label,
                         "n", number, "all", all, NULL);
    }
    const char *list = list_parts(base, inputs, &totals, arena);
    return list ? chora_say(words, arena, "finding.kinds", "all", all, "list", list, NULL) : NULL;
}

/* ---- the alt text ---------------------------------------------------------------------------- */

typedef struct {
    size_t area;
    chora_area_numbers numbers;
} ranked;

static int by_whole(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->numbers.whole != y->numbers.whole)
        return x->numbers.whole > y->numbers.whole ? -1 : 1;
    return (x->area > y->area) - (x->area < y->area);
}

/* "Kabul 41 (26 Claimed, 15 Suspected)" */
static const char *tell_area(const chora_base_map *base, const chora_figure_inputs *inputs,
                             const ranked *one, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    const char *name = inputs->areas->areas[one->area].name;
    chora_number_text(inputs->words, one->numbers.whole, is_whole(base, inputs), number);
    if (base->parts.count == 0)
        return chora_arena_printf(arena, "%s %s", name, number);
    const char *parts = list_parts(base, inputs, &one->numbers, arena);
    return parts ? chora_arena_printf(arena, "%s %s (%s)", name, number, parts) : NULL;
}

const char *chora_area_marks_highest(const chora_base_map *base, const chora_figure_inputs *inputs,
                                     size_t period, chora_arena *arena)
{
    size_t count = 0;
    ranked *list = chora_arena_alloc(arena, base->area_count + 1, sizeof *list);
    chora_buffer text = CHORA_BUFFER_INIT(16 * 1024);
    for (size_t a = 0; list && a < base->area_count; a++) {
        list[count].area = a;
        count += chora_area_numbers_of(base, inputs, a, period, &list[count].numbers);
    }
    if (count)
        qsort(list, count, sizeof *list, by_whole);
    text.failed |= list == NULL;
    for (size_t i = 0; i < count && i < LISTED; i++) {
        const char *one = tell_area(base, inputs, &list[i], arena);
        text.failed |= one == NULL;
        chora_buffer_add_text(&text, i ? chora_words_clause(inputs->words) : "");
        chora_buffer_add_text(&text, one ? one : "");
    }
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

/* ---- the legend ------------------------------------------------------------------------------ */

static const char *say(const chora_figure_inputs *inputs, const char *key, chora_arena *arena)
{
    const char *text = chora_say(inputs->words, arena, key, NULL);
    return text ? text : "";
}

bool chora_area_marks_has_entries(const chora_base_map *base)
{
    return base->parts.count > 0 || base->no_data || base->not_covered || base->circle_max <= 0;
}

chora_legend_entries chora_area_marks_entries(const chora_base_map *base,
                                              const chora_figure_inputs *inputs, size_t period,
                                              chora_arena *arena)
{
    chora_legend_entries list = { .count = 0 };
    chora_area_numbers totals = totals_of(base, inputs, period);
    for (size_t p = 0; p < base->parts.count; p++)
        list.entries[list.count++] =
            (chora_legend_entry){ (int)p, base->parts.parts[p].label,
                                  (size_t)llround(totals.parts[p]), false, false };
    list.entries[list.count++] =
        (chora_legend_entry){ CHORA_KIND_ZERO, say(inputs, "legend.zero-under", arena), 0,
                              list.count > 1, true };
    if (base->no_data) {
        const char *words = chora_no_data_words(inputs->words, inputs->tables[base->marks], arena);
        list.entries[list.count++] =
            (chora_legend_entry){ CHORA_KIND_NO_DATA, words ? words : "", 0, false, true };
    }
    if (base->not_covered)
        list.entries[list.count++] =
            (chora_legend_entry){ CHORA_KIND_NOT_COVERED, say(inputs, "legend.not-covered", arena),
                                  0, false, true };
    return list;
}

const char *chora_area_marks_head(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  chora_arena *arena)
{
    const chora_figure_layer *layer = &inputs->figure->layers[base->marks];
    if (base->parts.halves)
        return chora_say(inputs->words, arena, "list.and", "list", base->parts.parts[0].label,
                         "last", base->parts.parts[1].label, NULL);
    if (layer->by)
        return chora_kinds_readable(layer->by, arena);
    return chora_measure_words(inputs->words, &layer->measure, arena);
}
