/* Rows of two datasets read for linking: what they say, in a form that can be compared. */
#include "place/links_rows.h"
#include "base/calendar.h"

#include "base/text.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

/* Columns that are told by name; others are the table's own. */
static const struct {
    const char *name, *sql;
} columns[] = {
    { "id", "i.key" },           { "type", "i.type" },           { "subtype", "i.subtype" },
    { "target", "i.target" },    { "community", "i.community" }, { "perpetrator", "i.perpetrator" },
    { "place", "i.place_text" }, { "site_id", "i.site_id" },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* Behind the fixed columns of a row: its id text, then the words. */
enum { ID, KEY, DAY, DAY_END, PRECISION, AREA, ID_TEXT, FIRST_WORD };
/* Bound values: the dataset, the level, then names of the table's own columns. */
enum { BIND_DATASET = 1, BIND_LEVEL, BIND_OWN };

typedef struct {
    chora_store *store;
    const chora_link_rule *rule;
    chora_arena *arena;
    chora_error *err;
} loading;

static const char *known_sql(const char *name)
{
    for (int i = 0; i < COLUMNS; i++)
        if (strcmp(columns[i].name, name) == 0)
            return columns[i].sql;
    return NULL;
}

/* ", i.type", or the table's own column of that name as a bound value. */
static void add_column(chora_buffer *sql, const char *name, int bind)
{
    const char *known = name ? known_sql(name) : "''";
    if (known)
        chora_buffer_printf(sql, ", %s", known);
    else
        chora_buffer_printf(sql,
                            ", (SELECT e.value FROM json_each(CASE WHEN json_valid(i.extra) THEN "
                            "i.extra ELSE '{}' END) e WHERE e.key = ?%d LIMIT 1)",
                            bind);
}

/* The area at the level: the matched one, or the one that holds it. */
#define AT_LEVEL                                                                                   \
    "CASE ?2 WHEN a.level THEN a.code WHEN b.level THEN b.code WHEN c.level THEN c.code END"

static chora_status open_rows(const loading *l, int64_t dataset, const char *id, bool claims,
                              chora_query **out)
{
    chora_buffer sql = CHORA_BUFFER_INIT(1 << 16);
    chora_buffer_add_text(&sql, "SELECT i.id, i.key, i.day, coalesce(i.day_end, i.day), "
                                "i.date_precision, " AT_LEVEL);
    add_column(&sql, id, BIND_OWN);
    for (size_t i = 0; i < l->rule->word_count; i++)
        add_column(&sql, l->rule->words[i], BIND_OWN + 1 + (int)i);
    chora_buffer_printf(
        &sql,
        " FROM incident i LEFT JOIN match m ON m.incident_id = i.id AND m.layer_id IN (SELECT id "
        "FROM layer WHERE role = 'areas' AND current > 0) LEFT JOIN area a ON a.id = m.area_id "
        "LEFT JOIN area b ON b.id = a.parent_id LEFT JOIN area c ON c.id = b.parent_id "
        "WHERE i.dataset_id = ?1 AND i.withdrawn_run IS NULL%s ORDER BY i.id, a.level DESC, "
        "m.layer_id",
        claims ? " AND coalesce(nullif(i.claim, ''), 'claimed') = 'claimed'" : "");
    chora_status st = sql.failed ? chora_no_memory(l->err)
                                 : chora_query_open(l->store, chora_buffer_text(&sql), out, l->err);
    chora_buffer_free(&sql);
    if (st)
        return st;
    chora_query_bind_int(*out, BIND_DATASET, dataset);
    chora_query_bind_int(*out, BIND_LEVEL, l->rule->level);
    if (id && !known_sql(id))
        chora_query_bind_text(*out, BIND_OWN, id);
    for (size_t i = 0; i < l->rule->word_count; i++)
        if (!known_sql(l->rule->words[i]))
            chora_query_bind_text(*out, BIND_OWN + 1 + (int)i, l->rule->words[i]);
    return CHORA_OK;
}

/* ---- one row --------------------------------------------------------------------------------- */

/* The days a row may have been on: a date known to the week may be six days out either way. */
static void read_days(chora_query *query, chora_link_row *row)
{
    const char *precision = chora_query_text(query, PRECISION);
    row->dated = !chora_query_is_null(query, DAY);
    if (!row->dated)
        return;
    row->first = (chora_day)chora_query_int(query, DAY);
    row->last = (chora_day)chora_query_int(query, DAY_END);
    if (row->last < row->first)
        row->last = row->first;
    if (!precision || strcmp(precision, "day") == 0)
        return;
    if (strcmp(precision, "week") == 0) {
        row->first -= 6;
        row->last += 6;
        return;
    }
    chora_period_kind kind =
        strcmp(precision, "year") == 0 ? CHORA_PERIOD_YEAR : CHORA_PERIOD_MONTH;
    chora_period unit = chora_date_unit(kind, row->first, row->last);
    bool solar = chora_period_calendar(unit.kind) == CHORA_CALENDAR_SOLAR_HIJRI;
    row->last = solar ? unit.last : chora_period_of(kind, row->last).last;
    row->first = unit.first;
}

static const char *keep(const loading *l, const char *text)
{
    return text && *text ? chora_arena_strdup(l->arena, text) : "";
}

static const char *keep_trimmed(const loading *l, const char *text)
{
    size_t length = 0;
    text = chora_text_trim(text ? text : "", &length);
    return length ? chora_arena_strndup(l->arena, text, length) : "";
}

static chora_status read_row(const loading *l, chora_query *query, chora_link_row *out)
{
    chora_buffer key = CHORA_BUFFER_INIT(1 << 16);
    *out = (chora_link_row){ .id = chora_query_int(query, ID),
                             .key = keep(l, chora_query_text(query, KEY)),
                             .id_text = keep_trimmed(l, chora_query_text(query, ID_TEXT)) };
    bool made = out->key && out->id_text;
    if (!chora_query_is_null(query, AREA)) {
        out->area = keep(l, chora_query_text(query, AREA));
        made = made && out->area;
    }
    for (size_t i = 0; i < l->rule->word_count; i++) {
        const char *text = chora_query_text(query, FIRST_WORD + (int)i);
        chora_text_key(text ? text : "", &key);
        out->words[i] = keep(l, chora_buffer_text(&key));
        made = made && out->words[i] && !key.failed;
    }
    read_days(query, out);
    chora_buffer_free(&key);
    return made ? CHORA_OK : chora_no_memory(l->err);
}

static chora_status read_rows(const loading *l, int64_t dataset, const char *id, bool claims,
                              chora_link_rows *out)
{
    chora_query *query = NULL;
    chora_link_row *rows = NULL;
    size_t count = 0, capacity = 0;
    bool more = false;
    chora_status st = open_rows(l, dataset, id, claims, &query);
    while (!st && !(st = chora_query_step(query, &more, l->err)) && more) {
        if (count > 0 && rows[count - 1].id == chora_query_int(query, ID))
            continue; /* the same row in another layer */
        if (chora_grow((void **)&rows, &capacity, count, sizeof *rows))
            st = chora_no_memory(l->err);
        else
            st = read_row(l, query, &rows[count++]);
    }
    chora_query_close(query);
    *out = (chora_link_rows){ NULL, count };
    if (!st && count && !(out->rows = chora_arena_copy(l->arena, rows, count, sizeof *rows)))
        st = chora_no_memory(l->err);
    free(rows);
    return st;
}

/* ---- columns that are not there -------------------------------------------------------------- */

static chora_status has_own_column(const loading *l, int64_t dataset, const char *name, bool *out)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        l->store,
        "SELECT 1 FROM incident i, json_each(CASE WHEN json_valid(i.extra) THEN i.extra ELSE '{}' "
        "END) e WHERE i.dataset_id = ?1 AND i.withdrawn_run IS NULL AND e.key = ?2 LIMIT 1",
        &query, l->err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, dataset);
    chora_query_bind_text(query, 2, name);
    st = chora_query_step(query, out, l->err);
    chora_query_close(query);
    return st;
}

