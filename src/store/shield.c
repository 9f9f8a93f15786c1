#include "store/shield.h"

#include "base/digest.h"
#include "base/memory.h"
#include "store/connection.h"
#include "store/displace.h"
#include "store/geometry.h"
#include "store/shield_sql.h"
#include "style/profile.h"

#include <chora/period.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The finest area of an incident, in the layers that are in use. */
#define FINEST_AREA                                                                                \
    "(SELECT a.id FROM main.match m JOIN main.area a ON a.id = m.area_id JOIN main.layer l"        \
    " ON l.id = m.layer_id WHERE m.incident_id = i.id AND l.role = 'areas' AND l.current > 0"      \
    " ORDER BY a.level DESC, m.layer_id LIMIT 1)"

#define IS_MARKED "trim(coalesce(i.sensitivity, '')) NOT IN ('', 'public')"

enum {
    ID,
    KEY,
    HASH,
    SENSITIVITY,
    DAY,
    DATE_PRECISION,
    PLACE_PRECISION,
    LON,
    LAT,
    SITE,
    SITE_LON,
    SITE_LAT,
    AREA,
    WITHDRAWN,
    FIRST_DAY,
    LAST_DAY
};

static const char marked_sql[] =
    "SELECT i.id, i.key, i.hash, i.sensitivity, i.day, i.date_precision, i.place_precision, i.lon,"
    " i.lat, s.id, s.lon, s.lat, " FINEST_AREA ", i.withdrawn_run,"
    " (SELECT min(first_day) FROM main.coverage c WHERE c.dataset_id = i.dataset_id),"
    " (SELECT max(last_day) FROM main.coverage c WHERE c.dataset_id = i.dataset_id)"
    " FROM main.incident i"
    " LEFT JOIN main.site s ON s.id = i.site_id ORDER BY i.id";

static const char shield_sql[] = "INSERT INTO temp.shield VALUES "
                                 "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

/* What holds an area's outline; made when first asked for. */
typedef struct {
    int64_t id;
    chora_locator *locator;
} fence;

typedef struct {
    chora_store *store;
    const chora_profile *profile;
    char *secret; /* NULL: none, so nothing can be displaced. */
    chora_query *marked, *put, *outline;
    fence *fences;
    size_t fence_count, fence_capacity;
    int64_t hidden_ids;
    chora_profile_report report;
} shielding;

/* ---- the secret and what is made of it ------------------------------------------------------- */

static chora_status read_secret(shielding *s, chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(
        s->store, "SELECT value FROM main.meta WHERE key = '" CHORA_SHIELD_SECRET "'", &query, err);
    if (!st)
        st = chora_query_step(query, &row, err);
    if (!st && row) {
        s->secret = chora_strdup(chora_query_text(query, 0));
        if (!s->secret)
            st = chora_no_memory(err);
    }
    chora_query_close(query);
    return st;
}

/* The same for the same text in every output of the project, and nothing can be read from it. */
static void pseudonym(const shielding *s, const char *kind, const char *text, int bytes, char *out)
{
    uint8_t digest[SHA256_DIGEST_SIZE], inner[SHA256_DIGEST_SIZE];
    char joined[2 * SHA256_DIGEST_SIZE + 32];
    chora_hmac_sha256(s->secret, text ? text : "", inner);
    int at = snprintf(joined, sizeof joined, "%.16s ", kind);
    for (size_t i = 0; i < sizeof inner; i++)
        at += snprintf(joined + at, sizeof joined - (size_t)at, "%02x", inner[i]);
    chora_hmac_sha256(s->secret, joined, digest);
    for (int i = 0; i < bytes; i++)
        sprintf(out + 2 * i, "%02x", digest[i]);
}

/* ---- where ----------------------------------------------------------------------------------- */

