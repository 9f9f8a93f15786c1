/*
 * CSV and TSV by libcsv. The parser is fed one line of the file at a time, so that each row's first
 * line and its text are known, a row is judged alone, and a quote left open is told by its line.
 */
#include "exchange/csv_inside.h"

#include "base/file.h"
#include "base/text.h"
#include "exchange/csv_plain.h"
#include "exchange/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

chora_csv_state *chora_csv_new(void)
{
    chora_buffer row = CHORA_BUFFER_INIT(2 * CHORA_MAX_ROW),
                 text = CHORA_BUFFER_INIT(5 * CHORA_MAX_ROW);
    chora_csv_state *csv = chora_alloc(1, sizeof *csv);

    if (!csv)
        return NULL;
    csv->source.fd = -1;
    csv->cells = row;
    csv->raw = csv->shown = text;
    csv->starts = chora_alloc(CHORA_MAX_COLUMNS + 1, sizeof *csv->starts);
    csv->handed = chora_alloc(CHORA_MAX_COLUMNS, sizeof *csv->handed);
    if (!csv->starts || !csv->handed) {
        chora_csv_free(csv);
        return NULL;
    }
    return csv;
}

void chora_csv_free(void *state)
{
    chora_csv_state *csv = state;

    if (!csv)
        return;
    chora_source_close(&csv->source);
    if (csv->parser_made)
        csv_free(&csv->parser);
    chora_buffer_free(&csv->cells);
    chora_buffer_free(&csv->raw);
    chora_buffer_free(&csv->shown);
    free(csv->starts);
    free(csv->handed);
    free(csv);
}

chora_status chora_csv_make_parser(chora_csv_state *csv, chora_error *err)
{
    if (csv->parser_made)
        csv_free(&csv->parser);
    csv->parser_made = csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI) == 0;
    if (!csv->parser_made)
        return chora_no_memory(err);
    csv_set_delim(&csv->parser, (unsigned char)csv->delimiter);
    return CHORA_OK;
}

/* ---- lines --------------------------------------------------------------------------------- */

size_t chora_csv_line_length(const char *text, size_t length, bool ended)
{
    const char *lf = memchr(text, '\n', length);
    size_t to_lf = lf ? (size_t)(lf - text) + 1 : length;
    const char *cr = memchr(text, '\r', to_lf);

    if (cr) {
        size_t to_cr = (size_t)(cr - text) + 1;
        if (to_cr == length && !ended)
            return 0; /* The LF that belongs to it may come with the next bytes. */
        return to_cr + (to_cr < length && text[to_cr] == '\n');
    }
    return lf ? to_lf : ended ? length : 0;
}

static chora_status too_long(const chora_rows *rows, const chora_csv_state *csv, chora_error *err)
{
    return chora_fail(err, CHORA_ELIMIT,
                      "%s: line %lld: the row that begins here is longer than 4 MiB; "
                      "is the quote opened in line %lld never closed?",
                      rows->name, (long long)csv->first_line, (long long)csv->quote_line);
}

/* The next line of the file; `length` 0 after the last. It stays in the source's text. */
static chora_status next_line(chora_rows *rows, chora_csv_state *csv, size_t *start, size_t *length,
                              chora_error *err)
{
    chora_source *source = &csv->source;
    size_t kept = csv->open ? csv->begin : source->taken, from = source->taken;

    for (;;) {
        *length = chora_csv_line_length(source->text.data ? source->text.data + from : "",
                                        source->text.length - from, source->ended);
        if (*length > 0 || (source->ended && from == source->text.length))
            break;
        size_t behind = from - kept;
        source->taken = kept;
        chora_status st = chora_source_more(source, rows->name, err);
        if (st)
            return st;
        csv->begin = kept = source->taken;
        from = kept + behind;
        if (source->text.length - kept > CHORA_MAX_ROW + ((size_t)1 << 18))
            break;
    }
    bool endless = *length == 0 && from < source->text.length;
    if (endless || from + *length - kept > CHORA_MAX_ROW) {
        csv->first_line = csv->open ? csv->first_line : csv->line + 1;
        csv->quote_line = csv->open ? csv->quote_line : csv->line + 1;
        return too_long(rows, csv, err);
    }
    *start = from;
    source->taken = from + *length;
    csv->line += *length > 0;
    return CHORA_OK;
}

