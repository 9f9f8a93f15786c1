/*
 * CSV and TSV by libcsv. The parser is fed one line of the file at a time, so that each row's first
 * line and its text are known, a row is judged alone, and a quote left open is told by its line.
 */
#include "base/file.h"
#include "base/text.h"
#include "exchange/csv_plain.h"
#include "exchange/header_row.h"
#include "exchange/reader.h"
#include "exchange/source.h"
#include "exchange/wire.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    chora_source source;
    struct csv_parser parser;
    bool parser_made;
    char delimiter;
    int64_t line; /* Lines of the file taken so far. */

    /* The row being gathered. */
    bool open; /* Its last line ended inside quotes. */
    bool complete;
    size_t begin; /* Of its text in source.text. */
    int64_t first_line, quote_line;
    uint64_t offset;    /* Of its first byte in the file, in UTF-8. */
    chora_buffer cells; /* Each with a NUL behind it. */
    size_t *starts;     /* CHORA_MAX_COLUMNS + 1 entries. */
    size_t cell_count;  /* May be larger than what is kept. */
    size_t line_cells;  /* Cells that ended in the line being fed. */
    bool cell_too_long;

    /* What is handed out. */
    const char **handed;     /* CHORA_MAX_COLUMNS entries. */
    chora_buffer raw, shown; /* Text of the row; cells with bad bytes made printable. */
    char problem[200];
} csv_state;

