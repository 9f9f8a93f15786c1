/* The first page: masthead, title, key numbers, lead and side note; and the method box. */
#include "report/sheet.h"
#include "report/sheet_colours.h"

#include <math.h>
#include <string.h>

enum { KEY_COLUMNS = 4, SECTION_GAP = 22 };

/* ---- masthead ------------------------------------------------------------------------------ */

static chora_status draw_series(chora_canvas_piece *canvas, double *height)
{
    chora_sheet *sheet = canvas->sheet;
    const chora_document *document = sheet->document;
    double leading, h = 0;
    chora_type type = chora_sheet_type_of(sheet, CHORA_TYPE_SMALL, &leading);
    chora_piece_rule(canvas, 0, CHORA_SHEET_TEXT, 0.75, 1.5, CHORA_REPORT_INK);
    const char *series = *document->series ? document->series : document->publisher;
    chora_inline items[] = { { .text = series, .style = CHORA_INLINE_STRONG },
                             { .text = *document->issue ? "  " : "" },
                             { .text = document->issue } };
    double top = 7.5, named = 0, widest;
    const chora_inlines name = { items, 3 };
    chora_status st =
        chora_paragraph_widths(&sheet->setting, name, type, &named, &widest, sheet->err);
    named = fmin(named + 1, CHORA_SHEET_TEXT * 0.5); /* the dates may have the rest */
    if (!st)
        st = chora_piece_text(canvas, name, type, leading, 0, named, top, CHORA_ALIGN_START, &h);
    double from = fmin(named + 18, CHORA_SHEET_TEXT * 0.5);
    if (!st)
        st = chora_piece_text(canvas, chora_sheet_inlines(sheet, document->dates, 0), type, leading,
                              from, CHORA_SHEET_TEXT - from, top, CHORA_ALIGN_END, height);
    *height = top + fmax(h, *height);
    return st;
}

static chora_status add_series(chora_sheet *sheet)
{
    chora_canvas_piece canvas = chora_piece_start(sheet);
    chora_piece piece = { .keep = true, .tag = "P", .element = ++sheet->elements };
    draw_series(&canvas, &piece.height);
    return chora_piece_end(&canvas, piece);
}

/* Arabic script is short and stands high: there title and period share a line where they fit.
 * Where the period begins; 0: under the title. */
static chora_status period_beside(chora_sheet *sheet, chora_inlines title, chora_inlines period,
                                  double *out)
{
    double leading, widest, titled = 0, dated = 0, gap = 12;
    *out = 0;
    if (!sheet->setting.leftward || !title.count || !period.count)
        return CHORA_OK;
    chora_status st = chora_paragraph_widths(&sheet->setting, title,
                                             chora_sheet_type_of(sheet, CHORA_TYPE_TITLE, &leading),
                                             &titled, &widest, sheet->err);
    if (!st)
        st = chora_paragraph_widths(&sheet->setting, period,
                                    chora_sheet_type_of(sheet, CHORA_TYPE_TITLE_PERIOD, &leading),
                                    &dated, &widest, sheet->err);
    if (!st && titled + gap + dated <= CHORA_SHEET_TEXT)
        *out = titled + gap;
    return st;
}

static chora_status add_title(chora_sheet *sheet)
{
    chora_canvas_piece canvas = chora_piece_start(sheet);
    const chora_document *document = sheet->document;
    double leading, height = 0, top = 0;
    chora_piece piece = { .before = document->title_page ? 150 : 22,
                          .keep = true,
                          .tag = "H1",
                          .element = ++sheet->elements,
                          .anchor = "title" };
    chora_type type = chora_sheet_type_of(sheet, CHORA_TYPE_TITLE, &leading);
    chora_inlines title = chora_sheet_inlines(sheet, document->title, 0);
    chora_inlines period =
        chora_sheet_inlines(sheet, chora_tell_capital(sheet->teller, document->period_label), 0);
    double beside = 0;
    chora_drawing_check(&canvas.drawing, period_beside(sheet, title, period, &beside));
    chora_piece_text(&canvas, title, type, leading, 0, CHORA_SHEET_TEXT, 0, CHORA_ALIGN_START,
                     &height);
    top += beside > 0 ? 0 : height;
    type = chora_sheet_type_of(sheet, CHORA_TYPE_TITLE_PERIOD, &leading);
    chora_piece_text(&canvas, period, type, leading, beside, CHORA_SHEET_TEXT - beside, top,
                     CHORA_ALIGN_START, &height);
    piece.height = top + height;
    return chora_piece_end(&canvas, piece);
}

