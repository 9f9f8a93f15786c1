#include "base/digest.h"
#include "measure/account.h"
#include "measure/carry.h"
#include "measure/coverage.h"
#include "measure/dataset.h"
#include "measure/fate.h"
#include "measure/incidents.h"
#include "measure/number.h"
#include "measure/periods.h"
#include "measure/symbols.h"
#include "measure/table.h"
#include "store/filter.h"
#include "store/vintage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** Areas times periods; more is a slip in the span. */
#define CELLS_MAX 20000000u

/** What is known while the rows pass by. */
typedef struct {
    chora_store *store;
    const chora_measure_options *options;
    chora_table *table;
    chora_dataset dataset;
    chora_coverage coverage;
    chora_periods periods;
    chora_number number;
    chora_denominators denominators;
    chora_filter *filter;
    chora_sightings sightings;
    chora_carrier carrier;
    int64_t *stated;   /**< Per cell: rows that state the number. */
    int64_t *touching; /**< Per period: rows that may belong to it. */
    bool *seen;        /**< Per area of the frame: was any row matched to it? */
    int64_t accepted, admitted, filtered;
} measuring;

static chora_table *table_new(void)
{
    chora_arena *arena = chora_arena_new();
    if (!arena)
        return NULL;
    chora_table *table = chora_arena_alloc(arena, 1, sizeof *table);
    if (!table) {
        chora_arena_free(arena);
        return NULL;
    }
    table->arena = arena;
    return table;
}

static chora_status choose_span(measuring *m, chora_day *first, chora_day *last, chora_error *err)
{
    if (m->options->span_given) {
        *first = m->options->first;
        *last = m->options->last;
    } else if (m->coverage.known) {
        *first = m->coverage.first;
        *last = m->coverage.last;
    } else {
        return chora_fail(err, CHORA_ENOTFOUND,
                          "no incident of %s%s%s has a date and no coverage is stated: "
                          "there is no span to count over",
                          *m->dataset.name ? "dataset \"" : "the project", m->dataset.name,
                          *m->dataset.name ? "\"" : "");
    }
    m->table->first = m->coverage.known ? m->coverage.first : *first;
    m->table->last = m->coverage.known ? m->coverage.last : *last;
    return CHORA_OK;
}

/** The boundaries that were asked for, else those of the span's end, else the current ones. */
static chora_status choose_boundaries(measuring *m, chora_day *on, chora_error *err)
{
    chora_day last = m->options->span_given ? m->options->last
                     : m->coverage.known    ? m->coverage.last
                                            : CHORA_VINTAGE_CURRENT;
    if (m->options->boundaries_given) {
        *on = m->options->boundaries_on;
        return CHORA_OK;
    }
    return chora_frame_day(m->store, m->options->level, last, on, err);
}

static chora_status load_frame(measuring *m, chora_error *err)
{
    const chora_measure_options *options = m->options;
    chora_day on = CHORA_VINTAGE_CURRENT;
    chora_status st = choose_boundaries(m, &on, err);
    if (!st)
        st = chora_frame_load(m->store, options->level, on, options->frame, m->table->arena,
                              &m->table->frame, err);
    return st ? st : chora_carrier_open(&m->carrier, m->store, &m->table->frame, err);
}

static chora_status make_periods(measuring *m, chora_error *err)
{
    chora_day first = 0, last = 0;
    chora_status st = choose_span(m, &first, &last, err);
    if (st)
        return st;
    size_t count = first > last ? 1 : chora_period_count(m->options->by, first, last);
    if (count > CELLS_MAX / m->table->frame.count)
        return chora_fail(err, CHORA_ELIMIT, "%zu areas over %zu periods are too many numbers",
                          m->table->frame.count, count);
    st = chora_periods_make(m->options->by, m->options->span_given, first, last, m->table->arena,
                            &m->periods, err);
    if (st)
        return st;
    m->table->periods = m->periods.list;
    m->table->period_count = m->periods.count;
    return CHORA_OK;
}

