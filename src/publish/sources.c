#include "publish/sources.h"

#include "base/buffer.h"
#include "compose/local_names.h"
#include "compose/texts.h"
#include "compose/wording.h"
#include "store/held.h"
#include "store/vintage.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_SOURCE = 4000 };

/* One text column of every row, joined by "; "; "" without rows. `on` is bound to ?1, if any. */
static chora_status joined(chora_store *store, const char *sql, const chora_day *on,
                           chora_buffer *out, chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(store, sql, &query, err);

    if (!st && on)
        chora_vintage_bind(query, 1, *on);
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

/* The areas drawn, with the span that a dated layer holds for. */
static chora_status own_layers(chora_store *store, const chora_figure_inputs *inputs,
                               chora_buffer *out, chora_error *err)
{
    static const char sql[] =
        "SELECT DISTINCT coalesce(l.source, l.name) || CASE WHEN " CHORA_LAYER_IS_DATED(
            "l") " THEN coalesce(' from ' || date(l.valid_from * 86400, 'unixepoch'), '') ||"
                 " coalesce(' until ' || date(l.valid_to * 86400, 'unixepoch'), '') ELSE '' END AS "
                 "told FROM layer l WHERE l.role = 'areas' AND " CHORA_LAYER_ON(
                     "l", "?1") " AND l.level = %d ORDER BY told";
    int level = inputs->areas->area_count ? inputs->areas->areas[0].level : 1;
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_SOURCE);
    chora_day on = CHORA_VINTAGE_CURRENT;
    chora_table_boundaries(inputs->tables[0], &on);
    chora_buffer_printf(&text, sql, level);
    chora_status st = joined(store, chora_buffer_text(&text), &on, out, err);
    chora_buffer_free(&text);
    return st;
}

/* "Boundaries: geoBoundaries; neighbours: Natural Earth (adapted)", of one origin once. */
static const char *boundaries_text(const chora_figure_inputs *inputs, const char *own,
                                   const char *around, chora_arena *arena)
{
    if (inputs->imported)
        return chora_say(inputs->words, arena, "source.boundaries-beside", "name", own, "around",
                         around, NULL);
    return *own ? chora_say(inputs->words, arena, "source.boundaries", "name", own, NULL) : "";
}

static chora_status draft_boundaries(chora_store *store, chora_arena *arena,
                                     chora_figure_inputs *inputs, chora_error *err)
{
    chora_buffer own = CHORA_BUFFER_INIT(LONGEST_SOURCE),
                 around = CHORA_BUFFER_INIT(LONGEST_SOURCE);
    chora_status st = own_layers(store, inputs, &own, err);
    if (!st)
        st = joined(store,
                    "SELECT DISTINCT coalesce(source, name) AS told FROM layer WHERE role = 'base'"
                    " AND current ORDER BY told",
                    NULL, &around, err);
    if (!st) {
        const char *name = chora_buffer_text(&own), *beside = chora_buffer_text(&around);
        bool towns = inputs->places->place_count > 0;
        inputs->imported = *name && *beside && !strstr(name, beside);
        const char *parts[2] = { boundaries_text(inputs, name, beside, arena),
                                 towns ? chora_say(inputs->words, arena, "source.towns", NULL)
                                       : "" };
        inputs->boundaries_source =
            parts[0] && parts[1] ? chora_texts_join(inputs->words, parts, 2, arena) : NULL;
        if (!inputs->boundaries_source)
            st = chora_no_memory(err);
    }
    chora_buffer_free(&own);
    chora_buffer_free(&around);
    return st;
}

/* "15 Aug 2021 – 15 Aug 2023": short, as the foot is narrow. */
static const char *span_text(const chora_words *words, chora_period span, chora_arena *arena)
{
    chora_buffer from = CHORA_BUFFER_SMALL(256), to = CHORA_BUFFER_SMALL(256);
    chora_words_day(words, span.first, true, &from);
    chora_words_day(words, span.last, true, &to);
    const char *out = chora_say(words, arena, "source.span", "from", chora_buffer_text(&from), "to",
                                chora_buffer_text(&to), NULL);
    chora_buffer_free(&from);
    chora_buffer_free(&to);
    return out;
}

