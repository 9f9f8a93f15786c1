/* GeoJSON (RFC 7946), one feature a line, nothing kept but the box of all. */
#include "base/file.h"
#include "exchange/geojson_grid.h"
#include "exchange/json.h"
#include "exchange/real_text.h"
#include "exchange/writer_inside.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    chora_output *output;
    chora_buffer line;
    chora_lonlat_union box;
    int decimals;       /* The most of any feature, for the box of all. */
    bool any;           /* Was a row put? */
    chora_buffer keys;  /* "\"id\":null", ",\"date\":null" ... : values come in place of null. */
    size_t *key_starts; /* One more than there are fields. */
    chora_arena
        *arena; /* Of the shapes of some features: a new one for each costs more than they do. */
    size_t arena_used;
} geojson_state;

enum { FEATURES_AN_ARENA = 200, POINTS_AN_ARENA = 20000 };

static void geojson_free(void *state)
{
    geojson_state *geojson = state;

    chora_output_discard(geojson->output);
    chora_buffer_free(&geojson->line);
    chora_buffer_free(&geojson->keys);
    chora_arena_free(geojson->arena);
    free(geojson->key_starts);
    free(geojson);
}

static chora_status send_line(geojson_state *geojson, chora_error *err)
{
    if (geojson->line.failed)
        return chora_no_memory(err);
    chora_output_write(geojson->output, geojson->line.data, geojson->line.length);
    chora_buffer_clear(&geojson->line);
    return CHORA_OK;
}

/* A text or key, quoted: one value of a document of its own. */
static void add_text(chora_buffer *line, const char *text)
{
    chora_json_quoted(line, "", 0, text);
}

static bool write_keys(geojson_state *geojson, const chora_writer *writer)
{
    geojson->keys = (chora_buffer)CHORA_BUFFER_INIT((size_t)1 << 30);
    geojson->key_starts = chora_alloc(writer->field_count + 1, sizeof *geojson->key_starts);
    for (size_t i = 0; geojson->key_starts && i < writer->field_count; i++) {
        if (i)
            chora_buffer_add_byte(&geojson->keys, ',');
        add_text(&geojson->keys, writer->fields[i].name);
        chora_buffer_add_text(&geojson->keys, ":null");
        geojson->key_starts[i + 1] = geojson->keys.length;
    }
    return geojson->key_starts && !geojson->keys.failed;
}

static chora_status geojson_open(chora_writer *writer, chora_error *err)
{
    chora_buffer line = CHORA_BUFFER_INIT((size_t)1 << 30);
    geojson_state *geojson = chora_alloc(1, sizeof *geojson);

    if (!geojson)
        return chora_no_memory(err);
    geojson->line = line;
    chora_status st = write_keys(geojson, writer)
                          ? chora_output_open(writer->path, &geojson->output, err)
                          : chora_no_memory(err);
    if (st) {
        geojson_free(geojson);
        return st;
    }
    writer->state = geojson;
    chora_buffer_add_text(&geojson->line, "{\"type\":\"FeatureCollection\",\"name\":");
    add_text(&geojson->line, writer->layer);
    chora_buffer_add_text(&geojson->line, ",\"features\":[");
    return send_line(geojson, err);
}

/* ---- geometry ------------------------------------------------------------------------------ */

static void add_position(chora_buffer *line, const chora_grid *grid, size_t i, int decimals)
{
    chora_buffer_add_byte(line, '[');
    chora_buffer_add_fixed(line, grid->xy[i].x, decimals);
    chora_buffer_add_byte(line, ',');
    chora_buffer_add_fixed(line, grid->xy[i].y, decimals);
    chora_buffer_add_byte(line, ']');
}

static void add_path(chora_buffer *line, const chora_grid *grid, size_t path, int decimals)
{
    chora_buffer_add_byte(line, '[');
    for (size_t i = grid->start[path]; i < grid->start[path + 1]; i++) {
        if (i > grid->start[path])
            chora_buffer_add_byte(line, ',');
        add_position(line, grid, i, decimals);
    }
    chora_buffer_add_byte(line, ']');
}

static void add_paths(chora_buffer *line, const chora_grid *grid, int decimals)
{
    for (size_t i = 0; i < grid->path_count; i++) {
        if (grid->kind == CHORA_SHAPE_POLYGONS && grid->is_shell[i])
            chora_buffer_add_text(line, i ? "],[" : "[");
        else if (i)
            chora_buffer_add_byte(line, ',');
        add_path(line, grid, i, decimals);
    }
    if (grid->kind == CHORA_SHAPE_POLYGONS)
        chora_buffer_add_byte(line, ']');
}

