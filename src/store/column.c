#include "store/column.h"

#include "base/memory.h"
#include "base/text.h"
#include "store/filter.h"
#include "store/filter_view.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t id;
    const char *text;
} stated;

struct chora_column {
    chora_arena *arena;
    stated *rows; /* by id */
    size_t count, capacity;
    const char *last; /* the text read last: neighbouring rows often share it */
};

static chora_status no_such_column(const char *name, char *const *columns, chora_error *err)
{
    const char *near = chora_text_nearest(name, (const char *const *)columns);
    if (near)
        return chora_fail(err, CHORA_ENOTFOUND, "no column \"%s\"; did you mean \"%s\"?", name,
                          near);
    chora_buffer list = CHORA_BUFFER_INIT(2048);
    for (size_t i = 0; columns[i] && list.length < 1500; i++)
        chora_buffer_printf(&list, "%s%s", i ? ", " : "", columns[i]);
    chora_status st = chora_fail(err, CHORA_ENOTFOUND, "no column \"%s\"; there are %s", name,
                                 chora_buffer_text(&list));
    chora_buffer_free(&list);
    return st;
}

/* The column's own spelling; the name is then known to be safe between double quotes. */
static chora_status find_name(chora_store *store, const char *name, chora_arena *arena,
                              const char **out, chora_error *err)
{
    char **columns = NULL;
    chora_status st = chora_filter_columns(store, &columns, err);
    if (st)
        return st;
    const char *found = NULL;
    for (size_t i = 0; columns[i] && !found; i++)
        if (chora_text_compare_nocase(columns[i], name) == 0)
            found = columns[i];
    if (!found)
        st = no_such_column(name, columns, err);
    else if (!(*out = chora_arena_strdup(arena, found)))
        st = chora_no_memory(err);
    free(columns);
    return st;
}

static chora_status open_rows(chora_store *store, int64_t dataset_id, const char *name,
                              chora_query **out, chora_error *err)
{
    chora_buffer sql = CHORA_BUFFER_INIT(1 << 20);
    chora_buffer_printf(&sql, "SELECT v.incident_id, v.\"%s\" FROM (", name);
    chora_status st = chora_filter_view_sql(store->db, &sql, err);
    chora_buffer_add_text(&sql, ") v JOIN incident x ON x.id = v.incident_id "
                                "WHERE x.dataset_id = ?1 ORDER BY v.incident_id");
    if (!st && sql.failed)
        st = chora_fail(err, CHORA_ELIMIT, "too many columns in the incidents' tables");
    if (!st)
        st = chora_query_open(store, chora_buffer_text(&sql), out, err);
    if (!st)
        chora_query_bind_int(*out, 1, dataset_id);
    chora_buffer_free(&sql);
    return st;
}

static int add_row(chora_column *column, int64_t id, const char *text)
{
    if (chora_grow((void **)&column->rows, &column->capacity, column->count, sizeof *column->rows))
        return -1;
    if (!column->last || strcmp(column->last, text) != 0)
        column->last = chora_arena_strdup(column->arena, text);
    column->rows[column->count++] = (stated){ id, column->last };
    return column->last ? 0 : -1;
}

static chora_status read_rows(chora_column *column, chora_query *query, chora_error *err)
{
    bool row = false;
    chora_status st = CHORA_OK;
    while (!(st = chora_query_step(query, &row, err)) && row) {
        const char *text = chora_query_text(query, 1);
        if (text && *text && add_row(column, chora_query_int(query, 0), text))
            return chora_no_memory(err);
    }
    return st;
}

static chora_status load(chora_store *store, int64_t dataset_id, const char *name,
                         chora_column *column, chora_error *err)
{
    chora_query *query = NULL;
    const char *own = NULL;
    chora_status st = find_name(store, name, column->arena, &own, err);
    if (!st)
        st = open_rows(store, dataset_id, own, &query, err);
    if (!st)
        st = read_rows(column, query, err);
    chora_query_close(query);
    return st;
}

chora_status chora_column_load(chora_store *store, int64_t dataset_id, const char *name,
                               chora_column **out, chora_error *err)
{
    chora_column *column = chora_alloc(1, sizeof *column);
    if (!column)
        return chora_no_memory(err);
    column->arena = chora_arena_new();
    chora_status st =
        column->arena ? load(store, dataset_id, name, column, err) : chora_no_memory(err);
    if (st) {
        chora_column_free(column);
        return st;
    }
    *out = column;
    return CHORA_OK;
}

const char *chora_column_text(const chora_column *column, int64_t incident_id)
{
    size_t low = 0, high = column->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (column->rows[middle].id < incident_id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < column->count && column->rows[low].id == incident_id ? column->rows[low].text : "";
}

void chora_column_free(chora_column *column)
{
    if (!column)
        return;
    chora_arena_free(column->arena);
    free(column->rows);
    free(column);
}
