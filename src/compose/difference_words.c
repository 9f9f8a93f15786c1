/* What a map of changes says in words. */
#include "compose/account_text.h"
#include "compose/difference.h"
#include "compose/texts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *kept(chora_buffer *text, chora_arena *arena)
{
    const char *out = text->failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(text));
    chora_buffer_free(text);
    return out;
}

chora_difference_periods chora_difference_periods_of(const chora_words *words,
                                                     const chora_change_table *changes,
                                                     size_t period, chora_arena *arena)
{
    size_t then = chora_change_before_index(changes, period);
    return (chora_difference_periods){
        chora_period_words(words, chora_table_period(chora_change_before(changes), then), arena),
        chora_period_words(words, chora_table_period(chora_change_after(changes), period), arena),
    };
}

static const char *number_of(const chora_words *words, double value, bool whole, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, value, whole, number);
    return chora_arena_strdup(arena, number);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static int by_size(const void *a, const void *b)
{
    const chora_difference_row *x = a, *y = b;
    double size = fabs(y->change.change) - fabs(x->change.change);
    if (size != 0)
        return size > 0 ? 1 : -1;
    double most = y->change.before.value - x->change.before.value;
    if (most != 0)
        return most > 0 ? 1 : -1;
    return x->area < y->area ? -1 : x->area > y->area;
}

chora_difference_row *chora_difference_rows(const chora_base_map *base,
                                            const chora_figure_inputs *inputs, size_t period,
                                            chora_arena *arena, size_t *count)
{
    chora_difference_row *rows = chora_arena_alloc(arena, base->area_count + 1, sizeof *rows);
    *count = 0;
    for (size_t a = 0; rows && a < base->area_count; a++) {
        chora_change change = chora_difference_of(base, inputs, a, period);
        if (change.state == CHORA_CELL_NUMBER && !chora_difference_is_none(change))
            rows[(*count)++] = (chora_difference_row){ a, change };
    }
    if (*count)
        qsort(rows, *count, sizeof *rows, by_size);
    return rows;
}

bool chora_difference_is_clear(chora_change change)
{
    return change.tested && !change.within_chance && change.change != 0;
}

/* ---- findings -------------------------------------------------------------------------------- */

static void count_change(chora_findings *found, chora_change change, size_t area)
{
    found->partial += change.before.partial || change.after.partial;
    if (change.state == CHORA_CELL_NO_DATA)
        found->no_data++;
    else if (change.state == CHORA_CELL_NOT_COVERED)
        found->not_covered++;
    else if (chora_difference_is_none(change))
        found->zeros++;
    else
        found->above_zero++;
    if (change.state == CHORA_CELL_NUMBER && fabs(change.change) > found->highest) {
        found->highest = fabs(change.change);
        found->top = area;
    }
}

void chora_difference_findings(const chora_base_map *base, const chora_figure_inputs *inputs,
                               size_t period, chora_findings *found)
{
    found->whole = chora_difference_is_whole(inputs->changes);
    for (size_t a = 0; a < base->area_count; a++)
        count_change(found, chora_difference_of(base, inputs, a, period), a);
    found->total = chora_change_total(inputs->changes, period).after.value;
    found->empty = found->above_zero == 0;
    found->sharing = found->highest > 0;
}

/* ---- the sentence ---------------------------------------------------------------------------- */

typedef struct {
    const chora_figure_inputs *inputs;
    const chora_words *words;
    const chora_figure_layer *layer;
    chora_arena *arena;
    chora_difference_row *rows;
    size_t count, falls, rises; /* falls, rises: more than chance explains */
    chora_change total;
    bool whole;
} telling;

static bool is_counted(const telling *tell, size_t row, int sign)
{
    chora_change change = tell->rows[row].change;
    return chora_difference_is_clear(change) && change.change * sign > 0;
}

static telling telling_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                          size_t period, chora_arena *arena)
{
    telling tell = { .inputs = inputs,
                     .words = inputs->words,
                     .layer = &inputs->figure->layers[base->choropleth],
                     .arena = arena,
                     .whole = chora_difference_is_whole(inputs->changes),
                     .total = chora_change_total(inputs->changes, period) };
    tell.rows = chora_difference_rows(base, inputs, period, arena, &tell.count);
    for (size_t i = 0; tell.rows && i < tell.count; i++) {
        tell.falls += is_counted(&tell, i, -1);
        tell.rises += is_counted(&tell, i, 1);
    }
    return tell;
}

static const char *count_of(const telling *tell, size_t count)
{
    return number_of(tell->words, (double)count, true, tell->arena);
}

/* "Kabul (30 to 11)" */
static const char *row_text(const telling *tell, const chora_difference_row *row)
{
    return chora_say(
        tell->words, tell->arena, "change.row", "area", tell->inputs->areas->areas[row->area].name,
        "before", number_of(tell->words, row->change.before.value, tell->whole, tell->arena),
        "after", number_of(tell->words, row->change.after.value, tell->whole, tell->arena), NULL);
}

/* All that fell (-1) or rose (1) by more than chance explains: "A (1 to 9), B (...) and C (...)".
 */
