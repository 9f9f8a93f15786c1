#include "store/atlas.h"
#include "store/blob.h"
#include "store/geometry.h"

#include <stdlib.h>
#include <string.h>

#define NAME_IN(lang)                                                                              \
    "FROM name WHERE kind = 'place' AND ref_id = p.id AND lang = " lang " ORDER BY rowid LIMIT 1)"

/* A name begins with 1 when it is in the language. */
#define PLACES                                                                                     \
    "SELECT p.id, p.area_id, p.kind, p.population, p.geom, coalesce("                              \
    "(SELECT '1' || text " NAME_IN("?6") ", (SELECT '0' || text " NAME_IN(                         \
        "'main'") ", '0')"                                                                         \
                  " FROM place p WHERE coalesce(p.population, 0) >= ?5"

/* The R-tree keeps its numbers rounded outwards: the exact test follows. */
static const char places_sql[] =
    PLACES " AND p.id IN (SELECT pkid FROM idx_place_geom"
           " WHERE xmin <= ?2 AND xmax >= ?1 AND ymin <= ?4 AND ymax >= ?3)";
static const char all_places_sql[] = PLACES " AND ?1 <= -360 AND ?2 >= 360 AND ?3 <= ?4";

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

static int compare_places(const void *a, const void *b)
{
    const chora_place *x = a, *y = b;
    if (x->population != y->population)
        return x->population < y->population ? 1 : -1;
    int by_name = strcmp(x->name, y->name);
    return by_name ? by_name : (x->id > y->id) - (x->id < y->id);
}

static chora_status read_places(chora_query *query, chora_box box, chora_places *places,
                                chora_error *err)
{
    chora_place *list = NULL;
    size_t capacity = 0;
    bool row = false;
    chora_status st = CHORA_OK;
    while (!(st = chora_query_step(query, &row, err)) && row) {
        chora_xy lonlat;
        if (!read_position(query, &lonlat) || !chora_box_holds(box, lonlat))
            continue;
        if (chora_grow((void **)&list, &capacity, places->place_count, sizeof *list)) {
            st = chora_no_memory(err);
            break;
        }
        list[places->place_count].lonlat = lonlat;
        st = read_place(query, places->arena, &list[places->place_count], err);
        if (st)
            break;
        places->place_count++;
    }
    if (!st && places->place_count) {
        qsort(list, places->place_count, sizeof *list, compare_places);
        places->places = chora_arena_copy(places->arena, list, places->place_count, sizeof *list);
        st = places->places ? CHORA_OK : chora_no_memory(err);
    }
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
        st = read_places(query, box, &places, err);
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
