/* Headings, paragraphs, lists, quotes, code. A paragraph is a piece a line, so that it can go over
 * to the next page; its first two and last two lines stay together. */
#include "report/sheet.h"
#include "report/sheet_colours.h"

#include <stdio.h>
#include <string.h>

#define SECTION_ABOVE (8 * CHORA_PT_PER_MM)
#define LIST_INDENT 14.0

enum { BODY_ABOVE = 6 };

static double prose_width(const chora_sheet *sheet, double indent)
{
    double most = sheet->width < CHORA_SHEET_PROSE ? sheet->width : CHORA_SHEET_PROSE;
    return most - indent;
}

/* ---- paragraphs ---------------------------------------------------------------------------- */

/* A mark before the first line: a bullet, a number. */
typedef struct {
    const char *text;
    double indent;
} line_mark;

/* A paragraph in a script that runs the other way than the document begins at the other side. */
static chora_align align_of(const chora_sheet *sheet, chora_inlines text)
{
    return chora_inlines_turned(text, sheet->setting.leftward) ? CHORA_ALIGN_END
                                                               : CHORA_ALIGN_START;
}

static chora_status add_line(chora_sheet *sheet, const chora_set_text *set, size_t index,
                             double indent, double width, line_mark mark, chora_align align,
                             chora_piece piece)
{
    chora_canvas_piece canvas = chora_piece_start(sheet);
    const chora_set_line *line = &set->lines[index];
    double height;
    if (mark.text && index == 0)
        chora_piece_text(&canvas, chora_sheet_inlines(sheet, mark.text, 0), set->type,
                         set->leading_pt, mark.indent, LIST_INDENT * 2, 0, CHORA_ALIGN_START,
                         &height);
    chora_piece_line(&canvas, line, set->type, set->leading_pt, indent, width, 0, align);
    piece.height = set->leading_pt;
    piece.first_note = line->first_note;
    piece.last_note = line->last_note;
    return chora_piece_end(&canvas, piece);
}

static chora_status add_paragraph(chora_sheet *sheet, chora_inlines text, chora_sheet_type kind,
                                  double indent, line_mark mark, chora_piece first)
{
    double leading, width = prose_width(sheet, indent);
    chora_type type = chora_sheet_type_of(sheet, kind, &leading);
    chora_set_text set;
    chora_status st =
        chora_paragraph_set(&sheet->setting, text, type, leading, width, &set, sheet->err);
    chora_align align = mark.text ? CHORA_ALIGN_START : align_of(sheet, text);
    first.element = ++sheet->elements;
    for (size_t i = 0; !st && i < set.count; i++) {
        chora_piece piece = first;
        if (i > 0) {
            piece.before = 0;
            piece.anchor = piece.outline = NULL;
        }
        piece.keep = first.keep || (i == 0 && set.count > 1) || i + 2 == set.count;
        st = add_line(sheet, &set, i, indent, width, mark, align, piece);
    }
    return st;
}

static chora_status add_heading(chora_sheet *sheet, const chora_block *block)
{
    static const char *const tags[] = { "H1", "H1", "H2", "H3", "H4" };
    bool section = block->level <= 2;
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    chora_inlines_text(block->text, &text);
    chora_piece piece = { .before = section ? SECTION_ABOVE : SECTION_ABOVE * 0.75,
                          .keep = true,
                          .tag = tags[block->level < 4 ? block->level : 4],
                          .anchor = block->anchor,
                          .outline =
                              chora_arena_strdup(sheet->setting.arena, chora_buffer_text(&text)),
                          .outline_level = block->level - 1 };
    chora_buffer_free(&text);
    chora_sheet_type kind = section             ? CHORA_TYPE_SECTION
                            : block->level == 3 ? CHORA_TYPE_SUBSECTION
                                                : CHORA_TYPE_PANEL;
    return add_paragraph(sheet, block->text, kind, 0, (line_mark){ NULL, 0 }, piece);
}

/* ---- lists --------------------------------------------------------------------------------- */

static chora_status add_item(chora_sheet *sheet, const chora_block *item, const char *mark,
                             chora_sheet_type kind, double indent)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < item->child_count; i++) {
        const chora_block *child = &item->children[i];
        chora_piece piece = { .before = i == 0 ? 2 : 3, .tag = "LI" };
        if (child->kind == CHORA_BLOCK_PARAGRAPH)
            st = add_paragraph(sheet, child->text, kind, indent + LIST_INDENT,
                               (line_mark){ i == 0 ? mark : NULL, indent }, piece);
        else
            st = chora_sheet_blocks(sheet, child, 1, kind, indent + LIST_INDENT);
    }
    return st;
}

