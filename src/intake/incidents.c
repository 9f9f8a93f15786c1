/* The import of one file of incidents: one transaction, every row accounted for. */
#include "intake/batch_place.h"
#include "intake/cell_number.h"
#include "intake/decode.h"
#include "intake/first.h"
#include "intake/first_held.h"
#include "intake/planned.h"
#include "intake/rejects.h"
#include "intake/versions.h"

#include "base/file.h"
#include "base/pipe.h"
#include "base/progress.h"
#include "place/placers.h"
#include "store/bulk.h"
#include "store/filter.h"
#include "store/geometry.h"
#include "store/schema.h"
#include "store/seal.h"
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
    chora_decoder decoder;
    bool is_first; /**< Into a project without incidents. */
    chora_first first;
    chora_versions versions; /**< Else. */
    chora_placers placers;
    chora_batch_placer placer; /**< Without a placer rows are not placed as they are read. */
    chora_match_writer matches;
    chora_rejects rejects;
    chora_import_report report;
    chora_buffer mapping; /**< As YAML. */
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
    if (st)
        return st;
    const chora_first *came = in->is_first ? &in->first : NULL;
    if (mapping->covers) {
        first = mapping->first;
        last = mapping->last;
    } else if (came && came->has_days) {
        first = there && first < came->first_day ? first : came->first_day;
        last = there && last > came->last_day ? last : came->last_day;
    } else if (came && !there) {
        return CHORA_OK;
    }
    bool known = mapping->covers || came;
    st = chora_query_open(in->store, known ? stated : found, &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, in->dataset_id);
    if (known || there) {
        chora_query_bind_int(query, 2, first);
        chora_query_bind_int(query, 3, last);
    }
    st = chora_query_run(query, err);
    chora_query_close(query);
    return st;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static chora_status reject(import *in, const chora_batch_row *row, size_t column,
                           const char *reason, chora_error *err)
{
    in->report.rejected++;
    return chora_rejects_add(&in->rejects, &row->row, column, reason, err);
}

static void count_fate(chora_import_report *report, chora_fate fate)
{
    report->fresh += fate == CHORA_FATE_NEW;
    report->unchanged += fate == CHORA_FATE_UNCHANGED;
    report->updated += fate == CHORA_FATE_UPDATED;
    report->conflict += fate == CHORA_FATE_CONFLICT;
}

static chora_status reject_repeated(import *in, const chora_batch_row *row, int64_t first_line,
                                    chora_error *err)
{
    char why[160];
    snprintf(why, sizeof why, "the same id as row %lld", (long long)first_line);
    return reject(in, row, in->plan.mapping.index[CHORA_COLUMN_ID] + 1, why, err);
}

static chora_status import_incident(import *in, const chora_batch_row *row, chora_error *err)
{
    char shown[CHORA_SHOWN_MAX];
    chora_added added = { 0 };
    chora_status st =
        chora_versions_add(&in->versions, row->key, row->row.line, &row->incident, &added, err);
    if (st)
        return st;
    if (added.fate == CHORA_FATE_CONFLICT)
        chora_buffer_printf(&in->plan.notes,
                            "row %lld: %s has another date and another place than in the "
                            "project; kept as it was, see table conflict\n",
                            (long long)row->row.line, chora_cell_shown(row->key, shown));
    if (added.fate == CHORA_FATE_REPEATED)
        return reject_repeated(in, row, added.first_line, err);
    count_fate(&in->report, added.fate);
    return CHORA_OK;
}

static chora_status import_row(import *in, const chora_batch_row *row, chora_error *err)
{
    if (row->reason == NULL)
        return import_incident(in, row, err);
    chora_status st = reject(in, row, row->column, row->reason, err);
    /* A rejected row still names its incident, which therefore is not withdrawn. */
    return st || row->key == NULL ? st : chora_versions_keep(&in->versions, row->key, err);
}

static chora_status note_first_row(import *in, const chora_batch_row *row,
                                   const chora_first_fate *fate, chora_error *err)
{
    if (row->reason)
        return reject(in, row, row->column, row->reason, err);
    if (fate->id == 0)
        return reject_repeated(in, row, fate->first_line, err);
    in->report.fresh++;
    return CHORA_OK;
}

