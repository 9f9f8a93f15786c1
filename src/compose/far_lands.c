#include "compose/far_lands.h"

#include <math.h>
#include <string.h>

/* ---- of points --------------------------------------------------------------------------------
 */

/* The rest is left out when the frame would be this much larger for it. */
static const double stretch = 1.3;
/* When the frame would be this much larger for what has numbers, that has insets; what is nearer to
 * each other than this share of the main land's size is in one. */
static const double away_stretch = 1.7, away_gap = 0.35;

static bool is_stretched(chora_box box, chora_box main, double by)
{
    return chora_box_width(box) > by * chora_box_width(main) ||
           chora_box_height(box) > by * chora_box_height(main);
}

bool chora_far_stretches(chora_box box, chora_box main)
{
    return is_stretched(box, main, stretch);
}

/* The area the point lies in, by the box of its largest polygon, with its polygons within `gap`;
 * else the point itself. */
static chora_box box_around(const chora_polygons *all, chora_xy point, double gap)
{
    chora_box box = CHORA_BOX_EMPTY;
    size_t of = CHORA_NO_INDEX;
    chora_box_add(&box, point);
    for (size_t i = 0; i < all->count; i++)
        if (chora_box_holds(all->parts[i].box, point) &&
            (of == CHORA_NO_INDEX || all->parts[i].largest))
            of = all->parts[i].area;
    for (size_t i = 0; i < all->count; i++)
        if (all->parts[i].area == of && chora_box_gap(all->parts[i].box, box) < gap)
            chora_box_add_box(&box, all->parts[i].box);
    return box;
}

static bool gather_points(const chora_far_wish *wish, chora_box main, chora_away *out)
{
    double gap = away_gap * fmax(chora_box_width(main), chora_box_height(main));
    for (size_t i = 0; i < wish->count; i++)
        if (!chora_box_holds(main, wish->points[i]) && !chora_away_holds(out, wish->points[i]) &&
            !chora_away_add(out, box_around(wish->all, wish->points[i], gap), gap, wish->most))
            return false;
    return true;
}

chora_box chora_far_points(const chora_far_wish *wish, chora_box main, chora_box whole,
                           chora_away *out)
{
    chora_away away = { .count = 0 };
    if (wish->most == 0 || wish->fixed || !is_stretched(whole, main, away_stretch) ||
        !gather_points(wish, main, &away))
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

/* ---- of whole areas ----------------------------------------------------------------------------
 */

/* The main land with every polygon nearer to it than this share of its size. */
static const double near_core = 0.1;
/* What makes the frame no larger than this stays in it. */
static const double same_frame = 1.2;
/* One frame for all would draw the main land so much smaller. */
static const double gain_least = 5.0 / 3, gain_large = 3;
/* A far land has no more of the areas, and of the ground, unless the gain is large; all of them no
 * more of the areas. */
static const double areas_most = 0.2, land_most = 0.25, all_areas_most = 0.25;
/* Nor has it most of what the map shows. */
static const double points_most = 0.5;
/* Without a point it is left out when it has no more of the ground. */
static const double tiny = 0.00015;
/* Its box has so much of an area's ground, and what else does not make it larger than that. */
static const double most_ground = 0.985, box_stretch = 1.2;
/* Width of a usual map for its height. */
static const double page_aspect = 1.3;

enum { FAR_MAX = 40 };

typedef struct {
    chora_box box;
    size_t areas, points;
    double land;
} far_land;

typedef struct {
    const chora_far_wish *wish;
    far_land lands[FAR_MAX];
    size_t count;
    chora_box core, frame;
    double size;   /* of the core, degrees of latitude */
    size_t areas;  /* with ground */
    double shrink; /* of a degree of longitude there */
} far_search;

static double cos_of(chora_box box)
{
    return fmax(cos((box.min_y + box.max_y) / 2 * acos(-1) / 180), 0.05);
}

/* How high a page would have to be for it, in degrees of latitude. */
static double extent_of(chora_box box)
{
    return fmax(chora_box_width(box) * cos_of(box) / page_aspect, chora_box_height(box));
}

static double gap_between(const far_search *far, chora_box a, chora_box b)
{
    double across = fmax(a.min_x - b.max_x, b.min_x - a.max_x) * far->shrink;
    double up = fmax(a.min_y - b.max_y, b.min_y - a.max_y);
    return fmax(fmax(across, up), 0);
}

static chora_box both(chora_box a, chora_box b)
{
    chora_box_add_box(&a, b);
    return a;
}

static void find_core(far_search *far)
{
    const chora_polygons *all = far->wish->all;
    chora_box box = CHORA_BOX_EMPTY;
    for (size_t i = 0; i < all->count; i++) {
        all->parts[i].in = all->parts[i].land_of == far->wish->land;
        if (all->parts[i].in)
            chora_box_add_box(&box, all->parts[i].box);
        far->areas += all->parts[i].largest;
    }
    far->shrink = cos_of(box);
    far->size = fmax(chora_box_width(box) * far->shrink, chora_box_height(box));
    for (size_t i = far->wish->count - far->wish->fixed; i < far->wish->count; i++)
        chora_box_add(&box, far->wish->points[i]);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < all->count; i++)
            if (!all->parts[i].in &&
                gap_between(far, all->parts[i].box, box) < near_core * far->size) {
                all->parts[i].in = more = true;
                chora_box_add_box(&box, all->parts[i].box);
            }
    }
    far->core = far->frame = box;
}

