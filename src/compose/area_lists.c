#include "compose/area_lists.h"

#include "compose/account_text.h"
#include "compose/shown.h"
#include "compose/uncertain.h"
#include "compose/wording.h"

#include <string.h>

/* A bar is hatched by a pixel at least, and the line of its outline hides less. */
#define SEEN 0.05

static bool counts_incidents(const chora_area_lists *lists)
{
    const chora_figure_measure *measure = &lists->layer->measure;
    return lists->points || measure->share_of || !measure->of || strcmp(measure->of, "count") == 0;
}

static double number_of(const chora_area_lists *lists, const chora_listed *listed)
{
    return counts_incidents(lists) ? (double)listed->incidents : listed->value;
}

/* The country as a whole comes after its provinces: it is not one of them. */
static bool is_country(const chora_area_lists *lists, const chora_listed *listed)
{
    for (int i = 0; i < 2; i++) {
        const chora_areas *wider = lists->inputs->wider[i];
        size_t index = wider ? chora_areas_index(wider, listed->area_id) : CHORA_NO_INDEX;
        if (index != CHORA_NO_INDEX)
            return wider->areas[index].level == 0;
    }
    return false;
}

static bool is_in_order(const chora_area_lists *lists, const chora_listed *a, const chora_listed *b)
{
    bool wide = is_country(lists, a);
    if (wide != is_country(lists, b))
        return !wide;
    double one = number_of(lists, a), other = number_of(lists, b);
    return one != other
               ? one > other
               : strcmp(chora_area_lists_name(lists, a), chora_area_lists_name(lists, b)) <= 0;
}

/* Largest first: what is told together at the end is little. There are few. */
static chora_status sort(chora_area_lists *lists, chora_error *err)
{
    chora_listed *items = chora_arena_copy(lists->arena, lists->items, lists->count, sizeof *items);
    if (!items)
        return chora_no_memory(err);
    for (size_t i = 1; i < lists->count; i++) {
        chora_listed moved = items[i];
        size_t at = i;
        for (; at > 0 && !is_in_order(lists, &items[at - 1], &moved); at--)
            items[at] = items[at - 1];
        items[at] = moved;
    }
    lists->items = items;
    return CHORA_OK;
}

static chora_listed sum_of(const chora_area_lists *lists, size_t from)
{
    chora_listed sum = { 0 };
    for (size_t i = from; i < lists->count; i++) {
        sum.incidents += lists->items[i].incidents;
        sum.stated += lists->items[i].stated;
        sum.value += lists->items[i].value;
    }
    return sum;
}

static const char *number_text(const chora_area_lists *lists, double value, bool whole)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(lists->inputs->words, value, whole, number);
    return chora_arena_strdup(lists->arena, number);
}

const char *chora_area_lists_number(const chora_area_lists *lists, const chora_listed *listed)
{
    if (counts_incidents(lists))
        return number_text(lists, (double)listed->incidents, true);
    if (listed->stated == 0)
        return chora_say(lists->inputs->words, lists->arena, "chart.not-known-short", NULL);
    return number_text(lists, listed->value, lists->whole);
}

/* "34 people killed"; what a rate or a share is of is told as a number. */
static const char *counted(const chora_area_lists *lists)
{
    chora_figure_measure measure = { .of = counts_incidents(lists) ? "count"
                                                                   : lists->layer->measure.of };
    chora_listed all = sum_of(lists, 0);
    return chora_measure_counted(lists->inputs->words, &measure, number_of(lists, &all),
                                 counts_incidents(lists) || lists->whole, lists->arena);
}

const char *chora_area_lists_head(const chora_area_lists *lists)
{
    const chora_words *words = lists->inputs->words;
    if (!lists->points)
        return chora_say_of(words, lists->arena, "listed.uncounted",
                            chora_level_key(lists->layer->level), "what", counted(lists), NULL);
    int64_t listed = sum_of(lists, 0).incidents;
    const char *number = number_text(lists, (double)listed, true);
    bool hexagons = lists->layer->kind == CHORA_LAYER_HEXAGONS;
    return number ? chora_say_many(words, lists->arena, hexagons ? "hexagons.none" : "listed.head",
                                   (double)listed, number, NULL)
                  : NULL;
}

