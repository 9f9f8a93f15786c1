#include "store/filter_view.h"

#include "base/memory.h"
#include "base/text.h"
#include "store/claims_sql.h"
#include "store/extra_keys.h"
#include "store/filter.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

/* The name of the province that the incident was matched to: English, else the main one. */
#define PROVINCE_IN(lang)                                                                          \
    "(SELECT n.text FROM match m JOIN area a ON a.id = m.area_id JOIN name n ON n.kind = 'area'"   \
    " AND n.lang = " lang                                                                          \
    " AND n.ref_id = CASE a.level WHEN 1 THEN a.id WHEN 2 THEN a.parent_id END"                    \
    " WHERE m.incident_id = i.id ORDER BY n.rowid LIMIT 1)"

/*
 * Scalar subqueries rather than joins: SQLite drops those that a condition does not name. CAST
 * gives a column its affinity, so that year = '2022' and year = 2022 are the same.
 */
static const struct {
    const char *name, *sql;
} typed_columns[] = {
    { "incident_id", "i.id" }, /* ours, not told to people */
    { "id", "i.key" },
    { "key", "i.key" },
    { "dataset", "(SELECT d.name FROM dataset d WHERE d.id = i.dataset_id)" },
    { "date", "date(i.day * 86400, 'unixepoch')" },
    { "date_end", "date(coalesce(i.day_end, i.day) * 86400, 'unixepoch')" },
    { "year", "CAST(strftime('%Y', i.day * 86400, 'unixepoch') AS INTEGER)" },
    { "month", "CAST(strftime('%m', i.day * 86400, 'unixepoch') AS INTEGER)" },
    { "date_precision", "i.date_precision" },
    { "type", "i.type" },
    { "subtype", "i.subtype" },
    { "target", "i.target" },
    { "community", "i.community" },
    { "perpetrator", "i.perpetrator" },
    { "claim", "i.claim" },
    { "verification", "i.verification" },
    { "claimed_verified", CHORA_SQL_CLAIMED_VERIFIED },
    { "evidence", "i.evidence_count" },
    { "killed_low", "i.killed_low" },
    { "killed", "i.killed" },
    { "killed_high", "i.killed_high" },
    { "injured_low", "i.injured_low" },
    { "injured", "i.injured" },
    { "injured_high", "i.injured_high" },
    { "place", "i.place_text" },
    { "district", "i.district_text" },
    { "province", "coalesce(" PROVINCE_IN("'en'") ", " PROVINCE_IN("'main'") ", i.area_text)" },
    { "country", "coalesce((SELECT a.country FROM match m JOIN area a ON a.id = m.area_id"
                 " WHERE m.incident_id = i.id), i.country_text)" },
    { "place_precision", "coalesce(i.place_precision,"
                         " (SELECT m.level FROM match m WHERE m.incident_id = i.id LIMIT 1))" },
    { "sensitivity", "i.sensitivity" },
    { "summary", "i.summary" },
};

#define TYPED_COUNT (sizeof typed_columns / sizeof *typed_columns)

/* The key as a person knows it: JSON writers may escape the slash. False: no column can be made. */
static bool column_name(const chora_extra_key *key, chora_buffer *out)
{
    chora_buffer_clear(out);
    for (size_t i = 0; i < key->length; i++) {
        if (key->raw[i] == '\\' && key->raw[i + 1] == '/')
            continue;
        if (key->raw[i] == '\\' || key->raw[i] == '"' || (unsigned char)key->raw[i] < ' ')
            return false;
        chora_buffer_add(out, key->raw + i, 1);
    }
    return out->length > 0 && out->length <= 256;
}

static bool is_typed(const char *name)
{
    for (size_t i = 0; i < TYPED_COUNT; i++)
        if (chora_text_compare_nocase(typed_columns[i].name, name) == 0)
            return true;
    return false;
}

