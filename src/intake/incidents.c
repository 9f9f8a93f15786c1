/* The import of one file of incidents: one transaction, every row accounted for. */
#include "intake/cell_number.h"
#include "intake/plan.h"
#include "intake/rejects.h"
#include "intake/versions.h"

#include "base/file.h"
#include "store/bulk.h"
#include "store/filter.h"
#include "store/query.h"
#include "store/schema.h"
#include "store/stages.h"

#include <chora/intake.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* From here on the store's triggers cost more than restoring them. */
#define BULK_ROWS 5000
#define MAPPING_MAX 262144

typedef struct {
    chora_store *store;
    const char *path;
    const chora_import_options *options;
    chora_plan plan;
    chora_row_reader reader;
    chora_versions versions;
    chora_rejects rejects;
    chora_import_report report;
    chora_buffer mapping;    /**< As YAML. */
    chora_idmap occurrences; /**< Of rows without an id, by hash. */
    int64_t dataset_id, run_id;
    char sha256[CHORA_SHA256_TEXT];
} import;

/* ---- dataset and run ------------------------------------------------------------------------- */

static chora_status store_dataset(import *in, chora_error *err)
{
    chora_query *query = NULL;
    const chora_mapping *mapping = &in->plan.mapping;
    chora_status st = chora_query_open(
        in->store,
        "INSERT INTO dataset (name, origin, licence, accessed, kind) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT (name) DO UPDATE SET origin = coalesce(?2, origin), "
        "licence = coalesce(?3, licence), accessed = coalesce(?4, accessed), kind = ?5 "
        "RETURNING id",
        &query, err);
    if (st)
        return st;
    chora_query_bind_text(query, 1, mapping->dataset);
    chora_query_bind_text(query, 2, mapping->origin);
    chora_query_bind_text(query, 3, mapping->licence);
    chora_query_bind_text(query, 4, mapping->accessed);
    chora_query_bind_text(query, 5, mapping->kind);
    st = chora_query_one_int(query, &in->dataset_id, err);
    chora_query_close(query);
    return st;
}

static chora_status store_run(import *in, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        in->store,
        "INSERT INTO run (kind, file, sha256, mapping, mode, started_utc) VALUES ('incidents', ?1, "
        "?2, ?3, ?4, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
        &query, err);
    if (st)
        return st;
    chora_query_bind_text(query, 1, chora_path_name(in->path));
    chora_query_bind_text(query, 2, in->sha256);
    chora_query_bind_text(query, 3, chora_buffer_text(&in->mapping));
    chora_query_bind_text(query, 4, in->options->append ? "append" : "snapshot");
    st = chora_query_run(query, err);
    chora_query_close(query);
    in->run_id = chora_store_last_id(in->store);
    return st;
}

static chora_status finish_run(import *in, chora_error *err)
{
    chora_query *query = NULL;
    const chora_import_report *report = &in->report;
    const int64_t counts[] = { report->read,     report->fresh,    report->unchanged,
                               report->updated,  report->conflict, report->rejected,
                               report->withdrawn };
    chora_status st = chora_query_open(
        in->store,
        "UPDATE run SET read = ?2, new = ?3, unchanged = ?4, updated = ?5, conflict = ?6, "
        "rejected = ?7, withdrawn = ?8 WHERE id = ?1",
        &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, in->run_id);
    for (int i = 0; i < 7; i++)
        chora_query_bind_int(query, i + 2, counts[i]);
    st = chora_query_run(query, err);
    chora_query_close(query);
    return st;
}

/**
 * What the mapping states replaces the dataset's own span; else that span is made or widened to
 * hold every date. Spans of single areas are a person's and stay.
 */
