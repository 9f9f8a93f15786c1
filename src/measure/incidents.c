#include "measure/incidents.h"

#include "base/memory.h"
#include "base/text.h"
#include "store/shield.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct chora_incidents {
    const chora_held *held; /**< Read from here, ... */
    size_t next, end;
    int column;
    chora_query *query; /**< ... else from here. */
    int64_t last_id;    /**< Of the rows of one incident (one a layer) only the first counts. */
    bool any;
    bool shield_holds, coarser; /**< Does a profile hold, and does it change anything? */
    bool counts;                /**< Every row is 1: nothing to read. */
    /** Of each stated column: its index among the held texts, or numbers behind these. */
    int stated[CHORA_INCIDENTS_STATED];
};

/* The finest match comes first; of two equally fine ones that in the finer area. */
#define ORDER                                                                                      \
    " ORDER BY i.key, CASE m.level WHEN 'exact' THEN 0 WHEN 'near' THEN 1 WHEN 'place' THEN 2 "    \
    "WHEN 'district' THEN 3 WHEN 'province' THEN 4 WHEN 'country' THEN 5 ELSE 6 END, "             \
    "a.level DESC, m.layer_id"

/*
 * Mostly an incident has one match, in a layer in use: then the order by key, which is an index, is
 * enough. To sort each incident's one match took a third of a reading.
 */
static const char single_sql[] =
    "SELECT NOT EXISTS (SELECT 1 FROM match GROUP BY incident_id HAVING count(*) > 1 OR "
    "max(layer_id) NOT IN (SELECT id FROM layer WHERE role = 'areas' AND current > 0))";

static chora_status has_single_matches(chora_store *store, bool *out, chora_error *err)
{
    chora_query *query = NULL;
    int64_t single = 0;
    chora_status st = chora_query_open(store, single_sql, &query, err);
    if (!st)
        st = chora_query_one_int(query, &single, err);
    chora_query_close(query);
    *out = single != 0;
    return st;
}

static void write_sql(const chora_incidents_options *options, bool single, chora_buffer *sql)
{
    chora_buffer_add_text(sql, "SELECT i.id, i.key, i.hash, i.day, i.date_precision, "
                               "i.place_precision, i.lon, i.lat, i.sensitivity, m.area_id, "
                               "m.place_id, m.level, i.day_end, ");
    chora_buffer_add_text(sql, options->value ? options->value : "1");
    for (int i = 0; options->stated && options->stated[i]; i++)
        chora_buffer_printf(sql, ", i.%s", options->stated[i]);
    if (options->more)
        chora_buffer_printf(sql, ", %s", options->more);
    chora_buffer_add_text(sql, " FROM incident i LEFT JOIN match m ON m.incident_id = i.id ");
    if (!single)
        chora_buffer_add_text(sql, "AND m.layer_id IN (SELECT id FROM layer WHERE role = 'areas' "
                                   "AND current > 0) ");
    chora_buffer_add_text(sql, "LEFT JOIN area a ON a.id = m.area_id "
                               "WHERE i.dataset_id = ?1 AND i.withdrawn_run IS NULL");
    chora_buffer_add_text(sql, single ? " ORDER BY i.key" : ORDER);
}

static chora_status open_query(chora_incidents *incidents, chora_store *store,
                               const chora_incidents_options *options, chora_error *err)
{
    bool single = false;
    chora_buffer sql = CHORA_BUFFER_INIT(16384);
    chora_status st = has_single_matches(store, &single, err);
    if (st)
        return st;
    write_sql(options, single, &sql);
    st = sql.failed ? chora_no_memory(err)
                    : chora_query_open(store, chora_buffer_text(&sql), &incidents->query, err);
    chora_buffer_free(&sql);
    if (st)
        return st;
    chora_query_bind_int(incidents->query, 1, options->dataset_id);
    if (options->bound)
        chora_query_bind_text(incidents->query, 2, options->bound);
    incidents->shield_holds = chora_shield_holds(store);
    incidents->coarser = chora_shield_report(store)->coarser > 0;
    return CHORA_OK;
}