/* The columns' names after the typed ones; a key that cannot be a column is emptied. */
static void choose_names(const chora_extra_keys *keys, char **names, chora_arena *arena)
{
    chora_buffer name = CHORA_BUFFER_INIT(4096);
    for (size_t i = 0; i < keys->count; i++) {
        bool usable = column_name(&keys->keys[i], &name) && !is_typed(chora_buffer_text(&name));
        for (size_t j = 0; j < i && usable; j++)
            usable =
                !names[j] || chora_text_compare_nocase(names[j], chora_buffer_text(&name)) != 0;
        names[i] = usable ? chora_arena_strdup(arena, chora_buffer_text(&name)) : NULL;
    }
    chora_buffer_free(&name);
}

/* `text` between quotes, those inside doubled. */
static void add_quoted(chora_buffer *out, const char *text, char quote)
{
    chora_buffer_add(out, &quote, 1);
    for (; *text; text++) {
        if (*text == quote)
            chora_buffer_add(out, &quote, 1);
        chora_buffer_add(out, text, 1);
    }
    chora_buffer_add(out, &quote, 1);
}

static void add_extra_column(chora_buffer *out, const chora_extra_key *key, const char *name,
                             chora_arena *arena)
{
    char *path = chora_arena_printf(arena, "$.\"%s\"", key->raw);
    if (!path) {
        out->failed = true;
        return;
    }
    chora_buffer_add_text(out, ", CAST(nullif(json_extract(i.extra, ");
    add_quoted(out, path, '\'');
    chora_buffer_printf(out, "), '') AS %s) AS ", key->numbers ? "NUMERIC" : "TEXT");
    add_quoted(out, name, '"');
}

static void write_view(const chora_extra_keys *keys, char *const *names, chora_arena *arena,
                       chora_buffer *out)
{
    chora_buffer_add_text(out, "SELECT ");
    for (size_t i = 0; i < TYPED_COUNT; i++)
        chora_buffer_printf(out, "%s%s AS %s", i ? ", " : "", typed_columns[i].sql,
                            typed_columns[i].name);
    for (size_t i = 0; i < keys->count; i++)
        if (names[i])
            add_extra_column(out, &keys->keys[i], names[i], arena);
    chora_buffer_add_text(out, " FROM incident i WHERE i.withdrawn_run IS NULL");
}

static chora_status load_keys(sqlite3 *db, chora_extra_keys *keys, chora_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, "SELECT value FROM meta WHERE key = '" CHORA_FILTER_KEYS "'",
                                  -1, &statement, NULL);
    if (!code)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW && sqlite3_column_text(statement, 0))
        chora_extra_keys_read(keys, (const char *)sqlite3_column_text(statement, 0));
    chora_status st = CHORA_OK;
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        st = chora_connection_fail(db, code, err);
    else if (keys->failed)
        st = chora_no_memory(err);
    sqlite3_finalize(statement);
    return st;
}

/* What the two public answers are made from. Free `keys` and `arena` whatever happens. */
static chora_status load_columns(sqlite3 *db, chora_extra_keys *keys, char ***names,
                                 chora_arena **arena, chora_error *err)
{
    chora_status st = load_keys(db, keys, err);
    if (st)
        return st;
    *arena = chora_arena_new();
    if (*arena)
        *names = chora_arena_alloc(*arena, keys->count + 1, sizeof **names);
    if (!*names)
        return chora_no_memory(err);
    choose_names(keys, *names, *arena);
    return CHORA_OK;
}

chora_status chora_filter_view_sql(sqlite3 *db, chora_buffer *out, chora_error *err)
{
    chora_extra_keys keys = { 0 };
    chora_arena *arena = NULL;
    char **names = NULL;
    chora_status st = load_columns(db, &keys, &names, &arena, err);
    if (!st) {
        write_view(&keys, names, arena, out);
        if (out->failed)
            st = chora_fail(err, CHORA_ELIMIT, "too many columns in the incidents' tables");
    }
    chora_extra_keys_free(&keys);
    chora_arena_free(arena);
    return st;
}

