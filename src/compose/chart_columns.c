/* Columns over time: incidents, stacked by what is told apart, or people from the lowest to the
 * highest figure. */
#include "compose/chart.h"
#include "compose/chart_tally.h"
#include "compose/wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The number of a column. */
typedef struct {
    size_t period;
    double height;
    bool now, placed;
    const char *text;
    chora_type type;
    chora_box box;
} numbered;

typedef struct {
    chora_charting *c;
    chora_time_axis time;
    double baseline, pt_per_one, width; /* of a column */
    numbered *numbers;
    chora_room room;
} columns;

static chora_breakdown_cell cell_at(const columns *of, size_t period)
{
    return chora_breakdown_period_total(of->c->inputs->breakdown, period, CHORA_ALL_VALUES);
}

static bool counts(const columns *of)
{
    return of->c->chart->of == CHORA_CHART_COUNT;
}

/* What a column reaches up to. */
static double height_of(const columns *of, const chora_breakdown_cell *cell)
{
    return counts(of) ? (double)cell->incidents : chora_chart_range(cell, of->c->chart->of).high;
}

static double highest(const columns *of)
{
    double max = chora_chart_tally_highest(of->c);
    for (size_t i = 0; i < of->time.count; i++) {
        chora_breakdown_cell cell = cell_at(of, i);
        max = fmax(max, height_of(of, &cell));
    }
    return max;
}

/* ---- one column ------------------------------------------------------------------------------ */

static chora_box column_box(const columns *of, size_t period, double from, double to)
{
    double middle = chora_time_axis_middle(&of->time, period);
    return (chora_box){ middle - of->width / 2, of->baseline - to * of->pt_per_one,
                        middle + of->width / 2, of->baseline - from * of->pt_per_one };
}

static chora_meaning meaning_of(const columns *of, size_t period, const char *class_name, char *id)
{
    chora_arena *arena = chora_drawing_arena(of->c->drawing);
    chora_period_id(chora_breakdown_period(of->c->inputs->breakdown, period), id);
    return (chora_meaning){ .layer = "chart",
                            .role = "column",
                            .key = id,
                            .title = arena ? chora_chart_period_title(of->c, period, arena) : NULL,
                            .class_name = class_name };
}

static void draw_stack(columns *of, size_t period)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    double from = 0;
    for (size_t i = 0; i < of->c->series.count; i++) {
        const chora_series *series = &of->c->series.items[i];
        double count = (double)chora_series_count(of->c->inputs, &of->c->series, i, period);
        if (count == 0)
            continue;
        chora_draw_box(of->c->drawing, meaning_of(of, period, series->label, id), series->look,
                       column_box(of, period, from, from + count));
        from += count;
    }
}

/* Dark up to the lowest figure, faint from there to the highest. */
static void draw_people(columns *of, size_t period, chora_range range)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    chora_colour colour = chora_chart_colour(of->c->style, of->c->chart->of);
    chora_look faint = chora_look_fill(chora_chart_faint(colour, 0.38));
    faint.stroke = (chora_pen){ 0.5, colour, { 0, 0 } };
    if (range.high > range.low)
        chora_draw_box(of->c->drawing, meaning_of(of, period, "to the highest figure", id), faint,
                       column_box(of, period, range.low, range.high));
    if (range.low > 0)
        chora_draw_box(of->c->drawing, meaning_of(of, period, "lowest figure", id),
                       chora_look_fill(colour), column_box(of, period, 0, range.low));
}

/* Nobody looked, or it is withheld: a dashed box that has no height to be read. */
static void draw_untold(columns *of, size_t period, bool withheld)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    chora_box box = column_box(of, period, 0, 0);
    box.min_y = of->baseline - 7;
    chora_draw_box(of->c->drawing,
                   meaning_of(of, period, withheld ? "withheld" : "not-covered", id),
                   chora_look_stroke(of->c->style->not_covered), box);
    of->c->dashed = of->c->dashed || !withheld;
    of->c->dashed_withheld = of->c->dashed_withheld || withheld;
}

