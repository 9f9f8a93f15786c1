/* Tables: column widths, heads that are repeated, a piece for each row. */
#include "report/sheet.h"
#include "report/sheet_colours.h"

#include <math.h>
#include <string.h>

enum { MOST_COLUMNS = 32 };

#define PAD (0.72 * CHORA_PT_PER_MM)
#define TALL_PAD 4.5
#define GAP 12.0
#define EN_DASH "\xE2\x80\x93"
#define STAR 5.0     /* It hangs out to the right of its number. */
#define DASH 13.0    /* Room of a dash in a range ... */
#define WORD_PAD 2.0 /* ... and on both sides of a word in its place. */

typedef struct {
    double x, width;
    double low, high; /* Of a range column: room on both sides of the dash. */
    double dash;      /* Of the same: room of the dash, or the word in its place. */
    double head;      /* Of the same: what stands over the dash, in one line. */
} column_place;

typedef struct {
    chora_sheet *sheet;
    const chora_report_table *table;
    chora_type type;
    double leading, pad;
    column_place places[MOST_COLUMNS];
    size_t columns;
    chora_group *head; /* Of the head's piece ... */
    chora_piece_marks head_marks;
    double head_height;
    bool grouped; /* Some columns share a head. */
    bool noted;   /* A note stands below it. */
    size_t element;
} table_set;

/* ---- widths -------------------------------------------------------------------------------- */

static chora_status text_width(const table_set *t, chora_inlines text, bool strong, double *out,
                               double *widest)
{
    chora_type type = t->type;
    type.weight = strong ? 600 : type.weight;
    return chora_paragraph_widths(&t->sheet->setting, text, type, out, widest, t->sheet->err);
}

static chora_inlines plain(const table_set *t, const char *a, const char *b)
{
    const char *text = chora_arena_printf(t->sheet->setting.arena, "%s%s", a ? a : "", b ? b : "");
    return chora_sheet_inlines(t->sheet, text, 0);
}

/* From the left edge of a range column to the middle of its dash, and from there to the right one:
 * the numbers, or half the head, which stands over the dash. */
static double room_before(const column_place *place)
{
    return fmax(place->low + place->dash / 2, place->head / 2);
}

static double room_behind(const column_place *place)
{
    return fmax(place->high + place->dash / 2, place->head / 2);
}

static chora_status measure_range(table_set *t, const chora_report_cell *cell, bool strong,
                                  column_place *place)
{
    double low = 0, high = 0, widest;
    chora_status st = text_width(t, plain(t, cell->low, NULL), strong, &low, &widest);
    if (!st && cell->high)
        st = text_width(t, plain(t, cell->high, cell->mark), strong, &high, &widest);
    place->low = fmax(place->low, low);
    place->high = fmax(place->high, high);
    place->dash = fmax(place->dash, DASH);
    if (st || !cell->high || strcmp(cell->between, EN_DASH) == 0)
        return st;
    st = text_width(t, plain(t, cell->between, NULL), strong, &low, &widest);
    place->dash = fmax(place->dash, low + 2 * WORD_PAD);
    return st;
}

/* What the cells of a column need: all on one line, and at least. */
static chora_status measure_column(table_set *t, size_t column, double *natural, double *least)
{
    const chora_report_column *spec = &t->table->columns[column];
    column_place *place = &t->places[column];
    double wide, word;
    chora_status st = text_width(t, spec->head, false, &wide, &word);
    bool words = spec->share > 0;
    place->head = wide;
    *natural = words ? wide : word;
    *least = word;
    for (size_t i = 0; !st && i < t->table->row_count; i++) {
        const chora_report_row *row = &t->table->rows[i];
        const chora_report_cell *cell = &row->cells[column];
        bool strong = spec->strong || row->role == CHORA_ROW_TOTAL;
        if (cell->low) {
            st = measure_range(t, cell, strong, place);
            wide = word = room_before(place) + room_behind(place);
        } else {
            st = text_width(t, cell->text, strong, &wide, &word);
            place->head = fmax(place->head, wide); /* "not known" stands over the dash, too */
            wide += cell->mark ? STAR : 0;
            word = words ? word : wide;
        }
        *natural = fmax(*natural, wide);
        *least = fmax(*least, word);
    }
    return st;
}

