/* A workbook with one sheet by libxlsxwriter: a header in bold, texts as texts, numbers as numbers.
 */
#include "base/file.h"
#include "base/text.h"
#include "exchange/workbook_whole.h"
#include "exchange/writer_inside.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#define MAX_ROWS 1048576
#define MAX_SHEET_NAME 31        /* Characters. */
#define MAX_SHEETS 2             /* The rows, and what to read first. */
#define EXACT 9007199254740992LL /* 2^53: larger whole numbers lose digits in a cell. */

typedef struct {
    char *folder, *made;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *date;
    lxw_row_t row;
} xlsx_state;

static void xlsx_free(void *state)
{
    xlsx_state *xlsx = state;

    if (xlsx->workbook)
        workbook_close(xlsx->workbook); /* The library has no other way to free one. */
    if (xlsx->folder)
        chora_folder_remove(xlsx->folder);
    free(xlsx->folder);
    free(xlsx->made);
    free(xlsx);
}

/* Excel allows 31 characters, none of []:*?/\ and no ' at the ends. */
static void sheet_name(const char *layer, char out[128])
{
    size_t end = 0, characters = 0;

    while (layer[end] &&
           (characters < MAX_SHEET_NAME || ((unsigned char)layer[end] & 0xC0) == 0x80)) {
        characters += ((unsigned char)layer[end] & 0xC0) != 0x80;
        end++;
    }
    end = chora_utf8_cut(layer, end < 127 ? end : 127);
    if (chora_utf8_valid_prefix(layer, end) < end)
        end = 0;
    memcpy(out, layer, end);
    out[end] = '\0';
    for (char *at = out; *at; at++)
        if (strchr("[]:*?/\\'", *at) || (unsigned char)*at < 0x20)
            *at = '-';
    if (end == 0)
        snprintf(out, 128, "Sheet1");
}

static chora_status failed(const chora_writer *writer, lxw_error why, chora_error *err)
{
    if (why == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
        return chora_fail(err, CHORA_ELIMIT,
                          "%s: a text is longer than the 32,767 characters of a cell; write CSV "
                          "instead",
                          writer->path);
    if (why == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return chora_no_memory(err);
    return chora_fail(err, CHORA_EIO, "%s: cannot be written: %s", writer->path, lxw_strerror(why));
}

/* The library tells none of what it could not write. */
static chora_status no_room(const chora_writer *writer, const xlsx_state *xlsx, chora_error *err)
{
    return chora_fail(err, CHORA_EIO,
                      "%s: cannot be written: there is no room for it in %.*s, where it is put "
                      "together; make room there, or name another folder in TMPDIR",
                      writer->path, (int)(chora_path_name(xlsx->folder) - xlsx->folder),
                      xlsx->folder);
}

static lxw_error write_header(chora_writer *writer, xlsx_state *xlsx)
{
    lxw_format *bold = workbook_add_format(xlsx->workbook);
    lxw_error why = LXW_NO_ERROR;
    size_t count = writer->field_count;

    format_set_bold(bold);
    xlsx->date = workbook_add_format(xlsx->workbook);
    format_set_num_format(xlsx->date, "yyyy-mm-dd");
    for (size_t i = 0; i < count && !why; i++)
        why = worksheet_write_string(xlsx->sheet, 0, (lxw_col_t)i, writer->fields[i].name, bold);
    if (!why && chora_writer_has_point(writer)) {
        why = worksheet_write_string(xlsx->sheet, 0, (lxw_col_t)count,
                                     writer->longitude ? writer->longitude : "longitude", bold);
        worksheet_write_string(xlsx->sheet, 0, (lxw_col_t)(count + 1),
                               writer->latitude ? writer->latitude : "latitude", bold);
    }
    worksheet_freeze_panes(xlsx->sheet, 1, 0);
    if (writer->leftward)
        worksheet_right_to_left(xlsx->sheet);
    xlsx->row = 1;
    return why;
}

static chora_status make_workbook(chora_writer *writer, xlsx_state *xlsx, chora_error *err)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = xlsx->folder };
    lxw_doc_properties properties = { .created =
                                          946684800 }; /* 2000-01-01: the same bytes every time. */
    char name[128];

    xlsx->made = chora_path_join(xlsx->folder, "made.xlsx");
    xlsx->workbook = xlsx->made ? workbook_new_opt(xlsx->made, &options) : NULL;
    if (!xlsx->workbook)
        return chora_no_memory(err);
    workbook_set_properties(xlsx->workbook, &properties);
    sheet_name(writer->layer, name);
    xlsx->sheet = workbook_add_worksheet(xlsx->workbook, name);
    if (!xlsx->sheet)
        return chora_fail(err, CHORA_EINVAL, "%s: \"%s\" cannot be the name of a sheet",
                          writer->path, name);
    lxw_error why = write_header(writer, xlsx);
    return why ? failed(writer, why, err) : CHORA_OK;
}

