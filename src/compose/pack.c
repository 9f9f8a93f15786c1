#include "compose/pack.h"

#include <math.h>
#include <stdlib.h>

/* ---- equal discs ----------------------------------------------------------------------------- */

typedef struct {
    chora_xy at;
    double far, angle;
} lattice_spot;

static int from_inside(const void *a, const void *b)
{
    const lattice_spot *x = a, *y = b;
    if (fabs(x->far - y->far) > 1e-9)
        return x->far < y->far ? -1 : 1;
    return (x->angle > y->angle) - (x->angle < y->angle);
}

static chora_status make_spots(size_t most, chora_xy middle, chora_arena *arena, chora_xy **out,
                               chora_error *err)
{
    int rows = (int)ceil(sqrt((double)most)) + 2;
    size_t side = 2 * (size_t)rows + 1, count = 0;
    lattice_spot *spots = chora_alloc(side * side, sizeof *spots);
    chora_xy *kept = chora_arena_alloc(arena, most + 1, sizeof *kept);
    if (!spots || !kept) {
        free(spots);
        return chora_no_memory(err);
    }
    for (int row = -rows; row <= rows; row++)
        for (int column = -rows; column <= rows; column++) {
            double shift = row % 2 ? 0.5 : 0;
            chora_xy at = { column + shift - middle.x, row * sqrt(0.75) - middle.y };
            spots[count++] = (lattice_spot){ at, hypot(at.x, at.y), atan2(at.y, at.x) };
        }
    qsort(spots, count, sizeof *spots, from_inside);
    for (size_t i = 0; i < most; i++)
        kept[i] = spots[i].at;
    free(spots);
    *out = kept;
    return CHORA_OK;
}

chora_status chora_hexagons_make(size_t most, chora_arena *arena, chora_hexagons *out,
                                 chora_error *err)
{
    const chora_xy middles[3] = { { 0, 0 }, { 0.5, 0 }, { 0.5, sqrt(0.75) / 3 } };
    chora_hexagons hexagons = { .most = most };
    for (int i = 0; i < 3; i++) {
        chora_status st = make_spots(most, middles[i], arena, &hexagons.spots[i], err);
        if (st)
            return st;
    }
    *out = hexagons;
    return CHORA_OK;
}

static double far_of(const chora_hexagons *hexagons, int pack, size_t count)
{
    chora_xy last = hexagons->spots[pack][count - 1];
    return hypot(last.x, last.y);
}

static int best_pack(const chora_hexagons *hexagons, size_t count)
{
    int best = 0;
    for (int pack = 1; pack < 3; pack++)
        if (far_of(hexagons, pack, count) < far_of(hexagons, best, count) - 1e-9)
            best = pack;
    return best;
}

const chora_xy *chora_hexagons_of(const chora_hexagons *hexagons, size_t count)
{
    return hexagons->spots[count ? best_pack(hexagons, count) : 0];
}

double chora_hexagons_radius(const chora_hexagons *hexagons, size_t count)
{
    return count ? far_of(hexagons, best_pack(hexagons, count), count) : 0;
}

/* ---- discs of different sizes ---------------------------------------------------------------- */

typedef struct {
    const double *radii;
    const size_t *order;
    double gap;
    chora_xy *out;
    size_t placed;
} sizes_pack;

static bool is_clear(const sizes_pack *pack, chora_xy at, double radius)
{
    for (size_t i = 0; i < pack->placed; i++) {
        size_t other = pack->order[i];
        double away = hypot(at.x - pack->out[other].x, at.y - pack->out[other].y);
        if (away < radius + pack->radii[other] + pack->gap - 1e-6)
            return false;
    }
    return true;
}

/* Where a disc touches two others, on their left. */
static bool touching(chora_xy a, double to_a, chora_xy b, double to_b, chora_xy *out)
{
    double x = b.x - a.x, y = b.y - a.y, d = hypot(x, y);
    if (d <= 0 || d > to_a + to_b)
        return false;
    double along = (to_a * to_a - to_b * to_b + d * d) / (2 * d);
    double across = to_a * to_a - along * along;
    if (across < 0)
        return false;
    across = sqrt(across);
    *out = (chora_xy){ a.x + (x * along - y * across) / d, a.y + (y * along + x * across) / d };
    return true;
}

static chora_xy nearest_spot(const sizes_pack *pack, double radius)
{
    chora_xy best = { 0, 0 };
    double nearest = INFINITY;
    for (size_t i = 0; i < pack->placed; i++)
        for (size_t j = 0; j < pack->placed; j++) {
            size_t a = pack->order[i], b = pack->order[j];
            chora_xy at;
            if (i == j || !touching(pack->out[a], pack->radii[a] + radius + pack->gap, pack->out[b],
                                    pack->radii[b] + radius + pack->gap, &at))
                continue;
            double far = hypot(at.x, at.y);
            if (far < nearest - 1e-9 && is_clear(pack, at, radius)) {
                nearest = far;
                best = at;
            }
        }
    return best;
}

