#include "place/gazetteer.h"

#include "base/text.h"
#include "store/query.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* About. */
enum { NAMES_A_TOWN = 2, NAMES_AN_AREA = 8 };

/* ---- areas -------------------------------------------------------------------------------- */

static chora_status load_levels(chora_store *store, chora_day on, bool with_shapes,
                                chora_gazetteer *gazetteer, chora_error *err)
{
    for (int level = 0; level < 3; level++) {
        chora_status st = chora_areas_load_on(store, level, on, NULL, with_shapes,
                                              &gazetteer->levels[level], err);
        if (st)
            return st;
        gazetteer->first_of_level[level] = gazetteer->area_count;
        gazetteer->area_count += gazetteer->levels[level].area_count;
    }
    gazetteer->first_of_level[3] = gazetteer->area_count;
    return CHORA_OK;
}

static size_t site_by_id(const chora_gazetteer *gazetteer, int64_t id)
{
    for (int level = 0; level < 3; level++) {
        size_t index = chora_areas_index(&gazetteer->levels[level], id);
        if (index != CHORA_NO_INDEX)
            return gazetteer->first_of_level[level] + index;
    }
    return CHORA_NO_SITE;
}

static size_t country_area(const chora_gazetteer *gazetteer, const char *country)
{
    for (size_t i = gazetteer->first_of_level[0]; i < gazetteer->first_of_level[1]; i++)
        if (strcmp(gazetteer->areas[i]->country, country) == 0)
            return i;
    return CHORA_NO_SITE;
}

/* By its id; else, the layers being of different origin, where its label point lies; else the area
 * of its country. */
static size_t find_parent(chora_gazetteer *gazetteer, const chora_area *area)
{
    size_t parent = area->parent_id ? site_by_id(gazetteer, area->parent_id) : CHORA_NO_SITE;
    if (parent != CHORA_NO_SITE && gazetteer->areas[parent]->level < area->level)
        return parent;
    for (int level = area->level - 1; level >= 0; level--) {
        parent = chora_gazetteer_locate(gazetteer, level, area->label);
        if (parent != CHORA_NO_SITE)
            return parent;
    }
    return area->level > 0 && area->country[0] ? country_area(gazetteer, area->country)
                                               : CHORA_NO_SITE;
}

static size_t count_countries(const chora_gazetteer *gazetteer)
{
    size_t count = 0;
    chora_lookup seen = { 0 };
    for (size_t i = 0; i < gazetteer->area_count; i++) {
        size_t cursor = 0, value;
        const char *country = gazetteer->areas[i]->country;
        if (!country[0] || chora_lookup_next(&seen, country, &cursor, &value))
            continue;
        chora_lookup_add(&seen, country, i);
        count++;
    }
    chora_lookup_free(&seen);
    return count;
}

static chora_status join_levels(bool with_shapes, chora_gazetteer *gazetteer, chora_error *err)
{
    size_t count = gazetteer->area_count;
    gazetteer->areas = chora_arena_alloc(gazetteer->arena, count + 1, sizeof *gazetteer->areas);
    gazetteer->parents = chora_arena_alloc(gazetteer->arena, count + 1, sizeof *gazetteer->parents);
    gazetteer->alone = chora_arena_alloc(gazetteer->arena, count + 1, sizeof *gazetteer->alone);
    if (!gazetteer->areas || !gazetteer->parents || !gazetteer->alone)
        return chora_no_memory(err);
    for (int level = 0; level < 3; level++) {
        for (size_t i = 0; i < gazetteer->levels[level].area_count; i++)
            gazetteer->areas[gazetteer->first_of_level[level] + i] =
                &gazetteer->levels[level].areas[i];
        chora_status st = with_shapes ? chora_areas_locator(&gazetteer->levels[level],
                                                            &gazetteer->by_point[level], err)
                                      : CHORA_OK;
        if (st)
            return st;
    }
    for (size_t i = 0; i < count; i++)
        gazetteer->parents[i] = find_parent(gazetteer, gazetteer->areas[i]);
    gazetteer->country_count = count_countries(gazetteer);
    return CHORA_OK;
}

/* ---- towns -------------------------------------------------------------------------------- */

