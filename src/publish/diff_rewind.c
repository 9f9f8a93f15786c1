/* A copy of the project that is as an earlier run left it. */
#include "publish/diff_inside.h"

#include "base/file.h"
#include "store/query.h"

#include <chora/place.h>
#include <stdlib.h>
#include <string.h>

static chora_status copy_project(chora_diff_work *work)
{
    chora_query *query = NULL;
    chora_status st = chora_folder_temporary(&work->folder, work->err);
    work->earlier = st ? NULL : chora_arena_printf(work->arena, "%s/earlier.chora", work->folder);
    if (!st && !work->earlier)
        st = chora_no_memory(work->err);
    if (!st)
        st = chora_query_open(work->now, "VACUUM INTO ?1", &query, work->err);
    if (!st) {
        chora_query_bind_text(query, 1, work->earlier);
        st = chora_query_run(query, work->err);
    }
    chora_query_close(query);
    return st;
}

static chora_status run_sql(chora_diff_work *work, chora_store *store, const char *sql)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(store, sql, &query, work->err);
    if (!st && strstr(sql, "?1"))
        chora_query_bind_int(query, 1, work->report.run);
    if (!st)
        st = chora_query_run(query, work->err);
    chora_query_close(query);
    return st;
}

/* Every column that an old version keeps, but those that tell which one it is. */
static chora_status restore(chora_diff_work *work, chora_store *store)
{
    chora_query *query = NULL;
    chora_buffer sql = CHORA_BUFFER_INIT(1 << 16);
    bool row = false;
    chora_buffer_add_text(&sql, "UPDATE incident SET run_id = ?1");
    chora_status st = chora_query_open(store,
                                       "SELECT name FROM pragma_table_info('incident') WHERE name "
                                       "NOT IN ('id', 'dataset_id', 'key', "
                                       "'run_id', 'version', 'geom')",
                                       &query, work->err);
    while (!st && !(st = chora_query_step(query, &row, work->err)) && row)
        chora_buffer_printf(&sql, ", %s = json_extract(b.row, '$.%s')", chora_query_text(query, 0),
                            chora_query_text(query, 0));
    chora_query_close(query);
    chora_buffer_add_text(&sql, " FROM base b WHERE b.id = incident.id AND NOT b.present AND b.row "
                                "IS NOT NULL");
    if (!st)
        st =
            sql.failed ? chora_no_memory(work->err) : run_sql(work, store, chora_buffer_text(&sql));
    chora_buffer_free(&sql);
    return st;
}

static chora_status rewind_rows(chora_diff_work *work, chora_store *store)
{
    static const char *const before[] = {
        "CREATE TEMP TABLE base AS SELECT * FROM " CHORA_DIFF_BASE,
        "UPDATE incident SET withdrawn_run = ?1 WHERE id IN (SELECT id FROM base WHERE NOT present "
        "AND row IS NULL)",
        "UPDATE incident SET withdrawn_run = NULL WHERE withdrawn_run > ?1"
    };
    static const char *const after[] = {
        "DELETE FROM evidence WHERE incident_id IN (SELECT id FROM base WHERE NOT present AND row "
        "IS "
        "NOT NULL)",
        "INSERT INTO evidence (incident_id, url) SELECT b.id, e.value FROM base b, "
        "json_each(b.row, '$.evidence') e WHERE NOT b.present AND b.row IS NOT NULL",
        "UPDATE incident SET withdrawn_run = NULL WHERE withdrawn_run > ?1"
    };
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < sizeof before / sizeof *before; i++)
        st = run_sql(work, store, before[i]);
    if (!st)
        st = restore(work, store);
    for (size_t i = 0; !st && i < sizeof after / sizeof *after; i++)
        st = run_sql(work, store, after[i]);
    return st;
}

chora_status chora_diff_rewind(chora_diff_work *work)
{
    chora_store *store = NULL;
    chora_placing placing;
    chora_status st = copy_project(work);
    if (!st)
        st = chora_store_open(work->earlier, true, &store, work->err);
    if (!st)
        st = rewind_rows(work, store);
    /* Where they were is found again, by the decisions of today; what was taken back since then has
     * lost its match. */
    if (!st && (work->report.changed > 0 || work->report.deleted > 0))
        st = chora_place_all(store, NULL, &placing, work->err);
    chora_store_close(store);
    return st;
}
