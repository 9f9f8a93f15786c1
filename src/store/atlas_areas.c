#include "store/atlas.h"
#include "store/geometry.h"
#include "store/vintage.h"

#include <stdlib.h>

#define NAME_IN(lang)                                                                              \
    "(SELECT text FROM name WHERE kind = 'area' AND ref_id = a.id AND lang = " lang                \
    " ORDER BY rowid LIMIT 1)"

static const char areas_sql[] =
    "SELECT a.id, a.parent_id, a.layer_id, a.level, a.code, a.country, a.area_km2, a.label_lon, "
    "a.label_lat,"
    " coalesce(" NAME_IN("?3") ", " NAME_IN(
        "'main'") ", a.code),"
                  " CASE WHEN ?4 THEN a.geom END, " NAME_IN(
                      "?3") " IS NOT NULL"
                            " FROM area a JOIN layer l ON l.id = a.layer_id"
                            " WHERE l.role = ?1 AND a.level = ?2 AND " CHORA_LAYER_ON(
                                "l", "?5") " ORDER BY a.code, a.id";

/* A text of the row in the arena; "" for NULL. */
static const char *keep_text(chora_query *query, int column, chora_arena *arena)
{
    const char *text = chora_query_text(query, column);
    return chora_arena_strdup(arena, text ? text : "");
}

static chora_status read_area(chora_query *query, chora_arena *arena, chora_area *out,
                              chora_error *err)
{
    *out = (chora_area){
        .id = chora_query_int(query, 0),
        .parent_id = chora_query_int(query, 1),
        .layer_id = chora_query_int(query, 2),
        .level = (int)chora_query_int(query, 3),
        .code = keep_text(query, 4, arena),
        .country = keep_text(query, 5, arena),
        .area_km2 = chora_query_double(query, 6),
        .label = { chora_query_double(query, 7), chora_query_double(query, 8) },
        .name = keep_text(query, 9, arena),
        .in_language = chora_query_int(query, 11) != 0,
    };
    if (!out->code || !out->country || !out->name)
        return chora_no_memory(err);
    chora_status st = chora_query_shape(query, 10, arena, &out->shape, err);
    if (st)
        chora_at(err, "area %s", out->code);
    return st;
}

static chora_status open_areas(chora_store *store, chora_role role, int level, chora_day on,
                               const char *language, bool with_shapes, chora_query **out,
                               chora_error *err)
{
    chora_status st = chora_query_open(store, areas_sql, out, err);
    if (st)
        return st;
    chora_query_bind_text(*out, 1, role == CHORA_ROLE_AREAS ? "areas" : "base");
    chora_query_bind_int(*out, 2, level);
    chora_query_bind_text(*out, 3, language ? language : "en");
    chora_query_bind_int(*out, 4, with_shapes);
    chora_vintage_bind(*out, 5, on);
    return CHORA_OK;
}

typedef struct {
    int64_t id;
    size_t index;
} id_index;

static int compare_ids(const void *a, const void *b)
{
    int64_t x = ((const id_index *)a)->id, y = ((const id_index *)b)->id;
    return (x > y) - (x < y);
}

static chora_status index_areas(chora_areas *areas, chora_error *err)
{
    id_index *ids = chora_alloc(areas->area_count + 1, sizeof *ids);
    areas->by_id = chora_arena_alloc(areas->arena, areas->area_count + 1, sizeof *areas->by_id);
    if (!ids || !areas->by_id) {
        free(ids);
        return chora_no_memory(err);
    }
    for (size_t i = 0; i < areas->area_count; i++)
        ids[i] = (id_index){ areas->areas[i].id, i };
    qsort(ids, areas->area_count, sizeof *ids, compare_ids);
    for (size_t i = 0; i < areas->area_count; i++)
        areas->by_id[i] = ids[i].index;
    free(ids);
    return CHORA_OK;
}

static chora_status read_areas(chora_query *query, chora_areas *areas, chora_error *err)
{
    chora_area *list = NULL;
    size_t capacity = 0;
    bool row = false;
    chora_status st = CHORA_OK;
    while (!(st = chora_query_step(query, &row, err)) && row) {
        if (chora_grow((void **)&list, &capacity, areas->area_count, sizeof *list)) {
            st = chora_no_memory(err);
            break;
        }
        st = read_area(query, areas->arena, &list[areas->area_count], err);
        if (st)
            break;
        areas->area_count++;
    }
    if (!st) {
        areas->areas = chora_arena_copy(areas->arena, list, areas->area_count, sizeof *list);
        st =
            areas->areas || areas->area_count == 0 ? index_areas(areas, err) : chora_no_memory(err);
    }
    free(list);
    return st;
}

static chora_status load_areas(chora_store *store, chora_role role, int level, chora_day on,
                               const char *language, bool with_shapes, chora_areas *out,
                               chora_error *err)
{
    chora_areas areas = { .arena = chora_arena_new() };
    if (!areas.arena)
        return chora_no_memory(err);
    chora_query *query = NULL;
    chora_status st = open_areas(store, role, level, on, language, with_shapes, &query, err);
    if (!st)
        st = read_areas(query, &areas, err);
    chora_query_close(query);
    if (st) {
        chora_areas_free(&areas);
        return st;
    }
    *out = areas;
    return CHORA_OK;
}

chora_status chora_areas_load(chora_store *store, chora_role role, int level, const char *language,
                              bool with_shapes, chora_areas *out, chora_error *err)
{
    return load_areas(store, role, level, CHORA_VINTAGE_CURRENT, language, with_shapes, out, err);
}

chora_status chora_areas_load_on(chora_store *store, int level, chora_day on, const char *language,
                                 bool with_shapes, chora_areas *out, chora_error *err)
{
    return load_areas(store, CHORA_ROLE_AREAS, level, on, language, with_shapes, out, err);
}

chora_status chora_areas_locator(const chora_areas *areas, chora_locator **out, chora_error *err)
{
    *out = NULL;
    if (areas->area_count == 0)
        return CHORA_OK;
    const chora_shape **shapes = chora_alloc(areas->area_count, sizeof *shapes);
    if (!shapes)
        return chora_no_memory(err);
    for (size_t i = 0; i < areas->area_count; i++)
        shapes[i] = &areas->areas[i].shape;
    chora_status st = chora_locator_new(shapes, areas->area_count, out, err);
    free(shapes);
    return st;
}

chora_status chora_areas_keep(chora_areas *areas, const int64_t *ids, size_t count,
                              chora_error *err)
{
    size_t kept = 0, next = 0;

    for (size_t i = 0; i < areas->area_count && next < count; i++)
        if (areas->areas[i].id == ids[next]) {
            areas->areas[kept++] = areas->areas[i];
            next++;
        }
    areas->area_count = kept;
    return index_areas(areas, err);
}

void chora_areas_free(chora_areas *areas)
{
    chora_arena_free(areas->arena);
    *areas = (chora_areas){ 0 };
}

size_t chora_areas_index(const chora_areas *areas, int64_t id)
{
    size_t low = 0, high = areas->area_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (areas->areas[areas->by_id[middle]].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < areas->area_count && areas->areas[areas->by_id[low]].id == id ? areas->by_id[low]
                                                                               : CHORA_NO_INDEX;
}