static chora_status make_room(measuring *m, chora_error *err)
{
    chora_table *table = m->table;
    size_t cells = table->frame.count * table->period_count;
    table->cells = chora_arena_alloc(table->arena, cells, sizeof *table->cells);
    m->stated = chora_alloc(cells, sizeof *m->stated);
    m->touching = chora_alloc(table->period_count, sizeof *m->touching);
    m->seen = chora_alloc(table->frame.all_count, sizeof *m->seen);
    if (!table->cells || !m->stated || !m->touching || !m->seen)
        return chora_no_memory(err);
    for (int way = 0; way < CHORA_WAYS; way++) {
        table->accounts[way] =
            chora_arena_alloc(table->arena, table->period_count, sizeof **table->accounts);
        if (!table->accounts[way])
            return chora_no_memory(err);
    }
    return CHORA_OK;
}

/** Everything but the rows. */
static chora_status prepare(measuring *m, chora_error *err)
{
    const chora_measure_options *options = m->options;
    chora_table *table = m->table;
    chora_status st =
        chora_dataset_choose(m->store, options->dataset, table->arena, &m->dataset, err);
    if (!st)
        st = chora_coverage_load(m->store, m->dataset.id, table->arena, &m->coverage, err);
    if (!st)
        st = load_frame(m, err);
    if (!st)
        st = chora_coverage_move(m->store, &table->frame, &m->coverage, err);
    if (!st)
        st = make_periods(m, err);
    if (!st)
        st = chora_number_choose(m->store, m->dataset.id, options->of, &m->number, err);
    if (!st)
        st = chora_denominators_load(m->store, &table->frame, options->per, options->per_value,
                                     table->arena, &m->denominators, err);
    if (!st)
        st = chora_filter_new(m->store, options->where, &m->filter, err);
    if (!st)
        st = chora_sightings_begin(m->store, table->arena, &m->sightings, err);
    if (!st)
        st = make_room(m, err);
    table->dataset = m->dataset.name;
    table->is_whole = m->denominators.per == 0;
    return st;
}

static void add_to_cell(measuring *m, const chora_incident *incident, size_t drawn, size_t period)
{
    size_t at = drawn * m->table->period_count + period;
    chora_cell *cell = &m->table->cells[at];
    cell->incidents++;
    if (!incident->has_value)
        return;
    cell->value += incident->value;
    m->stated[at]++;
    if (incident->value != floor(incident->value))
        m->table->is_whole = false;
}

/** What is known in other boundaries only is a symbol where a drawn area holds its position. */
static chora_status find_fates(measuring *m, const chora_incident *incident,
                               const chora_frame_area *area, bool other, chora_sighting *sighting,
                               chora_fate *by_area, chora_fate *by_symbol, chora_error *err)
{
    bool shown = chora_sightings_locate(&m->sightings, incident, sighting);
    chora_status st = CHORA_OK;
    if (other && shown)
        st = chora_carrier_holds(&m->carrier, chora_sighting_position(sighting), &shown, err);
    *by_area = chora_fate_by_area(&m->table->frame, incident, area, other);
    *by_symbol = chora_fate_by_symbol(*by_area, incident, shown);
    return st;
}

