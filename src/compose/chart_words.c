/* What a chart says, in the language of the figure. */
#include "base/calendar.h"
#include "compose/chart.h"
#include "compose/chart_tally.h"
#include "compose/multiples_inside.h"

#include "compose/texts.h"
#include "compose/wording.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define EN_DASH "\xE2\x80\x93"

static const char *kept(chora_buffer *text, chora_arena *arena)
{
    const char *out = text->failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(text));
    chora_buffer_free(text);
    return out;
}

const char *chora_chart_phrase(chora_charting *c, const char *key)
{
    chora_arena *arena = chora_drawing_arena(c->drawing);
    const char *text = arena ? chora_say(c->inputs->words, arena, key, NULL) : NULL;
    if (!text)
        chora_drawing_check(c->drawing, chora_no_memory(c->drawing->err));
    return text ? text : "";
}

const char *chora_chart_of_key(chora_chart_of of)
{
    static const char *const keys[] = { "incidents", "killed", "injured" };
    return keys[of];
}

const char *chora_chart_of_words(const chora_words *words, chora_chart_of of, chora_arena *arena)
{
    return chora_say_of(words, arena, "head", chora_chart_of_key(of), NULL);
}

const char *chora_chart_range_text(const chora_words *words, chora_range range, bool *star,
                                   chora_arena *arena)
{
    char low[CHORA_NUMBER_TEXT_MAX], high[CHORA_NUMBER_TEXT_MAX];
    if (range.stated == 0 && range.unknown > 0)
        return chora_say(words, arena, "chart.not-known", NULL);
    chora_number_text(NULL, range.low, true, low);
    chora_number_text(NULL, range.high, true, high);
    chora_buffer text = CHORA_BUFFER_SMALL(512);
    char neutral[2 * CHORA_NUMBER_TEXT_MAX + 4];
    snprintf(neutral, sizeof neutral, "%s%s%s", low, range.low < range.high ? EN_DASH : "",
             range.low < range.high ? high : "");
    chora_words_numeral(words, neutral, &text);
    if (range.unknown > 0) {
        chora_buffer_add_text(&text, "*");
        *star = true;
    }
    return kept(&text, arena);
}

/* "type_of_attack" is "type of attack". */
static char *plain_words(const char *text, chora_arena *arena)
{
    char *words = chora_arena_strdup(arena, text);
    for (char *at = words; at && *at; at++)
        if (*at == '_')
            *at = ' ';
    return words;
}

const char *chora_chart_value_words(const chora_words *words, const char *value, chora_arena *arena)
{
    if (!*value)
        return chora_say(words, arena, "chart.not-stated", NULL);
    if (strcmp(value, CHORA_WITHHELD_VALUE) == 0)
        return chora_say(words, arena, "number.withheld", NULL);
    const char *key = chora_arena_printf(arena, "chart.value.%s", value);
    if (!key)
        return NULL;
    return chora_words_know(words, key) ? chora_say(words, arena, key, NULL)
                                        : plain_words(value, arena);
}

void chora_chart_period_short(const chora_words *words, chora_period period, chora_buffer *out)
{
    chora_date date = chora_date_of(chora_period_calendar(period.kind), period.first);
    chora_period_kind step = chora_period_step(period.kind);
    char neutral[24];
    if (step == CHORA_PERIOD_MONTH) {
        chora_words_month_short(words, period, out);
        return;
    }
    bool is_quarter = step == CHORA_PERIOD_QUARTER;
    snprintf(neutral, sizeof neutral, "%d", is_quarter ? (date.month - 1) / 3 + 1 : date.year);
    chora_buffer number = CHORA_BUFFER_SMALL(64);
    chora_words_digits(words, neutral, &number);
    chora_arena *arena = is_quarter ? chora_arena_new() : NULL;
    const char *text =
        arena ? chora_say(words, arena, "chart.quarter", "n", chora_buffer_text(&number), NULL)
              : chora_buffer_text(&number);
    chora_buffer_add_text(out, text ? text : "");
    chora_arena_free(arena);
    chora_buffer_free(&number);
}

static const char *step_key(const chora_figure_chart *chart)
{
    return chora_panel_step(chart->step);
}

/* "type of attack"; some columns are told in words of their own. */
static const char *column_words(const chora_words *words, const char *column, chora_arena *arena)
{
    const char *key = chora_arena_printf(arena, "chart.column.%s", column);
    if (!key)
        return NULL;
    return chora_words_know(words, key) ? chora_say(words, arena, key, NULL)
                                        : plain_words(column, arena);
}

