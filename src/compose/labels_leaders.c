/* A name outside the land, and a thin line from it to a dot in its area. */
#include "compose/label_placing.h"
#include "compose/land.h"
#include "compose/page_shape.h"

#include <math.h>
#include <stdlib.h>

#define STEP_PT 3.0           /* Between the places tried. */
#define LAND_CLEARANCE_PT 2.5 /* Of the name from the areas. */
#define CLEARANCE_PT 1.6      /* Of the name from other things. */
#define LEADER_CLEARANCE_PT 1.0
#define ATTACH_GAP_PT 1.3 /* Between the name and its line. */
#define SIDE_PT 3.0       /* From a corner of the name, for a line from above or below. */
#define DOT_MM 0.30
#define DOT_CASING_MM 0.45
#define LEADER_PT 0.45   /* The width that the dot's size goes with. */
#define FOREIGN_COST 0.7 /* A point over another's ground costs so much more. */
#define ANCHOR_COST 0.35 /* A point off the middle of the area. */
#define TRIES_MAX 500    /* Places looked at closely for one name ... */
#define TRIES_CLEAR 3000 /* ... when those nearby may all lie over other numbers. */
#define LONGEST_PT 75.0  /* A longer line is followed by no eye. */
#define TOUCH_PT 3.0     /* Over the edge of another area with a number: not yet a crossing. */
#define LEADERS_MAX 48   /* More are a cobweb that nobody reads. */
#define MISSES_MAX 24    /* After so many names without a way the page is full. */
#define ANCHORS_MAX 50
#define CONDENSED 75
#define KEY_LARGER (7.2 / 6.6)

struct chora_leading {
    chora_placing placing;
    const chora_area_label *areas;
    size_t area_count;
    chora_land land, some;      /* All areas; those with a number, when not all have one. */
    const chora_land *numbered; /* NULL: neither is open, as no line was asked for. */
    size_t count, misses;
    bool clear, over_symbols;
};

/* Places inside the area where the dot may stand. */
typedef struct {
    chora_xy at[ANCHORS_MAX];
    double cost[ANCHORS_MAX]; /* For its distance from the middle. */
    size_t count;
} anchor_list;

typedef struct {
    double cost;
    chora_box box;
    chora_leader_line line;
} candidate;

typedef struct {
    candidate *items;
    size_t count, capacity;
} candidate_list;

static chora_status open_land(const chora_leading *leading, bool numbered,
                              const chora_shape **shapes, chora_land *out)
{
    size_t used = 0;
    for (size_t i = 0; i < leading->area_count; i++)
        if (leading->areas[i].shape && (!numbered || leading->areas[i].number))
            shapes[used++] = leading->areas[i].shape;
    return chora_land_open(leading->placing.field->frame, shapes, used, out, leading->placing.err);
}

static bool all_numbered(const chora_leading *leading)
{
    for (size_t i = 0; i < leading->area_count; i++)
        if (leading->areas[i].shape && !leading->areas[i].number)
            return false;
    return true;
}

/* A page has two lists of areas, of which the one without numbers has no lines. */
static chora_status need_lands(chora_leading *leading)
{
    chora_status st = CHORA_OK;
    if (leading->numbered)
        return CHORA_OK;
    const chora_shape **shapes = chora_alloc(leading->area_count + 1, sizeof *shapes);
    if (!shapes)
        return chora_no_memory(leading->placing.err);
    st = open_land(leading, false, shapes, &leading->land);
    bool all = all_numbered(leading);
    if (!st && !all)
        st = open_land(leading, true, shapes, &leading->some);
    free(shapes);
    if (!st)
        leading->numbered = all ? &leading->land : &leading->some;
    return st;
}

chora_status chora_leading_open(const chora_placing *placing, const chora_area_label *areas,
                                size_t count, chora_leading **out)
{
    chora_leading *leading = chora_alloc(1, sizeof *leading);
    if (!leading)
        return chora_no_memory(placing->err);
    *leading = (chora_leading){ .placing = *placing, .areas = areas, .area_count = count };
    *out = leading;
    return CHORA_OK;
}

void chora_leading_close(chora_leading *leading)
{
    if (!leading)
        return;
    chora_land_close(&leading->land);
    chora_land_close(&leading->some);
    free(leading);
}

