/* A GeoPackage is made by the helper in a private folder and published when it is whole. */
#include "base/file.h"
#include "exchange/process.h"
#include "exchange/writer_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char *folder, *made;
    chora_helper helper;
    int64_t rows;
} gpkg_state;

static void gpkg_free(void *state)
{
    gpkg_state *gpkg = state;

    chora_helper_stop(&gpkg->helper);
    if (gpkg->folder)
        chora_folder_remove(gpkg->folder);
    free(gpkg->folder);
    free(gpkg->made);
    free(gpkg);
}

/* The helper gave up: its answer says why. */
static chora_status told_why(chora_writer *writer, gpkg_state *gpkg, chora_error *err)
{
    chora_message message;
    chora_status st = chora_wire_sent(&gpkg->helper.wire, err);

    if (!st)
        st = chora_helper_receive(&gpkg->helper, writer->path, &message, err);
    if (st)
        chora_at(err, "%s", writer->path);
    return st ? st : chora_fail(err, CHORA_EIO, "%s: the helper ended early", writer->path);
}

static void ask(const chora_writer *writer, gpkg_state *gpkg)
{
    chora_wire *wire = &gpkg->helper.wire;

    chora_wire_start(wire, CHORA_WIRE_WRITE);
    chora_wire_put_u32(wire, CHORA_WIRE_VERSION);
    chora_wire_put_text(wire, gpkg->folder);
    chora_wire_put_text(wire, gpkg->made);
    chora_wire_put_text(wire, writer->layer);
    chora_wire_put_u8(wire, (uint8_t)writer->shape_kind);
    chora_wire_put_u32(wire, (uint32_t)writer->field_count);
    for (size_t i = 0; i < writer->field_count; i++) {
        chora_wire_put_text(wire, writer->fields[i].name);
        chora_wire_put_u8(wire, (uint8_t)writer->fields[i].kind);
    }
    chora_wire_finish(wire);
}

static chora_status gpkg_open(chora_writer *writer, chora_error *err)
{
    gpkg_state *gpkg = chora_alloc(1, sizeof *gpkg);
    char *folder = NULL;

    if (!gpkg)
        return chora_no_memory(err);
    writer->state = gpkg;
    chora_status st = chora_folder_temporary(&folder, err);
    if (st)
        return st;
    gpkg->folder = realpath(folder, NULL); /* The helper takes absolute paths only. */
    free(folder);
    gpkg->made = gpkg->folder ? chora_path_join(gpkg->folder, "made.gpkg") : NULL;
    if (!gpkg->made)
        return chora_no_memory(err);
    st = chora_helper_start(&gpkg->helper, err);
    if (!st)
        ask(writer, gpkg);
    return st;
}

static void put_cell(chora_wire *wire, chora_field_kind kind, const chora_cell_out *cell)
{
    bool missing = cell->missing || (kind == CHORA_FIELD_TEXT && !cell->text) ||
                   (kind == CHORA_FIELD_REAL && !isfinite(cell->real));

    chora_wire_put_u8(wire, !missing);
    if (missing)
        return;
    if (kind == CHORA_FIELD_INTEGER)
        chora_wire_put_i64(wire, cell->integer);
    else if (kind == CHORA_FIELD_REAL)
        chora_wire_put_real(wire, cell->real);
    else
        chora_wire_put_text(wire, cell->text);
}

static chora_status gpkg_add(chora_writer *writer, const char *id, const chora_shape *shape,
                             int decimals, const chora_cell_out *cells, chora_error *err)
{
    gpkg_state *gpkg = writer->state;
    chora_wire *wire = &gpkg->helper.wire;
    void *wkb = NULL;
    size_t length = 0;
    bool has = writer->shape_kind && shape && shape->path_count > 0;
    (void)id;

    if (has && shape->kind == CHORA_SHAPE_POINTS && chora_shape_points(shape) > 1)
        return chora_fail(err, CHORA_EINVAL,
                          "%s: a GeoPackage layer of points takes one point a row", writer->path);
    chora_status st = has ? chora_shape_to_wkb(shape, &wkb, &length, err) : CHORA_OK;
    if (st)
        return st;
    chora_wire_start(wire, CHORA_WIRE_ROW);
    chora_wire_put_bytes(wire, wkb, length);
    free(wkb);
    for (size_t i = 0; i < writer->field_count; i++)
        put_cell(wire, writer->fields[i].kind, &cells[i]);
    chora_wire_finish(wire);
    gpkg->rows++;
    return wire->failed ? told_why(writer, gpkg, err) : CHORA_OK;
}

static chora_status gpkg_finish(chora_writer *writer, chora_error *err)
{
    gpkg_state *gpkg = writer->state;
    chora_wire *wire = &gpkg->helper.wire;
    chora_message message;

    chora_wire_start(wire, CHORA_WIRE_END);
    chora_wire_put_i64(wire, gpkg->rows);
    chora_wire_finish(wire);
    if (!chora_wire_flush(wire))
        return told_why(writer, gpkg, err);
    chora_status st = chora_helper_receive(&gpkg->helper, writer->path, &message, err);
    if (st) {
        chora_at(err, "%s", writer->path);
        return st;
    }
    if (message.type != CHORA_WIRE_END || chora_message_i64(&message) != gpkg->rows)
        return chora_fail(err, CHORA_EIO, "%s: the helper wrote another number of rows",
                          writer->path);
    return chora_writer_publish(writer, gpkg->made, err);
}

const chora_writer_kind chora_write_gpkg = {
    .open = gpkg_open, .add = gpkg_add, .finish = gpkg_finish, .free = gpkg_free
};