/* Finer levels than the district have a name, but nobody knows where it is; or a position near a
 * border, and nobody knows in which area. */
static const char *level_word(const chora_area_lists *lists, int level)
{
    if (level < CHORA_DISTRICT)
        return lists->points ? "place" : "area";
    return chora_precision_name((chora_precision)level);
}

/* How many rows are known to each level; those finer than the district together. */
static void count_levels(const chora_area_lists *lists, int64_t known[CHORA_NOT_STATED])
{
    for (size_t i = 0; i < lists->count; i++)
        for (int level = 0; level < CHORA_NOT_STATED; level++)
            known[level < CHORA_DISTRICT ? 0 : level] += lists->items[i].known[level];
}

static const char *level_text(const chora_area_lists *lists, const int64_t *known, int level,
                              bool alone)
{
    const chora_words *words = lists->inputs->words;
    return alone
               ? chora_say_of(words, lists->arena, "listed.only", level_word(lists, level), NULL)
               : chora_account_level_text(words, known[level], level, !lists->points, lists->arena);
}

/* Of the levels from `first` on, before `end`; "" when nothing is known to them. */
static const char *levels_text(const chora_area_lists *lists, const int64_t *known, int first,
                               int end, bool alone)
{
    chora_buffer text = CHORA_BUFFER_INIT(1024);
    bool failed = false;
    for (int level = first; level < end; level++) {
        const char *part = known[level] > 0 ? level_text(lists, known, level, alone) : "";
        failed |= !part;
        if (part && *part)
            chora_list_add(lists->inputs->words, &text, part);
    }
    const char *out = failed ? NULL : chora_arena_strdup(lists->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

const char *chora_area_lists_note(const chora_area_lists *lists)
{
    const chora_words *words = lists->inputs->words;
    int64_t known[CHORA_NOT_STATED] = { 0 };
    int levels = 0;
    count_levels(lists, known);
    for (int level = 0; level < CHORA_NOT_STATED; level++)
        levels += known[level] > 0;
    if (!lists->marked)
        return levels_text(lists, known, 0, CHORA_NOT_STATED, levels == 1);
    const char *fine = levels_text(lists, known, 0, CHORA_COUNTRY, levels == 1);
    const char *rest = levels_text(lists, known, CHORA_COUNTRY, CHORA_NOT_STATED, false);
    bool bars = lists->inputs->figure->uncertain == CHORA_UNCERTAIN_BAR;
    fine =
        chora_say(words, lists->arena, bars ? "listed.bar" : "listed.hatched", "note", fine, NULL);
    if (!fine || !rest || !*rest)
        return fine;
    return chora_arena_printf(lists->arena, "%s%s%s", fine, chora_words_clause(words), rest);
}

const char *chora_area_lists_name(const chora_area_lists *lists, const chora_listed *listed)
{
    size_t index = chora_areas_index(lists->inputs->areas, listed->area_id);
    if (index != CHORA_NO_INDEX)
        return lists->inputs->areas->areas[index].name;
    for (int i = 0; i < 2; i++) {
        const chora_areas *wider = lists->inputs->wider[i];
        index = wider ? chora_areas_index(wider, listed->area_id) : CHORA_NO_INDEX;
        if (index != CHORA_NO_INDEX)
            return wider->areas[index].name;
    }
    const char *name = chora_say(lists->inputs->words, lists->arena, "listed.elsewhere", NULL);
    return name ? name : "";
}

const char *chora_area_lists_more(const chora_area_lists *lists, size_t from)
{
    const char *number = number_text(lists, (double)(lists->count - from), true);
    return number ? chora_say_many(lists->inputs->words, lists->arena, "listed.more",
                                   (double)(lists->count - from), number, NULL)
                  : NULL;
}

const char *chora_area_lists_rest(const chora_area_lists *lists, size_t from)
{
    chora_listed sum = sum_of(lists, from);
    return chora_area_lists_number(lists, &sum);
}

/* Of the areas that it is, or that lie in it; they have in their numbers what is known to them. */
static double known_in(const chora_area_lists *lists, const chora_listed *listed, size_t period,
                       bool incidents, bool *itself)
{
    const chora_areas *areas = lists->inputs->areas;
    const chora_table *table = lists->inputs->tables[lists->layer - lists->inputs->figure->layers];
    double sum = 0;
    for (size_t t = 0; t < chora_table_areas(table); t++) {
        size_t a = chora_areas_index(areas, chora_table_area_id(table, t));
        if (a == CHORA_NO_INDEX ||
            !chora_uncertain_lies_in(lists->inputs, &areas->areas[a], listed->area_id))
            continue;
        chora_cell cell = chora_table_cell(table, t, period);
        *itself = *itself || areas->areas[a].id == listed->area_id;
        if (incidents || cell.state == CHORA_CELL_NUMBER)
            sum += incidents ? (double)cell.incidents : cell.value;
    }
    return sum;
}

bool chora_area_lists_bar(const chora_area_lists *lists, const chora_listed *listed, size_t period,
                          double *part, double *whole)
{
    bool incidents = counts_incidents(lists) || lists->layer->measure.per > 0, itself = false;
    if (!incidents && listed->stated == 0)
        return false;
    *part = incidents ? (double)listed->incidents : listed->value;
    *whole = known_in(lists, listed, period, incidents, &itself);
    *whole += itself ? 0 : *part;
    return *part > 0 && *whole >= *part && *part >= SEEN * *whole;
}

/* ---- on the map ----------------------------------------------------------------------------- */

static bool is_finer_than_country(const chora_listed *listed)
{
    bool finer = false;
    for (int level = 0; level < CHORA_COUNTRY; level++)
        finer = finer || listed->known[level] > 0;
    return finer;
}

static bool is_marked(const chora_area_lists *lists, size_t period)
{
    chora_uncertain how = lists->inputs->figure->uncertain;
    double part, whole;
    bool any = false;
    for (size_t i = 0; i < lists->count; i++)
        any = any || (is_finer_than_country(&lists->items[i]) &&
                      chora_uncertain_is_mapped(lists->inputs, lists->items[i].area_id) &&
                      (how == CHORA_UNCERTAIN_HATCH ||
                       (how == CHORA_UNCERTAIN_BAR &&
                        chora_area_lists_bar(lists, &lists->items[i], period, &part, &whole))));
    return any;
}

chora_status chora_area_lists_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 size_t period, chora_arena *arena, chora_area_lists *out,
                                 chora_error *err)
{
    const chora_shown shown = { inputs->figure, inputs->tables };
    bool points = base->cells < 0 || base->hexagons >= 0;
    size_t layer = chora_base_layer(base);
    chora_area_lists lists = { inputs, arena, &inputs->figure->layers[layer], points, true, NULL,
                               0,      false };
    if (chora_shown_lists(&shown)) {
        const chora_table *table = inputs->tables[layer];
        lists.whole = chora_table_is_whole(table) || lists.layer->measure.per > 0;
        lists.items = points ? chora_table_pointless(table, period, &lists.count)
                             : chora_table_coarse(table, period, &lists.count);
    }
    chora_status st = lists.count ? sort(&lists, err) : CHORA_OK;
    lists.marked = !st && is_marked(&lists, period);
    if (!st)
        *out = lists;
    return st;
}

static bool add_pair(const chora_area_lists *lists, chora_buffer *text, const char *name,
                     const char *number)
{
    const char *pair =
        name && number ? chora_arena_printf(lists->arena, "%s\u00A0%s", name, number) : NULL;
    chora_list_add(lists->inputs->words, text, pair ? pair : "");
    return pair != NULL;
}

const char *chora_area_lists_sentence(const chora_area_lists *lists, size_t most)
{
    if (lists->count == 0)
        return "";
    chora_buffer text = CHORA_BUFFER_INIT(64 * 1024);
    bool made = true;
    size_t shown = lists->count <= most ? lists->count : most;
    for (size_t i = 0; i < shown; i++)
        made &= add_pair(lists, &text, chora_area_lists_name(lists, &lists->items[i]),
                         chora_area_lists_number(lists, &lists->items[i]));
    if (shown < lists->count)
        made &= add_pair(lists, &text, chora_area_lists_more(lists, shown),
                         chora_area_lists_rest(lists, shown));
    const char *head = chora_area_lists_head(lists);
    const char *out =
        made && head && !text.failed
            ? chora_arena_printf(lists->arena, "%s (%s)", head, chora_buffer_text(&text))
            : NULL;
    chora_buffer_free(&text);
    return out;
}
