#include "base/csv_text.h"
#include "base/file.h"
#include "exchange/real_text.h"
#include "exchange/writer_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    chora_output *output;
    chora_buffer line;
} csv_state;

static void csv_free(void *state)
{
    csv_state *csv = state;

    chora_output_discard(csv->output);
    chora_buffer_free(&csv->line);
    free(csv);
}

/* A line of one empty cell, from `start` on, would be no row for a reader. */
static chora_status end_line(chora_buffer *line, size_t start, chora_error *err)
{
    if (line->length == start)
        chora_buffer_add_text(line, "\"\"");
    chora_buffer_add_byte(line, '\n');
    return line->failed ? chora_no_memory(err) : CHORA_OK;
}

static chora_status send_line(csv_state *csv, chora_error *err)
{
    if (csv->line.failed)
        return chora_no_memory(err);
    chora_output_write(csv->output, csv->line.data, csv->line.length);
    chora_buffer_clear(&csv->line);
    return CHORA_OK;
}

static void separate(chora_buffer *line, size_t column)
{
    if (column > 0)
        chora_buffer_add_byte(line, ',');
}

static chora_status csv_open(chora_writer *writer, chora_error *err)
{
    chora_buffer line = CHORA_BUFFER_INIT((size_t)256 << 20);
    csv_state *csv = chora_alloc(1, sizeof *csv);

    if (!csv)
        return chora_no_memory(err);
    csv->line = line;
    chora_status st = chora_output_open(writer->path, &csv->output, err);
    if (st) {
        free(csv);
        return st;
    }
    writer->state = csv;
    for (size_t i = 0; i < writer->field_count; i++) {
        separate(&csv->line, i);
        chora_csv_add_guarded(&csv->line, writer->fields[i].name);
    }
    if (chora_writer_has_point(writer)) {
        separate(&csv->line, writer->field_count);
        chora_csv_add_guarded(&csv->line, writer->longitude ? writer->longitude : "longitude");
        separate(&csv->line, 1);
        chora_csv_add_guarded(&csv->line, writer->latitude ? writer->latitude : "latitude");
    }
    st = end_line(&csv->line, 0, err);
    return st ? st : send_line(csv, err);
}

static void add_cell(chora_buffer *line, chora_field_kind kind, const chora_cell_out *cell)
{
    if (cell->missing)
        return;
    if (kind == CHORA_FIELD_INTEGER)
        chora_buffer_add_integer(line, cell->integer);
    else if (kind == CHORA_FIELD_REAL && isfinite(cell->real))
        chora_real_add(line, cell->real);
    else if (kind == CHORA_FIELD_TEXT && cell->text)
        chora_csv_add_guarded(line, cell->text);
}

static chora_status csv_format(chora_writer *writer, const char *id, const chora_shape *shape,
                               int decimals, const chora_cell_out *cells, chora_buffer *line,
                               chora_error *err)
{
    size_t start = line->length;
    (void)id;

    for (size_t i = 0; i < writer->field_count; i++) {
        separate(line, i);
        add_cell(line, writer->fields[i].kind, &cells[i]);
    }
    if (chora_writer_has_point(writer)) {
        bool has = shape && shape->path_count > 0;
        separate(line, writer->field_count);
        if (has)
            chora_buffer_add_number(line, shape->xy[0].x, decimals);
        chora_buffer_add_byte(line, ',');
        if (has)
            chora_buffer_add_number(line, shape->xy[0].y, decimals);
    }
    return end_line(line, start, err);
}

static void csv_put(chora_writer *writer, const chora_buffer *rows)
{
    csv_state *csv = writer->state;
    chora_output_write(csv->output, rows->data, rows->length);
}

static chora_status csv_finish(chora_writer *writer, chora_error *err)
{
    csv_state *csv = writer->state;
    chora_output *output = csv->output;

    csv->output = NULL;
    return chora_output_commit(output, NULL, err);
}

const chora_writer_kind chora_write_csv = {
    .open = csv_open, .format = csv_format, .put = csv_put, .finish = csv_finish, .free = csv_free
};
