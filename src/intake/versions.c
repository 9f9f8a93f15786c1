#include "intake/versions.h"

#include "base/text.h"
#include "exchange/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- statements ------------------------------------------------------------------------------ */

/** Columns that go by the table of columns, not by name. */
static bool is_listed(const chora_column_info *about)
{
    return about->stored &&
           (about->holds == CHORA_HOLDS_TEXT || about->holds == CHORA_HOLDS_WORD ||
            about->holds == CHORA_HOLDS_COUNT) &&
           strcmp(about->stored, "key") != 0 && strcmp(about->stored, "evidence_count") != 0;
}

/** Columns of an incident as they are kept of an old version: texts, then whole numbers. */
static const char *const old_texts[] = { "key", "hash", "extra", 0 };
static const char *const old_integers[] = { "line",    "withdrawn_run",  "day",
                                            "day_end", "evidence_count", 0 };

static chora_status open_old(chora_store *store, chora_query **out, chora_error *err)
{
    chora_buffer sql = CHORA_BUFFER_INIT(8192);
    chora_buffer_add_text(&sql, "SELECT version, run_id, lon, lat");
    for (int i = 0; old_texts[i]; i++)
        chora_buffer_printf(&sql, ", %s", old_texts[i]);
    for (int i = 0; old_integers[i]; i++)
        chora_buffer_printf(&sql, ", %s", old_integers[i]);
    for (int i = 0; i < CHORA_COLUMNS; i++)
        if (is_listed(chora_column_about((chora_column)i)))
            chora_buffer_printf(&sql, ", %s", chora_column_about((chora_column)i)->stored);
    chora_buffer_add_text(&sql, " FROM incident WHERE id = ?1");
    chora_status st = chora_query_open(store, chora_buffer_text(&sql), out, err);
    chora_buffer_free(&sql);
    return st;
}

static const char find_sql[] =
    "SELECT id, hash, withdrawn_run, day, lon, lat, place_text, area_text, district_text, "
    "country_text, area_code FROM incident WHERE dataset_id = ?1 AND key = ?2";
/* The same refused version of the same incident is kept once. */
static const char conflict_sql[] =
    "INSERT INTO conflict (incident_id, run_id, line, row) SELECT ?1, ?2, ?3, ?4 "
    "WHERE NOT EXISTS (SELECT 1 FROM conflict WHERE incident_id = ?1 AND row = ?4)";

static chora_status open_all(chora_versions *v, chora_error *err)
{
    struct {
        const char *sql;
        chora_query **query;
    } plain[] = {
        { find_sql, &v->find },
        { conflict_sql, &v->add_conflict },
        { "INSERT INTO incident_old (incident_id, version, run_id, row) VALUES (?1, ?2, ?3, ?4)",
          &v->keep_old },
        { "SELECT url FROM evidence WHERE incident_id = ?1 ORDER BY id", &v->old_evidence },
        { "SELECT s.name FROM incident_source i JOIN source s ON s.id = i.source_id "
          "WHERE i.incident_id = ?1 ORDER BY s.id",
          &v->old_sources },
        { "DELETE FROM evidence WHERE incident_id = ?1", &v->drop_evidence },
        { "INSERT INTO evidence (incident_id, url) VALUES (?1, ?2)", &v->add_evidence },
        { "DELETE FROM incident_source WHERE incident_id = ?1", &v->drop_sources },
        { "INSERT OR IGNORE INTO incident_source (incident_id, source_id) VALUES (?1, ?2)",
          &v->tie_source },
        { "UPDATE incident SET withdrawn_run = ?2 WHERE id = ?1", &v->withdraw },
    };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        chora_status st = chora_query_open(v->store, plain[i].sql, plain[i].query, err);
        if (st)
            return st;
    }
    chora_status st = chora_incident_columns_insert(&v->columns, v->store, &v->insert, err);
    if (st == CHORA_OK)
        st = chora_incident_columns_update(&v->columns, v->store, &v->update, err);
    return st ? st : open_old(v->store, &v->old, err);
}

chora_status chora_versions_open(chora_versions *versions, chora_store *store,
                                 const chora_mapping *mapping, int64_t dataset_id, int64_t run_id,
                                 chora_error *err)
{
    *versions = (chora_versions){ .store = store, .dataset_id = dataset_id, .run_id = run_id };
    chora_status st = chora_incident_columns_load(&versions->columns, store, mapping, err);
    if (st == CHORA_OK)
        st = chora_source_ids_open(&versions->sources, store, err);
    return st ? st : open_all(versions, err);
}

void chora_versions_close(chora_versions *v)
{
    chora_query *const all[] = { v->find,         v->insert,       v->update,
                                 v->keep_old,     v->add_conflict, v->drop_evidence,
                                 v->add_evidence, v->drop_sources, v->tie_source,
                                 v->withdraw,     v->old,          v->old_evidence,
                                 v->old_sources };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        chora_query_close(all[i]);
    chora_idmap_free(&v->seen);
    chora_source_ids_close(&v->sources);
    *v = (chora_versions){ 0 };
}