const char *chora_chart_by_words(const chora_words *words, const chora_figure_chart *chart,
                                 const char *part, chora_arena *arena)
{
    const char *by = chart->by == CHORA_CHART_BY_PERIOD     ? step_key(chart)
                     : chart->by == CHORA_CHART_BY_AREA     ? chora_level_key(chart->level)
                     : chart->by == CHORA_CHART_BY_INCIDENT ? "incident"
                                                            : chart->column;
    const char *key = chora_arena_printf(arena, "%s.%s", part, by);
    if (!key)
        return NULL;
    if (chora_words_know(words, key))
        return chora_say(words, arena, key, NULL);
    if (strcmp(part, "chart.step") == 0 && chart->by == CHORA_CHART_BY_COLUMN)
        return column_words(words, by, arena);
    char *plain = plain_words(by, arena);
    if (plain && strcmp(part, "chart.head") == 0)
        plain[0] = (char)toupper((unsigned char)plain[0]);
    return plain;
}

/* ---- the subtitle ---------------------------------------------------------------------------- */

static const char *what_words(const chora_words *words, const chora_figure_chart *chart,
                              chora_arena *arena)
{
    const char *what = chart->kind == CHORA_CHART_RANGES
                           ? chora_say(words, arena, "chart.killed-and-injured", NULL)
                           : chora_chart_of_words(words, chart->of, arena);
    if (chart->kind == CHORA_CHART_SCATTER)
        return chora_say(words, arena, "chart.scatter-what", NULL);
    if (chart->of != CHORA_CHART_COUNT)
        what = chora_say(words, arena, "chart.ranges", "what", what, NULL);
    if (chart->split)
        what = chora_say(words, arena, "chart.split", "what", what, "column",
                         column_words(words, chart->split, arena), NULL);
    if (chart->beneath)
        what = chora_say_of(words, arena, "chart.and",
                            chora_chart_of_key((chora_chart_of)chart->beneath), "what", what, NULL);
    return what;
}

const char *chora_chart_subtitle(const chora_chart_inputs *inputs, chora_chart_focus focus,
                                 chora_arena *arena)
{
    const chora_figure_chart *chart = &inputs->figure->chart;
    const chora_words *words = inputs->words;
    chora_period span = { CHORA_PERIOD_SPAN, 0, 0 };
    chora_breakdown_span(inputs->breakdown, &span.first, &span.last);
    if (chart->by != CHORA_CHART_BY_PERIOD && focus.given)
        span = focus.now;
    bool more = chart->kind == CHORA_CHART_RANGES || chart->split || chart->beneath ||
                chart->of != CHORA_CHART_COUNT;
    return chora_say(words, arena, more ? "chart.by-more" : "chart.by", "what",
                     what_words(words, chart, arena), "step",
                     chora_chart_by_words(words, chart, "chart.step", arena), "period",
                     chora_chart_period_words(words, span, arena), NULL);
}

/* ---- one period ------------------------------------------------------------------------------ */

const char *chora_chart_period_words(const chora_words *words, chora_period period,
                                     chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_SMALL(512);
    chora_words_period(words, period, &text);
    return kept(&text, arena);
}

/* "9 incidents (4 claimed, 5 suspected)" */
static const char *count_words(const chora_charting *c, size_t period, int64_t incidents,
                               chora_arena *arena)
{
    const chora_words *words = c->inputs->words;
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_buffer list = CHORA_BUFFER_INIT(8192);
    chora_number_text(words, (double)incidents, true, number);
    const char *all =
        chora_say_many_of(words, arena, "count", "incidents", (double)incidents, number, NULL);
    for (size_t i = 0; c->series.folded > 0 && i < c->series.count; i++) {
        int64_t count = chora_series_count(c->inputs, &c->series, i, period);
        chora_number_text(words, (double)count, true, number);
        const char *part = chora_say(words, arena, "chart.part", "n", number, "value",
                                     c->series.items[i].label, NULL);
        if (count > 0 && part)
            chora_list_add(words, &list, part);
    }
    const char *parts = kept(&list, arena);
    if (!parts || !*parts)
        return parts ? all : NULL;
    return chora_say(words, arena, "chart.parts", "what", all, "list", parts, NULL);
}

const char *chora_chart_people_words(const chora_words *words, const chora_breakdown_cell *cell,
                                     chora_chart_of of, chora_arena *arena)
{
    bool star = false;
    chora_range range = chora_chart_range(cell, of);
    char number[CHORA_NUMBER_TEXT_MAX];
    const char *text = chora_say_of(words, arena, "chart.people", chora_chart_of_key(of), "range",
                                    chora_chart_range_text(words, range, &star, arena), NULL);
    chora_number_text(words, (double)range.unknown, true, number);
    return star && range.stated > 0
               ? chora_say_many(words, arena, "chart.without", (double)range.unknown, number,
                                "what", text, NULL)
               : text;
}

static bool shows(const chora_figure_chart *chart, chora_chart_of of)
{
    return chart->of == of || chart->beneath == (int)of;
}

