#include "compose/findings.h"

#include "compose/area_lists.h"
#include "compose/area_marks.h"
#include "compose/bivariate.h"
#include "compose/difference.h"
#include "compose/hexmap_draw.h"
#include "compose/share.h"
#include "compose/shown.h"
#include "compose/symbols.h"
#include "compose/wording.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void chora_findings_count(chora_findings *found, chora_cell cell, size_t area)
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

static double circle_total(const chora_table *table, size_t period, bool with_lists)
{
    size_t count = 0;
    const chora_symbol *symbols = chora_table_symbols(table, period, &count);
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += symbols[i].value;
    const chora_listed *lists = chora_table_pointless(table, period, &count);
    for (size_t i = 0; with_lists && i < count; i++)
        total += lists[i].value;
    return total;
}

/* Does any row of a symbol state the number? */
static bool any_stated(const chora_table *table, size_t period, bool with_lists)
{
    size_t count = 0;
    const chora_symbol *symbols = chora_table_symbols(table, period, &count);
    for (size_t i = 0; i < count; i++)
        if (symbols[i].stated > 0)
            return true;
    const chora_listed *lists = chora_table_pointless(table, period, &count);
    for (size_t i = 0; with_lists && i < count; i++)
        if (lists[i].stated > 0)
            return true;
    return false;
}

static size_t circle_count(const chora_table *table, size_t period)
{
    size_t count = 0;
    chora_table_symbols(table, period, &count);
    return count;
}

/* The total is of all that is on record; what is withheld is not without data. */
static void count_withheld(chora_findings *found, const chora_table *table, size_t period,
                           bool circles)
{
    chora_withheld hidden;
    if (!chora_table_withheld(table, period, &hidden))
        return;
    found->withheld = circles ? hidden.symbols : hidden.areas;
    found->no_data -= circles ? 0 : hidden.areas;
    if (found->withheld)
        found->total = circles ? hidden.symbol_total : hidden.area_total;
}

chora_findings chora_findings_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 size_t period)
{
    const chora_table *table = chora_base_table(base, inputs);
    chora_findings found = { 0 };
    found.areas = base->area_count;
    chora_shown shown = { inputs->figure, inputs->tables };
    found.account = chora_shown_account(&shown, period);
    /* Forms beside the map are symbols like those on it. */
    bool listed = base->choropleth < 0 && base->kinds.count > 0 && chora_shown_lists(&shown);
    found.counted = listed ? found.account.shown : chora_shown_on_map(&shown, period).shown;
    found.in_period =
        found.account.accepted - found.account.filtered_out - found.account.outside_period;
    found.whole = chora_table_is_whole(table);
    chora_buffer label = CHORA_BUFFER_INIT(sizeof found.period - 1);
    chora_words_period(inputs->words, chora_table_period(table, period), &label);
    snprintf(found.period, sizeof found.period, "%s", chora_buffer_text(&label));
    chora_buffer_free(&label);
    if (inputs->changes) {
        chora_difference_findings(base, inputs, period, &found);
        return found;
    }
    if (base->marks >= 0 && base->parts.halves) {
        chora_area_marks_findings(base, inputs, period, &found);
        found.empty = found.total == 0;
        return found;
    }
    if (chora_table_is_share(table)) {
        chora_share_findings(base, inputs, period, &found);
        return found;
    }
    if (base->hexmap)
        chora_hexmap_findings(base, inputs, period, &found);
    else if (base->cells < 0) {
        found.unknown = !any_stated(table, period, listed);
        found.total = circle_total(table, period, listed);
    } else
        for (size_t a = 0; a < base->area_count; a++)
            chora_findings_count(&found, chora_base_cell(base, inputs, a, period), a);
    count_withheld(&found, table, period, base->choropleth < 0);
    found.empty = found.total == 0;
    return found;
}

/* ---- the sentence --------------------------------------------------------------------------- */

typedef struct {
    const chora_findings *found;
    const chora_figure_inputs *inputs;
    const chora_words *words;
    const chora_figure_layer *layer;
    const chora_shown_rate *rate;
    chora_arena *arena;
} telling;