static chora_status place_row(measuring *m, const chora_incident *incident,
                              const chora_frame_area *area, bool other, chora_periods_hit hit,
                              chora_error *err)
{
    chora_table *table = m->table;
    chora_sighting sighting;
    chora_fate by_area, by_symbol;
    chora_status st = find_fates(m, incident, area, other, &sighting, &by_area, &by_symbol, err);
    if (st)
        return st;
    chora_fate fates[CHORA_WAYS];
    fates[CHORA_BY_AREA] = chora_fate_with_date(by_area, hit.fine);
    fates[CHORA_BY_SYMBOL] = chora_fate_with_date(by_symbol, hit.fine);
    fates[CHORA_BY_EITHER] =
        fates[CHORA_BY_SYMBOL] == CHORA_FATE_SHOWN ? CHORA_FATE_SHOWN : fates[CHORA_BY_AREA];

    for (size_t period = hit.first; period <= hit.last; period++) {
        m->touching[period]++;
        for (int way = 0; way < CHORA_WAYS; way++)
            chora_account_add(&table->accounts[way][period], fates[way], incident->precision);
    }
    chora_account_add(&table->overall, fates[CHORA_BY_AREA], incident->precision);
    if (fates[CHORA_BY_AREA] == CHORA_FATE_SHOWN)
        add_to_cell(m, incident, area->drawn, hit.first);
    if (fates[CHORA_BY_SYMBOL] != CHORA_FATE_SHOWN)
        return CHORA_OK;
    sighting.period = hit.first;
    sighting.value = incident->has_value ? incident->value : 0;
    sighting.area_id = area && area->drawn != CHORA_NO_INDEX
                           ? chora_frame_drawn(&table->frame, area->drawn)->id
                           : 0;
    return chora_sightings_add(&m->sightings, sighting, err);
}

static chora_status count_row(measuring *m, const chora_incident *incident, chora_error *err)
{
    m->accepted++;
    const chora_frame *frame = &m->table->frame;
    const chora_frame_area *area = NULL;
    bool other = false;
    chora_status st = chora_carry(&m->carrier, incident, &area, &other, err);
    if (st)
        return st;
    if (area)
        m->seen[area - frame->all] = true;
    if (!chora_filter_admits(m->filter, incident->id)) {
        m->filtered++;
        chora_account_add(&m->table->overall, CHORA_FATE_FILTERED, incident->precision);
        return CHORA_OK;
    }
    m->admitted++;
    chora_periods_hit hit = chora_periods_find(&m->periods, incident);
    if (hit.inside)
        return place_row(m, incident, area, other, hit, err);
    chora_account_add(&m->table->overall, CHORA_FATE_OUTSIDE_PERIOD, incident->precision);
    return CHORA_OK;
}

static void hash_row(chora_digest *digest, const chora_incident *incident)
{
    /* with their NULs, so that no two different lists of texts run together alike */
    chora_digest_add(digest, incident->key, strlen(incident->key) + 1);
    chora_digest_add(digest, incident->hash, strlen(incident->hash) + 1);
}

static chora_status count_rows(measuring *m, chora_error *err)
{
    const chora_incidents_options options = {
        .dataset_id = m->dataset.id,
        .value = m->number.sql,
        .bound = m->number.bound,
    };
    chora_incidents *incidents = NULL;
    chora_status st = chora_incidents_open(m->store, &options, &incidents, err);
    if (st)
        return st;
    chora_digest digest;
    chora_digest_begin(&digest);
    chora_incident incident;
    bool more = false;
    while (!(st = chora_incidents_next(incidents, &incident, &more, err)) && more) {
        hash_row(&digest, &incident);
        st = count_row(m, &incident, err);
        if (st)
            break;
    }
    chora_digest_text(&digest, m->table->hash);
    chora_incidents_close(incidents);
    return st;
}

/** The rows that no period saw, and the totals. */
static chora_status close_accounts(measuring *m, chora_error *err)
{
    chora_table *table = m->table;
    chora_status st = CHORA_OK;
    for (size_t period = 0; period < table->period_count && !st; period++) {
        char what[CHORA_PERIOD_TEXT_MAX];
        chora_period_id(table->periods[period], what);
        for (int way = 0; way < CHORA_WAYS && !st; way++) {
            chora_account *account = &table->accounts[way][period];
            account->accepted = m->accepted;
            account->filtered_out = m->filtered;
            account->outside_period = m->admitted - m->touching[period];
            st = chora_account_check(account, what, err);
        }
    }
    table->overall.accepted = m->accepted;
    return st ? st : chora_account_check(&table->overall, "all periods", err);
}

