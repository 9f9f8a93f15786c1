/* Which run the project is compared with, and which imports came after it. */
#include "publish/diff_inside.h"
#include "publish/manifest.h"
#include "store/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static chora_status list_runs(chora_diff_work *work)
{
    chora_query *query = NULL;
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    bool row = false;
    chora_status st =
        chora_query_open(work->now,
                         "SELECT id || ' (' || kind || coalesce(', ' || file, '') || "
                         "', ' || substr(started_utc, 1, 10) || ')' FROM run ORDER BY "
                         "id DESC LIMIT 12",
                         &query, work->err);
    while (!st && !(st = chora_query_step(query, &row, work->err)) && row)
        chora_buffer_printf(&text, "%s%s", text.length ? ", " : "", chora_query_text(query, 0));
    chora_query_close(query);
    if (!st)
        st = chora_fail(work->err, CHORA_ENOTFOUND,
                        "--since %s: the project has no such run; the latest are %s",
                        work->options->since, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return st;
}

static chora_status one_int(chora_diff_work *work, const char *sql, const char *text, int64_t *out)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(work->now, sql, &query, work->err);
    if (!st && text)
        chora_query_bind_text(query, 1, text);
    if (!st)
        st = chora_query_one_int(query, out, work->err);
    chora_query_close(query);
    return st;
}

static bool is_day(const char *text)
{
    chora_period period;
    return strlen(text) == 10 && text[4] == '-' && !chora_period_parse(text, &period, NULL);
}

/* What the latest import of incidents did. */
static chora_status before_latest(chora_diff_work *work)
{
    return one_int(work,
                   "SELECT coalesce(max(id), 1) - 1 FROM run WHERE kind = 'incidents' AND "
                   "coalesce(new, 1) + coalesce(updated, 1) + coalesce(withdrawn, 1) > 0",
                   NULL, &work->report.run);
}

/* The earliest run that one of the published folders was filled after; 0: none tells. */
static chora_status published_run(const chora_diff_work *work, int64_t *out)
{
    chora_status st = CHORA_OK;
    *out = 0;
    for (size_t i = 0; !st && i < work->options->published_count; i++) {
        chora_manifest manifest = { 0 };
        const char *folder = chora_diff_folder(work, work->options->published[i]);
        st =
            folder ? chora_manifest_load(folder, &manifest, work->err) : chora_no_memory(work->err);
        if (!st && manifest.run && (!*out || manifest.run < *out))
            *out = manifest.run;
        if (manifest.arena)
            chora_manifest_free(&manifest);
    }
    return st;
}

static chora_status count_runs(chora_diff_work *work, const char *id, int64_t *out)
{
    return one_int(work, "SELECT count(*) FROM run WHERE id = CAST(?1 AS INTEGER)", id, out);
}

/* What was published is compared with what it was made from. */
static chora_status choose_by_default(chora_diff_work *work)
{
    char id[24];
    int64_t run, there = 0;
    chora_status st = published_run(work, &run);
    snprintf(id, sizeof id, "%lld", (long long)run);
    if (!st && run)
        st = count_runs(work, id, &there);
    work->report.run = run;
    return st || there ? st : before_latest(work);
}

static chora_status find_run(chora_diff_work *work)
{
    const char *since = work->options->since;
    int64_t there = 0;
    if (!since)
        return choose_by_default(work);
    if (is_day(since))
        return one_int(work, "SELECT coalesce(max(id), 0) FROM run WHERE started_utc < ?1", since,
                       &work->report.run);
    if (strspn(since, "0123456789") != strlen(since) || strlen(since) > 9 || !*since)
        return chora_fail(
            work->err, CHORA_EINVAL,
            "--since takes a day, such as 2026-11-01, or the number of a run, not \"%s\"", since);
    chora_status st = count_runs(work, since, &there);
    work->report.run = strtoll(since, NULL, 10);
    return st ? st : there ? CHORA_OK : list_runs(work);
}

static chora_status add_import(chora_diff_work *work, chora_query *query)
{
    chora_diff_import import = { chora_arena_strdup(work->arena, chora_query_text(query, 0)),
                                 chora_arena_strdup(work->arena, chora_query_text(query, 1)) };
    if (!import.file || !import.day ||
        chora_grow((void **)&work->imports, &work->import_capacity, work->import_count,
                   sizeof import))
        return chora_no_memory(work->err);
    work->imports[work->import_count++] = import;
    return CHORA_OK;
}

/* What came after the run. */
static chora_status name_imports(chora_diff_work *work)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(work->now,
                                       "SELECT coalesce(file, ''), substr(started_utc, 1, 10) FROM "
                                       "run WHERE id > ?1 AND kind = 'incidents' ORDER BY id",
                                       &query, work->err);
    if (!st)
        chora_query_bind_int(query, 1, work->report.run);
    while (!st && !(st = chora_query_step(query, &row, work->err)) && row)
        st = add_import(work, query);
    chora_query_close(query);
    return st;
}

chora_status chora_diff_choose(chora_diff_work *work)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = find_run(work);
    work->since = "the beginning";
    if (!st)
        st =
            chora_query_open(work->now,
                             "SELECT 'run ' || id || ' (' || kind || coalesce(', ' || file, '') || "
                             "', ' || substr(started_utc, 1, 10) || ')' FROM run WHERE id = ?1",
                             &query, work->err);
    if (!st) {
        chora_query_bind_int(query, 1, work->report.run);
        st = chora_query_step(query, &row, work->err);
    }
    if (!st && row)
        work->since = chora_arena_strdup(work->arena, chora_query_text(query, 0));
    chora_query_close(query);
    if (!st && !work->since)
        st = chora_no_memory(work->err);
    return st ? st : name_imports(work);
}