static chora_status xlsx_open(chora_writer *writer, chora_error *err)
{
    xlsx_state *xlsx = chora_alloc(1, sizeof *xlsx);

    if (!xlsx)
        return chora_no_memory(err);
    writer->state = xlsx;
    chora_status st = chora_folder_temporary(&xlsx->folder, err);
    return st ? st : make_workbook(writer, xlsx, err);
}

/* A whole date becomes a date; "2022-03" stays what it says. A sheet has none before 1900. */
static bool write_date(xlsx_state *xlsx, lxw_col_t column, const char *text, lxw_error *why)
{
    lxw_datetime date = { 0 };
    int used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &date.year, &date.month, &date.day, &used) != 3 ||
        used != 10 || text[10] || date.year < 1900)
        return false;
    *why = worksheet_write_datetime(xlsx->sheet, xlsx->row, column, &date, xlsx->date);
    return true;
}

static lxw_error write_cell(xlsx_state *xlsx, lxw_col_t column, chora_field_kind kind, bool is_date,
                            const chora_cell_out *cell)
{
    char digits[32];
    lxw_error why = LXW_NO_ERROR;

    if (cell->missing || (kind == CHORA_FIELD_TEXT && !cell->text) ||
        (kind == CHORA_FIELD_REAL && !isfinite(cell->real)))
        return LXW_NO_ERROR;
    if (is_date && write_date(xlsx, column, cell->text, &why))
        return why;
    if (kind == CHORA_FIELD_TEXT)
        return worksheet_write_string(xlsx->sheet, xlsx->row, column, cell->text, NULL);
    if (kind == CHORA_FIELD_REAL)
        return worksheet_write_number(xlsx->sheet, xlsx->row, column, cell->real, NULL);
    if (cell->integer >= -EXACT && cell->integer <= EXACT)
        return worksheet_write_number(xlsx->sheet, xlsx->row, column, (double)cell->integer, NULL);
    snprintf(digits, sizeof digits, "%lld", (long long)cell->integer);
    return worksheet_write_string(xlsx->sheet, xlsx->row, column, digits, NULL);
}

static double rounded(double value, int decimals)
{
    double scale = pow(10, decimals);
    return round(value * scale) / scale;
}

static chora_status xlsx_add(chora_writer *writer, const char *id, const chora_shape *shape,
                             int decimals, const chora_cell_out *cells, chora_error *err)
{
    xlsx_state *xlsx = writer->state;
    lxw_col_t column = 0;
    lxw_error why = LXW_NO_ERROR;
    (void)id;

    if (xlsx->row >= MAX_ROWS)
        return chora_fail(err, CHORA_ELIMIT, "%s: a sheet ends at row 1,048,576; write CSV instead",
                          writer->path);
    for (; column < writer->field_count && !why; column++)
        why = write_cell(xlsx, column, writer->fields[column].kind, writer->is_date[column],
                         &cells[column]);
    if (!why && chora_writer_has_point(writer) && shape && shape->path_count > 0) {
        why = worksheet_write_number(xlsx->sheet, xlsx->row, column,
                                     rounded(shape->xy[0].x, decimals), NULL);
        worksheet_write_number(xlsx->sheet, xlsx->row, (lxw_col_t)(column + 1),
                               rounded(shape->xy[0].y, decimals), NULL);
    }
    xlsx->row++;
    return why ? failed(writer, why, err) : CHORA_OK;
}