static void draw_column(columns *of, size_t period)
{
    chora_breakdown_cell cell = cell_at(of, period);
    if (cell.state == CHORA_CELL_NOT_COVERED || cell.withheld)
        draw_untold(of, period, cell.withheld);
    else if (counts(of))
        draw_stack(of, period);
    else
        draw_people(of, period, chora_chart_range(&cell, of->c->chart->of));
}

/* ---- numbers --------------------------------------------------------------------------------- */

static const char *number_of(columns *of, const chora_breakdown_cell *cell, bool *muted)
{
    chora_arena *arena = chora_drawing_arena(of->c->drawing);
    char number[CHORA_NUMBER_TEXT_MAX];
    *muted = cell->incidents == 0;
    if (!arena || cell->state == CHORA_CELL_NOT_COVERED || cell->withheld)
        return "";
    chora_range range = chora_chart_range(cell, of->c->chart->of);
    if (!counts(of) && range.stated == 0 && range.unknown > 0) {
        of->c->not_known = true;
        return chora_chart_phrase(of->c, "chart.not-known-short");
    }
    if (!counts(of))
        return chora_chart_range_text(of->c->inputs->words, range, &of->c->stars, arena);
    chora_number_text(of->c->inputs->words, (double)cell->incidents, true, number);
    return chora_arena_strdup(arena, number);
}

static chora_tally_place tally_place(const columns *of)
{
    return (chora_tally_place){ &of->time, of->baseline, of->pt_per_one, of->width * 1.16 };
}

/* Where a number stands: over its column, in the middle. */
static chora_box number_box(columns *of, size_t period, const char *text, chora_type type)
{
    chora_breakdown_cell cell = cell_at(of, period);
    double width = chora_draw_width(of->c->drawing, type, text);
    double middle = chora_time_axis_middle(&of->time, period);
    double bottom = of->baseline - height_of(of, &cell) * of->pt_per_one - 2;
    const chora_tally_place at = tally_place(of);
    chora_box mark;
    if (chora_chart_tally_box(of->c, &at, period, &mark) && mark.min_y < bottom + 2.5 &&
        mark.max_y > bottom - type.size_pt * 0.8 - 1)
        bottom = mark.min_y - 1.5; /* over the mark that would cross it */
    middle = fmax(middle, of->c->box.min_x + width / 2);
    return (chora_box){ middle - width / 2 - 0.5, bottom - type.size_pt * 0.8,
                        middle + width / 2 + 0.5, bottom };
}

static int by_weight(const void *a, const void *b)
{
    const numbered *x = a, *y = b;
    if (x->now != y->now)
        return x->now ? -1 : 1;
    if (x->height != y->height)
        return x->height > y->height ? -1 : 1;
    return x->period < y->period ? -1 : 1;
}

/* Columns stand in the way of their neighbours' numbers. */
static bool meets_column(const columns *of, size_t period, chora_box box)
{
    size_t reach = (size_t)ceil((box.max_x - box.min_x) / of->time.step_pt) + 1;
    size_t first = period > reach ? period - reach : 0;
    for (size_t i = first; i <= period + reach && i < of->time.count; i++) {
        chora_breakdown_cell cell = cell_at(of, i);
        if (i != period && chora_box_overlaps(column_box(of, i, 0, height_of(of, &cell)), box))
            return true;
    }
    return false;
}

/* Zeros stand under all empty columns or under none. */
static bool zeros_fit(columns *of)
{
    return chora_draw_width(of->c->drawing, of->c->style->area_zero, "0") + 1.5 <= of->time.step_pt;
}

static void place_number(columns *of, numbered *number)
{
    bool muted = false;
    const chora_style *style = of->c->style;
    chora_breakdown_cell cell = cell_at(of, number->period);
    number->text = number_of(of, &cell, &muted);
    number->placed = !number->text || !*number->text || (muted && !zeros_fit(of));
    if (number->placed) {
        number->text = "";
        return;
    }
    number->type =
        chora_chart_type(muted ? style->area_zero : style->legend_label,
                         muted ? style->area_zero.colour : style->ink, number->now && !muted);
    number->box = number_box(of, number->period, number->text, number->type);
    if (!chora_room_is_free(&of->room, number->box) ||
        meets_column(of, number->period, number->box))
        return;
    number->placed = true;
    chora_room_take(of->c, &of->room, number->box);
}

/* The period of the page first, then from the highest column down; answers how many found no
 * room. */
