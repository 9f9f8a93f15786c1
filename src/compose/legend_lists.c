#include "compose/legend_lists.h"

#include "compose/area_lists.h"
#include "compose/uncertain.h"
#include "compose/wrap.h"

#include <math.h>

enum { MOST_ROWS = 40, MOST_BESIDE_INSETS = 5, MOST_ROW_LINES = 2 };

static const double gap_pt = 1.4 * CHORA_PT_PER_MM; /* over a row of running text */

typedef struct {
    chora_drawing *drawing;
    const chora_style *style;
    chora_area_lists lists;
    chora_box box;
    chora_arena *arena;
    double y;     /* the last baseline */
    double above; /* size of the text there */
    bool draw;
    bool bare, terse; /* without a row, without the note: there is room for the head only */
} listing;

/* The symbols' own legend has them. */
static bool is_in_kinds(const chora_base_map *base)
{
    return base->choropleth < 0 && base->kinds.count > 0;
}

static bool open(chora_drawing *drawing, const chora_base_map *base,
                 const chora_figure_inputs *inputs, size_t period, chora_box box, bool draw,
                 listing *out)
{
    listing list = { .drawing = drawing,
                     .style = inputs->style,
                     .box = box,
                     .arena = chora_drawing_arena(drawing),
                     .y = box.min_y,
                     .draw = draw };
    if (is_in_kinds(base) || !list.arena || drawing->status)
        return false;
    chora_drawing_check(
        drawing, chora_area_lists_of(base, inputs, period, list.arena, &list.lists, drawing->err));
    *out = list;
    return !drawing->status && list.lists.count > 0;
}

/* Lines of one text, each on a baseline of its own. */
static void draw_lines(listing *list, const char *role, const chora_lines_of_text *lines)
{
    chora_meaning meaning = { .layer = "legend", .role = role };
    double leading = list->style->leading, size = lines->type.size_pt;
    for (size_t i = 0; i < lines->count; i++) {
        /* off the letters over it that reach down, however much larger they are */
        double first = fmax(1.05 * size, 0.245 * list->above + 0.77 * size);
        list->y += (i ? size * 1.2 : first) * leading;
        if (list->draw)
            chora_draw_text(list->drawing, meaning, (chora_xy){ list->box.min_x, list->y },
                            CHORA_ALIGN_START, lines->type, lines->lines[i]);
    }
    list->above = size;
    list->y += size * (leading - 1); /* what reaches further down than Latin letters */
}

static void add_text(listing *list, const char *role, const char *text, chora_type type)
{
    chora_lines_of_text lines = { 0 };
    chora_giving giving = { 1, list->style->note_minimum_pt + 0.4, 87 };
    chora_drawing *drawing = list->drawing;
    if (!text)
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
    if (drawing->status)
        return;
    chora_drawing_check(drawing, chora_fit(text, type, list->box.max_x - list->box.min_x, giving,
                                           drawing->ruler, list->arena, &lines, drawing->err));
    if (!drawing->status && lines.count > 1) /* in its own size on two, rather than small on more */
        chora_drawing_check(drawing, chora_wrap(text, type, list->box.max_x - list->box.min_x,
                                                drawing->ruler, list->arena, &lines, drawing->err));
    if (!drawing->status)
        draw_lines(list, role, &lines);
}

/* What they are known to; behind a swatch where their areas are hatched. */
static void add_note(listing *list)
{
    const chora_style *style = list->style;
    chora_box box = list->box;
    double width = chora_uncertain_swatch_width(list->lists.inputs->figure, style);
    bool marked = list->lists.marked;
    double over = marked ? 0.6 * style->swatch_height_pt : 0, top = list->y + over;
    if (marked && list->draw)
        chora_uncertain_swatch(
            list->drawing, list->lists.inputs->figure, style,
            (chora_box){ box.min_x, top, box.min_x + width, top + style->swatch_height_pt });
    if (marked) {
        list->box.min_x += width + style->swatch_text_gap_pt;
        list->y = top + style->swatch_height_pt / 2 - 0.69 * style->legend_subhead.size_pt;
    }
    add_text(list, "legend-subhead", chora_area_lists_note(&list->lists), style->legend_subhead);
    list->y = marked ? fmax(list->y, top + style->swatch_height_pt) : list->y;
    list->box = box;
}

static double pitch(const listing *list)
{
    return list->style->legend_label.size_pt * 1.28;
}

/* "Kabul      12" */
static void add_row(listing *list, const char *name, const char *number)
{
    chora_drawing *drawing = list->drawing;
    list->y += pitch(list);
    if (!name || !number)
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
    if (drawing->status || !list->draw)
        return;
    chora_meaning meaning = { .layer = "legend", .role = "listed-count" };
    chora_draw_text(drawing, meaning, (chora_xy){ list->box.max_x, list->y }, CHORA_ALIGN_END,
                    list->style->legend_count, number);
    double room = list->box.max_x - list->box.min_x - 3 -
                  chora_draw_width(drawing, list->style->legend_count, number);
    chora_lines_of_text line = { 0 };
    chora_giving giving = { 1, list->style->note_minimum_pt, 75 };
    chora_drawing_check(drawing, chora_fit(name, list->style->legend_label, room, giving,
                                           drawing->ruler, list->arena, &line, drawing->err));
    meaning.role = "listed-name";
    if (!drawing->status && line.count)
        chora_draw_text(drawing, meaning, (chora_xy){ list->box.min_x, list->y }, CHORA_ALIGN_START,
                        line.type, line.lines[0]);
}

