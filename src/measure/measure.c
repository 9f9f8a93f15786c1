#include "measure/account.h"
#include "measure/carry.h"
#include "measure/coverage.h"
#include "measure/dataset.h"
#include "measure/fate.h"
#include "measure/incidents.h"
#include "measure/listed.h"
#include "measure/marks.h"
#include "measure/number.h"
#include "measure/periods.h"
#include "measure/row_hash.h"
#include "measure/share.h"
#include "measure/symbols.h"
#include "measure/table.h"
#include "measure/untold.h"
#include "measure/withhold.h"
#include "store/filter.h"
#include "store/shield.h"
#include "store/stages.h"
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
    chora_marking marking;
    chora_share share;
    chora_untold untold;
    chora_listings pointless, coarse, placed;
    int64_t *stated;   /**< Per cell: rows that state the number. */
    int64_t *touching; /**< Per period: rows that may belong to it. */
    bool *seen;        /**< Per area of the frame: was any row matched to it? */
    int64_t accepted;
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
    for (unsigned way = 0; way < CHORA_WAYS; way++) {
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
        st = chora_share_begin(&m->share, m->store, options, err);
    if (!st)
        st = chora_sightings_begin(m->store, table->arena, &m->sightings, err);
    if (!st)
        st = chora_marking_begin(m->store, m->dataset.id, options->told_apart, table->arena,
                                 &m->marking, err);
    if (!st)
        st = make_room(m, err);
    if (!st)
        st = chora_untold_begin(&m->untold, m->store, options,
                                table->frame.count * table->period_count, err);
    m->sightings.each = options->each;
    m->sightings.marked = options->told_apart != NULL;
    table->dataset = m->dataset.name;
    table->is_whole = m->denominators.per == 0;
    table->is_share = options->share_of != NULL;
    table->is_untold = m->untold.told != NULL;
    return st;
}

static void add_to_cell(measuring *m, const chora_incident *incident, size_t drawn, size_t period)
{
    size_t at = drawn * m->table->period_count + period;
    chora_cell *cell = &m->table->cells[at];
    cell->incidents++;
    if (m->table->is_share)
        chora_share_add(&m->share, incident->id, cell);
    if (!incident->has_value)
        return;
    cell->value += incident->value;
    m->stated[at]++;
    if (incident->value != floor(incident->value))
        m->table->is_whole = false;
}

/** What becomes of a row in each way of showing it. */
typedef struct {
    chora_fate of[CHORA_WAYS];
} row_fates;

/* Shown by a sum of ways when one of them shows it; else what the first of them says. */
static row_fates fates_of(chora_fate by_area, chora_fate by_symbol, chora_fate by_list)
{
    const chora_fate single[] = { by_area, by_symbol, by_list };
    row_fates fates;
    for (unsigned ways = 0; ways < CHORA_WAYS; ways++) {
        bool any = false;
        fates.of[ways] = by_area;
        for (unsigned i = 0; i < 3; i++) {
            if (!(ways & 1u << i))
                continue;
            if (!any || single[i] == CHORA_FATE_SHOWN)
                fates.of[ways] = single[i];
            any = true;
        }
    }
    return fates;
}

/* What no symbol or no area shows is listed; what areas show too, where they keep marks. */
static chora_status list_row(measuring *m, const chora_incident *incident,
                             const chora_frame_area *area, size_t period, const row_fates *fates,
                             chora_mark mark, chora_error *err)
{
    if (!area || fates->of[CHORA_BY_LIST] != CHORA_FATE_SHOWN)
        return CHORA_OK;
    chora_listing listing = { .period = period,
                              .area_id = area->drawn == CHORA_NO_INDEX
                                             ? area->id
                                             : chora_frame_drawn(&m->table->frame, area->drawn)->id,
                              .precision = incident->precision,
                              .value = mark.value,
                              .has_value = incident->has_value,
                              .mark = mark };
    chora_status st = CHORA_OK;
    if (fates->of[CHORA_BY_SYMBOL] != CHORA_FATE_SHOWN)
        st = chora_listings_add(&m->pointless, listing, err);
    if (!st && fates->of[CHORA_BY_AREA] != CHORA_FATE_SHOWN)
        st = chora_listings_add(&m->coarse, listing, err);
    if (!st && m->options->area_marks && fates->of[CHORA_BY_AREA] == CHORA_FATE_SHOWN)
        st = chora_listings_add(&m->placed, listing, err);
    return st;
}

