/* Which incidents differ from what an earlier run left, and in which columns. */
#include "publish/diff_inside.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

const char *const chora_diff_kind_names[] = { "added", "changed", "deleted" };

/* Columns of an incident by the name a person knows them by. */
static const struct {
    const char *stored, *name;
} columns[] = { { "day", "date" },
                { "day_end", "date_end" },
                { "date_precision", NULL },
                { "place_text", "place" },
                { "district_text", "district" },
                { "area_text", "province" },
                { "country_text", "country" },
                { "area_code", "code" },
                { "lon", "longitude" },
                { "lat", "latitude" },
                { "place_precision", NULL },
                { "type", NULL },
                { "subtype", NULL },
                { "target", NULL },
                { "community", NULL },
                { "perpetrator", NULL },
                { "claim", NULL },
                { "verification", NULL },
                { "evidence_count", "evidence" },
                { "killed_low", NULL },
                { "killed", NULL },
                { "killed_high", NULL },
                { "injured_low", NULL },
                { "injured", NULL },
                { "injured_high", NULL },
                { "sensitivity", NULL },
                { "site_id", NULL },
                { "summary", NULL } };
enum { COLUMNS = sizeof columns / sizeof *columns };

/* What every list selects: dataset, key, day, area, hidden; then field, before, after. */
#define HEAD                                                                                       \
    "SELECT d.name, i.key, coalesce(date(i.day * 86400, 'unixepoch'), ''), coalesce((SELECT "      \
    "n.text FROM match m JOIN area a ON a.id = m.area_id JOIN name n ON n.kind = 'area' AND "      \
    "n.ref_id = a.id AND n.lang = 'main' WHERE m.incident_id = i.id ORDER BY a.level LIMIT 1), "   \
    "i.area_text, "                                                                                \
    "i.place_text, ''), trim(coalesce(i.sensitivity, '')) NOT IN ('', 'public')"
#define FROM                                                                                       \
    " FROM incident i JOIN dataset d ON d.id = i.dataset_id JOIN " CHORA_DIFF_BASE                 \
    " b ON b.id = i.id WHERE "
/* Was it there then, and not withdrawn? Is it now? */
#define WAS                                                                                        \
    "((b.present AND coalesce(i.withdrawn_run, ?1 + 1) > ?1) OR (NOT b.present AND b.row IS NOT "  \
    "NULL AND coalesce(json_extract(b.row, '$.withdrawn_run'), ?1 + 1) > ?1))"
#define IS "i.withdrawn_run IS NULL"
#define BOTH WAS " AND " IS " AND NOT b.present AND json_extract(b.row, '$.hash') IS NOT i.hash"

static chora_status add_row(chora_diff_work *work, chora_query *query, chora_diff_kind kind,
                            int order)
{
    const char *texts[7];
    for (int i = 0, column = 0; i < 7; i++, column++) {
        if (column == 4) /* Hidden: not a text. */
            column++;
        const char *text =
            column < chora_query_columns(query) ? chora_query_text(query, column) : NULL;
        texts[i] = chora_arena_strdup(work->arena, text ? text : "");
        if (!texts[i])
            return chora_no_memory(work->err);
    }
    if (chora_grow((void **)&work->rows, &work->row_capacity, work->row_count, sizeof *work->rows))
        return chora_no_memory(work->err);
    work->rows[work->row_count++] =
        (chora_diff_row){ kind,     texts[0], texts[1], texts[2], texts[3],
                          texts[4], texts[5], texts[6], order };
    return CHORA_OK;
}

/* Rows of a query; protected incidents only when they may be listed. */
static chora_status add_rows(chora_diff_work *work, const char *sql, chora_diff_kind kind,
                             int order)
{
    const char *profile = work->options->profile;
    bool all = profile && strcmp(profile, "internal") == 0, row = false;
    chora_query *query = NULL;
    chora_status st = chora_query_open(work->now, sql, &query, work->err);
    if (!st)
        chora_query_bind_int(query, 1, work->report.run);
    while (!st && !(st = chora_query_step(query, &row, work->err)) && row)
        if (all || !chora_query_int(query, 4))
            st = add_row(work, query, kind, order);
    chora_query_close(query);
    return st;
}

static const char *shown_as(chora_diff_work *work, const char *stored, const char *value)
{
    if (strncmp(stored, "day", 3) == 0)
        return chora_arena_printf(work->arena, "date(%s * 86400, 'unixepoch')", value);
    if (stored[0] == 'l' && (stored[1] == 'o' || stored[1] == 'a')) /* lon, lat */
        return chora_arena_printf(work->arena, "round(%s, 7)", value);
    return value;
}

static chora_status list_column(chora_diff_work *work, int index)
{
    const char *stored = columns[index].stored;
    const char *name = columns[index].name ? columns[index].name : stored;
    const char *was = chora_arena_printf(work->arena, "json_extract(b.row, '$.%s')", stored);
    const char *is = chora_arena_printf(work->arena, "i.%s", stored);
    was = was ? shown_as(work, stored, was) : NULL;
    is = is ? shown_as(work, stored, is) : NULL;
    const char *sql =
        was && is
            ? chora_arena_printf(work->arena, HEAD ", '%s', %s, %s" FROM BOTH " AND %s IS NOT %s",
                                 name, was, is, was, is)
            : NULL;
    return sql ? add_rows(work, sql, CHORA_DIFF_CHANGED, index) : chora_no_memory(work->err);
}

