#include "compose/crowd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Spots nearer than this, in pitches, are one spot at the map's scale ... */
static const double near_pitches = 0.75;
/* ... as is what lies so deep in a larger pack, in its radii. */
static const double deep_radii = 0.4;
/* White round a glyph that stands alone. */
static const double casing_pt = 0.7;
/* A shift shorter than this needs no leader. */
static const double least_led_pt = 1.7 * 72 / 25.4;
static const double sized_gap_pt = 1.2;

typedef struct {
    const chora_crowding *with;
    const chora_symbol *symbols;
    const chora_xy *at;
    size_t count;
    chora_hexagons hexagons;
    chora_disc *discs; /* of the groups */
    int64_t *weight;   /* incidents of each group */
    size_t *group;     /* per symbol; CHORA_NO_INDEX: not on the map */
    size_t group_count;
    size_t *order; /* scratch */
    chora_arena *arena;
    chora_error *err;
} crowd_maker;

static double pitch_of(const crowd_maker *make)
{
    return make->with->radius * make->with->style->cluster_pitch;
}

static bool is_drawn(const crowd_maker *make, size_t symbol)
{
    chora_xy at = make->at[symbol];
    return isfinite(at.x) && isfinite(at.y) && chora_box_holds(make->with->frame, at) &&
           (make->with->kinds->each || make->symbols[symbol].value > 0);
}

/* ---- one incident, one glyph ----------------------------------------------------------------- */

static double reach_of(const crowd_maker *make, int64_t incidents)
{
    const chora_style *style = make->with->style;
    double pack = pitch_of(make) * chora_hexagons_radius(&make->hexagons, (size_t)incidents);
    return pack + make->with->radius + style->incident_stroke_pt / 2 +
           (incidents > 1 ? style->cluster_plate_pt : casing_pt);
}

static void absorb(crowd_maker *make, size_t into, size_t from)
{
    chora_disc *a = &make->discs[into], *b = &make->discs[from];
    double wa = (double)make->weight[into], wb = (double)make->weight[from];
    a->anchor.x = (a->anchor.x * wa + b->anchor.x * wb) / (wa + wb);
    a->anchor.y = (a->anchor.y * wa + b->anchor.y * wb) / (wa + wb);
    a->at = a->anchor;
    make->weight[into] += make->weight[from];
    make->weight[from] = 0;
    a->reach = reach_of(make, make->weight[into]);
    for (size_t i = 0; i < make->count; i++)
        if (make->group[i] == from)
            make->group[i] = into;
}

/* Close up the numbers of groups that were absorbed. */
static void drop_empty(crowd_maker *make)
{
    size_t kept = 0;
    for (size_t g = 0; g < make->group_count; g++) {
        make->order[g] = kept;
        if (make->weight[g] == 0)
            continue;
        make->discs[kept] = make->discs[g];
        make->weight[kept++] = make->weight[g];
    }
    for (size_t i = 0; i < make->count; i++)
        if (make->group[i] != CHORA_NO_INDEX)
            make->group[i] = make->order[make->group[i]];
    make->group_count = kept;
}

typedef bool (*pair_test)(const crowd_maker *make, size_t a, size_t b);

static bool are_one_spot(const crowd_maker *make, size_t a, size_t b)
{
    const chora_disc *p = &make->discs[a], *q = &make->discs[b];
    double away = hypot(p->anchor.x - q->anchor.x, p->anchor.y - q->anchor.y);
    return away < fmax(near_pitches * pitch_of(make), deep_radii * fmax(p->reach, q->reach));
}

static bool do_overlap(const crowd_maker *make, size_t a, size_t b)
{
    return chora_discs_overlap(&make->discs[a], &make->discs[b]) > 0.01;
}

/* Each group takes in the others that it is one with, from left to right; true if any did. */
static bool absorb_pairs(crowd_maker *make, pair_test are_one)
{
    bool any = false;
    double widest = 0;
    for (size_t g = 0; g < make->group_count; g++) {
        make->order[g] = g;
        widest = fmax(widest, make->discs[g].reach);
    }
    chora_discs_order(make->discs, make->group_count, make->order);
    for (size_t i = 0; i < make->group_count; i++) {
        size_t a = make->order[i];
        for (size_t j = i + 1; j < make->group_count; j++) {
            size_t b = make->order[j];
            if (make->discs[b].at.x - make->discs[a].at.x > make->discs[a].reach + 2 * widest)
                break;
            if (!make->weight[a] || !make->weight[b] || !are_one(make, a, b))
                continue;
            bool larger = make->weight[a] >= make->weight[b];
            absorb(make, larger ? a : b, larger ? b : a);
            any = true;
        }
    }
    drop_empty(make);
    return any;
}