static void account_row(measuring *m, const chora_incident *incident, chora_periods_hit hit,
                        const row_fates *fates)
{
    for (size_t period = hit.first; period <= hit.last; period++) {
        m->touching[period]++;
        for (unsigned way = 0; way < CHORA_WAYS; way++)
            chora_account_add(&m->table->accounts[way][period], fates->of[way], incident);
    }
    chora_account_add(&m->table->overall, fates->of[CHORA_BY_AREA], incident);
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
    chora_sighting sighting;
    chora_fate by_area, by_symbol;
    chora_status st = find_fates(m, incident, area, other, &sighting, &by_area, &by_symbol, err);
    if (st)
        return st;
    chora_fate by_list = chora_fate_by_list(by_area, area);
    row_fates fates =
        fates_of(chora_fate_with_date(by_area, hit.fine), chora_fate_with_date(by_symbol, hit.fine),
                 chora_fate_with_date(by_list, hit.fine));
    account_row(m, incident, hit, &fates);
    if (fates.of[CHORA_BY_AREA] == CHORA_FATE_SHOWN)
        add_to_cell(m, incident, area->drawn, hit.first);
    if (fates.of[CHORA_BY_SYMBOL | CHORA_BY_LIST] != CHORA_FATE_SHOWN)
        return CHORA_OK;
    st = chora_marking_add(&m->marking, incident->id, &sighting.mark, err);
    sighting.value = sighting.mark.value = incident->has_value ? incident->value : 0;
    sighting.is_stated = incident->has_value;
    if (!st)
        st = list_row(m, incident, area, hit.first, &fates, sighting.mark, err);
    if (st || fates.of[CHORA_BY_SYMBOL] != CHORA_FATE_SHOWN)
        return st;
    sighting.period = hit.first;
    sighting.area_id = area && area->drawn != CHORA_NO_INDEX
                           ? chora_frame_drawn(&m->table->frame, area->drawn)->id
                           : 0;
    return chora_sightings_add(&m->sightings, sighting, err);
}

/* Left out of its periods, but its area must not be told to have none. */
static void leave_out(measuring *m, const chora_incident *incident, const chora_frame_area *area,
                      bool other, chora_periods_hit hit)
{
    const row_fates fates = fates_of(CHORA_FATE_FILTERED, CHORA_FATE_FILTERED, CHORA_FATE_FILTERED);
    account_row(m, incident, hit, &fates);
    if (!chora_untold_is(&m->untold, incident->id))
        return;
    chora_fate by_area = chora_fate_by_area(&m->table->frame, incident, area, other);
    if (chora_fate_with_date(by_area, hit.fine) == CHORA_FATE_SHOWN)
        m->untold.cells[area->drawn * m->table->period_count + hit.first] = true;
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
    chora_periods_hit hit = chora_periods_find(&m->periods, incident);
    if (!hit.inside)
        chora_account_add(&m->table->overall, CHORA_FATE_OUTSIDE_PERIOD, incident);
    else if (!chora_filter_admits(m->filter, incident->id))
        leave_out(m, incident, area, other, hit);
    else
        return place_row(m, incident, area, other, hit, err);
    return CHORA_OK;
}

static chora_status read_rows(measuring *m, chora_incidents *incidents, chora_error *err)
{
    chora_row_hash hash;
    chora_incident incident;
    bool more = false;
    const chora_held *held = chora_incidents_held(incidents);
    chora_status st =
        held ? chora_sightings_reserve(&m->sightings, chora_held_count(held), err) : CHORA_OK;
    if (st)
        return st;
    chora_row_hash_begin(&hash, incidents);
    while (!(st = chora_incidents_next(incidents, &incident, &more, err)) && more) {
        chora_row_hash_add(&hash, &incident);
        st = count_row(m, &incident, err);
        if (st)
            break;
    }
    chora_row_hash_end(&hash, m->table->hash);
    return st;
}

