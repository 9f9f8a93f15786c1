/* Text in columns: the lead with its side note, and the box. Paragraphs and lists; what else may
 * stand in them is set under each other. */
#include "report/sheet.h"
#include "report/sheet_colours.h"

#include <math.h>
#include <stdlib.h>

enum { SECTION_GAP = 22 };

#define LIST_INDENT 12.0

/* ---- lines --------------------------------------------------------------------------------- */

typedef struct {
    const chora_set_line *line;
    const char *mark; /* Before it: a bullet, a number; NULL: none. */
    double indent;
    double above; /* Room over it: a new paragraph. */
} column_line;

/* The lines of a column, in the order of reading. */
typedef struct {
    chora_sheet *sheet;
    chora_type type;
    double leading, width, gap; /* Between paragraphs. */
    column_line *lines;
    size_t count, capacity;
} column;

static chora_status gather_paragraph(column *c, chora_inlines text, column_line first)
{
    chora_set_text set;
    chora_status st = chora_paragraph_set(&c->sheet->setting, text, c->type, c->leading,
                                          c->width - first.indent, &set, c->sheet->err);
    for (size_t i = 0; !st && i < set.count; i++) {
        if (chora_grow((void **)&c->lines, &c->capacity, c->count, sizeof *c->lines))
            return chora_no_memory(c->sheet->err);
        first.line = &set.lines[i];
        first.above = i || !c->count ? 0 : first.above;
        first.mark = i ? NULL : first.mark;
        c->lines[c->count++] = first;
    }
    return st;
}

static chora_status gather(column *c, const chora_block *blocks, size_t count, double indent);

static chora_status gather_item(column *c, const chora_block *item, const char *mark, double indent,
                                double above)
{
    chora_status st = mark ? CHORA_OK : chora_no_memory(c->sheet->err);
    for (size_t i = 0; !st && i < item->child_count; i++) {
        const chora_block *child = &item->children[i];
        const column_line first = { .mark = i ? NULL : mark,
                                    .indent = indent + LIST_INDENT,
                                    .above = i ? c->gap * 0.5 : above };
        st = child->kind == CHORA_BLOCK_PARAGRAPH ? gather_paragraph(c, child->text, first)
                                                  : gather(c, child, 1, indent + LIST_INDENT);
    }
    return st;
}

static chora_status gather(column *c, const chora_block *blocks, size_t count, double indent)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < count; i++) {
        const chora_block *block = &blocks[i];
        const column_line first = { .indent = indent, .above = c->gap };
        if (block->kind == CHORA_BLOCK_PARAGRAPH)
            st = gather_paragraph(c, block->text, first);
        for (size_t j = 0; !st && block->kind == CHORA_BLOCK_LIST && j < block->child_count; j++)
            st = gather_item(c, &block->children[j], chora_sheet_mark(c->sheet, block, j), indent,
                             j || indent > 0 ? c->gap * 0.4 : c->gap);
    }
    return st;
}

static chora_status column_make(chora_sheet *sheet, const chora_block *block, chora_sheet_type kind,
                                double width, double gap, chora_colour colour, column *out)
{
    *out = (column){ .sheet = sheet, .width = width };
    out->type = chora_sheet_type_of(sheet, kind, &out->leading);
    out->type.colour = colour; /* The lines are set in it. */
    out->gap = out->leading * gap;
    return gather(out, block->children, block->child_count, 0);
}

/* Is there nothing but what a column can hold? */
static bool is_plain(const chora_block *block)
{
    for (size_t i = 0; i < block->child_count; i++) {
        const chora_block *child = &block->children[i];
        bool list = child->kind == CHORA_BLOCK_LIST || child->kind == CHORA_BLOCK_ITEM;
        if (child->kind != CHORA_BLOCK_PARAGRAPH && !(list && is_plain(child)))
            return false;
    }
    return true;
}

static double column_height(const column *c, size_t from, size_t to)
{
    double height = 0;
    for (size_t i = from; i < to; i++)
        height += c->leading + (i > from ? c->lines[i].above : 0);
    return height;
}