static chora_status add_standfirst(chora_sheet *sheet)
{
    chora_canvas_piece canvas = chora_piece_start(sheet);
    double leading;
    chora_piece piece = { .before = 5, .keep = true, .tag = "P", .element = ++sheet->elements };
    chora_type type = chora_sheet_type_of(sheet, CHORA_TYPE_STANDFIRST, &leading);
    chora_piece_text(&canvas, chora_sheet_inlines(sheet, sheet->document->subtitle, 0), type,
                     leading, 0, CHORA_SHEET_PROSE, 0, CHORA_ALIGN_START, &piece.height);
    return chora_piece_end(&canvas, piece);
}

static chora_status add_publisher(chora_sheet *sheet)
{
    chora_canvas_piece canvas = chora_piece_start(sheet);
    double leading;
    chora_piece piece = { .before = 40, .tag = "P", .element = ++sheet->elements };
    chora_type type = chora_sheet_type_of(sheet, CHORA_TYPE_BODY, &leading);
    chora_piece_text(&canvas, chora_sheet_inlines(sheet, sheet->document->publisher, 0), type,
                     leading, 0, CHORA_SHEET_PROSE, 0, CHORA_ALIGN_START, &piece.height);
    return chora_piece_end(&canvas, piece);
}

/* The contents: unless the text says where they stand. */
static bool lists_contents(const chora_block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (blocks[i].kind == CHORA_BLOCK_CONTENTS ||
            lists_contents(blocks[i].children, blocks[i].child_count))
            return true;
    return false;
}

chora_status chora_sheet_first(chora_sheet *sheet)
{
    const chora_document *document = sheet->document;
    chora_status st = add_series(sheet);
    if (!st)
        st = add_title(sheet);
    if (!st && *document->subtitle)
        st = add_standfirst(sheet);
    if (!st && document->title_page && *document->publisher)
        st = add_publisher(sheet);
    if (!st)
        sheet->pieces[sheet->count - 1].keep = false;
    if (!st && document->title_page && !lists_contents(document->blocks, document->block_count)) {
        st = chora_sheet_contents(sheet);
        sheet->pieces[sheet->count - 1].before = 60;
    }
    if (!st && document->title_page)
        st = chora_sheet_add(sheet, (chora_piece){ .new_page = true, .name = "break" });
    return st;
}

/* ---- key numbers --------------------------------------------------------------------------- */

static double draw_key(chora_canvas_piece *canvas, const chora_report_key *key, double x,
                       double width)
{
    chora_sheet *sheet = canvas->sheet;
    double leading, height = 0, top = 8;
    chora_type type = chora_sheet_type_of(sheet, CHORA_TYPE_SMALL, &leading);
    type.weight = 600;
    type.colour = CHORA_REPORT_INK;
    chora_piece_text(canvas, chora_sheet_inlines(sheet, key->label, 0), type, leading, x, width,
                     top, CHORA_ALIGN_START, &height);
    top += height + 1;
    double value_leading;
    chora_type value = chora_sheet_type_of(sheet, CHORA_TYPE_KEY, &value_leading);
    chora_inline items[] = { { .text = key->value, .style = key->style } };
    chora_set_text set;
    chora_status st = CHORA_OK;
    for (; !st && value.size_pt > 12; value.size_pt -= 1) { /* A long range is set smaller. */
        st = chora_paragraph_set(&sheet->setting, (chora_inlines){ items, 1 }, value, value_leading,
                                 width, &set, sheet->err);
        if (!st && set.count < 2)
            break;
    }
    chora_drawing_check(&canvas->drawing, st);
    if (!st && set.count) {
        chora_piece_line(canvas, &set.lines[0], value, value_leading, x, width, top,
                         CHORA_ALIGN_START);
        chora_type beside = chora_sheet_type_of(sheet, CHORA_TYPE_STANDFIRST, &leading);
        chora_piece_text(canvas, chora_sheet_inlines(sheet, key->beside, 0), beside, leading,
                         x + set.lines[0].width_pt + 6, width, top + value_leading / 2 - 1.2,
                         CHORA_ALIGN_START, &height);
    }
    top += value_leading;
    type = chora_sheet_type_of(sheet, CHORA_TYPE_SMALL, &leading);
    const char *mark =
        chora_say(sheet->document->words, sheet->setting.arena, "report.key.clause", NULL);
    size_t kept = mark ? strlen(mark) : 0; /* "; ": the space at its end goes with the line */
    for (const char *clause = key->note; mark && *clause;) { /* Each on a line of its own. */
        const char *end = *mark ? strstr(clause, mark) : NULL;
        size_t length =
            end ? (size_t)(end - clause) + kept - (mark[kept - 1] == ' ') : strlen(clause);
        const char *text = chora_arena_strndup(sheet->setting.arena, clause, length);
        chora_piece_text(canvas, chora_sheet_inlines(sheet, text, 0), type, leading, x, width, top,
                         CHORA_ALIGN_START, &height);
        top += height;
        clause += length + (end && mark[kept - 1] == ' ');
    }
    return top;
}

