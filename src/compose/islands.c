#include "compose/islands.h"

#include "compose/wording.h"

#include "base/buffer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is nearer than this share of the rest's size belongs to it: any polygon ... */
static const double near_island = 0.12;
/* ... one that is all there is of its area ... */
static const double near_area = 0.2;
/* ... one with more than `small_share` of all land. */
static const double near_land = 1, small_share = 0.004;
/* One with more land than that belongs to the map wherever it lies. */
static const double large_share = 0.15;
/* Areas whose boxes are this near, in degrees, are one land; of more areas none is looked for. */
static const double one_land = 0.05;
enum { LANDS_MAX = 500 };
/* The rest is left out when the frame would be this much larger for it. */
static const double stretch = 1.3;
/* When the frame would be this much larger for what has numbers, that has insets; what is nearer to
 * each other than this share of the main land's size is in one. */
static const double away_stretch = 1.7, away_gap = 0.35;

typedef struct {
    chora_box box;
    double land; /* square degrees at the equator, roughly */
    size_t area;
    bool largest;   /* of its area */
    bool in;        /* in the frame */
    size_t land_of; /* of the areas' largest: which land it is of */
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
    polygon_part part = { .box = CHORA_BOX_EMPTY, .area = area };
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

/* From box to box, along the axis where they lie further apart. */
static double gap_of(chora_box a, chora_box b)
{
    double across = fmax(a.min_x - b.max_x, b.min_x - a.max_x);
    double up = fmax(a.min_y - b.max_y, b.min_y - a.max_y);
    return fmax(fmax(across, up), 0);
}

/* `size` of what the map is about; not of what was taken in since, or one island would bring the
 * next. */
static bool belongs(const polygon_part *part, double land, double size, chora_box box)
{
    double share = part->land / land;
    double gap = gap_of(part->box, box);
    return gap < near_island * size || (part->largest && gap < near_area * size) ||
           (share >= small_share && gap < near_land * size) || share >= large_share;
}

static bool holds_any(chora_box box, const chora_xy *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (chora_box_holds(box, points[i]))
            return true;
    return false;
}

static void take_in(polygon_part *part, chora_box *box)
{
    part->in = true;
    chora_box_add_box(box, part->box);
}

/* All of one land get the number of the first of it. */
static void spread(all_parts *all, size_t *open, size_t first)
{
    size_t count = 0;
    all->parts[first].land_of = first;
    open[count++] = first;
    while (count > 0) {
        chora_box box = chora_box_grow(all->parts[open[--count]].box, one_land);
        for (size_t i = 0; i < all->count; i++)
            if (all->parts[i].largest && all->parts[i].land_of == CHORA_NO_INDEX &&
                chora_box_overlaps(box, all->parts[i].box)) {
                all->parts[i].land_of = first;
                open[count++] = i;
            }
    }
}

/* The land with the most ground; an overseas area larger than any other is not it. */
static bool find_main_land(all_parts *all, size_t areas, size_t *out)
{
    size_t *open = chora_alloc(all->count + 1, sizeof *open);
    double *ground = chora_alloc(all->count + 1, sizeof *ground);
    bool made = open && ground;
    *out = CHORA_NO_INDEX;
    for (size_t i = 0; made && i < all->count; i++) {
        all->parts[i].land_of = CHORA_NO_INDEX;
        ground[i] = 0;
    }
    for (size_t i = 0; made && i < all->count && areas <= LANDS_MAX; i++)
        if (all->parts[i].largest && all->parts[i].land_of == CHORA_NO_INDEX)
            spread(all, open, i);
    for (size_t i = 0; made && i < all->count; i++) {
        size_t of = all->parts[i].land_of;
        if (of == CHORA_NO_INDEX)
            continue;
        ground[of] += all->parts[i].land;
        if (*out == CHORA_NO_INDEX || ground[of] > ground[*out])
            *out = of;
    }
    free(open);
    free(ground);
    return made;
}

/* The main land, or the largest polygon, and those with a number, and what is near them, and what
 * is near that. */
static chora_box main_box(const all_parts *all, size_t land, const chora_xy *keep,
                          size_t keep_count)
{
    chora_box box = CHORA_BOX_EMPTY;
    size_t largest = 0;
    for (size_t i = 0; i < keep_count; i++)
        chora_box_add(&box, keep[i]);
    for (size_t i = 0; i < all->count; i++) {
        if (all->parts[i].land > all->parts[largest].land)
            largest = i;
        bool main = land != CHORA_NO_INDEX && all->parts[i].land_of == land;
        if (main || holds_any(all->parts[i].box, keep, keep_count))
            take_in(&all->parts[i], &box);
    }
    if (all->count && land == CHORA_NO_INDEX)
        take_in(&all->parts[largest], &box);
    double size = fmax(width_of(box), height_of(box));
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < all->count; i++)
            if (!all->parts[i].in && belongs(&all->parts[i], all->land, size, box)) {
                take_in(&all->parts[i], &box);
                more = true;
            }
    }
    return box;
}

