#include "base/progress.h"
#include "place/match_writer.h"
#include "place/placers.h"
#include "store/stages.h"

/* From here on an index is made faster at the end. */
#define MANY "5000"

static const char incidents_sql[] = "SELECT id, country_text, area_text, district_text, "
                                    "place_text, area_code, lon, lat, place_precision, day"
                                    " FROM incident WHERE withdrawn_run IS NULL ORDER BY id";

static chora_evidence_of_place read_evidence(chora_query *incidents)
{
    return (chora_evidence_of_place){
        .country = chora_query_text(incidents, 1),
        .area = chora_query_text(incidents, 2),
        .district = chora_query_text(incidents, 3),
        .place = chora_query_text(incidents, 4),
        .code = chora_query_text(incidents, 5),
        .lon = chora_query_double(incidents, 6),
        .lat = chora_query_double(incidents, 7),
        .stated = chora_precision_parse(chora_query_text(incidents, 8)),
    };
}

/* Of one walk over all incidents; `total` only when somebody is told. */
typedef struct {
    const chora_progress *progress;
    size_t done, total;
} told;

static chora_status count_rows(chora_store *store, told *out, chora_error *err)
{
    int64_t total = 0;
    chora_query *query = NULL;
    if (!out->progress || !out->progress->report)
        return CHORA_OK;
    chora_status st = chora_query_open(
        store, "SELECT count(*) FROM incident WHERE withdrawn_run IS NULL", &query, err);
    if (!st)
        st = chora_query_one_int(query, &total, err);
    chora_query_close(query);
    out->total = (size_t)total;
    return st;
}

static chora_status match_rows(chora_query *incidents, chora_placers *placers,
                               chora_match_writer *writer, told *progress, chora_error *err)
{
    bool row = false;
    chora_status st = CHORA_OK;
    while (!st && !(st = chora_query_step(incidents, &row, err)) && row) {
        chora_evidence_of_place evidence = read_evidence(incidents);
        chora_match match;
        chora_placer *placer = NULL;
        st = chora_placers_on(placers, !chora_query_is_null(incidents, 9),
                              (chora_day)chora_query_int(incidents, 9), &placer, err);
        if (!st)
            st = chora_placer_match(placer, &evidence, &match, err);
        if (!st)
            st = chora_match_writer_add(writer, chora_query_int(incidents, 0), &match, err);
        if (!st && progress->total)
            chora_progress_report(progress->progress, ++progress->done, progress->total);
    }
    return st;
}

static chora_status are_many(chora_store *store, bool *out, chora_error *err)
{
    chora_query *query = NULL;
    int64_t there = 0;
    chora_status st = chora_query_open(
        store, "SELECT EXISTS (SELECT 1 FROM incident LIMIT 1 OFFSET " MANY ")", &query, err);
    if (!st)
        st = chora_query_one_int(query, &there, err);
    chora_query_close(query);
    *out = there != 0;
    return st;
}

static chora_status match_all(chora_store *store, chora_placers *placers,
                              chora_match_writer *writer, const chora_progress *progress,
                              chora_error *err)
{
    told walk = { progress, 0, 0 };
    chora_query *incidents = NULL;
    bool many = false;
    chora_status st = chora_store_execute(store, "DELETE FROM match", err);
    if (!st)
        st = count_rows(store, &walk, err);
    if (!st)
        st = are_many(store, &many, err);
    if (!st)
        st = chora_match_writer_open(writer, store, many, err);
    if (!st)
        st = chora_query_open(store, incidents_sql, &incidents, err);
    if (!st)
        st = match_rows(incidents, placers, writer, &walk, err);
    chora_query_close(incidents);
    return st ? st : chora_match_writer_end(writer, store, err);
}

chora_status chora_place_all(chora_store *store, const chora_progress *progress, chora_placing *out,
                             chora_error *err)
{
    chora_placers placers = { 0 };
    chora_match_writer writer = { 0 };
    chora_stage before = chora_stages_enter(chora_store_stages(store), CHORA_STAGE_MATCH);
    chora_status st = chora_store_begin(store, err);
    if (st)
        return st;
    st = chora_placers_open(&placers, store, err);
    if (!st)
        st = match_all(store, &placers, &writer, progress, err);
    chora_placing placing = writer.placing;
    chora_match_writer_close(&writer);
    chora_placers_close(&placers);
    st = chora_store_end(store, st, err);
    chora_stages_enter(chora_store_stages(store), before);
    if (!st && out)
        *out = placing;
    return st;
}