chora_status chora_sheet_keys(chora_sheet *sheet, const chora_block *block)
{
    chora_canvas_piece canvas = chora_piece_start(sheet);
    double column = (CHORA_SHEET_TEXT - (KEY_COLUMNS - 1) * CHORA_SHEET_GUTTER) / KEY_COLUMNS;
    chora_piece piece = { .before = 15, .tag = "P", .element = ++sheet->elements };
    chora_piece_rule(&canvas, 0, CHORA_SHEET_TEXT, 0.5, 0.8, CHORA_REPORT_INK);
    for (size_t i = 0; i < block->key_count; i++) {
        double x = (double)(i % KEY_COLUMNS) * (column + CHORA_SHEET_GUTTER);
        piece.height = fmax(piece.height, draw_key(&canvas, &block->keys[i], x, column));
    }
    piece.height += 8;
    chora_piece_rule(&canvas, 0, CHORA_SHEET_TEXT, piece.height, 0.5, CHORA_REPORT_RULE);
    return chora_piece_end(&canvas, piece);
}

/* ---- two columns --------------------------------------------------------------------------- */

/* Paragraphs under each other in a column; other blocks are left out. Answers the height. */
static double draw_column(chora_canvas_piece *canvas, const chora_block *blocks, size_t count,
                          chora_sheet_type kind, double x, double width, double top,
                          chora_colour colour)
{
    double leading, height = 0;
    chora_type type = chora_sheet_type_of(canvas->sheet, kind, &leading);
    type.colour = colour;
    for (size_t i = 0; i < count; i++) {
        if (blocks[i].kind != CHORA_BLOCK_PARAGRAPH)
            continue;
        chora_piece_text(canvas, blocks[i].text, type, leading, x, width, top, CHORA_ALIGN_START,
                         &height);
        top += height + leading * 0.45;
    }
    return count ? top - leading * 0.45 : top;
}

static bool only_paragraphs(const chora_block *block)
{
    for (size_t i = 0; i < block->child_count; i++)
        if (block->children[i].kind != CHORA_BLOCK_PARAGRAPH)
            return false;
    return true;
}

static size_t note_of(const chora_block *block, bool first)
{
    size_t found = 0;
    for (size_t i = 0; i < block->child_count; i++)
        for (size_t j = 0; j < block->children[i].text.count; j++) {
            size_t note = block->children[i].text.items[j].note;
            if (note && (!found || !first))
                found = note;
        }
    return found;
}

chora_status chora_sheet_lead(chora_sheet *sheet, const chora_block *lead, const chora_block *side)
{
    const double gap = 9 * CHORA_PT_PER_MM, longest = 420;
    if (!only_paragraphs(lead) || (side && !only_paragraphs(side))) {
        chora_status st =
            chora_sheet_blocks(sheet, lead->children, lead->child_count, CHORA_TYPE_LEAD, 0);
        return st || !side ? st
                           : chora_sheet_blocks(sheet, side->children, side->child_count,
                                                CHORA_TYPE_SIDE, 0);
    }
    double wide = side ? (CHORA_SHEET_TEXT - gap) * 1.62 / 2.62 : CHORA_SHEET_PROSE;
    double narrow = CHORA_SHEET_TEXT - gap - wide;
    chora_canvas_piece canvas = chora_piece_start(sheet);
    chora_piece piece = { .before = 16, .tag = "P", .element = ++sheet->elements };
    piece.height = draw_column(&canvas, lead->children, lead->child_count, CHORA_TYPE_LEAD, 0, wide,
                               0, CHORA_REPORT_INK);
    piece.first_note = note_of(lead, true);
    piece.last_note = note_of(lead, false);
    if (side) {
        double height = draw_column(&canvas, side->children, side->child_count, CHORA_TYPE_SIDE,
                                    wide + gap, narrow, 0, CHORA_REPORT_TEXT2);
        piece.height = fmax(piece.height, height);
        chora_piece_panel(
            &canvas, (chora_box){ wide + gap / 2 - 0.4, 0, wide + gap / 2 + 0.4, piece.height },
            CHORA_REPORT_RULE);
        if (note_of(side, true)) {
            piece.first_note = piece.first_note ? piece.first_note : note_of(side, true);
            piece.last_note = note_of(side, false);
        }
    }
    if (piece.height <= longest)
        return chora_piece_end(&canvas, piece);
    chora_group *group = NULL; /* Too long to stand together: one after the other. */
    chora_drawing_end(&canvas.drawing, &group);
    chora_group_unref(group);
    chora_status st =
        chora_sheet_blocks(sheet, lead->children, lead->child_count, CHORA_TYPE_LEAD, 0);
    return st || !side
               ? st
               : chora_sheet_blocks(sheet, side->children, side->child_count, CHORA_TYPE_SIDE, 0);
}