/* A column as wide as its longest word, at the widest one's cost: no word is broken in a column
 * that would only have to be a little wider. */
static void fit_word(table_set *t, size_t column, double word, double room)
{
    double lacks = word - t->places[column].width;
    size_t widest = 0;
    for (size_t i = 1; i < t->columns; i++)
        widest = t->places[i].width > t->places[widest].width ? i : widest;
    if (lacks <= 0 || widest == column || word > room / 4 ||
        t->places[widest].width - lacks < room / 4)
        return;
    t->places[column].width += lacks;
    t->places[widest].width -= lacks;
}

/* Spare room goes to the columns of words by their shares, some of it between the numbers. */
static void share_room(table_set *t, const double *natural, const double *least, double room)
{
    double taken = 0, shares = 0, wanted = 0;
    size_t numbers = 0;
    for (size_t i = 0; i < t->columns; i++) {
        double share = t->table->columns[i].share;
        shares += share;
        taken += share > 0 ? 0 : natural[i];
        wanted += share > 0 ? natural[i] : 0;
        numbers += !(share > 0);
    }
    double left = room - taken;
    double loose = t->table->tall || numbers == 0 ? 0 : fmax(0, left - wanted) * 0.62;
    double each = numbers ? fmin(loose / (double)numbers, 40) : 0;
    left -= each * (double)numbers;
    for (size_t i = 0; i < t->columns; i++) {
        double share = t->table->columns[i].share;
        t->places[i].width =
            share > 0 && shares > 0 ? fmax(left * share / shares, 12) : natural[i] + each;
    }
    /* Tables of unlike words: what one column does not need another may have. */
    for (size_t i = 0; i < t->columns && shares > 0; i++)
        for (size_t j = 0; j < t->columns; j++) {
            bool both = t->table->columns[i].share > 0 && t->table->columns[j].share > 0;
            double lacks = fmin(natural[i], room * 0.6) - t->places[i].width;
            double spare = t->places[j].width - natural[j];
            if (both && i != j && lacks > 0 && spare > 0 && !t->table->tall) {
                t->places[i].width += fmin(lacks, spare);
                t->places[j].width -= fmin(lacks, spare);
            }
        }
    for (size_t i = 0; i < t->columns; i++)
        if (t->table->columns[i].share > 0)
            fit_word(t, i, least[i], room);
}

static bool same_group(const chora_report_table *table, size_t a, size_t b)
{
    const char *left = table->columns[a].group, *right = table->columns[b].group;
    return left && right && strcmp(left, right) == 0;
}

/* A head over several columns is not broken within a word: the last of them makes room. */
static chora_status make_room_for_groups(table_set *t, double *natural, double *least)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0, end; !st && i < t->columns; i = end) {
        const char *group = t->table->columns[i].group;
        double wide, word, has = least[i];
        for (end = i + 1; end < t->columns && group && same_group(t->table, i, end); end++)
            has += GAP + least[end];
        if (!group)
            continue;
        st = text_width(t, plain(t, group, NULL), true, &wide, &word);
        if (!st && word > has) {
            least[end - 1] += word - has;
            natural[end - 1] = fmax(natural[end - 1], least[end - 1]);
        }
    }
    return st;
}

/* A star of the last column hangs out, but not beyond the rules. */
static double star_room(const table_set *t)
{
    size_t last = t->columns - 1;
    if (t->table->columns[last].kind == CHORA_COLUMN_NUMBER)
        for (size_t i = 0; i < t->table->row_count; i++)
            if (t->table->rows[i].cells[last].mark)
                return STAR;
    return 0;
}

