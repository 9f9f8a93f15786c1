/* Which countries a table speaks of: by a country column, coordinates, provinces, then towns. */
#include "intake/guess_seen.h"
#include "intake/planned.h"

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "geo/locate.h"
#include "store/atlas.h"
#include "store/query.h"
#include "store/world.h"

#include <chora/intake.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SHARE_MIN 0.02

typedef struct {
    const char *path;
    const chora_import_options *options;
    chora_country_list countries;
    chora_plan plan;
    bool moved; /**< Rows of the plan's table were read. */
    chora_seen seen;
    int64_t *votes; /**< Per country: the kind of evidence that answers. */
    int64_t *by_point;
    chora_store *store;
} guess;

static size_t country_index(const guess *g, const chora_country *country)
{
    return (size_t)(country - g->countries.items);
}

static chora_status open_world(guess *g, chora_error *err)
{
    return g->store ? CHORA_OK : chora_world_open(&g->store, err);
}

/* ---- reading --------------------------------------------------------------------------------- */

/* A chora_survey_watch. */
static chora_status see(void *context, const chora_mapping *mapping, const chora_row *row,
                        chora_error *err)
{
    return chora_seen_row(context, mapping, row, err);
}

/* The rows from the first on, each to `look`. */
static chora_status read_rows(guess *g,
                              chora_status (*look)(chora_seen *seen, const chora_mapping *mapping,
                                                   const chora_row *row, chora_error *err),
                              chora_error *err)
{
    chora_row row;
    bool more = true;
    g->moved = true;
    for (int64_t i = 0; i < CHORA_SEEN_ROWS; i++) {
        chora_status st = chora_table_file_next(&g->plan.file, &row, &more, err);
        if (!st && more)
            st = look(&g->seen, &g->plan.mapping, &row, err);
        if (st || !more)
            return st;
    }
    return CHORA_OK;
}

/* Mostly while the table is looked through for its dates and words: cutting its rows once more took
 * a fifth of finding the country. */
static chora_status read_table(guess *g, chora_error *err)
{
    const chora_survey_watch watch = { see, &g->seen };
    chora_status st = chora_plan_watched(g->path, g->options, &watch, &g->plan, err);
    if (!st && g->plan.rows < 0)
        st = read_rows(g, chora_seen_row, err);
    if (!st && g->seen.rows == 0)
        st = chora_fail(err, CHORA_EDATA, "%s: the table has a header and no rows",
                        chora_path_name(g->path));
    return st;
}

/* Where all points lie in the sea, and provinces are not named, places are asked after all. */
static chora_status read_places(guess *g, chora_error *err)
{
    if (g->seen.whole)
        return CHORA_OK;
    chora_seen_forget_places(&g->seen);
    chora_status st = g->moved ? chora_plan_rewind(&g->plan, g->path, g->options, err) : CHORA_OK;
    return st ? st : read_rows(g, chora_seen_place, err);
}

/* ---- points ---------------------------------------------------------------------------------- */

/* How many points each area of the world holds. */
static chora_status count_points(const guess *g, const chora_areas *world, int64_t *held,
                                 chora_error *err)
{
    chora_locator *locator = NULL;
    chora_status st = chora_areas_locator(world, &locator, err);
    for (size_t i = 0; !st && locator && i < g->seen.point_count; i++) {
        size_t at = chora_locate(locator, g->seen.points[i]);
        if (at != CHORA_NOWHERE)
            held[at]++;
    }
    chora_locator_free(locator);
    return st;
}

static chora_status vote_by_points(guess *g, chora_error *err)
{
    chora_areas world = { 0 };
    chora_status st = open_world(g, err);
    if (!st)
        st = chora_areas_load_at(g->store, 0, g->seen.points, g->seen.point_count, &world, err);
    if (st)
        return st;
    int64_t *held = chora_alloc(world.area_count + 1, sizeof *held);
    st = held ? count_points(g, &world, held, err) : chora_no_memory(err);
    for (size_t i = 0; !st && i < world.area_count; i++) {
        const chora_country *country =
            held[i] ? chora_country_find(&g->countries, world.areas[i].country) : NULL;
        if (country)
            g->by_point[country_index(g, country)] += held[i];
    }
    free(held);
    chora_areas_free(&world);
    return st;
}

/* ---- names ----------------------------------------------------------------------------------- */

static chora_status add_country(chora_seen_name *item, size_t country, chora_error *err)
{
    for (size_t i = 0; i < item->country_count; i++)
        if (item->countries[i] == country)
            return CHORA_OK;
    if (chora_grow((void **)&item->countries, &item->country_capacity, item->country_count,
                   sizeof *item->countries))
        return chora_no_memory(err);
    item->countries[item->country_count++] = country;
    return CHORA_OK;
}

/** Provinces of the world by name or by ISO code. */
static const char as_named[] =
    "SELECT DISTINCT a.country FROM name n JOIN area a ON a.id = n.ref_id "
    "WHERE n.kind = 'area' AND n.key = ?1 AND a.level = 1 UNION "
    "SELECT a.country FROM area_code c JOIN area a ON a.id = c.area_id "
    "WHERE c.code = replace(upper(?1), ' ', '-') AND a.level = 1";

