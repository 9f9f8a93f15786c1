/* What a map of shares says. */
#include "compose/share.h"

#include "compose/wording.h"
#include "measure/share.h"

#include <stdlib.h>

static const char *count_text(const chora_words *words, int64_t count, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, (double)count, true, number);
    return chora_arena_strdup(arena, number);
}

static const char *percent_text(const chora_words *words, int64_t part, int64_t whole,
                                chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, chora_share_percent(part, whole), true, number);
    return chora_say(words, arena, "share.percent", "n", number, NULL);
}

/* "3 of 5" */
static const char *pair_text(const chora_words *words, int64_t part, int64_t whole,
                             chora_arena *arena)
{
    return chora_say(words, arena, "share.pair", "part", count_text(words, part, arena), "whole",
                     count_text(words, whole, arena), NULL);
}

const char *chora_share_number(const chora_words *words, chora_cell cell, chora_arena *arena)
{
    return chora_share_is_small(cell) ? pair_text(words, cell.part, cell.whole, arena)
                                      : percent_text(words, cell.part, cell.whole, arena);
}

/* "26 of 41, 63 %" */
static const char *full_text(const chora_words *words, chora_cell cell, chora_arena *arena)
{
    const char *pair = pair_text(words, cell.part, cell.whole, arena);
    if (!pair || chora_share_is_small(cell))
        return pair;
    const char *percent = percent_text(words, cell.part, cell.whole, arena);
    return percent ? chora_arena_printf(arena, "%s%s%s", pair, chora_words_list(words), percent)
                   : NULL;
}

const char *chora_share_title(const chora_words *words, const char *name, chora_cell cell,
                              chora_arena *arena)
{
    const char *text = full_text(words, cell, arena);
    return text ? chora_arena_printf(arena, "%s: %s", name, text) : NULL;
}

const char *chora_share_small_words(const chora_words *words, const chora_style *style,
                                    chora_arena *arena)
{
    const char *phrase = style->class_hatch_count ? "share.small-lines" : "share.small";
    const char *text = chora_say(words, arena, phrase, "n",
                                 count_text(words, CHORA_SHARE_BASE_LEAST, arena), NULL);
    return text ? text : "";
}

/* ---- the finding ----------------------------------------------------------------------------- */

/* All areas together. */
static chora_cell sum_of(const chora_table *table, size_t period)
{
    chora_cell sum = { .state = CHORA_CELL_NUMBER };
    for (size_t area = 0; area < chora_table_areas(table); area++) {
        chora_cell cell = chora_table_cell(table, area, period);
        sum.part += cell.part;
        sum.whole += cell.whole;
        sum.incidents += cell.incidents;
    }
    return sum;
}

/* The one area with the highest share among those large enough for one, or area_count. */
static size_t highest_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                         size_t period)
{
    size_t top = base->area_count, large = 0, sharing = 0;
    double highest = -1;
    for (size_t a = 0; a < base->area_count; a++) {
        chora_cell cell = chora_base_cell(base, inputs, a, period);
        if (!chora_share_is_told(cell) || chora_share_is_small(cell))
            continue;
        large++;
        if (cell.value > highest) {
            highest = cell.value;
            top = a;
            sharing = 0;
        }
        sharing += cell.value == highest;
    }
    return large > 1 && sharing == 1 ? top : base->area_count;
}

void chora_share_findings(const chora_base_map *base, const chora_figure_inputs *inputs,
                          size_t period, chora_findings *found)
{
    for (size_t a = 0; a < base->area_count; a++) {
        chora_cell cell = chora_base_cell(base, inputs, a, period);
        found->partial += cell.partial;
        found->no_data += cell.state == CHORA_CELL_NO_DATA;
        found->not_covered += cell.state == CHORA_CELL_NOT_COVERED;
        found->zeros += cell.state == CHORA_CELL_NUMBER && cell.whole == 0;
        if (!chora_share_is_told(cell))
            continue;
        found->above_zero++;
        found->total += (double)cell.whole;
        if ((double)cell.whole > found->highest) {
            found->highest = (double)cell.whole;
            found->top = a;
        }
    }
    size_t highest = highest_of(base, inputs, period);
    if (highest < base->area_count)
        found->top = highest;
    found->empty = found->total == 0;
}

/* "31 of 74 incidents, 42 %" */
static const char *all_text(const chora_words *words, chora_cell all, chora_arena *arena)
{
    const char *whole = count_text(words, all.whole, arena);
    const char *text = chora_say_many(words, arena, "share.all", (double)all.whole, whole, "part",
                                      count_text(words, all.part, arena), NULL);
    if (!text || chora_share_is_small(all))
        return text;
    const char *percent = percent_text(words, all.part, all.whole, arena);
    return percent ? chora_arena_printf(arena, "%s%s%s", text, chora_words_list(words), percent)
                   : NULL;
}

