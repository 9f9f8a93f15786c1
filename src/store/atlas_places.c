#include "store/atlas.h"
#include "store/blob.h"
#include "store/geometry.h"

#include <stdlib.h>
#include <string.h>

#define NAME_IN(lang)                                                                              \
    "FROM name WHERE kind = 'place' AND ref_id = p.id AND lang = " lang " ORDER BY rowid LIMIT 1)"

#define PLACES(name)                                                                               \
    "SELECT p.id, p.area_id, p.kind, p.population, p.geom, " name                                  \
    " FROM place p WHERE coalesce(p.population, 0) >= ?5"

/* A name begins with 1 when it is in the language. The R-tree keeps its numbers rounded outwards:
 * the exact test follows. */
static const char places_sql[] =
    PLACES("coalesce((SELECT '1' || text " NAME_IN("?6") ", (SELECT '0' || text " NAME_IN(
        "'main'") ","
                  " '0')") " AND p.id IN (SELECT pkid FROM idx_place_geom"
                           " WHERE xmin <= ?2 AND xmax >= ?1 AND ymin <= ?4 AND ymax >= ?3)";

/* Looking up the names of 200,000 places took longer than reading all names there are. */
static const char all_places_sql[] =
    PLACES("'0'") " AND ?1 <= -360 AND ?2 >= 360 AND ?3 <= ?4 ORDER BY p.id";
static const char all_names_sql[] =
    "SELECT ref_id, text, lang = ?1 FROM name WHERE lang IN (?1, 'main') AND kind = 'place'"
    " ORDER BY rowid";

static bool is_everywhere(chora_box box)
{
    return box.min_x <= -360 && box.max_x >= 360 && box.min_y <= -90 && box.max_y >= 90;
}

static chora_status open_places(chora_store *store, chora_box box, int64_t min_population,
                                const char *language, chora_query **out, chora_error *err)
{
    chora_status st =
        chora_query_open(store, is_everywhere(box) ? all_places_sql : places_sql, out, err);
    if (st)
        return st;
    chora_query_bind_double(*out, 1, box.min_x);
    chora_query_bind_double(*out, 2, box.max_x);
    chora_query_bind_double(*out, 3, box.min_y);
    chora_query_bind_double(*out, 4, box.max_y);
    chora_query_bind_int(*out, 5, min_population);
    if (!is_everywhere(box))
        chora_query_bind_text(*out, 6, language ? language : "en");
    return CHORA_OK;
}

/* A point's box is the point. */
static bool read_position(chora_query *query, chora_xy *out)
{
    size_t length = 0;
    const void *blob = chora_query_blob(query, 4, &length);
    chora_box box;
    if (!chora_blob_box(blob, length, &box))
        return false;
    *out = (chora_xy){ box.min_x, box.min_y };
    return true;
}

static chora_status read_place(chora_query *query, chora_arena *arena, chora_place *out,
                               chora_error *err)
{
    const char *kind = chora_query_text(query, 2);
    out->id = chora_query_int(query, 0);
    out->area_id = chora_query_int(query, 1);
    out->kind = chora_arena_strdup(arena, kind ? kind : "");
    out->population = chora_query_int(query, 3);
    const char *name = chora_query_text(query, 5);
    out->name = chora_arena_strdup(arena, name ? name + 1 : "");
    out->in_language = name && *name == '1';
    return out->kind && out->name ? CHORA_OK : chora_no_memory(err);
}

/* Of several names the first, and one in the language before any other. */
static chora_status take_name(chora_query *query, chora_arena *arena, chora_place *place,
                              chora_error *err)
{
    bool in_language = chora_query_int(query, 2);
    if (place->in_language || (*place->name && !in_language))
        return CHORA_OK;
    const char *text = chora_query_text(query, 1);
    const char *name = chora_arena_strdup(arena, text ? text : "");
    if (!name)
        return chora_no_memory(err);
    place->name = name;
    place->in_language = in_language;
    return CHORA_OK;
}

