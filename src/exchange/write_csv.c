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

/* A line of one empty cell would be no row for a reader. */
static chora_status end_line(csv_state *csv, chora_error *err)
{
    if (csv->line.length == 0)
        chora_buffer_add_text(&csv->line, "\"\"");
    chora_buffer_add_byte(&csv->line, '\n');
    if (csv->line.failed)
        return chora_no_memory(err);
    chora_output_write(csv->output, csv->line.data, csv->line.length);
    chora_buffer_clear(&csv->line);
    return CHORA_OK;
}

static void separate(csv_state *csv, size_t column)
{
    if (column > 0)
        chora_buffer_add_byte(&csv->line, ',');
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
        separate(csv, i);
        chora_csv_add_guarded(&csv->line, writer->fields[i].name);
    }
    if (chora_writer_has_point(writer)) {
        separate(csv, writer->field_count);
        chora_csv_add_guarded(&csv->line, writer->longitude ? writer->longitude : "longitude");
        separate(csv, 1);
        chora_csv_add_guarded(&csv->line, writer->latitude ? writer->latitude : "latitude");
    }
    return end_line(csv, err);
}

static void add_cell(chora_buffer *line, chora_field_kind kind, const chora_cell_out *cell)
{
    if (cell->missing)
        return;
    if (kind == CHORA_FIELD_INTEGER)
        chora_buffer_printf(line, "%lld", (long long)cell->integer);
    else if (kind == CHORA_FIELD_REAL && isfinite(cell->real))
        chora_real_add(line, cell->real);
    else if (kind == CHORA_FIELD_TEXT && cell->text)
        chora_csv_add_guarded(line, cell->text);
}

static chora_status csv_add(chora_writer *writer, const char *id, const chora_shape *shape,
                            int decimals, const chora_cell_out *cells, chora_error *err)
{
    csv_state *csv = writer->state;
    (void)id;

    for (size_t i = 0; i < writer->field_count; i++) {
        separate(csv, i);
        add_cell(&csv->line, writer->fields[i].kind, &cells[i]);
    }
    if (chora_writer_has_point(writer)) {
        bool has = shape && shape->path_count > 0;
        separate(csv, writer->field_count);
        if (has)
            chora_buffer_add_number(&csv->line, shape->xy[0].x, decimals);
        chora_buffer_add_byte(&csv->line, ',');
        if (has)
            chora_buffer_add_number(&csv->line, shape->xy[0].y, decimals);
    }
    return end_line(csv, err);
}

static chora_status csv_finish(chora_writer *writer, chora_error *err)
{
    csv_state *csv = writer->state;
    chora_output *output = csv->output;

    csv->output = NULL;
    return chora_output_commit(output, NULL, err);
}

const chora_writer_kind chora_write_csv = { csv_open, csv_add, csv_finish, csv_free };
