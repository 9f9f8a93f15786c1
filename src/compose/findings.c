#include "compose/findings.h"

#include "compose/wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static chora_account account_of(const chora_base_map *base, const chora_table *table, size_t period)
{
    if (base->choropleth >= 0 && base->circles >= 0)
        return chora_table_both_account(table, period);
    return base->choropleth >= 0 ? chora_table_account(table, period)
                                 : chora_table_symbol_account(table, period);
}

static void count_area(chora_findings *found, chora_cell cell, size_t area)
{
    found->partial += cell.partial;
    if (cell.state == CHORA_CELL_NO_DATA)
        found->no_data++;
    else if (cell.state == CHORA_CELL_NOT_COVERED)
        found->not_covered++;
    else if (cell.value == 0)
        found->zeros++;
    else {
        found->above_zero++;
        found->total += cell.value;
        if (found->sharing == 0 || cell.value > found->highest) {
            found->highest = cell.value;
            found->top = area;
            found->sharing = 1;
        } else if (cell.value == found->highest) {
            if (++found->sharing == 2)
                found->second = area;
        }
    }
}

static double circle_total(const chora_table *table, size_t period)
{
    size_t count = 0;
    const chora_symbol *symbols = chora_table_symbols(table, period, &count);
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += symbols[i].value;
    return total;
}

static size_t circle_count(const chora_table *table, size_t period)
{
    size_t count = 0;
    chora_table_symbols(table, period, &count);
    return count;
}

chora_findings chora_findings_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 size_t period)
{
    const chora_table *table = chora_base_table(base, inputs);
    chora_findings found = { 0 };
    found.areas = base->area_count;
    found.account = account_of(base, table, period);
    found.in_period =
        found.account.accepted - found.account.filtered_out - found.account.outside_period;
    found.whole = chora_table_is_whole(table);
    chora_period_label(chora_table_period(table, period), found.period);
    if (base->choropleth < 0)
        found.total = circle_total(table, period);
    else
        for (size_t a = 0; a < base->area_count; a++)
            count_area(&found, chora_base_cell(base, inputs, a, period), a);
    return found;
}

/* ---- the sentence --------------------------------------------------------------------------- */

typedef struct {
    const chora_findings *found;
    const chora_figure_inputs *inputs;
    const chora_figure_layer *layer;
    const chora_shown_rate *rate;
    chora_arena *arena;
    const char *areas; /* "provinces" */
} telling;

static const char *area_name(const telling *tell, size_t area)
{
    return tell->inputs->areas->areas[area].name;
}

/* "none on record" is only said of areas that were looked at, and when no incident of the period
 * might belong to one of them: else they have none on the map. */
static const char *zeros_clause(const telling *tell)
{
    const chora_findings *found = tell->found;
    if (found->zeros == 0 || found->areas < 2)
        return "";
    return chora_arena_printf(tell->arena, "; %zu of %zu %s %s none %s", found->zeros, found->areas,
                              tell->areas, found->zeros == 1 ? "has" : "have",
                              found->account.shown == found->in_period ? "on record" : "mapped");
}

static bool counts_incidents(const telling *tell)
{
    return strcmp(chora_measure_noun(&tell->layer->measure, true), "incidents") == 0;
}

/* What is said of numbers that not all incidents of the period went into. */
static const char *limit_of(const telling *tell, bool incidents)
{
    bool all = incidents ? fabs(tell->found->total - (double)tell->found->in_period) < 0.5
                         : tell->found->account.shown == tell->found->in_period;
    if (incidents)
        return all ? "" : " mapped";
    return all ? tell->found->no_data ? " on record" : "" : " in the incidents mapped";
}

/* "74 incidents" when all that happened in the period is in the numbers, "68 incidents mapped"
 * else. */
