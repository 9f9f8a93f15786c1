#include "measure/symbols.h"

#include "base/sort_keys.h"
#include "base/textmap.h"
#include "measure/marks.h"
#include "store/geometry.h"
#include "store/held.h"

#include <math.h>
#include <stdlib.h>

static chora_status read_place(chora_query *query, chora_arena *arena, chora_known_place *out,
                               bool *has_point, chora_error *err)
{
    chora_shape shape = { 0 };
    chora_status st = chora_query_shape(query, 1, arena, &shape, err);
    if (st)
        return st;
    *has_point = shape.path_count > 0;
    const char *name = chora_query_text(query, 2);
    out->id = chora_query_int(query, 0);
    out->name = chora_arena_strdup(arena, name ? name : "");
    out->lonlat = *has_point ? shape.xy[0] : (chora_xy){ NAN, NAN };
    return out->name ? CHORA_OK : chora_no_memory(err);
}

/* en comes before main */
#define PLACES                                                                                     \
    "SELECT p.id, p.geom, (SELECT text FROM name WHERE kind = 'place' AND ref_id = p.id "          \
    "AND lang IN ('en', 'main') ORDER BY lang, rowid LIMIT 1) FROM place p WHERE "

typedef struct {
    chora_known_place *items;
    size_t count, capacity;
} known_places;

static chora_status read_places(chora_query *query, chora_arena *arena, known_places *places,
                                chora_error *err)
{
    chora_status st = CHORA_OK;
    bool row = false, has_point = false;
    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        if (chora_grow((void **)&places->items, &places->capacity, places->count,
                       sizeof *places->items))
            return chora_no_memory(err);
        st = read_place(query, arena, &places->items[places->count], &has_point, err);
        places->count += !st && has_point;
    }
    return st;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

typedef struct {
    int64_t *items;
    size_t count, capacity;
    chora_idmap there;
} place_ids;

/* Towns are few beside incidents. False without memory. */
static bool note_place(place_ids *ids, int64_t id)
{
    int64_t known;
    if (id == 0 || chora_idmap_get(&ids->there, id, &known))
        return true;
    if (chora_grow((void **)&ids->items, &ids->capacity, ids->count, sizeof *ids->items) ||
        chora_idmap_set(&ids->there, id, 1))
        return false;
    ids->items[ids->count++] = id;
    return true;
}

/* The places of held incidents, each once, in the order of their ids. */
static chora_status read_held_places(chora_query *query, const chora_held *held, chora_arena *arena,
                                     known_places *places, chora_error *err)
{
    place_ids ids = { 0 };
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < chora_held_count(held); i++)
        if (!note_place(&ids, chora_held_at(held, i)->place_id))
            st = chora_no_memory(err);
    if (!st && ids.count)
        qsort(ids.items, ids.count, sizeof *ids.items, by_id);
    for (size_t i = 0; !st && i < ids.count; i++) {
        chora_query_reset(query);
        chora_query_bind_int(query, 1, ids.items[i]);
        st = read_places(query, arena, places, err);
    }
    chora_idmap_free(&ids.there);
    free(ids.items);
    return st;
}

chora_status chora_sightings_begin(chora_store *store, chora_arena *arena, chora_sightings *out,
                                   chora_error *err)
{
    chora_query *query = NULL;
    known_places places = { 0 };
    const chora_held *held = chora_held_of(store);
    chora_status st = chora_query_open(
        store,
        held ? PLACES "p.id = ?1" : PLACES "p.id IN (SELECT place_id FROM match) ORDER BY p.id",
        &query, err);
    if (!st)
        st = held ? read_held_places(query, held, arena, &places, err)
                  : read_places(query, arena, &places, err);
    chora_query_close(query);
    if (!st) {
        *out = (chora_sightings){ .place_count = places.count };
        out->places = chora_arena_copy(arena, places.items, places.count, sizeof *places.items);
        if (places.count && !out->places)
            st = chora_no_memory(err);
    }
    free(places.items);
    return st;
}

