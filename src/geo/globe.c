#include "geo/globe.h"

#include "base/buffer.h"
#include "geo/projection.h"
#include "geo/shape_maker.h"

#include <math.h>
#include <stdlib.h>

static const double earth_km = 6371.0088, longest_edge_deg = 1, arc_step_deg = 3;

struct chora_globe {
    chora_projection *projection;
};

chora_status chora_globe_open(chora_xy lonlat, chora_globe **out, chora_error *err)
{
    chora_globe *globe = chora_alloc(1, sizeof *globe);
    chora_buffer text = CHORA_BUFFER_SMALL(256);
    if (!globe)
        return chora_no_memory(err);
    chora_buffer_add_text(&text, "+proj=laea +lat_0=");
    chora_buffer_add_number(&text, lonlat.y, 3);
    chora_buffer_add_text(&text, " +lon_0=");
    chora_buffer_add_number(&text, remainder(lonlat.x, 360), 3);
    chora_buffer_add_text(&text, " +R=6371008.8 +units=m +no_defs");
    chora_status st = chora_projection_open(chora_buffer_text(&text), (chora_box)CHORA_BOX_EMPTY,
                                            &globe->projection, err);
    chora_buffer_free(&text);
    if (st)
        free(globe);
    else
        *out = globe;
    return st;
}

void chora_globe_close(chora_globe *globe)
{
    if (!globe)
        return;
    chora_projection_close(globe->projection);
    free(globe);
}

double chora_globe_radius_km(void)
{
    return earth_km * sqrt(2);
}

/* The whole Earth: twice as wide as its half. */
static chora_xy far_point(chora_globe *globe, chora_xy lonlat)
{
    chora_xy at = { remainder(lonlat.x, 360), fmin(fmax(lonlat.y, -90), 90) };
    chora_project(globe->projection, &at, 1);
    return (chora_xy){ at.x / 1000, at.y / 1000 };
}

static bool is_beyond(chora_xy at)
{
    return hypot(at.x, at.y) > chora_globe_radius_km();
}

static chora_xy to_edge(chora_xy at)
{
    double share = chora_globe_radius_km() / hypot(at.x, at.y);
    return is_beyond(at) ? (chora_xy){ at.x * share, at.y * share } : at;
}

chora_xy chora_globe_point(chora_globe *globe, chora_xy lonlat)
{
    return to_edge(far_point(globe, lonlat));
}

/* ---- one ring -------------------------------------------------------------------------------- */

typedef struct {
    chora_globe *globe;
    chora_xy *xy; /* of the ring, its edges made short; not yet cut */
    size_t count, capacity;
    bool failed;
} far_ring;

static void add_far(far_ring *ring, chora_xy lonlat)
{
    chora_xy at = far_point(ring->globe, lonlat);
    if (!isfinite(at.x) || !isfinite(at.y) || ring->failed)
        return;
    ring->failed =
        chora_grow((void **)&ring->xy, &ring->capacity, ring->count, sizeof *ring->xy) != 0;
    if (!ring->failed)
        ring->xy[ring->count++] = at;
}

static void add_edge(far_ring *ring, chora_xy a, chora_xy b)
{
    double length = fmax(fabs(b.x - a.x), fabs(b.y - a.y));
    int pieces = (int)ceil(fmax(length / longest_edge_deg, 1));
    for (int i = 1; i <= pieces; i++)
        add_far(ring, (chora_xy){ a.x + (b.x - a.x) * i / pieces, a.y + (b.y - a.y) * i / pieces });
}

static void read_ring(far_ring *ring, const chora_xy *xy, size_t count)
{
    ring->count = 0;
    if (count)
        add_far(ring, xy[0]);
    for (size_t i = 0; i + 1 < count; i++)
        add_edge(ring, xy[i], xy[i + 1]);
}

static bool is_seen(const far_ring *ring)
{
    for (size_t i = 0; i < ring->count; i++)
        if (!is_beyond(ring->xy[i]))
            return true;
    return false;
}

/* Along the disc's edge, the shorter way. */
static void add_arc(chora_shape_maker *maker, chora_xy from, chora_xy to)
{
    const double turn = 2 * acos(-1), step = arc_step_deg * turn / 360;
    double start = atan2(from.y, from.x), radius = chora_globe_radius_km();
    double sweep = remainder(atan2(to.y, to.x) - start, turn);
    for (int i = 1; i * step < fabs(sweep); i++) {
        double at = start + copysign(i * step, sweep);
        chora_shape_maker_point(maker, (chora_xy){ radius * cos(at), radius * sin(at) });
    }
}

static void add_ring(const far_ring *ring, double step_km, chora_shape_maker *maker)
{
    chora_xy last = { 0, 0 };
    for (size_t i = 0; i < ring->count; i++) {
        chora_xy at = to_edge(ring->xy[i]);
        bool along = i > 0 && is_beyond(ring->xy[i]) && is_beyond(ring->xy[i - 1]);
        bool near = i > 0 && hypot(at.x - last.x, at.y - last.y) < step_km;
        if (near && i + 1 < ring->count)
            continue;
        if (along)
            add_arc(maker, last, at);
        chora_shape_maker_point(maker, at);
        last = at;
    }
}

static void add_disc(chora_shape_maker *maker)
{
    const int points = (int)(360 / arc_step_deg);
    chora_shape_maker_polygon(maker);
    for (int i = 0; i < points; i++) {
        double at = i * arc_step_deg * acos(-1) / 180;
        chora_shape_maker_point(maker, (chora_xy){ chora_globe_radius_km() * cos(at),
                                                   chora_globe_radius_km() * sin(at) });
    }
    chora_shape_maker_path(maker);
}

/* A ring around the point on the other side of the Earth has changed its turn. */
static bool is_turned(const far_ring *ring, const chora_xy *xy, size_t count)
{
    double lonlat = chora_ring_area(xy, count);
    return lonlat != 0 && ring->count > 2 &&
           (lonlat > 0) != (chora_ring_area(ring->xy, ring->count) > 0);
}

chora_status chora_globe_shape(chora_globe *globe, const chora_shape *lonlat, double step_km,
                               chora_arena *arena, chora_shape *out, chora_error *err)
{
    far_ring ring = { .globe = globe };
    chora_shape_maker maker = CHORA_SHAPE_MAKER_INIT(lonlat->kind);
    bool polygons = lonlat->kind == CHORA_SHAPE_POLYGONS;
    for (size_t p = 0; p < lonlat->path_count && !ring.failed; p++) {
        const chora_xy *xy = lonlat->xy + lonlat->start[p];
        size_t count = lonlat->start[p + 1] - lonlat->start[p];
        read_ring(&ring, xy, count);
        if (!is_seen(&ring))
            continue;
        if (polygons)
            chora_shape_maker_polygon(&maker);
        add_ring(&ring, step_km, &maker);
        chora_shape_maker_path(&maker);
        if (polygons && is_turned(&ring, xy, count))
            add_disc(&maker);
    }
    free(ring.xy);
    if (ring.failed) {
        chora_shape_maker_free(&maker);
        return chora_no_memory(err);
    }
    return chora_shape_maker_finish(&maker, arena, out, err);
}
