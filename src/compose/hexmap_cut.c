/* Hexagons on the page, cut where the areas end. */
#include "compose/draw.h"
#include "compose/hexmap.h"
#include "compose/page_shape.h"
#include "geo/overlay.h"

#include <math.h>

/* No smaller in an inset of a smaller scale than the map's: a class could not be seen. */
static const double least_mm = 1.2;
/* Ground left open along each side: neighbours of one class stay countable. */
static const double gap_pt = 0.3;
/* A hexagon of which no eye would find what is left is drawn whole: what is in it must be seen. */
static const double least_left_mm2 = 0.4;

static chora_status place(const chora_hexmap_ground *ground, double pitch, chora_hex hex,
                          chora_arena *arena, chora_shape *out, chora_error *err)
{
    chora_xy ring[7], middle = chora_hex_middle(pitch, hex);
    chora_hex_ring(pitch, hex, ring);
    chora_view_to_page(ground->view, ring, 7);
    chora_view_to_page(ground->view, &middle, 1);
    double size = pitch * ground->view->points_per_metre, share = fmax(1 - 2 * gap_pt / size, 0.5);
    if (ground->plane)
        share = fmax(share, least_mm * CHORA_PT_PER_MM / size);
    chora_box box = CHORA_BOX_EMPTY;
    for (int i = 0; i < 7; i++) {
        ring[i].x = middle.x + (ring[i].x - middle.x) * share;
        ring[i].y = middle.y + (ring[i].y - middle.y) * share;
        chora_box_add(&box, ring[i]);
    }
    static const size_t start[2] = { 0, 7 }, polygon_of[1] = { 0 };
    *out = (chora_shape){ .kind = CHORA_SHAPE_POLYGONS, .path_count = 1, .box = box };
    out->start = chora_arena_copy(arena, start, 2, sizeof *start);
    out->polygon_of = chora_arena_copy(arena, polygon_of, 1, sizeof *polygon_of);
    out->xy = chora_arena_copy(arena, ring, 7, sizeof *ring);
    return out->start && out->polygon_of && out->xy ? CHORA_OK : chora_no_memory(err);
}

static chora_status cut(const chora_shape *land, chora_arena *arena, chora_shape *hexagon,
                        chora_error *err)
{
    chora_shape left;
    if (land->path_count == 0 || !chora_box_overlaps(land->box, hexagon->box))
        return CHORA_OK;
    double least = least_left_mm2 * CHORA_PT_PER_MM * CHORA_PT_PER_MM;
    chora_status st = chora_shape_common(land, hexagon, arena, &left, err);
    if (!st && chora_page_shape_size(&left) >= least)
        *hexagon = left;
    return st;
}

chora_status chora_hexmap_part(const chora_hexmap *whole, const chora_hexmap_ground *ground,
                               chora_arena *arena, chora_hexmap *out, chora_error *err)
{
    chora_hexmap map = *whole;
    chora_shape land;
    map.cells = chora_arena_copy(arena, whole->cells, map.count + 1, sizeof *map.cells);
    if (!map.cells)
        return chora_no_memory(err);
    chora_status st = chora_shape_union(ground->areas, ground->area_count, arena, &land, err);
    for (size_t c = 0; !st && c < map.count; c++) {
        map.cells[c].shape = (chora_shape){ .kind = CHORA_SHAPE_POLYGONS, .box = CHORA_BOX_EMPTY };
        if (map.cells[c].plane != ground->plane)
            continue;
        st = place(ground, map.size_km * 1000, map.cells[c].hex, arena, &map.cells[c].shape, err);
        if (!st)
            st = cut(&land, arena, &map.cells[c].shape, err);
    }
    if (!st)
        *out = map;
    return st;
}
