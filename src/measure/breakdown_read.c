/* Reading a breakdown. */
#include "measure/breakdown.h"

#include <assert.h>

size_t chora_breakdown_periods(const chora_breakdown *breakdown)
{
    return breakdown->periods;
}

chora_period chora_breakdown_period(const chora_breakdown *breakdown, size_t period)
{
    return chora_table_period(breakdown->table, period);
}

size_t chora_breakdown_areas(const chora_breakdown *breakdown)
{
    return breakdown->areas;
}

int64_t chora_breakdown_area_id(const chora_breakdown *breakdown, size_t area)
{
    return breakdown->by_area ? chora_table_area_id(breakdown->table, area) : 0;
}

const char *chora_breakdown_area_code(const chora_breakdown *breakdown, size_t area)
{
    return breakdown->by_area ? chora_table_area_code(breakdown->table, area) : "";
}

size_t chora_breakdown_values(const chora_breakdown *breakdown)
{
    return breakdown->values_shown;
}

const char *chora_breakdown_value(const chora_breakdown *breakdown, size_t value)
{
    assert(value < breakdown->values_shown);
    return breakdown->values[value];
}

chora_breakdown_cell chora_breakdown_cell_of(const chora_breakdown *breakdown, size_t area,
                                             size_t period, size_t value)
{
    size_t slots = breakdown->value_count + 1;
    assert(area < breakdown->areas && period < breakdown->periods);
    assert(value == CHORA_ALL_VALUES || value < breakdown->value_count);
    return breakdown->cells[(area * breakdown->periods + period) * slots +
                            (value == CHORA_ALL_VALUES ? breakdown->value_count : value)];
}

/* The sum over areas and periods, both ends inclusive. */
static chora_breakdown_cell sum(const chora_breakdown *breakdown, size_t first_area,
                                size_t last_area, size_t first_period, size_t last_period,
                                size_t value)
{
    chora_breakdown_cell all = { .state = CHORA_CELL_NOT_COVERED };
    for (size_t area = first_area; area <= last_area && area < breakdown->areas; area++)
        for (size_t period = first_period; period <= last_period; period++) {
            chora_breakdown_cell one = chora_breakdown_cell_of(breakdown, area, period, value);
            chora_breakdown_add(&all, &one);
            all.partial = all.partial || one.partial;
            if (one.state != CHORA_CELL_NOT_COVERED)
                all.state = CHORA_CELL_NUMBER;
        }
    return all;
}

chora_breakdown_cell chora_breakdown_total(const chora_breakdown *breakdown, size_t value)
{
    return sum(breakdown, 0, breakdown->areas - 1, 0, breakdown->periods - 1, value);
}

chora_breakdown_cell chora_breakdown_period_total(const chora_breakdown *breakdown, size_t period,
                                                  size_t value)
{
    return sum(breakdown, 0, breakdown->areas - 1, period, period, value);
}

chora_breakdown_cell chora_breakdown_area_total(const chora_breakdown *breakdown, size_t area,
                                                size_t value)
{
    return sum(breakdown, area, area, 0, breakdown->periods - 1, value);
}

chora_account chora_breakdown_account(const chora_breakdown *breakdown, size_t period)
{
    assert(period < breakdown->periods);
    return breakdown->accounts[period];
}

chora_account chora_breakdown_overall_account(const chora_breakdown *breakdown)
{
    return breakdown->overall;
}

void chora_breakdown_span(const chora_breakdown *breakdown, chora_day *first, chora_day *last)
{
    chora_table_span(breakdown->table, first, last);
}

const char *chora_breakdown_dataset(const chora_breakdown *breakdown)
{
    return chora_table_dataset(breakdown->table);
}

const char *chora_breakdown_hash(const chora_breakdown *breakdown)
{
    return chora_table_hash(breakdown->table);
}

const char *chora_breakdown_claims(const chora_breakdown *breakdown)
{
    return breakdown->claims.paired ? breakdown->claims.claims : "";
}

const char *chora_breakdown_claims_rule(const chora_breakdown *breakdown)
{
    return breakdown->claims.paired ? breakdown->claims.rule : "";
}

bool chora_breakdown_claims_span(const chora_breakdown *breakdown, chora_day *first,
                                 chora_day *last)
{
    if (!breakdown->claims.paired || !breakdown->claims_covered)
        return false;
    *first = breakdown->claims_first;
    *last = breakdown->claims_last;
    return true;
}

int64_t chora_breakdown_linked(const chora_breakdown *breakdown)
{
    return breakdown->linked;
}
