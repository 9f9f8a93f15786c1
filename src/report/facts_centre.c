#include "report/facts_centre.h"

#include "compose/local_names.h"

#include <math.h>
#include <string.h>

enum { LONGEST_CONDITION = 1 << 16 };

/* ---- the scope as a condition ---------------------------------------------------------------- */

static void add_condition(chora_buffer *out, const char *format, const char *text)
{
    chora_buffer_add_text(out, out->length ? " AND " : "");
    chora_buffer_printf(out, format, text);
}

/* coalesce(type, '') = 'it''s' */
static void add_word(chora_buffer *out, const char *column, const char *word)
{
    chora_buffer quoted = CHORA_BUFFER_INIT(LONGEST_CONDITION);
    for (; *word; word++) {
        if (*word == '\'')
            chora_buffer_add_byte(&quoted, '\'');
        chora_buffer_add_byte(&quoted, (unsigned char)*word);
    }
    add_condition(out, "coalesce(%s, '') = ", column);
    chora_buffer_printf(out, "'%s'", chora_buffer_text(&quoted));
    out->failed = out->failed || quoted.failed;
    chora_buffer_free(&quoted);
}

static const char *text_of(const chora_facts *facts, const chora_filter *filter)
{
    for (size_t i = 0; i < facts->filter_count; i++)
        if (facts->filters[i].filter == filter)
            return facts->filters[i].where;
    return NULL;
}

static const char *condition_of(const chora_facts *facts, const chora_scope *scope)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_CONDITION);
    if (facts->options.where)
        add_condition(&text, "(%s)", facts->options.where);
    if (scope->filter && text_of(facts, scope->filter))
        add_condition(&text, "(%s)", text_of(facts, scope->filter));
    if (scope->deadly)
        add_condition(&text, "%s", "coalesce(killed_low, killed, killed_high) > 0");
    for (int i = 0; i < CHORA_RECORD_COLUMNS; i++)
        if (scope->words[i])
            add_word(&text, chora_record_column_name((chora_record_column)i), scope->words[i]);
    const char *out = text.failed || text.length == 0
                          ? NULL
                          : chora_arena_strdup(facts->teller.arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

/* ---- the centre ------------------------------------------------------------------------------ */

static chora_measure_options measure_of(const chora_facts *facts, const chora_scope *scope)
{
    chora_measure_options options = CHORA_MEASURE_INIT;
    options.by = CHORA_PERIOD_ALL;
    options.span_given = true;
    options.first = scope->period.first;
    options.last = scope->period.last;
    options.level = facts->options.level;
    options.dataset = facts->records.dataset;
    options.where = condition_of(facts, scope);
    options.frame = facts->options.frame;
    options.boundaries_given = true;
    options.boundaries_on = facts->records.frame.on;
    if (scope->area != CHORA_NO_INDEX)
        options.frame = chora_frame_drawn(&facts->records.frame, scope->area)->code;
    return options;
}

bool chora_facts_centre(const chora_facts *facts, const chora_scope *scope, chora_centre *out)
{
    chora_day day = 0;
    chora_table *table = NULL;
    if (chora_facts_cover(facts, scope->period, &day) == CHORA_COVER_NONE ||
        chora_facts_count(facts, scope).withheld)
        return false;
    chora_measure_options options = measure_of(facts, scope);
    if (chora_measure(facts->store, &options, &table, NULL))
        return false;
    bool known = chora_table_periods(table) > 0 && chora_table_centre(table, 0, out);
    chora_table_free(table);
    return known;
}

/* ---- what is near ---------------------------------------------------------------------------- */

static const chora_place *nearest_of(const chora_places *places, chora_xy at, double *km)
{
    const chora_place *nearest = NULL;
    for (size_t i = 0; i < places->place_count; i++) {
        double metres = chora_geodesic_m(at, places->places[i].lonlat);
        if (!nearest || metres / 1000 < *km) {
            nearest = &places->places[i];
            *km = metres / 1000;
        }
    }
    return nearest;
}

const char *chora_facts_nearest_town(const chora_facts *facts, chora_xy at, double *km)
{
    enum { LEAST_TOWN = 10000 };
    const double reach = 4;
    const chora_box window = { at.x - 2 * reach, at.y - reach, at.x + 2 * reach, at.y + reach };
    chora_places places = { 0 };
    chora_areas areas = { 0 };
    const char *name = NULL, *language = chora_words_tag(facts->teller.words);
    chora_day on = facts->records.frame.on;
    chora_named_things things = { &areas, NULL, &places, facts->options.level, on };
    if (chora_places_load(facts->store, window, LEAST_TOWN, language, &places, NULL))
        return NULL;
    if (!chora_areas_load_on(facts->store, facts->options.level, on, language, false, &areas,
                             NULL) &&
        !chora_local_names(facts->store, facts->teller.words, &things, NULL)) {
        const chora_place *nearest = nearest_of(&places, at, km);
        name = nearest ? chora_arena_strdup(facts->teller.arena, nearest->name) : NULL;
    }
    chora_areas_free(&areas);
    chora_places_free(&places);
    return name;
}