/* The place with that id, of a list by id. Names mostly follow each other as their places do. */
static size_t index_of(const chora_place *list, size_t count, size_t last, int64_t id)
{
    for (size_t i = last; i < count && i < last + 2; i++)
        if (list[i].id == id)
            return i;
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && list[low].id == id ? low : count;
}

static chora_status read_names(chora_store *store, const char *language, chora_place *list,
                               size_t count, chora_arena *arena, chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    size_t last = 0;
    chora_status st = chora_query_open(store, all_names_sql, &query, err);
    if (st)
        return st;
    chora_query_bind_text(query, 1, language ? language : "en");
    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        size_t index = index_of(list, count, last, chora_query_int(query, 0));
        if (index < count)
            st = take_name(query, arena, &list[last = index], err);
    }
    chora_query_close(query);
    return st;
}

/* A place among others: most are told apart by these without a look at the place. */
typedef struct {
    const chora_place *place;
    int64_t population;
    uint64_t start; /* Of its name, as a number that is in the order of its bytes. */
} ranked;

static uint64_t start_of(const char *name)
{
    uint64_t start = 0;
    for (int i = 0; i < 8; i++) {
        start = start << 8 | (unsigned char)*name;
        name += *name != '\0';
    }
    return start;
}

static int compare_ranked(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->population != y->population)
        return x->population < y->population ? 1 : -1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    int by_name = strcmp(x->place->name, y->place->name);
    return by_name ? by_name : (x->place->id > y->place->id) - (x->place->id < y->place->id);
}

/* The most populous first, then by name. */
static chora_status sort_into(chora_places *places, const chora_place *list, chora_error *err)
{
    size_t count = places->place_count;
    ranked *ranks = chora_alloc(count, sizeof *ranks);
    chora_place *sorted = chora_arena_alloc(places->arena, count, sizeof *sorted);
    if (ranks && sorted) {
        for (size_t i = 0; i < count; i++)
            ranks[i] = (ranked){ &list[i], list[i].population, start_of(list[i].name) };
        qsort(ranks, count, sizeof *ranks, compare_ranked);
        for (size_t i = 0; i < count; i++)
            sorted[i] = *ranks[i].place;
        places->places = sorted;
    }
    free(ranks);
    return places->places ? CHORA_OK : chora_no_memory(err);
}

static chora_status read_rows(chora_query *query, chora_box box, chora_arena *arena,
                              chora_place **list, size_t *count, chora_error *err)
{
    size_t capacity = 0;
    bool row = false;
    chora_status st = CHORA_OK;
    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        chora_xy lonlat;
        if (!read_position(query, &lonlat) || !chora_box_holds(box, lonlat))
            continue;
        if (chora_grow((void **)list, &capacity, *count, sizeof **list))
            return chora_no_memory(err);
        (*list)[*count].lonlat = lonlat;
        st = read_place(query, arena, &(*list)[*count], err);
        *count += !st;
    }
    return st;
}

static chora_status read_places(chora_store *store, chora_query *query, chora_box box,
                                const char *language, chora_places *places, chora_error *err)
{
    chora_place *list = NULL;
    chora_status st = read_rows(query, box, places->arena, &list, &places->place_count, err);
    if (!st && places->place_count && is_everywhere(box))
        st = read_names(store, language, list, places->place_count, places->arena, err);
    if (!st && places->place_count)
        st = sort_into(places, list, err);
    free(list);
    return st;
}

chora_status chora_places_load(chora_store *store, chora_box box, int64_t min_population,
                               const char *language, chora_places *out, chora_error *err)
{
    chora_places places = { .arena = chora_arena_new() };
    if (!places.arena)
        return chora_no_memory(err);
    chora_query *query = NULL;
    chora_status st = open_places(store, box, min_population, language, &query, err);
    if (!st)
        st = read_places(store, query, box, language, &places, err);
    chora_query_close(query);
    if (st) {
        chora_places_free(&places);
        return st;
    }
    *out = places;
    return CHORA_OK;
}

void chora_places_free(chora_places *places)
{
    chora_arena_free(places->arena);
    *places = (chora_places){ 0 };
}
