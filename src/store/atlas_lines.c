#include "store/atlas.h"
#include "store/blob.h"
#include "store/geometry.h"

#include <stdlib.h>

static const char lines_sql[] =
    "SELECT n.class, n.geom FROM line n JOIN layer l ON l.id = n.layer_id"
    " WHERE l.current = 1 AND n.geom IS NOT NULL ORDER BY n.id";

static bool touches(chora_box a, chora_box b)
{
    return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

/* The box stands in front of the coordinates: what is elsewhere is not even read. */
static bool row_touches(chora_query *query, chora_box box)
{
    size_t length = 0;
    const void *blob = chora_query_blob(query, 1, &length);
    chora_box own;
    return !chora_blob_box(blob, length, &own) || touches(own, box);
}

static chora_status read_line(chora_query *query, chora_arena *arena, chora_line *out,
                              chora_error *err)
{
    const char *name = chora_query_text(query, 0);
    out->class_name = chora_arena_strdup(arena, name ? name : "");
    if (!out->class_name)
        return chora_no_memory(err);
    chora_status st = chora_query_shape(query, 1, arena, &out->shape, err);
    if (st)
        chora_at(err, "line of class %s", out->class_name);
    return st;
}

static chora_status read_lines(chora_query *query, chora_box box, chora_lines *lines,
                               chora_error *err)
{
    chora_line *list = NULL;
    size_t capacity = 0;
    bool row = false;
    chora_status st = CHORA_OK;
    while (!(st = chora_query_step(query, &row, err)) && row) {
        if (!row_touches(query, box))
            continue;
        if (chora_grow((void **)&list, &capacity, lines->line_count, sizeof *list)) {
            st = chora_no_memory(err);
            break;
        }
        st = read_line(query, lines->arena, &list[lines->line_count], err);
        if (st)
            break;
        lines->line_count++;
    }
    if (!st && lines->line_count) {
        lines->lines = chora_arena_copy(lines->arena, list, lines->line_count, sizeof *list);
        st = lines->lines ? CHORA_OK : chora_no_memory(err);
    }
    free(list);
    return st;
}

chora_status chora_lines_load(chora_store *store, chora_box box, chora_lines *out, chora_error *err)
{
    chora_lines lines = { .arena = chora_arena_new() };
    if (!lines.arena)
        return chora_no_memory(err);
    chora_query *query = NULL;
    chora_status st = chora_query_open(store, lines_sql, &query, err);
    if (!st)
        st = read_lines(query, box, &lines, err);
    chora_query_close(query);
    if (st) {
        chora_lines_free(&lines);
        return st;
    }
    *out = lines;
    return CHORA_OK;
}

void chora_lines_free(chora_lines *lines)
{
    chora_arena_free(lines->arena);
    *lines = (chora_lines){ 0 };
}
