#include "store/vintage.h"

#include "base/memory.h"

#include <stdlib.h>

void chora_vintage_bind(chora_query *query, int index, chora_day on)
{
    if (on == CHORA_VINTAGE_CURRENT)
        chora_query_bind_null(query, index);
    else
        chora_query_bind_int(query, index, on);
}

/* ---- spans ----------------------------------------------------------------------------------- */

static const char starts_sql[] =
    "SELECT valid_from AS day FROM layer WHERE role = 'areas' AND level IS NOT NULL AND current > 0"
    " AND valid_from IS NOT NULL UNION SELECT valid_to + 1 FROM layer WHERE role = 'areas'"
    " AND level IS NOT NULL AND current > 0 AND valid_to IS NOT NULL ORDER BY day";

chora_status chora_vintages_load(chora_store *store, chora_vintages *out, chora_error *err)
{
    chora_vintages vintages = { 0 };
    chora_query *query = NULL;
    size_t capacity = 0;
    bool row = false;
    chora_status st = chora_query_open(store, starts_sql, &query, err);
    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        if (chora_grow((void **)&vintages.starts, &capacity, vintages.count,
                       sizeof *vintages.starts))
            st = chora_no_memory(err);
        else
            vintages.starts[vintages.count++] = (chora_day)chora_query_int(query, 0);
    }
    chora_query_close(query);
    if (st)
        chora_vintages_free(&vintages);
    else
        *out = vintages;
    return st;
}

void chora_vintages_free(chora_vintages *vintages)
{
    free(vintages->starts);
    *vintages = (chora_vintages){ 0 };
}

size_t chora_vintages_find(const chora_vintages *vintages, chora_day day)
{
    size_t at = 0;
    while (at < vintages->count && vintages->starts[at] <= day)
        at++;
    return at;
}

/* ---- one level ------------------------------------------------------------------------------- */

chora_status chora_vintage_has_level(chora_store *store, int level, chora_day on, bool *out,
                                     chora_error *err)
{
    static const char sql[] =
        "SELECT count(*) FROM layer l WHERE l.role = 'areas' AND l.level = ?1"
        " AND EXISTS (SELECT 1 FROM area a WHERE a.layer_id = l.id) AND " CHORA_LAYER_ON("l", "?2");
    chora_query *query = NULL;
    int64_t count = 0;
    chora_status st = chora_query_open(store, sql, &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, level);
    chora_vintage_bind(query, 2, on);
    st = chora_query_one_int(query, &count, err);
    chora_query_close(query);
    if (!st)
        *out = count > 0;
    return st;
}

static void tell_layer(chora_query *query, chora_buffer *out)
{
    char day[CHORA_PERIOD_TEXT_MAX];
    chora_buffer_add_text(out, chora_query_text(query, 0));
    if (chora_query_is_null(query, 1) && chora_query_is_null(query, 2))
        chora_buffer_add_text(out, chora_query_int(query, 3) ? " on all other days" : "");
    if (!chora_query_is_null(query, 1)) {
        chora_day_format((chora_day)chora_query_int(query, 1), day);
        chora_buffer_printf(out, " from %s", day);
    }
    if (!chora_query_is_null(query, 2)) {
        chora_day_format((chora_day)chora_query_int(query, 2), day);
        chora_buffer_printf(out, " until %s", day);
    }
}

chora_status chora_vintages_tell(chora_store *store, int level, chora_buffer *out, chora_error *err)
{
    static const char sql[] =
        "SELECT l.name, l.valid_from, l.valid_to, EXISTS (SELECT 1 FROM layer d WHERE d.role ="
        " 'areas' AND d.level = l.level AND " CHORA_LAYER_IS_DATED(
            "d") ") FROM layer l"
                 " WHERE l.role = 'areas' AND l.level = ?1 AND l.current > 0"
                 " ORDER BY l.valid_from IS NULL AND l.valid_to IS NULL, coalesce(l.valid_from, "
                 "l.valid_to),"
                 " l.id";
    chora_query *query = NULL;
    bool row = false;
    const char *between = "";
    chora_status st = chora_query_open(store, sql, &query, err);
    if (!st)
        chora_query_bind_int(query, 1, level);
    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        chora_buffer_add_text(out, between);
        tell_layer(query, out);
        between = "; ";
    }
    chora_query_close(query);
    return st;
}
