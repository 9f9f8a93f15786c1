/* Names of symbols that have no room beside them: further off, at the end of a leader. */
#include "compose/label_placing.h"
#include "compose/page_shape.h"

#include <math.h>
#include <stdlib.h>

#define STEP_PT 3.0
#define FARTHEST_PT 110.0
#define CLEARANCE_PT 0.7
#define LEADER_CLEARANCE_PT 1.0
#define ATTACH_GAP_PT 1.2
/* In another area a name is easily read as one of its towns. */
#define FOREIGN_PT 24.0
#define FOREIGN_MOST_PT 45.0
#define MINOR_MOST_PT 24.0 /* A long line to a small number is not worth its ink. */
#define COMMON_SIZE_PT 6.6 /* Of a name; what is further off grows with larger ones. */

/* What is given up to name a key town, one after the other. */
typedef enum { STRICT, OVER_SYMBOLS, OVER_BORDERS } concession;

typedef struct {
    chora_box box;
    chora_leader_line line;
    double cost;
} far_spot;

/* The nearest point of the box, a little off it. */
static chora_xy attach_point(chora_box box, chora_xy from)
{
    chora_box wide = chora_box_grow(box, ATTACH_GAP_PT);
    chora_xy to = { fmin(fmax(from.x, wide.min_x), wide.max_x),
                    fmin(fmax(from.y, wide.min_y), wide.max_y) };
    if (to.x == wide.min_x || to.x == wide.max_x)
        to.y = (box.min_y + box.max_y) / 2;
    return to;
}

static far_spot spot_at(const chora_town_label *town, const chora_form *form, chora_xy middle)
{
    far_spot spot = { .box = { middle.x - form->width / 2, middle.y - form->height / 2,
                               middle.x + form->width / 2, middle.y + form->height / 2 } };
    chora_xy to = attach_point(spot.box, town->at);
    double away = hypot(to.x - town->at.x, to.y - town->at.y);
    double share = away > 0 ? fmin(town->radius / away, 1) : 0;
    spot.line.from = (chora_xy){ town->at.x + share * (to.x - town->at.x),
                                 town->at.y + share * (to.y - town->at.y) };
    spot.line.to = to;
    spot.cost = away - town->radius;
    return spot;
}

static int by_cost(const void *a, const void *b)
{
    const far_spot *p = a, *q = b;
    if (p->cost != q->cost)
        return p->cost < q->cost ? -1 : 1;
    if (p->box.min_y != q->box.min_y)
        return p->box.min_y < q->box.min_y ? -1 : 1;
    return (p->box.min_x > q->box.min_x) - (p->box.min_x < q->box.min_x);
}

typedef enum { OVER_A_LINE, OUTSIDE, HOME, ABROAD } ground_kind;

/* Wholly in one area, or in none. */
static ground_kind ground_of(const chora_town_label *town, const chora_shape *const *areas,
                             size_t area_count, chora_box box)
{
    chora_box wide = chora_box_grow(box, CHORA_LABEL_CLEARANCE_PT);
    for (size_t i = 0; i < area_count; i++) {
        if (!areas[i] || !chora_page_shape_meets(areas[i], wide))
            continue;
        if (!chora_page_shape_contains(areas[i], wide))
            return OVER_A_LINE;
        return areas[i] == town->area ? HOME : ABROAD;
    }
    return OUTSIDE;
}

/* On a slide all is larger. */
static double scale_of(const chora_form *form)
{
    return fmax(form->type.name.size_pt / COMMON_SIZE_PT, 1);
}

