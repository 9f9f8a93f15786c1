/* Captions, figures, image files. */
#include "report/sheet.h"
#include "report/sheet_colours.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define FIGURE_ABOVE (7.5 * CHORA_PT_PER_MM)

/* "FIGURE 1" in capitals where the script has them. */
static const char *kicker(chora_sheet *sheet, const char *label)
{
    char *text = chora_arena_strdup(sheet->setting.arena, label);
    for (char *at = text; at && *at; at++)
        if ((unsigned char)*at < 0x80)
            *at = (char)toupper((unsigned char)*at);
    return text;
}

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
        add_caption_line(&canvas, kicker(sheet, block->label), CHORA_TYPE_KICKER, 0, &piece.height);
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
