#include <chora/check.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "exchange/json.h"
#include "publish/check_list.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_SQL = 16384, LONGEST_JSON = 1 << 24 };

typedef struct {
    chora_store *store;
    chora_arena *arena;
    size_t capacity;
    chora_check_report report;
} checking;

/* ---- one kind -------------------------------------------------------------------------------- */

/* All are counted, the first in the order of the tables is the example. */
static void write_sql(const chora_check_item *item, chora_buffer *sql)
{
    chora_buffer_printf(sql, "WITH found AS MATERIALIZED (%s) SELECT ", item->sql);
    if (item->unit)
        chora_buffer_add_text(sql, "(SELECT count(*) FROM found), dataset, key, file, line, detail "
                                   "FROM found ORDER BY file, line LIMIT 1");
    else
        chora_buffer_add_text(
            sql,
            "(SELECT count(DISTINCT id) FROM found), d.name, i.key, r.file, i.line, f.detail "
            "FROM found f JOIN incident i ON i.id = f.id JOIN dataset d ON d.id = i.dataset_id "
            "LEFT JOIN run r ON r.id = i.run_id ORDER BY d.name, i.line, i.id LIMIT 1");
}

static const char *kept(checking *c, const char *text)
{
    return text ? chora_arena_strdup(c->arena, text) : "";
}

/* Without the length of hashes. */
static const char *short_copy(checking *c, const char *text)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 20);
    chora_text_add_short(&out, text ? text : "");
    const char *copy = out.failed ? NULL : chora_arena_strdup(c->arena, chora_buffer_text(&out));
    chora_buffer_free(&out);
    return copy;
}

/* The remedy with the name of the project in it. */
static const char *remedy(checking *c, const char *todo)
{
    static const char mark[] = "{project}";
    chora_buffer text = CHORA_BUFFER_INIT(4096);
    const char *at;
    while ((at = strstr(todo, mark))) {
        chora_buffer_add(&text, todo, (size_t)(at - todo));
        chora_buffer_add_text(&text, chora_path_name(chora_store_path(c->store)));
        todo = at + strlen(mark);
    }
    chora_buffer_add_text(&text, todo);
    const char *copy = text.failed ? NULL : chora_arena_strdup(c->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return copy;
}

static chora_status add_finding(checking *c, const chora_check_item *item, chora_query *query,
                                chora_error *err)
{
    chora_check_report *report = &c->report;
    if (chora_grow((void **)&report->findings, &c->capacity, report->count,
                   sizeof *report->findings))
        return chora_no_memory(err);
    chora_finding *finding = &report->findings[report->count++];
    *finding = (chora_finding){
        .id = item->id,
        .group = chora_arena_strndup(c->arena, item->id, strcspn(item->id, "-")),
        .count = chora_query_int(query, 0),
        .unit = item->unit ? item->unit : "incidents",
        .what = item->what,
        .todo = remedy(c, item->todo),
        .dataset = kept(c, chora_query_text(query, 1)),
        .key = kept(c, chora_query_text(query, 2)),
        .shown = short_copy(c, chora_query_text(query, 2)),
        .file = kept(c, chora_query_text(query, 3)),
        .line = chora_query_int(query, 4),
        .detail = short_copy(c, chora_query_text(query, 5)),
    };
    if (!finding->group || !finding->todo || !finding->dataset || !finding->key || !finding->file ||
        !finding->shown || !finding->detail)
        return chora_no_memory(err);
    finding->is_note = strcmp(finding->group, "coarse") == 0;
    report->problem_count += !finding->is_note;
    return CHORA_OK;
}

static chora_status check_item(checking *c, const chora_check_item *item, chora_error *err)
{
    chora_buffer sql = CHORA_BUFFER_INIT(LONGEST_SQL);
    chora_query *query = NULL;
    bool row = false;
    write_sql(item, &sql);
    chora_status st = sql.failed ? chora_no_memory(err)
                                 : chora_query_open(c->store, chora_buffer_text(&sql), &query, err);
    if (!st)
        st = chora_query_step(query, &row, err);
    if (!st && row && chora_query_int(query, 0) > 0)
        st = add_finding(c, item, query, err);
    if (st)
        chora_at(err, "%s", item->id);
    chora_query_close(query);
    chora_buffer_free(&sql);
    return st;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static chora_status count_incidents(checking *c, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        c->store, "SELECT count(*) FROM incident WHERE withdrawn_run IS NULL", &query, err);
    if (!st)
        st = chora_query_one_int(query, &c->report.incidents, err);
    chora_query_close(query);
    return st;
}

chora_status chora_check(chora_store *store, chora_check_report *out, chora_error *err)
{
    checking c = { .store = store, .arena = chora_arena_new() };
    if (!c.arena)
        return chora_no_memory(err);
    c.report.inside = c.arena;
    chora_status st = count_incidents(&c, err);
    for (const chora_check_item *item = chora_check_items; !st && item->id; item++)
        st = check_item(&c, item, err);
    if (st)
        chora_check_report_free(&c.report);
    else
        *out = c.report;
    return st;
}

void chora_check_report_free(chora_check_report *report)
{
    if (!report)
        return;
    free(report->findings);
    chora_arena_free(report->inside);
    *report = (chora_check_report){ 0 };
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void write_text(chora_json *json, const char *key, const char *text)
{
    chora_json_text(json, key, *text ? text : NULL);
}

static void write_finding(chora_json *json, const chora_finding *finding)
{
    chora_json_object(json, NULL);
    chora_json_text(json, "id", finding->id);
    chora_json_text(json, "group", finding->group);
    chora_json_boolean(json, "note", finding->is_note);
    chora_json_integer(json, "count", finding->count);
    chora_json_text(json, "unit", finding->unit);
    chora_json_text(json, "what", finding->what);
    chora_json_object(json, "example");
    write_text(json, "dataset", finding->dataset);
    write_text(json, "key", finding->key);
    write_text(json, "file", finding->file);
    if (finding->line > 0)
        chora_json_integer(json, "line", finding->line);
    else
        chora_json_null(json, "line");
    write_text(json, "detail", finding->detail);
    chora_json_object_end(json);
    chora_json_text(json, "todo", finding->todo);
    chora_json_object_end(json);
}

chora_status chora_check_json(const chora_check_report *report, char **out, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_JSON);
    chora_json json;
    chora_json_begin(&json, &text, true);
    chora_json_object(&json, NULL);
    chora_json_integer(&json, "incidents", report->incidents);
    chora_json_integer(&json, "problems", (int64_t)report->problem_count);
    chora_json_array(&json, "findings");
    for (size_t i = 0; i < report->count; i++)
        write_finding(&json, &report->findings[i]);
    chora_json_array_end(&json);
    chora_json_object_end(&json);
    char *copy = text.failed ? NULL : chora_strdup(chora_buffer_text(&text));
    chora_buffer_free(&text);
    if (!copy)
        return chora_no_memory(err);
    *out = copy;
    return CHORA_OK;
}