static const char *area_name(const telling *tell, size_t area)
{
    return tell->inputs->areas->areas[area].name;
}

/* "34 provinces" */
static const char *all_areas(const telling *tell)
{
    return chora_of_areas(tell->words, tell->layer->level, tell->found->areas, tell->arena);
}

static const char *number_of(const telling *tell, double value, bool whole)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(tell->words, value, whole, number);
    return chora_arena_strdup(tell->arena, number);
}

static const char *count_of(const telling *tell, size_t count)
{
    return number_of(tell, (double)count, true);
}

/* "none on record" is only said of areas that were looked at, and when no incident of the period
 * might belong to one of them: else they have none on the map. */
static const char *with_zeros(const telling *tell, const char *sentence)
{
    const chora_findings *found = tell->found;
    size_t covered = found->areas - found->not_covered;
    if (!sentence || found->zeros == 0 || covered < 2)
        return sentence;
    bool all = found->counted == found->in_period;
    const char *zeros =
        chora_say_many(tell->words, tell->arena, all ? "zeros.on-record" : "zeros.mapped",
                       (double)found->zeros, count_of(tell, found->zeros), "areas",
                       chora_of_areas(tell->words, tell->layer->level, covered, tell->arena), NULL);
    return zeros ? chora_arena_printf(tell->arena, "%s%s%s", sentence,
                                      chora_words_clause(tell->words), zeros)
                 : NULL;
}

static bool counts_incidents(const telling *tell)
{
    return strcmp(chora_measure_key(&tell->layer->measure), "incidents") == 0;
}

/* `what`, and what is said of numbers that not all incidents of the period went into: "68 incidents
 * mapped". */
static const char *limited(const telling *tell, const char *what)
{
    bool incidents = counts_incidents(tell);
    bool all = incidents ? fabs(tell->found->total - (double)tell->found->in_period) < 0.5
                         : tell->found->counted == tell->found->in_period;
    if (all && (incidents || !tell->found->no_data))
        return what;
    return chora_say_of(tell->words, tell->arena, "limit",
                        incidents ? "mapped"
                        : all     ? "on-record"
                                  : "in-mapped",
                        "what", what, NULL);
}

/* "74 incidents" when all that happened in the period is in the numbers. */
static const char *whole_of(const telling *tell)
{
    return limited(tell,
                   chora_measure_counted(tell->words, &tell->layer->measure, tell->found->total,
                                         tell->found->whole, tell->arena));
}

static const char *single_sentence(const telling *tell)
{
    const char *what = chora_say_of(tell->words, tell->arena, "single",
                                    chora_measure_key(&tell->layer->measure), NULL);
    return chora_say(tell->words, tell->arena, "finding.single", "what", limited(tell, what),
                     "area", area_name(tell, tell->found->top), NULL);
}

static const char *shared_sentence(const telling *tell, const char *all)
{
    const chora_findings *found = tell->found;
    const char *top = number_of(tell, found->highest, found->whole);
    bool incidents = counts_incidents(tell);
    if (found->sharing == 1)
        return chora_say(tell->words, tell->arena, incidents ? "finding.saw" : "finding.counts",
                         "area", area_name(tell, found->top), "top", top, "all", all, NULL);
    if (found->sharing == 2)
        return chora_say(tell->words, tell->arena,
                         incidents ? "finding.both-saw" : "finding.both-count", "area",
                         area_name(tell, found->top), "second", area_name(tell, found->second),
                         "top", top, "all", all, NULL);
    return chora_say_many(tell->words, tell->arena, "finding.spread", (double)found->above_zero,
                          count_of(tell, found->above_zero), "all", all, "areas", all_areas(tell),
                          NULL);
}