/* The read-me sheet: what the file is, and the account of its rows. */
static lxw_error write_about(const chora_writer *writer, xlsx_state *xlsx)
{
    if (writer->about_count == 0)
        return LXW_NO_ERROR;
    char name[128];
    sheet_name(writer->readme ? writer->readme : "Read me", name);
    lxw_worksheet *sheet = workbook_add_worksheet(xlsx->workbook, name);
    lxw_format *bold = workbook_add_format(xlsx->workbook), *wrap = NULL;
    lxw_error why = sheet ? LXW_NO_ERROR : LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (why)
        return why;
    format_set_bold(bold);
    wrap = workbook_add_format(xlsx->workbook);
    format_set_text_wrap(wrap);
    if (writer->leftward)
        worksheet_right_to_left(sheet);
    worksheet_set_column(sheet, 0, 0, 22, NULL);
    worksheet_set_column(sheet, 1, 1, 90, wrap);
    for (size_t i = 0; i + 1 < writer->about_count && !why; i += 2) {
        why = worksheet_write_string(sheet, (lxw_row_t)(i / 2), 0, writer->about[i], bold);
        if (!why)
            why = worksheet_write_string(sheet, (lxw_row_t)(i / 2), 1, writer->about[i + 1], wrap);
    }
    return why;
}

/* Bytes of its rows, those of the last row too; -1 when they are not all in its temporary file. */
static long bytes_of_rows(lxw_worksheet *sheet)
{
    lxw_worksheet_write_single_row(sheet);
    FILE *rows = sheet->optimize_tmpfile;
    return fflush(rows) == 0 && !ferror(rows) ? ftell(rows) : -1;
}

/* Each sheet's, in their order. */
static bool measure_sheets(const lxw_workbook *workbook, long row_bytes[MAX_SHEETS], size_t *count)
{
    lxw_sheet *sheet = NULL;
    *count = 0;
    STAILQ_FOREACH(sheet, workbook->sheets, list_pointers)
    {
        long bytes = *count < MAX_SHEETS ? bytes_of_rows(sheet->u.worksheet) : -1;
        if (bytes < 0)
            return false;
        row_bytes[(*count)++] = bytes;
    }
    return true;
}

static chora_status xlsx_finish(chora_writer *writer, chora_error *err)
{
    xlsx_state *xlsx = writer->state;
    long row_bytes[MAX_SHEETS];
    size_t sheets = 0;
    lxw_error why = write_about(writer, xlsx);
    bool measured = measure_sheets(xlsx->workbook, row_bytes, &sheets);
    lxw_error closed = workbook_close(xlsx->workbook);

    why = why ? why : closed;
    xlsx->workbook = NULL;
    if (why && why != LXW_ERROR_ZIP_FILE_OPERATION && why != LXW_ERROR_CREATING_TMPFILE &&
        why != LXW_ERROR_CREATING_XLSX_FILE && why != LXW_ERROR_ZIP_FILE_ADD &&
        why != LXW_ERROR_ZIP_CLOSE)
        return failed(writer, why, err);
    if (why || !measured || !chora_workbook_whole(xlsx->made, row_bytes, sheets))
        return no_room(writer, xlsx, err);
    return chora_writer_publish(writer, xlsx->made, err);
}

const chora_writer_kind chora_write_xlsx = {
    .open = xlsx_open, .add = xlsx_add, .finish = xlsx_finish, .free = xlsx_free
};