/* Where packs cannot be kept apart they become one. */
static void settle_incidents(crowd_maker *make)
{
    while (absorb_pairs(make, are_one_spot))
        ;
    while (chora_discs_spread(make->discs, make->group_count, make->with->frame, make->order)) {
        if (!absorb_pairs(make, do_overlap))
            return;
        for (size_t g = 0; g < make->group_count; g++)
            make->discs[g].at = make->discs[g].anchor;
        while (absorb_pairs(make, are_one_spot))
            ;
    }
}

/* ---- glyphs as large as their number --------------------------------------------------------- */

typedef struct {
    double value[CHORA_KINDS_MAX], radius[CHORA_KINDS_MAX], reach[CHORA_KINDS_MAX];
    int64_t incidents[CHORA_KINDS_MAX];
    uint8_t kind[CHORA_KINDS_MAX];
    chora_xy at[CHORA_KINDS_MAX];
    size_t count;
    double whole;
} sized_pack;

static sized_pack pack_sized(const crowd_maker *make, const chora_symbol *symbol)
{
    const chora_kinds *kinds = make->with->kinds;
    sized_pack pack = { .count = 0 };
    double value[CHORA_KINDS_MAX] = { 0 };
    int64_t incidents[CHORA_KINDS_MAX] = { 0 };
    for (int64_t i = 0; i < symbol->incidents; i++) {
        uint8_t kind = kinds->of[symbol->marks[i].category];
        value[kind] += symbol->marks[i].value;
        incidents[kind]++;
    }
    for (uint8_t k = 0; k < kinds->count; k++) {
        if (value[k] <= 0)
            continue;
        size_t n = pack.count++;
        pack.kind[n] = k;
        pack.value[n] = value[k];
        pack.incidents[n] = incidents[k];
        pack.radius[n] = make->with->points_per_root * sqrt(value[k]);
        pack.reach[n] = chora_glyph_reach(kinds->kinds[k].glyph.shape, pack.radius[n]) +
                        make->with->style->incident_stroke_pt / 2;
    }
    pack.whole = chora_pack_sizes(pack.reach, pack.count, sized_gap_pt, pack.at) + casing_pt;
    return pack;
}

/* ---- clusters -------------------------------------------------------------------------------- */

static bool is_named(const chora_symbol *symbol)
{
    return *symbol->name != '\0';
}

/* The name of the most incidents; how many other places are in it. */
static void name_cluster(const crowd_maker *make, size_t group, chora_cluster *cluster)
{
    cluster->symbol = CHORA_NO_INDEX;
    for (size_t i = 0; i < make->count; i++) {
        const chora_symbol *symbol = &make->symbols[i];
        if (make->group[i] != group)
            continue;
        cluster->incidents += symbol->incidents;
        cluster->value += symbol->value;
        cluster->is_town = cluster->is_town || symbol->district > 0;
        const chora_symbol *best =
            cluster->symbol == CHORA_NO_INDEX ? NULL : &make->symbols[cluster->symbol];
        if (!best || is_named(symbol) > is_named(best) ||
            (is_named(symbol) == is_named(best) && symbol->incidents > best->incidents))
            cluster->symbol = i;
    }
    for (size_t i = 0; i < make->count; i++)
        cluster->more += make->group[i] == group && is_named(&make->symbols[i]) &&
                         strcmp(make->symbols[i].name, make->symbols[cluster->symbol].name) != 0;
}

static int by_mark(const void *a, const void *b)
{
    const chora_dot *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->unverified != y->unverified)
        return x->unverified - y->unverified;
    return x->symbol < y->symbol ? -1 : x->symbol > y->symbol;
}

static void add_dots(const crowd_maker *make, size_t group, chora_cluster *cluster,
                     chora_crowd *crowd)
{
    const chora_kinds *kinds = make->with->kinds;
    chora_dot *dots = crowd->dots + crowd->dot_count;
    cluster->first_dot = crowd->dot_count;
    for (size_t s = 0; s < make->count; s++) {
        const chora_symbol *symbol = &make->symbols[s];
        for (int64_t i = 0; make->group[s] == group && i < symbol->incidents; i++)
            dots[cluster->dot_count++] = (chora_dot){
                .radius = make->with->radius,
                .kind = symbol->marks ? kinds->of[symbol->marks[i].category] : 0,
                .unverified = symbol->marks && symbol->marks[i].unverified,
                .symbol = s,
                .value = 1,
                .incidents = 1,
            };
    }
    qsort(dots, cluster->dot_count, sizeof *dots, by_mark);
    const chora_xy *spots = chora_hexagons_of(&make->hexagons, cluster->dot_count);
    for (size_t i = 0; i < cluster->dot_count; i++)
        dots[i].at = (chora_xy){ cluster->disc.at.x + spots[i].x * pitch_of(make),
                                 cluster->disc.at.y + spots[i].y * pitch_of(make) };
    crowd->dot_count += cluster->dot_count;
}