static bool is_blank(const chora_csv_state *csv, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] == csv->delimiter || !strchr(" \t\r\n", text[i]) || text[i] == '\0')
            return false;
    return true;
}

/* ---- what libcsv calls --------------------------------------------------------------------- */

static void on_cell(void *bytes, size_t length, void *context)
{
    chora_csv_state *csv = context;

    if (csv->cell_count < CHORA_MAX_COLUMNS) {
        csv->starts[csv->cell_count] = csv->cells.length;
        chora_buffer_add(&csv->cells, bytes, length);
        chora_buffer_add_byte(&csv->cells, '\0');
        csv->starts[csv->cell_count + 1] = csv->cells.length;
    }
    csv->cell_too_long = csv->cell_too_long || length > CHORA_MAX_CELL;
    csv->cell_count++;
    csv->line_cells++;
}

static void on_row(int end, void *context)
{
    (void)end;
    ((chora_csv_state *)context)->complete = true;
}

/* ---- a row --------------------------------------------------------------------------------- */

static void begin_row(chora_csv_state *csv, size_t start)
{
    csv->begin = start;
    csv->offset = csv->source.dropped + start;
    csv->first_line = csv->quote_line = csv->line;
    csv->complete = false;
    csv->cell_count = 0;
    csv->cell_too_long = false;
    csv->problem[0] = '\0';
    chora_buffer_clear(&csv->cells);
}

static chora_status unclosed(const chora_rows *rows, const chora_csv_state *csv, chora_error *err)
{
    return chora_fail(err, CHORA_EDATA, "%s: line %lld: the quote opened here is never closed",
                      rows->name, (long long)csv->quote_line);
}

/* Feed one line; a quote where none may stand ends the row with its line. */
static chora_status feed(chora_rows *rows, chora_csv_state *csv, size_t start, size_t length,
                         chora_error *err)
{
    const char *text = csv->source.text.data + start;
    bool terminated = length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r');

    csv->line_cells = 0;
    bool whole = csv_parse(&csv->parser, text, length, on_cell, on_row, csv) == length;
    int why = csv_error(&csv->parser);
    if (csv->cells.failed || why == CSV_ENOMEM || why == CSV_ETOOBIG)
        return chora_no_memory(err);
    if (csv->line_cells > 0 && !csv->complete)
        csv->quote_line = csv->line;
    if (whole && !terminated && csv_fini(&csv->parser, on_cell, on_row, csv) != 0)
        return unclosed(rows, csv, err);
    csv->open = !csv->complete;
    if (whole)
        return CHORA_OK;
    snprintf(csv->problem, sizeof csv->problem,
             "a quote stands inside a cell that does not begin with one, "
             "or text follows a closing quote");
    csv->complete = true;
    return chora_csv_make_parser(csv, err);
}

/* The usual row, without libcsv. */
static bool feed_plain(chora_csv_state *csv, size_t start, size_t length)
{
    const char *text = csv->source.text.data + start;

    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        length--;
    chora_buffer_add(&csv->cells, text, length);
    chora_buffer_add_byte(&csv->cells, '\0');
    if (csv->cells.failed)
        return false;
    chora_csv_cells cells = { .text = csv->cells.data,
                              .starts = csv->starts,
                              .most = CHORA_MAX_COLUMNS };
    if (!chora_csv_cut_plain(&cells, length, csv->delimiter)) {
        chora_buffer_clear(&csv->cells);
        return false;
    }
    csv->cells.length = csv->starts[cells.count < cells.most ? cells.count : cells.most];
    csv->cell_count = cells.count;
    csv->cell_too_long = cells.longest > CHORA_MAX_CELL;
    csv->complete = true;
    return true;
}

/* Gather lines until a row is complete; `more` false at the end of the file. */
static chora_status gather(chora_rows *rows, chora_csv_state *csv, bool *more, chora_error *err)
{
    size_t start = 0, length = 0;

    csv->open = csv->complete = false;
    while (!csv->complete) {
        chora_status st = next_line(rows, csv, &start, &length, err);
        if (st)
            return st;
        if (length == 0) {
            *more = false;
            return csv->open ? unclosed(rows, csv, err) : CHORA_OK;
        }
        if (!csv->open && is_blank(csv, csv->source.text.data + start, length))
            continue;
        if (!csv->open) {
            begin_row(csv, start);
            if (feed_plain(csv, start, length))
                break;
        }
        st = feed(rows, csv, start, length, err);
        if (st)
            return st;
    }
    *more = true;
    return CHORA_OK;
}

