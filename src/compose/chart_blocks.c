/* One block an incident, a group a value; many incidents are a bar of their share. */
#include "compose/chart.h"
#include "compose/wording.h"

#include <math.h>

enum { BLOCKS_MAX = 20, COLUMNS_MAX = 4 };

typedef struct {
    chora_charting *c;
    chora_chart_rows rows;
    size_t columns;
    double width, gap, height; /* of a group */
    int64_t most;
} blocks;

static chora_meaning meaning_of(const char *role)
{
    return (chora_meaning){ .layer = "chart", .role = role };
}

/* All groups have blocks of one size; when one has too many, all are bars. */
static bool has_blocks(const blocks *b)
{
    return b->most <= BLOCKS_MAX;
}

static size_t per_line(const blocks *b)
{
    return b->most > 8 ? 10 : b->most > 4 ? 5 : 4;
}

static const chora_series *series_of(const chora_charting *c, const char *value)
{
    for (size_t i = 0; value && i < c->series.count; i++)
        if (c->series.items[i].value && c->series.items[i].value == value)
            return &c->series.items[i];
    return &c->series.items[c->series.count - 1];
}

static double draw_blocks(blocks *b, const chora_chart_row *row, chora_xy at)
{
    const double gap = 2.5;
    size_t line = per_line(b);
    double width = fmin((b->width - gap * (double)(line - 1)) / (double)line, 26);
    double height = width * 0.7;
    chora_look look = series_of(b->c, row->key)->look;
    chora_arena *arena = chora_drawing_arena(b->c->drawing);
    chora_meaning meaning = { .layer = "chart", .role = "block", .key = row->key };
    meaning.title = arena ? chora_chart_row_title(b->c, row, arena) : NULL;
    for (int64_t i = 0; i < row->cell.incidents; i++) {
        double x = at.x + (double)(i % (int64_t)line) * (width + gap);
        double y = at.y + (double)(i / (int64_t)line) * (height + gap);
        chora_draw_box(b->c->drawing, meaning, look, (chora_box){ x, y, x + width, y + height });
    }
    double lines = ceil((double)b->most / (double)line);
    return lines * (height + gap) - gap;
}

static double draw_bar(blocks *b, const chora_chart_row *row, chora_xy at)
{
    double width = b->width * (double)row->cell.incidents / (double)b->most;
    chora_arena *arena = chora_drawing_arena(b->c->drawing);
    chora_meaning meaning = { .layer = "chart", .role = "block", .key = row->key };
    meaning.title = arena ? chora_chart_row_title(b->c, row, arena) : NULL;
    chora_draw_box(b->c->drawing, meaning, series_of(b->c, row->key)->look,
                   (chora_box){ at.x, at.y, at.x + width, at.y + 14 });
    return 14;
}

static double draw_group(blocks *b, const chora_chart_row *row, chora_xy at)
{
    const chora_style *style = b->c->style;
    const chora_words *words = b->c->inputs->words;
    chora_arena *arena = chora_drawing_arena(b->c->drawing);
    char number[CHORA_NUMBER_TEXT_MAX];
    double size = style->legend_head.size_pt;
    double y = at.y + (has_blocks(b) ? draw_blocks(b, row, at) : draw_bar(b, row, at));
    chora_number_text(words, (double)row->cell.incidents, true, number);
    const char *name =
        arena ? chora_say(words, arena, "chart.part", "n", number, "value", row->label, NULL)
              : NULL;
    const char *range =
        arena ? chora_chart_range_text(words, row->cell.killed, &b->c->stars, arena) : NULL;
    const char *people =
        range ? chora_say_of(words, arena, "chart.people", "killed", "range", range, NULL) : NULL;
    if (!name || !people)
        return 0;
    chora_chart_head(b->c, name, style->ink, (chora_xy){ at.x, y + size * 1.6 });
    chora_draw_text(b->c->drawing, meaning_of("number"), (chora_xy){ at.x, y + size * 3.1 },
                    CHORA_ALIGN_START,
                    chora_chart_type(style->legend_label, style->chart_killed, false), people);
    return y + size * 3.6 - at.y;
}

void chora_chart_blocks_draw(chora_charting *c)
{
    blocks b = { .c = c, .gap = 18, .most = 1 };
    chora_status st = chora_chart_rows_make(c, CHORA_SERIES_MAX, &b.rows);
    chora_drawing_check(c->drawing, st);
    if (st)
        return;
    c->rows_words = chora_chart_rows_words(c, &b.rows);
    if (b.rows.count == 0)
        return;
    for (size_t i = 0; i < b.rows.count; i++)
        b.most = b.rows.items[i].cell.incidents > b.most ? b.rows.items[i].cell.incidents : b.most;
    b.columns = b.rows.count < COLUMNS_MAX ? b.rows.count : COLUMNS_MAX;
    b.width = (c->box.max_x - c->box.min_x - b.gap * (double)(b.columns - 1)) / (double)b.columns;
    double y = c->box.min_y + 2, lowest = 0;
    for (size_t i = 0; i < b.rows.count; i++) {
        chora_xy at = { c->box.min_x + (double)(i % b.columns) * (b.width + b.gap), y };
        lowest = fmax(lowest, draw_group(&b, &b.rows.items[i], at));
        if ((i + 1) % b.columns == 0)
            y += lowest + 8;
    }
}