/* ---- writing a version ----------------------------------------------------------------------- */

static chora_status run_version(chora_versions *v, chora_query *query, const char *key,
                                int64_t line, const chora_incident_row *row, chora_error *err)
{
    chora_incident_version version = {
        .dataset_id = v->dataset_id, .run_id = v->run_id, .line = line, .key = key, .row = row
    };
    return chora_incident_columns_run(&v->columns, query, &version, err);
}

static chora_status run_with_id(chora_query *query, int64_t id, chora_error *err)
{
    chora_query_bind_int(query, 1, id);
    return chora_query_run(query, err);
}

static chora_status write_lists(chora_versions *v, int64_t id, const chora_incident_row *row,
                                chora_error *err)
{
    for (size_t i = 0; i < row->evidence_count; i++) {
        chora_query_bind_text(v->add_evidence, 2, row->evidence[i]);
        chora_status st = run_with_id(v->add_evidence, id, err);
        if (st)
            return st;
    }
    for (size_t i = 0; i < row->source_count; i++) {
        int64_t source = 0;
        chora_status st = chora_source_ids_find(&v->sources, row->sources[i], &source, err);
        chora_query_bind_int(v->tie_source, 2, source);
        if (st == CHORA_OK)
            st = run_with_id(v->tie_source, id, err);
        if (st)
            return st;
    }
    return CHORA_OK;
}

static chora_status insert_new(chora_versions *v, const char *key, int64_t line,
                               const chora_incident_row *row, int64_t *id, chora_error *err)
{
    chora_status st = run_version(v, v->insert, key, line, row, err);
    if (st)
        return st;
    *id = chora_store_last_id(v->store);
    return write_lists(v, *id, row, err);
}

/* ---- keeping an old version --------------------------------------------------------------------
 */

static void add_columns(chora_json *json, chora_query *old)
{
    for (int i = 4; i < chora_query_columns(old); i++) {
        const char *name = chora_query_column_name(old, i);
        bool is_integer = false;
        for (int k = 0; old_integers[k]; k++)
            is_integer |= strcmp(name, old_integers[k]) == 0;
        for (int k = 0; k < CHORA_COLUMNS; k++) {
            const chora_column_info *about = chora_column_about((chora_column)k);
            is_integer |= about->holds == CHORA_HOLDS_COUNT && strcmp(name, about->stored) == 0;
        }
        if (chora_query_is_null(old, i))
            continue;
        if (is_integer)
            chora_json_integer(json, name, chora_query_int(old, i));
        else
            chora_json_text(json, name, chora_query_text(old, i));
    }
    if (!chora_query_is_null(old, 2)) {
        chora_json_number(json, "lon", chora_query_double(old, 2), 9);
        chora_json_number(json, "lat", chora_query_double(old, 3), 9);
    }
}

static chora_status add_texts(chora_json *json, const char *key, chora_query *query, int64_t id,
                              chora_error *err)
{
    bool more = true;
    chora_status st;
    chora_json_array(json, key);
    chora_query_bind_int(query, 1, id);
    while ((st = chora_query_step(query, &more, err)) == CHORA_OK && more)
        chora_json_text(json, NULL, chora_query_text(query, 0));
    chora_query_reset(query);
    chora_json_array_end(json);
    return st;
}

