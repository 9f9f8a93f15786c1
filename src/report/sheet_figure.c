/* Captions, figures, image files. */
#include "report/sheet.h"
#include "report/sheet_colours.h"

#include <math.h>
#include <string.h>

#define FIGURE_ABOVE (7.5 * CHORA_PT_PER_MM)

static void add_caption_line(chora_canvas_piece *canvas, const char *text, chora_sheet_type kind,
                             double above, double *top)
{
    double leading, height = 0;
    if (!text || !*text)
        return;
    chora_type type = chora_sheet_type_of(canvas->sheet, kind, &leading);
    chora_piece_text(canvas, chora_sheet_inlines(canvas->sheet, text, 0), type, leading, 0,
                     CHORA_SHEET_TEXT, *top + above, CHORA_ALIGN_START, &height);
    *top += above + height;
}

chora_status chora_sheet_caption(chora_sheet *sheet, const chora_block *block)
{
    chora_canvas_piece canvas = chora_piece_start(sheet);
    chora_piece piece = { .before = FIGURE_ABOVE,
                          .keep = true,
                          .tag = "Caption",
                          .element = ++sheet->elements,
                          .anchor = block->anchor };
    if (block->label)
        add_caption_line(&canvas, chora_tell_upper(sheet->teller, block->label), CHORA_TYPE_KICKER,
                         0, &piece.height);
    add_caption_line(&canvas, block->title, CHORA_TYPE_FIGURE_TITLE, 0, &piece.height);
    add_caption_line(&canvas, block->subtitle, CHORA_TYPE_SMALL, 1, &piece.height);
    piece.height += 5;
    return chora_piece_end(&canvas, piece);
}

chora_status chora_sheet_note(chora_sheet *sheet, const chora_block *block)
{
    chora_canvas_piece canvas = chora_piece_start(sheet);
    double leading;
    chora_piece piece = { .before = 5, .tag = "Note", .element = ++sheet->elements };
    chora_type type = chora_sheet_type_of(sheet, CHORA_TYPE_NOTE, &leading);
    chora_piece_text(&canvas, block->note, type, leading, 0, CHORA_SHEET_TEXT, 0, CHORA_ALIGN_START,
                     &piece.height);
    return chora_piece_end(&canvas, piece);
}

/* Titles over the pictures, as high as the highest. */
static double draw_panel_titles(chora_canvas_piece *canvas, const chora_report_figure *figure)
{
    double highest = 0, x = 0, leading;
    chora_type type = chora_sheet_type_of(canvas->sheet, CHORA_TYPE_PANEL, &leading);
    for (size_t i = 0; i < figure->panel_count; i++) {
        const chora_report_panel *panel = &figure->panels[i];
        double height = 0;
        chora_piece_text(canvas, chora_sheet_inlines(canvas->sheet, panel->title, 0), type, leading,
                         x, panel->width_pt, 0, CHORA_ALIGN_START, &height);
        highest = fmax(highest, height);
        x += panel->width_pt + CHORA_SHEET_GUTTER;
    }
    return highest > 0 ? highest + 3 : 0;
}

static const char *alt_of(chora_sheet *sheet, const chora_report_figure *figure)
{
    const char *alt = "";
    for (size_t i = 0; alt && i < figure->panel_count; i++)
        alt = chora_arena_printf(sheet->setting.arena, "%s%s%s", alt, *alt ? " " : "",
                                 figure->panels[i].alt ? figure->panels[i].alt : "");
    return alt;
}

static bool can_be_lower(const chora_report_figure *figure)
{
    for (size_t i = 0; i < figure->panel_count; i++)
        if (!figure->panels[i].ask)
            return false;
    return true;
}

static chora_status add_pictures(chora_sheet *sheet, const chora_report_figure *figure,
                                 bool captioned, bool noted)
{
    chora_piece_picture *pictures =
        chora_arena_alloc(sheet->setting.arena, figure->panel_count, sizeof *pictures);
    chora_canvas_piece canvas = chora_piece_start(sheet);
    chora_piece piece = {
        .keep = noted, .tag = "Figure", .alt = alt_of(sheet, figure), .element = ++sheet->elements
    };
    if (!captioned)
        piece.before = FIGURE_ABOVE;
    if (can_be_lower(figure))
        piece.figure = figure;
    double top = draw_panel_titles(&canvas, figure), x = 0;
    if (!pictures)
        chora_drawing_check(&canvas.drawing, chora_no_memory(sheet->err));
    for (size_t i = 0; pictures && i < figure->panel_count; i++) {
        const chora_report_panel *panel = &figure->panels[i];
        double at = sheet->setting.leftward ? CHORA_SHEET_TEXT - x - panel->width_pt : x;
        if (panel->page || panel->image)
            pictures[piece.picture_count++] = (chora_piece_picture){
                panel->page, { at, top }, panel->image, panel->width_pt, panel->height_pt
            };
        piece.height = fmax(piece.height, top + panel->height_pt);
        x += panel->width_pt + CHORA_SHEET_GUTTER;
    }
    piece.pictures = pictures;
    return chora_piece_end(&canvas, piece);
}

/* ---- a little lower ------------------------------------------------------------------------ */

static chora_status lower_panel(chora_sheet *sheet, const chora_report_panel *panel, double height,
                                chora_page **out)
{
    chora_figure_ask ask = *panel->ask;
    chora_figure_answer answer = { 0 };
    ask.height_pt = height;
    if (chora_grow((void **)&sheet->lowered, &sheet->lowered_capacity, sheet->lowered_count,
                   sizeof *sheet->lowered))
        return chora_no_memory(sheet->err);
    chora_status st =
        sheet->maker->make(sheet->maker->context, &ask, sheet->setting.arena, &answer, sheet->err);
    if (!st)
        *out = sheet->lowered[sheet->lowered_count++] = answer.page;
    return st;
}

chora_status chora_sheet_lower(chora_sheet *sheet, chora_piece *piece, double lack_pt)
{
    double top = piece->picture_count ? piece->pictures[0].at.y : 0;
    double height = piece->height - top - lack_pt, least = 45 * CHORA_PT_PER_MM;
    for (size_t i = 0; piece->figure && i < piece->figure->panel_count; i++)
        least = fmax(least, piece->figure->panels[i].least_pt);
    if (!sheet->maker || !piece->figure || height < least)
        return CHORA_OK;
    chora_piece_picture *pictures = chora_arena_copy(sheet->setting.arena, piece->pictures,
                                                     piece->picture_count, sizeof *piece->pictures);
    chora_status st = pictures ? CHORA_OK : chora_no_memory(sheet->err);
    double highest = 0;
    for (size_t i = 0; !st && i < piece->picture_count; i++) {
        chora_page *page = NULL;
        st = lower_panel(sheet, &piece->figure->panels[i], height, &page);
        if (st)
            break;
        pictures[i].page = page;
        pictures[i].height_pt = page->height_pt;
        highest = fmax(highest, page->height_pt);
    }
    if (st)
        return st;
    piece->pictures = pictures;
    piece->height = top + highest;
    return CHORA_OK;
}

chora_status chora_sheet_figure(chora_sheet *sheet, const chora_block *block)
{
    bool noted = block->note.count > 0;
    chora_status st = CHORA_OK;
    bool captioned = *block->title || *block->subtitle;
    if (captioned)
        st = chora_sheet_caption(sheet, block);
    if (!st)
        st = add_pictures(sheet, &block->figure, captioned, noted);
    return st || !noted ? st : chora_sheet_note(sheet, block);
}