/* Columns of the table's own, links and sources. */
static chora_status list_lists(chora_diff_work *work)
{
    static const char extra_now[] =
        HEAD ", e.key, json_extract(json_extract(b.row, '$.extra'), '$.\"' || replace(e.key, '\"', "
             "'') || "
             "'\"') AS was, e.value FROM incident i JOIN dataset d ON d.id = i.dataset_id "
             "JOIN " CHORA_DIFF_BASE
             " b ON b.id = i.id, json_each(coalesce(i.extra, '{}')) e WHERE " BOTH
             " AND was IS NOT e.value";
    static const char extra_gone[] = HEAD
        ", e.key, e.value, json_extract(i.extra, '$.\"' || replace(e.key, '\"', '') || '\"') AS "
        "isnow "
        "FROM incident i JOIN dataset d ON d.id = i.dataset_id JOIN " CHORA_DIFF_BASE
        " b ON b.id = i.id, json_each(coalesce(json_extract(b.row, '$.extra'), '{}')) e WHERE " BOTH
        " AND isnow IS NULL";
    static const char evidence[] = HEAD ", 'links', (SELECT group_concat(value, ' | ') FROM "
                                        "json_each(b.row, '$.evidence')) AS was, "
                                        "(SELECT group_concat(url, ' | ') FROM (SELECT url FROM "
                                        "evidence e WHERE e.incident_id = i.id "
                                        "ORDER BY id)) AS isnow" FROM BOTH " AND was IS NOT isnow";
    static const char sources[] =
        HEAD ", 'sources', (SELECT group_concat(value, ' | ') FROM json_each(b.row, '$.source')) "
             "AS was, "
             "(SELECT group_concat(name, ' | ') FROM (SELECT s.name FROM incident_source t JOIN "
             "source s ON "
             "s.id = t.source_id WHERE t.incident_id = i.id ORDER BY s.id)) AS isnow" FROM BOTH
             " AND was IS NOT isnow";
    static const char *const all[] = { sources, evidence, extra_now, extra_gone };
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < sizeof all / sizeof *all; i++)
        st = add_rows(work, all[i], CHORA_DIFF_CHANGED, COLUMNS + (int)i);
    return st;
}

static int compare_rows(const void *a, const void *b)
{
    const chora_diff_row *one = a, *other = b;
    if (one->kind != other->kind)
        return (int)one->kind - (int)other->kind;
    int order = strcmp(one->dataset, other->dataset);
    order = order ? order : strcmp(one->day, other->day);
    order = order ? order : strcmp(one->key, other->key);
    order = order ? order : one->order - other->order;
    return order ? order : strcmp(one->field, other->field);
}

static chora_status count(chora_diff_work *work, const char *where, bool hidden, size_t *out)
{
    chora_query *query = NULL;
    int64_t n = 0;
    const char *sql = chora_arena_printf(
        work->arena, "SELECT count(*)" FROM "%s%s", where,
        hidden ? " AND trim(coalesce(i.sensitivity, '')) NOT IN ('', 'public')" : "");
    chora_status st =
        sql ? chora_query_open(work->now, sql, &query, work->err) : chora_no_memory(work->err);
    if (!st) {
        chora_query_bind_int(query, 1, work->report.run);
        st = chora_query_one_int(query, &n, work->err);
    }
    chora_query_close(query);
    *out += (size_t)n;
    return st;
}

static chora_status count_all(chora_diff_work *work)
{
    const char *const wheres[] = { IS " AND NOT " WAS, BOTH, WAS " AND NOT " IS };
    size_t *const counts[] = { &work->report.added, &work->report.changed, &work->report.deleted };
    const char *profile = work->options->profile;
    bool all = profile && strcmp(profile, "internal") == 0;
    chora_status st = CHORA_OK;
    for (int i = 0; !st && i < 3; i++) {
        st = count(work, wheres[i], false, counts[i]);
        if (!st && !all)
            st = count(work, wheres[i], true, &work->report.hidden);
    }
    if (!st)
        st = count(work, WAS " AND " IS, false, &work->report.same);
    work->report.same -= st ? 0 : work->report.changed;
    return st;
}

chora_status chora_diff_list(chora_diff_work *work)
{
    chora_status st = add_rows(work, HEAD FROM IS " AND NOT " WAS, CHORA_DIFF_ADDED, 0);
    if (!st)
        st = add_rows(work, HEAD FROM WAS " AND NOT " IS, CHORA_DIFF_DELETED, 0);
    for (int i = 0; !st && i < COLUMNS; i++)
        st = list_column(work, i);
    if (!st)
        st = list_lists(work);
    if (!st && work->row_count)
        qsort(work->rows, work->row_count, sizeof *work->rows, compare_rows);
    return st ? st : count_all(work);
}