/* ---- what is too far for one frame ------------------------------------------------------------
 */

/* The area the point lies in, by the box of its largest polygon, with its polygons within `gap`;
 * else the point itself. */
static chora_box box_around(const all_parts *all, chora_xy point, double gap)
{
    chora_box box = CHORA_BOX_EMPTY;
    size_t of = CHORA_NO_INDEX;
    chora_box_add(&box, point);
    for (size_t i = 0; i < all->count; i++)
        if (chora_box_holds(all->parts[i].box, point) &&
            (of == CHORA_NO_INDEX || all->parts[i].largest))
            of = all->parts[i].area;
    for (size_t i = 0; i < all->count; i++)
        if (all->parts[i].area == of && gap_of(all->parts[i].box, box) < gap)
            chora_box_add_box(&box, all->parts[i].box);
    return box;
}

static bool is_stretched(chora_box box, chora_box main, double by)
{
    return width_of(box) > by * width_of(main) || height_of(box) > by * height_of(main);
}

static bool gather_away(const all_parts *all, chora_box main, const chora_xy *keep, size_t count,
                        size_t most, chora_away *out)
{
    double gap = away_gap * fmax(width_of(main), height_of(main));
    for (size_t i = 0; i < count; i++)
        if (!chora_box_holds(main, keep[i]) &&
            !chora_away_add(out, box_around(all, keep[i], gap), gap, most))
            return false;
    return true;
}

/* The frame of the main land with what is near it, when all that is kept would stretch it far. */
static chora_box frame_without_away(all_parts *all, size_t land, chora_box whole,
                                    const chora_xy *keep, size_t count, size_t most,
                                    chora_away *out)
{
    chora_away away = { .count = 0 };
    for (size_t i = 0; i < all->count; i++)
        all->parts[i].in = false;
    chora_box main = main_box(all, land, NULL, 0);
    if (most == 0 || !is_stretched(whole, main, away_stretch) ||
        !gather_away(all, main, keep, count, most, &away))
        return whole;
    for (size_t i = 0; i < away.count;) {
        chora_box with = main;
        chora_box_add_box(&with, away.boxes[i]);
        if (is_stretched(with, main, stretch)) {
            i++;
            continue;
        }
        main = with;
        away.boxes[i] = away.boxes[--away.count];
    }
    *out = away;
    return main;
}

static bool holds_box(chora_box outer, chora_box inner)
{
    return inner.min_x >= outer.min_x && inner.max_x <= outer.max_x && inner.min_y >= outer.min_y &&
           inner.max_y <= outer.max_y;
}

/* The points that can be seen at all, longitudes counted like the view's. */
static chora_xy *kept_points(const chora_view *view, const chora_xy *keep, size_t count,
                             size_t *out_count)
{
    chora_xy *points = chora_alloc(count + 1, sizeof *points);
    *out_count = 0;
    for (size_t i = 0; points && i < count; i++) {
        chora_xy point = keep[i];
        if (view->shifted && point.x < 0)
            point.x += 360;
        if (isfinite(point.x) && isfinite(point.y))
            points[(*out_count)++] = point;
    }
    return points;
}

