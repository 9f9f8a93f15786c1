#include "measure/number.h"

#include "base/text.h"
#include "store/held.h"
#include "store/query.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of chora_held_numbers. */
static const char *const column_sql[CHORA_HELD_NUMBERS] = { "i.killed",        "i.injured",
                                                            "i.killed_low",    "i.killed_high",
                                                            "i.injured_low",   "i.injured_high",
                                                            "i.evidence_count" };

static chora_status open_extra(chora_store *store, int64_t dataset_id, const char *sql,
                               const char *key, chora_query **out, chora_error *err)
{
    chora_status st = chora_query_open(store, sql, out, err);
    if (st)
        return st;
    chora_query_bind_int(*out, 1, dataset_id);
    if (key)
        chora_query_bind_text(*out, 2, key);
    return CHORA_OK;
}

/** Does the key exist, and is it a number somewhere? */
static chora_status look_for(chora_store *store, int64_t dataset_id, const char *key, bool *exists,
                             bool *numeric, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st =
        open_extra(store, dataset_id,
                   "SELECT value FROM (SELECT " CHORA_EXTRA_VALUE " AS value FROM incident i "
                   "WHERE i.dataset_id = ?1 AND i.withdrawn_run IS NULL) "
                   "WHERE value IS NOT NULL",
                   key, &query, err);
    bool row = false;
    *exists = *numeric = false;
    while (!st && !*numeric && !(st = chora_query_step(query, &row, err)) && row) {
        double number;
        const char *text = chora_query_text(query, 0);
        *exists = true;
        *numeric = text && chora_text_number(text, &number);
    }
    chora_query_close(query);
    return st;
}

chora_status chora_extra_keys_list(chora_store *store, int64_t dataset_id, chora_buffer *out,
                                   chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = open_extra(
        store, dataset_id,
        "SELECT DISTINCT e.key FROM incident i, json_each(CASE WHEN json_valid(i.extra) "
        "THEN i.extra ELSE '{}' END) e WHERE i.dataset_id = ?1 AND i.withdrawn_run IS NULL "
        "AND e.key IS NOT NULL ORDER BY e.key LIMIT 20",
        NULL, &query, err);
    bool row = false;
    while (!st && !(st = chora_query_step(query, &row, err)) && row)
        chora_buffer_printf(out, ", %s", chora_query_text(query, 0));
    chora_query_close(query);
    return st;
}

static chora_status no_column(chora_store *store, int64_t dataset_id, const char *of,
                              chora_error *err)
{
    const char *near = chora_text_nearest(of, chora_held_numbers);
    if (near)
        return chora_fail(err, CHORA_ENOTFOUND, "no number column \"%s\"; did you mean \"%s\"?", of,
                          near);
    chora_buffer keys = CHORA_BUFFER_INIT(2048);
    chora_status st = chora_extra_keys_list(store, dataset_id, &keys, err);
    if (!st)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "no number column \"%s\"; there are count, killed, injured%s", of,
                        chora_buffer_text(&keys));
    chora_buffer_free(&keys);
    return st;
}

chora_status chora_number_choose(chora_store *store, int64_t dataset_id, const char *of,
                                 chora_number *out, chora_error *err)
{
    if (!of || !*of || strcmp(of, "count") == 0) {
        *out = (chora_number){ true, NULL, NULL, -1 };
        return CHORA_OK;
    }
    for (int i = 0; chora_held_numbers[i]; i++)
        if (strcmp(of, chora_held_numbers[i]) == 0) {
            *out = (chora_number){ false, column_sql[i], NULL, i };
            return CHORA_OK;
        }
    bool exists = false, numeric = false;
    chora_status st = look_for(store, dataset_id, of, &exists, &numeric, err);
    if (st)
        return st;
    if (!exists)
        return no_column(store, dataset_id, of, err);
    if (!numeric)
        return chora_fail(err, CHORA_ENOTFOUND, "column \"%s\" holds a number in no row", of);
    *out = (chora_number){ false, CHORA_EXTRA_VALUE, of, -1 };
    return CHORA_OK;
}