const char *chora_sheet_mark(chora_sheet *sheet, const chora_block *list, size_t index)
{
    if (!list->level)
        return "•";
    const char *number = chora_tell_number(sheet->teller, (int64_t)list->level + (int64_t)index);
    return number ? chora_arena_printf(sheet->setting.arena, "%s.", number) : NULL;
}

static chora_status add_items(chora_sheet *sheet, const chora_block *list, chora_sheet_type kind,
                              double indent)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < list->child_count; i++) {
        const char *mark = chora_sheet_mark(sheet, list, i);
        st = mark ? add_item(sheet, &list->children[i], mark, kind, indent)
                  : chora_no_memory(sheet->err);
    }
    return st;
}

/* A list in a script that runs the other way than the page has its marks on the other side. */
static chora_status add_list(chora_sheet *sheet, const chora_block *list, chora_sheet_type kind,
                             double indent)
{
    bool turned = chora_block_turned(list, sheet->setting.leftward);
    if (turned)
        chora_sheet_turn(sheet, prose_width(sheet, 0));
    chora_status st = add_items(sheet, list, kind, indent);
    if (turned)
        chora_sheet_turn(sheet, prose_width(sheet, 0));
    return st;
}

/* ---- the rest ------------------------------------------------------------------------------ */

static chora_status add_rule(chora_sheet *sheet)
{
    chora_canvas_piece canvas = chora_piece_start(sheet);
    chora_piece_rule(&canvas, 0, sheet->width, 4, 0.5, CHORA_REPORT_RULE);
    return chora_piece_end(&canvas, (chora_piece){ .height = 8, .before = 8 });
}

chora_status chora_sheet_contents(chora_sheet *sheet)
{
    return chora_sheet_add(sheet, (chora_piece){ .before = SECTION_ABOVE,
                                                 .contents = true,
                                                 .name = "contents",
                                                 .tag = "TOC",
                                                 .element = ++sheet->elements });
}

static chora_status add_page_break(chora_sheet *sheet)
{
    return chora_sheet_add(sheet, (chora_piece){ .new_page = true, .name = "break" });
}

static chora_status add_block(chora_sheet *sheet, const chora_block *block, chora_sheet_type kind,
                              double indent)
{
    const chora_piece paragraph = { .before = BODY_ABOVE, .tag = "P" };
    switch (block->kind) {
    case CHORA_BLOCK_HEADING:
        return add_heading(sheet, block);
    case CHORA_BLOCK_PARAGRAPH:
    case CHORA_BLOCK_CODE:
        return add_paragraph(sheet, block->text, kind, indent, (line_mark){ NULL, 0 }, paragraph);
    case CHORA_BLOCK_LIST:
        return add_list(sheet, block, kind, indent);
    case CHORA_BLOCK_QUOTE:
    case CHORA_BLOCK_ITEM:
        return chora_sheet_blocks(sheet, block->children, block->child_count, kind,
                                  indent + LIST_INDENT);
    case CHORA_BLOCK_SMALL:
        return chora_sheet_blocks(sheet, block->children, block->child_count, CHORA_TYPE_NOTE,
                                  indent);
    case CHORA_BLOCK_TABLE:
        return chora_sheet_table(sheet, block);
    case CHORA_BLOCK_FIGURE:
        return chora_sheet_figure(sheet, block);
    case CHORA_BLOCK_KEYS:
        return chora_sheet_keys(sheet, block);
    case CHORA_BLOCK_LEAD:
        return chora_sheet_lead(sheet, block, NULL);
    case CHORA_BLOCK_SIDE:
        return chora_sheet_blocks(sheet, block->children, block->child_count, CHORA_TYPE_SIDE,
                                  indent);
    case CHORA_BLOCK_BOX:
        return chora_sheet_box(sheet, block);
    case CHORA_BLOCK_CONTENTS:
        return chora_sheet_contents(sheet);
    case CHORA_BLOCK_RULE:
        return add_rule(sheet);
    case CHORA_BLOCK_PAGE_BREAK:
        return add_page_break(sheet);
    }
    return CHORA_OK;
}

chora_status chora_sheet_blocks(chora_sheet *sheet, const chora_block *blocks, size_t count,
                                chora_sheet_type type, double indent)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < count; i++) {
        bool pair = blocks[i].kind == CHORA_BLOCK_LEAD && i + 1 < count &&
                    blocks[i + 1].kind == CHORA_BLOCK_SIDE;
        st = pair ? chora_sheet_lead(sheet, &blocks[i], &blocks[i + 1])
                  : add_block(sheet, &blocks[i], type, indent);
        i += pair;
    }
    return st;
}
