/* Incidents and casualties per period, area and value: the periods, the coverage and the areas are
 * those of a table; the rows are read once more for what a table does not hold. */
#include "measure/breakdown.h"

#include "base/search.h"
#include "measure/account.h"
#include "measure/carry.h"
#include "measure/coverage.h"
#include "measure/dataset.h"
#include "measure/fate.h"
#include "measure/incidents.h"
#include "measure/periods.h"
#include "store/filter.h"
#include "store/held.h"
#include "store/shield.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** Areas x periods x values; more is a slip. */
#define CELLS_MAX 1000000u

/* What an incident states of its own. */
enum { KILLED_LOW, KILLED, KILLED_HIGH, INJURED_LOW, INJURED, INJURED_HIGH, EVIDENCE, STATED };

static const char *const stated[STATED + 1] = { "killed_low",     "killed",  "killed_high",
                                                "injured_low",    "injured", "injured_high",
                                                "evidence_count", NULL };

/* The columns read by SQL behind those; none of incidents that are held. */
enum {
    PIECES = CHORA_INCIDENTS_MORE + STATED, /* of evidence: links, where no number is stated */
    PLACE,
    VALUE,
    CLAIMED /* what claims say of the killed and the injured */
};

#define MORE                                                                                       \
    "coalesce(i.evidence_count, (SELECT count(*) FROM evidence e WHERE e.incident_id = i.id)), "   \
    "i.place_text"

typedef struct {
    chora_store *store;
    const chora_breakdown_options *options;
    chora_breakdown *made;
    chora_dataset dataset;
    int64_t reading; /**< The dataset whose rows are read. */
    bool claims;     /**< By what is claimed and what is verified. */
    chora_group_column column;
    chora_filter *filter;
    chora_incidents *incidents;
    chora_query *query; /**< What it reads besides; NULL: incidents are held. */
    chora_periods periods;
    chora_carrier carrier;
    int64_t *touching; /**< Per period: rows that may belong to it. */
    int64_t accepted;
    const chora_breakdown_listener *listener; /**< NULL: none. */
} counting;

/* ---- casualties ------------------------------------------------------------------------------ */

chora_range chora_range_add(chora_range a, chora_range b)
{
    return (chora_range){ a.low + b.low,       a.high + b.high,           a.best + b.best,
                          a.stated + b.stated, a.with_best + b.with_best, a.unknown + b.unknown };
}

/** Lowest, best, highest; one figure stands for the missing others, which are NaN. */
static chora_range range_of(const double figures[3])
{
    double least = INFINITY, most = -INFINITY;
    for (int i = 0; i < 3; i++) {
        if (!isnan(figures[i])) {
            least = fmin(least, figures[i]);
            most = fmax(most, figures[i]);
        }
    }
    if (least > most)
        return (chora_range){ .unknown = 1 };
    bool has_best = !isnan(figures[1]);
    return (chora_range){ least, most, has_best ? figures[1] : 0, 1, has_best, 0 };
}

/* Of three columns that the incident states. */
static chora_range stated_range(const counting *c, int first)
{
    double figures[3];
    for (int i = 0; i < 3; i++)
        if (!chora_incidents_number(c->incidents, first + i, &figures[i]))
            figures[i] = NAN;
    return range_of(figures);
}

static chora_range claimed_range(const counting *c, int first)
{
    double figures[3];
    for (int i = 0; i < 3; i++)
        figures[i] = chora_query_double(c->query, first + i);
    return range_of(figures);
}

static int64_t pieces_of_evidence(const counting *c)
{
    double number = 0;
    if (c->query)
        return chora_query_int(c->query, PIECES);
    return chora_incidents_number(c->incidents, EVIDENCE, &number) ? (int64_t)number : 0;
}

/** People in a claim are what is claimed, and no verified figure. */
static chora_breakdown_cell cell_of(const counting *c, bool is_claim)
{
    chora_breakdown_cell cell = { .incidents = 1 };
    if (c->claims) {
        cell.claimed_killed = claimed_range(c, CLAIMED);
        cell.claimed_injured = claimed_range(c, CLAIMED + 3);
    }
    cell.evidence = pieces_of_evidence(c);
    cell.with_evidence = cell.evidence > 0;
    if (is_claim) {
        cell.killed.unknown = cell.injured.unknown = 1;
        return cell;
    }
    cell.killed = stated_range(c, KILLED_LOW);
    cell.injured = stated_range(c, INJURED_LOW);
    cell.deadly = cell.killed.low > 0;
    return cell;
}

