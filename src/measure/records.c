#include "measure/records.h"

#include "base/search.h"
#include "measure/carry.h"
#include "measure/coverage.h"
#include "measure/dataset.h"
#include "measure/fate.h"
#include "measure/row_hash.h"
#include "store/filter.h"
#include "store/vintage.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_WORD = CHORA_INCIDENTS_MORE,
    FIRST_PEOPLE = FIRST_WORD + CHORA_RECORD_COLUMNS,
    EVIDENCE = FIRST_PEOPLE + 6,
    LINE,
    KIND, /* with a basis */
    FIRST_CLAIMED
};

/* What is read behind the columns of an incident. */
#define COLUMNS                                                                                    \
    "i.type, i.subtype, i.target, i.community, i.perpetrator, i.claim, i.verification, "           \
    "i.killed_low, i.killed, i.killed_high, i.injured_low, i.injured, i.injured_high, "            \
    "coalesce(i.evidence_count, (SELECT count(*) FROM evidence e WHERE e.incident_id = i.id)), "   \
    "i.line"

static const char *const column_names[CHORA_RECORD_COLUMNS] = {
    "type", "subtype", "target", "community", "perpetrator", "claim", "verification"
};

const char *chora_record_column_name(chora_record_column column)
{
    return column_names[column];
}

/* ---- texts that many rows share ------------------------------------------------------------ */

typedef struct {
    const char **items; /* Sorted. */
    size_t count, capacity;
} texts;

static const char *share_text(texts *known, const char *text, chora_arena *arena)
{
    if (!text || !*text)
        return "";
    size_t at = chora_search_list(known->items, known->count, text);
    if (at < known->count && strcmp(known->items[at], text) == 0)
        return known->items[at];
    const char *copy = chora_arena_strdup(arena, text);
    if (!copy ||
        chora_grow((void **)&known->items, &known->capacity, known->count, sizeof *known->items))
        return NULL;
    memmove(known->items + at + 1, known->items + at, (known->count - at) * sizeof *known->items);
    known->items[at] = copy;
    known->count++;
    return copy;
}

/* ---- one row ------------------------------------------------------------------------------- */

static int64_t stated(chora_query *query, int column)
{
    return chora_query_is_null(query, column) ? -1 : chora_query_int(query, column);
}

static chora_record_people read_people(chora_query *query, int column)
{
    return (chora_record_people){ stated(query, column), stated(query, column + 1),
                                  stated(query, column + 2) };
}

static chora_status place_record(chora_carrier *carrier, const chora_incident *incident,
                                 chora_record *out, chora_error *err)
{
    const chora_frame_area *area = NULL;
    bool other = false;
    chora_status st = chora_carry(carrier, incident, &area, &other, err);

    out->placed =
        !st && chora_fate_by_area(carrier->frame, incident, area, other) == CHORA_FATE_SHOWN;
    out->area = out->placed ? area->drawn : CHORA_NO_INDEX;
    return st;
}

/* A row without an id of its own is kept under its hash, which tells nobody anything. */
static const char *shown_id(const chora_incident *incident, int64_t line, const char *dataset,
                            chora_arena *arena)
{
    size_t length = strlen(incident->hash);
    bool is_hash = length > 0 && strncmp(incident->key, incident->hash, length) == 0 &&
                   incident->key[length] == '-';
    return is_hash ? chora_arena_printf(arena, "%s:%lld", dataset, (long long)line)
                   : chora_arena_strdup(arena, incident->key);
}