const chora_known_place *chora_sightings_place(const chora_sightings *sightings, int64_t id)
{
    size_t low = 0, high = sightings->place_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sightings->places[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sightings->place_count && sightings->places[low].id == id ? &sightings->places[low]
                                                                           : NULL;
}

static bool has_coordinates(const chora_incident *incident)
{
    return !incident->is_protected && fabs(incident->lon) <= 360 && fabs(incident->lat) <= 90;
}

static void stand_at_site(const chora_incident *incident, chora_sighting *out)
{
    out->at_site = true;
    out->lon4 = llround(incident->lon * 1e4);
    out->lat4 = llround(incident->lat * 1e4);
}

bool chora_sightings_locate(const chora_sightings *sightings, const chora_incident *incident,
                            chora_sighting *out)
{
    bool coarse = incident->precision == CHORA_PLACE || incident->precision == CHORA_DISTRICT;
    *out = (chora_sighting){ .to_district = coarse };
    out->place = incident->place_id ? chora_sightings_place(sightings, incident->place_id) : NULL;
    if (has_coordinates(incident) && (sightings->each ? !coarse : !out->place))
        stand_at_site(incident, out);
    /* What is protected is shown as if no more than its town were known. */
    if (sightings->each && !out->at_site)
        out->to_district = out->to_district || incident->is_protected;
    return out->at_site || out->place;
}

chora_status chora_sightings_reserve(chora_sightings *sightings, size_t count, chora_error *err)
{
    if (count <= sightings->capacity)
        return CHORA_OK;
    void *items = chora_realloc(sightings->items, count, sizeof *sightings->items);
    if (!items)
        return chora_no_memory(err);
    sightings->items = items;
    sightings->capacity = count;
    return CHORA_OK;
}

chora_status chora_sightings_add(chora_sightings *sightings, chora_sighting sighting,
                                 chora_error *err)
{
    if (chora_grow((void **)&sightings->items, &sightings->capacity, sightings->count,
                   sizeof *sightings->items))
        return chora_no_memory(err);
    sightings->items[sightings->count++] = sighting;
    return CHORA_OK;
}

static int compare_ids(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/** 0 for two sightings of one symbol. */
static int by_symbol(const chora_sighting *a, const chora_sighting *b)
{
    int order = compare_ids((int64_t)a->period, (int64_t)b->period);
    if (!order)
        order = a->at_site - b->at_site;
    if (!order)
        order = compare_ids(a->place ? a->place->id : 0, b->place ? b->place->id : 0);
    if (!order)
        order = compare_ids(a->lon4, b->lon4);
    return order ? order : compare_ids(a->lat4, b->lat4);
}

/* Longitudes reach 360, periods 2^25 (CELLS_MAX), places 2^32: see by_symbol. */
static chora_sort_key key_of(const chora_sightings *sightings, size_t row)
{
    enum { WEST = 3600000, SOUTH = 900000 };
    const chora_sighting *s = &sightings->items[row];
    uint64_t place = s->place ? (uint64_t)(s->place - sightings->places) + 1 : 0;
    uint64_t lon = (uint64_t)(s->lon4 + WEST), lat = (uint64_t)(s->lat4 + SOUTH);
    return (chora_sort_key){ .high = (uint64_t)s->period << 33 | (uint64_t)s->at_site << 32 | place,
                             .low = lon << 38 | lat << 17 | (uint64_t)s->mark.category << 1 |
                                    (uint64_t)s->mark.unverified,
                             .row = row };
}

/* By symbol, in it by mark, then in the order of the rows. The sightings stay where they are: of a
 * million each would be moved to where the next has to be fetched from. Malloc'ed. */
static chora_status sort_sightings(const chora_sightings *sightings, chora_sort_key **out,
                                   chora_error *err)
{
    size_t n = sightings->count;
    chora_sort_key *keys = chora_realloc(NULL, n + 1, sizeof *keys);
    if (!keys)
        return chora_no_memory(err);
    for (size_t i = 0; i < n; i++)
        keys[i] = key_of(sightings, i);
    if (chora_sort_keys(keys, n)) {
        free(keys);
        return chora_no_memory(err);
    }
    *out = keys;
    return CHORA_OK;
}

static int largest_first(const void *a, const void *b)
{
    const chora_symbol *x = a, *y = b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    int order = compare_ids(x->place_id, y->place_id);
    if (!order)
        order = (x->lon > y->lon) - (x->lon < y->lon);
    return order ? order : (x->lat > y->lat) - (x->lat < y->lat);
}

static bool is_sorted(const chora_symbol *symbols, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (largest_first(&symbols[i - 1], &symbols[i]) > 0)
            return false;
    return true;
}

/* They come by place, then by coordinates; but where some of a place stand at their own coordinates
 * and some at the place's, that is no order yet. */
static chora_status sort_symbols(chora_symbol *symbols, size_t count, chora_error *err)
{
    chora_sort_key *keys = chora_realloc(NULL, count + 1, sizeof *keys);
    if (!keys)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        keys[i] = (chora_sort_key){ .high = ~chora_sort_number(symbols[i].value),
                                    .low = (uint64_t)symbols[i].place_id,
                                    .row = i };
    int failed = chora_sort_keys(keys, count);
    if (!failed)
        chora_sort_follow(keys, count, symbols, sizeof *symbols);
    free(keys);
    if (!failed && !is_sorted(symbols, count))
        qsort(symbols, count, sizeof *symbols, largest_first);
    return failed ? chora_no_memory(err) : CHORA_OK;
}

chora_xy chora_sighting_position(const chora_sighting *sighting)
{
    return sighting->at_site
               ? (chora_xy){ (double)sighting->lon4 / 1e4, (double)sighting->lat4 / 1e4 }
               : sighting->place->lonlat;
}

static chora_symbol symbol_of(const chora_sighting *sighting, bool each)
{
    chora_xy at = chora_sighting_position(sighting);
    return (chora_symbol){ .area_id = sighting->area_id,
                           .place_id = sighting->place ? sighting->place->id : 0,
                           .name = sighting->place ? sighting->place->name : "",
                           .lon = at.x,
                           .lat = at.y,
                           .is_site = each && sighting->at_site };
}

/* One behind the other, in the order of the keys. */
static chora_mark *copy_marks(const chora_sightings *sightings, const chora_sort_key *keys,
                              chora_arena *arena)
{
    chora_mark *marks = chora_arena_alloc(arena, sightings->count + 1, sizeof *marks);
    for (size_t i = 0; marks && i < sightings->count; i++)
        marks[i] = sightings->items[keys[i].row].mark;
    return marks;
}

static void add_to_symbol(chora_symbol *symbol, const chora_sighting *sighting)
{
    symbol->incidents++;
    symbol->stated += sighting->is_stated;
    symbol->value += sighting->value;
    symbol->district += sighting->to_district;
}

static chora_status gather_sorted(const chora_sightings *sightings, const chora_sort_key *keys,
                                  chora_table *table, chora_error *err)
{
    size_t n = sightings->count, made = 0, at = 0;
    chora_mark *marks = sightings->marked ? copy_marks(sightings, keys, table->arena) : NULL;
    if (sightings->marked && !marks)
        return chora_no_memory(err);
    for (size_t period = 0; period < table->period_count; period++) {
        size_t first = made;
        const chora_sighting *before = NULL;
        for (; at < n && sightings->items[keys[at].row].period == period; at++) {
            const chora_sighting *sighting = &sightings->items[keys[at].row];
            if (!before || by_symbol(before, sighting) != 0) {
                table->symbols[made] = symbol_of(sighting, sightings->each);
                table->symbols[made++].marks = marks ? marks + at : NULL;
            }
            add_to_symbol(&table->symbols[made - 1], sighting);
            before = sighting;
        }
        chora_status st = sort_symbols(table->symbols + first, made - first, err);
        if (st)
            return st;
        table->symbol_start[period + 1] = made;
    }
    return CHORA_OK;
}

chora_status chora_sightings_gather(chora_sightings *sightings, chora_table *table,
                                    chora_error *err)
{
    chora_sort_key *keys = NULL;
    table->symbols = chora_arena_alloc(table->arena, sightings->count + 1, sizeof *table->symbols);
    table->symbol_start =
        chora_arena_alloc(table->arena, table->period_count + 1, sizeof *table->symbol_start);
    if (!table->symbols || !table->symbol_start)
        return chora_no_memory(err);
    chora_status st = sort_sightings(sightings, &keys, err);
    if (!st)
        st = gather_sorted(sightings, keys, table, err);
    free(keys);
    return st;
}

void chora_sightings_end(chora_sightings *sightings)
{
    free(sightings->items);
    sightings->items = NULL;
}