static chora_status place_columns(table_set *t)
{
    double natural[MOST_COLUMNS], least[MOST_COLUMNS];
    double room = CHORA_SHEET_TEXT - GAP * (double)(t->columns - 1) - star_room(t);
    double x = 0, total = 0;
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < t->columns; i++)
        st = measure_column(t, i, &natural[i], &least[i]);
    if (!st && t->grouped)
        st = make_room_for_groups(t, natural, least);
    if (st)
        return st;
    share_room(t, natural, least, room);
    for (size_t i = 0; i < t->columns; i++)
        total += t->places[i].width;
    double squeeze = total > room ? room / total : 1; /* More than a page is wide. */
    for (size_t i = 0; i < t->columns; i++) {
        t->places[i].width *= squeeze;
        t->places[i].x = x;
        x += t->places[i].width + GAP;
    }
    return CHORA_OK;
}

/* ---- cells --------------------------------------------------------------------------------- */

static chora_align align_of(const chora_report_column *column)
{
    return column->kind == CHORA_COLUMN_NUMBER    ? CHORA_ALIGN_END
           : column->kind == CHORA_COLUMN_CENTRED ? CHORA_ALIGN_MIDDLE
                                                  : CHORA_ALIGN_START;
}

static double range_centre(const column_place *place)
{
    double slack = place->width - room_before(place) - room_behind(place);
    return place->x + (slack > 0 ? slack / 2 : 0) + room_before(place);
}

/* Numbers stand on both sides of one dash, so that they can be compared down the column. */
static void draw_range(chora_canvas_piece *canvas, const table_set *t, const column_place *place,
                       const chora_report_cell *cell, chora_type type, double top)
{
    double height, centre = range_centre(place);
    const chora_inlines low = plain(t, cell->low, NULL);
    /* In a document that runs leftward a range is read leftward: low stands first. */
    chora_piece_text(canvas, low, type, t->leading, centre - place->dash / 2 - 200, 200, top,
                     CHORA_ALIGN_END, &height);
    if (!cell->high && cell->mark)
        chora_piece_text(canvas, plain(t, cell->mark, NULL), type, t->leading,
                         centre - place->dash / 2, 20, top, CHORA_ALIGN_START, &height);
    if (!cell->high)
        return;
    chora_piece_text(canvas, plain(t, cell->between, NULL), type, t->leading, centre - 20, 40, top,
                     CHORA_ALIGN_MIDDLE, &height);
    chora_piece_text(canvas, plain(t, cell->high, cell->mark), type, t->leading,
                     centre + place->dash / 2, 200, top, CHORA_ALIGN_START, &height);
}

static chora_type cell_type(const table_set *t, const chora_report_row *row, size_t column)
{
    chora_type type = t->type;
    const chora_report_cell *cell = &row->cells[column];
    if (row->role == CHORA_ROW_TOTAL || (t->table->columns[column].strong && !cell->muted))
        type.weight = 600;
    if (row->role == CHORA_ROW_REST || (cell->muted && row->role != CHORA_ROW_TOTAL))
        type.colour = t->sheet->setting.muted;
    return type;
}

