#include "report/sheet.h"

#include <stdlib.h>
#include <string.h>

/* ---- types --------------------------------------------------------------------------------- */

typedef struct {
    bool serif;
    double size, leading;
    int weight, width;
    bool muted;
    double spacing; /* In em. */
} type_row;

static const type_row types[CHORA_TYPES] = {
    [CHORA_TYPE_TITLE] = { true, 30, 34, 600, 87, false, 0 },
    [CHORA_TYPE_TITLE_PERIOD] = { true, 30, 34, 400, 87, true, 0 },
    [CHORA_TYPE_KEY] = { false, 25, 32, 600, 87, false, -0.012 },
    [CHORA_TYPE_SECTION] = { true, 17, 22, 600, 87, false, 0 },
    [CHORA_TYPE_SUBSECTION] = { true, 13, 17, 600, 87, false, 0 },
    [CHORA_TYPE_STANDFIRST] = { false, 10.5, 15, 400, 100, true, 0 },
    [CHORA_TYPE_LEAD] = { false, 10.8, 15.6, 400, 100, false, 0 },
    [CHORA_TYPE_FIGURE_TITLE] = { false, 11, 14.5, 600, 100, false, 0 },
    [CHORA_TYPE_BODY] = { false, 9.25, 13, 400, 100, false, 0 },
    [CHORA_TYPE_SIDE] = { false, 8.2, 12, 400, 100, false, 0 },
    [CHORA_TYPE_TABLE] = { false, 8.6, 12, 400, 87, false, 0 },
    [CHORA_TYPE_TALL] = { false, 8.2, 11.2, 400, 87, false, 0 },
    [CHORA_TYPE_SMALL] = { false, 8, 11, 400, 87, true, 0 },
    [CHORA_TYPE_NOTE] = { false, 7.1, 9.8, 400, 87, true, 0 },
    [CHORA_TYPE_KICKER] = { false, 7.5, 11, 500, 87, true, 0.04 },
    [CHORA_TYPE_PANEL] = { false, 9, 12.5, 600, 100, false, 0 },
    [CHORA_TYPE_RUNNING] = { false, 7.5, 10, 400, 87, true, 0 },
};

chora_type chora_sheet_type_of(const chora_sheet *sheet, chora_sheet_type kind, double *leading)
{
    const type_row *row = &types[kind];
    const chora_setting *setting = &sheet->setting;
    bool is_read =
        kind == CHORA_TYPE_STANDFIRST || kind == CHORA_TYPE_LEAD || kind == CHORA_TYPE_BODY;
    *leading = row->leading * (is_read ? setting->read_leading : setting->small_leading);
    return (chora_type){ .family = row->serif ? "Noto Serif" : "Noto Sans",
                         .size_pt = row->size * setting->scale,
                         .weight = row->weight,
                         .width = row->width,
                         .spacing_pt = row->spacing * row->size,
                         .colour = row->muted ? setting->muted : setting->ink };
}

/* ---- pieces -------------------------------------------------------------------------------- */

chora_status chora_sheet_add(chora_sheet *sheet, chora_piece piece)
{
    if (chora_grow((void **)&sheet->pieces, &sheet->capacity, sheet->count, sizeof piece)) {
        chora_group_unref(piece.group);
        free(piece.links);
        return chora_no_memory(sheet->err);
    }
    sheet->pieces[sheet->count++] = piece;
    return CHORA_OK;
}

void chora_sheet_free(chora_sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++) {
        chora_group_unref(sheet->pieces[i].group);
        free(sheet->pieces[i].links);
    }
    free(sheet->pieces);
    for (size_t i = 0; i < sheet->lowered_count; i++)
        chora_page_free(sheet->lowered[i]);
    free(sheet->lowered);
}

chora_canvas_piece chora_piece_start(chora_sheet *sheet)
{
    return (chora_canvas_piece){ .sheet = sheet,
                                 .drawing = chora_drawing_start(sheet->setting.ruler, sheet->err) };
}