/* ---- a box --------------------------------------------------------------------------------- */

/* Lines of all paragraphs, those of the first column and the rest. */
typedef struct {
    const chora_set_line *line;
    double above; /* Room over it: a new paragraph. */
} box_line;

static chora_status gather_lines(chora_sheet *sheet, const chora_block *block, chora_type type,
                                 double leading, double width, box_line **out, size_t *count)
{
    chora_arena *arena = sheet->setting.arena;
    box_line *lines = NULL;
    *count = 0;
    for (size_t i = 0; i < block->child_count; i++) {
        chora_set_text set;
        chora_status st = chora_paragraph_set(&sheet->setting, block->children[i].text, type,
                                              leading, width, &set, sheet->err);
        if (st)
            return st;
        box_line *more = chora_arena_alloc(arena, *count + set.count + 1, sizeof *more);
        if (!more)
            return chora_no_memory(sheet->err);
        for (size_t j = 0; j < *count; j++)
            more[j] = lines[j];
        for (size_t j = 0; j < set.count; j++)
            more[(*count)++] = (box_line){ &set.lines[j], j == 0 && i > 0 ? leading * 0.5 : 0 };
        lines = more;
    }
    *out = lines;
    return CHORA_OK;
}

static double lines_height(const box_line *lines, size_t from, size_t to, double leading)
{
    double height = 0;
    for (size_t i = from; i < to; i++)
        height += leading + (i > from ? lines[i].above : 0);
    return height;
}

/* As even as it can be, the first column not shorter, no paragraph's head alone at its foot. */
static size_t find_split(const box_line *lines, size_t count, double leading)
{
    size_t split = count;
    for (size_t at = 1; at < count; at++)
        if (lines_height(lines, 0, at, leading) >= lines_height(lines, at, count, leading)) {
            split = at;
            break;
        }
    if (split < count && split > 1 && lines[split - 1].above > 0)
        split++;
    return split;
}

static chora_status draw_box(chora_sheet *sheet, const chora_block *block)
{
    const double pad = 18, gap = 22, column = (CHORA_SHEET_TEXT - 2 * pad - gap) / 2;
    double leading, height = 0, top = pad * 0.8;
    chora_type type = chora_sheet_type_of(sheet, CHORA_TYPE_SIDE, &leading);
    box_line *lines = NULL;
    size_t count = 0;
    chora_status st = gather_lines(sheet, block, type, leading, column, &lines, &count);
    if (st)
        return st;
    size_t split = find_split(lines, count, leading);
    double tall =
        fmax(lines_height(lines, 0, split, leading), lines_height(lines, split, count, leading));
    chora_canvas_piece canvas = chora_piece_start(sheet);
    chora_piece piece = { .before = SECTION_GAP, .tag = "P", .element = ++sheet->elements };
    double head = *block->title ? 20 : 0;
    piece.height = top + head + tall + pad * 0.9;
    chora_piece_panel(&canvas, (chora_box){ 0, 0, CHORA_SHEET_TEXT, piece.height },
                      CHORA_REPORT_PANEL);
    chora_piece_rule(&canvas, 0, CHORA_SHEET_TEXT, 0.6, 1.2, CHORA_REPORT_INK);
    double title_leading;
    chora_type title = chora_sheet_type_of(sheet, CHORA_TYPE_FIGURE_TITLE, &title_leading);
    chora_piece_text(&canvas, chora_sheet_inlines(sheet, block->title, 0), title, title_leading,
                     pad, column * 2, top, CHORA_ALIGN_START, &height);
    for (size_t from = 0, side = 0; side < 2; side++) {
        size_t to = side ? count : split;
        double y = top + head;
        for (size_t i = from; i < to; i++) {
            y += i > from ? lines[i].above : 0;
            chora_piece_line(&canvas, lines[i].line, type, leading,
                             pad + (double)side * (column + gap), column, y, CHORA_ALIGN_START);
            y += leading;
        }
        from = to;
    }
    return chora_piece_end(&canvas, piece);
}

chora_status chora_sheet_box(chora_sheet *sheet, const chora_block *block)
{
    enum { MOST_PARAGRAPHS = 14 };
    if (only_paragraphs(block) && block->child_count && block->child_count <= MOST_PARAGRAPHS)
        return draw_box(sheet, block);
    return chora_sheet_blocks(sheet, block->children, block->child_count, CHORA_TYPE_SIDE, 0);
}