static chora_status count_rows(measuring *m, chora_error *err)
{
    const chora_incidents_options options = {
        .dataset_id = m->dataset.id,
        .value = m->number.sql,
        .bound = m->number.bound,
        .column = m->number.column,
    };
    chora_incidents *incidents = NULL;
    chora_status st = chora_incidents_open(m->store, &options, &incidents, err);
    if (st)
        return st;
    st = read_rows(m, incidents, err);
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
        for (unsigned way = 0; way < CHORA_WAYS && !st; way++) {
            chora_account *account = &table->accounts[way][period];
            account->accepted = m->accepted;
            account->outside_period = m->accepted - m->touching[period];
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
        if (table->is_share)
            chora_share_finish(&table->cells[at], &m->stated[at]);
        finish_cell(
            &table->cells[at], m->stated[at],
            chora_coverage_of(&m->coverage, &table->frame, area, rank, when),
            chora_denominators_factor(&m->denominators, &table->frame, area, year_of(when.last)));
        chora_untold_finish(&m->untold, at, &table->cells[at]);
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

/* Symbols and lists, with the categories in their order. */
static chora_status gather(measuring *m, chora_error *err)
{
    chora_table *table = m->table;
    uint16_t place[CHORA_CATEGORIES_MAX] = { 0 };
    chora_marking_settle(&m->marking, place);
    for (size_t i = 0; i < m->sightings.count; i++)
        m->sightings.items[i].mark.category = place[m->sightings.items[i].mark.category];
    for (size_t i = 0; i < m->pointless.count; i++)
        m->pointless.items[i].mark.category = place[m->pointless.items[i].mark.category];
    for (size_t i = 0; i < m->coarse.count; i++)
        m->coarse.items[i].mark.category = place[m->coarse.items[i].mark.category];
    for (size_t i = 0; i < m->placed.count; i++)
        m->placed.items[i].mark.category = place[m->placed.items[i].mark.category];
    table->category_count = m->marking.count;
    table->categories = chora_arena_copy(table->arena, m->marking.categories, CHORA_CATEGORIES_MAX,
                                         sizeof *table->categories);
    if (!table->categories)
        return chora_no_memory(err);
    bool marked = m->sightings.marked;
    chora_status st = chora_sightings_gather(&m->sightings, table, err);
    if (!st)
        st = chora_listings_gather(&m->pointless, table, marked, &table->pointless, err);
    if (!st)
        st = chora_listings_gather(&m->coarse, table, marked, &table->coarse, err);
    return st ? st : chora_listings_gather(&m->placed, table, marked, &table->placed, err);
}

static void measuring_end(measuring *m)
{
    chora_marking_end(&m->marking);
    chora_listings_end(&m->pointless);
    chora_listings_end(&m->coarse);
    chora_listings_end(&m->placed);
    chora_filter_free(m->filter);
    chora_share_end(&m->share);
    chora_untold_end(&m->untold);
    chora_sightings_end(&m->sightings);
    chora_carrier_close(&m->carrier);
    free(m->stated);
    free(m->touching);
    free(m->seen);
}

chora_status chora_measure_unprotected(chora_store *store, const chora_measure_options *options,
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
        st = gather(&m, err);
    measuring_end(&m);
    if (st) {
        chora_table_free(m.table);
        return st;
    }
    *out = m.table;
    return CHORA_OK;
}

/* The one gate for numbers of marked incidents, whatever is made of them afterwards. */
static chora_status measure(chora_store *store, const chora_measure_options *options,
                            chora_table **out, chora_error *err)
{
    chora_table *table = NULL;
    chora_status st = chora_measure_unprotected(store, options, &table, err);
    int smallest = 0;
    if (!st)
        st = chora_shield_smallest(store, options->dataset, &smallest, err);
    if (!st && smallest > 0)
        st = chora_table_withhold(store, options, table, smallest, err);
    if (st) {
        chora_table_free(table);
        return st;
    }
    *out = table;
    return CHORA_OK;
}

chora_status chora_measure(chora_store *store, const chora_measure_options *options,
                           chora_table **out, chora_error *err)
{
    chora_stages *stages = chora_store_stages(store);
    chora_stage before = chora_stages_enter(stages, CHORA_STAGE_MEASURE);
    chora_status st = measure(store, options, out, err);
    chora_stages_enter(stages, before);
    return st;
}