const char *chora_share_sentence(const chora_findings *found, const chora_base_map *base,
                                 const chora_figure_inputs *inputs, size_t period,
                                 chora_arena *arena)
{
    const chora_words *words = inputs->words;
    (void)found;
    const char *all = all_text(words, sum_of(chora_base_table(base, inputs), period), arena);
    size_t top = highest_of(base, inputs, period);
    if (!all || top == base->area_count)
        return all;
    chora_cell cell = chora_base_cell(base, inputs, top, period);
    const char *highest =
        chora_say(words, arena, "share.highest", "area", inputs->areas->areas[top].name, "share",
                  full_text(words, cell, arena), NULL);
    return highest ? chora_arena_printf(arena, "%s%s%s", all, chora_words_clause(words), highest)
                   : NULL;
}

const char *chora_share_longest(const chora_figure_inputs *inputs, const char *name,
                                double accepted, chora_arena *arena)
{
    const chora_words *words = inputs->words;
    int64_t rows = (int64_t)accepted;
    chora_cell cell = { .state = CHORA_CELL_NUMBER,
                        .part = rows,
                        .whole = rows > CHORA_SHARE_BASE_LEAST ? rows : CHORA_SHARE_BASE_LEAST };
    const char *all = all_text(words, cell, arena);
    const char *highest = chora_say(words, arena, "share.highest", "area", name, "share",
                                    full_text(words, cell, arena), NULL);
    return all && highest
               ? chora_arena_printf(arena, "%s%s%s", all, chora_words_clause(words), highest)
               : NULL;
}

/* ---- notes ----------------------------------------------------------------------------------- */

const char *chora_share_method(const chora_figure_inputs *inputs, chora_arena *arena)
{
    int index = chora_layout_layer(inputs->figure, CHORA_LAYER_CHOROPLETH);
    return chora_say(inputs->words, arena, "share.method", "condition",
                     inputs->figure->layers[index].measure.share_of, NULL);
}

const char *chora_share_note(const chora_findings *found, const chora_base_map *base,
                             const chora_figure_inputs *inputs, chora_arena *arena)
{
    const chora_words *words = inputs->words;
    const char *method = chora_share_method(inputs, arena);
    if (found->partial == 0 || !method)
        return method;
    int level = inputs->figure->layers[base->choropleth].level;
    const char *partial = chora_say_many(words, arena, "note.partial-some", (double)found->partial,
                                         count_text(words, (int64_t)found->partial, arena), "areas",
                                         chora_of_areas(words, level, found->areas, arena), NULL);
    return partial ? chora_arena_printf(arena, "%s%s %s", partial, chora_words_stop(words), method)
                   : NULL;
}

const char *chora_share_account(const chora_words *words, const char *account,
                                const chora_table *table, size_t period, chora_arena *arena)
{
    chora_cell all = sum_of(table, period);
    int64_t untold = all.incidents - all.whole;
    if (!account || untold == 0)
        return account;
    const char *text = chora_say_many(words, arena, "share.untold", (double)untold,
                                      count_text(words, untold, arena), NULL);
    return text ? chora_arena_printf(arena, "%s%s%s", account, chora_words_clause(words), text)
                : NULL;
}

/* ---- in words -------------------------------------------------------------------------------- */

typedef struct {
    size_t area;
    chora_cell cell;
} ranked;

static int by_whole(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->cell.whole != y->cell.whole)
        return x->cell.whole < y->cell.whole ? 1 : -1;
    return x->area < y->area ? -1 : x->area > y->area;
}

static const char *list_text(const chora_figure_inputs *inputs, const ranked *list, size_t count,
                             chora_arena *arena)
{
    enum { LISTED_MAX = 5 };
    chora_buffer text = CHORA_BUFFER_INIT(16 * 1024);
    for (size_t i = 0; i < count && i < LISTED_MAX; i++) {
        const char *number = pair_text(inputs->words, list[i].cell.part, list[i].cell.whole, arena);
        const char *one = number
                              ? chora_arena_printf(arena, "%s %s",
                                                   inputs->areas->areas[list[i].area].name, number)
                              : NULL;
        chora_list_add(inputs->words, &text, one ? one : "");
    }
    const char *out = text.failed ? NULL
                                  : chora_say(inputs->words, arena, "share.most", "list",
                                              chora_buffer_text(&text), NULL);
    chora_buffer_free(&text);
    return out;
}

const char *chora_share_list(const chora_base_map *base, const chora_figure_inputs *inputs,
                             size_t period, chora_arena *arena)
{
    size_t count = 0;
    ranked *list = chora_alloc(base->area_count + 1, sizeof *list);
    if (!list)
        return NULL;
    for (size_t a = 0; a < base->area_count; a++) {
        chora_cell cell = chora_base_cell(base, inputs, a, period);
        if (chora_share_is_told(cell))
            list[count++] = (ranked){ a, cell };
    }
    qsort(list, count, sizeof *list, by_whole);
    const char *out = count ? list_text(inputs, list, count, arena) : "";
    free(list);
    return out;
}