static const char *counted_sentence(const telling *tell)
{
    const chora_findings *found = tell->found;
    const char *all = whole_of(tell);
    if (found->areas < 2)
        return all;
    if (found->above_zero == 1 && found->total == 1)
        return with_zeros(tell, single_sentence(tell));
    if (found->above_zero == 1)
        return with_zeros(tell, chora_say(tell->words, tell->arena, "finding.all-in", "all", all,
                                          "area", area_name(tell, found->top), NULL));
    return with_zeros(tell, shared_sentence(tell, all));
}

static const char *rate_sentence(const telling *tell)
{
    const chora_findings *found = tell->found;
    const char *top = chora_rate_words(tell->words, &tell->rate->measure,
                                       number_of(tell, found->highest, found->whole), tell->arena);
    if (found->areas < 2 || found->sharing > 2)
        return with_zeros(tell,
                          chora_say(tell->words, tell->arena, "finding.at-most", "top", top, NULL));
    if (found->sharing == 2)
        return with_zeros(tell, chora_say(tell->words, tell->arena, "finding.both-highest", "area",
                                          area_name(tell, found->top), "second",
                                          area_name(tell, found->second), "top", top, NULL));
    return with_zeros(tell, chora_say(tell->words, tell->arena, "finding.highest", "area",
                                      area_name(tell, found->top), "top", top, NULL));
}

/* Nothing above zero: why? */
static const char *empty_sentence(const telling *tell)
{
    const chora_findings *found = tell->found;
    const char *key = chora_measure_key(&tell->layer->measure);
    if (found->areas && found->not_covered == found->areas)
        return chora_say(tell->words, tell->arena, "empty.not-covered", NULL);
    if (found->in_period == 0)
        return chora_say(tell->words, tell->arena, "empty.no-incidents", NULL);
    if (found->account.shown == 0)
        return chora_say_many(tell->words, tell->arena, "empty.none-placed",
                              (double)found->in_period,
                              number_of(tell, (double)found->in_period, true), NULL);
    if ((found->areas && found->no_data == found->areas) || found->unknown)
        return chora_say(tell->words, tell->arena, "empty.no-figures", NULL);
    if (found->no_data)
        return chora_say_many(tell->words, tell->arena, "empty.no-figures-for",
                              (double)found->no_data, count_of(tell, found->no_data), "areas",
                              all_areas(tell), NULL);
    if (!key)
        return chora_say(tell->words, tell->arena, "empty.none", NULL);
    const char *noun = chora_say_of(tell->words, tell->arena, "noun", key, NULL);
    return chora_say(tell->words, tell->arena, "empty.none-of", "what", noun, NULL);
}

static const char *circles_sentence(const telling *tell, const chora_table *table, size_t period)
{
    size_t spots = circle_count(table, period);
    bool towns = strcmp(chora_symbols_spot(table), "town") == 0;
    if (!chora_measure_key(&tell->layer->measure))
        return "";
    return chora_say_many(tell->words, tell->arena, towns ? "finding.towns" : "finding.places",
                          (double)spots, count_of(tell, spots), "all", whole_of(tell), NULL);
}

typedef struct {
    double of[CHORA_KINDS_MAX];
    size_t above_zero, most;
} kind_values;

static void add_values(const chora_kinds *kinds, const chora_mark *marks, int64_t count,
                       kind_values *sums)
{
    for (int64_t i = 0; marks && i < count; i++)
        sums->of[kinds->of[marks[i].category]] += marks[i].value;
}

static kind_values values_of_kinds(const chora_kinds *kinds, const chora_table *table,
                                   size_t period)
{
    kind_values sums = { .most = 0 };
    size_t count = 0;
    const chora_symbol *symbols = chora_table_symbols(table, period, &count);
    for (size_t i = 0; i < count; i++)
        add_values(kinds, symbols[i].marks, symbols[i].incidents, &sums);
    const chora_listed *lists = chora_table_pointless(table, period, &count);
    for (size_t i = 0; i < count; i++)
        add_values(kinds, lists[i].marks, lists[i].incidents, &sums);
    for (size_t k = 0; k < kinds->count; k++) {
        sums.above_zero += sums.of[k] > 0;
        bool own = !kinds->kinds[k].is_rest && *kinds->kinds[k].word;
        if (own && sums.of[k] > sums.of[sums.most])
            sums.most = k;
    }
    return sums;
}

