#include "place/area_layers.h"
#include "place/links_rows.h"
#include "place/placers.h"
#include "store/stages.h"

static const char incidents_sql[] = "SELECT id, country_text, area_text, district_text, "
                                    "place_text, area_code, lon, lat, place_precision, day"
                                    " FROM incident WHERE withdrawn_run IS NULL ORDER BY id";

static const char insert_sql[] =
    "INSERT INTO match (incident_id, layer_id, area_id, place_id, level, method, score, reason,"
    " problem) VALUES (?1, ?3, ?2, ?4, ?5, ?6, ?7, ?8, ?9)";

/* The level that maps are mostly made of first. */
static const char layer_sql[] =
    "SELECT id FROM layer WHERE role = 'areas' AND level IS NOT NULL"
    " AND current > 0 ORDER BY current, level = 1 DESC, level, id LIMIT 1";

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

typedef struct {
    chora_placers *placers;
    chora_query *incidents, *insert;
    chora_area_layers layers;
    int64_t layer; /**< For what has no area; 0: the project has no layer. */
} matching;

static void bind_id(chora_query *query, int index, int64_t id)
{
    if (id)
        chora_query_bind_int(query, index, id);
    else
        chora_query_bind_null(query, index);
}

/* In the layer of the matched area; else in one that incidents could have been matched in. */
static chora_status write_match(const matching *m, int64_t incident, const chora_match *match,
                                chora_error *err)
{
    chora_query *insert = m->insert;
    chora_query_bind_int(insert, 1, incident);
    bind_id(insert, 2, match->area_id);
    chora_query_bind_int(insert, 3, chora_area_layers_of(&m->layers, match->area_id, m->layer));
    bind_id(insert, 4, match->place_id);
    chora_query_bind_text(insert, 5, chora_precision_name(match->level));
    chora_query_bind_text(insert, 6, match->method);
    chora_query_bind_double(insert, 7, match->score);
    chora_query_bind_text(insert, 8, match->reason);
    chora_query_bind_text(insert, 9, chora_place_problem_name(match->problem));
    return chora_query_run(insert, err);
}

/* In a project without any layer there is nothing to match in: every incident is unplaced. */
static chora_status match_rows(const matching *m, chora_placing *placing, chora_error *err)
{
    bool row = false;
    chora_status st = CHORA_OK;
    while (!st && !(st = chora_query_step(m->incidents, &row, err)) && row) {
        chora_evidence_of_place evidence = read_evidence(m->incidents);
        chora_match match;
        chora_placer *placer = NULL;
        st = chora_placers_on(m->placers, !chora_query_is_null(m->incidents, 9),
                              (chora_day)chora_query_int(m->incidents, 9), &placer, err);
        if (!st)
            st = chora_placer_match(placer, &evidence, &match, err);
        if (!st && m->layer)
            st = write_match(m, chora_query_int(m->incidents, 0), &match, err);
        placing->by_level[st ? CHORA_NONE : match.level]++;
        placing->total++;
    }
    return st;
}

static chora_status find_layer(chora_store *store, int64_t *out, chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(store, layer_sql, &query, err);
    if (!st)
        st = chora_query_step(query, &row, err);
    *out = row ? chora_query_int(query, 0) : 0;
    chora_query_close(query);
    return st;
}

static chora_status match_all(chora_store *store, chora_placers *placers, chora_placing *placing,
                              chora_error *err)
{
    matching m = { .placers = placers };
    chora_status st = chora_store_execute(store, "DELETE FROM match", err);
    if (!st)
        st = find_layer(store, &m.layer, err);
    if (!st)
        st = chora_area_layers_load(store, &m.layers, err);
    if (!st)
        st = chora_query_open(store, incidents_sql, &m.incidents, err);
    if (!st)
        st = chora_query_open(store, insert_sql, &m.insert, err);
    if (!st)
        st = match_rows(&m, placing, err);
    chora_query_close(m.insert);
    chora_query_close(m.incidents);
    chora_area_layers_free(&m.layers);
    return st;
}

/* read: all incidents; new: those placed. */
static chora_status record_run(chora_store *store, const chora_placing *placing, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st =
        chora_query_open(store,
                         "INSERT INTO run (kind, started_utc, read, new)"
                         " VALUES ('match', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?2)",
                         &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, placing->total);
    chora_query_bind_int(query, 2, placing->total - placing->by_level[CHORA_NONE]);
    st = chora_query_run(query, err);
    chora_query_close(query);
    return st;
}

chora_status chora_place_all(chora_store *store, chora_placing *out, chora_error *err)
{
    chora_placers placers = { 0 };
    chora_placing placing = { 0 };
    chora_stage before = chora_stages_enter(chora_store_stages(store), CHORA_STAGE_MATCH);
    chora_status st = chora_store_begin(store, err);
    if (st)
        return st;
    st = chora_placers_open(&placers, store, err);
    if (!st)
        st = match_all(store, &placers, &placing, err);
    if (!st)
        st = chora_links_renew(store, NULL, err); /* a link may rest on where its rows are */
    if (!st)
        st = record_run(store, &placing, err);
    chora_placers_close(&placers);
    st = chora_store_end(store, st, err);
    chora_stages_enter(chora_store_stages(store), before);
    if (!st && out)
        *out = placing;
    return st;
}
