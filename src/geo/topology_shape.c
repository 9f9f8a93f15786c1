/* Arcs back to polygons. */
#include "geo/shape_maker.h"
#include "geo/topology.h"

static void add_arc(chora_shape_maker *maker, const chora_topology *topology, int64_t link)
{
    bool back = link < 0;
    const chora_arc *arc = &topology->arcs[back ? ~link : link];
    for (size_t i = 0; i + 1 < arc->count; i++)
        chora_shape_maker_point(maker, topology->xy[arc->first + (back ? arc->count - 1 - i : i)]);
}

/* Answers the ring's signed area; its points are in the maker's open path. */
static double add_ring(chora_shape_maker *maker, const chora_topology *topology, size_t ring)
{
    for (size_t i = topology->link_start[ring]; i < topology->link_start[ring + 1]; i++)
        add_arc(maker, topology, topology->links[i]);
    if (maker->failed || maker->point_count == maker->path_begin)
        return 0;
    chora_shape_maker_point(maker, maker->xy[maker->path_begin]);
    return maker->failed ? 0
                         : chora_ring_area(maker->xy + maker->path_begin,
                                           maker->point_count - maker->path_begin);
}

chora_status chora_topology_shape(const chora_topology *topology, size_t area, chora_arena *arena,
                                  chora_shape *out, chora_error *err)
{
    if (area >= topology->area_count)
        return chora_fail(err, CHORA_EINVAL, "there is no area %zu", area);
    chora_shape_maker maker = CHORA_SHAPE_MAKER_INIT(CHORA_SHAPE_POLYGONS);
    for (size_t ring = topology->ring_start[area]; ring < topology->ring_start[area + 1]; ring++) {
        bool hole = topology->ring_is_hole[ring];
        if (!hole)
            chora_shape_maker_polygon(&maker);
        double signed_area = add_ring(&maker, topology, ring);
        bool well = hole ? signed_area < 0 : signed_area > 0;
        if (!well)
            maker.point_count = maker.path_begin;
        chora_shape_maker_path(&maker);
    }
    return chora_shape_maker_finish(&maker, arena, out, err);
}