/* Where a stated column is held; -1: it is not. */
static int find_stated(const chora_held *held, const char *name)
{
    int text = chora_held_has_texts(held) ? chora_held_column(chora_held_texts, name) : -1,
        number = chora_held_has_numbers(held) ? chora_held_column(chora_held_numbers, name) : -1;
    return text >= 0 ? text : number >= 0 ? CHORA_HELD_TEXTS + number : -1;
}

/* Held incidents can be read without SQL, as long as no SQL is asked for. */
static const chora_held *find_held(const chora_store *store, const chora_incidents_options *options,
                                   int *stated)
{
    const chora_held *held = chora_held_of(store);
    if (!held || options->more ||
        (options->value && (options->column < 0 || !chora_held_has_numbers(held))))
        return NULL;
    for (int i = 0; options->stated && options->stated[i]; i++)
        if ((stated[i] = find_stated(held, options->stated[i])) < 0)
            return NULL;
    return held;
}

chora_status chora_incidents_open(chora_store *store, const chora_incidents_options *options,
                                  chora_incidents **out, chora_error *err)
{
    chora_incidents *incidents = chora_alloc(1, sizeof *incidents);
    if (!incidents)
        return chora_no_memory(err);
    incidents->counts = !options->value;
    incidents->column = options->column;
    incidents->held = find_held(store, options, incidents->stated);
    incidents->end = incidents->held ? chora_held_count(incidents->held) : 0;
    chora_status st = incidents->held ? CHORA_OK : open_query(incidents, store, options, err);
    if (st)
        chora_incidents_close(incidents);
    else
        *out = incidents;
    return st;
}

static chora_date_precision date_precision(const char *name)
{
    static const char *const names[] = { "day", "week", "month", "year" };
    for (int i = 0; name && i < 4; i++)
        if (strcmp(name, names[i]) == 0)
            return (chora_date_precision)i;
    return CHORA_DATE_DAY;
}

/** Never finer than what the row itself says of its place. */
static chora_precision place_precision(chora_precision level, const char *stated)
{
    chora_precision limit = stated ? chora_precision_parse(stated) : CHORA_NOT_STATED;
    if (stated && strcmp(stated, CHORA_SHIELD_DISPLACED) == 0)
        limit = CHORA_DISTRICT;
    if (level == CHORA_NOT_STATED)
        level = CHORA_NONE;
    return limit != CHORA_NOT_STATED && limit > level ? limit : level;
}

static void take_days(int64_t day, bool has_end, int64_t end, chora_incident *out)
{
    out->has_day = out->has_day && day >= chora_day_from_ymd(1, 1, 1) &&
                   day <= chora_day_from_ymd(9999, 12, 31);
    out->day = out->has_day ? (chora_day)day : 0;
    out->last_day = has_end ? (chora_day)end : out->day;
}

static void read_incident(const chora_incidents *incidents, chora_incident *out)
{
    chora_query *query = incidents->query;
    bool counts = incidents->counts;
    const char *matched = chora_query_text(query, 11), *stated = chora_query_text(query, 5);

    *out = (chora_incident){
        .id = chora_query_int(query, 0),
        .key = chora_query_text(query, 1),
        .hash = chora_query_text(query, 2),
        .has_day = !chora_query_is_null(query, 3),
        .date = date_precision(chora_query_text(query, 4)),
        .precision = place_precision(matched ? chora_precision_parse(matched) : CHORA_NONE, stated),
        .lon = chora_query_double(query, 6),
        .lat = chora_query_double(query, 7),
        .area_id = chora_query_is_null(query, 9) ? 0 : chora_query_int(query, 9),
        .place_id = chora_query_is_null(query, 10) ? 0 : chora_query_int(query, 10),
    };
    take_days(chora_query_int(query, 3), !chora_query_is_null(query, 12),
              chora_query_int(query, 12), out);
    const char *sensitivity = chora_query_text(query, 8);
    bool marked = sensitivity && *sensitivity && strcmp(sensitivity, "public") != 0;
    out->is_protected = marked && !incidents->shield_holds;
    out->is_shielded = marked && incidents->coarser;
    out->is_displaced = out->is_shielded && stated && strcmp(stated, CHORA_SHIELD_DISPLACED) == 0;
    const char *value = counts ? NULL : chora_query_text(query, 13);
    out->has_value = counts || (value && chora_text_number(value, &out->value));
    if (counts)
        out->value = 1;
}