static chora_status make_fence(shielding *s, int64_t area, chora_locator **out, chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    chora_shape shape = { 0 };
    const chora_shape *shapes[] = { &shape };
    bool row = false;
    chora_status st = arena ? CHORA_OK : chora_no_memory(err);
    if (!st && !s->outline)
        st = chora_query_open(s->store, "SELECT geom FROM main.area WHERE id = ?1", &s->outline,
                              err);
    if (!st) {
        chora_query_bind_int(s->outline, 1, area);
        st = chora_query_step(s->outline, &row, err);
    }
    if (!st && row)
        st = chora_query_shape(s->outline, 0, arena, &shape, err);
    if (s->outline)
        chora_query_reset(s->outline);
    if (!st && shape.path_count > 0)
        st = chora_locator_new(shapes, 1, out, err);
    chora_arena_free(arena);
    return st;
}

/* NULL in `out`: the area has no outline. */
static chora_status find_fence(shielding *s, int64_t area, chora_locator **out, chora_error *err)
{
    for (size_t i = 0; i < s->fence_count; i++)
        if (s->fences[i].id == area) {
            *out = s->fences[i].locator;
            return CHORA_OK;
        }
    if (chora_grow((void **)&s->fences, &s->fence_capacity, s->fence_count, sizeof *s->fences))
        return chora_no_memory(err);
    fence made = { area, NULL };
    chora_status st = make_fence(s, area, &made.locator, err);
    if (!st) {
        s->fences[s->fence_count++] = made;
        *out = made.locator;
    }
    return st;
}

/* Where its site lies, or it itself; false when a site has moved farther than it may be displaced.
 */
static bool site_of(const shielding *s, const chora_profile_level *level, chora_xy *out)
{
    chora_xy own = { chora_query_double(s->marked, LON), chora_query_double(s->marked, LAT) };
    *out = own;
    if (!(fabs(own.x) <= 180) || !(fabs(own.y) < 90))
        return false;
    if (!chora_query_text(s->marked, SITE))
        return true;
    *out = (chora_xy){ chora_query_double(s->marked, SITE_LON),
                       chora_query_double(s->marked, SITE_LAT) };
    return fabs(out->x) <= 180 && fabs(out->y) < 90 &&
           chora_geodesic_m(own, *out) <= level->displace_km[1] * 1000;
}

static chora_status displace(shielding *s, const chora_profile_level *level, bool *found,
                             chora_xy *out, chora_error *err)
{
    char cell[48];
    double ring_km[2];
    chora_xy site;
    chora_locator *area = NULL;
    *found = false;
    if (!s->secret || chora_query_is_null(s->marked, AREA) || !site_of(s, level, &site))
        return CHORA_OK;
    chora_xy base = chora_displace_cell(site, level->displace_km, cell, ring_km);
    chora_status st = find_fence(s, chora_query_int(s->marked, AREA), &area, err);
    if (!st && area)
        *found = chora_displace(s->secret, cell, base, area, ring_km, out);
    return st;
}

/* ---- one incident ---------------------------------------------------------------------------- */

static int date_rank(const char *name)
{
    static const char *const names[] = { "day", "week", "month", "year" };
    for (int i = 0; name && i < 4; i++)
        if (strcmp(name, names[i]) == 0)
            return i;
    return 0;
}

/* The middle of its week, month or year. */
static int64_t middle_day(int64_t day, int rank)
{
    int year, month, day_of_month;
    if (rank == CHORA_SHOW_WEEK)
        return day - ((day + 3) % 7 + 7) % 7 + 3;
    chora_day_to_ymd((chora_day)day, &year, &month, &day_of_month);
    return chora_day_from_ymd(year, rank == CHORA_SHOW_YEAR ? 7 : month, 15);
}

/* Inside what the dataset covers: nobody is lost at its ends. */
static int64_t coarse_day(const shielding *s, int64_t day, int rank)
{
    int64_t middle = middle_day(day, rank);
    if (!chora_query_is_null(s->marked, FIRST_DAY)) {
        int64_t first = chora_query_int(s->marked, FIRST_DAY);
        int64_t last = chora_query_int(s->marked, LAST_DAY);
        /* where it is the end itself, the span that is told is longer */
        if (middle < first && day != first)
            middle = first;
        if (middle > last && day != last)
            middle = last;
    }
    return middle;
}

