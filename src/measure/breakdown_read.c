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

int chora_breakdown_smallest(const chora_breakdown *breakdown)
{
    return breakdown->withheld ? chora_table_smallest(breakdown->table) : 0;
}

size_t chora_breakdown_values(const chora_breakdown *breakdown)
{
    return breakdown->values_shown + breakdown->folded;
}

const char *chora_breakdown_value(const chora_breakdown *breakdown, size_t value)
{
    assert(value < chora_breakdown_values(breakdown));
    return value == breakdown->values_shown ? CHORA_WITHHELD_VALUE : breakdown->values[value];
}

/* ---- cells ----------------------------------------------------------------------------------- */

static size_t slot_of(const chora_breakdown *breakdown, size_t value)
{
    return value == CHORA_ALL_VALUES ? breakdown->value_count : value;
}

static size_t index_of(const chora_breakdown *breakdown, size_t area, size_t period, size_t slot)
{
    return (area * breakdown->periods + period) * (breakdown->value_count + 1) + slot;
}

static chora_breakdown_cell blank(const chora_breakdown_cell *cell)
{
    return (chora_breakdown_cell){ .state = CHORA_CELL_NO_DATA,
                                   .partial = cell->partial,
                                   .withheld = true };
}

/* What is withheld of the values of an area and period, together. */
static chora_breakdown_cell folded_cell(const chora_breakdown *breakdown, size_t area,
                                        size_t period)
{
    size_t all = index_of(breakdown, area, period, breakdown->value_count);
    chora_breakdown_cell sum = { .state = breakdown->cells[all].state,
                                 .partial = breakdown->cells[all].partial };
    if (breakdown->withheld[all] || chora_breakdown_is_sum_withheld(breakdown, period))
        return blank(&breakdown->cells[all]);
    for (size_t value = 0; value < breakdown->values_shown; value++) {
        size_t at = index_of(breakdown, area, period, value);
        if (breakdown->withheld[at])
            chora_breakdown_add(&sum, &breakdown->cells[at]);
    }
    return sum;
}

static bool is_folded(const chora_breakdown *breakdown, size_t value)
{
    return breakdown->folded && value == breakdown->values_shown;
}

chora_breakdown_cell chora_breakdown_cell_of(const chora_breakdown *breakdown, size_t area,
                                             size_t period, size_t value)
{
    assert(area < breakdown->areas && period < breakdown->periods);
    if (is_folded(breakdown, value))
        return folded_cell(breakdown, area, period);
    assert(value == CHORA_ALL_VALUES || value < breakdown->value_count);
    size_t at = index_of(breakdown, area, period, slot_of(breakdown, value));
    bool withheld = breakdown->withheld && breakdown->withheld[at];
    return withheld ? blank(&breakdown->cells[at]) : breakdown->cells[at];
}

chora_breakdown_cell chora_breakdown_hidden(const chora_breakdown *breakdown, size_t period)
{
    chora_breakdown_cell sum = { .state = CHORA_CELL_NUMBER };
    if (chora_breakdown_is_sum_withheld(breakdown, period))
        return (chora_breakdown_cell){ .state = CHORA_CELL_NO_DATA, .withheld = true };
    for (size_t area = 0; breakdown->withheld && area < breakdown->areas; area++) {
        size_t at = index_of(breakdown, area, period, breakdown->value_count);
        if (breakdown->withheld[at])
            chora_breakdown_add(&sum, &breakdown->cells[at]);
    }
    return sum;
}

bool chora_breakdown_is_sum_withheld(const chora_breakdown *breakdown, size_t period)
{
    size_t row = breakdown->by_area ? CHORA_BY_AREA : CHORA_WHOLE_ALL;
    return breakdown->withheld &&
           (chora_table_sum_withheld(breakdown->table, row, period) ||
            chora_table_sum_withheld(breakdown->table, CHORA_WHOLE_ALL, period));
}

/* The part of the cells that a sum is over; both ends inclusive. */
typedef struct {
    size_t first_area, last_area, first_period, last_period;
} part;

/* The sum over all areas of one period, or of all of them. */
static bool is_sum_withheld(const chora_breakdown *breakdown, const part *of)
{
    size_t period = of->first_period == of->last_period ? of->first_period : breakdown->periods;
    return chora_breakdown_is_sum_withheld(breakdown, period);
}

/* May the sum of a value be told? That of all areas and values always is; of one area over all
 * periods as its row says; of one value in several areas when all of them may. */
static bool is_told(const chora_breakdown *breakdown, const part *of, size_t value)
{
    size_t slot = slot_of(breakdown, value), slots = breakdown->value_count + 1;
    bool one_area = of->first_area == of->last_area,
         one_period = of->first_period == of->last_period;
    if (!breakdown->withheld)
        return true;
    if (value == CHORA_ALL_VALUES && (!breakdown->by_area || !one_area))
        return !is_sum_withheld(breakdown, of);
    if (one_area && !one_period)
        return !breakdown->row_withheld[of->first_area * slots + slot];
    for (size_t area = of->first_area; area <= of->last_area; area++)
        for (size_t period = of->first_period; period <= of->last_period; period++)
            if (breakdown->withheld[index_of(breakdown, area, period, slot)])
                return false;
    return true;
}

static chora_breakdown_cell sum(const chora_breakdown *breakdown, part of, size_t value)
{
    chora_breakdown_cell all = { .state = CHORA_CELL_NOT_COVERED };
    bool folded = is_folded(breakdown, value);
    for (size_t area = of.first_area; area <= of.last_area && area < breakdown->areas; area++)
        for (size_t period = of.first_period; period <= of.last_period; period++) {
            chora_breakdown_cell one =
                folded ? folded_cell(breakdown, area, period)
                       : breakdown
                             ->cells[index_of(breakdown, area, period, slot_of(breakdown, value))];
            chora_breakdown_add(&all, &one);
            all.partial = all.partial || one.partial;
            if (one.state != CHORA_CELL_NOT_COVERED)
                all.state = CHORA_CELL_NUMBER;
        }
    bool told = folded ? !is_sum_withheld(breakdown, &of) : is_told(breakdown, &of, value);
    return told ? all : blank(&all);
}

chora_breakdown_cell chora_breakdown_total(const chora_breakdown *breakdown, size_t value)
{
    return sum(breakdown, (part){ 0, breakdown->areas - 1, 0, breakdown->periods - 1 }, value);
}

chora_breakdown_cell chora_breakdown_period_total(const chora_breakdown *breakdown, size_t period,
                                                  size_t value)
{
    return sum(breakdown, (part){ 0, breakdown->areas - 1, period, period }, value);
}

chora_breakdown_cell chora_breakdown_area_total(const chora_breakdown *breakdown, size_t area,
                                                size_t value)
{
    return sum(breakdown, (part){ area, area, 0, breakdown->periods - 1 }, value);
}

chora_account chora_breakdown_account(const chora_breakdown *breakdown, size_t period)
{
    assert(period < breakdown->periods);
    if (chora_breakdown_is_sum_withheld(breakdown, period))
        return (chora_account){ .is_withheld = true };
    return breakdown->accounts[period];
}

chora_account chora_breakdown_overall_account(const chora_breakdown *breakdown)
{
    if (chora_breakdown_is_sum_withheld(breakdown, breakdown->periods))
        return (chora_account){ .is_withheld = true };
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

const struct chora_link_rule *chora_breakdown_claims_tie(const chora_breakdown *breakdown)
{
    return breakdown->claims.paired ? breakdown->claims.tie : NULL;
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