chora_status chora_islands_leave_out(chora_view *view, const chora_areas *areas,
                                     const chora_xy *keep, size_t keep_count, size_t away_most,
                                     chora_error *err)
{
    all_parts all;
    size_t count = 0, land = 0;
    chora_xy *points = kept_points(view, keep, keep_count, &count);
    if (!points || !parts_open(view, areas, &all)) {
        free(points);
        return chora_no_memory(err);
    }
    if (!find_main_land(&all, areas->area_count, &land)) {
        free(all.parts);
        free(points);
        return chora_no_memory(err);
    }
    chora_box box = main_box(&all, land, points, count);
    box = frame_without_away(&all, land, box, points, count, away_most, &view->away);
    if (width_of(view->lonlat) > stretch * width_of(box) ||
        height_of(view->lonlat) > stretch * height_of(box)) {
        view->lonlat = box;
        view->trimmed = true;
    }
    free(all.parts);
    free(points);
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

static bool is_seen(const chora_view *view, chora_box box)
{
    chora_xy middle = { (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 };
    return holds_box(view->lonlat, box) || chora_away_holds(&view->away, middle);
}

/* Areas of which something is left out, each once; `wholly` those of which nothing is seen. */
static size_t list_names(const chora_words *words, const chora_view *view, const chora_areas *areas,
                         const all_parts *all, bool wholly, size_t most, chora_buffer *out)
{
    size_t named = 0;
    for (size_t i = 0, end; i < all->count; i = end) {
        size_t seen = 0;
        for (end = i; end < all->count && all->parts[end].area == all->parts[i].area; end++)
            seen += is_seen(view, all->parts[end].box);
        if (seen < end - i && (seen == 0) == wholly &&
            !chora_antarctica_holds(view, &areas->areas[all->parts[i].area]) && ++named <= most)
            chora_list_add(words, out, areas->areas[all->parts[i].area].name);
    }
    return named;
}

/* "Not shown: Rotuma": all of them, since nothing else says that they are there. */
static const char *say_wholly(const chora_words *words, const chora_view *view,
                              const chora_areas *areas, const all_parts *all, chora_arena *arena)
{
    chora_buffer list = CHORA_BUFFER_INIT(64 * 1024);
    const char *out = "";
    if (list_names(words, view, areas, all, true, all->count, &list))
        out = chora_say(words, arena, "note.not-shown", "list", chora_buffer_text(&list), NULL);
    out = list.failed ? NULL : out;
    chora_buffer_free(&list);
    return out;
}

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

static const char *say_partly(const chora_words *words, const chora_view *view,
                              const chora_areas *areas, const all_parts *all, chora_arena *arena)
{
    enum { NAMED_MAX = 3 };
    chora_buffer list = CHORA_BUFFER_INIT(4096);
    size_t named = list_names(words, view, areas, all, false, NAMED_MAX, &list);
    const char *out = list.failed
                          ? NULL
                          : say_islands(words, view->no_antarctica, chora_buffer_text(&list),
                                        named > NAMED_MAX ? named - NAMED_MAX : 0, arena);
    chora_buffer_free(&list);
    return out;
}

const char *chora_islands_note(const chora_words *words, const chora_view *view,
                               const chora_areas *areas, chora_arena *arena)
{
    all_parts all;
    if (!view->trimmed)
        return "";
    if (!parts_open(view, areas, &all))
        return NULL;
    const char *wholly = say_wholly(words, view, areas, &all, arena);
    const char *partly = say_partly(words, view, areas, &all, arena);
    free(all.parts);
    if (!wholly || !partly)
        return NULL;
    return chora_arena_printf(arena, "%s%s%s", wholly, *wholly && *partly ? ". " : "", partly);
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
