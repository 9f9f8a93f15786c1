#include "compose/islands.h"

#include "compose/wording.h"

#include "base/buffer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A polygon with less than this share of all land may be left out... */
static const double small_share = 0.004;
/* ... when it is further off than this share of the rest's size ... */
static const double far_share = 0.12;
/* ... and the frame would be this much larger for it. */
static const double stretch = 1.3;

typedef struct {
    chora_box box;
    double land; /* square degrees at the equator, roughly */
    size_t area;
    bool largest; /* of its area */
} polygon_part;

typedef struct {
    polygon_part *parts;
    size_t count;
    double land;
} all_parts;

static bool is_shell(const chora_shape *shape, size_t ring)
{
    return ring == 0 || !shape->polygon_of ||
           shape->polygon_of[ring] != shape->polygon_of[ring - 1];
}

static polygon_part part_of(const chora_view *view, const chora_xy *xy, size_t count, size_t area)
{
    polygon_part part = { CHORA_BOX_EMPTY, 0, area, false };
    double twice = 0;
    for (size_t i = 0; i < count; i++) {
        chora_box_add(&part.box, xy[i]);
        if (i + 1 < count)
            twice += xy[i].x * xy[i + 1].y - xy[i + 1].x * xy[i].y;
    }
    double middle = (part.box.min_y + part.box.max_y) / 2;
    part.land = fabs(twice) / 2 * cos(middle * 3.14159265358979 / 180);
    if (view->shifted && part.box.min_x < 0) {
        part.box.min_x += 360;
        part.box.max_x += 360;
    }
    return part;
}

static void add_parts(const chora_view *view, const chora_shape *shape, size_t area, all_parts *all)
{
    size_t first = all->count, largest = all->count;
    for (size_t r = 0; r < shape->path_count; r++) {
        if (!is_shell(shape, r))
            continue;
        all->parts[all->count] =
            part_of(view, shape->xy + shape->start[r], shape->start[r + 1] - shape->start[r], area);
        all->land += all->parts[all->count].land;
        if (all->parts[all->count].land > all->parts[largest].land)
            largest = all->count;
        all->count++;
    }
    if (all->count > first)
        all->parts[largest].largest = true;
}

static bool parts_open(const chora_view *view, const chora_areas *areas, all_parts *out)
{
    size_t rings = 0;
    for (size_t a = 0; a < areas->area_count; a++)
        rings += areas->areas[a].shape.path_count;
    all_parts all = { chora_alloc(rings + 1, sizeof *all.parts), 0, 0 };
    if (!all.parts)
        return false;
    for (size_t a = 0; a < areas->area_count; a++)
        add_parts(view, &areas->areas[a].shape, a, &all);
    *out = all;
    return true;
}

static double width_of(chora_box box)
{
    return box.max_x - box.min_x;
}

static double height_of(chora_box box)
{
    return box.max_y - box.min_y;
}

/* The box of all that must be seen and of what is near it. */
static chora_box main_box(const all_parts *all)
{
    chora_box box = CHORA_BOX_EMPTY;
    for (size_t i = 0; i < all->count; i++)
        if (all->parts[i].largest || all->parts[i].land >= small_share * all->land)
            chora_box_add_box(&box, all->parts[i].box);
    chora_box near = chora_box_grow(box, far_share * fmax(width_of(box), height_of(box)));
    for (size_t i = 0; i < all->count; i++)
        if (chora_box_overlaps(near, all->parts[i].box))
            chora_box_add_box(&box, all->parts[i].box);
    return box;
}

static bool holds_box(chora_box outer, chora_box inner)
{
    return inner.min_x >= outer.min_x && inner.max_x <= outer.max_x && inner.min_y >= outer.min_y &&
           inner.max_y <= outer.max_y;
}

static bool holds_all(const chora_view *view, chora_box box, const chora_xy *keep, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        chora_xy point = keep[i];
        if (view->shifted && point.x < 0)
            point.x += 360;
        if (isfinite(point.x) && isfinite(point.y) && !chora_box_holds(box, point))
            return false;
    }
    return true;
}

chora_status chora_islands_leave_out(chora_view *view, const chora_areas *areas,
                                     const chora_xy *keep, size_t keep_count, chora_error *err)
{
    all_parts all;
    if (!parts_open(view, areas, &all))
        return chora_no_memory(err);
    chora_box box = main_box(&all);
    bool stretched = width_of(view->lonlat) > stretch * width_of(box) ||
                     height_of(view->lonlat) > stretch * height_of(box);
    if (stretched && holds_all(view, box, keep, keep_count)) {
        view->lonlat = box;
        view->trimmed = true;
    }
    free(all.parts);
    return CHORA_OK;
}