static void column_draw(chora_canvas_piece *canvas, const column *c, size_t from, size_t to,
                        double x, double top)
{
    for (size_t i = from; i < to; i++) {
        const column_line *line = &c->lines[i];
        double ignored;
        top += i > from ? line->above : 0;
        if (line->mark)
            chora_piece_text(canvas, chora_sheet_inlines(c->sheet, line->mark, 0), c->type,
                             c->leading, x + line->indent - LIST_INDENT, LIST_INDENT * 2, top,
                             CHORA_ALIGN_START, &ignored);
        chora_piece_line(canvas, line->line, c->type, c->leading, x + line->indent,
                         c->width - line->indent, top, CHORA_ALIGN_START);
        top += c->leading;
    }
}

/* The footnotes marked in it are the piece's. */
static void take_notes(chora_piece *piece, const column *c)
{
    for (size_t i = 0; i < c->count; i++) {
        const chora_set_line *line = c->lines[i].line;
        if (line->first_note && !piece->first_note)
            piece->first_note = line->first_note;
        if (line->last_note)
            piece->last_note = line->last_note;
    }
}

/* ---- the lead ------------------------------------------------------------------------------ */

/* Where they cannot stand side by side. */
static chora_status one_after_other(chora_sheet *sheet, const chora_block *lead,
                                    const chora_block *side)
{
    chora_status st =
        chora_sheet_blocks(sheet, lead->children, lead->child_count, CHORA_TYPE_LEAD, 0);
    return st || !side
               ? st
               : chora_sheet_blocks(sheet, side->children, side->child_count, CHORA_TYPE_SIDE, 0);
}

static chora_status draw_lead(chora_sheet *sheet, const column *lead, const column *side,
                              double height)
{
    const double edge = lead->width + CHORA_LEAD_GAP / 2;
    chora_canvas_piece canvas = chora_piece_start(sheet);
    chora_piece piece = {
        .before = 16, .tag = "P", .element = ++sheet->elements, .height = height
    };
    column_draw(&canvas, lead, 0, lead->count, 0, 0);
    take_notes(&piece, lead);
    if (side->count) {
        column_draw(&canvas, side, 0, side->count, lead->width + CHORA_LEAD_GAP, 0);
        chora_piece_panel(&canvas, (chora_box){ edge - 0.4, 0, edge + 0.4, height },
                          CHORA_REPORT_RULE);
        take_notes(&piece, side);
    }
    return chora_piece_end(&canvas, piece);
}

chora_status chora_sheet_lead(chora_sheet *sheet, const chora_block *lead, const chora_block *side)
{
    const double longest = 420, gap = 0.45;
    double wide = side ? (CHORA_SHEET_TEXT - CHORA_LEAD_GAP) * 1.62 / 2.62 : CHORA_SHEET_PROSE;
    column first = { 0 }, second = { 0 };
    if (!is_plain(lead) || (side && !is_plain(side)))
        return one_after_other(sheet, lead, side);
    chora_status st =
        column_make(sheet, lead, CHORA_TYPE_LEAD, wide, gap, CHORA_REPORT_INK, &first);
    if (!st && side)
        st = column_make(sheet, side, CHORA_TYPE_SIDE, CHORA_SHEET_TEXT - CHORA_LEAD_GAP - wide,
                         gap, CHORA_REPORT_TEXT2, &second);
    double height =
        fmax(column_height(&first, 0, first.count), column_height(&second, 0, second.count));
    if (!st) /* Too long to stand together: one after the other. */
        st = height > longest ? one_after_other(sheet, lead, side)
                              : draw_lead(sheet, &first, &second, height);
    free(first.lines);
    free(second.lines);
    return st;
}

/* ---- a box --------------------------------------------------------------------------------- */

#define BOX_PAD 18.0
#define BOX_GAP 22.0
#define BOX_COLUMN ((CHORA_SHEET_TEXT - 2 * BOX_PAD - BOX_GAP) / 2)

