/* The rows of a chart that is not over time: areas, values of a column, or incidents. */
#include "compose/chart.h"
#include "compose/wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 400 };

/* ---- gathering ------------------------------------------------------------------------------- */

static chora_breakdown_cell cell_at(const chora_charting *c, size_t row)
{
    bool by_area = c->chart->by == CHORA_CHART_BY_AREA;
    return by_area ? chora_breakdown_cell_of(c->inputs->breakdown, row, c->focus.period,
                                             CHORA_ALL_VALUES)
                   : chora_breakdown_cell_of(c->inputs->breakdown, 0, c->focus.period, row);
}

static const char *area_name(const chora_chart_inputs *inputs, int64_t id, const char *code)
{
    size_t at = inputs->areas ? chora_areas_index(inputs->areas, id) : CHORA_NO_INDEX;
    return at == CHORA_NO_INDEX ? code : inputs->areas->areas[at].name;
}

static chora_chart_row row_of_area(const chora_charting *c, size_t area)
{
    const chora_breakdown *breakdown = c->inputs->breakdown;
    const char *code = chora_breakdown_area_code(breakdown, area);
    int64_t id = chora_breakdown_area_id(breakdown, area);
    return (chora_chart_row){ code, area_name(c->inputs, id, code), "", cell_at(c, area) };
}

static chora_chart_row row_of_value(const chora_charting *c, size_t value, chora_arena *arena)
{
    const char *text = chora_breakdown_value(c->inputs->breakdown, value);
    return (chora_chart_row){ text, chora_chart_value_words(c->inputs->words, text, arena), "",
                              cell_at(c, value) };
}

