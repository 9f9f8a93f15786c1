#include "publish/leak_secrets.h"

#include "store/geometry.h"
#include "store/query.h"

#include <stdio.h>
#include <string.h>

/* `incident` and `evidence` without "main." are the views that show what the profile lets through.
 */
#define HIDDEN_ROWS "FROM main.incident i JOIN temp.shield s ON s.incident_id = i.id "

/* NOT IN of two columns would look through all that is shown for each row; so would a join with
 * columns of a view that are no numbers by their declaration. */
static const char points_sql[] =
    "WITH shown(lon, lat) AS MATERIALIZED (SELECT DISTINCT CAST(lon AS REAL), CAST(lat AS REAL)"
    " FROM incident WHERE lon IS NOT NULL AND lat IS NOT NULL)"
    " SELECT i.key, i.lon, i.lat " HIDDEN_ROWS "LEFT JOIN shown ON shown.lon = i.lon"
    " AND shown.lat = i.lat WHERE i.lon IS NOT NULL AND i.lat IS NOT NULL AND shown.lon IS NULL";

static const char shown_sql[] =
    "SELECT DISTINCT lon, lat FROM incident WHERE lon IS NOT NULL AND lat IS NOT NULL";

static const char towns_sql[] =
    "SELECT geom FROM main.place WHERE id IN (SELECT place_id FROM main.match)";

/* A column that is hidden by a bit of chora_hidden_column. Short words would be found anywhere, and
 * the name of a place is no secret. */
#define WORDS(column, bit, least)                                                                  \
    "SELECT i.key, '" column "', i." column " " HIDDEN_ROWS "WHERE s.hide & " bit                  \
    " AND length(i." column ") >= " least " AND i." column " NOT IN (SELECT " column               \
    " FROM incident WHERE " column " IS NOT NULL) AND lower(i." column ") NOT IN"                  \
    " (SELECT lower(text) FROM main.name)"
#define AND_WORDS(column, bit, least) " UNION ALL " WORDS(column, bit, least)

/* The beginning of a longer text is enough. */
static const char words_sql[] =
    "SELECT i.key, 'id', i.key " HIDDEN_ROWS "WHERE s.hide & 1 AND length(i.key) >= 5"
    " AND i.key NOT IN (SELECT key FROM incident)" AND_WORDS(
        "summary", "2048",
        "12") " UNION ALL SELECT i.key, 'summary', substr(i.summary, 1, 40) " HIDDEN_ROWS
              "WHERE s.hide & 2048 AND length(i.summary) > 48 AND substr(i.summary, 1, 40) NOT IN"
              " (SELECT substr(summary, 1, 40) FROM incident WHERE summary IS NOT NULL)" AND_WORDS(
                  "type", "2", "10") AND_WORDS("subtype", "4", "10") AND_WORDS("target", "8", "10")
                  AND_WORDS("community", "16", "10") AND_WORDS(
                      "perpetrator", "32",
                      "10") " UNION ALL SELECT i.key, 'place', i.place_text " HIDDEN_ROWS
                            "WHERE s.words = 0 AND length(i.place_text) >= 16 AND i.place_text NOT "
                            "IN"
                            " (SELECT place_text FROM incident WHERE place_text IS NOT NULL)"
                            " AND lower(i.place_text) NOT IN (SELECT lower(text) FROM main.name)"
                            " UNION ALL SELECT i.key, 'site', i.site_id " HIDDEN_ROWS
                            "WHERE length(i.site_id) >= 6"
                            " AND i.site_id NOT IN (SELECT site_id FROM incident WHERE site_id IS "
                            "NOT NULL)"
                            " UNION ALL SELECT i.key, 'link', e.url FROM main.evidence e JOIN "
                            "main.incident i"
                            " ON i.id = e.incident_id JOIN temp.shield s ON s.incident_id = i.id"
                            " WHERE s.hide & 4096 AND length(e.url) >= 10"
                            " AND e.url NOT IN (SELECT url FROM evidence WHERE url IS NOT NULL)"
                            " UNION ALL SELECT i.key, 'hidden column', e.value FROM main.incident "
                            "i JOIN temp.shield s"
                            " ON s.incident_id = i.id, json_each(CASE WHEN json_valid(i.extra) "
                            "THEN i.extra ELSE '{}' END) e"
                            " WHERE s.hide & 16384 AND e.type = 'text' AND length(e.value) >= 10"
                            " AND lower(e.value) NOT IN (SELECT lower(text) FROM main.name)"
                            " AND e.value NOT IN (SELECT f.value FROM incident x, json_each(CASE "
                            "WHEN json_valid(x.extra)"
                            " THEN x.extra ELSE '{}' END) f WHERE f.type = 'text')";