static void add_points(chora_buffer *line, const chora_grid *grid, int decimals)
{
    for (size_t i = 0; i < grid->start[grid->path_count]; i++) {
        if (i)
            chora_buffer_add_byte(line, ',');
        add_position(line, grid, i, decimals);
    }
}

static size_t count_parts(const chora_grid *grid)
{
    size_t parts = 0;

    if (grid->kind == CHORA_SHAPE_POINTS)
        return grid->start[grid->path_count];
    for (size_t i = 0; i < grid->path_count; i++)
        parts += grid->is_shell[i];
    return parts;
}

static void add_geometry(chora_buffer *line, const chora_grid *grid, int decimals)
{
    static const char *const names[] = { "", "Point", "LineString", "Polygon" };
    bool multi = count_parts(grid) > 1;

    chora_buffer_printf(line, "{\"type\":\"%s%s\",\"coordinates\":", multi ? "Multi" : "",
                        names[grid->kind]);
    if (multi)
        chora_buffer_add_byte(line, '[');
    if (grid->kind == CHORA_SHAPE_POINTS)
        add_points(line, grid, decimals);
    else
        add_paths(line, grid, decimals);
    if (multi)
        chora_buffer_add_byte(line, ']');
    chora_buffer_add_byte(line, '}');
}

static void add_box(chora_buffer *line, chora_lonlat_box box, int decimals)
{
    const double sides[] = { box.west, box.south, box.east, box.north };

    chora_buffer_add_text(line, "\"bbox\":[");
    for (size_t i = 0; i < 4; i++) {
        if (i)
            chora_buffer_add_byte(line, ',');
        chora_buffer_add_number(line, sides[i], decimals);
    }
    chora_buffer_add_byte(line, ']');
}

static void note_box(geojson_state *geojson, chora_lonlat_box box, int decimals)
{
    chora_lonlat_union_add(&geojson->box, box);
    geojson->decimals = decimals > geojson->decimals ? decimals : geojson->decimals;
}

/* Most features of incidents are one point: its two numbers, three times. */
static void add_point(geojson_state *geojson, chora_xy at, int decimals, chora_buffer *line)
{
    static const char box_start[] = "\"bbox\":[",
                      start[] = "],\"geometry\":{\"type\":\"Point\",\"coordinates\":[";
    chora_buffer numbers = CHORA_BUFFER_SMALL(64);
    chora_grid_xy xy = chora_grid_point(at, decimals);
    double scale = chora_grid_scale(decimals);
    double x = (double)xy.x / scale, y = (double)xy.y / scale;

    chora_buffer_add_fixed(&numbers, xy.x, decimals);
    chora_buffer_add_byte(&numbers, ',');
    chora_buffer_add_fixed(&numbers, xy.y, decimals);
    chora_buffer_add(line, box_start, sizeof box_start - 1);
    chora_buffer_add(line, numbers.data, numbers.length);
    chora_buffer_add_byte(line, ',');
    chora_buffer_add(line, numbers.data, numbers.length);
    chora_buffer_add(line, start, sizeof start - 1);
    chora_buffer_add(line, numbers.data, numbers.length);
    chora_buffer_add(line, "]}", 2);
    note_box(geojson, (chora_lonlat_box){ x, y, x, y }, decimals);
}

static chora_status add_shape(geojson_state *geojson, const chora_shape *shape, int decimals,
                              chora_buffer *line, chora_error *err)
{
    chora_grid grid;
    size_t points = shape->start[shape->path_count];
    if (shape->kind == CHORA_SHAPE_POINTS && points == 1) {
        add_point(geojson, shape->xy[0], decimals, line);
        return CHORA_OK;
    }
    geojson->arena_used += POINTS_AN_ARENA / FEATURES_AN_ARENA + points;
    if (geojson->arena_used > POINTS_AN_ARENA || !geojson->arena) {
        chora_arena_free(geojson->arena);
        geojson->arena = chora_arena_new();
        geojson->arena_used = points;
    }
    chora_status st = geojson->arena ? chora_grid_make(shape, decimals, geojson->arena, &grid, err)
                                     : chora_no_memory(err);

    if (!st && grid.path_count > 0) {
        chora_lonlat_box box = chora_grid_box(&grid);
        note_box(geojson, box, decimals);
        add_box(line, box, decimals);
        chora_buffer_add_text(line, ",\"geometry\":");
        add_geometry(line, &grid, decimals);
    } else if (!st) {
        chora_buffer_add_text(line, "\"geometry\":null");
    }
    return st;
}

/* ---- features ------------------------------------------------------------------------------ */

static bool is_nothing(chora_field_kind kind, const chora_cell_out *cell)
{
    return cell->missing || (kind == CHORA_FIELD_TEXT && !cell->text) ||
           (kind == CHORA_FIELD_REAL && !isfinite(cell->real));
}