/* ---- judging it ---------------------------------------------------------------------------- */

size_t chora_csv_row_length(const chora_csv_state *csv)
{
    const char *text = csv->source.text.data + csv->begin;
    size_t length = csv->source.taken - csv->begin;

    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        length--;
    return length;
}

static size_t kept_cells(const chora_csv_state *csv)
{
    return csv->cell_count < CHORA_MAX_COLUMNS ? csv->cell_count : CHORA_MAX_COLUMNS;
}

/* The 1-based column of the first cell with a byte that is no UTF-8; 0 when it is in none. */
static size_t bad_column(const chora_csv_state *csv)
{
    for (size_t i = 0; i < kept_cells(csv); i++) {
        size_t length = csv->starts[i + 1] - csv->starts[i] - 1;
        if (chora_utf8_valid_prefix(csv->cells.data + csv->starts[i], length) < length)
            return i + 1;
    }
    return 0;
}

static void say_bad_byte(chora_csv_state *csv, unsigned char byte)
{
    if (byte == 0)
        snprintf(csv->problem, sizeof csv->problem, "holds a NUL byte");
    else if (*csv->source.encoding)
        snprintf(csv->problem, sizeof csv->problem, "holds bytes that are not %s",
                 csv->source.encoding);
    else
        snprintf(csv->problem, sizeof csv->problem, "byte 0x%02X is not UTF-8; " CHORA_SAY_ENCODING,
                 byte);
}

/* Cells of a row with bad bytes are handed out printable too. */
static void show_cells(chora_csv_state *csv)
{
    size_t starts[CHORA_MAX_COLUMNS];

    chora_buffer_clear(&csv->shown);
    for (size_t i = 0; i < kept_cells(csv); i++) {
        starts[i] = csv->shown.length;
        chora_rows_add_printable(&csv->shown, csv->cells.data + csv->starts[i],
                                 csv->starts[i + 1] - csv->starts[i] - 1);
        chora_buffer_add_byte(&csv->shown, '\0');
    }
    for (size_t i = 0; i < kept_cells(csv) && !csv->shown.failed; i++)
        csv->handed[i] = csv->shown.data + starts[i];
}

static size_t judge(const chora_rows *rows, chora_csv_state *csv)
{
    const char *text = csv->source.text.data + csv->begin;
    size_t length = chora_csv_row_length(csv), valid = chora_utf8_valid_prefix(text, length);

    if (valid < length) {
        say_bad_byte(csv, (unsigned char)text[valid]);
        return bad_column(csv);
    }
    if (csv->problem[0])
        return csv->cell_count + 1;
    if (rows->columns && csv->cell_count != rows->column_count)
        snprintf(csv->problem, sizeof csv->problem, "%zu cells, %zu columns", csv->cell_count,
                 rows->column_count);
    return 0;
}

chora_status chora_csv_take_row(chora_rows *rows, chora_csv_state *csv, chora_row *out, bool *more,
                                chora_error *err)
{
    bool found = false;
    chora_status st = gather(rows, csv, &found, err);

    if (st)
        return st;
    if (!found) {
        *more = false;
        return CHORA_OK;
    }
    if (csv->cell_too_long)
        return chora_fail(err, CHORA_ELIMIT, "%s: line %lld: a cell is longer than 1 MiB",
                          rows->name, (long long)csv->first_line);
    for (size_t i = 0; i < kept_cells(csv); i++)
        csv->handed[i] = csv->cells.data + csv->starts[i];

    chora_row row = { csv->handed, kept_cells(csv), csv->first_line, NULL, 0, NULL, 0, "" };
    row.problem_column = judge(rows, csv);
    row.problem = csv->problem[0] ? csv->problem : NULL;
    if (row.problem)
        show_cells(csv);
    chora_buffer_clear(&csv->raw);
    if (row.problem)
        chora_rows_add_printable(&csv->raw, csv->source.text.data + csv->begin,
                                 chora_csv_row_length(csv));
    else
        chora_buffer_add(&csv->raw, csv->source.text.data + csv->begin, chora_csv_row_length(csv));
    row.raw = chora_buffer_text(&csv->raw);
    if (csv->raw.failed || csv->shown.failed)
        return chora_no_memory(err);
    *out = row;
    *more = true;
    return CHORA_OK;
}