/* The polygons of the area from `first` on that have most of its ground, with what lies among them
 * or has a point. */
static far_land area_at(const far_search *far, size_t first, size_t end)
{
    chora_polygon *parts = far->wish->all->parts;
    far_land area = { .box = CHORA_BOX_EMPTY, .areas = 1 };
    double seen = 0;
    for (size_t i = first; i < end; i++)
        area.land += parts[i].land;
    while (seen < most_ground * area.land) {
        size_t largest = CHORA_NO_INDEX;
        for (size_t i = first; i < end; i++)
            if (!parts[i].in && (largest == CHORA_NO_INDEX || parts[i].land > parts[largest].land))
                largest = i;
        if (largest == CHORA_NO_INDEX)
            break;
        parts[largest].in = true;
        seen += parts[largest].land;
        chora_box_add_box(&area.box, parts[largest].box);
    }
    chora_box main = area.box;
    for (size_t i = first; i < end; i++)
        if (!is_stretched(both(area.box, parts[i].box), main, box_stretch) ||
            chora_box_holds_any(parts[i].box, far->wish->points, far->wish->count))
            chora_box_add_box(&area.box, parts[i].box);
    return area;
}

static void join(far_search *far, size_t into, size_t from)
{
    far->lands[into].box = both(far->lands[into].box, far->lands[from].box);
    far->lands[into].areas += far->lands[from].areas;
    far->lands[into].land += far->lands[from].land;
    far->lands[from] = far->lands[--far->count];
}

/* Lands that are near each other are one: the first two there are, false when there are none. */
static bool join_two(far_search *far)
{
    for (size_t i = 0; i < far->count; i++)
        for (size_t j = i + 1; j < far->count; j++)
            if (gap_between(far, far->lands[i].box, far->lands[j].box) < away_gap * far->size) {
                join(far, i, j);
                return true;
            }
    return false;
}

static size_t end_of_area(const chora_polygons *all, size_t first)
{
    size_t end = first;
    while (end < all->count && all->parts[end].area == all->parts[first].area)
        end++;
    return end;
}

/* An area is off when its largest polygon is. False: there are too many. */
static bool find_lands(far_search *far)
{
    const chora_polygons *all = far->wish->all;
    for (size_t first = 0, end; first < all->count; first = end) {
        size_t largest = first;
        end = end_of_area(all, first);
        while (largest < end && !all->parts[largest].largest)
            largest++;
        if (largest == end || all->parts[largest].in)
            continue;
        if (far->count == FAR_MAX)
            return false;
        far->lands[far->count++] = area_at(far, first, end);
    }
    while (join_two(far))
        continue;
    for (size_t i = 0; i < far->count; i++)
        for (size_t p = 0; p < far->wish->count; p++)
            far->lands[i].points += chora_box_holds(far->lands[i].box, far->wish->points[p]);
    return true;
}

static void take_in(far_search *far, size_t land)
{
    far->frame = both(far->frame, far->lands[land].box);
    far->lands[land] = far->lands[--far->count];
}

static bool may_be_off(const far_search *far, const far_land *land)
{
    double gain = extent_of(both(far->frame, land->box)) / extent_of(far->frame);
    if ((double)land->areas > areas_most * (double)far->areas ||
        (double)land->points > points_most * (double)far->wish->count)
        return false;
    return land->land <= land_most * far->wish->all->land || gain >= gain_large;
}