static void bind_date(shielding *s, const chora_profile_level *level)
{
    static const char *const names[] = { "day", "week", "month", "year" };
    int own = date_rank(chora_query_text(s->marked, DATE_PRECISION)), rank = (int)level->date;
    int64_t day = chora_query_int(s->marked, DAY);
    bool coarser = rank > own && llabs(day) < 4000000;
    if (chora_query_is_null(s->marked, DAY))
        chora_query_bind_null(s->put, 4);
    else
        chora_query_bind_int(s->put, 4, coarser ? coarse_day(s, day, rank) : day);
    chora_query_bind_text(s->put, 5, names[coarser ? rank : own]);
}

/* What the views need for each of chora_shown_place; a point without a spot is its district. */
static const struct {
    const char *precision;
    int finest;
    bool words, town, point;
} shown_places[] = {
    [CHORA_SHOW_EXACT] = { "exact", 9, true, true, true },
    [CHORA_SHOW_DISPLACED] = { CHORA_SHIELD_DISPLACED, 9, false, false, true },
    [CHORA_SHOW_PLACE] = { "place", 9, false, true, false },
    [CHORA_SHOW_DISTRICT] = { "district", 2, false, false, false },
    [CHORA_SHOW_PROVINCE] = { "province", 1, false, false, false },
    [CHORA_SHOW_COUNTRY] = { "country", 0, false, false, false },
    [CHORA_SHOW_NOWHERE] = { "none", -1, false, false, false },
};

static int place_rank(const char *name)
{
    static const char *const names[] = { "exact",    "near",    "place", "district",
                                         "province", "country", "none" };
    for (int i = 0; name && i < 7; i++)
        if (strcmp(name, names[i]) == 0)
            return i;
    return name && strcmp(name, CHORA_SHIELD_DISPLACED) == 0 ? 3 : 0; /* as a district */
}

static void bind_place(shielding *s, chora_shown_place place, chora_xy at)
{
    const char *own = chora_query_text(s->marked, PLACE_PRECISION);
    const char *shown = shown_places[place].precision;
    chora_query_bind_text(s->put, 6, place_rank(own) > place_rank(shown) ? own : shown);
    chora_query_bind_int(s->put, 7, shown_places[place].finest);
    chora_query_bind_int(s->put, 8, shown_places[place].words);
    chora_query_bind_int(s->put, 9, shown_places[place].town);
    chora_query_bind_double(s->put, 10, shown_places[place].point ? at.x : NAN);
    chora_query_bind_double(s->put, 11, shown_places[place].point ? at.y : NAN);
}

static void bind_identity(shielding *s, const chora_profile_level *level)
{
    char hidden[2 * SHA256_DIGEST_SIZE + 32];
    const char *key = chora_query_text(s->marked, KEY), *hash = chora_query_text(s->marked, HASH);
    bool hides = (level->hide & CHORA_HIDE_ID) != 0;
    if (hides && s->secret) {
        memcpy(hidden, "p-", 2);
        pseudonym(s, "id", key, 6, hidden + 2);
    } else if (hides) {
        snprintf(hidden, sizeof hidden, "p-%lld", (long long)++s->hidden_ids);
    }
    chora_query_bind_text(s->put, 2, hides ? hidden : key);
    /* The hash of a row's cells would let a guess at them be confirmed. */
    if (s->secret)
        pseudonym(s, "row", hash, SHA256_DIGEST_SIZE, hidden);
    else
        snprintf(hidden, sizeof hidden, "-");
    chora_query_bind_text(s->put, 3, hidden);
    chora_query_bind_int(s->put, 12, level->hide);
}