static bool read_record(chora_query *query, const chora_incident *incident, const char *dataset,
                        texts *known, chora_arena *arena, chora_record *out)
{
    *out =
        (chora_record){ .id = incident->id,
                        .key = chora_arena_strdup(arena, incident->key),
                        .shown = shown_id(incident, chora_query_int(query, LINE), dataset, arena),
                        .day = incident->day,
                        .dated = incident->has_day && incident->date != CHORA_DATE_YEAR,
                        .date_precision = (int)incident->date,
                        .precision = incident->precision,
                        .killed = read_people(query, FIRST_PEOPLE),
                        .injured = read_people(query, FIRST_PEOPLE + 3),
                        .evidence = chora_query_int(query, EVIDENCE),
                        .kind = CHORA_NEITHER,
                        .claimed_killed = { -1, -1, -1 },
                        .claimed_injured = { -1, -1, -1 } };
    for (int i = 0; i < CHORA_RECORD_COLUMNS; i++) {
        out->words[i] = share_text(known, chora_query_text(query, FIRST_WORD + i), arena);
        if (!out->words[i])
            return false;
    }
    return out->key && out->shown;
}

static void read_claim(chora_query *query, const char *kind, chora_record *out)
{
    out->kind = chora_claim_kind_of(kind);
    out->claimed_killed = read_people(query, FIRST_CLAIMED);
    out->claimed_injured = read_people(query, FIRST_CLAIMED + 3);
}

/* ---- all rows ------------------------------------------------------------------------------ */

static chora_status take_row(chora_records *records, chora_carrier *carrier,
                             chora_incidents *incidents, const chora_incident *incident,
                             const chora_filter *filter, const chora_claims_basis *basis,
                             texts *known, size_t *capacity, chora_error *err)
{
    chora_query *query = chora_incidents_query(incidents);
    const char *kind = basis ? chora_query_text(query, KIND) : NULL;
    if (kind && strcmp(kind, CHORA_CLAIM_LINKED) == 0)
        return CHORA_OK;
    records->accepted++;
    if (!chora_filter_admits(filter, incident->id)) {
        records->filtered_out++;
        return CHORA_OK;
    }
    if (chora_grow((void **)&records->items, capacity, records->count, sizeof *records->items) ||
        !read_record(query, incident, records->dataset, known, records->arena,
                     &records->items[records->count]))
        return chora_no_memory(err);
    if (kind)
        read_claim(query, kind, &records->items[records->count]);
    return place_record(carrier, incident, &records->items[records->count++], err);
}