void chora_breakdown_add(chora_breakdown_cell *to, const chora_breakdown_cell *more)
{
    to->incidents += more->incidents;
    to->deadly += more->deadly;
    to->killed = chora_range_add(to->killed, more->killed);
    to->injured = chora_range_add(to->injured, more->injured);
    to->claimed_killed = chora_range_add(to->claimed_killed, more->claimed_killed);
    to->claimed_injured = chora_range_add(to->claimed_injured, more->claimed_injured);
    to->evidence += more->evidence;
    to->with_evidence += more->with_evidence;
}

/* ---- preparing ------------------------------------------------------------------------------- */

/** The level whose areas tell what is covered when nothing is counted by area: provinces, or the
 * only level there is. */
static chora_status level_of(chora_store *store, const chora_breakdown_options *options, int *out,
                             chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(store,
                                       "SELECT coalesce(min(abs(a.level - 1) * 10 + a.level), 1) "
                                       "FROM area a JOIN layer l ON l.id = a.layer_id "
                                       "WHERE l.role = 'areas' AND l.current = 1",
                                       &query, err);
    int64_t found = 1;
    if (options->level != CHORA_NO_LEVEL)
        *out = options->level;
    else if (!st && !(st = chora_query_one_int(query, &found, err)))
        *out = (int)(found % 10);
    chora_query_close(query);
    return st;
}