static const char *whole_of(const telling *tell, bool incidents)
{
    const char *noun = chora_measure_noun(&tell->layer->measure, tell->found->total != 1);
    char total[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(tell->found->total, tell->found->whole, total);
    return chora_arena_printf(tell->arena, "%s %s%s", total, noun, limit_of(tell, incidents));
}

static const char *counted_sentence(const telling *tell)
{
    const chora_findings *found = tell->found;
    bool incidents = counts_incidents(tell);
    const char *all = whole_of(tell, incidents), *zeros = zeros_clause(tell);
    char top[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(found->highest, found->whole, top);
    if (!all || !zeros)
        return NULL;
    if (found->areas < 2)
        return all;
    if (found->above_zero == 1 && found->total == 1)
        return chora_arena_printf(tell->arena, "The one %s%s was in %s%s",
                                  chora_measure_noun(&tell->layer->measure, false),
                                  limit_of(tell, incidents), area_name(tell, found->top), zeros);
    if (found->above_zero == 1)
        return chora_arena_printf(tell->arena, "All %s were in %s%s", all,
                                  area_name(tell, found->top), zeros);
    if (found->sharing == 1)
        return chora_arena_printf(tell->arena, "%s %s %s of the %s%s", area_name(tell, found->top),
                                  incidents ? "saw" : "counts", top, all, zeros);
    if (found->sharing == 2)
        return chora_arena_printf(tell->arena, "%s and %s %s %s each of the %s%s",
                                  area_name(tell, found->top), area_name(tell, found->second),
                                  incidents ? "saw" : "count", top, all, zeros);
    return chora_arena_printf(tell->arena, "%s in %zu of %zu %s%s", all, found->above_zero,
                              found->areas, tell->areas, zeros);
}

static const char *rate_sentence(const telling *tell)
{
    const chora_findings *found = tell->found;
    const char *rate = chora_rate_words(&tell->rate->measure, tell->arena);
    const char *zeros = zeros_clause(tell);
    char top[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(found->highest, found->whole, top);
    if (!rate || !zeros)
        return NULL;
    if (found->areas < 2 || found->sharing > 2)
        return chora_arena_printf(tell->arena, "At most %s%s%s", top, rate, zeros);
    if (found->sharing == 2)
        return chora_arena_printf(tell->arena, "Highest in %s and %s: %s%s%s",
                                  area_name(tell, found->top), area_name(tell, found->second), top,
                                  rate, zeros);
    return chora_arena_printf(tell->arena, "Highest in %s: %s%s%s", area_name(tell, found->top),
                              top, rate, zeros);
}

/* Nothing above zero: why? */
static const char *empty_sentence(const telling *tell)
{
    const chora_findings *found = tell->found;
    const char *noun = chora_measure_noun(&tell->layer->measure, true);
    if (found->areas && found->not_covered == found->areas)
        return "Not covered by the data";
    if (found->in_period == 0)
        return "No recorded incidents";
    if (found->account.shown == 0)
        return chora_arena_printf(tell->arena,
                                  "None of the %lld recorded incidents could be placed "
                                  "on the map",
                                  (long long)found->in_period);
    if (found->areas && found->no_data == found->areas)
        return "No figures on record";
    if (found->no_data)
        return chora_arena_printf(tell->arena, "No figures on record for %zu of %zu %s",
                                  found->no_data, found->areas, tell->areas);
    return noun ? chora_arena_printf(tell->arena, "No %s on record", noun) : "None on record";
}

static const char *circles_sentence(const telling *tell, size_t towns)
{
    if (!chora_measure_noun(&tell->layer->measure, true))
        return "";
    const char *all = whole_of(tell, counts_incidents(tell));
    return all ? chora_arena_printf(tell->arena, "%s in %zu town%s", all, towns,
                                    towns == 1 ? "" : "s")
               : NULL;
}

const char *chora_findings_sentence(const chora_findings *found, const chora_base_map *base,
                                    const chora_figure_inputs *inputs, size_t period,
                                    chora_arena *arena)
{
    int index = base->choropleth >= 0 ? base->choropleth : base->circles;
    const chora_figure_layer *layer = &inputs->figure->layers[index];
    telling tell = {
        found, inputs, layer, &base->rate, arena, chora_level_word(layer->level, true)
    };
    bool rate = layer->measure.per > 0 || layer->measure.per_value;
    if (found->total == 0)
        return empty_sentence(&tell);
    if (base->choropleth < 0)
        return circles_sentence(&tell, circle_count(chora_base_table(base, inputs), period));
    if (rate || !chora_measure_noun(&layer->measure, true))
        return rate_sentence(&tell);
    return counted_sentence(&tell);
}

/* ---- notes and alt text --------------------------------------------------------------------- */

const char *chora_findings_partial_note(const chora_findings *found, const chora_base_map *base,
                                        const chora_figure_inputs *inputs, size_t period,
                                        chora_arena *arena)
{
    if (found->partial == 0)
        return "";
    const chora_table *table = chora_base_table(base, inputs);
    chora_period span = chora_table_period(table, period);
    chora_day first, last;
    char from[CHORA_PERIOD_TEXT_MAX], to[CHORA_PERIOD_TEXT_MAX];
    chora_table_span(table, &first, &last);
    chora_period_label((chora_period){ CHORA_PERIOD_SPAN, first, first }, from);
    chora_period_label((chora_period){ CHORA_PERIOD_SPAN, last, last }, to);
    if (found->partial < found->areas)
        return chora_arena_printf(
            arena, "* For %zu of %zu %s the data cover only part of the period. ", found->partial,
            found->areas, chora_level_word(inputs->figure->layers[base->choropleth].level, true));
    if (first > span.first && last < span.last)
        return chora_arena_printf(arena, "* Covered from %s to %s only. ", from, to);
    if (first > span.first)
        return chora_arena_printf(arena, "* Covered from %s only. ", from);
    if (last < span.last)
        return chora_arena_printf(arena, "* Covered to %s only. ", to);
    return "* The data cover only part of the period. ";
}

typedef struct {
    size_t area;
    double value;
} ranked;

static int by_value(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? 1 : -1;
    return x->area < y->area ? -1 : x->area > y->area;
}

static chora_status add_highest(const chora_findings *found, const chora_base_map *base,
                                const chora_figure_inputs *inputs, size_t period,
                                chora_buffer *text)
{
    ranked *list = chora_alloc(found->above_zero, sizeof *list);
    if (!list)
        return CHORA_ENOMEM;
    size_t count = 0;
    for (size_t a = 0; a < base->area_count; a++) {
        chora_cell cell = chora_base_cell(base, inputs, a, period);
        if (cell.state == CHORA_CELL_NUMBER && cell.value != 0 && count < found->above_zero)
            list[count++] = (ranked){ a, cell.value };
    }
    qsort(list, count, sizeof *list, by_value);
    chora_buffer_add_text(text, count > 5 ? " Highest: " : " Above zero: ");
    for (size_t i = 0; i < count && i < 5; i++) {
        char number[CHORA_NUMBER_TEXT_MAX];
        chora_number_text(list[i].value, found->whole, number);
        chora_buffer_printf(text, "%s%s %s", i ? ", " : "", inputs->areas->areas[list[i].area].name,
                            number);
    }
    chora_buffer_add_text(text, ".");
    free(list);
    return CHORA_OK;
}

static void add_total(const chora_findings *found, const chora_figure_measure *measure,
                      chora_buffer *text)
{
    const char *noun = chora_measure_noun(measure, found->total != 1);
    if (measure->per > 0 || measure->per_value || !noun)
        return;
    char total[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(found->total, found->whole, total);
    chora_buffer_printf(text, " Total: %s %s.", total, noun);
}

static void add_classes(const chora_findings *found, const chora_classes *classes,
                        const char *areas, chora_buffer *text)
{
    chora_buffer_add_text(text, " Classes: ");
    for (size_t c = 0; c < classes->count; c++)
        chora_buffer_printf(text, "%s%s", c ? ", " : "", classes->classes[c].label);
    chora_buffer_printf(text, "%s%zu %s with zero", classes->count ? "; " : "", found->zeros,
                        areas);
    if (found->no_data)
        chora_buffer_printf(text, ", %zu without data", found->no_data);
    if (found->not_covered)
        chora_buffer_printf(text, ", %zu not covered", found->not_covered);
    chora_buffer_add_text(text, ".");
}

const char *chora_findings_alt_text(const chora_findings *found, const chora_base_map *base,
                                    const chora_figure_inputs *inputs, const chora_classes *classes,
                                    size_t period, const char *title, const char *subtitle,
                                    chora_arena *arena)
{
    int index = base->choropleth >= 0 ? base->choropleth : base->circles;
    const chora_figure_layer *layer = &inputs->figure->layers[index];
    chora_buffer text = CHORA_BUFFER_INIT(64 * 1024);
    chora_buffer_printf(&text, "Map%s%s: %s. Period: %s.", *inputs->country ? " of " : "",
                        inputs->country, title, found->period);
    if (*subtitle)
        chora_buffer_printf(&text, " %s.", subtitle);
    add_total(found, &layer->measure, &text);
    bool failed = false;
    if (base->choropleth >= 0) {
        if (found->above_zero)
            failed = add_highest(found, base, inputs, period, &text);
        if (classes)
            add_classes(found, classes, chora_level_word(layer->level, true), &text);
    }
    char *out = failed || text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}