static double distance(chora_xy a, chora_xy b)
{
    return sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

static double length_of(chora_leader_line line)
{
    return distance(line.from, line.to);
}

static void add_anchor(anchor_list *list, const chora_area_label *area, chora_xy at)
{
    list->at[list->count] = at;
    list->cost[list->count++] = ANCHOR_COST * distance(at, area->inner);
}

static bool is_blocked(const chora_label_field *field, chora_xy point, double radius)
{
    chora_box box = { point.x, point.y, point.x, point.y };
    return !chora_label_field_is_free(field, box, radius);
}

/* A grid of points well inside the area and off its symbols; the inner point first, and alone when
 * there is nothing else. */
static void find_anchors(const chora_leading *leading, const chora_area_label *area,
                         anchor_list *out)
{
    const chora_shape *shape = area->shape;
    const chora_label_field *field = leading->placing.field;
    double dot = DOT_CASING_MM * CHORA_LABEL_MM;
    double deepest = chora_page_shape_clearance(shape, area->inner);
    double enough = fmin(2.2 * dot, 0.7 * deepest);
    double dx = (shape->box.max_x - shape->box.min_x) / 8;
    double dy = (shape->box.max_y - shape->box.min_y) / 8;
    out->count = 0;
    if (!is_blocked(field, area->inner, dot))
        add_anchor(out, area, area->inner);
    for (int i = 1; i < 8; i++)
        for (int j = 1; j < 8 && out->count < ANCHORS_MAX; j++) {
            chora_xy point = { shape->box.min_x + i * dx, shape->box.min_y + j * dy };
            if (chora_page_shape_holds(shape, point) && !is_blocked(field, point, dot) &&
                chora_page_shape_clearance(shape, point) >= enough)
                add_anchor(out, area, point);
        }
    if (out->count == 0 && chora_box_holds(field->frame, area->inner))
        add_anchor(out, area, area->inner);
}

/* Where the line meets the name: the middle of a side, or above or below it. */
static chora_xy attach_point(chora_box box, chora_xy from)
{
    chora_xy to = { (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 };
    if (from.x < box.min_x)
        to.x = box.min_x - ATTACH_GAP_PT;
    else if (from.x > box.max_x)
        to.x = box.max_x + ATTACH_GAP_PT;
    else {
        double low = box.min_x + SIDE_PT, high = box.max_x - SIDE_PT;
        if (low < high)
            to.x = from.x < low ? low : from.x > high ? high : from.x;
        to.y = from.y < box.min_y ? box.min_y - ATTACH_GAP_PT : box.max_y + ATTACH_GAP_PT;
    }
    return to;
}

/* The cheapest dot for a name that stands there. */
static candidate best_anchor(const anchor_list *anchors, chora_box box)
{
    candidate best = { INFINITY, box, { { 0, 0 }, { 0, 0 } } };
    for (size_t i = 0; i < anchors->count; i++) {
        chora_xy from = anchors->at[i];
        chora_leader_line line = { from, attach_point(box, from) };
        double cost = length_of(line) + anchors->cost[i];
        if (cost < best.cost) {
            best.cost = cost;
            best.line = line;
        }
    }
    return best;
}

/* A total order, so that the same page comes out whatever the order they were found in. */
static bool is_before(const candidate *p, const candidate *q)
{
    if (p->cost != q->cost)
        return p->cost < q->cost;
    if (p->box.min_y != q->box.min_y)
        return p->box.min_y < q->box.min_y;
    return p->box.min_x < q->box.min_x;
}

/* The places are a heap: few of thousands are looked at, so sorting them all would be the larger
 * part of the work. */
static void sink(candidate_list *list, size_t at)
{
    candidate *items = list->items, moving = items[at];
    for (size_t child; (child = 2 * at + 1) < list->count; at = child) {
        if (child + 1 < list->count && is_before(&items[child + 1], &items[child]))
            child++;
        if (!is_before(&items[child], &moving))
            break;
        items[at] = items[child];
    }
    items[at] = moving;
}

static void make_heap(candidate_list *list)
{
    for (size_t at = list->count / 2; at-- > 0;)
        sink(list, at);
}

static candidate take_nearest(candidate_list *list)
{
    candidate nearest = list->items[0];
    list->items[0] = list->items[--list->count];
    if (list->count > 0)
        sink(list, 0);
    return nearest;
}

/* Where the name can stand; of a line that may not be long, no further off than it reaches. */
static chora_box reach_of(const chora_leading *leading, const chora_area_label *area,
                          const chora_form *form)
{
    chora_box frame = chora_box_grow(leading->placing.field->frame, -CLEARANCE_PT);
    const chora_box *box = &area->shape->box;
    double most = LONGEST_PT + 2 * ATTACH_GAP_PT;
    if (!leading->clear)
        return frame;
    double left = ceil((box->min_x - most - form->width - frame.min_x) / STEP_PT);
    double top = ceil((box->min_y - most - form->height - frame.min_y) / STEP_PT);
    frame.min_x += STEP_PT * fmax(0, left); /* The places tried stay those of the whole frame. */
    frame.min_y += STEP_PT * fmax(0, top);
    frame.max_x = fmin(frame.max_x, box->max_x + most + form->width);
    frame.max_y = fmin(frame.max_y, box->max_y + most + form->height);
    return frame;
}

/* Every place off the land. */
static int list_candidates(const chora_leading *leading, const chora_area_label *area,
                           const anchor_list *anchors, const chora_form *form, candidate_list *out)
{
    chora_box frame = reach_of(leading, area, form);
    out->count = 0;
    for (double y = frame.min_y; y + form->height <= frame.max_y; y += STEP_PT)
        for (double x = frame.min_x; x + form->width <= frame.max_x; x += STEP_PT) {
            chora_box box = { x, y, x + form->width, y + form->height };
            if (!chora_land_is_clear(&leading->land, chora_box_grow(box, LAND_CLEARANCE_PT)))
                continue;
            if (chora_grow((void **)&out->items, &out->capacity, out->count, sizeof *out->items))
                return -1;
            out->items[out->count++] = best_anchor(anchors, box);
        }
    make_heap(out);
    return 0;
}

/* Length of the line over ground that is another's. */
static double foreign_length(const chora_land *land, const chora_area_label *area,
                             chora_leader_line line)
{
    const double step = 2;
    double length = length_of(line), foreign = 0;
    for (double along = step; along < length; along += step) {
        double share = along / length;
        chora_xy point = { line.from.x + share * (line.to.x - line.from.x),
                           line.from.y + share * (line.to.y - line.from.y) };
        if (chora_land_holds(land, point) && !chora_page_shape_holds(area->shape, point))
            foreign += step;
    }
    return foreign;
}

static bool choose(const chora_leading *leading, const chora_area_label *area, candidate_list *list,
                   candidate *out)
{
    const chora_label_field *field = leading->placing.field;
    size_t most = leading->clear ? TRIES_CLEAR : TRIES_MAX;
    out->cost = INFINITY;
    for (size_t i = 0; i < most && list->count > 0 && list->items[0].cost < out->cost; i++) {
        candidate at = take_nearest(list);
        if (!chora_label_field_is_free(field, at.box, CLEARANCE_PT) ||
            !chora_label_field_leader_is_free(field, at.line, LEADER_CLEARANCE_PT,
                                              leading->over_symbols))
            continue;
        if (leading->clear && (length_of(at.line) > LONGEST_PT ||
                               foreign_length(leading->numbered, area, at.line) > TOUCH_PT))
            continue;
        at.cost += FOREIGN_COST * foreign_length(&leading->land, area, at.line);
        if (at.cost < out->cost)
            *out = at;
    }
    return isfinite(out->cost);
}

static int add_circle(chora_group *group, const chora_meaning *meaning, chora_xy at, double radius,
                      chora_colour fill)
{
    chora_node node = { .kind = CHORA_NODE_CIRCLE,
                        .meaning = *meaning,
                        .centre = at,
                        .radius = radius,
                        .look = { .fill = fill } };
    return chora_group_add(group, &node);
}

/* The line on its casing, and the dot on its own. */
static chora_status draw_leader(const chora_leading *leading, const chora_area_label *area,
                                chora_leader_line line)
{
    const chora_style *style = leading->placing.style;
    chora_group *group = leading->placing.leaders;
    chora_arena *arena = chora_group_arena(group);
    double scale = CHORA_LABEL_MM * style->leader.width_pt / LEADER_PT;
    static const size_t one_path[2] = { 0, 2 };
    const chora_xy ends[2] = { line.from, line.to };
    chora_node node = { .kind = CHORA_NODE_PATH, .path_count = 1, .start = one_path };
    node.meaning =
        (chora_meaning){ "leaders", "leader", chora_arena_strdup(arena, area->key), NULL, NULL };
    node.xy = chora_arena_copy(arena, ends, 2, sizeof *ends);
    node.look.casing = style->leader_casing;
    node.look.stroke = style->leader;
    if (!node.xy || chora_group_add(group, &node) ||
        add_circle(group, &node.meaning, line.from, DOT_CASING_MM * scale,
                   style->leader_casing.colour) ||
        add_circle(group, &node.meaning, line.from, DOT_MM * scale, style->leader.colour))
        return chora_no_memory(leading->placing.err);
    return CHORA_OK;
}

static chora_status set_outside(const chora_leading *leading, const chora_area_label *area,
                                const chora_form *form, const candidate *at)
{
    const chora_placing *placing = &leading->placing;
    const chora_form_look look = { "area-label-outside",
                                   area->key,
                                   area->name,
                                   chora_label_ink(form->type.name.colour,
                                                   placing->style->ground_neighbour),
                                   placing->style->halo_outside_pt,
                                   placing->style->ground_neighbour };
    const chora_xy dot = at->line.from;
    chora_status st = draw_leader(leading, area, at->line);
    if (!st)
        st = chora_label_set(placing, form, at->box, &look);
    if (!st)
        st = chora_label_field_block_leader(placing->field, at->line, placing->err);
    if (!st)
        st = chora_label_field_block(placing->field,
                                     chora_box_grow((chora_box){ dot.x, dot.y, dot.x, dot.y },
                                                    DOT_CASING_MM * CHORA_LABEL_MM),
                                     placing->err);
    return st;
}

static chora_status try_form(chora_leading *leading, const chora_area_label *area,
                             const anchor_list *anchors, const chora_wording *wording,
                             chora_label_type type, candidate_list *list, bool *done)
{
    chora_form form;
    candidate at;
    chora_status st =
        chora_form_measure(wording, type, leading->placing.ruler, &form, leading->placing.err);
    if (st)
        return st;
    if (list_candidates(leading, area, anchors, &form, list))
        return chora_no_memory(leading->placing.err);
    if (!choose(leading, area, list, &at))
        return CHORA_OK;
    *done = true;
    leading->count++;
    return set_outside(leading, area, &form, &at);
}

chora_status chora_label_lead_out(chora_leading *leading, const chora_area_label *area, bool is_key,
                                  bool clear, bool *done)
{
    const chora_style *style = leading->placing.style;
    chora_wordings wordings;
    anchor_list anchors;
    candidate_list list = { 0 };
    if (leading->count >= LEADERS_MAX || leading->misses >= MISSES_MAX)
        return CHORA_OK;
    leading->clear = clear;
    find_anchors(leading, area, &anchors);
    if (anchors.count == 0)
        return CHORA_OK;
    if (chora_wordings_make(leading->placing.scratch, area->name, area->number, &wordings))
        return chora_no_memory(leading->placing.err);
    chora_status st = need_lands(leading);
    if (st)
        return st;
    chora_label_type plain = { style->area_outside, style->area_outside_number };
    double size = plain.name.size_pt * (is_key ? KEY_LARGER : 1);
    const chora_label_type types[] = {
        chora_label_type_at(plain, size, plain.name.width),
        chora_label_type_at(plain, size, CONDENSED),
        chora_label_type_at(plain, fmax(style->minimum_pt, 0.9 * plain.name.size_pt), CONDENSED),
    };
    /* What the map is about is named, be it over its neighbours' circles. */
    for (int over = 0; over <= (is_key && !clear); over++) {
        leading->over_symbols = over;
        for (size_t i = 0; !st && !*done && i < sizeof types / sizeof *types; i++)
            st = try_form(leading, area, &anchors, &wordings.wordings[0], types[i], &list, done);
    }
    leading->misses += !*done && !clear;
    free(list.items);
    return st;
}