/* ---- Antarctica ------------------------------------------------------------------------------ */

static const double south_end = -60, world_width = 300;

bool chora_antarctica_holds(const chora_view *view, const chora_area *area)
{
    return view->no_antarctica && area->shape.path_count && area->shape.box.max_y < south_end;
}

void chora_antarctica_leave_out(chora_view *view, const chora_areas *areas, const chora_xy *keep,
                                size_t keep_count)
{
    chora_box rest = CHORA_BOX_EMPTY;
    if (width_of(view->lonlat) < world_width || view->lonlat.min_y > south_end || view->shifted)
        return;
    for (size_t i = 0; i < keep_count; i++)
        if (keep[i].y < south_end)
            return;
    for (size_t a = 0; a < areas->area_count; a++)
        if (areas->areas[a].shape.path_count && areas->areas[a].shape.box.max_y >= south_end)
            chora_box_add_box(&rest, areas->areas[a].shape.box);
    if (width_of(rest) < world_width)
        return;
    view->lonlat = rest;
    view->no_antarctica = view->trimmed = true;
}

/* ---- telling and measuring ------------------------------------------------------------------- */

static const char *say_islands(const chora_words *words, bool antarctica, const char *list,
                               size_t more, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, (double)more, true, number);
    if (!*list)
        return antarctica ? chora_say(words, arena, "note.antarctica", NULL) : "";
    if (more)
        return chora_say_many(words, arena,
                              antarctica ? "note.antarctica-islands-more" : "note.islands-more",
                              (double)more, number, "list", list, NULL);
    return chora_say(words, arena, antarctica ? "note.antarctica-islands" : "note.islands", "list",
                     list, NULL);
}

const char *chora_islands_note(const chora_words *words, const chora_view *view,
                               const chora_areas *areas, chora_arena *arena)
{
    enum { NAMED_MAX = 3 };
    all_parts all;
    if (!view->trimmed)
        return "";
    if (!parts_open(view, areas, &all))
        return NULL;
    chora_buffer text = CHORA_BUFFER_INIT(4096);
    size_t named = 0, last = areas->area_count;
    for (size_t i = 0; i < all.count; i++) {
        if (holds_box(view->lonlat, all.parts[i].box) || all.parts[i].area == last ||
            chora_antarctica_holds(view, &areas->areas[all.parts[i].area]))
            continue;
        last = all.parts[i].area;
        if (++named <= NAMED_MAX)
            chora_list_add(words, &text, areas->areas[last].name);
    }
    const char *out = text.failed
                          ? NULL
                          : say_islands(words, view->no_antarctica, chora_buffer_text(&text),
                                        named > NAMED_MAX ? named - NAMED_MAX : 0, arena);
    chora_buffer_free(&text);
    free(all.parts);
    return out;
}

/* One ring; answers -1 without memory. */
static int add_ring(const chora_view *view, const chora_xy *xy, size_t count, chora_box *box)
{
    chora_xy *copy = chora_alloc(count, sizeof *copy);
    if (!copy)
        return -1;
    memcpy(copy, xy, count * sizeof *copy);
    chora_project(view->projection, copy, count);
    for (size_t i = 0; i < count; i++)
        if (isfinite(copy[i].x) && isfinite(copy[i].y))
            chora_box_add(box, copy[i]);
    free(copy);
    return 0;
}

chora_status chora_islands_metres(const chora_view *view, const chora_areas *areas, chora_box *out,
                                  chora_error *err)
{
    chora_box box = CHORA_BOX_EMPTY;
    for (size_t a = 0; a < areas->area_count; a++) {
        const chora_shape *shape = &areas->areas[a].shape;
        for (size_t r = 0; r < shape->path_count; r++) {
            const chora_xy *ring = shape->xy + shape->start[r];
            size_t count = shape->start[r + 1] - shape->start[r];
            if (is_shell(shape, r) && holds_box(view->lonlat, part_of(view, ring, count, a).box) &&
                add_ring(view, ring, count, &box))
                return chora_no_memory(err);
        }
    }
    *out = box;
    return CHORA_OK;
}
