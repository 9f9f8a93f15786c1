/* Bars by area or kind, the most first, with what belongs to them in columns. */
#include "compose/chart.h"
#include "compose/wording.h"

#include <math.h>

enum { COLUMNS = 3 };

typedef struct {
    chora_charting *c;
    chora_chart_rows rows;
    double label, aside;    /* widths */
    double left, right;     /* of the bars */
    double column[COLUMNS]; /* right edges of the numbers */
    double top, row_pt, pt_per_one;
} bars;

static chora_meaning meaning_of(const char *role)
{
    return (chora_meaning){ .layer = "chart", .role = role };
}

/* The same scale on every page. */
static double most(const chora_charting *c)
{
    const chora_breakdown *breakdown = c->inputs->breakdown;
    bool by_area = c->chart->by == CHORA_CHART_BY_AREA;
    size_t rows = by_area ? chora_breakdown_areas(breakdown) : chora_breakdown_values(breakdown);
    int64_t max = 1;
    for (size_t period = 0; period < chora_breakdown_periods(breakdown); period++)
        for (size_t i = 0; i < rows; i++) {
            int64_t count =
                by_area ? chora_breakdown_cell_of(breakdown, i, period, CHORA_ALL_VALUES).incidents
                        : chora_breakdown_cell_of(breakdown, 0, period, i).incidents;
            max = count > max ? count : max;
        }
    return (double)max;
}

static const char *column_text(bars *b, const chora_chart_row *row, int column)
{
    chora_arena *arena = chora_drawing_arena(b->c->drawing);
    const chora_words *words = b->c->inputs->words;
    char number[CHORA_NUMBER_TEXT_MAX];
    if (!arena)
        return "";
    if (column == 0 && row->cell.killed.stated == 0 && row->cell.killed.unknown > 0)
        return chora_chart_phrase(b->c, "chart.not-known");
    const char *text = NULL;
    if (column == 0) {
        bool partly = row->cell.killed.unknown > 0;
        chora_number_text(words, (double)row->cell.deadly, true, number);
        text = chora_arena_printf(arena, "%s%s", number, partly ? "*" : "");
        b->c->stars = b->c->stars || partly;
    } else {
        text = chora_chart_range_text(words, column == 1 ? row->cell.killed : row->cell.injured,
                                      &b->c->stars, arena);
    }
    return text ? text : "";
}

static const char *column_head(bars *b, int column)
{
    static const char *const keys[] = { "chart.with-deaths", "chart.killed", "chart.injured" };
    return chora_chart_phrase(b->c, keys[column]);
}

/* From the right edge leftwards; columns that would leave no room for the bars are left out. */
static void place_columns(bars *b)
{
    double right = b->c->box.max_x, least = b->left + 60;
    for (int column = COLUMNS; column-- > 0;) {
        double width =
            chora_draw_width(b->c->drawing, b->c->style->legend_count, column_head(b, column));
        for (size_t i = 0; i < b->rows.count; i++)
            width = fmax(width, chora_draw_width(b->c->drawing, b->c->style->legend_label,
                                                 column_text(b, &b->rows.items[i], column)));
        bool fits = b->c->chart->beside && right - width - 16 > least;
        b->column[column] = fits ? right : 0;
        right -= fits ? width + 16 : 0;
    }
    b->right = right;
}

static void draw_rule(bars *b, double y, chora_pen pen)
{
    chora_xy line[2] = { { b->c->box.min_x, y }, { b->c->box.max_x, y } };
    chora_draw_line(b->c->drawing, meaning_of("rule"), chora_look_stroke(pen), line, 2);
}

static void draw_heads(bars *b)
{
    const chora_style *style = b->c->style;
    chora_arena *arena = chora_drawing_arena(b->c->drawing);
    double y = b->c->box.min_y + style->legend_count.size_pt;
    const char *by =
        arena ? chora_chart_by_words(b->c->inputs->words, b->c->chart, "chart.head", arena) : NULL;
    const char *what =
        arena ? chora_chart_of_words(b->c->inputs->words, CHORA_CHART_COUNT, arena) : NULL;
    if (!by || !what)
        return;
    chora_draw_text(b->c->drawing, meaning_of("head"), (chora_xy){ b->c->box.min_x, y },
                    CHORA_ALIGN_START, style->legend_count, by);
    chora_draw_text(b->c->drawing, meaning_of("head"), (chora_xy){ b->left, y }, CHORA_ALIGN_START,
                    style->legend_count, what);
    for (int column = 0; column < COLUMNS; column++)
        if (b->column[column] > 0)
            chora_draw_text(b->c->drawing, meaning_of("head"), (chora_xy){ b->column[column], y },
                            CHORA_ALIGN_END, style->legend_count, column_head(b, column));
    draw_rule(b, b->top, style->chart_baseline);
}