chora_status chora_piece_end(chora_canvas_piece *canvas, chora_piece piece)
{
    chora_status st = chora_drawing_end(&canvas->drawing, &piece.group);
    if (st) {
        free(canvas->links);
        return st;
    }
    piece.links = canvas->links;
    piece.link_count = canvas->link_count;
    piece.marks = canvas->marks;
    if (!piece.name)
        piece.name = "text";
    return chora_sheet_add(canvas->sheet, piece);
}

void chora_piece_mark_here(chora_canvas_piece *canvas, const char *tag, size_t span)
{
    chora_piece_marks *marks = &canvas->marks;
    chora_arena *arena = canvas->sheet->setting.arena;
    if (canvas->drawing.status)
        return;
    if (marks->count == marks->capacity) {
        size_t wider = marks->capacity ? 2 * marks->capacity : 32;
        chora_piece_mark *items = chora_arena_alloc(arena, wider, sizeof *items);
        if (!items) {
            chora_drawing_check(&canvas->drawing, chora_no_memory(canvas->sheet->err));
            return;
        }
        if (marks->count)
            memcpy(items, marks->items, marks->count * sizeof *items);
        *marks = (chora_piece_marks){ items, marks->count, wider };
    }
    marks->items[marks->count++] =
        (chora_piece_mark){ chora_group_count(canvas->drawing.group), tag, span };
}

/* ---- drawing ------------------------------------------------------------------------------- */

void chora_sheet_turn(chora_sheet *sheet, double width_pt)
{
    sheet->turned = sheet->turned > 0 ? 0 : width_pt;
    sheet->setting.leftward = !sheet->setting.leftward;
}

/* A block that is turned keeps the column of the page that it stands in. */
static double mirrored(const chora_sheet *sheet, double x)
{
    if (sheet->setting.leftward)
        return (sheet->turned > 0 ? sheet->turned : CHORA_SHEET_TEXT) - x;
    return sheet->turned > 0 ? CHORA_SHEET_TEXT - sheet->turned + x : x;
}

static chora_box mirrored_box(const chora_sheet *sheet, chora_box box)
{
    double left = mirrored(sheet, box.min_x), right = mirrored(sheet, box.max_x);
    box.min_x = left < right ? left : right;
    box.max_x = left < right ? right : left;
    return box;
}

/* The runs are the setting's: the group keeps copies, as it may outlive it. */
static const chora_run *copy_runs(chora_drawing *drawing, const chora_set_line *line)
{
    chora_arena *arena = chora_drawing_arena(drawing);
    chora_run *runs =
        arena ? chora_arena_copy(arena, line->runs, line->run_count, sizeof *runs) : NULL;
    for (size_t i = 0; runs && i < line->run_count; i++) {
        runs[i].text = chora_arena_strdup(arena, runs[i].text);
        if (!runs[i].text)
            return NULL;
    }
    return runs;
}

static void add_link(chora_canvas_piece *canvas, chora_box box, const char *target)
{
    chora_sheet *sheet = canvas->sheet;
    if (chora_grow((void **)&canvas->links, &canvas->link_capacity, canvas->link_count,
                   sizeof *canvas->links)) {
        chora_drawing_check(&canvas->drawing, chora_no_memory(sheet->err));
        return;
    }
    canvas->links[canvas->link_count++] = (chora_sheet_link){ mirrored_box(sheet, box), target };
}

static void draw_swatch(chora_canvas_piece *canvas, const char *name, double x, double top,
                        double size)
{
    static const struct {
        const char *name;
        chora_colour fill, line;
    } known[] = { { "claimed", 0x1B3E57FF, 0x1B3E57FF },
                  { "attributed", 0x6F97B1FF, 0x6F97B1FF },
                  { "suspected", 0xDCE7EEFF, 0x6F97B1FF } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].name, name) != 0)
            continue;
        chora_box box = mirrored_box(canvas->sheet, (chora_box){ x, top, x + size, top + size });
        chora_look look = chora_look_fill(known[i].fill);
        look.stroke = (chora_pen){ 0.6, known[i].line, { 0, 0 } };
        chora_meaning meaning = { .layer = "table", .role = "swatch", .class_name = name };
        chora_draw_box(&canvas->drawing, meaning, look, box);
    }
}

