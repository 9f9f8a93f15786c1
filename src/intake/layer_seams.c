#include "intake/layer_seams.h"

#include "geo/seams.h"

#include <math.h>

/* Half a metre is the rounding of coordinates, no crack. */
static const double least_m = 0.5, metres_a_degree = 111195;

typedef struct {
    int64_t gaps, overlaps;
    double widest_m;
    chora_xy at;
    size_t area, other;
} seam_count;

/* Even-odd over all rings. */
static bool holds(const chora_shape *shape, chora_xy at)
{
    bool inside = false;
    for (size_t p = 0; p < shape->path_count; p++)
        for (size_t i = shape->start[p]; i + 1 < shape->start[p + 1]; i++) {
            chora_xy a = shape->xy[i], b = shape->xy[i + 1];
            if ((a.y > at.y) != (b.y > at.y) &&
                at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x))
                inside = !inside;
        }
    return inside;
}

static double metres(const chora_seam *seam)
{
    double shrink = cos(seam->at.y * acos(-1) / 180);
    return metres_a_degree * hypot((seam->foot.x - seam->at.x) * shrink, seam->foot.y - seam->at.y);
}

/* A run of segments along one other area is one seam; it is counted from the first of the two. */
static void count_run(const chora_features *features, size_t area, const chora_seam *seams,
                      size_t count, seam_count *out)
{
    size_t widest = 0;
    for (size_t i = 1; i < count; i++)
        if (metres(&seams[i]) > metres(&seams[widest]))
            widest = i;
    size_t other = seams[widest].other;
    double apart = metres(&seams[widest]);
    if (apart < least_m || area > other)
        return;
    if (holds(&features->items[other].shape, seams[widest].at))
        out->overlaps++;
    else
        out->gaps++;
    if (apart > out->widest_m) {
        out->widest_m = apart;
        out->at = seams[widest].at;
        out->area = area;
        out->other = other;
    }
}

static void count_seams(const chora_features *features, const chora_topology *topology,
                        const chora_seam *seams, seam_count *out)
{
    for (size_t a = 0; a < topology->arc_count; a++) {
        const chora_arc *arc = &topology->arcs[a];
        size_t area = arc->left == CHORA_NO_AREA ? arc->right : arc->left;
        size_t end = arc->first + arc->count;
        for (size_t i = arc->first, next; i < end; i = next) {
            for (next = i + 1; next < end && seams[next].other == seams[i].other;)
                next++;
            if (seams[i].other != CHORA_NO_AREA)
                count_run(features, area, seams + i, next - i, out);
        }
    }
}

static void tell(const chora_features *features, size_t name, const seam_count *found,
                 chora_buffer *notes)
{
    if (found->gaps + found->overlaps == 0)
        return;
    chora_buffer_printf(
        notes,
        "borders that do not meet: %lld gap%s and %lld overlap%s, up to about %.0f m "
        "apart (%s and %s, near %.4f %.4f); the areas are kept as they are, and "
        "such borders are drawn as borders between areas\n",
        (long long)found->gaps, found->gaps == 1 ? "" : "s", (long long)found->overlaps,
        found->overlaps == 1 ? "" : "s", found->widest_m,
        chora_feature_cell(&features->items[found->area], name),
        chora_feature_cell(&features->items[found->other], name), found->at.x, found->at.y);
}

chora_status chora_layer_seams_note(const chora_features *features, size_t name, chora_arena *arena,
                                    chora_buffer *notes, chora_error *err)
{
    static const chora_shape none = { .kind = CHORA_SHAPE_POLYGONS };
    chora_topology topology;
    const chora_shape **shapes = chora_arena_alloc(arena, features->count + 1, sizeof *shapes);
    if (!shapes)
        return chora_no_memory(err);
    for (size_t i = 0; i < features->count; i++)
        shapes[i] = features->items[i].problem ? &none : &features->items[i].shape;
    chora_status st = chora_topology_build(shapes, features->count, arena, &topology, err);
    chora_seam *seams =
        st ? NULL : chora_arena_alloc(arena, chora_topology_points(&topology) + 1, sizeof *seams);
    if (!st && !seams)
        st = chora_no_memory(err);
    if (!st)
        st = chora_seams_find(&topology, CHORA_SEAM_DEGREES, seams, err);
    seam_count found = { 0 };
    if (!st)
        count_seams(features, &topology, seams, &found);
    if (!st)
        tell(features, name, &found, notes);
    return st;
}