/* GeoNames: PPLX quarters, PPLQ and PPLW gone, PPLH and PPLCH of the past. */
static bool is_sensible(const char *kind)
{
    static const char *const unfit[] = { "PPLX", "PPLQ", "PPLW", "PPLH", "PPLCH" };
    for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++)
        if (strcmp(kind, unfit[i]) == 0)
            return false;
    return true;
}

/* By position; a town off the coast of a coarse outline keeps the area the project gives it. */
static size_t finest_area(chora_gazetteer *gazetteer, const chora_place *place)
{
    size_t province = chora_gazetteer_locate(gazetteer, 1, place->lonlat);
    size_t district = chora_gazetteer_locate(gazetteer, 2, place->lonlat);
    if (district != CHORA_NO_SITE &&
        (province == CHORA_NO_SITE || chora_gazetteer_ancestor(gazetteer, district, 1) == province))
        return district;
    if (province != CHORA_NO_SITE)
        return province;
    size_t stored = site_by_id(gazetteer, place->area_id);
    return stored != CHORA_NO_SITE ? stored : chora_gazetteer_locate(gazetteer, 0, place->lonlat);
}

static chora_status file_towns(chora_gazetteer *gazetteer, chora_error *err)
{
    size_t count = gazetteer->town_count;
    chora_town_at *towns = chora_arena_alloc(gazetteer->arena, count + 1, sizeof *towns);
    if (!towns)
        return chora_no_memory(err);
    size_t filed = 0;
    for (size_t i = 0; i < count; i++) {
        const chora_town *town = &gazetteer->towns[i];
        if (is_sensible(town->place->kind))
            towns[filed++] =
                (chora_town_at){ town->place->lonlat, i,
                                 chora_gazetteer_ancestor(gazetteer, town->finest, 1) };
    }
    return chora_town_rows_make(&gazetteer->town_rows, towns, filed, gazetteer->arena, err);
}

static chora_status load_towns(chora_store *store, chora_gazetteer *gazetteer, chora_error *err)
{
    chora_box everywhere = { -1e9, -1e9, 1e9, 1e9 };
    chora_status st = chora_places_load(store, everywhere, 0, NULL, &gazetteer->places, err);
    if (st)
        return st;
    gazetteer->town_count = gazetteer->places.place_count;
    gazetteer->towns =
        chora_arena_alloc(gazetteer->arena, gazetteer->town_count + 1, sizeof *gazetteer->towns);
    if (!gazetteer->towns)
        return chora_no_memory(err);
    for (size_t i = 0; i < gazetteer->town_count; i++) {
        chora_town *town = &gazetteer->towns[i];
        town->place = &gazetteer->places.places[i];
        town->finest = finest_area(gazetteer, town->place);
    }
    return file_towns(gazetteer, err);
}

/* ---- names and codes ---------------------------------------------------------------------- */

static chora_status file_name(chora_gazetteer *gazetteer, const char *key, chora_site_name name,
                              chora_error *err)
{
    const char *kept = chora_arena_strdup(gazetteer->arena, key);
    name.text = chora_arena_strdup(gazetteer->arena, name.text);
    if (!kept || !name.text ||
        chora_grow((void **)&gazetteer->names, &gazetteer->name_capacity, gazetteer->name_count,
                   sizeof *gazetteer->names))
        return chora_no_memory(err);
    if (!name.of_town) {
        if (chora_grow((void **)&gazetteer->area_names, &gazetteer->area_name_capacity,
                       gazetteer->area_name_count, sizeof *gazetteer->area_names))
            return chora_no_memory(err);
        gazetteer->area_names[gazetteer->area_name_count++] = gazetteer->name_count;
    }
    gazetteer->names[gazetteer->name_count] = name;
    chora_lookup_add(&gazetteer->by_name, kept, gazetteer->name_count++);
    return gazetteer->by_name.failed ? chora_no_memory(err) : CHORA_OK;
}

typedef struct {
    int64_t id;
    size_t town;
} town_id;

static int compare_town_ids(const void *a, const void *b)
{
    int64_t x = ((const town_id *)a)->id, y = ((const town_id *)b)->id;
    return (x > y) - (x < y);
}

static size_t town_by_id(const town_id *ids, size_t count, int64_t id)
{
    town_id wanted = { .id = id };
    const town_id *found = bsearch(&wanted, ids, count, sizeof *ids, compare_town_ids);
    return found ? found->town : CHORA_NO_SITE;
}

