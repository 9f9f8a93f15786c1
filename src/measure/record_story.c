/* The words of one incident: where, what happened, who says so. */
#include "measure/records.h"

#include "store/query.h"
#include "store/shield.h"

static const char *text_of(chora_query *query, int column, chora_arena *arena)
{
    const char *text = chora_query_text(query, column);
    return chora_arena_strdup(arena, text ? text : "");
}

static chora_status read_words(chora_store *store, int64_t id, chora_arena *arena,
                               chora_record_story *out, chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(
        store,
        "SELECT CASE WHEN ?2 OR coalesce(sensitivity, '') IN ('', 'public') THEN "
        "coalesce(nullif(place_text, ''), district_text, '') ELSE '' END, summary FROM incident "
        "WHERE id = ?1",
        &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, id);
    chora_query_bind_int(query, 2, chora_shield_holds(store)); /* then the words are gone already */
    st = chora_query_step(query, &row, err);
    if (!st && row) {
        out->place = text_of(query, 0, arena);
        out->summary = text_of(query, 1, arena);
    }
    chora_query_close(query);
    if (!st && (!row || !out->place || !out->summary))
        st = row ? chora_no_memory(err) : chora_fail(err, CHORA_ESTORE, "an incident is gone");
    return st;
}

/* The first column of every row. */
static chora_status read_list(chora_store *store, const char *sql, int64_t id, chora_arena *arena,
                              const char ***out, size_t *count, chora_error *err)
{
    enum { MOST = 64 };
    chora_query *query = NULL;
    bool row = false;
    const char **list = chora_arena_alloc(arena, MOST, sizeof *list);
    chora_status st = list ? chora_query_open(store, sql, &query, err) : chora_no_memory(err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, id);
    while (!(st = chora_query_step(query, &row, err)) && row && *count < MOST) {
        list[*count] = text_of(query, 0, arena);
        if (!list[(*count)++]) {
            st = chora_no_memory(err);
            break;
        }
    }
    chora_query_close(query);
    *out = list;
    return st;
}

chora_status chora_record_read(chora_store *store, const chora_record *record, chora_arena *arena,
                               chora_record_story *out, chora_error *err)
{
    chora_record_story story = { 0 };
    chora_status st = read_words(store, record->id, arena, &story, err);

    if (!st)
        st = read_list(store,
                       "SELECT s.name FROM incident_source i JOIN source s ON s.id = i.source_id "
                       "WHERE i.incident_id = ?1 ORDER BY s.id",
                       record->id, arena, &story.sources, &story.source_count, err);
    if (!st)
        st = read_list(store,
                       "SELECT url FROM evidence WHERE incident_id = ?1 AND url IS NOT NULL ORDER "
                       "BY id",
                       record->id, arena, &story.links, &story.link_count, err);
    if (!st)
        *out = story;
    return st;
}