const char *chora_chart_period_title(const chora_charting *c, size_t period, chora_arena *arena)
{
    const chora_breakdown *breakdown = c->inputs->breakdown;
    const chora_words *words = c->inputs->words;
    chora_breakdown_cell cell = chora_breakdown_period_total(breakdown, period, CHORA_ALL_VALUES);
    chora_buffer list = CHORA_BUFFER_INIT(16 * 1024);
    const char *part = cell.withheld ? chora_say(words, arena, "number.withheld", NULL)
                       : cell.state == CHORA_CELL_NOT_COVERED
                           ? chora_say(words, arena, "legend.not-covered", NULL)
                           : count_words(c, period, cell.incidents, arena);
    chora_list_add(words, &list, part ? part : "");
    for (int of = CHORA_CHART_KILLED; of <= CHORA_CHART_INJURED; of++)
        if (cell.incidents > 0 && shows(c->chart, (chora_chart_of)of) &&
            (part = chora_chart_people_words(words, &cell, (chora_chart_of)of, arena)))
            chora_list_add(words, &list, part);
    part = chora_chart_tally_words(c, period, arena);
    if (part && *part)
        chora_list_add(words, &list, part);
    chora_period at = chora_breakdown_period(breakdown, period);
    return chora_say(words, arena, "chart.cell", "period",
                     chora_chart_period_words(words, at, arena), "list", kept(&list, arena), NULL);
}

const char *chora_chart_alt_text(const chora_charting *c, const char *title, const char *subtitle,
                                 chora_arena *arena)
{
    const chora_words *words = c->inputs->words;
    chora_buffer periods = CHORA_BUFFER_INIT(1 << 20);
    bool over_time = c->chart->by == CHORA_CHART_BY_PERIOD && c->chart->kind != CHORA_CHART_SCATTER;
    chora_buffer_add_text(&periods, c->rows_words ? c->rows_words : "");
    for (size_t i = 0; over_time && i < chora_breakdown_periods(c->inputs->breakdown); i++) {
        const char *one = chora_chart_period_title(c, i, arena);
        if (i > 0)
            chora_buffer_add_text(&periods, chora_words_clause(words));
        chora_buffer_add_text(&periods, one ? one : "");
    }
    const char *sentences[] = { chora_say(words, arena, "alt.chart", "title", title, NULL),
                                subtitle, kept(&periods, arena) };
    if (!sentences[0] || !sentences[2])
        return NULL;
    return chora_texts_join(words, sentences, 3, arena);
}

static const char *note(const chora_charting *c, bool wanted, const char *key, chora_arena *arena)
{
    return wanted ? chora_say(c->inputs->words, arena, key, NULL) : "";
}

/* "Not stated in the data: status, people killed"; "" when all is. */
static const char *unsaid_note(const chora_charting *c, chora_arena *arena)
{
    const chora_words *words = c->inputs->words;
    const chora_figure_chart *chart = c->chart;
    chora_buffer list = CHORA_BUFFER_INIT(8192);
    if (chart->unsaid_split)
        chora_list_add(words, &list, column_words(words, chart->unsaid_split, arena));
    if (chart->unsaid_beside || chart->unsaid_beneath == CHORA_CHART_KILLED)
        chora_list_add(words, &list, chora_say(words, arena, "chart.killed", NULL));
    if (chart->unsaid_beside || chart->unsaid_beneath == CHORA_CHART_INJURED)
        chora_list_add(words, &list, chora_say(words, arena, "chart.injured", NULL));
    const char *text = kept(&list, arena);
    return text && *text ? chora_say(words, arena, "chart.unsaid", "list", text, NULL) : text;
}

const char *chora_chart_note(const chora_charting *c, chora_arena *arena)
{
    bool people = c->chart->of != CHORA_CHART_COUNT || c->chart->beneath ||
                  c->chart->kind == CHORA_CHART_RANGES ||
                  (c->chart->kind == CHORA_CHART_BARS && !c->chart->unsaid_beside);
    const char *parts[] = {
        note(c, c->stars, "note.star", arena),
        note(c, c->chart->kind == CHORA_CHART_RANGES, "note.stroke", arena),
        note(c, c->chart->kind == CHORA_CHART_BLOCKS, "note.block", arena),
        note(c, c->not_known, "note.not-known", arena),
        note(c, people, "note.one-figure", arena),
        note(c, c->dashed, "note.dashed", arena),
        note(c, c->dashed_withheld, "note.dashed-withheld", arena),
        note(c, c->unlabelled, "note.lines", arena),
        note(c, c->unmarked, "note.unmarked", arena),
        chora_chart_claims_note(c->inputs, arena),
        unsaid_note(c, arena),
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!parts[i])
            return NULL;
    return chora_texts_join(c->inputs->words, parts, sizeof parts / sizeof *parts, arena);
}