static bool is_listed(const char *const *countries, size_t count, const char *country)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(countries[i], country) == 0)
            return true;
    return false;
}

/** The countries that any row of the dataset was placed in; `countries` has room for all areas. */
static size_t list_countries(const measuring *m, const char **countries)
{
    const chora_frame *frame = &m->table->frame;
    size_t count = 0;
    for (size_t i = 0; i < frame->all_count; i++)
        if (m->seen[i] && !is_listed(countries, count, frame->all[i].country))
            countries[count++] = frame->all[i].country;
    return count;
}

/** May a statement about "every area" speak of this one? Without any placed row, of all. */
static bool is_of_dataset(const char *const *countries, size_t count, const chora_frame_area *area)
{
    return count == 0 || !*area->country || is_listed(countries, count, area->country);
}

static int year_of(chora_day day)
{
    int year, month, day_of_month;
    chora_day_to_ymd(day, &year, &month, &day_of_month);
    return year;
}

/** From the sum to the state: an incident proves that somebody looked. */
static void finish_cell(chora_cell *cell, int64_t stated, chora_covered covered, double factor)
{
    cell->partial = covered.partial || (!covered.covered && cell->incidents > 0);
    if (!covered.covered && cell->incidents == 0)
        cell->state = CHORA_CELL_NOT_COVERED;
    else if (isnan(factor) || (cell->incidents > 0 && stated == 0))
        cell->state = CHORA_CELL_NO_DATA;
    else
        cell->state = CHORA_CELL_NUMBER;
    cell->value = cell->state == CHORA_CELL_NUMBER ? cell->value * factor : 0;
}

static void finish_area(measuring *m, size_t area, const int *rank)
{
    chora_table *table = m->table;
    for (size_t period = 0; period < table->period_count; period++) {
        size_t at = area * table->period_count + period;
        chora_period when = table->periods[period];
        finish_cell(
            &table->cells[at], m->stated[at],
            chora_coverage_of(&m->coverage, &table->frame, area, rank, when),
            chora_denominators_factor(&m->denominators, &table->frame, area, year_of(when.last)));
    }
}

static chora_status finish_cells(measuring *m, chora_error *err)
{
    const chora_frame *frame = &m->table->frame;
    int *rank = chora_alloc(m->coverage.count + 1, sizeof *rank);
    const char **countries = chora_alloc(frame->all_count + 1, sizeof *countries);
    chora_status st = rank && countries ? CHORA_OK : chora_no_memory(err);
    size_t country_count = st ? 0 : list_countries(m, countries);
    for (size_t area = 0; !st && area < frame->count; area++) {
        bool of_dataset = is_of_dataset(countries, country_count, chora_frame_drawn(frame, area));
        chora_coverage_rank(&m->coverage, frame, area, of_dataset, rank);
        finish_area(m, area, rank);
    }
    free(rank);
    free(countries);
    return st;
}

static void measuring_end(measuring *m)
{
    chora_filter_free(m->filter);
    chora_sightings_end(&m->sightings);
    chora_carrier_close(&m->carrier);
    free(m->stated);
    free(m->touching);
    free(m->seen);
}

chora_status chora_measure(chora_store *store, const chora_measure_options *options,
                           chora_table **out, chora_error *err)
{
    measuring m = { .store = store, .options = options, .table = table_new() };
    if (!m.table)
        return chora_no_memory(err);
    chora_status st = prepare(&m, err);
    if (!st)
        st = count_rows(&m, err);
    if (!st)
        st = close_accounts(&m, err);
    if (!st)
        st = finish_cells(&m, err);
    if (!st)
        st = chora_sightings_gather(&m.sightings, m.table, err);
    measuring_end(&m);
    if (st) {
        chora_table_free(m.table);
        return st;
    }
    *out = m.table;
    return CHORA_OK;
}