/* As even as it can be, the first column not shorter, no paragraph's head alone at its foot. */
static size_t find_split(const column *c)
{
    size_t split = c->count;
    for (size_t at = 1; at < c->count; at++)
        if (column_height(c, 0, at) >= column_height(c, at, c->count)) {
            split = at;
            break;
        }
    bool head = split < c->count && split > 1 && c->lines[split - 1].above > 0;
    if (head && !c->lines[split].mark && c->lines[split].above <= 0)
        split++;
    return split;
}

static chora_status draw_box(chora_sheet *sheet, const chora_block *block, const column *c)
{
    size_t split = find_split(c);
    double leading, height = 0, top = BOX_PAD * 0.8, head = *block->title ? 20 : 0;
    double tall = fmax(column_height(c, 0, split), column_height(c, split, c->count));
    chora_canvas_piece canvas = chora_piece_start(sheet);
    chora_piece piece = { .before = SECTION_GAP, .tag = "P", .element = ++sheet->elements };
    piece.height = top + head + tall + BOX_PAD * 0.9;
    take_notes(&piece, c);
    chora_piece_panel(&canvas, (chora_box){ 0, 0, CHORA_SHEET_TEXT, piece.height },
                      CHORA_REPORT_PANEL);
    chora_piece_rule(&canvas, 0, CHORA_SHEET_TEXT, 0.6, 1.2, CHORA_REPORT_INK);
    chora_type title = chora_sheet_type_of(sheet, CHORA_TYPE_FIGURE_TITLE, &leading);
    chora_piece_text(&canvas, chora_sheet_inlines(sheet, block->title, 0), title, leading, BOX_PAD,
                     BOX_COLUMN * 2, top, CHORA_ALIGN_START, &height);
    column_draw(&canvas, c, 0, split, BOX_PAD, top + head);
    column_draw(&canvas, c, split, c->count, BOX_PAD + BOX_COLUMN + BOX_GAP, top + head);
    return chora_piece_end(&canvas, piece);
}

/* What no panel can hold stands between two rules. */
static chora_status open_box(chora_sheet *sheet, const chora_block *block)
{
    double leading, height = 0;
    chora_canvas_piece canvas = chora_piece_start(sheet);
    chora_piece piece = {
        .before = SECTION_GAP, .keep = true, .tag = "P", .element = ++sheet->elements
    };
    chora_piece_rule(&canvas, 0, CHORA_SHEET_TEXT, 0.6, 1.2, CHORA_REPORT_INK);
    chora_type title = chora_sheet_type_of(sheet, CHORA_TYPE_FIGURE_TITLE, &leading);
    if (*block->title)
        chora_piece_text(&canvas, chora_sheet_inlines(sheet, block->title, 0), title, leading, 0,
                         CHORA_SHEET_TEXT, 8, CHORA_ALIGN_START, &height);
    piece.height = 8 + height;
    return chora_piece_end(&canvas, piece);
}

static chora_status close_box(chora_sheet *sheet)
{
    chora_canvas_piece canvas = chora_piece_start(sheet);
    chora_piece_rule(&canvas, 0, CHORA_SHEET_TEXT, 0.6, 0.5, CHORA_REPORT_INK);
    return chora_piece_end(&canvas, (chora_piece){ .height = 1.2, .before = 8 });
}

chora_status chora_sheet_box(chora_sheet *sheet, const chora_block *block)
{
    const double longest = 480;
    column c = { 0 };
    chora_status st = CHORA_OK;
    bool plain = is_plain(block);
    if (plain)
        st = column_make(sheet, block, CHORA_TYPE_SIDE, BOX_COLUMN, 0.5, CHORA_REPORT_INK, &c);
    plain = plain && c.count && column_height(&c, 0, c.count) / 2 <= longest;
    if (!st && plain)
        st = draw_box(sheet, block, &c);
    free(c.lines);
    if (st || plain)
        return st;
    st = open_box(sheet, block);
    if (!st)
        st = chora_sheet_blocks(sheet, block->children, block->child_count, CHORA_TYPE_SIDE, 0);
    return st ? st : close_box(sheet);
}
