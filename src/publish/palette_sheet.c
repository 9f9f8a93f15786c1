/* All palettes on one page. */
#include <chora/style.h>

#include "compose/draw.h"
#include "publish/page_file.h"
#include "style/style.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = 3, SHOWN_CLASSES = 5, KINDS = 4, SHEET_DPI = 200, MOST_COLOURS = 12 };

/* Millimetres. */
static const double MARGIN = 9, COLUMN_GAP = 9, PAGE_WIDTH = 280, HEAD_HEIGHT = 22, ROW = 6.4,
                    NAME_WIDTH = 30, SWATCH = 5.6, BAR = 4.2, GAP = 3.2, FOOT = 13;

typedef struct {
    const chora_palette_list *palettes;
    const chora_style *style;
    chora_drawing drawing;
    size_t rows; /* of a column */
} sheet;

static double pt(double mm)
{
    return mm * CHORA_PT_PER_MM;
}

static double column_width(void)
{
    return (PAGE_WIDTH - 2 * MARGIN - (COLUMNS - 1) * COLUMN_GAP) / COLUMNS;
}

/* ---- what goes where ------------------------------------------------------------------------- */

static size_t count_of_kind(const chora_palette_list *list, chora_palette_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++)
        count += list->items[i].kind == kind;
    return count;
}

/* Sequential ones fill two columns under a head each, the others the third. */
static size_t rows_of_column(const chora_palette_list *list)
{
    size_t sequential = (count_of_kind(list, CHORA_PALETTE_SEQUENTIAL) + 1) / 2 + 1;
    size_t others = list->count - count_of_kind(list, CHORA_PALETTE_SEQUENTIAL) + 3;

    return sequential > others ? sequential : others;
}

static chora_xy corner_of(size_t column, size_t row)
{
    return (chora_xy){ pt(MARGIN + (double)column * (column_width() + COLUMN_GAP)),
                       pt(HEAD_HEIGHT + (double)row * ROW) };
}

/* ---- drawing --------------------------------------------------------------------------------- */

static void draw_text(sheet *s, const char *role, chora_xy at, chora_type type, const char *text)
{
    chora_meaning meaning = { .layer = "furniture", .role = role };

    chora_draw_text(&s->drawing, meaning, at, CHORA_ALIGN_START, type, text);
}

/* `count` colours side by side in a bar; neighbours touch as they do on a map. */
static void draw_colours(sheet *s, const char *name, size_t count, chora_xy at, double width)
{
    chora_colour colours[MOST_COLOURS];
    chora_meaning meaning = { .layer = "legend", .role = "swatch", .key = name };
    double step = width / (double)count;

    chora_drawing_check(&s->drawing,
                        chora_palette_colours(name, count, false, colours, s->drawing.err));
    for (size_t i = 0; !s->drawing.status && i < count; i++) {
        chora_box box = { at.x + step * (double)i, at.y, at.x + step * (double)(i + 1),
                          at.y + pt(BAR) };
        chora_draw_box(&s->drawing, meaning, chora_look_fill(colours[i]), box);
    }
    chora_box frame = { at.x, at.y, at.x + width, at.y + pt(BAR) };
    meaning.role = "swatch-frame";
    chora_draw_box(&s->drawing, meaning, chora_look_stroke(s->style->swatch), frame);
}

/* A ring that is filled where everybody can tell the colours apart. */
static void draw_mark(sheet *s, bool safe, chora_xy centre)
{
    chora_meaning meaning = { .layer = "legend", .role = "colour-blind" };
    chora_pen pen = { 0.6, s->style->ink2, { 0, 0 } };
    chora_look look = safe ? chora_look_fill(s->style->ink2) : chora_look_stroke(pen);

    chora_draw_circle(&s->drawing, meaning, look, centre, safe ? 1.7 : 1.4);
}

static void draw_palette(sheet *s, const chora_palette_info *palette, chora_xy at)
{
    double text_y = at.y + pt(BAR) * 0.5 + s->style->legend_label.size_pt * 0.36;
    double bars = at.x + pt(NAME_WIDTH), five = pt(SWATCH) * SHOWN_CLASSES;
    double right = at.x + pt(column_width());

    draw_mark(s, palette->colour_blind, (chora_xy){ at.x + 2, at.y + pt(BAR) / 2 });
    draw_text(s, "palette-name", (chora_xy){ at.x + 8, text_y }, s->style->legend_label,
              palette->name);
    if (palette->kind >= CHORA_PALETTE_QUALITATIVE) {
        draw_colours(s, palette->name, palette->most, (chora_xy){ bars, at.y }, right - bars);
        return;
    }
    draw_colours(s, palette->name, SHOWN_CLASSES, (chora_xy){ bars, at.y }, five);
    draw_colours(s, palette->name, palette->most, (chora_xy){ bars + five + pt(GAP), at.y },
                 right - bars - five - pt(GAP));
}

static void draw_head(sheet *s, chora_palette_kind kind, chora_xy at)
{
    static const char *const heads[KINDS] = { "Sequential: from little to much",
                                              "Diverging: two sides of a middle",
                                              "Qualitative: kinds without an order",
                                              "Bivariate: two numbers, row by row from below" };

    draw_text(s, "head", (chora_xy){ at.x, at.y + pt(BAR) * 0.8 }, s->style->legend_head,
              heads[kind]);
}

