/* The first page: masthead, title, key numbers. */
#include "report/sheet.h"
#include "report/sheet_colours.h"

#include <math.h>
#include <string.h>

enum { KEY_COLUMNS = 4 };

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