/* As the data have it, in the middle of a sentence: "suicide bombing", "not stated". */
static const char *word_of(const chora_kind *kind, chora_arena *arena)
{
    if (kind->is_rest || !*kind->word)
        return kind->label;
    return chora_kinds_inner(kind->word, arena);
}

/* "74 incidents: 44 claimed, 5 attributed"; of many kinds only the most frequent. */
static const char *kinds_sentence(const telling *tell, const chora_base_map *base, size_t period)
{
    const chora_kinds *kinds = &base->kinds;
    kind_values sums = values_of_kinds(kinds, chora_base_table(base, tell->inputs), period);
    char number[CHORA_NUMBER_TEXT_MAX];
    if (sums.above_zero > 4 && !kinds->claims) {
        chora_number_text(tell->words, sums.of[sums.most], tell->found->whole, number);
        return chora_say(tell->words, tell->arena, "finding.kind-most", "kind",
                         word_of(&kinds->kinds[sums.most], tell->arena), "n", number, "all",
                         whole_of(tell), NULL);
    }
    chora_buffer list = CHORA_BUFFER_INIT(4096);
    for (size_t k = 0; k < kinds->count; k++) {
        if (sums.of[k] <= 0)
            continue;
        chora_number_text(tell->words, sums.of[k], tell->found->whole, number);
        const char *word = *kinds->kinds[k].word ? kinds->kinds[k].word : "not-stated";
        const char *item =
            kinds->claims
                ? chora_say_of(tell->words, tell->arena, "finding.claim", word, "n", number, NULL)
                : chora_say(tell->words, tell->arena, "finding.kind", "n", number, "kind",
                            word_of(&kinds->kinds[k], tell->arena), NULL);
        chora_list_add(tell->words, &list, item ? item : "");
    }
    const char *text = chora_say(tell->words, tell->arena, "finding.kinds", "all", whole_of(tell),
                                 "list", chora_buffer_text(&list), NULL);
    chora_buffer_free(&list);
    return text;
}

const char *chora_findings_sentence(const chora_findings *found, const chora_base_map *base,
                                    const chora_figure_inputs *inputs, size_t period,
                                    chora_arena *arena)
{
    const chora_figure_layer *layer = &inputs->figure->layers[chora_base_layer(base)];
    telling tell = { found, inputs, inputs->words, layer, &base->rate, arena };
    bool rate = layer->measure.per > 0 || layer->measure.per_value;
    if (inputs->changes)
        return chora_difference_sentence(found, base, inputs, period, arena);
    if (found->total == 0)
        return empty_sentence(&tell);
    if (base->marks >= 0) {
        const char *parts = chora_area_marks_sentence(base, inputs, period, whole_of(&tell), arena);
        return !parts || *parts ? parts : counted_sentence(&tell);
    }
    if (layer->measure.share_of)
        return chora_share_sentence(found, base, inputs, period, arena);
    if (found->withheld) /* the largest may be among them */
        return rate || !chora_measure_key(&layer->measure) ? "" : whole_of(&tell);
    if (base->hexmap)
        return chora_hexmap_sentence(found, base, inputs, period, whole_of(&tell), arena);
    if (chora_bivariate_is(base, inputs)) {
        const char *both = chora_bivariate_sentence(base, inputs, period, arena);
        if (!both || *both)
            return both;
    }
    bool told = base->kinds.told && base->kinds.count > 1;
    if (base->choropleth < 0 && told && chora_measure_key(&layer->measure))
        return kinds_sentence(&tell, base, period);
    if (base->choropleth < 0 && base->kinds.each)
        return whole_of(&tell);
    if (base->choropleth < 0)
        return circles_sentence(&tell, chora_base_table(base, inputs), period);
    if (rate || !chora_measure_key(&layer->measure))
        return rate_sentence(&tell);
    return counted_sentence(&tell);
}