static void draw_palettes(sheet *s)
{
    size_t half = (count_of_kind(s->palettes, CHORA_PALETTE_SEQUENTIAL) + 1) / 2;
    size_t column = 0, row = 0;

    for (size_t i = 0; i < s->palettes->count; i++) {
        const chora_palette_info *palette = &s->palettes->items[i];
        bool first = i == 0 || palette->kind != s->palettes->items[i - 1].kind;
        if (i == half || (first && palette->kind == CHORA_PALETTE_DIVERGING)) {
            column++;
            row = 0;
        }
        row += first && palette->kind >= CHORA_PALETTE_QUALITATIVE;
        if (first || row == 0)
            draw_head(s, palette->kind, corner_of(column, row++));
        draw_palette(s, palette, corner_of(column, row++));
    }
}

static void draw_frame_of_page(sheet *s, double height)
{
    double foot = height - pt(MARGIN);

    draw_text(s, "title", (chora_xy){ pt(MARGIN), pt(MARGIN + 3) }, s->style->title, "Palettes");
    draw_text(s, "subtitle", (chora_xy){ pt(MARGIN), pt(MARGIN + 8) }, s->style->subtitle,
              "Each with five classes, as a map asks for, and with its most; name one in a figure: "
              "palette: OrRd");
    draw_mark(s, true, (chora_xy){ pt(MARGIN) + 2, foot - 2 });
    draw_text(
        s, "note", (chora_xy){ pt(MARGIN) + 8, foot }, s->style->source,
        "told apart with the common colour-vision deficiencies, say its makers; of qualitative "
        "ones, the first few");
    draw_mark(s, false, (chora_xy){ pt(MARGIN + 2 * (column_width() + COLUMN_GAP)) + 2, foot - 2 });
    draw_text(s, "note", (chora_xy){ pt(MARGIN + 2 * (column_width() + COLUMN_GAP)) + 8, foot },
              s->style->source, "not always");
}

static chora_status describe_page(chora_page *page, chora_error *err)
{
    page->title = chora_arena_strdup(page->arena, "Palettes");
    page->description = chora_arena_strdup(page->arena, "The palettes that a figure can name.");
    page->language = chora_arena_strdup(page->arena, "en");
    page->source = chora_arena_strdup(page->arena, "Chora");
    bool all = page->title && page->description && page->language && page->source;
    return all ? CHORA_OK : chora_no_memory(err);
}

static chora_status make_page(const chora_palette_list *palettes, const chora_style *style,
                              const chora_ruler *ruler, chora_page **out, chora_error *err)
{
    sheet s = { .palettes = palettes, .style = style, .rows = rows_of_column(palettes) };
    double height = pt(HEAD_HEIGHT + (double)s.rows * ROW + FOOT);
    chora_page *page = chora_page_new(pt(PAGE_WIDTH), height);
    chora_group *group = NULL;

    s.drawing = chora_drawing_start(ruler, err);
    draw_frame_of_page(&s, height);
    draw_palettes(&s);
    chora_status st = chora_drawing_end(&s.drawing, &group);
    if (!st)
        st = page ? describe_page(page, err) : chora_no_memory(err);
    if (!st &&
        chora_page_add(page, group, "palettes", (chora_xy){ 0, 0 }, (chora_box)CHORA_BOX_EMPTY))
        st = chora_no_memory(err);
    chora_group_unref(group);
    if (st) {
        chora_page_free(page);
        return st;
    }
    page->paper = style->paper;
    *out = page;
    return CHORA_OK;
}

/* ---- the file -------------------------------------------------------------------------------- */

static chora_status format_of(const char *path, const char *asked, chora_paint_format *out,
                              chora_error *err)
{
    char extension[16];

    if (strcmp(path, "-") == 0)
        return chora_paint_format_parse(asked ? asked : "png", out, err);
    chora_path_extension(path, extension);
    chora_status st = chora_paint_format_parse(extension, out, err);
    if (st)
        chora_at(err, "%s", path);
    return st;
}

chora_status chora_palette_sheet(const char *path, const char *format, double dpi, chora_error *err)
{
    chora_paint_format painted = CHORA_PAINT_PNG;
    chora_palette_list palettes = { 0 };
    chora_painter *painter = NULL;
    chora_page *page = NULL;
    chora_style style;
    chora_status st = format_of(path, format, &painted, err);
    if (st)
        return st;

    chora_arena *arena = chora_arena_new();
    st = arena ? chora_style_load("report", arena, &style, err) : chora_no_memory(err);
    if (!st)
        st = chora_palettes_list(&palettes, err);
    if (!st)
        st = chora_painter_new(&painter, err);
    if (!st) {
        chora_ruler ruler = chora_painter_ruler(painter);
        st = make_page(&palettes, &style, &ruler, &page, err);
    }
    if (!st)
        st = chora_page_file(painter, page, path, painted, dpi > 0 ? dpi : SHEET_DPI, NULL, NULL,
                             NULL, err);
    chora_page_free(page);
    chora_painter_free(painter);
    chora_palette_list_free(&palettes);
    chora_arena_free(arena);
    return st;
}