static const char *rows_text(const telling *tell, int sign)
{
    size_t all = sign < 0 ? tell->falls : tell->rises, told = 0;
    chora_buffer list = CHORA_BUFFER_INIT(8192);
    const char *last = NULL;
    for (size_t i = 0; i < tell->count; i++) {
        const char *row = is_counted(tell, i, sign) ? row_text(tell, &tell->rows[i]) : NULL;
        if (row && ++told == all)
            last = row;
        else if (row)
            chora_list_add(tell->words, &list, row);
    }
    const char *others = kept(&list, tell->arena);
    return others && *others
               ? chora_say(tell->words, tell->arena, "list.and", "list", others, "last", last, NULL)
               : last;
}

/* "52 incidents, then 22"; what is measured when that cannot be summed up. */
static const char *totals_text(const telling *tell)
{
    const chora_figure_measure *measure = &tell->layer->measure;
    if (measure->per > 0 || measure->per_value || !chora_measure_key(measure))
        return chora_measure_words(tell->words, measure, tell->arena);
    return chora_say(
        tell->words, tell->arena, "change.totals", "before",
        chora_measure_counted(tell->words, measure, tell->total.before.value, tell->whole,
                              tell->arena),
        "after", number_of(tell->words, tell->total.after.value, tell->whole, tell->arena), NULL);
}

static const chora_difference_row *first_clear(const telling *tell)
{
    size_t i = 0;
    while (i + 1 < tell->count && !chora_difference_is_clear(tell->rows[i].change))
        i++;
    return &tell->rows[i];
}

static const char *many_text(const telling *tell)
{
    size_t n = tell->rises ? tell->rises : tell->falls;
    const char *key = tell->falls && tell->rises ? "change.fell-and-rose"
                      : tell->falls              ? "change.fell"
                                                 : "change.rose";
    size_t areas = tell->inputs->areas->area_count;
    return chora_say_many(tell->words, tell->arena, key, (double)n, count_of(tell, n), "falls",
                          count_of(tell, tell->falls), "areas",
                          chora_of_areas(tell->words, tell->layer->level, areas, tell->arena),
                          "most", row_text(tell, first_clear(tell)), NULL);
}

static const char *tested_text(const telling *tell)
{
    enum { NAMED_MAX = 3 };
    if (tell->falls + tell->rises == 0)
        return chora_say(tell->words, tell->arena, "change.nowhere", "totals", totals_text(tell),
                         NULL);
    if (tell->falls + tell->rises > NAMED_MAX)
        return many_text(tell);
    if (tell->falls && tell->rises)
        return chora_say(tell->words, tell->arena, "change.both-ways", "falls", rows_text(tell, -1),
                         "rises", rows_text(tell, 1), NULL);
    return chora_say(tell->words, tell->arena,
                     tell->falls ? "change.only-fall" : "change.only-rise", "list",
                     rows_text(tell, tell->falls ? -1 : 1), NULL);
}

static const chora_difference_row *largest(const telling *tell, int sign)
{
    for (size_t i = 0; i < tell->count; i++)
        if (tell->rows[i].change.change * sign > 0)
            return &tell->rows[i];
    return NULL;
}

/* Sums: what fell and rose most, and nothing about chance. */
static const char *untested_text(const telling *tell)
{
    const chora_difference_row *fall = largest(tell, -1), *rise = largest(tell, 1);
    const char *key = fall && rise ? "change.largest"
                      : fall       ? "change.largest-fall"
                      : rise       ? "change.largest-rise"
                                   : "change.unmoved";
    return chora_say(tell->words, tell->arena, key, "totals", totals_text(tell), "fall",
                     fall ? row_text(tell, fall) : "", "rise", rise ? row_text(tell, rise) : "",
                     NULL);
}

static const char *nothing_text(const telling *tell, const chora_findings *found)
{
    const char *key = chora_measure_key(&tell->layer->measure);
    if (found->no_data)
        return chora_say_many(
            tell->words, tell->arena, "change.no-figures", (double)found->no_data,
            count_of(tell, found->no_data), "areas",
            chora_of_areas(tell->words, tell->layer->level, found->areas, tell->arena), NULL);
    if (!found->zeros)
        return chora_say(tell->words, tell->arena, "change.not-covered", NULL);
    if (!key)
        return chora_say(tell->words, tell->arena, "change.none", NULL);
    return chora_say(tell->words, tell->arena, "change.none-of", "what",
                     chora_say_of(tell->words, tell->arena, "noun", key, NULL), NULL);
}

const char *chora_difference_sentence(const chora_findings *found, const chora_base_map *base,
                                      const chora_figure_inputs *inputs, size_t period,
                                      chora_arena *arena)
{
    telling tell = telling_of(base, inputs, period, arena);
    if (!tell.rows)
        return NULL;
    if (tell.count == 0)
        return nothing_text(&tell, found);
    return tell.total.tested ? tested_text(&tell) : untested_text(&tell);
}