/* "Incidents: documented-attacks (74 rows, 15 Aug 2021 – 15 Aug 2023), CC0." */
static const char *incidents_text(const chora_words *words, chora_query *query, const char *name,
                                  chora_period span, chora_arena *arena)
{
    const char *given = chora_query_text(query, 1), *accessed = chora_query_text(query, 2);
    double rows = (double)chora_query_int(query, 0);
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_buffer details = CHORA_BUFFER_INIT(LONGEST_SOURCE);
    chora_number_text(words, rows, true, number);
    const char *parts[3] = {
        chora_say_many(words, arena, "source.rows", rows, number, NULL),
        span_text(words, span, arena),
        accessed ? chora_say(words, arena, "source.accessed", "date", accessed, NULL) : ""
    };
    for (int i = 0; i < 3; i++)
        if (parts[i] && *parts[i])
            chora_list_add(words, &details, parts[i]);
    const char *text = parts[0] && parts[1] && parts[2]
                           ? chora_say(words, arena, "source.incidents", "name", name, "details",
                                       chora_buffer_text(&details), NULL)
                           : NULL;
    chora_buffer_free(&details);
    const char *licence = given ? chora_words_apart(words, arena, given) : NULL;
    if (!text || (given && !licence))
        return NULL;
    return chora_arena_printf(arena, "%s%s%s%s", text, licence ? chora_words_list(words) : "",
                              licence ? licence : "", chora_words_stop(words));
}

static const char counted_sql[] =
    "SELECT count(*), d.licence, d.accessed, d.origin FROM dataset d"
    " LEFT JOIN incident i ON i.dataset_id = d.id AND i.withdrawn_run IS NULL"
    " WHERE d.name = ?1 GROUP BY d.id";
static const char held_sql[] =
    "SELECT ?2, d.licence, d.accessed, d.origin FROM dataset d WHERE d.name = ?1";

chora_status chora_incidents_source(chora_store *store, const chora_words *words, const char *name,
                                    chora_period span, chora_arena *arena, const char **out,
                                    chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    const chora_held *held = chora_held_of(store);
    chora_status st = chora_query_open(store, held ? held_sql : counted_sql, &query, err);
    if (!st && held)
        chora_query_bind_int(query, 2, (int64_t)chora_held_count(held));
    if (!st) {
        chora_query_bind_text(query, 1, name);
        st = chora_query_step(query, &row, err);
    }
    if (!st && row) {
        const char *origin = chora_query_text(query, 3);
        *out = incidents_text(words, query, origin ? origin : name, span, arena);
        if (!*out)
            st = chora_no_memory(err);
    }
    chora_query_close(query);
    return st;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const chora_area *)a)->name, ((const chora_area *)b)->name);
}

/* The countries of the project in the language of the figure: four at most name a project, more do
 * not. */
chora_status chora_countries_words(chora_store *store, const chora_words *words, chora_arena *arena,
                                   const char **out, chora_error *err)
{
    enum { NAMED_MAX = 4 };
    chora_areas countries = { 0 };
    chora_named_things things = { .areas = &countries, .on = CHORA_VINTAGE_CURRENT };
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_SOURCE);
    chora_status st = chora_areas_load(store, CHORA_ROLE_AREAS, 0, chora_words_tag(words), false,
                                       &countries, err);
    if (!st)
        st = chora_local_names(store, words, &things, err);
    if (!st && countries.area_count)
        qsort(countries.areas, countries.area_count, sizeof *countries.areas, by_text);
    for (size_t i = 0; !st && i < countries.area_count && countries.area_count <= NAMED_MAX; i++)
        chora_buffer_printf(&text, "%s%s", i ? chora_words_clause(words) : "",
                            countries.areas[i].name);
    if (!st) {
        *out = chora_arena_strdup(arena, chora_buffer_text(&text));
        if (!*out)
            st = chora_no_memory(err);
    }
    chora_buffer_free(&text);
    chora_areas_free(&countries);
    return st;
}

chora_status chora_sources_draft(chora_store *store, chora_arena *arena,
                                 chora_figure_inputs *inputs, chora_error *err)
{
    inputs->country = inputs->incidents_source = inputs->boundaries_source = "";
    chora_period span = { CHORA_PERIOD_SPAN, 0, 0 };
    chora_table_span(inputs->tables[0], &span.first, &span.last);
    chora_status st = chora_countries_words(store, inputs->words, arena, &inputs->country, err);
    if (!st)
        st = chora_incidents_source(store, inputs->words, chora_table_dataset(inputs->tables[0]),
                                    span, arena, &inputs->incidents_source, err);
    if (!st)
        st = draft_boundaries(store, arena, inputs, err);
    return st;
}