static chora_status shield_one(shielding *s, const chora_profile_level *level, chora_error *err)
{
    chora_shown_place place = level->place;
    chora_xy at = { chora_query_double(s->marked, LON), chora_query_double(s->marked, LAT) };
    bool found = true, counts = chora_query_is_null(s->marked, WITHDRAWN);
    chora_status st = CHORA_OK;
    if (place == CHORA_SHOW_DISPLACED) {
        st = displace(s, level, &found, &at, err);
        place = found ? place : CHORA_SHOW_DISTRICT;
        s->report.displaced += counts && found;
        s->report.no_spot += counts && !found;
    }
    if (st)
        return st;
    s->report.coarser += counts;
    chora_query_bind_int(s->put, 1, chora_query_int(s->marked, ID));
    bind_identity(s, level);
    bind_date(s, level);
    bind_place(s, place, at);
    return chora_query_run(s->put, err);
}

static chora_status shield_rows(shielding *s, chora_error *err)
{
    bool row = false;
    chora_status st = chora_query_open(s->store, marked_sql, &s->marked, err);
    if (!st)
        st = chora_query_open(s->store, shield_sql, &s->put, err);
    while (!st && !(st = chora_query_step(s->marked, &row, err)) && row) {
        const chora_profile_level *level =
            chora_profile_of(s->profile, chora_query_text(s->marked, SENSITIVITY));
        if (level)
            st = shield_one(s, level, err);
    }
    return st;
}

static chora_status count_marked(chora_store *store, int64_t *out, chora_error *err)
{
    return chora_connection_int(store->db,
                                "SELECT count(*) FROM main.incident i WHERE " IS_MARKED
                                " AND i.withdrawn_run IS NULL",
                                out, err);
}

static void shielding_end(shielding *s)
{
    chora_query_close(s->marked);
    chora_query_close(s->put);
    chora_query_close(s->outline);
    for (size_t i = 0; i < s->fence_count; i++)
        chora_locator_free(s->fences[i].locator);
    free(s->fences);
    free(s->secret);
}

chora_status chora_shield(chora_store *store, const chora_profile *profile,
                          chora_profile_report *out, chora_error *err)
{
    shielding s = { .store = store, .profile = profile };
    if (store->shielded)
        return chora_fail(err, CHORA_EINVAL, "the profile \"%s\" holds already",
                          store->profile.name);
    snprintf(s.report.name, sizeof s.report.name, "%s", profile->name);
    s.report.smallest_count = profile->smallest_count;
    s.report.calendar = profile->calendar;
    chora_status st = count_marked(store, &s.report.marked, err);
    if (!st && profile->level_count > 0) {
        st = read_secret(&s, err);
        if (!st)
            st = chora_connection_execute(store->db, chora_shield_table_sql, err);
        if (!st)
            st = shield_rows(&s, err);
        if (!st)
            st = chora_connection_execute(store->db, chora_shield_coverage_sql, err);
        if (!st)
            st = chora_connection_execute(store->db, chora_shield_views_sql, err);
    }
    shielding_end(&s);
    if (st)
        return st;
    store->shielded = true;
    *out = store->profile = s.report;
    return CHORA_OK;
}

bool chora_shield_holds(const chora_store *store)
{
    return store->shielded;
}

const chora_profile_report *chora_shield_report(const chora_store *store)
{
    return &store->profile;
}

chora_status chora_shield_smallest(chora_store *store, const char *dataset, int *out,
                                   chora_error *err)
{
    static const char sql[] =
        "SELECT EXISTS (SELECT 1 FROM main.incident i JOIN dataset d ON d.id = "
        "i.dataset_id WHERE (?1 IS NULL OR d.name = ?1) AND " IS_MARKED ")";
    const chora_profile_report *report = &store->profile;
    chora_query *query = NULL;
    bool row = false;
    *out = 0;
    if (report->smallest_count == 0 || report->coarser == 0)
        return CHORA_OK;
    chora_status st = chora_query_open(store, sql, &query, err);
    if (st)
        return st;
    if (dataset)
        chora_query_bind_text(query, 1, dataset);
    st = chora_query_step(query, &row, err);
    if (!st && row && chora_query_int(query, 0))
        *out = report->smallest_count;
    chora_query_close(query);
    return st;
}
