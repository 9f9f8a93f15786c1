#include "intake/area_writer.h"

#include "store/geometry.h"

#include <math.h>
#include <string.h>

chora_status chora_layer_add(chora_store *store, const chora_new_layer *layer, int64_t *id,
                             chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        store,
        "INSERT INTO layer (name, role, level, country, source, licence, dated, valid_from, "
        "valid_to, sha256, current) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        &query, err);
    if (st)
        return st;
    const char *const texts[] = { layer->name,   layer->role,    NULL,        layer->country,
                                  layer->source, layer->licence, layer->dated };
    for (int i = 0; i < 7; i++)
        if (i != 2)
            chora_query_bind_text(query, i + 1, texts[i]);
    if (layer->level >= 0)
        chora_query_bind_int(query, 3, layer->level);
    if (layer->has_from)
        chora_query_bind_int(query, 8, layer->valid_from);
    if (layer->has_to)
        chora_query_bind_int(query, 9, layer->valid_to);
    chora_query_bind_text(query, 10, layer->sha256);
    chora_query_bind_int(query, 11, layer->current);
    st = chora_query_run(query, err);
    chora_query_close(query);
    if (st == CHORA_OK)
        *id = chora_store_last_id(store);
    return st;
}

chora_status chora_layer_set_repairs(chora_store *store, int64_t layer_id, int64_t repairs,
                                     chora_error *err)
{
    chora_query *query = NULL;
    chora_status st =
        chora_query_open(store, "UPDATE layer SET repairs = ?2 WHERE id = ?1", &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, layer_id);
    chora_query_bind_int(query, 2, repairs);
    st = chora_query_run(query, err);
    chora_query_close(query);
    return st;
}

chora_status chora_area_writer_open(chora_area_writer *writer, chora_store *store, chora_error *err)
{
    *writer = (chora_area_writer){ .store = store };
    chora_status st = chora_query_open(
        store,
        "INSERT INTO area (layer_id, level, code, parent_id, country, area_km2, label_lon, "
        "label_lat, geom) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        &writer->area, err);
    if (st == CHORA_OK)
        st = chora_query_open(store,
                              "INSERT OR IGNORE INTO area_code (area_id, scheme, code) "
                              "VALUES (?1, ?2, ?3)",
                              &writer->code, err);
    if (st == CHORA_OK)
        st = chora_namer_open(&writer->names, store, err);
    if (st)
        chora_area_writer_close(writer);
    return st;
}

void chora_area_writer_close(chora_area_writer *writer)
{
    chora_query_close(writer->area);
    chora_query_close(writer->code);
    chora_namer_close(&writer->names);
    writer->area = writer->code = NULL;
}

chora_status chora_label_point(const chora_shape *shape, chora_xy *out, chora_error *err)
{
    double middle = (shape->box.min_y + shape->box.max_y) / 2;
    double shorten = fmax(cos(middle * 3.14159265358979323846 / 180), 0.05);
    chora_arena *arena = chora_arena_new();
    size_t points = chora_shape_points(shape);
    chora_shape flat = *shape;
    flat.xy = arena ? chora_arena_copy(arena, shape->xy, points, sizeof *shape->xy) : NULL;
    if (flat.xy == NULL) {
        chora_arena_free(arena);
        return chora_no_memory(err);
    }
    for (size_t i = 0; i < points; i++)
        flat.xy[i].x *= shorten;
    flat.box.min_x *= shorten;
    flat.box.max_x *= shorten;
    chora_xy point;
    double radius;
    chora_status st = chora_shape_inner_point(&flat, &point, &radius, err);
    chora_arena_free(arena);
    if (st == CHORA_OK)
        *out = (chora_xy){ point.x / shorten, point.y };
    return st;
}

chora_status chora_area_writer_add(chora_area_writer *writer, const chora_new_area *area,
                                   int64_t *id, chora_error *err)
{
    chora_query *query = writer->area;
    chora_xy label;
    chora_status st = chora_label_point(area->shape, &label, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, area->layer_id);
    chora_query_bind_int(query, 2, area->level);
    chora_query_bind_text(query, 3, area->code);
    if (area->parent_id)
        chora_query_bind_int(query, 4, area->parent_id);
    else
        chora_query_bind_null(query, 4);
    chora_query_bind_text(query, 5, area->country);
    chora_query_bind_double(query, 6, chora_shape_area_km2(area->shape));
    chora_query_bind_double(query, 7, label.x);
    chora_query_bind_double(query, 8, label.y);
    st = chora_query_bind_shape(query, 9, area->shape, err);
    if (st == CHORA_OK)
        st = chora_query_run(query, err);
    if (st == CHORA_OK)
        *id = chora_store_last_id(writer->store);
    return st;
}

chora_status chora_area_writer_code(chora_area_writer *writer, int64_t area_id, const char *scheme,
                                    const char *code, chora_error *err)
{
    chora_query_bind_int(writer->code, 1, area_id);
    chora_query_bind_text(writer->code, 2, scheme);
    chora_query_bind_text(writer->code, 3, code);
    return chora_query_run(writer->code, err);
}
