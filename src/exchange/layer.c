/* Rows that come from the helper. What it says is checked: a hostile file may have taken it over.
 */
#include "base/csv_text.h"
#include "base/text.h"
#include "exchange/process.h"
#include "exchange/reader.h"
#include "exchange/workbook.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
    chora_helper helper;
    const char **cells; /* One per column. */
    size_t *starts;
    chora_buffer text; /* The cells, each with a NUL behind it. */
    chora_buffer raw;
    char *told; /* The helper's problem with the row. */
    char problem[200];
    int64_t count;
    bool ended;
} layer_state;

static void layer_free(void *state)
{
    layer_state *layer = state;

    if (!layer)
        return;
    chora_helper_stop(&layer->helper);
    chora_buffer_free(&layer->text);
    chora_buffer_free(&layer->raw);
    free(layer->cells);
    free(layer->starts);
    free(layer->told);
    free(layer);
}

static chora_status nonsense(const chora_rows *rows, chora_error *err)
{
    return chora_fail(err, CHORA_EDATA,
                      "%s: the reader's answer cannot be; the file is probably damaged",
                      rows->name);
}

/* ---- the request and the header ------------------------------------------------------------ */

/* Changes that a program has not moved into the file yet would be missing, in silence. */
static chora_status check_journal(const chora_rows *rows, const char *path, chora_error *err)
{
    struct stat info;
    chora_buffer journal = CHORA_BUFFER_INIT(8192);

    chora_buffer_printf(&journal, "%s-wal", path);
    bool waiting = !journal.failed && stat(journal.data, &info) == 0 && info.st_size > 0;
    chora_buffer_free(&journal);
    if (waiting)
        return chora_fail(err, CHORA_EDATA,
                          "%s: changes wait in %s-wal; close the program that has it open "
                          "(or open and close it there once)",
                          rows->name, rows->name);
    return CHORA_OK;
}

static chora_status ask(chora_rows *rows, layer_state *layer, const char *path, chora_kind kind,
                        const chora_rows_options *options, const chora_workbook *book,
                        chora_error *err)
{
    chora_wire *wire = &layer->helper.wire;
    char *real = realpath(path, NULL); /* Absolute: never a driver's prefix or an option. */

    if (!real)
        return chora_fail(err, CHORA_EIO, "%s: cannot be read: %s", rows->name, strerror(errno));
    chora_wire_start(wire, CHORA_WIRE_READ);
    chora_wire_put_u32(wire, CHORA_WIRE_VERSION);
    chora_wire_put_text(wire, real);
    chora_wire_put_text(wire, rows->name);
    chora_wire_put_text(wire, chora_kind_label(kind));
    chora_wire_put_text(wire, options->sheet);
    chora_wire_put_text(wire, options->crs);
    chora_wire_put_text(wire, options->encoding);
    chora_wire_put_u8(wire, options->want_geometry);
    chora_wire_put_i64(wire, options->header_row);
    chora_wire_put_u32(wire, (uint32_t)book->hidden_count);
    for (size_t i = 0; i < book->hidden_count; i++)
        chora_wire_put_text(wire, book->hidden[i]);
    chora_wire_finish(wire);
    chora_wire_flush(wire);
    free(real);
    return chora_wire_sent(wire, err);
}

static void describe(chora_rows *rows, chora_kind kind, const char *layer, const char *encoding)
{
    bool sheets = kind == CHORA_KIND_XLSX || kind == CHORA_KIND_ODS;
    /* The driver leaves out extended data, which must not pass in silence. */
    const char *part = kind == CHORA_KIND_KML ? "names and descriptions only" : encoding;
    chora_buffer shown = CHORA_BUFFER_INIT(4096);

    chora_rows_add_printable(&shown, layer ? layer : "", layer ? strlen(layer) : 0);
    const char *text = chora_buffer_text(&shown);
    snprintf(rows->description, sizeof rows->description, "%s, %s \"%.*s\"%s%.40s",
             chora_kind_label(kind), sheets ? "sheet" : "layer", (int)chora_utf8_cut(text, 300),
             text, part ? ", " : "", part ? part : "");
    chora_buffer_free(&shown);
}

static void add_remark(chora_rows *rows, const char *remark)
{
    size_t used = strlen(rows->description);

    snprintf(rows->description + used, sizeof rows->description - used, ", %s", remark);
}

