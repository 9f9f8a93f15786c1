#include "intake/first.h"

#include "intake/first_held.h"
#include "store/seal.h"

#include <stdlib.h>
#include <string.h>

chora_status chora_first_is(chora_store *store, bool *out, chora_error *err)
{
    chora_query *query = NULL;
    int64_t some = 0;
    chora_status st =
        chora_query_open(store, "SELECT EXISTS (SELECT 1 FROM incident)", &query, err);
    if (st == CHORA_OK)
        st = chora_query_one_int(query, &some, err);
    chora_query_close(query);
    *out = !some;
    return st;
}

static chora_status open_statements(chora_first *first, chora_store *store, chora_error *err)
{
    chora_status st = chora_incident_columns_feed(&first->columns, store, &first->insert, err);
    if (st == CHORA_OK)
        st = chora_feed_open(store, "incident_source (incident_id, source_id)", 2, "",
                             &first->tie_sources, err);
    if (st == CHORA_OK)
        st =
            chora_feed_open(store, "evidence (incident_id, url)", 2, "", &first->add_evidence, err);
    if (st == CHORA_OK)
        st = chora_query_open(store,
                              "SELECT id, line FROM incident WHERE dataset_id = ?1 AND key = ?2",
                              &first->find, err);
    return st ? st : chora_source_ids_open(&first->sources, store, err);
}

chora_status chora_first_open(chora_first *first, chora_store *store, const chora_mapping *mapping,
                              int64_t dataset_id, int64_t run_id, chora_error *err)
{
    first->store = store;
    first->dataset_id = dataset_id;
    first->run_id = run_id;
    chora_status st = chora_incident_columns_load(&first->columns, store, mapping, err);
    if (st == CHORA_OK && !first->held)
        st = open_statements(first, store, err);
    return st;
}

void chora_first_close(chora_first *first)
{
    chora_feed_close(first->insert);
    chora_feed_close(first->tie_sources);
    chora_feed_close(first->add_evidence);
    chora_query_close(first->find);
    chora_source_ids_close(&first->sources);
    chora_extra_keys_free(&first->extra);
    *first = (chora_first){ 0 };
}

/* ---- incidents ------------------------------------------------------------------------------- */

static chora_datum incident_value(void *context, size_t row, int column)
{
    chora_first *first = context;
    const chora_batch_row *one = &first->batch->rows[first->read[row]];
    if (first->version.row != &one->incident)
        first->version = (chora_incident_version){ .dataset_id = first->dataset_id,
                                                   .run_id = first->run_id,
                                                   .line = one->row.line,
                                                   .key = one->key,
                                                   .row = &one->incident };
    return chora_incident_columns_value(&first->columns, first->columns.fed[column],
                                        &first->version);
}

/* A row whose key stands in another line of the file was put in there and not here. */
static chora_status find_fate(chora_first *first, const chora_batch_row *row, chora_first_fate *out,
                              chora_error *err)
{
    bool there = false;
    chora_query_bind_int(first->find, 1, first->dataset_id);
    chora_query_bind_text(first->find, 2, row->key);
    chora_status st = chora_query_step(first->find, &there, err);
    if (st)
        return st;
    int64_t line = there ? chora_query_int(first->find, 1) : 0;
    if (there && line == row->row.line)
        out->id = chora_query_int(first->find, 0);
    else
        out->first_line = line;
    chora_query_reset(first->find);
    return CHORA_OK;
}

static chora_status insert_incidents(chora_first *first, chora_error *err)
{
    first->version.row = NULL;
    chora_status st = chora_feed_run(first->insert, first->read_count, incident_value, first, err);
    if (st || first->read_count == 0)
        return st;
    int64_t added = chora_store_changes(first->store), last = chora_store_last_id(first->store);
    bool all = added == (int64_t)first->read_count;
    for (size_t i = 0; i < first->read_count && !st; i++) {
        chora_first_fate *fate = &first->fates[first->read[i]];
        if (all)
            fate->id = last - added + 1 + (int64_t)i;
        else
            st = find_fate(first, &first->batch->rows[first->read[i]], fate, err);
    }
    return st;
}