/* ---- notes and alt text --------------------------------------------------------------------- */

static const char *day_text(const chora_words *words, chora_day day, chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_SMALL(CHORA_FINDINGS_PERIOD_MAX);
    chora_words_day(words, day, false, &text);
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

const char *chora_findings_partial_note(const chora_findings *found, const chora_base_map *base,
                                        const chora_figure_inputs *inputs, size_t period,
                                        chora_arena *arena)
{
    if (inputs->changes)
        return chora_difference_note(found, base, inputs, arena);
    if (chora_table_is_share(chora_base_table(base, inputs)) && base->marks < 0)
        return chora_share_note(found, base, inputs, arena);
    if (found->partial == 0)
        return "";
    const chora_words *words = inputs->words;
    const chora_table *table = chora_base_table(base, inputs);
    chora_period span = chora_table_period(table, period);
    chora_day first, last;
    chora_table_span(table, &first, &last);
    const char *from = day_text(words, first, arena), *to = day_text(words, last, arena);
    if (found->partial < found->areas) {
        char number[CHORA_NUMBER_TEXT_MAX];
        chora_number_text(words, (double)found->partial, true, number);
        int level = inputs->figure->layers[base->cells].level;
        return chora_say_many(words, arena, "note.partial-some", (double)found->partial, number,
                              "areas", chora_of_areas(words, level, found->areas, arena), NULL);
    }
    if (first > span.first && last < span.last)
        return chora_say(words, arena, "note.partial-between", "from", from, "to", to, NULL);
    if (first > span.first)
        return chora_say(words, arena, "note.partial-from", "from", from, NULL);
    if (last < span.last)
        return chora_say(words, arena, "note.partial-to", "to", to, NULL);
    return chora_say(words, arena, "note.partial", NULL);
}

typedef struct {
    size_t area;
    double value;
    const char *name;
} ranked;

static int by_value(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? 1 : -1;
    return x->area < y->area ? -1 : x->area > y->area;
}

/* The picture in words, sentence by sentence. */
typedef struct {
    telling tell;
    const chora_base_map *base;
    size_t period;
    chora_buffer text;
    bool failed;
} picture;

static void add_sentence(picture *alt, const char *sentence)
{
    alt->failed |= sentence == NULL;
    if (!sentence || !*sentence)
        return;
    chora_buffer_printf(&alt->text, "%s%s%s", alt->text.length ? " " : "", sentence,
                        chora_words_stop(alt->tell.words));
}

static const char *list_highest(picture *alt, const ranked *list, size_t count)
{
    chora_buffer text = CHORA_BUFFER_INIT(16 * 1024);
    for (size_t i = 0; i < count && i < 5; i++) {
        char number[CHORA_NUMBER_TEXT_MAX];
        chora_number_text(alt->tell.words, list[i].value, alt->tell.found->whole, number);
        const char *one = chora_arena_printf(alt->tell.arena, "%s %s", list[i].name, number);
        chora_list_add(alt->tell.words, &text, one ? one : "");
        alt->failed |= one == NULL;
    }
    const char *out =
        text.failed ? NULL : chora_arena_strdup(alt->tell.arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

static void add_highest(picture *alt)
{
    const telling *tell = &alt->tell;
    ranked *list = chora_alloc(tell->found->above_zero, sizeof *list);
    size_t count = 0;
    alt->failed |= list == NULL;
    if (!list)
        return;
    for (size_t a = 0; a < alt->base->area_count; a++) {
        chora_cell cell = chora_base_cell(alt->base, tell->inputs, a, alt->period);
        if (cell.state == CHORA_CELL_NUMBER && cell.value != 0 && count < tell->found->above_zero)
            list[count++] = (ranked){ a, cell.value, area_name(tell, a) };
    }
    qsort(list, count, sizeof *list, by_value);
    add_sentence(alt,
                 chora_say(tell->words, tell->arena, count > 5 ? "alt.highest" : "alt.above-zero",
                           "list", list_highest(alt, list, count), NULL));
    free(list);
}

/* Without a choropleth the circles are what the picture tells: the largest by name. */
static void add_highest_circles(picture *alt)
{
    const telling *tell = &alt->tell;
    size_t total = 0, count = 0;
    const chora_symbol *symbols =
        chora_table_symbols(tell->inputs->tables[alt->base->circles], alt->period, &total);
    ranked *list = chora_alloc(total + 1, sizeof *list);
    alt->failed |= list == NULL;
    for (size_t i = 0; list && i < total; i++)
        if (symbols[i].value > 0 && symbols[i].name && *symbols[i].name)
            list[count++] = (ranked){ i, symbols[i].value, symbols[i].name };
    if (count) {
        qsort(list, count, sizeof *list, by_value);
        add_sentence(alt, chora_say(tell->words, tell->arena, "alt.highest", "list",
                                    list_highest(alt, list, count), NULL));
    }
    free(list);
}

static void add_total(picture *alt)
{
    const telling *tell = &alt->tell;
    const chora_figure_measure *measure = &tell->layer->measure;
    bool share = measure->share_of && alt->base->marks < 0;
    /* A sum of nothing known is no 0. */
    bool unknown = (tell->found->unknown && tell->found->in_period > 0) ||
                   (tell->found->total == 0 && tell->found->no_data > 0);
    if (measure->per > 0 || measure->per_value || share || unknown || !chora_measure_key(measure))
        return;
    const char *all = chora_measure_counted(tell->words, measure, tell->found->total,
                                            tell->found->whole, tell->arena);
    add_sentence(alt, chora_say(tell->words, tell->arena, "alt.total", "all", all, NULL));
}

static const char *list_classes(picture *alt, const chora_classes *classes)
{
    chora_buffer text = CHORA_BUFFER_INIT(16 * 1024);
    for (size_t c = 0; c < classes->count; c++)
        chora_list_add(alt->tell.words, &text, classes->classes[c].label);
    const char *out =
        text.failed ? NULL : chora_arena_strdup(alt->tell.arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

static void add_kind(picture *alt, chora_buffer *out, const char *key, size_t count)
{
    const telling *tell = &alt->tell;
    const char *text =
        chora_say_many(tell->words, tell->arena, key, (double)count, count_of(tell, count), "areas",
                       chora_of_areas(tell->words, tell->layer->level, count, tell->arena), NULL);
    alt->failed |= text == NULL;
    chora_list_add(tell->words, out, text ? text : "");
}

static void add_classes(picture *alt, const chora_classes *classes)
{
    const telling *tell = &alt->tell;
    chora_buffer kinds = CHORA_BUFFER_INIT(4096);
    const char *named = chora_say(tell->words, tell->arena, "alt.classes", "list",
                                  list_classes(alt, classes), NULL);
    add_kind(alt, &kinds, tell->layer->measure.share_of ? "share.alt-none" : "alt.zeros",
             tell->found->zeros);
    if (tell->found->withheld)
        add_kind(alt, &kinds, "alt.withheld", tell->found->withheld);
    if (tell->found->no_data)
        add_kind(alt, &kinds, "alt.no-data", tell->found->no_data);
    if (tell->found->not_covered)
        add_kind(alt, &kinds, "alt.not-covered", tell->found->not_covered);
    add_sentence(alt,
                 named ? chora_arena_printf(tell->arena, "%s%s%s", named,
                                            classes->count ? chora_words_clause(tell->words) : "",
                                            chora_buffer_text(&kinds))
                       : NULL);
    chora_buffer_free(&kinds);
}

static const char *listed_sentence(picture *alt)
{
    enum { LISTED_MAX = 5 };
    chora_area_lists lists;
    if (chora_area_lists_of(alt->base, alt->tell.inputs, alt->period, alt->tell.arena, &lists,
                            NULL))
        return NULL;
    return chora_area_lists_sentence(&lists, LISTED_MAX);
}

static void add_hexagons(picture *alt, const chora_classes *classes)
{
    const telling *tell = &alt->tell;
    const char *highest = chora_hexmap_highest(alt->base, tell->inputs, alt->period, tell->arena);
    alt->failed |= highest == NULL;
    if (highest && *highest)
        add_sentence(alt,
                     chora_say(tell->words, tell->arena, "alt.highest", "list", highest, NULL));
    if (classes && classes->count)
        add_sentence(alt, chora_say(tell->words, tell->arena, "alt.classes", "list",
                                    list_classes(alt, classes), NULL));
    add_sentence(alt, chora_hexmap_note(alt->base, tell->inputs, alt->period, tell->arena));
}

static void add_marks(picture *alt)
{
    const telling *tell = &alt->tell;
    const char *highest =
        chora_area_marks_highest(alt->base, tell->inputs, alt->period, tell->arena);
    alt->failed |= highest == NULL;
    if (highest && *highest)
        add_sentence(alt,
                     chora_say(tell->words, tell->arena, "alt.highest", "list", highest, NULL));
}

static void add_bivariate(picture *alt, const chora_classes *classes)
{
    const telling *tell = &alt->tell;
    size_t layer = (size_t)alt->base->choropleth;
    const char *highest =
        chora_bivariate_highest(alt->base, tell->inputs, alt->period, tell->arena);
    alt->failed |= highest == NULL;
    if (highest && *highest)
        add_sentence(alt,
                     chora_say(tell->words, tell->arena, "alt.highest", "list", highest, NULL));
    const char *list = classes && classes->count
                           ? chora_bivariate_classes(tell->inputs, layer, classes, tell->arena)
                           : "";
    alt->failed |= list == NULL;
    if (list && *list)
        add_sentence(alt, chora_say(tell->words, tell->arena, "alt.classes", "list", list, NULL));
}

static void add_head(picture *alt, const char *title, const char *subtitle)
{
    const telling *tell = &alt->tell;
    const char *country = tell->inputs->country;
    add_sentence(alt, *country
                          ? chora_say(tell->words, tell->arena, "alt.map-of", "country", country,
                                      "title", title, NULL)
                          : chora_say(tell->words, tell->arena, "alt.map", "title", title, NULL));
    add_sentence(alt, chora_say(tell->words, tell->arena, "alt.period", "period",
                                tell->found->period, NULL));
    add_sentence(alt, subtitle);
}

const char *chora_findings_alt_text(const chora_findings *found, const chora_base_map *base,
                                    const chora_figure_inputs *inputs, const chora_classes *classes,
                                    size_t period, const char *title, const char *subtitle,
                                    chora_arena *arena)
{
    const chora_figure_layer *layer = &inputs->figure->layers[chora_base_layer(base)];
    picture alt = { .tell = { found, inputs, inputs->words, layer, &base->rate, arena },
                    .base = base,
                    .period = period,
                    .text = CHORA_BUFFER_INIT(64 * 1024) };
    add_head(&alt, title, subtitle);
    add_total(&alt);
    if (base->marks >= 0)
        add_marks(&alt);
    else if (layer->measure.share_of)
        add_sentence(&alt, chora_share_list(base, inputs, period, arena));
    else if (chora_bivariate_is(base, inputs))
        add_bivariate(&alt, classes);
    else if (base->choropleth >= 0 && found->above_zero && !found->withheld)
        add_highest(&alt);
    if (base->choropleth < 0 && base->circles >= 0 && !found->withheld)
        add_highest_circles(&alt);
    if (base->hexmap)
        add_hexagons(&alt, classes);
    if (base->choropleth >= 0 && classes && !chora_bivariate_is(base, inputs))
        add_classes(&alt, classes);
    add_sentence(&alt, listed_sentence(&alt));
    if (base->locator)
        add_sentence(&alt, chora_say(inputs->words, arena, "alt.locator", NULL));
    bool failed = alt.failed || alt.text.failed;
    char *out = failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&alt.text));
    chora_buffer_free(&alt.text);
    return out;
}