static void csv_state_free(void *state)
{
    csv_state *csv = state;

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

static chora_status make_parser(csv_state *csv, chora_error *err)
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

/* Length of the first line with its end (CR, LF or both), 0 when the end is not there yet. */
static size_t line_length(const char *text, size_t length, bool ended)
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

static chora_status too_long(const chora_rows *rows, const csv_state *csv, chora_error *err)
{
    return chora_fail(err, CHORA_ELIMIT,
                      "%s: line %lld: the row that begins here is longer than 4 MiB; "
                      "is the quote opened in line %lld never closed?",
                      rows->name, (long long)csv->first_line, (long long)csv->quote_line);
}

/* The next line of the file; `length` 0 after the last. It stays in the source's text. */
static chora_status next_line(chora_rows *rows, csv_state *csv, size_t *start, size_t *length,
                              chora_error *err)
{
    chora_source *source = &csv->source;
    size_t kept = csv->open ? csv->begin : source->taken, from = source->taken;

    for (;;) {
        *length = line_length(source->text.data ? source->text.data + from : "",
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

static bool is_blank(const csv_state *csv, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] == csv->delimiter || !strchr(" \t\r\n", text[i]) || text[i] == '\0')
            return false;
    return true;
}

/* ---- what libcsv calls --------------------------------------------------------------------- */

static void on_cell(void *bytes, size_t length, void *context)
{
    csv_state *csv = context;

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
    ((csv_state *)context)->complete = true;
}

/* ---- a row --------------------------------------------------------------------------------- */

static void begin_row(csv_state *csv, size_t start)
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

static chora_status unclosed(const chora_rows *rows, const csv_state *csv, chora_error *err)
{
    return chora_fail(err, CHORA_EDATA, "%s: line %lld: the quote opened here is never closed",
                      rows->name, (long long)csv->quote_line);
}

/* Feed one line; a quote where none may stand ends the row with its line. */
static chora_status feed(chora_rows *rows, csv_state *csv, size_t start, size_t length,
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
    return make_parser(csv, err);
}

/* The usual row, without libcsv. */
static bool feed_plain(csv_state *csv, size_t start, size_t length)
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
static chora_status gather(chora_rows *rows, csv_state *csv, bool *more, chora_error *err)
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

static size_t row_length(const csv_state *csv)
{
    const char *text = csv->source.text.data + csv->begin;
    size_t length = csv->source.taken - csv->begin;

    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        length--;
    return length;
}

static size_t kept_cells(const csv_state *csv)
{
    return csv->cell_count < CHORA_MAX_COLUMNS ? csv->cell_count : CHORA_MAX_COLUMNS;
}

/* The 1-based column of the first cell with a byte that is no UTF-8; 0 when it is in none. */
static size_t bad_column(const csv_state *csv)
{
    for (size_t i = 0; i < kept_cells(csv); i++) {
        size_t length = csv->starts[i + 1] - csv->starts[i] - 1;
        if (chora_utf8_valid_prefix(csv->cells.data + csv->starts[i], length) < length)
            return i + 1;
    }
    return 0;
}

static void say_bad_byte(csv_state *csv, unsigned char byte)
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
static void show_cells(csv_state *csv)
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

static size_t judge(const chora_rows *rows, csv_state *csv)
{
    const char *text = csv->source.text.data + csv->begin;
    size_t length = row_length(csv), valid = chora_utf8_valid_prefix(text, length);

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

/* Gather and judge one row; the header is one too. */
static chora_status take_row(chora_rows *rows, csv_state *csv, chora_row *out, bool *more,
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
        chora_rows_add_printable(&csv->raw, csv->source.text.data + csv->begin, row_length(csv));
    else
        chora_buffer_add(&csv->raw, csv->source.text.data + csv->begin, row_length(csv));
    row.raw = chora_buffer_text(&csv->raw);
    if (csv->raw.failed || csv->shown.failed)
        return chora_no_memory(err);
    *out = row;
    *more = true;
    return CHORA_OK;
}

static chora_status csv_next(chora_rows *rows, chora_row *out, bool *more, chora_error *err)
{
    return take_row(rows, rows->state, out, more, err);
}

/* ---- the header ---------------------------------------------------------------------------- */

static const char candidates[] = ",;\t|";

/* Count what could be the delimiter, outside quotes, in one line; what is behind its end. */
static size_t count_delimiters(const char *text, size_t length, size_t counts[4])
{
    size_t i = 0;
    bool quoted = false;

    memset(counts, 0, 4 * sizeof *counts);
    while (i < length && strchr(" \r\n", text[i]) && text[i])
        i++;
    for (; i < length && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
        const char *found = text[i] ? strchr(candidates, text[i]) : NULL;
        quoted = quoted != (text[i] == '"');
        if (found && !quoted)
            counts[found - candidates]++;
    }
    return i;
}

/* Of the first line that is not blank; where it has none (a title), of the first that has two. */
static char sniff(const char *text, size_t length, char preferred)
{
    size_t counts[4], best = 0, at = 0;

    for (int line = 0; line < CHORA_HEADER_ROWS && at < length; line++) {
        at += count_delimiters(text + at, length - at, counts);
        for (size_t k = 1; k < 4; k++)
            if (counts[k] > counts[best] ||
                (counts[k] == counts[best] && candidates[k] == preferred))
                best = k;
        if (counts[best] > (line > 0))
            return candidates[best];
        best = 0;
    }
    return preferred;
}

/* Spreadsheets may put "sep=;" above the header. */
static bool takes_separator_line(csv_state *csv)
{
    const char *text = csv->source.text.data + csv->source.taken;
    size_t length = csv->source.text.length - csv->source.taken;
    size_t line = line_length(text, length, csv->source.ended);

    if (line < 5 || line > 7 || strncmp(text, "sep=", 4) != 0 || !strchr(",;\t|", text[4]))
        return false;
    if (line > 5 && text[5] != '\r' && text[5] != '\n')
        return false;
    csv->delimiter = text[4];
    csv->source.taken += line;
    csv->line++;
    return true;
}

static chora_status find_delimiter(chora_rows *rows, csv_state *csv, chora_kind kind, char asked,
                                   chora_error *err)
{
    chora_status st = chora_source_more(&csv->source, rows->name, err);

    if (st)
        return st;
    if (csv->source.text.length == 0)
        return chora_fail(err, CHORA_EDATA, "%s is empty", rows->name);
    bool told = takes_separator_line(csv);
    if (asked)
        csv->delimiter = asked;
    else if (!told)
        csv->delimiter =
            sniff(csv->source.text.data + csv->source.taken,
                  csv->source.text.length - csv->source.taken, kind == CHORA_KIND_TSV ? '\t' : ',');
    return make_parser(csv, err);
}

/* UTF-16 and UTF-32 of letters of ASCII: where the zeros stand. */
static const char *wide_encoding(const char *text, size_t length, size_t first)
{
    bool four = first + 1 < length && text[first + 1] == '\0';

    if (first == 0)
        return four ? "UTF-32BE" : "UTF-16BE";
    return four ? "UTF-32LE" : "UTF-16LE";
}

/* A header with bad bytes says that the whole file is not what it was taken for. */
static chora_status bad_header(const chora_rows *rows, const csv_state *csv, const chora_row *row,
                               chora_error *err)
{
    const char *text = csv->source.text.data + csv->begin;
    size_t length = row_length(csv), valid = chora_utf8_valid_prefix(text, length);

    if (valid == length)
        return chora_fail(err, CHORA_EDATA, "%s: line %lld: the header cannot be read: %s",
                          rows->name, (long long)row->line, row->problem);
    if (*csv->source.encoding)
        return chora_fail(err, CHORA_EDATA,
                          "%s: the header holds bytes that are not %s; give another "
                          "--encoding",
                          rows->name, csv->source.encoding);
    if (text[valid] == '\0')
        return chora_fail(err, CHORA_EDATA,
                          "%s: the header holds a NUL byte at offset %llu; if the file is "
                          "UTF-16 or UTF-32 say so with --encoding %s",
                          rows->name, (unsigned long long)(csv->offset + valid),
                          wide_encoding(text, length, valid));
    return chora_fail(
        err, CHORA_EDATA,
        "%s: the header is not UTF-8 (byte 0x%02X at offset %llu); " CHORA_SAY_ENCODING, rows->name,
        (unsigned char)text[valid], (unsigned long long)(csv->offset + valid));
}

/* The line of the header: of the first row, or behind what is clearly above it. A row that cannot
 * be read ends the look; reading tells it. */
static chora_status look_for_header(chora_rows *rows, csv_state *csv, int64_t *line,
                                    chora_error *err)
{
    chora_header_look looks[CHORA_HEADER_ROWS];
    int64_t lines[CHORA_HEADER_ROWS];
    size_t count = 0;
    chora_error ignored = CHORA_ERROR_INIT;
    chora_row row;
    bool more = true;

    while (count < CHORA_HEADER_ROWS && more) {
        chora_status st = take_row(rows, csv, &row, &more, &ignored);
        if (st == CHORA_ENOMEM)
            return chora_no_memory(err);
        if (st || !more || row.problem)
            break;
        lines[count] = row.line;
        looks[count++] = chora_header_look_at(row.cells, row.cell_count);
    }
    size_t found = chora_header_find(looks, count);
    *line = found > 0 ? lines[found] : 0;
    return CHORA_OK;
}

/* The row that begins in this line; 0: the first. */
static chora_status take_header(chora_rows *rows, csv_state *csv, int64_t line, chora_row *row,
                                bool *more, chora_error *err)
{
    chora_status st = take_row(rows, csv, row, more, err);

    while (!st && *more && row->line < line)
        st = take_row(rows, csv, row, more, err);
    if (!st && line > 0 && (!*more || row->line != line))
        return chora_fail(err, CHORA_EINVAL,
                          "%s: header_row: no row of the table begins in line "
                          "%lld",
                          rows->name, (long long)line);
    rows->header_line = st || !*more ? 0 : row->line;
    return st;
}

static chora_status read_header(chora_rows *rows, csv_state *csv, int64_t line, chora_error *err)
{
    chora_row row;
    bool more = false;
    chora_status st = take_header(rows, csv, line, &row, &more, err);

    if (st)
        return st;
    if (!more)
        return chora_fail(err, CHORA_EDATA, "%s is empty: it holds no header line", rows->name);
    if (row.problem)
        return bad_header(rows, csv, &row, err);
    if (csv->cell_count > CHORA_MAX_COLUMNS)
        return chora_fail(err, CHORA_ELIMIT, "%s has %zu columns; Chora takes %d", rows->name,
                          csv->cell_count, CHORA_MAX_COLUMNS);
    return chora_rows_set_columns(rows, row.cells, row.cell_count, err);
}

static csv_state *csv_state_new(void)
{
    chora_buffer row = CHORA_BUFFER_INIT(2 * CHORA_MAX_ROW),
                 text = CHORA_BUFFER_INIT(5 * CHORA_MAX_ROW);
    csv_state *csv = chora_alloc(1, sizeof *csv);

    if (!csv)
        return NULL;
    csv->source.fd = -1;
    csv->cells = row;
    csv->raw = csv->shown = text;
    csv->starts = chora_alloc(CHORA_MAX_COLUMNS + 1, sizeof *csv->starts);
    csv->handed = chora_alloc(CHORA_MAX_COLUMNS, sizeof *csv->handed);
    if (!csv->starts || !csv->handed) {
        csv_state_free(csv);
        return NULL;
    }
    return csv;
}

/* From the beginning; also once more, when rows were looked at. */
static chora_status begin(chora_rows *rows, csv_state *csv, const char *path, chora_kind kind,
                          const chora_rows_options *options, chora_error *err)
{
    chora_source_close(&csv->source);
    csv->line = 0;
    csv->open = false;
    chora_status st = chora_source_open(&csv->source, path, rows->name, options->encoding, err);
    return st ? st : find_delimiter(rows, csv, kind, options->delimiter, err);
}

static chora_status open_at_header(chora_rows *rows, csv_state *csv, const char *path,
                                   chora_kind kind, const chora_rows_options *options,
                                   chora_error *err)
{
    int64_t line = options->header_row;
    chora_status st = begin(rows, csv, path, kind, options, err);

    if (!st && line == 0) {
        st = look_for_header(rows, csv, &line, err);
        rows->header_found = line > 0;
        if (!st)
            st = begin(rows, csv, path, kind, options, err);
    }
    return st ? st : read_header(rows, csv, line, err);
}

chora_status chora_csv_open(chora_rows *rows, const char *path, chora_kind kind,
                            const chora_rows_options *options, chora_error *err)
{
    static const chora_reader reader = { csv_next, csv_state_free };
    csv_state *csv = csv_state_new();

    if (!csv)
        return chora_no_memory(err);
    chora_status st = open_at_header(rows, csv, path, kind, options, err);
    if (st) {
        csv_state_free(csv);
        return st;
    }
    rows->reader = &reader;
    rows->state = csv;
    char shown[4] = { '\'', csv->delimiter, '\'', '\0' };
    snprintf(rows->description, sizeof rows->description, "%s, %s, delimiter %s",
             csv->delimiter == '\t' ? "TSV" : "CSV", chora_source_encoding(&csv->source),
             csv->delimiter == '\t' ? "TAB" : shown);
    return CHORA_OK;
}