/* Those that the frame holds without growing, or that are too much of the country to be apart. */
static void keep_in_frame(far_search *far)
{
    for (size_t i = 0; i < far->count;) {
        bool off = may_be_off(far, &far->lands[i]);
        if (off &&
            extent_of(both(far->frame, far->lands[i].box)) > same_frame * extent_of(far->core)) {
            i++;
            continue;
        }
        take_in(far, i);
        far->core = off ? far->core : far->frame;
        i = 0;
    }
}

static size_t areas_off(const far_search *far)
{
    size_t areas = 0;
    for (size_t i = 0; i < far->count; i++)
        areas += far->lands[i].areas;
    return areas;
}

/* Of a country of islands those that lie nearest are no more off than the others. */
static void keep_the_many(far_search *far)
{
    while ((double)areas_off(far) > all_areas_most * (double)far->areas) {
        size_t nearest = 0;
        double least = INFINITY;
        for (size_t i = 0; i < far->count; i++) {
            double extent = extent_of(both(far->frame, far->lands[i].box));
            nearest = extent < least ? i : nearest;
            least = fmin(least, extent);
        }
        take_in(far, nearest);
        far->core = far->frame;
        keep_in_frame(far);
    }
}

static bool is_tiny(const far_search *far, const far_land *land)
{
    return land->points == 0 && land->land < tiny * far->wish->all->land;
}

static void drop_tiny(far_search *far)
{
    for (size_t i = 0; i < far->count;) {
        if (is_tiny(far, &far->lands[i]))
            far->lands[i] = far->lands[--far->count];
        else
            i++;
    }
}

static bool is_worth_it(const far_search *far)
{
    chora_box all = far->frame;
    for (size_t i = 0; i < far->count; i++)
        chora_box_add_box(&all, far->lands[i].box);
    return far->count > 0 && extent_of(all) >= gain_least * extent_of(far->frame);
}

static bool goes_before(const far_land *a, const far_land *b)
{
    if ((a->points > 0) != (b->points > 0))
        return a->points > 0;
    return a->land != b->land ? a->land > b->land : a->box.min_x < b->box.min_x;
}

/* Those with points, then the largest. */
static void sort(far_search *far)
{
    for (size_t i = 1; i < far->count; i++)
        for (size_t j = i; j > 0 && goes_before(&far->lands[j], &far->lands[j - 1]); j--) {
            far_land land = far->lands[j];
            far->lands[j] = far->lands[j - 1];
            far->lands[j - 1] = land;
        }
}

/* Of one country: others are no islands of it. */
static bool is_one_country(const chora_areas *areas)
{
    for (size_t a = 1; a < areas->area_count; a++)
        if (strcmp(areas->areas[a].country, areas->areas[0].country) != 0)
            return false;
    return areas->area_count > 1;
}

/* A port may stand a step off a coarse coast: it is the frame's, not a far land's. */
static void take_in_near_points(far_search *far)
{
    for (size_t p = 0; p < far->wish->count; p++) {
        chora_box at = CHORA_BOX_EMPTY;
        bool off = false;
        chora_box_add(&at, far->wish->points[p]);
        for (size_t i = 0; i < far->count; i++)
            off = off || chora_box_holds(far->lands[i].box, far->wish->points[p]);
        if (!off && gap_between(far, at, far->frame) < near_core * far->size)
            far->frame = both(far->frame, at);
    }
}

bool chora_far_lands(const chora_far_wish *wish, chora_box *frame, chora_away *away)
{
    far_search far = { .wish = wish };
    if (wish->most == 0 || wish->land == CHORA_NO_INDEX || !is_one_country(wish->areas))
        return false;
    find_core(&far);
    if (!find_lands(&far))
        return false;
    keep_in_frame(&far);
    keep_the_many(&far);
    drop_tiny(&far);
    take_in_near_points(&far);
    if (!is_worth_it(&far))
        return false;
    sort(&far);
    chora_away found = { .count = 0 };
    if (far.count > wish->most)
        return false;
    for (size_t i = 0; i < far.count; i++)
        found.boxes[found.count++] = far.lands[i].box;
    if (!gather_points(wish, far.frame, &found))
        return false;
    *frame = far.frame;
    *away = found;
    return true;
}