/* "8 Oct", or the month of an incident dated no better. */
static const char *date_words(const chora_charting *c, chora_period when, chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(512);
    if (when.first == when.last)
        chora_words_day(c->inputs->words, when.first, true, &text);
    else
        chora_words_period(c->inputs->words, when, &text);
    const char *out = chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

static chora_chart_row row_of_incident(const chora_charting *c, const chora_listed_incident *one,
                                       chora_arena *arena)
{
    const char *area = area_name(c->inputs, one->area_id, "");
    const char *label = *one->place && *area && strcmp(one->place, area) != 0
                            ? chora_arena_printf(arena, "%s%s%s", one->place,
                                                 chora_words_list(c->inputs->words), area)
                        : *one->place ? one->place
                        : *area       ? area
                                      : one->key;
    return (chora_chart_row){ one->key, label, date_words(c, one->when, arena), one->cell };
}

static size_t most_rows(const chora_charting *c)
{
    return c->chart->by == CHORA_CHART_BY_AREA     ? chora_breakdown_areas(c->inputs->breakdown)
           : c->chart->by == CHORA_CHART_BY_COLUMN ? chora_breakdown_values(c->inputs->breakdown)
                                                   : c->inputs->incidents->count;
}

static size_t gather(const chora_charting *c, chora_chart_row *rows, chora_arena *arena)
{
    size_t count = 0;
    for (size_t i = 0; i < most_rows(c); i++) {
        if (c->chart->by == CHORA_CHART_BY_AREA)
            rows[count++] = row_of_area(c, i);
        else if (c->chart->by == CHORA_CHART_BY_COLUMN && cell_at(c, i).incidents > 0)
            rows[count++] = row_of_value(c, i, arena);
        else if (c->chart->by == CHORA_CHART_BY_INCIDENT &&
                 c->inputs->incidents->items[i].period == c->focus.period)
            rows[count++] = row_of_incident(c, &c->inputs->incidents->items[i], arena);
    }
    return count;
}

/* ---- sorting --------------------------------------------------------------------------------- */

static bool is_unknown(chora_range range)
{
    return range.stated == 0 && range.unknown > 0;
}

/* By the higher figure of the dead, not known last. */
static int by_killed(const chora_chart_row *a, const chora_chart_row *b)
{
    if (is_unknown(a->cell.killed) != is_unknown(b->cell.killed))
        return is_unknown(a->cell.killed) ? 1 : -1;
    if (a->cell.killed.high != b->cell.killed.high)
        return a->cell.killed.high > b->cell.killed.high ? -1 : 1;
    if (a->cell.killed.low != b->cell.killed.low)
        return a->cell.killed.low > b->cell.killed.low ? -1 : 1;
    return 0;
}

static int by_injured(const chora_chart_row *a, const chora_chart_row *b)
{
    if (a->cell.injured.high == b->cell.injured.high)
        return 0;
    return a->cell.injured.high > b->cell.injured.high ? -1 : 1;
}

static int compare_ranges(const void *a, const void *b)
{
    const chora_chart_row *x = a, *y = b;
    if ((x->cell.incidents == 0) != (y->cell.incidents == 0))
        return x->cell.incidents == 0 ? 1 : -1;
    int order = by_killed(x, y);
    order = order ? order : by_injured(x, y);
    order = order ? order : strcmp(x->label, y->label);
    return order ? order : strcmp(x->key, y->key);
}

static int compare_counts(const void *a, const void *b)
{
    const chora_chart_row *x = a, *y = b;
    if (x->cell.incidents != y->cell.incidents)
        return x->cell.incidents > y->cell.incidents ? -1 : 1;
    return compare_ranges(a, b);
}

/* ---- the others ------------------------------------------------------------------------------ */

static const char *others_words(const chora_charting *c, size_t count, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    const chora_words *words = c->inputs->words;
    chora_number_text(words, (double)count, true, number);
    const char *what = c->chart->by == CHORA_CHART_BY_AREA       ? chora_level_key(c->chart->level)
                       : c->chart->by == CHORA_CHART_BY_INCIDENT ? "incident"
                                                                 : "kind";
    return chora_say_many_of(words, arena, "chart.other", what, (double)count, number, NULL);
}

static chora_breakdown_cell sum_of(const chora_chart_row *rows, size_t count)
{
    chora_breakdown_cell sum = { 0 };
    for (size_t i = 0; i < count; i++)
        chora_breakdown_add(&sum, &rows[i].cell);
    return sum;
}

/* Rows that are worth one of their own: bars need an incident, areas without one are together. */
static size_t worth_showing(const chora_chart_row *rows, size_t count)
{
    size_t worth = 0;
    while (worth < count && rows[worth].cell.incidents > 0)
        worth++;
    return worth;
}

chora_status chora_chart_rows_make(chora_charting *c, size_t room, chora_chart_rows *out)
{
    chora_arena *arena = chora_drawing_arena(c->drawing);
    size_t most = most_rows(c);
    *out = (chora_chart_rows){ 0 };
    if (arena)
        out->items = chora_arena_alloc(arena, most + 1, sizeof *out->items);
    if (!out->items)
        return chora_no_memory(c->drawing->err);
    size_t count = gather(c, out->items, arena);
    for (size_t i = 0; i < count; i++)
        if (!out->items[i].label || !out->items[i].aside)
            return chora_no_memory(c->drawing->err);
    bool counts = c->chart->kind == CHORA_CHART_BARS;
    bool in_order = c->chart->kind == CHORA_CHART_BLOCKS; /* of certainty, as the values stand */
    if (count > 0 && !in_order)
        qsort(out->items, count, sizeof *out->items, counts ? compare_counts : compare_ranges);
    size_t limit = c->chart->most > 0 && c->chart->most < room ? c->chart->most : room;
    limit = limit < ROWS_MAX ? limit : ROWS_MAX;
    size_t kept = c->chart->kind == CHORA_CHART_RANGES && c->chart->by == CHORA_CHART_BY_INCIDENT
                      ? count
                      : worth_showing(out->items, count);
    if (kept > limit)
        kept = limit > 1 ? limit - 1 : 0;
    out->count = kept;
    out->rest = kept < count;
    if (!out->rest)
        return CHORA_OK;
    chora_breakdown_cell sum = sum_of(out->items + kept, count - kept);
    if (c->chart->by == CHORA_CHART_BY_AREA) {
        chora_breakdown_cell hidden = chora_breakdown_hidden(c->inputs->breakdown, c->focus.period);
        if (hidden.withheld) {
            out->rest = false;
            return CHORA_OK;
        }
        chora_breakdown_add(&sum, &hidden);
    }
    const char *label = others_words(c, count - kept, arena);
    out->items[kept] = (chora_chart_row){ NULL, label, "", sum };
    out->count++;
    return label ? CHORA_OK : chora_no_memory(c->drawing->err);
}

/* ---- labels ---------------------------------------------------------------------------------- */

double chora_chart_row_height(const chora_chart_rows *rows, double height)
{
    return rows->count > 0 ? fmin(18, height / (double)rows->count) : 18;
}

static chora_type label_type(const chora_charting *c, const chora_chart_row *row)
{
    return chora_chart_type(c->style->legend_label, row->key ? c->style->ink : c->style->ink2,
                            false);
}

double chora_chart_label_width(chora_charting *c, const chora_chart_rows *rows, double *aside)
{
    double width = 0, most = (c->box.max_x - c->box.min_x) * 0.36;
    *aside = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const chora_chart_row *row = &rows->items[i];
        width = fmax(width, chora_draw_width(c->drawing, label_type(c, row), row->label));
        *aside = fmax(*aside, chora_draw_width(c->drawing, c->style->legend_count, row->aside));
    }
    *aside += *aside > 0 ? 8 : 0;
    return fmin(width, most - *aside);
}