const char *chora_difference_longest(const chora_figure_inputs *inputs, const char *name,
                                     chora_arena *arena)
{
    const char *row = chora_say(inputs->words, arena, "change.row", "area", name, "before", "000",
                                "after", "000", NULL);
    const char *list = chora_say(inputs->words, arena, "list.and", "list", row, "last", row, NULL);
    return chora_say(inputs->words, arena, "change.only-fall", "list", list, NULL);
}

/* ---- notes ----------------------------------------------------------------------------------- */

bool chora_difference_is_tested(const chora_figure_inputs *inputs)
{
    const char *key = chora_measure_key(&inputs->figure->layers[0].measure);
    return key && strcmp(key, "incidents") == 0;
}

static const char *with_test(const chora_figure_inputs *inputs, const char *partial,
                             chora_arena *arena)
{
    const char *parts[2] = { partial,
                             chora_say(inputs->words, arena,
                                       chora_difference_is_tested(inputs) ? "change.note-test"
                                                                          : "change.note-sums",
                                       NULL) };
    return partial && parts[1] ? chora_texts_join(inputs->words, parts, 2, arena) : NULL;
}

const char *chora_difference_note(const chora_findings *found, const chora_base_map *base,
                                  const chora_figure_inputs *inputs, chora_arena *arena)
{
    const chora_words *words = inputs->words;
    int level = inputs->figure->layers[base->choropleth].level;
    if (found->partial == 0)
        return with_test(inputs, "", arena);
    if (found->partial == found->areas)
        return with_test(inputs, chora_say(words, arena, "change.partial", NULL), arena);
    return with_test(inputs,
                     chora_say_many(words, arena, "change.partial-some", (double)found->partial,
                                    number_of(words, (double)found->partial, true, arena), "areas",
                                    chora_of_areas(words, level, found->areas, arena), NULL),
                     arena);
}

const char *chora_difference_longest_note(const chora_figure_inputs *inputs, bool series,
                                          chora_arena *arena)
{
    return with_test(inputs, series ? chora_say(inputs->words, arena, "change.partial", NULL) : "",
                     arena);
}

/* ---- alt text -------------------------------------------------------------------------------- */

static void add_sentence(const telling *tell, const char *sentence, chora_buffer *out)
{
    if (!sentence || !*sentence)
        return;
    chora_buffer_printf(out, "%s%s%s", out->length ? " " : "", sentence,
                        chora_words_stop(tell->words));
}

static const char *largest_text(const telling *tell, int sign)
{
    enum { NAMED_MAX = 3 };
    chora_buffer list = CHORA_BUFFER_INIT(8192);
    size_t told = 0;
    for (size_t i = 0; i < tell->count && told < NAMED_MAX; i++) {
        const chora_difference_row *row = &tell->rows[i];
        if (row->change.change * sign <= 0)
            continue;
        const char *text = row_text(tell, row);
        if (text && chora_difference_is_striped(row->change))
            text = chora_say(tell->words, tell->arena, "alt.within-chance", "what", text, NULL);
        chora_list_add(tell->words, &list, text ? text : "");
        told++;
    }
    const char *all = kept(&list, tell->arena);
    return all && told ? chora_say(tell->words, tell->arena, sign < 0 ? "alt.falls" : "alt.rises",
                                   "list", all, NULL)
                       : all;
}

static const char *tally_text(const telling *tell, const chora_findings *found)
{
    size_t fewer = 0, more = 0;
    for (size_t i = 0; i < tell->count; i++) {
        fewer += tell->rows[i].change.change < 0;
        more += tell->rows[i].change.change > 0;
    }
    return chora_say(tell->words, tell->arena, "alt.tally", "areas",
                     chora_of_areas(tell->words, tell->layer->level, found->areas, tell->arena),
                     "fewer", count_of(tell, fewer), "more", count_of(tell, more), "same",
                     count_of(tell, tell->count - fewer - more), "none",
                     count_of(tell, found->zeros), "without",
                     count_of(tell, found->no_data + found->not_covered), NULL);
}

const char *chora_difference_alt_text(const chora_findings *found, const chora_base_map *base,
                                      const chora_figure_inputs *inputs, size_t period,
                                      const char *title, const char *subtitle, chora_arena *arena)
{
    telling tell = telling_of(base, inputs, period, arena);
    chora_difference_periods when =
        chora_difference_periods_of(inputs->words, inputs->changes, period, arena);
    if (!tell.rows)
        return NULL;
    chora_buffer text = CHORA_BUFFER_INIT(64 * 1024);
    add_sentence(&tell,
                 chora_say(inputs->words, arena, *inputs->country ? "alt.change-in" : "alt.change",
                           "country", inputs->country, "title",
                           chora_title_bare(title, inputs->country), NULL),
                 &text);
    add_sentence(&tell,
                 chora_say(inputs->words, arena, "alt.against", "before", when.before, "after",
                           when.after, NULL),
                 &text);
    add_sentence(&tell, subtitle, &text);
    add_sentence(&tell, largest_text(&tell, -1), &text);
    add_sentence(&tell, largest_text(&tell, 1), &text);
    add_sentence(&tell, tally_text(&tell, found), &text);
    return kept(&text, arena);
}
