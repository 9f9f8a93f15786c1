/*
 * Shapes are most of what an area weighs: of the 250 countries of the world the boxes of a handful
 * hold the points of a table.
 */
#include "store/atlas.h"
#include "store/geometry.h"

#include <stdlib.h>

/* Without a box in the R-tree, which keeps its numbers rounded outwards, it may be anywhere. */
static const char boxes_sql[] = "SELECT a.id, r.xmin, r.ymin, r.xmax, r.ymax FROM area a "
                                "LEFT JOIN idx_area_geom r ON r.pkid = a.id WHERE a.level = ?1";
static const char shape_sql[] = "SELECT geom FROM area WHERE id = ?1";

static bool overlap_in_latitude(chora_box a, chora_box b)
{
    return a.min_y <= b.max_y && b.min_y <= a.max_y;
}

/* Areas over the antimeridian may have longitudes past 180. */
static bool holds_around(chora_box box, chora_xy point)
{
    return chora_box_holds(box, point) ||
           chora_box_holds(box, (chora_xy){ point.x + 360, point.y }) ||
           chora_box_holds(box, (chora_xy){ point.x - 360, point.y });
}

static bool holds_any(chora_box box, const chora_xy *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (holds_around(box, points[i]))
            return true;
    return false;
}

static chora_status load_shape(chora_query *query, chora_areas *areas, chora_area *area,
                               chora_error *err)
{
    bool row = false;
    chora_query_bind_int(query, 1, area->id);
    chora_status st = chora_query_step(query, &row, err);
    if (!st && row)
        st = chora_query_shape(query, 0, areas->arena, &area->shape, err);
    if (st)
        chora_at(err, "area %s", area->code);
    chora_query_reset(query);
    return st;
}

static chora_status load_shapes(chora_query *boxes, chora_query *shapes, const chora_xy *points,
                                size_t count, chora_areas *areas, chora_error *err)
{
    bool row = false;
    chora_status st = CHORA_OK;
    chora_box all = CHORA_BOX_EMPTY;
    for (size_t i = 0; i < count; i++)
        chora_box_add(&all, points[i]);
    while (!st && !(st = chora_query_step(boxes, &row, err)) && row) {
        size_t index = chora_areas_index(areas, chora_query_int(boxes, 0));
        chora_box box = { chora_query_double(boxes, 1), chora_query_double(boxes, 2),
                          chora_query_double(boxes, 3), chora_query_double(boxes, 4) };
        if (index == CHORA_NO_INDEX)
            continue;
        if (chora_query_is_null(boxes, 1) ||
            (overlap_in_latitude(box, all) && holds_any(box, points, count)))
            st = load_shape(shapes, areas, &areas->areas[index], err);
    }
    return st;
}

chora_status chora_areas_load_at(chora_store *store, int level, const chora_xy *points,
                                 size_t count, chora_areas *out, chora_error *err)
{
    chora_areas areas = { 0 };
    chora_query *boxes = NULL, *shapes = NULL;
    chora_status st = chora_areas_load(store, CHORA_ROLE_AREAS, level, NULL, false, &areas, err);
    if (st)
        return st;
    st = chora_query_open(store, boxes_sql, &boxes, err);
    if (!st)
        st = chora_query_open(store, shape_sql, &shapes, err);
    if (!st) {
        chora_query_bind_int(boxes, 1, level);
        st = load_shapes(boxes, shapes, points, count, &areas, err);
    }
    chora_query_close(shapes);
    chora_query_close(boxes);
    if (st) {
        chora_areas_free(&areas);
        return st;
    }
    *out = areas;
    return CHORA_OK;
}