static double draw_cell(chora_canvas_piece *canvas, const table_set *t, const chora_report_row *row,
                        size_t column, double top)
{
    const chora_report_cell *cell = &row->cells[column];
    const chora_report_column *spec = &t->table->columns[column];
    const column_place *place = &t->places[column];
    chora_type type = cell_type(t, row, column);
    double height = t->leading;
    if (cell->low) {
        draw_range(canvas, t, place, cell, type, top);
        return height;
    }
    chora_align align = spec->kind == CHORA_COLUMN_RANGE ? CHORA_ALIGN_MIDDLE : align_of(spec);
    double x = place->x, width = place->width;
    if (spec->kind == CHORA_COLUMN_RANGE) {
        x = range_centre(place) - width / 2;
    }
    /* A star hangs out, so that the numbers stay under each other. */
    chora_piece_text(canvas, cell->text, type, t->leading, x, width, top, align, &height);
    if (cell->mark) {
        double ignored;
        chora_piece_text(canvas, plain(t, cell->mark, NULL), type, t->leading, x + width, 20, top,
                         CHORA_ALIGN_START, &ignored);
    }
    return height;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static chora_status add_row(table_set *t, size_t index)
{
    const chora_report_row *row = &t->table->rows[index];
    chora_sheet *sheet = t->sheet;
    chora_canvas_piece canvas = chora_piece_start(sheet);
    bool last = index + 1 == t->table->row_count, total = row->role == CHORA_ROW_TOTAL;
    chora_piece piece = { .height = t->leading,
                          .tag = "TR",
                          .element = ++sheet->elements,
                          .name = "table",
                          .head_group = t->head,
                          .head_marks = t->head_marks,
                          .head_height = t->head_height };
    double tallest = 0;
    if (row->role == CHORA_ROW_HIGHLIGHTED)
        chora_piece_panel(&canvas, (chora_box){ 0, 0, CHORA_SHEET_TEXT, t->leading + 2 * t->pad },
                          CHORA_REPORT_BAND);
    for (size_t i = 0; i < t->columns; i++) {
        chora_piece_mark_here(&canvas, "TD", 0);
        tallest = fmax(tallest, draw_cell(&canvas, t, row, i, t->pad));
        chora_piece_mark_here(&canvas, NULL, 0);
    }
    piece.height = tallest + 2 * t->pad;
    bool before_total = !last && t->table->rows[index + 1].role == CHORA_ROW_TOTAL;
    bool heavy = total || before_total;
    chora_piece_rule(&canvas, 0, CHORA_SHEET_TEXT, piece.height, heavy ? 0.8 : 0.4,
                     heavy ? CHORA_REPORT_INK : CHORA_REPORT_RULE);
    /* No row alone under a head, no total alone, no note away from its table. */
    piece.keep = last ? t->noted : index == 0 || before_total;
    return chora_piece_end(&canvas, piece);
}

/* ---- the head ------------------------------------------------------------------------------ */

static double column_left(const table_set *t, size_t column)
{
    const column_place *place = &t->places[column];
    return t->table->columns[column].kind == CHORA_COLUMN_RANGE
               ? range_centre(place) - room_before(place)
               : place->x;
}

static double column_right(const table_set *t, size_t column)
{
    const column_place *place = &t->places[column];
    return t->table->columns[column].kind == CHORA_COLUMN_RANGE
               ? range_centre(place) + room_behind(place)
               : place->x + place->width;
}

static double draw_groups(chora_canvas_piece *canvas, const table_set *t, double top)
{
    double height = 0;
    chora_type type = t->type;
    type.weight = 600;
    for (size_t i = 0, end; i < t->columns; i = end) {
        for (end = i + 1; end < t->columns && same_group(t->table, i, end);)
            end++;
        const char *group = t->table->columns[i].group;
        chora_piece_mark_here(canvas, group ? "TH" : "TD", end - i);
        if (!group) {
            chora_piece_mark_here(canvas, NULL, 0);
            continue;
        }
        double left = column_left(t, i), right = column_right(t, end - 1) + STAR, ignored;
        right = fmin(right, CHORA_SHEET_TEXT);
        chora_piece_text(canvas, plain(t, group, NULL), type, t->leading, left, right - left, top,
                         CHORA_ALIGN_MIDDLE, &ignored);
        chora_piece_mark_here(canvas, NULL, 0);
        chora_piece_rule(canvas, left, right - left, top + t->leading + 1, 0.5, CHORA_REPORT_TEXT2);
        height = t->leading + 2;
    }
    return height;
}

/* Heads stand on the lower edge. */
static double draw_heads(chora_canvas_piece *canvas, const table_set *t, double top)
{
    chora_set_text heads[MOST_COLUMNS];
    chora_type type = t->type;
    size_t most = 1;
    type.size_pt *= 0.94;
    type.colour = CHORA_REPORT_TEXT2;
    for (size_t i = 0; i < t->columns; i++) {
        const chora_report_column *column = &t->table->columns[i];
        double width = column->kind == CHORA_COLUMN_RANGE ? 90 : t->places[i].width + 4;
        chora_status st = chora_paragraph_set(&t->sheet->setting, column->head, type, t->leading,
                                              width, &heads[i], t->sheet->err);
        chora_drawing_check(&canvas->drawing, st);
        if (st)
            return 0;
        most = heads[i].count > most ? heads[i].count : most;
    }
    for (size_t i = 0; i < t->columns; i++) {
        const chora_report_column *column = &t->table->columns[i];
        bool range = column->kind == CHORA_COLUMN_RANGE;
        double x = range ? range_centre(&t->places[i]) - 50 : t->places[i].x;
        double width = range ? 100 : t->places[i].width;
        chora_piece_mark_here(canvas, "TH", 1);
        for (size_t j = 0; j < heads[i].count; j++)
            chora_piece_line(canvas, &heads[i].lines[j], type, t->leading, x, width,
                             top + (double)(most - heads[i].count + j) * t->leading,
                             range ? CHORA_ALIGN_MIDDLE : align_of(column));
        chora_piece_mark_here(canvas, NULL, 0);
    }
    return (double)most * t->leading;
}

static chora_status add_head(table_set *t)
{
    chora_sheet *sheet = t->sheet;
    chora_canvas_piece canvas = chora_piece_start(sheet);
    chora_piece piece = {
        .keep = true, .tag = "TR", .element = ++sheet->elements, .name = "table-head"
    };
    chora_piece_rule(&canvas, 0, CHORA_SHEET_TEXT, 0.4, 0.8, CHORA_REPORT_INK);
    double top = t->pad + 1;
    if (!t->table->headless) {
        if (t->grouped) {
            top += draw_groups(&canvas, t, top);
            chora_piece_mark_here(&canvas, NULL, 0); /* the row of groups ends */
            chora_piece_mark_here(&canvas, "TR", 0);
        }
        top += draw_heads(&canvas, t, top) + t->pad;
        chora_piece_rule(&canvas, 0, CHORA_SHEET_TEXT, top, t->table->tall ? 0.8 : 0.5,
                         CHORA_REPORT_INK);
    } else {
        top = 1;
    }
    piece.height = top;
    chora_status st = chora_piece_end(&canvas, piece);
    if (!st) {
        t->head = sheet->pieces[sheet->count - 1].group;
        t->head_marks = sheet->pieces[sheet->count - 1].marks;
        t->head_height = top;
    }
    return st;
}

static chora_status add_table(chora_sheet *sheet, const chora_block *block)
{
    const chora_report_table *table = &block->table;
    table_set t = { .sheet = sheet, .table = table, .columns = table->column_count };
    if (t.columns > MOST_COLUMNS)
        return chora_fail(sheet->err, CHORA_ELIMIT, "a table has more than %d columns",
                          MOST_COLUMNS);
    t.type =
        chora_sheet_type_of(sheet, table->tall ? CHORA_TYPE_TALL : CHORA_TYPE_TABLE, &t.leading);
    t.noted = block->note.count > 0;
    t.pad = table->tall && !table->headless ? TALL_PAD : PAD;
    for (size_t i = 0; i < t.columns; i++)
        t.grouped |= table->columns[i].group != NULL;
    chora_status st = CHORA_OK;
    if (*block->title || *block->subtitle)
        st = chora_sheet_caption(sheet, block);
    if (!st)
        st = place_columns(&t);
    if (!st)
        st = add_head(&t);
    if (!st && !*block->title)
        sheet->pieces[sheet->count - 1].before = 10;
    for (size_t i = 0; !st && i < table->row_count; i++)
        st = add_row(&t, i);
    return st || !block->note.count ? st : chora_sheet_note(sheet, block);
}

chora_status chora_sheet_table(chora_sheet *sheet, const chora_block *block)
{
    bool turned = sheet->turned == 0 && chora_block_turned(block, sheet->setting.leftward);
    if (turned)
        chora_sheet_turn(sheet, CHORA_SHEET_TEXT);
    chora_status st = add_table(sheet, block);
    if (turned)
        chora_sheet_turn(sheet, CHORA_SHEET_TEXT);
    return st;
}