/* No profile holds: where incidents are held none is marked. */
static void read_held(const chora_incidents *incidents, chora_incident *out)
{
    const chora_held_row *row = chora_held_at(incidents->held, incidents->next);
    *out = (chora_incident){
        .id = row->id,
        .key = row->key,
        .hash = row->hash,
        .has_day = row->has_day,
        .date = date_precision(row->date_precision),
        .precision = place_precision(row->level, row->place_precision),
        .lon = row->lon,
        .lat = row->lat,
        .area_id = row->area_id,
        .place_id = row->place_id,
        .has_value = true,
        .value = 1,
    };
    take_days(row->day, row->has_day, row->day_end, out);
    if (incidents->counts)
        return;
    int64_t number = chora_held_number(incidents->held, incidents->next, incidents->column);
    out->has_value = number != CHORA_HELD_NO_NUMBER;
    out->value = out->has_value ? (double)number : 0;
}

static chora_status next_held(chora_incidents *incidents, chora_incident *out, bool *more)
{
    *more = incidents->next < incidents->end;
    if (*more)
        read_held(incidents, out);
    incidents->next += *more;
    return CHORA_OK;
}

chora_status chora_incidents_next(chora_incidents *incidents, chora_incident *out, bool *more,
                                  chora_error *err)
{
    bool row = false;
    if (incidents->held)
        return next_held(incidents, out, more);
    do {
        chora_status st = chora_query_step(incidents->query, &row, err);
        if (st)
            return st;
    } while (row && incidents->any && chora_query_int(incidents->query, 0) == incidents->last_id);
    *more = row;
    if (!row)
        return CHORA_OK;
    read_incident(incidents, out);
    incidents->any = true;
    incidents->last_id = out->id;
    return CHORA_OK;
}

const chora_held *chora_incidents_held(const chora_incidents *incidents)
{
    return incidents->held;
}

chora_status chora_incidents_part(const chora_incidents *held, size_t first, size_t count,
                                  chora_incidents **out, chora_error *err)
{
    chora_incidents *part = chora_alloc(1, sizeof *part);
    if (!part)
        return chora_no_memory(err);
    *part = *held;
    part->next = first < held->end ? first : held->end;
    part->end = count < held->end - part->next ? part->next + count : held->end;
    *out = part;
    return CHORA_OK;
}

chora_query *chora_incidents_query(chora_incidents *incidents)
{
    return incidents->query;
}

const char *chora_incidents_text(const chora_incidents *incidents, int column)
{
    if (incidents->held)
        return chora_held_text(incidents->held, incidents->next - 1, incidents->stated[column]);
    return chora_query_text(incidents->query, CHORA_INCIDENTS_MORE + column);
}

bool chora_incidents_number(const chora_incidents *incidents, int column, double *out)
{
    if (incidents->held) {
        int64_t number = chora_held_number(incidents->held, incidents->next - 1,
                                           incidents->stated[column] - CHORA_HELD_TEXTS);
        *out = (double)number;
        return number != CHORA_HELD_NO_NUMBER;
    }
    *out = chora_query_double(incidents->query, CHORA_INCIDENTS_MORE + column);
    return !isnan(*out);
}

void chora_incidents_close(chora_incidents *incidents)
{
    if (!incidents)
        return;
    chora_query_close(incidents->query);
    free(incidents);
}