static size_t place_numbers(columns *of)
{
    size_t without = 0;
    of->room.count = 0;
    const chora_tally_place at = tally_place(of);
    chora_box mark;
    for (size_t i = 0; i < of->time.count; i++)
        if (chora_chart_tally_box(of->c, &at, i, &mark))
            chora_room_take(of->c, &of->room, mark);
    for (size_t i = 0; i < of->time.count; i++) {
        chora_breakdown_cell cell = cell_at(of, i);
        bool now = of->c->focus.given && chora_time_is_now(of->c, i);
        of->numbers[i] = (numbered){ .period = i, .height = height_of(of, &cell), .now = now };
    }
    qsort(of->numbers, of->time.count, sizeof *of->numbers, by_weight);
    for (size_t i = 0; i < of->time.count; i++) {
        place_number(of, &of->numbers[i]);
        without += !of->numbers[i].placed;
    }
    return without;
}

static void draw_numbers(const columns *of)
{
    chora_meaning meaning = { .layer = "chart", .role = "number" };
    for (size_t i = 0; i < of->time.count; i++) {
        const numbered *number = &of->numbers[i];
        if (number->placed)
            chora_draw_text(
                of->c->drawing, meaning,
                (chora_xy){ (number->box.min_x + number->box.max_x) / 2, number->box.max_y },
                CHORA_ALIGN_MIDDLE, number->type, number->text);
    }
}

static const char *head_of(const columns *of)
{
    chora_arena *arena = chora_drawing_arena(of->c->drawing);
    const chora_words *words = of->c->inputs->words;
    const char *text = arena ? chora_chart_of_words(words, of->c->chart->of, arena) : NULL;
    if (text && !counts(of))
        text = chora_say(words, arena, "chart.ranges", "what", text, NULL);
    return text ? text : "";
}

/* ---- names of the series --------------------------------------------------------------------- */

/* Where the name of each series stands in a column: by its middle, or by the upper end of a high
 * one; false when one is missing there or too thin to have a name. */
static bool name_lines(const columns *of, size_t period, double *out)
{
    double from = 0;
    for (size_t i = 0; i < of->c->series.count; i++) {
        double count = (double)chora_series_count(of->c->inputs, &of->c->series, i, period);
        double size = of->c->style->legend_label.size_pt;
        if (count * of->pt_per_one < size * 0.6)
            return false;
        double top = of->baseline - (from + count) * of->pt_per_one;
        out[i] = top + fmin(count / 2 * of->pt_per_one, size) + size * 0.35;
        from += count;
    }
    return true;
}

/* From the highest downwards, at least a line apart. */
static void spread(double *at, size_t count, double line)
{
    for (size_t i = count - 1; i-- > 0;)
        at[i] = fmax(at[i], at[i + 1] + line);
}

typedef struct {
    double left, at[CHORA_SERIES_MAX];
} beside;

/* The names right of one column, where nothing else is. */
static bool fits_beside(columns *of, size_t period, beside *out)
{
    const chora_style *style = of->c->style;
    double line = style->legend_label.size_pt * 1.15, size = style->legend_label.size_pt;
    double own[CHORA_SERIES_MAX] = { 0 };
    if (!name_lines(of, period, own))
        return false;
    memcpy(out->at, own, sizeof own);
    spread(out->at, of->c->series.count, line);
    out->left = chora_time_axis_middle(&of->time, period) + of->width / 2 + 3;
    for (size_t i = 0; i < of->c->series.count; i++) {
        if (out->at[i] - own[i] > line * 1.2)
            return false; /* too far from what it names */
        chora_type type = chora_chart_type(style->legend_label, style->ink, true);
        double width = chora_draw_width(of->c->drawing, type, of->c->series.items[i].label);
        chora_box box = { out->left, out->at[i] - size, out->left + width + 2, out->at[i] + 1 };
        if (box.max_x > of->c->box.max_x || box.min_y < of->c->box.min_y ||
            box.max_y > of->baseline || !chora_room_is_free(&of->room, box) ||
            meets_column(of, period, box))
            return false;
    }
    return true;
}