static chora_status measure_table(counting *c, chora_error *err)
{
    const chora_breakdown_options *options = c->options;
    chora_measure_options wanted = CHORA_MEASURE_INIT;
    chora_status st = level_of(c->store, options, &wanted.level, err);
    if (st)
        return st;
    wanted.by = options->by;
    wanted.span_given = options->span_given;
    wanted.first = options->first;
    wanted.last = options->last;
    wanted.dataset = options->dataset;
    wanted.where = options->where;
    wanted.frame = options->frame;
    wanted.boundaries_given = options->boundaries_given;
    wanted.boundaries_on = options->boundaries_on;
    st = chora_measure(c->store, &wanted, &c->made->table, err);
    if (st)
        return st;
    c->made->by_area = options->level != CHORA_NO_LEVEL;
    c->made->areas = c->made->by_area ? chora_table_areas(c->made->table) : 1;
    c->made->periods = chora_table_periods(c->made->table);
    c->periods = (chora_periods){ options->by, options->span_given, c->made->periods,
                                  c->made->table->periods };
    return CHORA_OK;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static chora_status find_claims_span(counting *c, chora_error *err)
{
    chora_breakdown *made = c->made;
    chora_coverage coverage;
    chora_status st =
        chora_coverage_load(c->store, made->claims.claims_id, made->arena, &coverage, err);
    if (st)
        return st;
    made->claims_covered = coverage.known;
    made->claims_first = coverage.first;
    made->claims_last = coverage.last;
    return CHORA_OK;
}

/** The four kinds, sorted as texts of a column are. */
static chora_status choose_claims(counting *c, chora_error *err)
{
    chora_breakdown *made = c->made;
    chora_status st =
        chora_claims_basis_load(c->store, c->dataset.id, made->arena, &made->claims, err);
    made->values = chora_arena_alloc(made->arena, CHORA_CLAIM_KINDS, sizeof *made->values);
    if (!st && made->claims.paired)
        st = find_claims_span(c, err);
    if (st || !made->values)
        return st ? st : chora_no_memory(err);
    for (int i = 0; i < CHORA_CLAIM_KINDS; i++)
        made->values[i] = chora_claim_kind_name((chora_claim_kind)i);
    made->value_count = CHORA_CLAIM_KINDS;
    qsort(made->values, CHORA_CLAIM_KINDS, sizeof *made->values, by_bytes);
    c->column = (chora_group_column){ CHORA_CLAIMED_VERIFIED, made->claims.kind_sql, NULL };
    return CHORA_OK;
}

static chora_status choose_column(counting *c, chora_error *err)
{
    if (!c->options->column)
        return CHORA_OK;
    if (c->claims)
        return choose_claims(c, err);
    chora_status st =
        chora_group_column_choose(c->store, c->dataset.id, c->options->column, &c->column, err);
    if (st)
        return st;
    return chora_group_values(c->store, c->dataset.id, &c->column, c->made->arena, &c->made->values,
                              &c->made->value_count, err);
}

static chora_status make_room(counting *c, chora_error *err)
{
    chora_breakdown *made = c->made;
    size_t slots = made->value_count + 1;
    if (made->areas * made->periods > CELLS_MAX / slots)
        return chora_fail(err, CHORA_ELIMIT,
                          "%zu areas over %zu periods with %zu kinds are too many numbers",
                          made->areas, made->periods, slots);
    made->cells =
        chora_arena_alloc(made->arena, made->areas * made->periods * slots, sizeof *made->cells);
    made->accounts = chora_arena_alloc(made->arena, made->periods, sizeof *made->accounts);
    c->touching = chora_alloc(made->periods, sizeof *c->touching);
    return made->cells && made->accounts && c->touching ? CHORA_OK : chora_no_memory(err);
}

/* Numbers alone are asked of incidents that are held. */
static bool reads_held(const counting *c)
{
    return chora_held_of(c->store) && !c->options->column && !c->listener;
}

static chora_status open_rows(counting *c, int64_t dataset, chora_error *err)
{
    chora_buffer more = CHORA_BUFFER_INIT(1 << 16);
    chora_buffer_printf(&more, "%s, %s", MORE, c->column.sql ? c->column.sql : "NULL");
    if (c->claims)
        chora_buffer_printf(&more, ", %s", c->made->claims.people_sql);
    const chora_incidents_options options = { .dataset_id = dataset,
                                              .bound = c->column.bound,
                                              .stated = stated,
                                              .more =
                                                  reads_held(c) ? NULL : chora_buffer_text(&more) };
    chora_status st = more.failed ? chora_no_memory(err)
                                  : chora_incidents_open(c->store, &options, &c->incidents, err);
    chora_buffer_free(&more);
    c->query = st ? NULL : chora_incidents_query(c->incidents);
    return st;
}

static chora_status prepare(counting *c, chora_error *err)
{
    chora_status st;
    c->claims = c->options->column && strcmp(c->options->column, CHORA_CLAIMED_VERIFIED) == 0;
    st = measure_table(c, err);
    if (!st)
        st = chora_dataset_choose(c->store, c->options->dataset, c->made->arena, &c->dataset, err);
    if (!st)
        st = choose_column(c, err);
    if (!st)
        st = make_room(c, err);
    if (!st)
        st = chora_filter_new(c->store, c->options->where, &c->filter, err);
    if (!st)
        st = chora_carrier_open(&c->carrier, c->store, &c->made->table->frame, err);
    return st;
}

/* ---- the rows -------------------------------------------------------------------------------- */

static chora_breakdown_cell *slot(const chora_breakdown *made, size_t area, size_t period,
                                  size_t value)
{
    size_t slots = made->value_count + 1;
    return &made->cells[(area * made->periods + period) * slots +
                        (value == CHORA_ALL_VALUES ? made->value_count : value)];
}

/** Not by area, a row counts wherever it was; with a frame, in one of its areas. */
static chora_fate fate_of(const counting *c, const chora_incident *incident,
                          const chora_frame_area *area, bool other)
{
    if (!c->made->by_area && !c->options->frame)
        return CHORA_FATE_SHOWN;
    return chora_fate_by_area(&c->made->table->frame, incident, area, other);
}

static void account_row(counting *c, const chora_incident *incident, chora_periods_hit hit,
                        chora_fate fate)
{
    for (size_t period = hit.first; period <= hit.last; period++) {
        c->touching[period]++;
        chora_account_add(&c->made->accounts[period], fate, incident);
    }
    chora_account_add(&c->made->overall, fate, incident);
}

static chora_status place_row(counting *c, const chora_incident *incident, chora_periods_hit hit,
                              chora_error *err)
{
    chora_breakdown *made = c->made;
    const chora_frame_area *area = NULL;
    bool other = false;
    chora_status st = chora_carry(&c->carrier, incident, &area, &other, err);
    if (st)
        return st;
    chora_fate fate = chora_fate_with_date(fate_of(c, incident, area, other), hit.fine);

    account_row(c, incident, hit, fate);
    if (fate != CHORA_FATE_SHOWN)
        return CHORA_OK;
    bool is_claim = c->reading == c->made->claims.claims_id && c->made->claims.paired;
    chora_breakdown_cell cell = cell_of(c, is_claim);
    size_t row = made->by_area ? area->drawn : 0;
    chora_breakdown_add(slot(made, row, hit.first, CHORA_ALL_VALUES), &cell);
    if (made->value_count > 0) {
        const char *text = chora_query_text(c->query, VALUE);
        chora_breakdown_add(
            slot(made, row, hit.first,
                 chora_search_list(made->values, made->value_count, text ? text : "")),
            &cell);
    }
    return c->listener ? c->listener->shown(c->listener->context, incident, hit.first,
                                            chora_query_text(c->query, PLACE), &cell, err)
                       : CHORA_OK;
}

static chora_status count_row(counting *c, const chora_incident *incident, chora_error *err)
{
    const char *kind = c->claims ? chora_query_text(c->query, VALUE) : NULL;
    if (kind && strcmp(kind, CHORA_CLAIM_LINKED) == 0) {
        c->made->linked++;
        return CHORA_OK;
    }
    c->accepted++;
    chora_periods_hit hit = chora_periods_find(&c->periods, incident);
    if (!hit.inside)
        chora_account_add(&c->made->overall, CHORA_FATE_OUTSIDE_PERIOD, incident);
    else if (!chora_filter_admits(c->filter, incident->id))
        account_row(c, incident, hit, CHORA_FATE_FILTERED);
    else
        return place_row(c, incident, hit, err);
    return CHORA_OK;
}

static chora_status count_dataset(counting *c, int64_t dataset, chora_error *err)
{
    chora_incident incident;
    bool more = false;
    chora_status st = open_rows(c, dataset, err);
    c->reading = dataset;
    while (!st && !(st = chora_incidents_next(c->incidents, &incident, &more, err)) && more)
        st = count_row(c, &incident, err);
    chora_incidents_close(c->incidents);
    c->incidents = NULL;
    return st;
}

static chora_status count_rows(counting *c, chora_error *err)
{
    chora_status st = count_dataset(c, c->dataset.id, err);
    return st || !c->made->claims.paired ? st : count_dataset(c, c->made->claims.claims_id, err);
}

/* ---- closing --------------------------------------------------------------------------------- */

/** Not by area: covered when any area of the frame is, in part when not all are wholly. */
static void cover(chora_breakdown *made, size_t area, size_t period, chora_breakdown_cell *cell)
{
    size_t first = made->by_area ? area : 0;
    size_t last = made->by_area ? area : chora_table_areas(made->table) - 1;
    size_t covered = 0;
    for (size_t a = first; a <= last; a++) {
        chora_cell told = chora_table_cell(made->table, a, period);
        covered += told.state != CHORA_CELL_NOT_COVERED;
        cell->partial = cell->partial || (told.state != CHORA_CELL_NOT_COVERED && told.partial);
    }
    bool any = covered > 0 || cell->incidents > 0;
    cell->state = any ? CHORA_CELL_NUMBER : CHORA_CELL_NOT_COVERED;
}

static void cover_all(chora_breakdown *made)
{
    for (size_t area = 0; area < made->areas; area++)
        for (size_t period = 0; period < made->periods; period++) {
            chora_breakdown_cell *all = slot(made, area, period, CHORA_ALL_VALUES);
            cover(made, area, period, all);
            for (size_t value = 0; value < made->value_count; value++) {
                slot(made, area, period, value)->state = all->state;
                slot(made, area, period, value)->partial = all->partial;
            }
        }
}

typedef struct {
    const char *column;
    const char *value;
    size_t from; /**< Its slot while counting. */
    int64_t incidents;
} ordered;

static int by_order(const void *a, const void *b)
{
    const ordered *x = a, *y = b;
    return chora_group_compare(x->column, x->value, x->incidents, y->value, y->incidents);
}

/** One cell's values in their new order; the last slot stays the sum. */
static void reorder(chora_breakdown_cell *cells, chora_breakdown_cell *spare, const ordered *order,
                    size_t kept, size_t count)
{
    memcpy(spare, cells, (count + 1) * sizeof *spare);
    for (size_t i = 0; i < kept; i++)
        cells[i] = spare[order[i].from];
}

/** Values that a shown incident has, in a reader's order; the slots of the others are left empty
 * behind them. */
static chora_status order_values(counting *c, chora_error *err)
{
    chora_breakdown *made = c->made;
    size_t count = made->value_count, kept = 0;
    ordered *order = chora_alloc(count + 1, sizeof *order);
    chora_breakdown_cell *spare = chora_alloc(count + 1, sizeof *spare);
    if (!order || !spare) {
        free(order);
        free(spare);
        return chora_no_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        int64_t incidents = chora_breakdown_total(made, i).incidents;
        if (incidents > 0)
            order[kept++] = (ordered){ c->column.name, made->values[i], i, incidents };
    }
    qsort(order, kept, sizeof *order, by_order);
    for (size_t at = 0; count > 0 && at < made->areas * made->periods; at++)
        reorder(made->cells + at * (count + 1), spare, order, kept, count);
    for (size_t i = 0; i < kept; i++)
        made->values[i] = order[i].value;
    made->values_shown = kept;
    free(order);
    free(spare);
    return CHORA_OK;
}

static chora_status close_accounts(counting *c, chora_error *err)
{
    chora_breakdown *made = c->made;
    chora_status st = CHORA_OK;
    for (size_t period = 0; !st && period < made->periods; period++) {
        char what[CHORA_PERIOD_TEXT_MAX];
        chora_account *account = &made->accounts[period];
        chora_period_id(made->table->periods[period], what);
        account->accepted = c->accepted;
        account->outside_period = c->accepted - c->touching[period];
        st = chora_account_check(account, what, err);
    }
    made->overall.accepted = c->accepted;
    return st ? st : chora_account_check(&made->overall, "all periods", err);
}

/* ---- together -------------------------------------------------------------------------------- */

static chora_breakdown *breakdown_new(void)
{
    chora_arena *arena = chora_arena_new();
    chora_breakdown *made = arena ? chora_arena_alloc(arena, 1, sizeof *made) : NULL;
    if (!made) {
        chora_arena_free(arena);
        return NULL;
    }
    made->arena = arena;
    return made;
}

void chora_breakdown_free(chora_breakdown *breakdown)
{
    if (!breakdown)
        return;
    chora_table_free(breakdown->table);
    chora_arena_free(breakdown->arena); /* it lives in its own arena */
}

chora_status chora_breakdown_make(chora_store *store, const chora_breakdown_options *options,
                                  chora_breakdown **out, chora_error *err)
{
    return chora_breakdown_make_heard(store, options, NULL, out, err);
}

static chora_status make_counts(counting *c, chora_breakdown **out, chora_error *err)
{
    c->made = breakdown_new();
    if (!c->made)
        return chora_no_memory(err);
    chora_status st = prepare(c, err);
    if (!st)
        st = count_rows(c, err);
    if (!st)
        st = close_accounts(c, err);
    if (!st)
        st = order_values(c, err);
    if (!st)
        cover_all(c->made);
    chora_carrier_close(&c->carrier);
    chora_filter_free(c->filter);
    free(c->touching);
    if (st)
        chora_breakdown_free(c->made);
    else
        *out = c->made;
    return st;
}

chora_status chora_breakdown_make_unprotected(chora_store *store,
                                              const chora_breakdown_options *options,
                                              chora_breakdown **out, chora_error *err)
{
    counting c = { .store = store, .options = options };
    return make_counts(&c, out, err);
}

chora_status chora_breakdown_make_heard(chora_store *store, const chora_breakdown_options *options,
                                        const chora_breakdown_listener *listener,
                                        chora_breakdown **out, chora_error *err)
{
    counting c = { .store = store, .options = options, .listener = listener };
    chora_breakdown *made = NULL;
    chora_status st = make_counts(&c, &made, err);
    int smallest = 0;
    if (!st)
        st = chora_shield_smallest(store, options->dataset, &smallest, err);
    if (!st && smallest > 0)
        st = chora_breakdown_withhold(store, options, made, smallest, err);
    if (st)
        chora_breakdown_free(made);
    else
        *out = made;
    return st;
}