enum { PAIR = 2 * sizeof(double) };

typedef chora_status (*take_row)(chora_leak_secrets *secrets, chora_query *query, chora_error *err);

static void turn_bytes(unsigned char *bytes)
{
    for (int i = 0; i < 4; i++) {
        unsigned char kept = bytes[i];
        bytes[i] = bytes[7 - i];
        bytes[7 - i] = kept;
    }
}

/* As WKB is written where only text goes, with large letters or small ones. */
static chora_status add_hex(chora_leak_secrets *secrets, const char *key,
                            const unsigned char pair[PAIR], chora_error *err)
{
    char large[2 * PAIR + 1], small[2 * PAIR + 1];
    for (int i = 0; i < PAIR; i++) {
        snprintf(large + 2 * i, 3, "%02X", pair[i]);
        snprintf(small + 2 * i, 3, "%02x", pair[i]);
    }
    chora_status st = chora_leak_words_add_bytes(&secrets->doubles, key, "exact place", large,
                                                 2 * PAIR, secrets->arena, err);
    return st ? st
              : chora_leak_words_add_bytes(&secrets->doubles, key, "exact place", small, 2 * PAIR,
                                           secrets->arena, err);
}

/* WKB is written as the processor does, records of SQLite the other way round. */
static chora_status add_doubles(chora_leak_secrets *secrets, const char *key, chora_xy at,
                                chora_error *err)
{
    double numbers[2] = { at.x, at.y };
    unsigned char pair[PAIR];
    memcpy(pair, numbers, sizeof pair);
    chora_status st = CHORA_OK;
    for (int turn = 0; !st && turn < 2; turn++) {
        st = chora_leak_words_add_bytes(&secrets->doubles, key, "exact place", pair, sizeof pair,
                                        secrets->arena, err);
        if (!st)
            st = add_hex(secrets, key, pair, err);
        turn_bytes(pair);
        turn_bytes(pair + 8);
    }
    return st;
}

static chora_status take_point(chora_leak_secrets *secrets, chora_query *query, chora_error *err)
{
    const char *key = chora_arena_strdup(secrets->arena, chora_query_text(query, 0));
    chora_xy at = { chora_query_double(query, 1), chora_query_double(query, 2) };
    if (!key)
        return chora_no_memory(err);
    chora_status st = chora_leak_points_add(&secrets->points, key, at, err);
    return st ? st : add_doubles(secrets, key, at, err);
}

static chora_status take_shown(chora_leak_secrets *secrets, chora_query *query, chora_error *err)
{
    chora_xy at = { chora_query_double(query, 0), chora_query_double(query, 1) };
    return chora_leak_points_allow(&secrets->points, at, err);
}

static chora_status take_town(chora_leak_secrets *secrets, chora_query *query, chora_error *err)
{
    chora_shape shape = { 0 };
    chora_status st = chora_query_shape(query, 0, secrets->arena, &shape, err);
    return st || shape.path_count == 0 ? st
                                       : chora_leak_points_allow(&secrets->points, *shape.xy, err);
}

static chora_status take_word(chora_leak_secrets *secrets, chora_query *query, chora_error *err)
{
    const char *key = chora_arena_strdup(secrets->arena, chora_query_text(query, 0));
    const char *kind = chora_arena_strdup(secrets->arena, chora_query_text(query, 1));
    const char *word = chora_query_text(query, 2);
    if (!key || !kind)
        return chora_no_memory(err);
    return chora_leak_words_add(&secrets->words, key, kind, word ? word : "", secrets->arena, err);
}

static chora_status read_rows(chora_store *store, const char *sql, take_row take,
                              chora_leak_secrets *secrets, chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(store, sql, &query, err);
    while (!st && !(st = chora_query_step(query, &row, err)) && row)
        if ((st = take(secrets, query, err)))
            break;
    chora_query_close(query);
    return st;
}

chora_status chora_leak_secrets_read(chora_store *store, chora_leak_secrets *secrets,
                                     chora_error *err)
{
    chora_status st = read_rows(store, points_sql, take_point, secrets, err);
    if (!st)
        st = read_rows(store, shown_sql, take_shown, secrets, err);
    if (!st)
        st = read_rows(store, towns_sql, take_town, secrets, err);
    if (!st)
        st = chora_leak_points_settle(&secrets->points, err);
    if (!st)
        st = read_rows(store, words_sql, take_word, secrets, err);
    chora_leak_words_settle(&secrets->words);
    chora_leak_words_settle(&secrets->doubles);
    return st;
}

void chora_leak_secrets_free(chora_leak_secrets *secrets)
{
    chora_leak_points_free(&secrets->points);
    chora_leak_words_free(&secrets->words);
    chora_leak_words_free(&secrets->doubles);
}