static chora_status store_coverage(import *in, chora_error *err)
{
    static const char stated[] =
        "INSERT INTO coverage (dataset_id, area_id, first_day, last_day, state) "
        "VALUES (?1, NULL, ?2, ?3, 'full')";
    static const char found[] =
        "INSERT INTO coverage (dataset_id, area_id, first_day, last_day, state) "
        "SELECT ?1, NULL, min(first), max(last), 'full' FROM ("
        "SELECT min(day) AS first, max(coalesce(day_end, day)) AS last FROM incident "
        "WHERE dataset_id = ?1 AND withdrawn_run IS NULL UNION ALL SELECT ?2, ?3) "
        "HAVING min(first) IS NOT NULL";
    const chora_mapping *mapping = &in->plan.mapping;
    chora_query *query = NULL;
    bool there = false;
    int64_t first = 0, last = 0;
    chora_status st = chora_query_open(
        in->store,
        "DELETE FROM coverage WHERE dataset_id = ?1 AND area_id IS NULL AND state = 'full' "
        "RETURNING first_day, last_day",
        &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, in->dataset_id);
    bool more = true;
    while ((st = chora_query_step(query, &more, err)) == CHORA_OK && more) {
        int64_t from = chora_query_int(query, 0), to = chora_query_int(query, 1);
        first = !there || from < first ? from : first;
        last = !there || to > last ? to : last;
        there = true;
    }
    chora_query_close(query);
    if (st == CHORA_OK)
        st = chora_query_open(in->store, mapping->covers ? stated : found, &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, in->dataset_id);
    if (mapping->covers || there) {
        chora_query_bind_int(query, 2, mapping->covers ? mapping->first : first);
        chora_query_bind_int(query, 3, mapping->covers ? mapping->last : last);
    }
    st = chora_query_run(query, err);
    chora_query_close(query);
    return st;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static chora_status reject(import *in, const chora_row *row, size_t column, const char *reason,
                           chora_error *err)
{
    in->report.rejected++;
    return chora_rejects_add(&in->rejects, row, column, reason, err);
}

/** A rejected row still names its incident, which therefore is not withdrawn. */
static chora_status keep_named(import *in, const chora_row *row, chora_error *err)
{
    size_t index = in->plan.mapping.index[CHORA_COLUMN_ID];
    if (index == CHORA_UNMAPPED || index >= row->cell_count || row->cells[index] == NULL)
        return CHORA_OK;
    return chora_versions_keep(&in->versions, row->cells[index], err);
}

/** The row's own id, else its hash with the number of times the file has said the same. */
static const char *key_of(import *in, const chora_incident_row *row, char room[96])
{
    int64_t times = 0;
    if (in->plan.mapping.index[CHORA_COLUMN_ID] != CHORA_UNMAPPED)
        return row->texts[CHORA_COLUMN_ID];
    char digits[16] = "";
    memcpy(digits, row->hash, 15);
    int64_t hash = (int64_t)strtoll(digits, NULL, 16) + 1;
    chora_idmap_get(&in->occurrences, hash, &times);
    if (chora_idmap_set(&in->occurrences, hash, times + 1))
        return NULL;
    snprintf(room, 96, "%s-%lld", row->hash, (long long)times + 1);
    return room;
}

static void count_fate(chora_import_report *report, chora_fate fate)
{
    report->fresh += fate == CHORA_FATE_NEW;
    report->unchanged += fate == CHORA_FATE_UNCHANGED;
    report->updated += fate == CHORA_FATE_UPDATED;
    report->conflict += fate == CHORA_FATE_CONFLICT;
}

static chora_status import_read_row(import *in, const chora_row *row,
                                    const chora_incident_row *incident, chora_error *err)
{
    char room[96], why[160], shown[CHORA_SHOWN_MAX];
    chora_stages_enter(chora_store_stages(in->store), CHORA_STAGE_WRITE);
    chora_fate fate;
    int64_t first_line = 0;
    const char *key = key_of(in, incident, room);
    if (key == NULL && in->plan.mapping.index[CHORA_COLUMN_ID] != CHORA_UNMAPPED)
        return reject(in, row, in->plan.mapping.index[CHORA_COLUMN_ID] + 1, "the row has no id",
                      err);
    if (key == NULL)
        return chora_no_memory(err);
    chora_status st =
        chora_versions_add(&in->versions, key, row->line, incident, &fate, &first_line, err);
    if (st)
        return st;
    if (fate == CHORA_FATE_CONFLICT)
        chora_buffer_printf(&in->plan.notes,
                            "row %lld: %s has another date and another place than in the "
                            "project; kept as it was, see table conflict\n",
                            (long long)row->line, chora_cell_shown(key, shown));
    if (fate == CHORA_FATE_REPEATED) {
        snprintf(why, sizeof why, "the same id as row %lld", (long long)first_line);
        return reject(in, row, in->plan.mapping.index[CHORA_COLUMN_ID] + 1, why, err);
    }
    count_fate(&in->report, fate);
    return CHORA_OK;
}

static chora_status import_row(import *in, const chora_row *row, chora_error *err)
{
    chora_incident_row incident;
    in->report.read++;
    if (row->problem)
        return reject(in, row, row->problem_column, row->problem, err);
    if (chora_row_read(&in->reader, row, &incident))
        return import_read_row(in, row, &incident, err);
    if (in->reader.failed)
        return chora_no_memory(err);
    chora_status st = reject(in, row, in->reader.reason_column, in->reader.reason, err);
    return st ? st : keep_named(in, row, err);
}

/** A file in which nothing can be read does not speak for its dataset. */
static chora_status withdraw_gone(import *in, chora_error *err)
{
    const chora_import_report *report = &in->report;
    if (report->read == 0)
        return chora_fail(err, CHORA_EDATA, "the table has a header and no rows");
    if (in->options->append)
        return CHORA_OK;
    if (report->read == report->rejected) {
        chora_buffer_add_text(&in->plan.notes, "no row could be read, so nothing is withdrawn\n");
        return CHORA_OK;
    }
    return chora_versions_withdraw(&in->versions, &in->report.withdrawn, err);
}

static chora_status import_rows(import *in, chora_error *err)
{
    chora_row row;
    bool more = true;
    chora_status st = CHORA_OK;
    chora_stages *stages = chora_store_stages(in->store);
    if (in->plan.rows > BULK_ROWS)
        st = chora_store_bulk_begin(in->store, "incident", err);
    while (st == CHORA_OK) {
        chora_stages_enter(stages, CHORA_STAGE_READ);
        st = chora_table_file_next(&in->plan.file, &row, &more, err);
        if (st || !more)
            break;
        chora_stages_enter(stages, CHORA_STAGE_DECODE);
        st = import_row(in, &row, err);
    }
    chora_stages_enter(stages, CHORA_STAGE_WRITE);
    if (st == CHORA_OK)
        st = withdraw_gone(in, err);
    if (st == CHORA_OK && in->plan.rows > BULK_ROWS)
        st = chora_store_bulk_end(in->store, "incident", err);
    return st;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/** Readers and statements, once the run and the dataset have their ids. */
static chora_status open_all(import *in, chora_error *err)
{
    const chora_table_file *file = &in->plan.file;
    chora_status st = chora_row_reader_open(&in->reader, &in->plan.mapping, &in->plan.words,
                                            file->headers, file->count, in->plan.arena, err);
    in->reader.order = in->plan.order;
    in->reader.serials = file->serials;
    in->reader.split = in->plan.mapping.split;
    if (st == CHORA_OK)
        st = chora_versions_open(&in->versions, in->store, in->dataset_id, in->run_id, err);
    if (st == CHORA_OK)
        st = chora_rejects_open(&in->rejects, in->store, in->run_id, chora_path_name(in->path),
                                file->headers, file->count, in->options->rejects, err);
    return st;
}

static void close_all(import *in)
{
    chora_rejects_close(&in->rejects);
    chora_versions_close(&in->versions);
    chora_row_reader_close(&in->reader);
}

static chora_status import_inside(import *in, chora_error *err)
{
    chora_status st = store_dataset(in, err);
    if (st == CHORA_OK)
        st = store_run(in, err);
    if (st == CHORA_OK)
        st = open_all(in, err);
    if (st == CHORA_OK) {
        st = import_rows(in, err);
        if (st)
            chora_table_file_at(err, in->path);
    }
    if (st == CHORA_OK)
        st = store_coverage(in, err);
    if (st == CHORA_OK)
        st = chora_place_all(in->store, &in->report.placing, err);
    if (st == CHORA_OK && in->plan.mapping.columns[CHORA_COLUMN_SITE])
        st = chora_store_execute(in->store, CHORA_SITES_SQL, err);
    if (st == CHORA_OK)
        st = chora_filter_view_refresh(in->store, err);
    if (st == CHORA_OK)
        st = finish_run(in, err);
    return st;
}

static chora_status check_append(const import *in, chora_error *err)
{
    if (!in->options->append || in->plan.mapping.columns[CHORA_COLUMN_ID])
        return CHORA_OK;
    return chora_fail(err, CHORA_EINVAL,
                      "rows can be appended only when they have an id: name the id column in a "
                      "mapping file (id: \"its column\") and give it with --columns, or import the "
                      "whole table again without --append");
}

static void note_oddities(import *in)
{
    if (in->reader.crossed_ranges > 0)
        chora_buffer_printf(&in->plan.notes,
                            "%lld figures are published with a lowest above the highest; they are "
                            "kept as they are\n",
                            (long long)in->reader.crossed_ranges);
    if (in->reader.null_islands > 0)
        chora_buffer_printf(
            &in->plan.notes,
            "%lld rows at latitude 0, longitude 0 are read as without coordinates\n",
            (long long)in->reader.null_islands);
}

/** A list that an earlier import left is not ours to delete: it may hold a person's notes. */
static void note_old_rejects(import *in)
{
    if (in->rejects.count == 0 && in->rejects.path[0] && access(in->rejects.path, F_OK) == 0)
        chora_buffer_printf(&in->plan.notes,
                            "%s is of an earlier import: no row was rejected now, it can go\n",
                            in->rejects.path);
}

static chora_status fill_report(import *in, chora_import_report *out, chora_error *err)
{
    chora_import_report *report = &in->report;
    snprintf(report->dataset, sizeof report->dataset, "%s", in->plan.mapping.dataset);
    snprintf(report->format, sizeof report->format, "%s",
             chora_rows_description(in->plan.file.rows));
    memcpy(report->rejects_path, in->rejects.path, sizeof report->rejects_path);
    report->mapping = chora_strdup(chora_buffer_text(&in->mapping));
    report->notes = in->plan.notes.length ? chora_strdup(in->plan.notes.data) : NULL;
    if (report->mapping == NULL || (in->plan.notes.length && report->notes == NULL)) {
        chora_import_report_free(report);
        return chora_no_memory(err);
    }
    *out = *report;
    return CHORA_OK;
}

static chora_status import_planned(import *in, chora_import_report *out, chora_error *err)
{
    chora_status st = check_append(in, err);
    chora_mapping_write(&in->plan.mapping, &in->mapping);
    if (st == CHORA_OK)
        st = chora_sha256_file(in->path, in->sha256, err);
    if (st == CHORA_OK)
        st = chora_store_begin(in->store, err);
    if (st)
        return st;
    st = import_inside(in, err);
    note_oddities(in);
    if (st == CHORA_OK)
        note_old_rejects(in);
    /* Statements must be at rest before the transaction ends; the list of rejects appears first,
     * so that rows are never gone from the file and missing in the list. */
    if (st == CHORA_OK)
        st = chora_rejects_publish(&in->rejects, err);
    if (st == CHORA_OK)
        st = fill_report(in, out, err);
    close_all(in);
    return chora_store_end(in->store, st, err);
}

chora_status chora_import_incidents(chora_store *store, const char *path,
                                    const chora_import_options *options, chora_import_report *out,
                                    chora_error *err)
{
    static const chora_import_options defaults = CHORA_IMPORT_INIT;
import in = {.store = store, .path = path, .options = options ? options: & defaults, .mapping = CHORA_BUFFER_INIT(MAPPING_MAX) };
    chora_import_report report = { 0 };
    chora_stages *stages = chora_store_stages(store);
    chora_stage before = chora_stages_enter(stages, CHORA_STAGE_READ);
    chora_status st = chora_file_check(path, err);
    if (st == CHORA_OK)
        st = chora_plan_make(path, in.options, &in.plan, err);
    if (st)
        return st;
    st = import_planned(&in, &report, err);
    chora_stages_enter(stages, before);
    chora_plan_free(&in.plan);
    chora_idmap_free(&in.occurrences);
    chora_buffer_free(&in.mapping);
    if (st)
        chora_import_report_free(&report);
    else
        *out = report;
    return st;
}

void chora_import_report_free(chora_import_report *report)
{
    if (report == NULL)
        return;
    free(report->mapping);
    free(report->notes);
    report->mapping = report->notes = NULL;
}