/** With a word more or less, such as that for a province: "Sumy Oblast", or Kabul where the list of
 * the world has "Wilayat Kabul". Reads all names for each text. */
static const char with_words[] =
    "SELECT DISTINCT a.country FROM name n JOIN area a ON a.id = n.ref_id WHERE n.kind = 'area' "
    "AND a.level = 1 AND (n.key LIKE '% ' || ?1 OR n.key LIKE ?1 || ' %' OR ?1 LIKE '% ' || n.key "
    "OR ?1 LIKE n.key || ' %')";
#define LOOSE_TEXTS_MAX 100

static chora_status look_up_areas(guess *g, const char *sql, size_t most, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = open_world(g, err);
    if (st == CHORA_OK)
        st = chora_query_open(g->store, sql, &query, err);
    for (size_t i = 0; st == CHORA_OK && i < g->seen.areas.count && i < most; i++) {
        bool more = true;
        chora_query_bind_text(query, 1, g->seen.areas.items[i].key);
        while ((st = chora_query_step(query, &more, err)) == CHORA_OK && more) {
            const char *iso3 = chora_query_text(query, 0);
            const chora_country *country = chora_country_find(&g->countries, iso3 ? iso3 : "");
            if (country &&
                (st = add_country(&g->seen.areas.items[i], country_index(g, country), err)))
                break;
        }
    }
    chora_query_close(query);
    return st;
}

static chora_status look_up_name(guess *g, const char *name, size_t country, chora_buffer *key,
                                 chora_error *err)
{
    chora_text_key(name, key);
    size_t *at = key->length ? chora_textmap_find(&g->seen.places.by_key, key->data) : NULL;
    return at ? add_country(&g->seen.places.items[*at], country, err) : CHORA_OK;
}

static chora_status look_up_country(guess *g, size_t country, chora_buffer *key, chora_error *err)
{
    char *path = NULL;
    chora_arena *arena = chora_arena_new();
    chora_tsv tsv = { 0 };
    char *file = arena ? chora_arena_printf(arena, "gazetteer/places/%s.tsv",
                                            g->countries.items[country].iso2)
                       : NULL;
    chora_status st = file ? CHORA_OK : chora_no_memory(err);
    if (st == CHORA_OK && chora_data_find(file, &path, NULL) == CHORA_OK)
        st = chora_tsv_load(path, arena, &tsv, err);
    size_t name = chora_tsv_column(&tsv, "name"), other = chora_tsv_column(&tsv, "alternates");
    for (size_t row = 0; st == CHORA_OK && row < tsv.row_count; row++) {
        size_t count;
        st = look_up_name(g, chora_tsv_cell(&tsv, row, name), country, key, err);
        const char **parts = chora_split(arena, chora_tsv_cell(&tsv, row, other), "|", &count);
        for (size_t i = 0; st == CHORA_OK && parts && i < count; i++)
            st = look_up_name(g, parts[i], country, key, err);
    }
    free(path);
    chora_arena_free(arena);
    return st;
}

static chora_status look_up_places(guess *g, chora_error *err)
{
    chora_buffer key = CHORA_BUFFER_INIT(65536);
    chora_status st = CHORA_OK;
    for (size_t i = 0; st == CHORA_OK && i < g->countries.count; i++)
        st = look_up_country(g, i, &key, err);
    chora_buffer_free(&key);
    return st;
}

/**
 * A name that one country has speaks for it; one that several have, for the one among them that
 * explains most rows of the table.
 */
