/* The picture in words, and the note on what is covered in part only. */
#include "compose/findings_inside.h"

#include "compose/area_lists.h"
#include "compose/area_marks.h"
#include "compose/bivariate.h"
#include "compose/difference.h"
#include "compose/hexmap_draw.h"
#include "compose/share.h"
#include "compose/wording.h"

#include <stdio.h>
#include <stdlib.h>

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
    chora_telling tell;
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
    const chora_telling *tell = &alt->tell;
    ranked *list = chora_alloc(tell->found->above_zero, sizeof *list);
    size_t count = 0;
    alt->failed |= list == NULL;
    if (!list)
        return;
    for (size_t a = 0; a < alt->base->area_count; a++) {
        chora_cell cell = chora_base_cell(alt->base, tell->inputs, a, alt->period);
        if (cell.state == CHORA_CELL_NUMBER && cell.value != 0 && count < tell->found->above_zero)
            list[count++] = (ranked){ a, cell.value, chora_finding_area(tell, a) };
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
    const chora_telling *tell = &alt->tell;
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
    const chora_telling *tell = &alt->tell;
    const chora_figure_measure *measure = &tell->layer->measure;
    bool share = measure->share_of && alt->base->marks < 0;
    /* A sum of nothing known is no 0. */
    bool unknown = (tell->found->unknown && tell->found->in_period > 0) ||
                   (tell->found->total == 0 && tell->found->no_data > 0);
    if (measure->per > 0 || measure->per_value || share || unknown ||
        tell->found->account.is_withheld || !chora_measure_key(measure))
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
    const chora_telling *tell = &alt->tell;
    const char *text = chora_say_many(
        tell->words, tell->arena, key, (double)count, chora_finding_count(tell, count), "areas",
        chora_of_areas(tell->words, tell->layer->level, count, tell->arena), NULL);
    alt->failed |= text == NULL;
    chora_list_add(tell->words, out, text ? text : "");
}

static void add_classes(picture *alt, const chora_classes *classes)
{
    const chora_telling *tell = &alt->tell;
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
    const chora_telling *tell = &alt->tell;
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
    const chora_telling *tell = &alt->tell;
    const char *highest =
        chora_area_marks_highest(alt->base, tell->inputs, alt->period, tell->arena);
    alt->failed |= highest == NULL;
    if (highest && *highest)
        add_sentence(alt,
                     chora_say(tell->words, tell->arena, "alt.highest", "list", highest, NULL));
}

static void add_bivariate(picture *alt, const chora_classes *classes)
{
    const chora_telling *tell = &alt->tell;
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
    const chora_telling *tell = &alt->tell;
    const char *country = tell->inputs->country;
    title = chora_title_bare(title, country);
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