/* Largest first; the order given breaks ties. */
static void order_sizes(const double *radii, size_t count, size_t *order)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && radii[order[at - 1]] < radii[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

/* Moves all so that the circle about the origin which holds them is small. */
static double centre_sizes(const double *radii, size_t count, chora_xy *out)
{
    chora_xy middle = { 0, 0 };
    double reach = 0;
    for (int step = 0; step < 200; step++) {
        size_t far = 0;
        double most = -1;
        for (size_t i = 0; i < count; i++) {
            double away = hypot(out[i].x - middle.x, out[i].y - middle.y) + radii[i];
            if (away > most) {
                most = away;
                far = i;
            }
        }
        middle.x += (out[far].x - middle.x) / (step + 2.0);
        middle.y += (out[far].y - middle.y) / (step + 2.0);
    }
    for (size_t i = 0; i < count; i++) {
        out[i] = (chora_xy){ out[i].x - middle.x, out[i].y - middle.y };
        reach = fmax(reach, hypot(out[i].x, out[i].y) + radii[i]);
    }
    return reach;
}

double chora_pack_sizes(const double *radii, size_t count, double gap, chora_xy *out)
{
    size_t order[CHORA_PACK_SIZES_MAX];
    if (count == 0)
        return 0;
    order_sizes(radii, count, order);
    sizes_pack pack = { radii, order, gap, out, 0 };
    for (size_t i = 0; i < count; i++, pack.placed++) {
        size_t disc = order[i];
        if (i == 0)
            out[disc] = (chora_xy){ 0, 0 };
        else if (i == 1)
            out[disc] = (chora_xy){ radii[order[0]] + radii[disc] + gap, 0 };
        else
            out[disc] = nearest_spot(&pack, radii[disc]);
    }
    return count == 1 ? radii[0] : centre_sizes(radii, count, out);
}

/* ---- packs off each other -------------------------------------------------------------------- */

enum { PULLED_STEPS = 150, STEPS = 400 };
static const double pull = 0.03, touch_pt = 1e-4;

double chora_discs_overlap(const chora_disc *a, const chora_disc *b)
{
    return a->reach + b->reach - hypot(a->at.x - b->at.x, a->at.y - b->at.y);
}

static bool is_before(const chora_disc *discs, size_t a, size_t b)
{
    if (discs[a].at.x != discs[b].at.x)
        return discs[a].at.x < discs[b].at.x;
    return a < b;
}

/* By insertion: from step to step little changes. */
void chora_discs_order(const chora_disc *discs, size_t count, size_t *order)
{
    for (size_t i = 1; i < count; i++) {
        size_t moved = order[i], at = i;
        for (; at > 0 && is_before(discs, moved, order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = moved;
    }
}

static void push_apart(chora_disc *a, chora_disc *b, size_t turn, double overlap)
{
    double x = b->at.x - a->at.x, y = b->at.y - a->at.y, d = hypot(x, y);
    if (d < 1e-9) { /* one on the other: each pair in a direction of its own */
        x = cos(2.399963 * (double)turn);
        y = sin(2.399963 * (double)turn);
        d = 1;
    }
    double wa = a->reach * a->reach, wb = b->reach * b->reach;
    double of_a = overlap * wb / (wa + wb), of_b = overlap * wa / (wa + wb);
    a->at = (chora_xy){ a->at.x - x / d * of_a, a->at.y - y / d * of_a };
    b->at = (chora_xy){ b->at.x + x / d * of_b, b->at.y + y / d * of_b };
}

static size_t push_all(chora_disc *discs, size_t count, const size_t *order, double widest)
{
    size_t pairs = 0;
    for (size_t i = 0; i < count; i++) {
        chora_disc *a = &discs[order[i]];
        for (size_t j = i + 1; j < count; j++) {
            chora_disc *b = &discs[order[j]];
            if (b->at.x - a->at.x >
                a->reach + 2 * widest) /* pushing may have moved both a little */
                break;
            double overlap = chora_discs_overlap(a, b);
            if (overlap <= touch_pt)
                continue;
            push_apart(a, b, order[j], overlap);
            pairs++;
        }
    }
    return pairs;
}

static void keep_inside(chora_disc *disc, chora_box within)
{
    double x = fmin(disc->reach, (within.max_x - within.min_x) / 2);
    double y = fmin(disc->reach, (within.max_y - within.min_y) / 2);
    disc->at.x = fmin(fmax(disc->at.x, within.min_x + x), within.max_x - x);
    disc->at.y = fmin(fmax(disc->at.y, within.min_y + y), within.max_y - y);
}

size_t chora_discs_spread(chora_disc *discs, size_t count, chora_box within, size_t *order)
{
    double widest = 0;
    size_t pairs = 0;
    for (size_t i = 0; i < count; i++) {
        order[i] = i;
        discs[i].at = discs[i].anchor;
        widest = fmax(widest, discs[i].reach);
    }
    for (int step = 0; step < STEPS; step++) {
        for (size_t i = 0; i < count; i++) {
            chora_disc *disc = &discs[i];
            if (step < PULLED_STEPS) {
                disc->at.x += pull * (disc->anchor.x - disc->at.x);
                disc->at.y += pull * (disc->anchor.y - disc->at.y);
            }
            keep_inside(disc, within);
        }
        chora_discs_order(discs, count, order);
        pairs = push_all(discs, count, order, widest);
        if (pairs == 0 && step >= PULLED_STEPS)
            return 0;
        if (pairs == 0 && step < PULLED_STEPS - 1 && step > 0)
            step = PULLED_STEPS - 1; /* settled: stop pulling */
    }
    return pairs;
}
