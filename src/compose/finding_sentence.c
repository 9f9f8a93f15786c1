/* The sentence that states the finding. */
#include "compose/findings_inside.h"

#include "compose/area_marks.h"
#include "compose/bivariate.h"
#include "compose/difference.h"
#include "compose/hexmap_draw.h"
#include "compose/share.h"
#include "compose/symbols.h"
#include "compose/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *chora_finding_area(const chora_telling *tell, size_t area)
{
    return tell->inputs->areas->areas[area].name;
}

const char *chora_finding_number(const chora_telling *tell, double value, bool whole)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(tell->words, value, whole, number);
    return chora_arena_strdup(tell->arena, number);
}

const char *chora_finding_count(const chora_telling *tell, size_t count)
{
    return chora_finding_number(tell, (double)count, true);
}

/* "34 provinces" */
static const char *all_areas(const chora_telling *tell)
{
    return chora_of_areas(tell->words, tell->layer->level, tell->found->areas, tell->arena);
}

/* "none on record" is only said of areas that were looked at, and when no incident of the period
 * might belong to one of them: else they have none on the map. */
static const char *with_zeros(const chora_telling *tell, const char *sentence)
{
    const chora_findings *found = tell->found;
    size_t covered = found->areas - found->not_covered;
    if (!sentence || found->zeros == 0 || covered < 2)
        return sentence;
    bool all = found->counted == found->in_period;
    const char *zeros =
        chora_say_many(tell->words, tell->arena, all ? "zeros.on-record" : "zeros.mapped",
                       (double)found->zeros, chora_finding_count(tell, found->zeros), "areas",
                       chora_of_areas(tell->words, tell->layer->level, covered, tell->arena), NULL);
    return zeros ? chora_arena_printf(tell->arena, "%s%s%s", sentence,
                                      chora_words_clause(tell->words), zeros)
                 : NULL;
}

static bool counts_incidents(const chora_telling *tell)
{
    return strcmp(chora_measure_key(&tell->layer->measure), "incidents") == 0;
}

/* `what`, and what is said of numbers that not all incidents of the period went into: "68 incidents
 * mapped". */
static const char *limited(const chora_telling *tell, const char *what)
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
static const char *whole_of(const chora_telling *tell)
{
    return limited(tell,
                   chora_measure_counted(tell->words, &tell->layer->measure, tell->found->total,
                                         tell->found->whole, tell->arena));
}

static const char *single_sentence(const chora_telling *tell)
{
    const char *what = chora_say_of(tell->words, tell->arena, "single",
                                    chora_measure_key(&tell->layer->measure), NULL);
    return chora_say(tell->words, tell->arena, "finding.single", "what", limited(tell, what),
                     "area", chora_finding_area(tell, tell->found->top), NULL);
}

static const char *shared_sentence(const chora_telling *tell, const char *all)
{
    const chora_findings *found = tell->found;
    const char *top = chora_finding_number(tell, found->highest, found->whole);
    bool incidents = counts_incidents(tell);
    if (found->sharing == 1)
        return chora_say(tell->words, tell->arena, incidents ? "finding.saw" : "finding.counts",
                         "area", chora_finding_area(tell, found->top), "top", top, "all", all,
                         NULL);
    if (found->sharing == 2)
        return chora_say(tell->words, tell->arena,
                         incidents ? "finding.both-saw" : "finding.both-count", "area",
                         chora_finding_area(tell, found->top), "second",
                         chora_finding_area(tell, found->second), "top", top, "all", all, NULL);
    return chora_say_many(tell->words, tell->arena, "finding.spread", (double)found->above_zero,
                          chora_finding_count(tell, found->above_zero), "all", all, "areas",
                          all_areas(tell), NULL);
}

static const char *counted_sentence(const chora_telling *tell)
{
    const chora_findings *found = tell->found;
    const char *all = whole_of(tell);
    if (found->areas < 2)
        return all;
    if (found->above_zero == 1 && found->total == 1)
        return with_zeros(tell, single_sentence(tell));
    if (found->above_zero == 1)
        return with_zeros(tell, chora_say(tell->words, tell->arena, "finding.all-in", "all", all,
                                          "area", chora_finding_area(tell, found->top), NULL));
    return with_zeros(tell, shared_sentence(tell, all));
}

static const char *rate_sentence(const chora_telling *tell)
{
    const chora_findings *found = tell->found;
    const char *top =
        chora_rate_words(tell->words, &tell->rate->measure,
                         chora_finding_number(tell, found->highest, found->whole), tell->arena);
    if (found->areas < 2 || found->sharing > 2)
        return with_zeros(tell,
                          chora_say(tell->words, tell->arena, "finding.at-most", "top", top, NULL));
    if (found->sharing == 2)
        return with_zeros(tell,
                          chora_say(tell->words, tell->arena, "finding.both-highest", "area",
                                    chora_finding_area(tell, found->top), "second",
                                    chora_finding_area(tell, found->second), "top", top, NULL));
    return with_zeros(tell, chora_say(tell->words, tell->arena, "finding.highest", "area",
                                      chora_finding_area(tell, found->top), "top", top, NULL));
}

/* Nothing above zero: why? */
static const char *empty_sentence(const chora_telling *tell)
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
                              chora_finding_number(tell, (double)found->in_period, true), NULL);
    if ((found->areas && found->no_data == found->areas) || found->unknown)
        return chora_say(tell->words, tell->arena, "empty.no-figures", NULL);
    if (found->no_data)
        return chora_say_many(tell->words, tell->arena, "empty.no-figures-for",
                              (double)found->no_data, chora_finding_count(tell, found->no_data),
                              "areas", all_areas(tell), NULL);
    if (!key)
        return chora_say(tell->words, tell->arena, "empty.none", NULL);
    const char *noun = chora_say_of(tell->words, tell->arena, "noun", key, NULL);
    return chora_say(tell->words, tell->arena, "empty.none-of", "what", noun, NULL);
}

static size_t circle_count(const chora_table *table, size_t period)
{
    size_t count = 0;
    chora_table_symbols(table, period, &count);
    return count;
}

static const char *circles_sentence(const chora_telling *tell, const chora_table *table,
                                    size_t period)
{
    size_t spots = circle_count(table, period);
    bool towns = strcmp(chora_symbols_spot(table), "town") == 0;
    if (!chora_measure_key(&tell->layer->measure))
        return "";
    return chora_say_many(tell->words, tell->arena, towns ? "finding.towns" : "finding.places",
                          (double)spots, chora_finding_count(tell, spots), "all", whole_of(tell),
                          NULL);
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
static const char *kinds_sentence(const chora_telling *tell, const chora_base_map *base,
                                  size_t period)
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
    chora_telling tell = { found, inputs, inputs->words, layer, &base->rate, arena };
    bool rate = layer->measure.per > 0 || layer->measure.per_value;
    if (found->account.is_withheld)
        return chora_say(inputs->words, arena, "account.hidden", NULL);
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
