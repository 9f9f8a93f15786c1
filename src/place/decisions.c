#include "place/decisions.h"

#include "base/text.h"
#include "store/vintage.h"

#include <stdlib.h>
#include <string.h>

void chora_decisions_free(chora_decisions *decisions)
{
    chora_lookup_free(&decisions->by_text);
    free(decisions->list);
    *decisions = (chora_decisions){ 0 };
}

static const char *key_of(const char *text, chora_arena *arena)
{
    chora_buffer key = CHORA_BUFFER_INIT(1 << 20);
    chora_text_key(text ? text : "", &key);
    const char *kept = key.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&key));
    chora_buffer_free(&key);
    return kept;
}

static bool read_verdict(const char *name, chora_verdict *out)
{
    static const char *const names[] = { "area", "place", "none" };
    for (int i = 0; i < 3; i++)
        if (strcmp(name ? name : "", names[i]) == 0) {
            *out = (chora_verdict)i;
            return true;
        }
    return false;
}

static size_t town_by_id(const chora_gazetteer *gazetteer, int64_t id)
{
    for (size_t i = 0; i < gazetteer->town_count; i++)
        if (gazetteer->towns[i].place->id == id)
            return i;
    return CHORA_NO_SITE;
}

static size_t area_by_id(const chora_gazetteer *gazetteer, int64_t id)
{
    for (size_t i = 0; i < gazetteer->area_count; i++)
        if (gazetteer->areas[i]->id == id)
            return i;
    return CHORA_NO_SITE;
}

static const char named_sql[] =
    "SELECT count(*) FROM name n JOIN area a ON a.id = n.ref_id JOIN layer l ON l.id = a.layer_id"
    " WHERE n.kind = 'area' AND n.key = ?1 AND l.role = 'areas' AND ?2 IS NOT NULL AND"
    " " CHORA_LAYER_ON(
        "l", "?2") " AND EXISTS (SELECT 1 FROM layer o WHERE o.role = 'areas'"
                   " AND o.level = l.level AND o.current > 0 AND NOT EXISTS (SELECT 1 FROM name m"
                   "  JOIN area b ON b.id = m.ref_id WHERE m.kind = 'area' AND m.key = ?1 AND "
                   "b.layer_id = o.id))";

/* Is the text the name of an area that there is on the day, and not at all times? */
static chora_status is_of_that_time(chora_query *named, const char *text, chora_day on, bool *out,
                                    chora_error *err)
{
    int64_t count = 0;
    chora_query_bind_text(named, 1, text);
    chora_vintage_bind(named, 2, on);
    chora_status st = chora_query_one_int(named, &count, err);
    *out = count > 0;
    return st;
}

/* Columns: text, parent, country, area_id, place_id, verdict. */
static chora_status add_row(chora_query *query, chora_query *named, chora_day on,
                            const chora_gazetteer *gazetteer, chora_arena *arena,
                            chora_decisions *out, chora_error *err)
{
    bool of_that_time = false;
    chora_decision one = { .site = CHORA_NO_SITE };
    if (!read_verdict(chora_query_text(query, 5), &one.verdict))
        return CHORA_OK;
    if (one.verdict == CHORA_DECIDED_AREA)
        one.site = area_by_id(gazetteer, chora_query_int(query, 3));
    else if (one.verdict == CHORA_DECIDED_PLACE)
        one.site = town_by_id(gazetteer, chora_query_int(query, 4));
    if (one.verdict != CHORA_DECIDED_NONE && one.site == CHORA_NO_SITE)
        return CHORA_OK;
    const char *text = key_of(chora_query_text(query, 0), arena);
    one.parent = key_of(chora_query_text(query, 1), arena);
    one.country = key_of(chora_query_text(query, 2), arena);
    if (!text || !one.parent || !one.country ||
        chora_grow((void **)&out->list, &out->capacity, out->count, sizeof *out->list))
        return chora_no_memory(err);
    chora_status st = is_of_that_time(named, text, on, &of_that_time, err);
    if (st)
        return st;
    if (*text && !of_that_time) {
        chora_lookup_add(&out->by_text, text, out->count);
        out->list[out->count++] = one;
    }
    return out->by_text.failed ? chora_no_memory(err) : CHORA_OK;
}

static const char decisions_sql[] =
    "SELECT d.text, d.parent, d.country,"
    " coalesce((SELECT a.id FROM area o JOIN area a ON a.code = o.code AND a.level = o.level"
    "           JOIN layer l ON l.id = a.layer_id"
    "           WHERE o.id = d.area_id AND l.role = 'areas' AND " CHORA_LAYER_ON(
        "l", "?1") "           ORDER BY a.id = o.id DESC LIMIT 1), d.area_id),"
                   " d.place_id, d.verdict FROM decision d ORDER BY d.id";

chora_status chora_decisions_load(chora_store *store, chora_day on,
                                  const chora_gazetteer *gazetteer, chora_arena *arena,
                                  chora_decisions *out, chora_error *err)
{
    chora_query *query = NULL, *named = NULL;
    bool row = false;
    chora_status st = chora_query_open(store, decisions_sql, &query, err);
    if (!st)
        st = chora_query_open(store, named_sql, &named, err);
    if (!st)
        chora_vintage_bind(query, 1, on);
    while (!st && !(st = chora_query_step(query, &row, err)) && row)
        st = add_row(query, named, on, gazetteer, arena, out, err);
    chora_query_close(named);
    chora_query_close(query);
    return st;
}

static bool is_key_of(const char *key, const char *text, chora_buffer *buffer)
{
    if (!text)
        return false;
    chora_text_key(text, buffer);
    return strcmp(key, chora_buffer_text(buffer)) == 0;
}

/* Which of two earlier ones, of the same standing as the new best, says something else. */
static const chora_decision *other_than(const chora_decision *best, const chora_decision *before,
                                        const chora_decision *earlier)
{
    const chora_decision *const list[] = { before, earlier };
    for (int i = 0; i < 2; i++)
        if (list[i] && (list[i]->parent[0] != '\0') == (best->parent[0] != '\0') &&
            (list[i]->verdict != best->verdict || list[i]->site != best->site))
            return list[i];
    return NULL;
}

const chora_decision *chora_decision_on(const chora_decisions *decisions, const char *text,
                                        const char *const *parents, size_t parent_count,
                                        const char *country, const chora_decision **overruled)
{
    const chora_decision *best = NULL;
    *overruled = NULL;
    size_t cursor = 0, index;
    if (decisions->count == 0)
        return NULL;
    chora_buffer key = CHORA_BUFFER_INIT(1 << 20), other = CHORA_BUFFER_INIT(1 << 20);
    chora_text_key(text, &key);
    while (chora_lookup_next(&decisions->by_text, chora_buffer_text(&key), &cursor, &index)) {
        const chora_decision *one = &decisions->list[index];
        bool fits = one->parent[0] == '\0';
        for (size_t i = 0; i < parent_count && !fits; i++)
            fits = is_key_of(one->parent, parents[i], &other);
        if (fits && (!one->country[0] || !country || is_key_of(one->country, country, &other)) &&
            (!best || one->parent[0] || !best->parent[0])) {
            *overruled = other_than(one, best, *overruled);
            best = one;
        }
    }
    chora_buffer_free(&other);
    chora_buffer_free(&key);
    return best;
}
