#include "intake/layer_span.h"

#include <stdio.h>

static chora_status read_day(const char *option, const char *text, chora_period *out,
                             chora_error *err)
{
    chora_status st = chora_period_parse(text, out, err);
    if (st)
        chora_at(err, "%s", option);
    return st;
}

chora_status chora_layer_read_validity(chora_new_layer *layer, const char *from, const char *to,
                                       chora_error *err)
{
    chora_period period;
    chora_status st = from ? read_day("valid-from", from, &period, err) : CHORA_OK;
    if (st)
        return st;
    layer->has_from = from != NULL;
    layer->valid_from = from ? period.first : 0;
    st = to ? read_day("valid-to", to, &period, err) : CHORA_OK;
    if (st)
        return st;
    layer->has_to = to != NULL;
    layer->valid_to = to ? period.last : 0;
    if (from && to && layer->valid_from > layer->valid_to)
        return chora_fail(err, CHORA_EINVAL, "valid-from %s lies after valid-to %s", from, to);
    return CHORA_OK;
}

/* ---- beside the others ----------------------------------------------------------------------- */

/* ?1 level, ?2 from, ?3 to, ?4 sha256, ?5 name of the new layer. */
#define NEW_IS_DATED "(?2 IS NOT NULL OR ?3 IS NOT NULL)"
#define OF_LEVEL "l.role = 'areas' AND l.level = ?1 AND l.current > 0"
#define REPLACED                                                                                   \
    "CASE WHEN " NEW_IS_DATED " THEN (" CHORA_LAYER_IS_DATED(                                      \
        "l") " AND l.valid_from IS ?2 AND l.valid_to IS ?3) OR (l.sha256 = ?4 AND l.name = ?5)"    \
             " ELSE NOT " CHORA_LAYER_IS_DATED("l") " END"
#define OVERLAPS                                                                                   \
    CHORA_LAYER_IS_DATED("l")                                                                      \
    " AND (l.valid_from IS NULL OR ?3 IS NULL OR l.valid_from <= ?3)"                              \
    " AND (l.valid_to IS NULL OR ?2 IS NULL OR l.valid_to >= ?2)"

static const char retire_sql[] =
    "UPDATE layer AS l SET current = 0 WHERE " OF_LEVEL " AND " REPLACED;

static const char overlap_sql[] =
    "SELECT l.name, l.valid_from, l.valid_to FROM layer l WHERE " OF_LEVEL " AND " NEW_IS_DATED
    " AND " OVERLAPS " ORDER BY l.id LIMIT 1";

static void bind_layer(chora_query *query, const chora_new_layer *layer)
{
    chora_query_bind_int(query, 1, layer->level);
    if (layer->has_from)
        chora_query_bind_int(query, 2, layer->valid_from);
    if (layer->has_to)
        chora_query_bind_int(query, 3, layer->valid_to);
}

static void add_span(chora_query *query, chora_buffer *out)
{
    char day[CHORA_PERIOD_TEXT_MAX];
    for (int column = 1; column <= 2; column++) {
        if (chora_query_is_null(query, column))
            continue;
        chora_day_format((chora_day)chora_query_int(query, column), day);
        chora_buffer_printf(out, "%s %s", column == 1 ? " from" : " until", day);
    }
}

/* The way out is to give one of the two an end: mostly the earlier one, which was left open. */
static chora_status refuse_overlap(chora_query *query, const chora_new_layer *layer,
                                   chora_error *err)
{
    char name[256], eve[CHORA_PERIOD_TEXT_MAX] = "DATE", morrow[CHORA_PERIOD_TEXT_MAX] = "DATE";
    chora_buffer span = CHORA_BUFFER_INIT(256);
    snprintf(name, sizeof name, "%s", chora_query_text(query, 0));
    add_span(query, &span);
    bool earlier = layer->has_from &&
                   (chora_query_is_null(query, 1) || chora_query_int(query, 1) < layer->valid_from);
    if (earlier)
        chora_day_format(layer->valid_from - 1, eve);
    else if (!chora_query_is_null(query, 1))
        chora_day_format((chora_day)chora_query_int(query, 1) - 1, morrow);
    chora_status st =
        earlier ? chora_fail(err, CHORA_EINVAL,
                             "of level %d there is already the layer \"%s\"%s, and two layers of a "
                             "level cannot hold on the same day; import that file again with "
                             "--valid-to %s (it then takes the place of its earlier import), then "
                             "this one",
                             layer->level, name, chora_buffer_text(&span), eve)
                : chora_fail(err, CHORA_EINVAL,
                             "of level %d there is already the layer \"%s\"%s, and two layers of a "
                             "level cannot hold on the same day; end this one with --valid-to %s, "
                             "or import that file again with other days first (it then takes the "
                             "place of its earlier import)",
                             layer->level, name, chora_buffer_text(&span), morrow);
    chora_buffer_free(&span);
    return st;
}

chora_status chora_layer_make_way(chora_store *store, const chora_new_layer *layer,
                                  chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(store, retire_sql, &query, err);
    if (!st) {
        bind_layer(query, layer);
        chora_query_bind_text(query, 4, layer->sha256);
        chora_query_bind_text(query, 5, layer->name);
        st = chora_query_run(query, err);
    }
    chora_query_close(query);
    query = NULL;
    if (!st)
        st = chora_query_open(store, overlap_sql, &query, err);
    if (!st) {
        bind_layer(query, layer);
        st = chora_query_step(query, &row, err);
    }
    if (!st && row)
        st = refuse_overlap(query, layer, err);
    chora_query_close(query);
    return st;
}

chora_status chora_layer_choose_current(chora_store *store, int level, chora_error *err)
{
    static const char sql[] = "WITH used AS (SELECT id, valid_to, " CHORA_LAYER_IS_DATED(
        "l") " AS dated FROM layer l"
             " WHERE " OF_LEVEL "), best AS (SELECT id, CASE WHEN dated AND valid_to IS NULL THEN 2"
             " WHEN NOT dated THEN 1 ELSE 0 END AS rank, coalesce(valid_to, 0) AS last FROM used)"
             " UPDATE layer SET current = CASE WHEN id IN (SELECT id FROM best WHERE (rank, last) ="
             " (SELECT rank, last FROM best ORDER BY rank DESC, last DESC LIMIT 1)) THEN 1 ELSE 2 "
             "END"
             " WHERE id IN (SELECT id FROM used)";
    chora_query *query = NULL;
    chora_status st = chora_query_open(store, sql, &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, level);
    st = chora_query_run(query, err);
    chora_query_close(query);
    return st;
}

chora_status chora_layers_count_dated(chora_store *store, int level, int64_t *dated,
                                      int64_t *outside, chora_error *err)
{
    static const char sql[] =
        "SELECT (SELECT count(*) FROM layer l WHERE " OF_LEVEL
        " AND " CHORA_LAYER_IS_DATED("l") "),"
                                          " (SELECT count(*) FROM incident i WHERE i.withdrawn_run "
                                          "IS NULL AND i.day IS NOT NULL"
                                          " AND NOT EXISTS (SELECT 1 FROM layer l WHERE " OF_LEVEL
                                          " AND (NOT " CHORA_LAYER_IS_DATED(
                                              "l") " OR " CHORA_LAYER_SPANS("l", "i.day") ")))";
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(store, sql, &query, err);
    if (!st) {
        chora_query_bind_int(query, 1, level);
        st = chora_query_step(query, &row, err);
    }
    if (!st && row) {
        *dated = chora_query_int(query, 0);
        *outside = chora_query_int(query, 1);
    }
    chora_query_close(query);
    return st;
}