/** A chora_pipe_empty. */
static chora_status import_batch(void *context, void *slot, chora_error *err)
{
    import *in = context;
    const chora_batch *batch = slot;
    chora_stages *stages = chora_store_stages(in->store);
    chora_stages_skip(stages); /* Waiting for the batch, or reading it, which has its own clock. */
    chora_stages_enter(stages, CHORA_STAGE_WRITE);
    chora_status st = in->is_first ? chora_first_add(&in->first, batch, err) : CHORA_OK;
    for (size_t i = 0; i < batch->count && !st; i++) {
        in->report.read++;
        st = in->is_first ? note_first_row(in, &batch->rows[i], &in->first.fates[i], err)
                          : import_row(in, &batch->rows[i], err);
    }
    if (in->plan.rows > 0)
        chora_progress_report(in->options->progress, (size_t)in->report.read,
                              (size_t)in->plan.rows);
    chora_stages_enter(stages, CHORA_STAGE_OTHER);
    return st;
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
    return in->is_first ? CHORA_OK
                        : chora_versions_withdraw(&in->versions, &in->report.withdrawn, err);
}

/* Each thread has its own. */
static void start_clocks(import *in, chora_stages *stages)
{
    in->decoder.stages = chora_stages_of_thread(stages);
    in->placer.words = chora_stages_of_thread(stages);
    in->placer.stages = chora_stages_of_thread(stages);
    if (in->placer.placer)
        chora_placer_time(in->placer.placer, in->placer.stages);
}

static void stop_clocks(import *in, chora_stages *stages)
{
    chora_stages_skip(stages);
    chora_stages_add(stages, in->decoder.stages);
    chora_stages_add(stages, in->placer.words);
    chora_stages_add(stages, in->placer.stages);
    chora_stages_free(in->decoder.stages);
    chora_stages_free(in->placer.words);
    chora_stages_free(in->placer.stages);
    if (in->placer.placer)
        chora_placer_time(in->placer.placer, stages);
    chora_stages_enter(stages, CHORA_STAGE_WRITE);
}

/* Enough to keep all ends busy while one waits for the disk. */
enum { BATCHES = 16 };

static chora_status read_and_write(import *in, chora_error *err)
{
    chora_batch *batches = chora_alloc(BATCHES, sizeof *batches);
    void *slots[BATCHES];
    if (batches == NULL)
        return chora_no_memory(err);
    for (size_t i = 0; i < BATCHES; i++)
        slots[i] = &batches[i];
    const chora_pipe pipe = {
        .slots = slots,
        .slot_count = BATCHES,
        .fill = chora_decoder_fill,
        .filler = &in->decoder,
        .middles = { { chora_batch_read_words, &in->placer }, { chora_batch_place, &in->placer } },
        .middle_count = in->placer.placer ? 2 : 0,
        .empty = import_batch,
        .emptier = in,
    };
    chora_stages *stages = chora_store_stages(in->store);
    start_clocks(in, stages);
    chora_status st = chora_pipe_run(&pipe, (size_t)in->options->workers, err);
    stop_clocks(in, stages);
    for (size_t i = 0; i < BATCHES; i++)
        chora_batch_free(&batches[i]);
    free(batches);
    return st;
}