/* Pointers and texts in one block, so that one free() is enough. */
static char **one_block(char *const *extra, size_t extra_count)
{
    size_t count = 0, bytes = 0;
    for (size_t i = 1; i < TYPED_COUNT; i++, count++)
        bytes += strlen(typed_columns[i].name) + 1;
    for (size_t i = 0; i < extra_count; i++)
        if (extra[i]) {
            bytes += strlen(extra[i]) + 1;
            count++;
        }
    char **block = chora_alloc((count + 1) * sizeof *block + bytes, 1);
    if (!block)
        return NULL;
    char *text = (char *)(block + count + 1);
    char **slot = block;
    for (size_t i = 1; i < TYPED_COUNT + extra_count; i++) {
        const char *name = i < TYPED_COUNT ? typed_columns[i].name : extra[i - TYPED_COUNT];
        if (!name)
            continue;
        *slot++ = text;
        text = stpcpy(text, name) + 1;
    }
    return block;
}

chora_status chora_filter_view_columns(sqlite3 *db, char ***out, chora_error *err)
{
    chora_extra_keys keys = { 0 };
    chora_arena *arena = NULL;
    char **names = NULL;
    chora_status st = load_columns(db, &keys, &names, &arena, err);
    if (!st) {
        char **block = one_block(names, keys.count);
        if (block)
            *out = block;
        else
            st = chora_no_memory(err);
    }
    chora_extra_keys_free(&keys);
    chora_arena_free(arena);
    return st;
}

chora_status chora_filter_columns(chora_store *store, char ***out, chora_error *err)
{
    return chora_filter_view_columns(store->db, out, err);
}

static chora_status scan_incidents(chora_store *store, chora_extra_keys *keys, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        store, "SELECT extra FROM incident WHERE extra IS NOT NULL AND withdrawn_run IS NULL",
        &query, err);
    if (st)
        return st;
    bool row = false;
    while (!(st = chora_query_step(query, &row, err)) && row && !keys->failed)
        chora_extra_keys_scan(keys, chora_query_text(query, 0));
    chora_query_close(query);
    return st || !keys->failed ? st : chora_no_memory(err);
}

static chora_status save_keys(chora_store *store, const chora_extra_keys *keys, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    chora_extra_keys_write(keys, &text);
    chora_query *query = NULL;
    chora_status st =
        text.failed
            ? chora_fail(err, CHORA_ELIMIT, "too many columns in the incidents' tables")
            : chora_query_open(
                  store,
                  "INSERT OR REPLACE INTO meta (key, value) VALUES ('" CHORA_FILTER_KEYS "', ?1)",
                  &query, err);
    if (!st) {
        chora_query_bind_text(query, 1, chora_buffer_text(&text));
        st = chora_query_run(query, err);
    }
    chora_query_close(query);
    chora_buffer_free(&text);
    return st;
}

static chora_status make_view(chora_store *store, chora_error *err)
{
    chora_buffer sql = CHORA_BUFFER_INIT(1 << 20);
    chora_buffer_add_text(&sql,
                          "DROP VIEW IF EXISTS incident_filter; CREATE VIEW incident_filter AS ");
    chora_status st = chora_filter_view_sql(store->db, &sql, err);
    if (!st)
        st = chora_store_execute(store, chora_buffer_text(&sql), err);
    chora_buffer_free(&sql);
    return st;
}

chora_status chora_filter_view_make(chora_store *store, const chora_extra_keys *keys,
                                    chora_error *err)
{
    chora_status st = keys->failed ? chora_no_memory(err) : save_keys(store, keys, err);
    return st ? st : make_view(store, err);
}

chora_status chora_filter_view_refresh(chora_store *store, chora_error *err)
{
    chora_extra_keys keys = { 0 };
    chora_status st = scan_incidents(store, &keys, err);
    if (!st)
        st = chora_filter_view_make(store, &keys, err);
    chora_extra_keys_free(&keys);
    return st;
}