static size_t list_spots(const chora_town_label *town, const chora_form *form, chora_box frame,
                         far_spot *spots)
{
    size_t count = 0;
    double scale = scale_of(form);
    for (double y = -FARTHEST_PT; y <= FARTHEST_PT; y += STEP_PT)
        for (double x = -FARTHEST_PT; x <= FARTHEST_PT; x += STEP_PT) {
            chora_xy middle = { town->at.x + scale * x, town->at.y + scale * y };
            far_spot spot = spot_at(town, form, middle);
            if (spot.cost > 0 && spot.box.min_x >= frame.min_x && spot.box.min_y >= frame.min_y &&
                spot.box.max_x <= frame.max_x && spot.box.max_y <= frame.max_y)
                spots[count++] = spot;
        }
    qsort(spots, count, sizeof *spots, by_cost);
    return count;
}

static bool choose(const chora_placing *placing, const chora_town_label *town,
                   const chora_shape *const *areas, size_t area_count, const far_spot *spots,
                   size_t count, double scale, concession given, far_spot *out, bool *outside)
{
    out->cost = INFINITY;
    for (size_t i = 0; i < count && spots[i].cost < out->cost; i++) {
        far_spot spot = spots[i];
        if (town->is_minor && spot.cost > MINOR_MOST_PT * scale)
            break;
        if (!chora_label_field_is_free(placing->field, spot.box, CLEARANCE_PT) ||
            !chora_label_field_leader_is_free(placing->field, spot.line, LEADER_CLEARANCE_PT,
                                              given >= OVER_SYMBOLS))
            continue;
        ground_kind ground = ground_of(town, areas, area_count, spot.box);
        if (ground == ABROAD && given == STRICT && spot.cost > FOREIGN_MOST_PT * scale)
            continue;
        spot.cost += ground == ABROAD ? FOREIGN_PT * scale : 0;
        if ((ground == OVER_A_LINE && given < OVER_BORDERS) || spot.cost >= out->cost)
            continue;
        *out = spot;
        *outside = ground == OUTSIDE;
    }
    return isfinite(out->cost);
}

static chora_status draw_line(const chora_placing *placing, const chora_town_label *town,
                              chora_leader_line line)
{
    static const size_t one_path[2] = { 0, 2 };
    chora_arena *arena = chora_group_arena(placing->leaders);
    const chora_xy ends[2] = { line.from, line.to };
    chora_node node = { .kind = CHORA_NODE_PATH, .path_count = 1, .start = one_path };
    node.meaning =
        (chora_meaning){ "leaders", "leader", chora_arena_strdup(arena, town->key), NULL, NULL };
    node.xy = chora_arena_copy(arena, ends, 2, sizeof *ends);
    node.look.casing = placing->style->leader_casing;
    node.look.stroke = placing->style->leader;
    if (!node.xy || !node.meaning.key || chora_group_add(placing->leaders, &node))
        return chora_no_memory(placing->err);
    return chora_label_field_block_leader(placing->field, line, placing->err);
}

chora_status chora_label_town_far(const chora_placing *placing, const chora_town_label *town,
                                  const chora_shape *const *areas, size_t area_count,
                                  const chora_form *form, bool *done)
{
    enum { SIDE = 2 * (int)(FARTHEST_PT / STEP_PT) + 2 };
    far_spot *spots = chora_alloc((size_t)SIDE * SIDE, sizeof *spots), best;
    bool outside = false;
    if (!spots)
        return chora_no_memory(placing->err);
    size_t count = list_spots(town, form, placing->field->frame, spots);
    concession last = town->is_key ? OVER_BORDERS : STRICT;
    *done = false;
    for (concession given = STRICT; given <= last && !*done; given++)
        *done = choose(placing, town, areas, area_count, spots, count, scale_of(form), given, &best,
                       &outside);
    free(spots);
    if (!*done)
        return CHORA_OK;
    const chora_style *style = placing->style;
    chora_colour ground = outside ? style->ground_neighbour : town->ground;
    chora_form_look look = {
        town->role ? town->role : "town-label",          town->key,           town->name,
        chora_label_ink(form->type.name.colour, ground), style->halo_town_pt, ground
    };
    chora_status st = draw_line(placing, town, best.line);
    return st ? st : chora_label_set(placing, form, best.box, &look);
}