static chora_status keep_old(chora_versions *v, int64_t id, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT((size_t)32 << 20);
    chora_json json;
    bool row;
    chora_query_bind_int(v->old, 1, id);
    chora_status st = chora_query_step(v->old, &row, err);
    if (st)
        return st;
    chora_json_begin(&json, &text, false);
    chora_json_object(&json, NULL);
    add_columns(&json, v->old);
    chora_query_bind_int(v->keep_old, 2, chora_query_int(v->old, 0));
    chora_query_bind_int(v->keep_old, 3, chora_query_int(v->old, 1));
    chora_query_reset(v->old);
    st = add_texts(&json, "evidence", v->old_evidence, id, err);
    if (st == CHORA_OK)
        st = add_texts(&json, "source", v->old_sources, id, err);
    chora_json_object_end(&json);
    if (st == CHORA_OK && text.failed)
        st = chora_no_memory(err);
    chora_query_bind_text(v->keep_old, 4, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return st ? st : run_with_id(v->keep_old, id, err);
}

static chora_status replace(chora_versions *v, int64_t id, const char *key, int64_t line,
                            const chora_incident_row *row, chora_error *err)
{
    chora_status st = keep_old(v, id, err);
    if (st == CHORA_OK)
        st = run_version(v, v->update, key, line, row, err);
    if (st == CHORA_OK)
        st = run_with_id(v->drop_evidence, id, err);
    if (st == CHORA_OK)
        st = run_with_id(v->drop_sources, id, err);
    return st ? st : write_lists(v, id, row, err);
}

/* ---- comparing ------------------------------------------------------------------------------- */

static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/** Columns of find_sql. */
static bool same_date(chora_query *found, const chora_incident_row *row)
{
    if (chora_query_is_null(found, 3))
        return !row->has_day;
    return row->has_day && chora_query_int(found, 3) == row->day;
}

static bool same_place(chora_query *found, const chora_incident_row *row)
{
    static const chora_column columns[] = { CHORA_COLUMN_PLACE, CHORA_COLUMN_AREA,
                                            CHORA_COLUMN_DISTRICT, CHORA_COLUMN_COUNTRY,
                                            CHORA_COLUMN_CODE };
    for (int i = 0; i < 5; i++)
        if (!chora_text_same(chora_query_text(found, 6 + i), row->texts[columns[i]]))
            return false;
    return same_number(chora_query_double(found, 4), row->lon) &&
           same_number(chora_query_double(found, 5), row->lat);
}

static chora_status find(chora_versions *v, const char *key, bool *there, chora_error *err)
{
    chora_query_bind_int(v->find, 1, v->dataset_id);
    chora_query_bind_text(v->find, 2, key);
    return chora_query_step(v->find, there, err);
}

static chora_fate fate_of(chora_query *found, const chora_incident_row *row)
{
    bool back = !chora_query_is_null(found, 2);
    if (chora_text_same(chora_query_text(found, 1), row->hash))
        return back ? CHORA_FATE_UPDATED : CHORA_FATE_UNCHANGED;
    return same_date(found, row) || same_place(found, row) ? CHORA_FATE_UPDATED
                                                           : CHORA_FATE_CONFLICT;
}

static chora_status record_conflict(chora_versions *v, int64_t id, int64_t line,
                                    const chora_incident_row *row, chora_error *err)
{
    chora_query_bind_int(v->add_conflict, 2, v->run_id);
    chora_query_bind_int(v->add_conflict, 3, line);
    chora_query_bind_text(v->add_conflict, 4, row->record);
    return run_with_id(v->add_conflict, id, err);
}

chora_status chora_versions_add(chora_versions *v, const char *key, int64_t line,
                                const chora_incident_row *row, chora_added *out, chora_error *err)
{
    bool there;
    int64_t id = 0, seen_line = 0;
    chora_fate *fate = &out->fate;
    chora_status st = find(v, key, &there, err);
    if (st)
        return st;
    *fate = CHORA_FATE_NEW;
    if (there) {
        id = chora_query_int(v->find, 0);
        *fate = fate_of(v->find, row);
    }
    chora_query_reset(v->find);
    if (chora_idmap_get(&v->seen, id, &seen_line) && seen_line > 0) {
        out->first_line = seen_line;
        *fate = CHORA_FATE_REPEATED;
        return CHORA_OK;
    }
    if (*fate == CHORA_FATE_NEW)
        st = insert_new(v, key, line, row, &id, err);
    else if (*fate == CHORA_FATE_UPDATED)
        st = replace(v, id, key, line, row, err);
    else if (*fate == CHORA_FATE_CONFLICT)
        st = record_conflict(v, id, line, row, err);
    if (st == CHORA_OK && chora_idmap_set(&v->seen, id, line))
        st = chora_no_memory(err);
    out->id = id;
    return st;
}

chora_status chora_versions_keep(chora_versions *v, const char *key, chora_error *err)
{
    bool there;
    int64_t line;
    chora_status st = find(v, key, &there, err);
    if (st == CHORA_OK && there) {
        int64_t id = chora_query_int(v->find, 0);
        if (!chora_idmap_get(&v->seen, id, &line) && chora_idmap_set(&v->seen, id, 0))
            st = chora_no_memory(err);
    }
    chora_query_reset(v->find);
    return st;
}

/* ---- withdrawing ----------------------------------------------------------------------------- */

/** Ids of the dataset that are not withdrawn and were not seen. */
static chora_status list_gone(chora_versions *v, int64_t **ids, size_t *count, chora_error *err)
{
    chora_query *query = NULL;
    size_t capacity = 0;
    bool more = true;
    int64_t line;
    chora_status st = chora_query_open(
        v->store, "SELECT id FROM incident WHERE dataset_id = ?1 AND withdrawn_run IS NULL", &query,
        err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, v->dataset_id);
    while ((st = chora_query_step(query, &more, err)) == CHORA_OK && more) {
        int64_t id = chora_query_int(query, 0);
        if (chora_idmap_get(&v->seen, id, &line))
            continue;
        if (chora_grow((void **)ids, &capacity, *count, sizeof **ids)) {
            st = chora_no_memory(err);
            break;
        }
        (*ids)[(*count)++] = id;
    }
    chora_query_close(query);
    return st;
}

chora_status chora_versions_withdraw(chora_versions *v, int64_t *count, chora_error *err)
{
    int64_t *ids = NULL;
    size_t gone = 0;
    chora_status st = list_gone(v, &ids, &gone, err);
    for (size_t i = 0; st == CHORA_OK && i < gone; i++) {
        chora_query_bind_int(v->withdraw, 2, v->run_id);
        st = run_with_id(v->withdraw, ids[i], err);
    }
    free(ids);
    if (st == CHORA_OK)
        *count = (int64_t)gone;
    return st;
}