static chora_status import_rows(import *in, chora_error *err)
{
    chora_status st = CHORA_OK;
    if (in->options->spatial_index)
        st = chora_store_index_incidents(in->store, err);
    bool many = in->plan.rows > BULK_ROWS && !in->first.held;
    if (st == CHORA_OK && many)
        st = chora_store_bulk_begin(in->store, "incident", err);
    if (st == CHORA_OK)
        st = read_and_write(in, err);
    if (st == CHORA_OK)
        st = withdraw_gone(in, err);
    if (st == CHORA_OK && many)
        st = chora_store_bulk_end(in->store, "incident", err);
    return st;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* Where the incidents are kept when the project's user asked for it and nothing stands against it;
 * else NULL, and nobody waits for them there. */
static chora_held *choose_held(import *in)
{
    if (!in->placer.placer || !chora_first_may_hold(&in->plan.mapping))
        chora_held_forget(in->store);
    return chora_held_of(in->store);
}

/**
 * The first incidents of a project are placed and sealed while they are read, where every day has
 * the same boundaries: then no table need be read again.
 */
static chora_status open_first(import *in, chora_error *err)
{
    chora_decoder *decoder = &in->decoder;
    chora_status st =
        in->placers.list ? CHORA_OK : chora_placers_open(&in->placers, in->store, err);
    if (st == CHORA_OK)
        st = chora_placers_only(&in->placers, &in->placer.placer, err);
    bool places = in->placer.placer != NULL;
    in->first.held = choose_held(in);
    bool many = in->plan.rows > BULK_ROWS && !in->first.held;
    if (st == CHORA_OK)
        st = chora_first_open(&in->first, in->store, &in->plan.mapping, in->dataset_id, in->run_id,
                              err);
    if (st == CHORA_OK && places)
        st = chora_store_execute(in->store, "DELETE FROM match", err);
    if (st == CHORA_OK && places)
        st = chora_match_writer_open(&in->matches, in->store, many, err);
    if (st == CHORA_OK)
        st = chora_seals_begin(in->store, err);
    in->first.matches = places ? &in->matches : NULL;
    in->first.sealed = chora_seals_wanted(in->store) && !in->first.columns.strange;
    decoder->columns = in->first.sealed ? &in->first.columns : NULL;
    decoder->reader.unread_extra = in->first.held != NULL;
    /* A row without an id goes by its hash. */
    decoder->reader.unread_hash = in->first.held && !chora_held_wants_hashes(in->first.held) &&
                                  in->plan.mapping.index[CHORA_COLUMN_ID] != CHORA_UNMAPPED;
    decoder->dataset_id = in->dataset_id;
    decoder->run_id = in->run_id;
    decoder->next_id = 1;
    return st;
}

/** Readers and statements, once the run and the dataset have their ids. */
static chora_status open_all(import *in, chora_error *err)
{
    const chora_table_file *file = &in->plan.file;
    chora_status st = chora_decoder_open(&in->decoder, &in->plan, err);
    if (st == CHORA_OK)
        st = chora_first_is(in->store, &in->is_first, err);
    in->decoder.with_records = !in->is_first;
    if (!in->is_first)
        chora_held_forget(in->store);
    if (st == CHORA_OK)
        st = in->is_first ? open_first(in, err)
                          : chora_versions_open(&in->versions, in->store, &in->plan.mapping,
                                                in->dataset_id, in->run_id, err);
    if (st == CHORA_OK)
        st = chora_rejects_open(&in->rejects, in->store, in->run_id, chora_path_name(in->path),
                                file->headers, file->count, in->options->rejects, err);
    return st;
}

static void close_all(import *in)
{
    chora_rejects_close(&in->rejects);
    chora_match_writer_close(&in->matches);
    chora_first_close(&in->first);
    chora_versions_close(&in->versions);
    chora_decoder_close(&in->decoder);
    chora_placers_close(&in->placers);
}

static chora_status place_all(import *in, chora_error *err)
{
    if (!in->placer.placer)
        return chora_place_all(in->store, in->options->progress, &in->report.placing, err);
    in->report.placing = in->matches.placing;
    return chora_match_writer_end(&in->matches, in->store, err);
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
        st = place_all(in, err);
    if (st == CHORA_OK && in->plan.mapping.columns[CHORA_COLUMN_SITE])
        st = chora_store_execute(in->store, CHORA_SITES_SQL, err);
    if (st == CHORA_OK)
        st = in->is_first ? chora_filter_view_make(in->store, &in->first.extra, err)
                          : chora_filter_view_refresh(in->store, err);
    if (st == CHORA_OK)
        st = finish_run(in, err);
    return st || !in->first.held ? st : chora_held_settle(in->store, err);
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
    if (in->decoder.reader.crossed_ranges > 0)
        chora_buffer_printf(&in->plan.notes,
                            "%lld figures are published with a lowest above the highest; they are "
                            "kept as they are\n",
                            (long long)in->decoder.reader.crossed_ranges);
    if (in->decoder.reader.ranges > 0)
        chora_buffer_printf(
            &in->plan.notes,
            "%lld figures such as \"3-5\" or \"10+\" are read as the lowest and the highest\n",
            (long long)in->decoder.reader.ranges);
    if (in->decoder.reader.null_islands > 0)
        chora_buffer_printf(
            &in->plan.notes,
            "%lld rows at latitude 0, longitude 0 are read as without coordinates\n",
            (long long)in->decoder.reader.null_islands);
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

static chora_status import_in_one(import *in, chora_import_report *out, chora_error *err)
{
    chora_status st = check_append(in, err);
    if (st == CHORA_OK)
        st = chora_file_spare(in->path, in->options->rejects, err);
    chora_mapping_write(&in->plan.mapping, &in->mapping);
    const chora_held *held = chora_held_of(in->store);
    if (st == CHORA_OK && (!held || chora_held_wants_hashes(held)))
        st = chora_sha256_file(in->path, in->sha256, err);
    if (st == CHORA_OK)
        st = chora_store_begin(in->store, err);
    if (st)
        return st;
    st = import_inside(in, err);
    note_oddities(in);
    if (st == CHORA_OK)
        note_old_rejects(in);
    if (st == CHORA_OK)
        st = chora_rejects_tell(&in->rejects, in->store, &in->plan.notes, err);
    /* Statements must be at rest before the transaction ends; the list of rejects appears first,
     * so that rows are never gone from the file and missing in the list. */
    if (st == CHORA_OK)
        st = chora_rejects_publish(&in->rejects, err);
    if (st == CHORA_OK)
        st = fill_report(in, out, err);
    close_all(in);
    return chora_store_end(in->store, st, err);
}

chora_status chora_import_planned(chora_store *store, const char *path,
                                  const chora_import_options *options, chora_plan *plan,
                                  chora_placers *placers, chora_import_report *out,
                                  chora_error *err)
{
    static const chora_import_options defaults = CHORA_IMPORT_INIT;
import in = {.store = store, .path = path, .options = options ? options: & defaults, .mapping = CHORA_BUFFER_INIT(MAPPING_MAX), .plan = * plan };
    if (placers)
        in.placers = *placers;
    chora_import_report report = { 0 };
    chora_stages *stages = chora_store_stages(store);
    chora_stage before = chora_stages_enter(stages, CHORA_STAGE_READ);
    chora_status st = import_in_one(&in, &report, err);
    *plan = (chora_plan){ 0 };
    chora_stages_enter(stages, before);
    chora_placers_close(&in.placers);
    if (placers)
        *placers = (chora_placers){ 0 };
    chora_plan_free(&in.plan);
    chora_buffer_free(&in.mapping);
    if (st)
        chora_import_report_free(&report);
    else
        *out = report;
    return st;
}

chora_status chora_table_plan(const char *path, const chora_import_options *options,
                              chora_plan *plan, chora_error *err)
{
    static const chora_import_options defaults = CHORA_IMPORT_INIT;
    chora_status st = chora_file_check(path, err);
    return st ? st : chora_plan_make(path, options ? options : &defaults, plan, err);
}

chora_status chora_import_incidents(chora_store *store, const char *path,
                                    const chora_import_options *options, chora_import_report *out,
                                    chora_error *err)
{
    chora_plan plan = { 0 };
    chora_stages *stages = chora_store_stages(store);
    chora_stage before = chora_stages_enter(stages, CHORA_STAGE_READ);
    chora_status st = chora_table_plan(path, options, &plan, err);
    chora_stages_enter(stages, before);
    return st ? st : chora_import_planned(store, path, options, &plan, NULL, out, err);
}

void chora_import_report_free(chora_import_report *report)
{
    if (report == NULL)
        return;
    free(report->mapping);
    free(report->notes);
    report->mapping = report->notes = NULL;
}
