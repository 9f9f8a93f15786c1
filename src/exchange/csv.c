/* A CSV or TSV file: which delimiter it has, and which of its rows is the header. */
#include "base/text.h"
#include "exchange/csv_inside.h"
#include "exchange/header_row.h"
#include "exchange/wire.h"

#include <stdio.h>
#include <string.h>

static chora_status next_row(chora_rows *rows, chora_row *out, bool *more, chora_error *err)
{
    return chora_csv_take_row(rows, rows->state, out, more, err);
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
static bool takes_separator_line(chora_csv_state *csv)
{
    const char *text = csv->source.text.data + csv->source.taken;
    size_t length = csv->source.text.length - csv->source.taken;
    size_t line = chora_csv_line_length(text, length, csv->source.ended);

    if (line < 5 || line > 7 || strncmp(text, "sep=", 4) != 0 || !strchr(",;\t|", text[4]))
        return false;
    if (line > 5 && text[5] != '\r' && text[5] != '\n')
        return false;
    csv->delimiter = text[4];
    csv->source.taken += line;
    csv->line++;
    return true;
}

static chora_status find_delimiter(chora_rows *rows, chora_csv_state *csv, chora_kind kind,
                                   char asked, chora_error *err)
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
    return chora_csv_make_parser(csv, err);
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
static chora_status bad_header(const chora_rows *rows, const chora_csv_state *csv,
                               const chora_row *row, chora_error *err)
{
    const char *text = csv->source.text.data + csv->begin;
    size_t length = chora_csv_row_length(csv), valid = chora_utf8_valid_prefix(text, length);

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
static chora_status look_for_header(chora_rows *rows, chora_csv_state *csv, int64_t *line,
                                    chora_error *err)
{
    chora_header_look looks[CHORA_HEADER_ROWS];
    int64_t lines[CHORA_HEADER_ROWS];
    size_t count = 0;
    chora_error ignored = CHORA_ERROR_INIT;
    chora_row row;
    bool more = true;

    while (count < CHORA_HEADER_ROWS && more) {
        chora_status st = chora_csv_take_row(rows, csv, &row, &more, &ignored);
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
static chora_status take_header(chora_rows *rows, chora_csv_state *csv, int64_t line,
                                chora_row *row, bool *more, chora_error *err)
{
    chora_status st = chora_csv_take_row(rows, csv, row, more, err);

    while (!st && *more && row->line < line)
        st = chora_csv_take_row(rows, csv, row, more, err);
    if (!st && line > 0 && (!*more || row->line != line))
        return chora_fail(err, CHORA_EINVAL,
                          "%s: header_row: no row of the table begins in line "
                          "%lld",
                          rows->name, (long long)line);
    rows->header_line = st || !*more ? 0 : row->line;
    return st;
}

static chora_status read_header(chora_rows *rows, chora_csv_state *csv, int64_t line,
                                chora_error *err)
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

/* From the beginning; also once more, when rows were looked at. */
static chora_status begin(chora_rows *rows, chora_csv_state *csv, const char *path, chora_kind kind,
                          const chora_rows_options *options, chora_error *err)
{
    chora_source_close(&csv->source);
    csv->line = 0;
    csv->open = false;
    chora_status st = chora_source_open(&csv->source, path, rows->name, options->encoding, err);
    return st ? st : find_delimiter(rows, csv, kind, options->delimiter, err);
}

static chora_status open_at_header(chora_rows *rows, chora_csv_state *csv, const char *path,
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
    static const chora_reader reader = { next_row, chora_csv_free };
    chora_csv_state *csv = chora_csv_new();

    if (!csv)
        return chora_no_memory(err);
    chora_status st = open_at_header(rows, csv, path, kind, options, err);
    if (st) {
        chora_csv_free(csv);
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