/* A name cut within a character (shapefiles keep ten bytes) loses that rest. */
static chora_status check_name(const chora_rows *rows, char *name, chora_error *err)
{
    size_t length = strlen(name), valid = chora_utf8_valid_prefix(name, length);

    if (valid + 4 <= length || (valid < length && ((unsigned char)name[valid] < 0xC0)))
        return chora_fail(
            err, CHORA_EDATA,
            "%s: a column name is not UTF-8 (byte 0x%02X at offset %zu); " CHORA_SAY_ENCODING,
            rows->name, (unsigned char)name[valid], valid);
    name[valid] = '\0';
    return CHORA_OK;
}

static chora_status take_names(chora_rows *rows, chora_message *message, size_t count,
                               chora_error *err)
{
    char **names = chora_alloc(count + 1, sizeof *names);
    chora_status st = names ? CHORA_OK : chora_no_memory(err);

    for (size_t i = 0; i < count && !st; i++) {
        names[i] = chora_message_text(message);
        st = names[i] ? check_name(rows, names[i], err) : nonsense(rows, err);
    }
    if (!st)
        st = chora_rows_set_columns(rows, (const char *const *)names, count, err);
    for (size_t i = 0; names && i < count; i++)
        free(names[i]);
    free(names);
    return st;
}

/* Hidden sheets are read only when they are asked for or nothing else is there. */
static void tell_hidden_sheets(chora_rows *rows, const chora_workbook *book, const char *chosen)
{
    chora_buffer names = CHORA_BUFFER_INIT(512);
    size_t others = 0;

    for (size_t i = 0; i < book->hidden_count; i++) {
        if (chosen && strcmp(book->hidden[i], chosen) == 0) {
            add_remark(rows, "which is hidden");
            continue;
        }
        chora_buffer_add_text(&names, others++ ? ", \"" : " \"");
        chora_rows_add_printable(&names, book->hidden[i], strlen(book->hidden[i]));
        chora_buffer_add_byte(&names, '"');
    }
    if (others > 0) {
        chora_buffer_printf(&names, " not read");
        char remark[600];
        snprintf(remark, sizeof remark, "hidden sheet%s%s", others == 1 ? "" : "s",
                 names.failed ? " not read" : chora_buffer_text(&names));
        add_remark(rows, remark);
    }
    chora_buffer_free(&names);
}

static chora_status take_header(chora_rows *rows, layer_state *layer, chora_kind kind,
                                const chora_workbook *book, chora_error *err)
{
    chora_message message;
    chora_status st = chora_helper_receive(&layer->helper, rows->name, &message, err);

    if (st)
        return st;
    uint32_t version = chora_message_u32(&message);
    if (message.type != CHORA_WIRE_HEADER || version != CHORA_WIRE_VERSION)
        return chora_fail(err, CHORA_EIO,
                          "chora-exchange is of another version than Chora; install Chora again");
    char *name = chora_message_text(&message), *encoding = chora_message_text(&message);
    rows->has_geometry = chora_message_u8(&message) != 0;
    bool confined = chora_message_u8(&message) != 0;
    rows->header_line = chora_message_i64(&message);
    rows->header_found = chora_message_u8(&message) != 0;
    size_t count = chora_message_u32(&message);
    describe(rows, kind, name, encoding);
    tell_hidden_sheets(rows, book, name);
    if (!confined)
        add_remark(rows, "this kernel cannot shut the reader off from other files (no Landlock)");
    free(name);
    free(encoding);
    if (message.bad || count > CHORA_MAX_COLUMNS)
        return nonsense(rows, err);
    return take_names(rows, &message, count, err);
}

/* ---- rows ---------------------------------------------------------------------------------- */

static void check_cell(layer_state *layer, chora_row *row, size_t column, const char *cell,
                       size_t length)
{
    size_t valid = chora_utf8_valid_prefix(cell, length);

    if (valid == length || row->problem)
        return;
    if (cell[valid] == '\0')
        snprintf(layer->problem, sizeof layer->problem, "holds a NUL byte");
    else
        snprintf(layer->problem, sizeof layer->problem,
                 "byte 0x%02X is not UTF-8; " CHORA_SAY_ENCODING, (unsigned char)cell[valid]);
    row->problem = layer->problem;
    row->problem_column = column + 1;
}

/* Where cell i is missing, starts[i] says so. */
static void take_cells(layer_state *layer, chora_message *message, chora_row *row)
{
    for (size_t i = 0; i < row->cell_count && !message->bad; i++) {
        size_t length;
        const char *cell = chora_message_bytes(message, &length);
        layer->starts[i] = cell ? layer->text.length : SIZE_MAX;
        if (!cell)
            continue;
        check_cell(layer, row, i, cell, length);
        chora_rows_add_printable(&layer->text, cell, length);
        chora_buffer_add_byte(&layer->text, '\0');
    }
}

