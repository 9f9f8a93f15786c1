#include "publish/sources.h"

#include "base/buffer.h"
#include "store/query.h"

#include <string.h>

enum { LONGEST_SOURCE = 4000 };

/* One text column of every row, joined by "; "; "" without rows. */
static chora_status joined(chora_store *store, const char *sql, chora_buffer *out, chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(store, sql, &query, err);

    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        const char *text = chora_query_text(query, 0);
        if (!text || !*text)
            continue;
        if (out->length > 0)
            chora_buffer_add_text(out, "; ");
        chora_buffer_add_text(out, text);
    }
    chora_query_close(query);
    return st;
}

static chora_status draft_boundaries(chora_store *store, chora_arena *arena,
                                     chora_figure_inputs *inputs, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_SOURCE);
    chora_status st = joined(store,
                             "SELECT DISTINCT source FROM layer"
                             " WHERE current AND source IS NOT NULL ORDER BY source",
                             &text, err);
    if (!st) {
        bool towns = inputs->places->place_count > 0;
        inputs->boundaries_source = chora_arena_printf(
            arena, "%s%s%s%s", text.length ? "Boundaries: " : "", chora_buffer_text(&text),
            text.length ? ". " : "", towns ? "Towns: GeoNames (CC BY 4.0)." : "");
        if (!inputs->boundaries_source)
            st = chora_no_memory(err);
    }
    chora_buffer_free(&text);
    return st;
}

/* "15 Aug 2021": month names cut to three letters, as the foot is narrow. */
static void short_day(chora_day day, char *out)
{
    char label[CHORA_PERIOD_TEXT_MAX];
    chora_period one = { CHORA_PERIOD_SPAN, day, day };
    chora_period_label(one, label);

    char *month = strchr(label, ' ') + 1, *year = strchr(month, ' ');
    size_t kept = year - month > 3 ? 3 : (size_t)(year - month);
    memmove(month + kept, year, strlen(year) + 1);
    memcpy(out, label, strlen(label) + 1);
}

static chora_status draft_incidents(chora_store *store, chora_arena *arena,
                                    chora_figure_inputs *inputs, chora_error *err)
{
    const chora_table *table = inputs->tables[0];
    const char *name = chora_table_dataset(table);
    chora_query *query = NULL;
    bool row = false;
    chora_status st =
        chora_query_open(store,
                         "SELECT count(*), d.licence, d.accessed, d.origin FROM dataset d"
                         " LEFT JOIN incident i ON i.dataset_id = d.id AND i.withdrawn_run IS NULL"
                         " WHERE d.name = ?1 GROUP BY d.id",
                         &query, err);
    if (!st) {
        chora_query_bind_text(query, 1, name);
        st = chora_query_step(query, &row, err);
    }
    if (!st && row) {
        chora_day first, last;
        char from[CHORA_PERIOD_TEXT_MAX], to[CHORA_PERIOD_TEXT_MAX];
        const char *licence = chora_query_text(query, 1), *accessed = chora_query_text(query, 2);
        const char *origin = chora_query_text(query, 3);
        chora_table_span(table, &first, &last);
        short_day(first, from);
        short_day(last, to);
        inputs->incidents_source = chora_arena_printf(
            arena, "Incidents: %s (%lld rows, %s – %s%s%s)%s%s.", origin ? origin : name,
            (long long)chora_query_int(query, 0), from, to, accessed ? ", accessed " : "",
            accessed ? accessed : "", licence ? ", " : "", licence ? licence : "");
        if (!inputs->incidents_source)
            st = chora_no_memory(err);
    }
    chora_query_close(query);
    return st;
}

static chora_status draft_country(chora_store *store, chora_arena *arena,
                                  chora_figure_inputs *inputs, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_SOURCE);
    chora_status st =
        joined(store,
               "SELECT n.text FROM area a JOIN layer l ON l.id = a.layer_id"
               " JOIN name n ON n.kind = 'area' AND n.ref_id = a.id AND n.lang = 'main'"
               " WHERE l.role = 'areas' AND l.current AND a.level = 0"
               " ORDER BY n.text LIMIT 4",
               &text, err);
    if (!st) {
        inputs->country = chora_arena_strdup(arena, chora_buffer_text(&text));
        if (!inputs->country)
            st = chora_no_memory(err);
    }
    chora_buffer_free(&text);
    return st;
}

chora_status chora_sources_draft(chora_store *store, chora_arena *arena,
                                 chora_figure_inputs *inputs, chora_error *err)
{
    inputs->country = inputs->incidents_source = inputs->boundaries_source = "";
    chora_status st = draft_country(store, arena, inputs, err);
    if (!st)
        st = draft_incidents(store, arena, inputs, err);
    if (!st)
        st = draft_boundaries(store, arena, inputs, err);
    return st;
}