static void add_sized(const crowd_maker *make, size_t symbol, chora_cluster *cluster,
                      chora_crowd *crowd)
{
    sized_pack pack = pack_sized(make, &make->symbols[symbol]);
    cluster->first_dot = crowd->dot_count;
    cluster->dot_count = pack.count;
    for (size_t i = 0; i < pack.count; i++)
        crowd->dots[crowd->dot_count++] = (chora_dot){
            .at = { cluster->disc.at.x + pack.at[i].x, cluster->disc.at.y + pack.at[i].y },
            .radius = pack.radius[i],
            .kind = pack.kind[i],
            .symbol = symbol,
            .value = pack.value[i],
            .incidents = pack.incidents[i],
        };
}

static void add_cluster(const crowd_maker *make, size_t group, chora_crowd *crowd)
{
    chora_cluster *cluster = &crowd->clusters[crowd->count++];
    *cluster = (chora_cluster){ .disc = make->discs[group] };
    name_cluster(make, group, cluster);
    double moved = hypot(cluster->disc.at.x - cluster->disc.anchor.x,
                         cluster->disc.at.y - cluster->disc.anchor.y);
    cluster->is_led = moved > fmax(cluster->disc.reach, least_led_pt);
    if (make->with->kinds->each)
        add_dots(make, group, cluster, crowd);
    else
        add_sized(make, cluster->symbol, cluster, crowd);
    cluster->is_packed = cluster->dot_count > 1;
}

/* ---- all of it ------------------------------------------------------------------------------- */

static chora_status make_room(crowd_maker *make, chora_crowd *crowd)
{
    size_t n = make->count, dots = 0;
    for (size_t i = 0; i < n; i++)
        dots += make->with->kinds->each ? (size_t)make->symbols[i].incidents : CHORA_KINDS_MAX;
    make->discs = chora_alloc(n + 1, sizeof *make->discs);
    make->weight = chora_alloc(n + 1, sizeof *make->weight);
    make->group = chora_alloc(n + 1, sizeof *make->group);
    make->order = chora_alloc(n + 1, sizeof *make->order);
    crowd->clusters = chora_arena_alloc(make->arena, n + 1, sizeof *crowd->clusters);
    crowd->dots = chora_arena_alloc(make->arena, dots + 1, sizeof *crowd->dots);
    if (!make->discs || !make->weight || !make->group || !make->order || !crowd->clusters ||
        !crowd->dots)
        return chora_no_memory(make->err);
    if (!make->with->kinds->each)
        return CHORA_OK;
    return chora_hexagons_make(dots ? dots : 1, make->arena, &make->hexagons, make->err);
}

static void start_groups(crowd_maker *make)
{
    for (size_t i = 0; i < make->count; i++) {
        make->group[i] = CHORA_NO_INDEX;
        if (!is_drawn(make, i))
            continue;
        const chora_symbol *symbol = &make->symbols[i];
        size_t group = make->group_count++;
        double reach = make->with->kinds->each ? reach_of(make, symbol->incidents)
                                               : pack_sized(make, symbol).whole;
        make->group[i] = group;
        make->weight[group] = symbol->incidents;
        make->discs[group] = (chora_disc){ make->at[i], make->at[i], reach };
    }
}

chora_status chora_crowd_make(const chora_crowding *crowding, const chora_symbol *symbols,
                              const chora_xy *at, size_t count, chora_arena *arena,
                              chora_crowd *out, chora_error *err)
{
    crowd_maker make = {
        .with = crowding, .symbols = symbols, .at = at, .count = count, .arena = arena, .err = err
    };
    chora_crowd crowd = { 0 };
    chora_status st = make_room(&make, &crowd);
    if (!st) {
        start_groups(&make);
        if (crowding->kinds->each)
            settle_incidents(&make);
        else
            crowd.is_dense =
                chora_discs_spread(make.discs, make.group_count, crowding->frame, make.order) > 0;
        for (size_t group = 0; group < make.group_count; group++)
            add_cluster(&make, group, &crowd);
        *out = crowd;
    }
    free(make.discs);
    free(make.weight);
    free(make.group);
    free(make.order);
    return st;
}