static chora_status read_names(chora_query *query, chora_gazetteer *gazetteer, const town_id *ids,
                               chora_error *err)
{
    bool row = false;
    chora_status st = CHORA_OK;
    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        int64_t id = chora_query_int(query, 1);
        chora_site_name name = {
            .of_town = strcmp(chora_query_text(query, 0), "place") == 0,
            .alternate = !chora_query_int(query, 2),
            .text = chora_query_text(query, 4),
        };
        name.site =
            name.of_town ? town_by_id(ids, gazetteer->town_count, id) : site_by_id(gazetteer, id);
        if (name.site != CHORA_NO_SITE)
            st = file_name(gazetteer, chora_query_text(query, 3), name, err);
    }
    return st;
}

/* Main and English names count as main: both are what a table would print. */
static chora_status load_names(chora_store *store, chora_gazetteer *gazetteer, chora_error *err)
{
    town_id *ids = chora_alloc(gazetteer->town_count + 1, sizeof *ids);
    if (!ids)
        return chora_no_memory(err);
    for (size_t i = 0; i < gazetteer->town_count; i++)
        ids[i] = (town_id){ gazetteer->towns[i].place->id, i };
    qsort(ids, gazetteer->town_count, sizeof *ids, compare_town_ids);
    chora_lookup_reserve(&gazetteer->by_name, NAMES_A_TOWN * gazetteer->town_count +
                                                  NAMES_AN_AREA * gazetteer->area_count);
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        store, "SELECT kind, ref_id, lang IN ('main', 'en'), key, text FROM name ORDER BY rowid",
        &query, err);
    if (!st)
        st = read_names(query, gazetteer, ids, err);
    chora_query_close(query);
    free(ids);
    return st;
}

static chora_status add_code(chora_gazetteer *gazetteer, size_t area, const char *scheme,
                             const char *code, chora_error *err)
{
    char *lower = chora_arena_strdup(gazetteer->arena, code);
    scheme = chora_arena_strdup(gazetteer->arena, scheme);
    if (!lower || !scheme ||
        chora_grow((void **)&gazetteer->codes, &gazetteer->code_capacity, gazetteer->code_count,
                   sizeof *gazetteer->codes))
        return chora_no_memory(err);
    for (char *at = lower; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    gazetteer->codes[gazetteer->code_count] = (chora_site_code){ area, scheme, lower };
    chora_lookup_add(&gazetteer->by_code, lower, gazetteer->code_count++);
    return gazetteer->by_code.failed ? chora_no_memory(err) : CHORA_OK;
}

static chora_status load_codes(chora_store *store, chora_gazetteer *gazetteer, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; i < gazetteer->area_count && !st; i++) {
        st = add_code(gazetteer, i, "", gazetteer->areas[i]->code, err);
        if (!st && gazetteer->areas[i]->level == 0 && gazetteer->areas[i]->country[0])
            st = add_code(gazetteer, i, "iso", gazetteer->areas[i]->country, err);
    }
    chora_query *query = NULL;
    if (!st)
        st = chora_query_open(
            store, "SELECT area_id, scheme, code FROM area_code ORDER BY area_id, scheme, code",
            &query, err);
    bool row = false;
    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        size_t area = site_by_id(gazetteer, chora_query_int(query, 0));
        if (area != CHORA_NO_SITE)
            st = add_code(gazetteer, area, chora_query_text(query, 1), chora_query_text(query, 2),
                          err);
    }
    chora_query_close(query);
    return st;
}

chora_status chora_gazetteer_load(chora_store *store, chora_day on, bool with_shapes,
                                  chora_gazetteer *out, chora_error *err)
{
    *out = (chora_gazetteer){ .arena = chora_arena_new(),
                              .spoken = CHORA_SPOKEN_INIT,
                              .stages = chora_store_stages(store) };
    if (!out->arena)
        return chora_no_memory(err);
    chora_status st = chora_languages_load(&out->languages, err);
    if (!st)
        st = load_levels(store, on, with_shapes, out, err);
    if (!st)
        st = join_levels(with_shapes, out, err);
    if (!st)
        st = load_towns(store, out, err);
    if (!st)
        st = load_names(store, out, err);
    if (!st)
        st = load_codes(store, out, err);
    if (!st)
        st = chora_country_list_load(&out->countries, err);
    return st;
}