static void draw_beside(columns *of, const beside *where)
{
    for (size_t i = 0; i < of->c->series.count; i++) {
        const chora_series *series = &of->c->series.items[i];
        chora_type type = chora_chart_type(of->c->style->legend_label, series->text, true);
        chora_meaning meaning = { .layer = "chart", .role = "series" };
        chora_draw_text(of->c->drawing, meaning, (chora_xy){ where->left, where->at[i] },
                        CHORA_ALIGN_START, type, series->label);
    }
}

/* Beside the highest column that has room; false when none has. */
static bool find_beside(columns *of, beside *out)
{
    for (size_t i = 0; i < of->time.count; i++) {
        /* the period of the page stands first; the others from the highest down */
        size_t at = i + 1 < of->time.count || !of->numbers[0].now ? i : 0;
        if (of->numbers[at].height > 0 && fits_beside(of, of->numbers[at].period, out))
            return true;
    }
    return false;
}

/* Swatches behind the panel's name, in as many lines as they need; answers how many. Nothing is
 * drawn on the first call, which asks only. */
static size_t legend(const columns *of, bool draw)
{
    const chora_style *style = of->c->style;
    chora_drawing *drawing = of->c->drawing;
    chora_type type = chora_chart_type(style->legend_label, style->ink, false);
    double size = type.size_pt, line = of->c->box.min_y + style->legend_head.size_pt;
    double left =
        of->c->box.min_x + chora_draw_width(drawing, style->legend_head, head_of(of)) + 14;
    size_t lines = 1;
    chora_arena *arena = chora_drawing_arena(drawing);
    if (of->c->inputs->tallies && arena) {
        const char *label = chora_chart_tally_label(of->c, arena);
        chora_meaning meaning = { .layer = "chart", .role = "series" };
        if (draw && label) {
            chora_chart_tally_swatch(of->c, (chora_xy){ left, line });
            chora_draw_text(drawing, meaning, (chora_xy){ left + 12, line }, CHORA_ALIGN_START,
                            type, label);
        }
        left += 23 + (label ? chora_draw_width(drawing, type, label) : 0);
    }
    for (size_t i = 0; of->c->series.folded > 0 && i < of->c->series.count; i++) {
        const chora_series *series = &of->c->series.items[i];
        double width = 12 + chora_draw_width(drawing, type, series->label);
        if (left + width > of->c->box.max_x) {
            left = of->c->box.min_x;
            line += size * 1.5;
            lines++;
        }
        chora_meaning meaning = { .layer = "chart", .role = "swatch" };
        if (draw)
            chora_draw_box(drawing, meaning, series->look,
                           (chora_box){ left, line - size * 0.78, left + 9, line });
        meaning.role = "series";
        if (draw)
            chora_draw_text(drawing, meaning, (chora_xy){ left + 12, line }, CHORA_ALIGN_START,
                            type, series->label);
        left += width + 11;
    }
    return lines;
}

/* ---- the panel ------------------------------------------------------------------------------- */

/* Boxes of the panels: the columns, and the ranges beneath when there are any. */
typedef struct {
    chora_box columns, ranges;
    double parts; /* baseline of the words about part months */
} panels;

static panels divide(columns *of)
{
    chora_charting *c = of->c;
    double names = chora_time_axis_height(c, &of->time);
    double parts = chora_time_has_parts(c) ? c->style->source.size_pt * 1.5 : 0;
    panels out = { .columns = c->box, .parts = c->box.max_y - 1 };
    double height = c->box.max_y - c->box.min_y - names - parts;
    out.columns.max_y = c->box.min_y + height;
    if (!c->chart->beneath)
        return out;
    double gap = c->style->legend_head.size_pt * 0.9;
    out.columns.max_y = c->box.min_y + (height - gap) * 0.56;
    out.ranges = c->box;
    out.ranges.min_y = out.columns.max_y + names + gap;
    out.ranges.max_y = c->box.max_y - parts;
    return out;
}

static void draw_baseline(const columns *of)
{
    chora_meaning meaning = { .layer = "chart", .role = "baseline" };
    chora_xy line[2] = { { of->c->box.min_x, of->baseline }, { of->c->box.max_x, of->baseline } };
    line[1].x = of->time.left + (double)of->time.count * of->time.step_pt;
    chora_draw_line(of->c->drawing, meaning, chora_look_stroke(of->c->style->chart_baseline), line,
                    2);
}