/* The key, with the comma before it, and a value that is something. */
static void add_value(const geojson_state *geojson, size_t field, chora_field_kind kind,
                      const chora_cell_out *cell, chora_buffer *line)
{
    enum { NOTHING = sizeof "null" - 1 };
    const char *key = geojson->keys.data + geojson->key_starts[field];
    size_t length = geojson->key_starts[field + 1] - geojson->key_starts[field];
    if (kind == CHORA_FIELD_TEXT) {
        chora_json_quoted(line, key, length - NOTHING, cell->text);
        return;
    }
    chora_buffer_add(line, key, length - NOTHING);
    if (kind == CHORA_FIELD_REAL)
        chora_real_add(line, cell->real);
    else
        chora_buffer_add_integer(line, cell->integer);
}

/* Keys without a value that follow each other stand together, with their nulls. */
static void add_properties(const geojson_state *geojson, const chora_writer *writer,
                           const chora_cell_out *cells, chora_buffer *line)
{
    size_t i = 0;
    while (i < writer->field_count) {
        size_t end = i;
        while (end < writer->field_count && is_nothing(writer->fields[end].kind, &cells[end]))
            end++;
        chora_buffer_add(line, geojson->keys.data + geojson->key_starts[i],
                         geojson->key_starts[end] - geojson->key_starts[i]);
        if (end < writer->field_count)
            add_value(geojson, end, writer->fields[end].kind, &cells[end], line);
        i = end + 1;
    }
}

static chora_status geojson_format(chora_writer *writer, const char *id, const chora_shape *shape,
                                   int decimals, const chora_cell_out *cells, chora_buffer *line,
                                   chora_error *err)
{
    static const char start[] = ",\n{\"type\":\"Feature\",";
    geojson_state *geojson = writer->state;
    chora_status st = CHORA_OK;

    chora_buffer_add(line, start, sizeof start - 1);
    if (id) {
        chora_buffer_add_text(line, "\"id\":");
        add_text(line, id);
        chora_buffer_add_byte(line, ',');
    }
    if (shape && shape->path_count > 0)
        st = add_shape(geojson, shape, decimals, line, err);
    else
        chora_buffer_add_text(line, "\"geometry\":null");
    chora_buffer_add_text(line, ",\"properties\":{");
    add_properties(geojson, writer, cells, line);
    chora_buffer_add_text(line, "}}");
    return !st && line->failed ? chora_no_memory(err) : st;
}

/* The comma before the first is left out. */
static void geojson_put(chora_writer *writer, const chora_buffer *rows)
{
    geojson_state *geojson = writer->state;
    size_t skipped = geojson->any ? 0 : 1;
    if (rows->length == 0)
        return;
    chora_output_write(geojson->output, rows->data + skipped, rows->length - skipped);
    geojson->any = true;
}

/* With the keys of the first. */
static void *geojson_fork(const void *state)
{
    const geojson_state *geojson = state;
    geojson_state *forked = chora_alloc(1, sizeof *forked);
    if (forked) {
        forked->keys = geojson->keys;
        forked->key_starts = geojson->key_starts;
    }
    return forked;
}

static void geojson_join(void *state, void *other)
{
    geojson_state *geojson = state, *forked = other;
    if (geojson) {
        chora_lonlat_union_join(&geojson->box, &forked->box);
        if (forked->decimals > geojson->decimals)
            geojson->decimals = forked->decimals;
    }
    chora_arena_free(forked->arena);
    free(forked);
}

static chora_status geojson_finish(chora_writer *writer, chora_error *err)
{
    geojson_state *geojson = writer->state;

    chora_buffer_add_text(&geojson->line, geojson->any ? "\n]" : "]");
    if (geojson->box.any) {
        chora_buffer_add_byte(&geojson->line, ',');
        add_box(&geojson->line, chora_lonlat_union_box(&geojson->box), geojson->decimals);
    }
    if (writer->account) {
        chora_buffer_add_text(&geojson->line, ",\n\"account\":");
        chora_buffer_add_text(&geojson->line, writer->account);
    }
    chora_buffer_add_text(&geojson->line, "}\n");
    chora_status st = send_line(geojson, err);
    chora_output *output = geojson->output;
    geojson->output = NULL;
    if (!st)
        return chora_output_commit(output, NULL, err);
    chora_output_discard(output);
    return st;
}

const chora_writer_kind chora_write_geojson = { .open = geojson_open,
                                                .format = geojson_format,
                                                .put = geojson_put,
                                                .fork = geojson_fork,
                                                .join = geojson_join,
                                                .finish = geojson_finish,
                                                .free = geojson_free };