/* `rows` areas, and one more line for the others. */
static double lay(listing *list, size_t rows, bool draw)
{
    const chora_area_lists *lists = &list->lists;
    list->draw = draw;
    list->y = list->box.min_y;
    list->above = 0;
    add_text(list, "legend-head", chora_area_lists_head(lists), list->style->legend_head);
    if (!list->terse)
        add_note(list);
    list->y += list->style->legend_head_gap_pt * 0.25;
    for (size_t i = 0; i < rows && !list->bare; i++)
        add_row(list, chora_area_lists_name(lists, &lists->items[i]),
                chora_area_lists_number(lists, &lists->items[i]));
    if (rows < lists->count && !list->bare)
        add_row(list, chora_area_lists_more(lists, rows), chora_area_lists_rest(lists, rows));
    return list->y + list->style->legend_label.size_pt * 0.3 - list->box.min_y;
}

/* The areas that fit; a line for the others takes the place of one. */
static size_t rows_that_fit(const listing *list, double height, size_t most)
{
    size_t count = list->lists.count, rows = count < most ? count : most;
    double all = height + (double)rows * pitch(list) + (rows < count ? pitch(list) : 0);
    while (rows > 0 && all > list->box.max_y - list->box.min_y) {
        all -= rows == count ? 0 : pitch(list);
        rows--;
    }
    return rows == count || rows > 0 ? rows : 0;
}

double chora_legend_lists_column(chora_drawing *drawing, const chora_base_map *base,
                                 const chora_figure_inputs *inputs, size_t period, chora_box box,
                                 bool draw)
{
    listing list;
    if (!open(drawing, base, inputs, period, box, draw, &list))
        return 0;
    double bare = lay(&list, 0, false) - pitch(&list);
    list.bare = draw && bare + pitch(&list) > box.max_y - box.min_y;
    list.terse = draw && bare > box.max_y - box.min_y;
    size_t most = inputs->inset_count ? MOST_BESIDE_INSETS : MOST_ROWS;
    return lay(&list, rows_that_fit(&list, bare, most), draw);
}

/* ---- over the map ---------------------------------------------------------------------------- */

/* As many areas by name as two lines hold. */
static chora_status fit_sentence(const listing *list, chora_lines_of_text *out)
{
    double width = list->box.max_x - list->box.min_x;
    chora_status st = CHORA_OK;
    size_t most = list->lists.count < MOST_ROWS ? list->lists.count : MOST_ROWS;
    do {
        const char *text = chora_area_lists_sentence(&list->lists, most);
        const char *note = chora_area_lists_note(&list->lists);
        const char *both =
            text && note ? chora_arena_printf(list->arena, "%s%s%s", text,
                                              chora_words_clause(list->lists.inputs->words), note)
                         : NULL;
        st = both ? chora_wrap(both, list->style->source, width, list->drawing->ruler, list->arena,
                               out, list->drawing->err)
                  : chora_no_memory(list->drawing->err);
    } while (!st && out->count > MOST_ROW_LINES && most-- > 1);
    return st;
}

double chora_legend_lists_row(chora_drawing *drawing, const chora_base_map *base,
                              const chora_figure_inputs *inputs, size_t period, chora_box box,
                              bool draw)
{
    listing list;
    chora_lines_of_text lines = { 0 };
    if (!open(drawing, base, inputs, period, box, draw, &list))
        return 0;
    bool marked = list.lists.marked;
    double width = chora_uncertain_swatch_width(inputs->figure, inputs->style);
    if (marked)
        list.box.min_x += width + inputs->style->swatch_text_gap_pt;
    chora_drawing_check(drawing, fit_sentence(&list, &lines));
    if (drawing->status)
        return 0;
    list.y += gap_pt;
    if (marked && draw)
        chora_uncertain_swatch(drawing, inputs->figure, inputs->style,
                               (chora_box){ box.min_x, list.y, box.min_x + width,
                                            list.y + inputs->style->swatch_height_pt });
    draw_lines(&list, "legend-note", &lines);
    return list.y + lines.type.size_pt * 0.3 - box.min_y;
}

chora_status chora_legend_lists_height(const chora_base_map *base,
                                       const chora_figure_inputs *inputs, double width_pt,
                                       const chora_ruler *ruler, double *out, chora_error *err)
{
    const chora_box box = { 0, 0, width_pt, 0 };
    chora_drawing drawing = chora_drawing_start(ruler, err);
    size_t periods = chora_table_periods(chora_base_table(base, inputs));
    double height = 0;
    for (size_t p = 0; p < periods; p++)
        height = fmax(height, chora_legend_lists_row(&drawing, base, inputs, p, box, false));
    chora_group *unused = NULL;
    chora_status st = chora_drawing_end(&drawing, &unused);
    chora_group_unref(unused);
    *out = height;
    return st;
}