static void point_at_cells(layer_state *layer, const chora_row *row)
{
    for (size_t i = 0; i < row->cell_count; i++) {
        bool missing = layer->starts[i] == SIZE_MAX;
        layer->cells[i] = missing ? NULL : layer->text.data + layer->starts[i];
        if (i)
            chora_buffer_add_byte(&layer->raw, ',');
        if (!missing)
            chora_csv_add_cell(&layer->raw, layer->cells[i]);
    }
}

static chora_status take_row(chora_rows *rows, layer_state *layer, chora_message *message,
                             chora_row *out, chora_error *err)
{
    chora_row row = {
        layer->cells, rows->column_count, chora_message_i64(message), NULL, 0, NULL, 0, ""
    };

    free(layer->told);
    layer->told = chora_message_text(message);
    row.problem = layer->told;
    row.problem_column = chora_message_u32(message);
    row.wkb = chora_message_bytes(message, &row.wkb_length);
    chora_buffer_clear(&layer->text);
    chora_buffer_clear(&layer->raw);
    take_cells(layer, message, &row);
    if (message->bad || message->at != message->end || row.problem_column > row.cell_count)
        return nonsense(rows, err);
    if (layer->text.failed)
        return chora_no_memory(err);
    point_at_cells(layer, &row);
    if (layer->raw.failed)
        return chora_no_memory(err);
    row.raw = chora_buffer_text(&layer->raw);
    layer->count++;
    *out = row;
    return CHORA_OK;
}

static chora_status layer_next(chora_rows *rows, chora_row *out, bool *more, chora_error *err)
{
    layer_state *layer = rows->state;
    chora_message message;

    *more = false;
    if (layer->ended)
        return CHORA_OK;
    chora_status st = chora_helper_receive(&layer->helper, rows->name, &message, err);
    if (st)
        return st;
    if (message.type == CHORA_WIRE_END) {
        layer->ended = true;
        return chora_message_i64(&message) == layer->count ? CHORA_OK : nonsense(rows, err);
    }
    if (message.type != CHORA_WIRE_ROW)
        return nonsense(rows, err);
    st = take_row(rows, layer, &message, out, err);
    *more = !st;
    return st;
}

static chora_status look_into(const chora_rows *rows, const char *path, chora_workbook *out,
                              chora_error *err)
{
    chora_workbook_look(path, out);
    if (out->declares)
        return chora_fail(err, CHORA_EDATA,
                          "%s declares XML entities (DOCTYPE), as no workbook does; save it anew",
                          rows->name);
    if (out->text_bytes <= CHORA_MAX_CELLS)
        return CHORA_OK;
    return chora_fail(err, CHORA_ELIMIT, "%s holds more than 512 MiB of text; split it",
                      rows->name);
}

/* A filter that is on hides rows; they are read, which must not pass in silence. */
static void tell_hidden(chora_rows *rows, size_t count)
{
    char remark[64];

    snprintf(remark, sizeof remark, "%zu hidden row%s read too", count, count == 1 ? "" : "s");
    if (count > 0)
        add_remark(rows, remark);
}

chora_status chora_layer_open(chora_rows *rows, const char *path, chora_kind kind,
                              const chora_rows_options *options, chora_error *err)
{
    static const chora_reader reader = { layer_next, layer_free };
    chora_buffer text = CHORA_BUFFER_INIT(CHORA_WIRE_MAXIMUM);
    layer_state *layer = chora_alloc(1, sizeof *layer);

    if (!layer)
        return chora_no_memory(err);
    layer->text = layer->raw = text;
    chora_workbook book = { 0 };
    chora_status st = kind == CHORA_KIND_GPKG   ? check_journal(rows, path, err)
                      : kind == CHORA_KIND_XLSX ? look_into(rows, path, &book, err)
                                                : CHORA_OK;
    if (!st)
        st = chora_helper_start(&layer->helper, err);
    if (!st)
        st = ask(rows, layer, path, kind, options, &book, err);
    if (!st)
        st = take_header(rows, layer, kind, &book, err);
    if (!st) {
        layer->cells = chora_alloc(rows->column_count + 1, sizeof *layer->cells);
        layer->starts = chora_alloc(rows->column_count + 1, sizeof *layer->starts);
        st = layer->cells && layer->starts ? CHORA_OK : chora_no_memory(err);
    }
    if (st) {
        layer_free(layer);
        return st;
    }
    tell_hidden(rows, book.hidden_rows);
    rows->reader = &reader;
    rows->state = layer;
    return CHORA_OK;
}