/* Names of the columns there are, NULL-ended, in the arena. */
static chora_status list_columns(const loading *l, int64_t dataset, const char ***out)
{
    enum { MOST = 60 };
    chora_query *query = NULL;
    bool row = false;
    size_t count = 0;
    const char **list = chora_arena_alloc(l->arena, MOST + COLUMNS + 1, sizeof *list);
    chora_status st =
        list ? chora_query_open(l->store,
                                "SELECT DISTINCT e.key FROM incident i, json_each(CASE WHEN "
                                "json_valid(i.extra) THEN i.extra ELSE '{}' END) e WHERE "
                                "i.dataset_id = ?1 ORDER BY 1 LIMIT 60",
                                &query, l->err)
             : chora_no_memory(l->err);
    if (st)
        return st;
    for (int i = 0; i < COLUMNS; i++)
        list[count++] = columns[i].name;
    chora_query_bind_int(query, 1, dataset);
    while (!(st = chora_query_step(query, &row, l->err)) && row && count < MOST + COLUMNS) {
        list[count++] = keep(l, chora_query_text(query, 0));
        if (!list[count - 1])
            st = chora_no_memory(l->err);
    }
    chora_query_close(query);
    *out = list;
    return st;
}

static chora_status check_column(const loading *l, int64_t dataset, const char *dataset_name,
                                 const char *name)
{
    bool there = false;
    const char **list = NULL;
    if (known_sql(name))
        return CHORA_OK;
    chora_status st = has_own_column(l, dataset, name, &there);
    if (st || there)
        return st;
    st = list_columns(l, dataset, &list);
    if (st)
        return st;
    const char *near = chora_text_nearest(name, list);
    chora_buffer all = CHORA_BUFFER_INIT(8192);
    for (size_t i = 0; list[i]; i++)
        chora_buffer_printf(&all, "%s%s", i ? ", " : "", list[i]);
    if (near)
        chora_fail(l->err, CHORA_ENOTFOUND,
                   "dataset \"%s\" has no column \"%s\"; did you mean \"%s\"?", dataset_name, name,
                   near);
    else
        chora_fail(l->err, CHORA_ENOTFOUND, "dataset \"%s\" has no column \"%s\"; there are %s",
                   dataset_name, name, chora_buffer_text(&all));
    chora_buffer_free(&all);
    return CHORA_ENOTFOUND;
}