static int compare_records(const void *a, const void *b)
{
    const chora_record *left = a, *right = b;
    if (left->dated != right->dated)
        return left->dated ? -1 : 1;
    if (left->dated && left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return strcmp(left->key, right->key);
}

static chora_status open_rows(chora_store *store, const chora_claims_basis *basis,
                              int64_t dataset_id, chora_incidents **out, chora_error *err)
{
    chora_buffer more = CHORA_BUFFER_INIT(1 << 16);
    chora_buffer_add_text(&more, COLUMNS);
    if (basis)
        chora_buffer_printf(&more, ", %s, %s", basis->kind_sql, basis->people_sql);
    const chora_incidents_options options = { .dataset_id = dataset_id,
                                              .more = chora_buffer_text(&more) };
    chora_status st =
        more.failed ? chora_no_memory(err) : chora_incidents_open(store, &options, out, err);
    chora_buffer_free(&more);
    return st;
}

static chora_status read_rows(chora_store *store, const chora_records_options *asked,
                              const chora_filter *filter, chora_records *records, chora_error *err)
{
    chora_incidents *incidents = NULL;
    chora_carrier carrier = { 0 };
    chora_status st = open_rows(store, asked->basis, records->dataset_id, &incidents, err);
    if (!st)
        st = chora_carrier_open(&carrier, store, &records->frame, err);
    chora_incident incident;
    chora_row_hash hash;
    texts known = { 0 };
    size_t capacity = 0;
    bool more = false;

    chora_row_hash_begin(&hash, st ? NULL : incidents);
    while (!st && !(st = chora_incidents_next(incidents, &incident, &more, err)) && more) {
        chora_row_hash_add(&hash, &incident);
        st = take_row(records, &carrier, incidents, &incident, filter, asked->basis, &known,
                      &capacity, err);
    }
    chora_row_hash_end(&hash, records->hash);
    chora_carrier_close(&carrier);
    chora_incidents_close(incidents);
    free(known.items);
    if (!st && records->count)
        qsort(records->items, records->count, sizeof *records->items, compare_records);
    return st;
}

/* ---- the areas' names ---------------------------------------------------------------------- */

static chora_status name_areas(chora_store *store, const chora_records_options *options,
                               chora_records *records, chora_error *err)
{
    chora_areas areas = { 0 };
    chora_status st = chora_areas_load_on(store, options->level, records->frame.on,
                                          options->language, false, &areas, err);
    records->area_names =
        chora_arena_alloc(records->arena, records->frame.count + 1, sizeof *records->area_names);
    if (!st && !records->area_names)
        st = chora_no_memory(err);
    for (size_t i = 0; !st && i < records->frame.count; i++) {
        const chora_frame_area *drawn = chora_frame_drawn(&records->frame, i);
        size_t index = chora_areas_index(&areas, drawn->id);
        records->area_names[i] = chora_arena_strdup(
            records->arena, index == CHORA_NO_INDEX ? drawn->code : areas.areas[index].name);
        if (!records->area_names[i])
            st = chora_no_memory(err);
    }
    chora_areas_free(&areas);
    return st;
}

static chora_status find_span(chora_store *store, chora_records *records, chora_error *err)
{
    chora_coverage coverage;
    chora_status st =
        chora_coverage_load(store, records->dataset_id, records->arena, &coverage, err);
    if (!st) {
        records->covered = coverage.known;
        records->first = coverage.first;
        records->last = coverage.last;
    }
    return st;
}

static chora_status load(chora_store *store, const chora_records_options *options,
                         chora_records *records, chora_error *err)
{
    chora_dataset dataset;
    chora_filter *filter = NULL;
    chora_day on = CHORA_VINTAGE_CURRENT;
    chora_status st = chora_dataset_choose(store, options->dataset, records->arena, &dataset, err);

    if (!st) {
        records->dataset_id = dataset.id;
        records->dataset = dataset.name;
        st = find_span(store, records, err);
    }
    if (!st)
        st = chora_frame_day(store, options->level,
                             records->covered ? records->last : CHORA_VINTAGE_CURRENT, &on, err);
    if (!st && options->boundaries_on)
        on = *options->boundaries_on;
    if (!st)
        st = chora_frame_load(store, options->level, on, options->frame, records->arena,
                              &records->frame, err);
    if (!st)
        st = name_areas(store, options, records, err);
    if (!st)
        st = chora_filter_new(store, options->where, &filter, err);
    if (!st)
        st = read_rows(store, options, filter, records, err);
    chora_filter_free(filter);
    return st;
}

chora_status chora_records_load(chora_store *store, const chora_records_options *options,
                                chora_arena *arena, chora_records *out, chora_error *err)
{
    chora_records records = { .arena = arena };
    chora_status st = load(store, options, &records, err);
    if (st) {
        chora_records_free(&records);
        return st;
    }
    *out = records;
    return CHORA_OK;
}

void chora_records_free(chora_records *records)
{
    free(records->items);
    *records = (chora_records){ 0 };
}

/* ---- adding up ----------------------------------------------------------------------------- */

static int64_t first_stated(int64_t a, int64_t b, int64_t c)
{
    return a >= 0 ? a : b >= 0 ? b : c;
}

void chora_toll_add(chora_toll *toll, chora_record_people people)
{
    int64_t low = first_stated(people.low, people.best, people.high);
    int64_t high = first_stated(people.high, people.best, people.low);
    if (low < 0) {
        toll->unknown++;
        return;
    }
    toll->stated++;
    toll->low += low;
    toll->high += high;
    if (people.best >= 0 || low == high) {
        toll->with_best++;
        toll->best += people.best >= 0 ? people.best : low;
    }
}

void chora_count_add(chora_count *count, const chora_record *record)
{
    int64_t killed = first_stated(record->killed.low, record->killed.best, record->killed.high);
    count->incidents++;
    count->deadly += killed > 0;
    count->deadly_unknown += killed < 0;
    chora_toll_add(&count->killed, record->killed);
    chora_toll_add(&count->injured, record->injured);
    count->evidence += record->evidence;
    count->with_evidence += record->evidence > 0;
}
