#include "place/match_writer.h"

#include "place/links_rows.h"
#include "store/bulk.h"

static const char into[] = "match (incident_id, layer_id, area_id, place_id, level, method, score,"
                           " reason, problem)";
enum { COLUMNS = 9 };

/* The level that maps are mostly made of first. */
static const char layer_sql[] =
    "SELECT id FROM layer WHERE role = 'areas' AND level IS NOT NULL"
    " AND current > 0 ORDER BY current, level = 1 DESC, level, id LIMIT 1";

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

chora_status chora_match_writer_open(chora_match_writer *writer, chora_store *store, bool many,
                                     chora_error *err)
{
    chora_status st = find_layer(store, &writer->layer, err);
    writer->many = many;
    if (!st)
        st = chora_area_layers_load(store, &writer->layers, err);
    if (!st && many)
        st = chora_store_bulk_begin(store, "match", err);
    if (!st)
        st = chora_feed_open(store, into, COLUMNS, "", &writer->insert, err);
    if (!st && !(writer->texts = chora_arena_new()))
        st = chora_no_memory(err);
    return st;
}

static chora_datum id_value(int64_t id)
{
    return id ? chora_datum_integer(id) : chora_datum_text(NULL);
}

static chora_datum value_of(void *context, size_t row, int column)
{
    const struct chora_match_row *one = (const struct chora_match_row *)context + row;
    switch (column) {
    case 0:
        return chora_datum_integer(one->incident);
    case 1:
        return chora_datum_integer(one->layer);
    case 2:
        return id_value(one->match.area_id);
    case 3:
        return id_value(one->match.place_id);
    case 4:
        return chora_datum_text(chora_precision_name(one->match.level));
    case 5:
        return chora_datum_text(one->match.method);
    case 6:
        return chora_datum_number(one->match.score);
    case 7:
        return chora_datum_text(one->match.reason);
    default:
        return chora_datum_text(chora_place_problem_name(one->match.problem));
    }
}

static chora_status write_rows(chora_match_writer *writer, chora_error *err)
{
    chora_status st = chora_feed_run(writer->insert, writer->count, value_of, writer->rows, err);
    chora_arena_free(writer->texts);
    writer->count = 0;
    writer->texts = chora_arena_new();
    return st || writer->texts ? st : chora_no_memory(err);
}

static chora_status keep_row(chora_match_writer *writer, int64_t incident, const chora_match *match,
                             chora_error *err)
{
    struct chora_match_row *row = &writer->rows[writer->count];
    row->incident = incident;
    row->layer = chora_area_layers_of(&writer->layers, match->area_id, writer->layer);
    row->match = *match;
    row->match.method = chora_arena_strdup(writer->texts, match->method);
    row->match.reason = chora_arena_strdup(writer->texts, match->reason);
    if ((match->method && !row->match.method) || (match->reason && !row->match.reason))
        return chora_no_memory(err);
    writer->count++;
    return writer->count == CHORA_MATCHES_TOGETHER ? write_rows(writer, err) : CHORA_OK;
}

void chora_match_writer_count(chora_match_writer *writer, const chora_match *match)
{
    writer->placing.by_level[match->level]++;
    writer->placing.total++;
}

chora_status chora_match_writer_add(chora_match_writer *writer, int64_t incident,
                                    const chora_match *match, chora_error *err)
{
    chora_status st = writer->layer ? keep_row(writer, incident, match, err) : CHORA_OK;
    if (!st)
        chora_match_writer_count(writer, match);
    return st;
}

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

chora_status chora_match_writer_end(chora_match_writer *writer, chora_store *store,
                                    chora_error *err)
{
    chora_status st = write_rows(writer, err);
    if (!st && writer->many)
        st = chora_store_bulk_end(store, "match", err);
    if (!st)
        st = chora_links_renew(store, NULL, err); /* A link may rest on where its rows are. */
    return st ? st : record_run(store, &writer->placing, err);
}

void chora_match_writer_close(chora_match_writer *writer)
{
    chora_feed_close(writer->insert);
    chora_arena_free(writer->texts);
    chora_area_layers_free(&writer->layers);
    *writer = (chora_match_writer){ 0 };
}