/* What does not fit ends with an ellipsis. */
static const char *cut(chora_charting *c, const char *text, chora_type type, double width)
{
    chora_arena *arena = chora_drawing_arena(c->drawing);
    size_t length = strlen(text);
    if (!arena || chora_draw_width(c->drawing, type, text) <= width)
        return text;
    const char *shorter = text;
    while (length > 1) {
        do
            length--;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80);
        shorter = chora_arena_printf(arena, "%.*s\xE2\x80\xA6", (int)length, text);
        if (!shorter || chora_draw_width(c->drawing, type, shorter) <= width)
            break;
    }
    return shorter ? shorter : text;
}

void chora_chart_label_draw(chora_charting *c, const chora_chart_row *row, double aside,
                            double width, double baseline)
{
    chora_meaning meaning = { .layer = "chart", .role = "row-label", .key = row->key };
    chora_type type = label_type(c, row);
    chora_draw_text(c->drawing, meaning, (chora_xy){ c->box.min_x, baseline }, CHORA_ALIGN_START,
                    c->style->legend_count, row->aside);
    chora_draw_text(c->drawing, meaning, (chora_xy){ c->box.min_x + aside, baseline },
                    CHORA_ALIGN_START, type, cut(c, row->label, type, width));
}

const char *chora_chart_row_title(const chora_charting *c, const chora_chart_row *row,
                                  chora_arena *arena)
{
    const chora_words *words = c->inputs->words;
    chora_buffer list = CHORA_BUFFER_INIT(4096);
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, (double)row->cell.incidents, true, number);
    if (c->chart->by != CHORA_CHART_BY_INCIDENT)
        chora_list_add(words, &list,
                       chora_say_many_of(words, arena, "count", "incidents",
                                         (double)row->cell.incidents, number, NULL));
    for (int of = CHORA_CHART_KILLED; of <= CHORA_CHART_INJURED && row->cell.incidents > 0; of++) {
        const char *people = chora_chart_people_words(words, &row->cell, (chora_chart_of)of, arena);
        if (people)
            chora_list_add(words, &list, people);
    }
    const char *name =
        *row->aside ? chora_arena_printf(arena, "%s, %s", row->label, row->aside) : row->label;
    const char *title = chora_say(words, arena, "chart.cell", "period", name, "list",
                                  chora_buffer_text(&list), NULL);
    chora_buffer_free(&list);
    return title;
}

/* A month without a row says so, in words: nothing is recorded, or nothing of it is told. */
static const char *say_empty(chora_charting *c)
{
    chora_breakdown_cell all =
        chora_breakdown_period_total(c->inputs->breakdown, c->focus.period, CHORA_ALL_VALUES);
    bool withheld = all.withheld || all.incidents > 0;
    const char *text = chora_chart_phrase(c, withheld ? "account.hidden" : "empty.no-incidents");
    chora_meaning meaning = { .layer = "chart", .role = "empty" };
    chora_draw_text(c->drawing, meaning,
                    (chora_xy){ c->box.min_x, c->box.min_y + c->style->legend_label.size_pt * 2 },
                    CHORA_ALIGN_START, c->style->legend_label, text);
    return text;
}

const char *chora_chart_rows_words(chora_charting *c, const chora_chart_rows *rows)
{
    if (rows->count == 0)
        return say_empty(c);
    chora_arena *arena = chora_drawing_arena(c->drawing);
    chora_buffer all = CHORA_BUFFER_INIT(1 << 20);
    for (size_t i = 0; arena && i < rows->count; i++) {
        const char *title = chora_chart_row_title(c, &rows->items[i], arena);
        if (i > 0)
            chora_buffer_add_text(&all, chora_words_clause(c->inputs->words));
        chora_buffer_add_text(&all, title ? title : "");
    }
    const char *text = arena ? chora_arena_strdup(arena, chora_buffer_text(&all)) : NULL;
    chora_buffer_free(&all);
    if (!text)
        chora_drawing_check(c->drawing, chora_no_memory(c->drawing->err));
    return text;
}