typedef struct {
    size_t drawn;
    int year;
    double value;
} area_value;

typedef struct {
    area_value *items;
    size_t count, capacity;
} area_values;

static int by_area_and_year(const void *a, const void *b)
{
    const area_value *x = a, *y = b;
    if (x->drawn != y->drawn)
        return x->drawn < y->drawn ? -1 : 1;
    return (x->year > y->year) - (x->year < y->year);
}

static chora_status read_values(chora_store *store, const chora_frame *frame, const char *name,
                                area_values *values, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        store, "SELECT area_id, year, value FROM area_value WHERE name = ?1 AND value IS NOT NULL",
        &query, err);
    if (st)
        return st;
    chora_query_bind_text(query, 1, name);
    bool row = false;
    while (!(st = chora_query_step(query, &row, err)) && row) {
        const chora_frame_area *area = chora_frame_find(frame, chora_query_int(query, 0));
        if (!area || area->level != frame->level)
            continue;
        if (chora_grow((void **)&values->items, &values->capacity, values->count,
                       sizeof *values->items)) {
            st = chora_no_memory(err);
            break;
        }
        values->items[values->count++] = (area_value){ area->drawn, (int)chora_query_int(query, 1),
                                                       chora_query_double(query, 2) };
    }
    chora_query_close(query);
    return st;
}

static chora_status index_values(area_values *values, const chora_frame *frame, chora_arena *arena,
                                 chora_denominators *out, chora_error *err)
{
    qsort(values->items, values->count, sizeof *values->items, by_area_and_year);
    out->start = chora_arena_alloc(arena, frame->count + 1, sizeof *out->start);
    out->year = chora_arena_alloc(arena, values->count, sizeof *out->year);
    out->value = chora_arena_alloc(arena, values->count, sizeof *out->value);
    if (!out->start || !out->year || !out->value)
        return chora_no_memory(err);
    for (size_t i = 0; i < values->count; i++) {
        out->year[i] = values->items[i].year;
        out->value[i] = values->items[i].value;
        out->start[values->items[i].drawn + 1] = i + 1;
    }
    for (size_t i = 0; i < frame->count; i++)
        if (out->start[i + 1] < out->start[i])
            out->start[i + 1] = out->start[i];
    return CHORA_OK;
}

chora_status chora_denominators_load(chora_store *store, const chora_frame *frame, double per,
                                     const char *per_value, chora_arena *arena,
                                     chora_denominators *out, chora_error *err)
{
    if (!(per >= 0) || isinf(per))
        return chora_fail(err, CHORA_EINVAL, "per: must be a number above 0");
    chora_denominators made = { .per = per };
    made.by_km2 = per_value && strcmp(per_value, "km2") == 0;
    if (made.by_km2 && per == 0)
        made.per = 1;
    if (made.per == 0 || made.by_km2) {
        *out = made;
        return CHORA_OK;
    }
    const char *name = per_value && *per_value ? per_value : "population";
    area_values values = { 0 };
    chora_status st = read_values(store, frame, name, &values, err);
    if (!st && values.count == 0)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "no area of level %d has a value \"%s\" to divide by; import one first",
                        frame->level, name);
    if (!st)
        st = index_values(&values, frame, arena, &made, err);
    free(values.items);
    if (!st)
        *out = made;
    return st;
}

static double value_for(const chora_denominators *denominators, const chora_frame *frame,
                        size_t drawn, int year)
{
    if (denominators->by_km2)
        return chora_frame_drawn(frame, drawn)->area_km2;
    size_t at = denominators->start[drawn], end = denominators->start[drawn + 1];
    if (at == end)
        return NAN;
    while (at + 1 < end && denominators->year[at + 1] <= year)
        at++;
    return denominators->value[at];
}

double chora_denominators_factor(const chora_denominators *denominators, const chora_frame *frame,
                                 size_t drawn, int year)
{
    if (denominators->per == 0)
        return 1;
    double value = value_for(denominators, frame, drawn, year);
    return value > 0 && isfinite(value) ? denominators->per / value : NAN;
}