chora_status chora_link_columns_check(chora_store *store, const chora_link_rule *rule,
                                      chora_arena *arena, chora_error *err)
{
    const loading loaded = { store, rule, arena, err }, *l = &loaded;
    chora_status st = CHORA_OK;
    if (rule->claims_column)
        st = check_column(l, rule->claims_id, rule->claims, rule->claims_column);
    if (!st && rule->verified_column)
        st = check_column(l, rule->verified_id, rule->verified, rule->verified_column);
    for (size_t i = 0; !st && i < rule->word_count; i++) {
        st = check_column(l, rule->claims_id, rule->claims, rule->words[i]);
        if (!st)
            st = check_column(l, rule->verified_id, rule->verified, rule->words[i]);
    }
    return st;
}

/* ---- decisions ------------------------------------------------------------------------------- */

static chora_status read_decisions(const loading *l, chora_link_set *out)
{
    chora_query *query = NULL;
    chora_link_decision *list = NULL;
    size_t count = 0, capacity = 0;
    bool row = false;
    chora_status st = chora_query_open(
        l->store,
        "SELECT claim_key, coalesce(verified_key, '') FROM link_decision WHERE claims_id = ?1 AND "
        "verified_id = ?2 ORDER BY claim_key",
        &query, l->err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, l->rule->claims_id);
    chora_query_bind_int(query, 2, l->rule->verified_id);
    while (!(st = chora_query_step(query, &row, l->err)) && row) {
        if (chora_grow((void **)&list, &capacity, count, sizeof *list)) {
            st = chora_no_memory(l->err);
            break;
        }
        list[count] = (chora_link_decision){ keep(l, chora_query_text(query, 0)),
                                             keep(l, chora_query_text(query, 1)) };
        if (!list[count].claim || !list[count++].verified)
            st = chora_no_memory(l->err);
    }
    chora_query_close(query);
    if (!st && count) {
        out->decisions = chora_arena_copy(l->arena, list, count, sizeof *list);
        out->decision_count = count;
        st = out->decisions ? CHORA_OK : chora_no_memory(l->err);
    }
    free(list);
    return st;
}

chora_status chora_link_set_load(chora_store *store, const chora_link_rule *rule,
                                 chora_arena *arena, chora_link_set *out, chora_error *err)
{
    const loading l = { store, rule, arena, err };
    *out = (chora_link_set){ .by_id = rule->claims_column != NULL,
                             .by_rule = rule->by_rule,
                             .days = rule->days,
                             .word_count = rule->word_count };
    chora_status st = read_rows(&l, rule->claims_id, rule->claims_column, true, &out->claims);
    if (!st)
        st = read_rows(&l, rule->verified_id, rule->verified_column, false, &out->verified);
    return st ? st : read_decisions(&l, out);
}
