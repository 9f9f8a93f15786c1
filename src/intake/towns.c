#include "intake/towns.h"

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "intake/naming.h"
#include "intake/town_locator.h"
#include "store/bulk.h"
#include "store/geometry.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of so many countries the towns' names are far more than the areas'. */
#define COUNTRIES_WITH_MANY_NAMES 8

typedef struct {
    chora_store *store;
    chora_query *insert;
    chora_namer names;
    chora_town_locator locator;
} towns;

static double number_of(const char *text)
{
    double value;
    return chora_text_number(text, &value) ? value : NAN;
}

static chora_status add_names(towns *t, const char *name, const char *alternates, int64_t id,
                              chora_arena *arena, chora_error *err)
{
    size_t count;
    const char **parts = chora_split(arena, alternates, "|", &count);
    if (parts == NULL)
        return chora_no_memory(err);
    chora_status st = chora_namer_add(&t->names, "place", id, "main", name, err);
    for (size_t i = 0; st == CHORA_OK && i < count; i++)
        st = chora_namer_add(&t->names, "place", id, "alt", parts[i], err);
    return st;
}

static void bind_or_null(chora_query *query, int index, double value)
{
    if (isnan(value) || value == 0)
        chora_query_bind_null(query, index);
    else
        chora_query_bind_int(query, index, (int64_t)value);
}

static chora_status add_town(towns *t, const chora_tsv *tsv, size_t row, const size_t *columns,
                             const char *country, chora_arena *arena, chora_error *err)
{
    enum { GEONAMES, NAME, ALTERNATES, LAT, LON, KIND, POPULATION };
    const char *cells[7];
    for (int i = 0; i < 7; i++)
        cells[i] = chora_tsv_cell(tsv, row, columns[i]);
    chora_xy lonlat = { number_of(cells[LON]), number_of(cells[LAT]) };
    if (isnan(lonlat.x) || isnan(lonlat.y))
        return CHORA_OK;
    bind_or_null(t->insert, 1, (double)chora_town_locate(&t->locator, lonlat));
    chora_query_bind_text(t->insert, 2, country);
    chora_query_bind_text(t->insert, 3, cells[KIND]);
    bind_or_null(t->insert, 4, number_of(cells[POPULATION]));
    bind_or_null(t->insert, 5, number_of(cells[GEONAMES]));
    chora_query_bind_point(t->insert, 6, lonlat);
    chora_status st = chora_query_run(t->insert, err);
    return st ? st
              : add_names(t, cells[NAME], cells[ALTERNATES], chora_store_last_id(t->store), arena,
                          err);
}

static chora_status fill_country(towns *t, const chora_country *country, chora_error *err)
{
    static const char *const names[] = { "geonames_id", "name", "alternates", "lat",
                                         "lon",         "kind", "population" };
    char *path = NULL;
    size_t columns[7];
    chora_arena *arena = chora_arena_new();
    chora_tsv tsv = { 0 };
    char *file = arena ? chora_arena_printf(arena, "gazetteer/places/%s.tsv", country->iso2) : NULL;
    if (file == NULL || chora_data_find(file, &path, NULL)) {
        chora_arena_free(arena);
        return file ? CHORA_OK : chora_no_memory(err);
    }
    chora_status st = chora_tsv_load(path, arena, &tsv, err);
    if (st == CHORA_OK)
        st = chora_town_locator_country(&t->locator, country->iso3, err);
    for (int i = 0; st == CHORA_OK && i < 7; i++)
        columns[i] = chora_tsv_column(&tsv, names[i]);
    for (size_t i = 0; st == CHORA_OK && i < tsv.row_count; i++)
        st = add_town(t, &tsv, i, columns, country->iso3, arena, err);
    free(path);
    chora_arena_free(arena);
    return st;
}

chora_status chora_towns_fill(chora_store *store, const chora_country *const *countries,
                              size_t count, chora_error *err)
{
    towns t = { .store = store };
    chora_status st = chora_query_open(store,
                                       "INSERT INTO place (area_id, country, kind, population, "
                                       "geonames_id, geom) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                                       &t.insert, err);
    if (st == CHORA_OK)
        st = chora_namer_open(&t.names, store, err);
    if (st == CHORA_OK)
        st = chora_town_locator_open(&t.locator, store, err);
    if (st == CHORA_OK)
        st = chora_store_bulk_begin(store, "place", err);
    if (st == CHORA_OK && count >= COUNTRIES_WITH_MANY_NAMES)
        st = chora_store_bulk_begin_many(store, "name", err);
    for (size_t i = 0; st == CHORA_OK && i < count; i++)
        st = fill_country(&t, countries[i], err);
    chora_town_locator_close(&t.locator);
    chora_namer_close(&t.names);
    chora_query_close(t.insert);
    if (st == CHORA_OK)
        st = chora_store_bulk_end(store, "place", err);
    return st ? st : chora_store_bulk_end(store, "name", err);
}

/* ---- located anew ---------------------------------------------------------------------------- */

static chora_status locate_row(chora_query *list, chora_query *update, chora_town_locator *locator,
                               chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    chora_shape shape;
    if (arena == NULL)
        return chora_no_memory(err);
    chora_status st = chora_query_shape(list, 2, arena, &shape, err);
    if (st == CHORA_OK) {
        int64_t area = shape.path_count ? chora_town_locate(locator, shape.xy[0]) : 0;
        chora_query_bind_int(update, 1, chora_query_int(list, 0));
        bind_or_null(update, 2, (double)area);
        st = chora_query_run(update, err);
    }
    chora_arena_free(arena);
    return st;
}

/** Places come by country, so that the locators change seldom. */
static chora_status locate_all(chora_query *list, chora_query *update, chora_town_locator *locator,
                               chora_error *err)
{
    char country[64] = "?";
    bool more = true;
    chora_status st;
    while ((st = chora_query_step(list, &more, err)) == CHORA_OK && more) {
        const char *own = chora_query_text(list, 1);
        if (strcmp(own ? own : "", country) != 0) {
            snprintf(country, sizeof country, "%s", own ? own : "");
            st = chora_town_locator_country(locator, country, err);
        }
        if (st == CHORA_OK)
            st = locate_row(list, update, locator, err);
        if (st)
            break;
    }
    chora_query_reset(list);
    return st;
}

chora_status chora_towns_locate(chora_store *store, chora_error *err)
{
    chora_query *list = NULL, *update = NULL;
    chora_town_locator locator = { 0 };
    chora_status st = chora_query_open(
        store, "SELECT id, country, geom FROM place ORDER BY country, id", &list, err);
    if (st == CHORA_OK)
        st = chora_query_open(store, "UPDATE place SET area_id = ?2 WHERE id = ?1", &update, err);
    if (st == CHORA_OK)
        st = chora_town_locator_open(&locator, store, err);
    if (st == CHORA_OK)
        st = locate_all(list, update, &locator, err);
    chora_town_locator_close(&locator);
    chora_query_close(list);
    chora_query_close(update);
    return st;
}