void chora_piece_line(chora_canvas_piece *canvas, const chora_set_line *line, chora_type type,
                      double leading, double x, double width, double top, chora_align align)
{
    const chora_sheet *sheet = canvas->sheet;
    if (line->run_count == 0)
        return;
    if (line->swatch)
        draw_swatch(canvas, line->swatch, x, top + leading / 2 - 3.6, 6.4);
    double start = line->swatch ? x + CHORA_SWATCH_ROOM : x;
    double from = align == CHORA_ALIGN_START ? start
                  : align == CHORA_ALIGN_END ? x + width - line->width_pt
                                             : x + (width - line->width_pt) / 2;
    double baseline = top + leading / 2 + 0.355 * type.size_pt;
    chora_node node = { .kind = CHORA_NODE_TEXT,
                        .meaning = { .layer = "report", .role = "text" },
                        .baseline = { mirrored(sheet, from), baseline },
                        .align = sheet->setting.leftward ? CHORA_ALIGN_END : CHORA_ALIGN_START,
                        .runs = copy_runs(&canvas->drawing, line),
                        .run_count = line->run_count };
    if (!node.runs) {
        chora_drawing_check(&canvas->drawing, chora_no_memory(sheet->err));
        return;
    }
    chora_draw_node(&canvas->drawing, node);
    for (size_t i = 0; i < line->link_count; i++) {
        const chora_line_link *link = &line->links[i];
        chora_box box = { from + link->from, top, from + link->to, top + leading };
        if (link->struck)
            chora_piece_rule(canvas, box.min_x, box.max_x - box.min_x,
                             baseline - 0.27 * type.size_pt, 0.6, type.colour);
        if (link->target)
            add_link(canvas, box, link->target);
    }
}

chora_status chora_piece_text(chora_canvas_piece *canvas, chora_inlines text, chora_type type,
                              double leading, double x, double width, double top, chora_align align,
                              double *height)
{
    chora_set_text set;
    chora_status st = chora_paragraph_set(&canvas->sheet->setting, text, type, leading, width, &set,
                                          canvas->sheet->err);
    for (size_t i = 0; !st && i < set.count; i++)
        chora_piece_line(canvas, &set.lines[i], type, leading, x, width, top + (double)i * leading,
                         align);
    *height = st ? 0 : (double)set.count * leading;
    chora_drawing_check(&canvas->drawing, st);
    return st;
}

void chora_piece_rule(chora_canvas_piece *canvas, double x, double width, double y, double pen,
                      chora_colour colour)
{
    chora_box box = { x, y - pen / 2, x + width, y + pen / 2 };
    chora_draw_box(&canvas->drawing, (chora_meaning){ .layer = "report", .role = "rule" },
                   chora_look_fill(colour), mirrored_box(canvas->sheet, box));
}

void chora_piece_panel(chora_canvas_piece *canvas, chora_box box, chora_colour colour)
{
    chora_draw_box(&canvas->drawing, (chora_meaning){ .layer = "report", .role = "panel" },
                   chora_look_fill(colour), mirrored_box(canvas->sheet, box));
}

chora_inlines chora_sheet_inlines(chora_sheet *sheet, const char *text, unsigned style)
{
    chora_inline *item =
        text && *text ? chora_arena_alloc(sheet->setting.arena, 1, sizeof *item) : NULL;
    if (item)
        *item = (chora_inline){ .text = text, .style = style };
    return (chora_inlines){ item, item ? 1 : 0 };
}