static void draw_bar(bars *b, const chora_chart_row *row, double middle)
{
    const chora_style *style = b->c->style;
    chora_arena *arena = chora_drawing_arena(b->c->drawing);
    double half = fmin(5, b->row_pt * 0.28), size = style->legend_label.size_pt;
    double end = b->left + (double)row->cell.incidents * b->pt_per_one;
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_meaning meaning = { .layer = "chart", .role = "bar", .key = row->key };
    meaning.title = arena ? chora_chart_row_title(b->c, row, arena) : NULL;
    chora_number_text(b->c->inputs->words, (double)row->cell.incidents, true, number);
    if (row->key && row->cell.incidents > 0)
        chora_draw_box(b->c->drawing, meaning, chora_look_fill(style->chart_incidents),
                       (chora_box){ b->left, middle - half, end, middle + half });
    chora_type type = row->cell.incidents > 0 ? style->legend_label : style->area_zero;
    if (row->key)
        type = chora_chart_type(type, type.colour, true);
    chora_draw_text(b->c->drawing, meaning_of("number"),
                    (chora_xy){ (row->key ? end : b->left) + 4, middle + size * 0.36 },
                    CHORA_ALIGN_START, type, number);
}

/* Zeros are muted, "not known" is set as words. */
static chora_type number_type(const bars *b, const chora_chart_row *row, int column)
{
    const chora_style *style = b->c->style;
    chora_range range = column == 2 ? row->cell.injured : row->cell.killed;
    if (row->cell.incidents == 0)
        return style->area_zero;
    if (range.stated > 0)
        return style->legend_label;
    chora_type type = style->legend_count;
    type.italic = true;
    return type;
}

static void draw_row(bars *b, size_t index)
{
    const chora_style *style = b->c->style;
    const chora_chart_row *row = &b->rows.items[index];
    double middle = b->top + ((double)index + 0.5) * b->row_pt + 1;
    double baseline = middle + style->legend_label.size_pt * 0.36;
    chora_chart_label_draw(b->c, row, b->aside, b->label, baseline);
    draw_bar(b, row, middle);
    for (int column = 0; column < COLUMNS; column++)
        if (b->column[column] > 0)
            chora_draw_text(b->c->drawing, meaning_of("number"),
                            (chora_xy){ b->column[column], baseline }, CHORA_ALIGN_END,
                            number_type(b, row, column), column_text(b, row, column));
    chora_pen pen = { 0.4, style->rule, { 0, 0 } };
    draw_rule(b, b->top + (double)(index + 1) * b->row_pt + 1, pen);
}

void chora_chart_bars_draw(chora_charting *c)
{
    bars b = { .c = c };
    const double least_row = 11;
    b.top = c->box.min_y + c->style->legend_count.size_pt * 1.7;
    double height = c->box.max_y - b.top - 3;
    chora_status st = chora_chart_rows_make(c, (size_t)fmax(height / least_row, 1), &b.rows);
    chora_drawing_check(c->drawing, st);
    if (st)
        return;
    c->rows_words = chora_chart_rows_words(c, &b.rows);
    if (b.rows.count == 0)
        return;
    b.row_pt = chora_chart_row_height(&b.rows, height);
    b.label = chora_chart_label_width(c, &b.rows, &b.aside);
    const char *by = chora_chart_by_words(c->inputs->words, c->chart, "chart.head",
                                          chora_drawing_arena(c->drawing));
    if (by)
        b.label = fmax(b.label, chora_draw_width(c->drawing, c->style->legend_count, by));
    b.left = c->box.min_x + b.aside + b.label + 12;
    place_columns(&b);
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(c->inputs->words, most(c), true, number);
    double room = chora_draw_width(c->drawing, c->style->legend_head, number) + 10;
    b.pt_per_one = fmax(b.right - b.left - room, 10) / most(c);
    draw_heads(&b);
    for (size_t i = 0; i < b.rows.count; i++)
        draw_row(&b, i);
    chora_xy axis[2] = { { b.left, b.top },
                         { b.left, b.top + (double)b.rows.count * b.row_pt + 1 } };
    chora_draw_line(c->drawing, meaning_of("baseline"), chora_look_stroke(c->style->chart_baseline),
                    axis, 2);
}
