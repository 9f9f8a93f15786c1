#include "measure/settings.h"

#include "base/search.h"
#include "measure/breakdown.h"
#include "measure/incidents.h"
#include "store/atlas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct {
    const chora_settings_rule *rule;
    chora_places cities; /* Of the rule's size. */
} looking;

typedef struct {
    int64_t id;
    chora_setting_kind kind;
} found_setting;

/* ---- one incident ---------------------------------------------------------------------------- */

static chora_setting_kind kind_of_word(const char *word)
{
    static const char *const urban[] = { "urban", "city", "town" }, *const rural[] = {
        "rural", "village", "countryside"
    };
    for (int i = 0; word && i < 3; i++) {
        if (strcasecmp(word, urban[i]) == 0)
            return CHORA_SETTING_URBAN;
        if (strcasecmp(word, rural[i]) == 0)
            return CHORA_SETTING_RURAL;
    }
    return CHORA_SETTING_UNKNOWN;
}

/* Of a disc that its people fill at the least density of an urban centre. */
static double reach_m(int64_t people)
{
    const double people_per_km2 = 1500;
    return 1000 * sqrt((double)people / (people_per_km2 * acos(-1)));
}

static bool is_in_city(const looking *look, chora_xy at)
{
    for (size_t i = 0; i < look->cities.place_count; i++) {
        const chora_place *city = &look->cities.places[i];
        if (fabs(city->lonlat.y - at.y) < 1 &&
            chora_geodesic_m(at, city->lonlat) <= reach_m(city->population))
            return true;
    }
    return false;
}

static chora_setting_kind kind_of_place(const looking *look, const chora_incident *incident,
                                        chora_query *query)
{
    const chora_xy at = { incident->lon, incident->lat };
    int64_t people = chora_query_int(query, CHORA_INCIDENTS_MORE);
    if (incident->is_shielded || incident->is_protected || incident->precision > CHORA_PLACE)
        return CHORA_SETTING_UNKNOWN;
    if (incident->precision < CHORA_PLACE && isfinite(at.x) && isfinite(at.y))
        return is_in_city(look, at) ? CHORA_SETTING_URBAN : CHORA_SETTING_RURAL;
    if (!incident->place_id || people <= 0)
        return CHORA_SETTING_UNKNOWN;
    return people >= look->rule->people ? CHORA_SETTING_URBAN : CHORA_SETTING_RURAL;
}

/* ---- all of them ----------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
    const found_setting *left = a, *right = b;
    return (left->id > right->id) - (left->id < right->id);
}

static chora_status keep(found_setting *list, size_t count, chora_arena *arena, chora_settings *out,
                         chora_error *err)
{
    if (count)
        qsort(list, count, sizeof *list, by_id);
    out->ids = chora_arena_alloc(arena, count + 1, sizeof *out->ids);
    out->kinds = chora_arena_alloc(arena, count + 1, sizeof *out->kinds);
    out->count = count;
    if (!out->ids || !out->kinds)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        out->ids[i] = list[i].id;
        out->kinds[i] = (unsigned char)list[i].kind;
    }
    return CHORA_OK;
}

static chora_status read_all(const looking *look, chora_incidents *incidents, chora_arena *arena,
                             chora_settings *out, chora_error *err)
{
    found_setting *list = NULL;
    size_t count = 0, capacity = 0;
    chora_incident incident;
    chora_status st = CHORA_OK;
    bool more = false;
    while (!st && !(st = chora_incidents_next(incidents, &incident, &more, err)) && more) {
        chora_query *query = chora_incidents_query(incidents);
        if (chora_grow((void **)&list, &capacity, count, sizeof *list)) {
            st = chora_no_memory(err);
            break;
        }
        list[count++] =
            (found_setting){ incident.id,
                             look->rule->column
                                 ? kind_of_word(chora_query_text(query, CHORA_INCIDENTS_MORE))
                                 : kind_of_place(look, &incident, query) };
    }
    if (!st)
        st = keep(list, count, arena, out, err);
    free(list);
    return st;
}

chora_status chora_settings_load(chora_store *store, int64_t dataset_id,
                                 const chora_settings_rule *rule, chora_arena *arena,
                                 chora_settings *out, chora_error *err)
{
    looking look = { .rule = rule };
    chora_group_column column = { 0 };
    chora_incidents *incidents = NULL;
    chora_incidents_options options = { .dataset_id = dataset_id };
    options.more = "(SELECT p.population FROM place p WHERE p.id = m.place_id)";
    chora_status st = CHORA_OK;
    if (rule->column) {
        st = chora_group_column_choose(store, dataset_id, rule->column, &column, err);
        options.more = column.sql;
        options.bound = column.bound;
    } else {
        st = chora_places_load(store, (chora_box){ -180, -90, 180, 90 }, rule->people, "en",
                               &look.cities, err);
    }
    if (!st)
        st = chora_incidents_open(store, &options, &incidents, err);
    if (!st)
        st = read_all(&look, incidents, arena, out, err);
    chora_incidents_close(incidents);
    chora_places_free(&look.cities);
    return st;
}

chora_status chora_settings_check(chora_store *store, int64_t dataset_id,
                                  const chora_settings_rule *rule, chora_error *err)
{
    chora_group_column column;
    return rule->column ? chora_group_column_choose(store, dataset_id, rule->column, &column, err)
                        : CHORA_OK;
}

chora_setting_kind chora_settings_of(const chora_settings *settings, int64_t incident_id)
{
    size_t at;
    return chora_search_id(settings->ids, settings->count, incident_id, &at)
               ? (chora_setting_kind)settings->kinds[at]
               : CHORA_SETTING_UNKNOWN;
}