/* ---- their sources and evidence -------------------------------------------------------------- */

typedef struct {
    int64_t incident, source;
    const char *url;
} tie;

static chora_datum tie_value(void *context, size_t row, int column)
{
    const tie *one = (const tie *)context + row;
    if (column == 0)
        return chora_datum_integer(one->incident);
    return one->url ? chora_datum_text(one->url) : chora_datum_integer(one->source);
}

static void count_ties(const chora_first *first, size_t *sources, size_t *evidence)
{
    *sources = *evidence = 0;
    for (size_t i = 0; i < first->read_count; i++) {
        const chora_incident_row *row = &first->batch->rows[first->read[i]].incident;
        *sources += row->source_count;
        *evidence += row->evidence_count;
    }
}

static chora_status add_ties(chora_first *first, tie *sources, tie *evidence, chora_error *err)
{
    size_t source_count = 0, evidence_count = 0;
    chora_status st = CHORA_OK;
    for (size_t i = 0; i < first->read_count && !st; i++) {
        const chora_incident_row *row = &first->batch->rows[first->read[i]].incident;
        int64_t id = first->fates[first->read[i]].id;
        for (size_t k = 0; id && k < row->evidence_count; k++)
            evidence[evidence_count++] = (tie){ .incident = id, .url = row->evidence[k] };
        for (size_t k = 0; id && k < row->source_count && !st; k++) {
            tie *one = &sources[source_count++];
            *one = (tie){ .incident = id };
            st = chora_source_ids_find(&first->sources, row->sources[k], &one->source, err);
        }
    }
    if (st == CHORA_OK)
        st = chora_feed_run(first->add_evidence, evidence_count, tie_value, evidence, err);
    return st ? st : chora_feed_run(first->tie_sources, source_count, tie_value, sources, err);
}

static chora_status insert_ties(chora_first *first, chora_error *err)
{
    size_t sources, evidence;
    count_ties(first, &sources, &evidence);
    tie *ties = chora_alloc(sources + evidence, sizeof *ties);
    if (ties == NULL)
        return chora_no_memory(err);
    chora_status st = add_ties(first, ties, ties + sources, err);
    free(ties);
    return st;
}

/* ---- what hangs on them ---------------------------------------------------------------------- */

static void note_days(chora_first *first, const chora_incident_row *row)
{
    if (!row->has_day)
        return;
    if (!first->has_days || row->day < first->first_day)
        first->first_day = row->day;
    if (!first->has_days || row->day_end > first->last_day)
        first->last_day = row->day_end;
    first->has_days = true;
}

static chora_status note_row(chora_first *first, const chora_batch_row *row, int64_t id,
                             chora_error *err)
{
    chora_status st = CHORA_OK;
    note_days(first, &row->incident);
    if (first->held)
        return CHORA_OK;
    if (row->incident.extra)
        chora_extra_keys_scan(&first->extra, row->incident.extra);
    /* Sealed for the id it has unless a row before it was left out; then all are sealed anew. */
    if (first->sealed && row->id == id)
        st = chora_seals_add(first->store, id, row->seal, err);
    return st || !first->matches ? st
                                 : chora_match_writer_add(first->matches, id, &row->match, err);
}

chora_status chora_first_add(chora_first *first, const chora_batch *batch, chora_error *err)
{
    first->batch = batch;
    first->read_count = 0;
    memset(first->fates, 0, sizeof first->fates);
    for (size_t i = 0; i < batch->count; i++)
        if (batch->rows[i].reason == NULL)
            first->read[first->read_count++] = i;
    chora_status st = first->held ? chora_first_hold(first, err) : insert_incidents(first, err);
    if (st == CHORA_OK && !first->held)
        st = insert_ties(first, err);
    for (size_t i = 0; i < batch->count && !st; i++)
        if (first->fates[i].id)
            st = note_row(first, &batch->rows[i], first->fates[i].id, err);
    return st;
}