static chora_status vote_by_names(guess *g, const chora_seen_names *set, chora_error *err)
{
    int64_t *explained = chora_alloc(g->countries.count + 1, sizeof *explained);
    if (explained == NULL)
        return chora_no_memory(err);
    for (size_t i = 0; i < set->count; i++)
        for (size_t k = 0; k < set->items[i].country_count; k++)
            explained[set->items[i].countries[k]] +=
                set->items[i].rows * (set->items[i].country_count == 1 ? 2 : 1);
    for (size_t i = 0; i < set->count; i++) {
        const chora_seen_name *item = &set->items[i];
        size_t best = item->country_count ? item->countries[0] : 0;
        for (size_t k = 1; k < item->country_count; k++)
            if (explained[item->countries[k]] > explained[best])
                best = item->countries[k];
        if (item->country_count)
            g->votes[best] += item->rows;
    }
    free(explained);
    return CHORA_OK;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static int64_t sum(const int64_t *votes, size_t count)
{
    int64_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += votes[i];
    return total;
}

/** Rows whose stated province the country has. */
static int64_t rows_named(const guess *g, size_t country)
{
    int64_t rows = 0;
    for (size_t i = 0; i < g->seen.areas.count; i++)
        for (size_t k = 0; k < g->seen.areas.items[i].country_count; k++)
            rows +=
                g->seen.areas.items[i].countries[k] == country ? g->seen.areas.items[i].rows : 0;
    return rows;
}

/** A few points beyond the border of a country whose provinces are stated do not make it two. */
static void drop_unnamed_countries(guess *g)
{
    size_t best = 0;
    for (size_t i = 1; i < g->countries.count; i++)
        if (g->votes[i] > g->votes[best])
            best = i;
    if (rows_named(g, best) == 0)
        return;
    for (size_t i = 0; i < g->countries.count; i++)
        if (g->votes[i] > 0 && rows_named(g, i) == 0)
            g->votes[i] = 0;
}

/** The first kind of evidence that says something. */
static chora_status count_votes(guess *g, chora_error *err)
{
    size_t count = g->countries.count;
    bool by_column = sum(g->seen.by_column, count) > 0;
    if (by_column || sum(g->by_point, count) > 0)
        memcpy(g->votes, by_column ? g->seen.by_column : g->by_point, count * sizeof *g->votes);
    if (by_column)
        return CHORA_OK;
    chora_status st =
        g->seen.areas.count ? look_up_areas(g, as_named, CHORA_SEEN_TEXTS, err) : CHORA_OK;
    if (!st && sum(g->votes, count) > 0) {
        drop_unnamed_countries(g);
        return CHORA_OK;
    }
    if (st == CHORA_OK)
        st = vote_by_names(g, &g->seen.areas, err);
    if (!st && sum(g->votes, count) == 0 && g->seen.areas.count) {
        st = look_up_areas(g, with_words, LOOSE_TEXTS_MAX, err);
        st = st ? st : vote_by_names(g, &g->seen.areas, err);
    }
    if (!st && sum(g->votes, count) == 0)
        st = read_places(g, err);
    if (st || sum(g->votes, count) > 0 || g->seen.places.count == 0)
        return st;
    st = look_up_places(g, err);
    return st ? st : vote_by_names(g, &g->seen.places, err);
}

static chora_status answer(const guess *g, char ***codes, size_t *count, chora_error *err)
{
    int64_t total = sum(g->votes, g->countries.count);
    char **list = chora_alloc(g->countries.count + 1, sizeof *list);
    size_t used = 0;
    if (list == NULL)
        return chora_no_memory(err);
    int64_t *left = g->votes;
    while (total > 0) {
        size_t best = 0;
        for (size_t i = 1; i < g->countries.count; i++)
            if (left[i] > left[best])
                best = i;
        if (left[best] == 0 || (double)left[best] < SHARE_MIN * (double)total)
            break;
        left[best] = 0;
        if ((list[used++] = chora_strdup(g->countries.items[best].iso3)) == NULL) {
            chora_countries_free(list, used - 1);
            return chora_no_memory(err);
        }
    }
    if (used == 0) {
        free(list);
        return chora_fail(err, CHORA_ENOTFOUND,
                          "%s: no country, coordinate or place in the table tells its country; "
                          "say it, for example --country AFG",
                          chora_path_name(g->path));
    }
    *codes = list;
    *count = used;
    return CHORA_OK;
}

static void guess_close(guess *g)
{
    chora_seen_free(&g->seen);
    chora_store_close(g->store);
    chora_plan_free(&g->plan);
    chora_country_list_free(&g->countries);
}

static chora_status make_guess(guess *g, char ***codes, size_t *count, chora_error *err)
{
    chora_status st = chora_country_list_load(&g->countries, err);
    if (st == CHORA_OK)
        st = chora_seen_begin(&g->countries, &g->seen, err);
    if (st)
        return st;
    size_t room = g->countries.count + 1;
    g->votes = chora_arena_alloc(g->seen.arena, room, sizeof *g->votes);
    g->by_point = chora_arena_alloc(g->seen.arena, room, sizeof *g->by_point);
    st = g->votes && g->by_point ? read_table(g, err) : chora_no_memory(err);
    if (st == CHORA_OK && g->seen.point_count && sum(g->seen.by_column, g->countries.count) == 0)
        st = vote_by_points(g, err);
    if (st == CHORA_OK)
        st = count_votes(g, err);
    return st ? st : answer(g, codes, count, err);
}

chora_status chora_guess_planned(const char *path, const chora_import_options *options,
                                 chora_plan *plan, char ***codes, size_t *count, chora_error *err)
{
    static const chora_import_options defaults = CHORA_IMPORT_INIT;
    guess g = { .path = path, .options = options ? options : &defaults };
    char **found = NULL;
    size_t found_count = 0;
    chora_status st = make_guess(&g, &found, &found_count, err);
    if (!st && plan && g.moved)
        st = chora_plan_rewind(&g.plan, path, g.options, err);
    if (!st && plan) {
        *plan = g.plan;
        g.plan = (chora_plan){ 0 };
    }
    guess_close(&g);
    if (st) {
        chora_countries_free(found, found_count);
        return st;
    }
    *codes = found;
    *count = found_count;
    return CHORA_OK;
}

chora_status chora_guess_countries(const char *path, const chora_import_options *options,
                                   char ***codes, size_t *count, chora_error *err)
{
    return chora_guess_planned(path, options, NULL, codes, count, err);
}

void chora_countries_free(char **codes, size_t count)
{
    for (size_t i = 0; codes && i < count; i++)
        free(codes[i]);
    free(codes);
}