/* How many lines of swatches stand over the columns; 0 when the names stand beside one. */
static size_t plan(columns *of, const panels *at, double most, beside *where, size_t *without)
{
    const chora_style *style = of->c->style;
    double over = style->legend_head.size_pt * 1.7 + style->legend_label.size_pt * 1.5;
    size_t lines = 0;
    of->pt_per_one = (at->columns.max_y - at->columns.min_y - over) / most;
    *without = place_numbers(of);
    bool tallies = of->c->inputs->tallies != NULL;
    if (!tallies && (of->c->series.folded == 0 || find_beside(of, where)))
        return 0;
    lines = legend(of, false);
    over += (double)(lines - 1) * style->legend_label.size_pt * 1.5;
    of->pt_per_one = (at->columns.max_y - at->columns.min_y - over) / most;
    *without = place_numbers(of);
    return lines;
}

/* Then no lines are needed to read the columns. */
static bool numbers_fit(columns *of)
{
    double widest = 0;
    for (size_t i = 0; i < of->time.count; i++) {
        bool muted;
        chora_breakdown_cell cell = cell_at(of, i);
        const char *text = number_of(of, &cell, &muted);
        if (text)
            widest =
                fmax(widest, chora_draw_width(of->c->drawing, of->c->style->legend_label, text));
    }
    return widest + 1 <= of->time.step_pt;
}

/* Room for the numbers of the lines. */
static void narrow_time(columns *of, bool labelled)
{
    const char *widest = "0000";
    if (labelled && !of->c->chart->beneath)
        return;
    double room = chora_draw_width(of->c->drawing, of->c->style->legend_count, widest);
    chora_time_axis_clear_numbers(of->c, of->c->box.max_x, room, &of->time);
}

static void draw_head(columns *of)
{
    const chora_style *style = of->c->style;
    chora_colour colour = counts(of) ? style->ink : chora_chart_colour(style, of->c->chart->of);
    chora_chart_head(of->c, head_of(of), colour,
                     (chora_xy){ of->c->box.min_x, of->c->box.min_y + style->legend_head.size_pt });
}

static void draw_panel(columns *of, const panels *at, bool labelled)
{
    chora_charting *c = of->c;
    chora_axis axis = chora_axis_make(highest(of));
    beside where;
    size_t without = 0;
    size_t lines = plan(of, at, labelled ? fmax(highest(of), 1) : axis.end, &where, &without);
    if (!labelled)
        chora_grid_draw(c, axis, c->box.min_x, c->box.max_x, of->baseline, of->pt_per_one);
    for (size_t i = 0; i < of->time.count; i++)
        draw_column(of, i);
    const chora_tally_place tallies = tally_place(of);
    draw_baseline(of);
    chora_chart_tallies_draw(c, &tallies, &of->room);
    draw_numbers(of);
    c->unlabelled = without > 0 && !labelled;
    draw_head(of);
    if (lines > 0)
        legend(of, true);
    else if (c->series.folded > 0)
        draw_beside(of, &where);
}

void chora_chart_columns_draw(chora_charting *c)
{
    columns of = { .c = c, .time = chora_time_axis_of(c) };
    of.numbers = chora_alloc(of.time.count, sizeof *of.numbers);
    if (!of.numbers) {
        chora_drawing_check(c->drawing, chora_no_memory(c->drawing->err));
        return;
    }
    bool labelled = numbers_fit(&of);
    narrow_time(&of, labelled);
    panels at = divide(&of);
    of.baseline = at.columns.max_y;
    of.width = of.time.step_pt * c->style->chart_column_share;
    double names = chora_time_axis_height(c, &of.time);
    chora_time_band_draw(c, &of.time, c->box.min_y,
                         c->chart->beneath ? at.ranges.max_y : of.baseline + names);
    draw_panel(&of, &at, labelled);
    chora_time_axis_draw(c, &of.time, of.baseline);
    if (c->chart->beneath)
        chora_chart_time_ranges_draw(c, &of.time, at.ranges, (chora_chart_of)c->chart->beneath);
    chora_time_parts_draw(c, &of.time, at.parts);
    free(of.numbers);
    free(of.room.taken);
}
