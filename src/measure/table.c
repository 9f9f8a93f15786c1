#include "measure/table.h"

#include "store/vintage.h"

#include <assert.h>

void chora_table_free(chora_table *table)
{
    if (table)
        chora_arena_free(table->arena); /* the table lives in its own arena */
}

size_t chora_table_areas(const chora_table *table)
{
    return table->frame.count;
}

size_t chora_table_periods(const chora_table *table)
{
    return table->period_count;
}

int64_t chora_table_area_id(const chora_table *table, size_t area)
{
    assert(area < table->frame.count);
    return chora_frame_drawn(&table->frame, area)->id;
}

const char *chora_table_area_code(const chora_table *table, size_t area)
{
    assert(area < table->frame.count);
    return chora_frame_drawn(&table->frame, area)->code;
}

chora_period chora_table_period(const chora_table *table, size_t period)
{
    assert(period < table->period_count);
    return table->periods[period];
}

chora_cell chora_table_cell(const chora_table *table, size_t area, size_t period)
{
    assert(area < table->frame.count && period < table->period_count);
    return table->cells[area * table->period_count + period];
}

chora_period chora_table_covered(const chora_table *table, chora_period period)
{
    if (table->first > period.first && table->first <= period.last)
        period.first = table->first;
    if (table->last < period.last && table->last >= period.first)
        period.last = table->last;
    return period;
}

chora_account chora_table_protect(const chora_table *table, const chora_account *account,
                                  size_t row, size_t period)
{
    bool withheld = chora_table_sum_withheld(table, CHORA_WHOLE_ALL, period) ||
                    chora_table_sum_withheld(table, row, period);
    return withheld ? (chora_account){ .is_withheld = true } : *account;
}

chora_table chora_table_opened(const chora_table *table)
{
    chora_table opened = *table;
    opened.sums_withheld = NULL;
    return opened;
}

static chora_account account_of(const chora_table *table, unsigned ways, size_t period)
{
    assert(period < table->period_count && ways < CHORA_WAYS);
    return chora_table_protect(table, &table->accounts[ways][period], ways, period);
}

chora_account chora_table_account_of(const chora_table *table, unsigned ways, size_t period)
{
    return account_of(table, ways, period);
}

chora_account chora_table_account(const chora_table *table, size_t period)
{
    return account_of(table, CHORA_BY_AREA, period);
}

chora_account chora_table_symbol_account(const chora_table *table, size_t period)
{
    return account_of(table, CHORA_BY_SYMBOL, period);
}

chora_account chora_table_both_account(const chora_table *table, size_t period)
{
    return account_of(table, CHORA_BY_EITHER, period);
}

chora_account chora_table_overall_account(const chora_table *table)
{
    return chora_table_protect(table, &table->overall, CHORA_BY_AREA, table->period_count);
}

const chora_symbol *chora_table_symbols(const chora_table *table, size_t period, size_t *count)
{
    assert(period < table->period_count);
    *count = table->symbol_start[period + 1] - table->symbol_start[period];
    return table->symbols + table->symbol_start[period];
}

size_t chora_table_categories(const chora_table *table)
{
    return table->category_count;
}

const char *chora_table_category(const chora_table *table, size_t index)
{
    assert(index < table->category_count);
    return table->categories[index];
}

static const chora_listed *list_of(const chora_table *table, const chora_lists *lists,
                                   size_t period, size_t *count)
{
    assert(period < table->period_count);
    *count = lists->start ? lists->start[period + 1] - lists->start[period] : 0;
    return *count ? lists->items + lists->start[period] : NULL;
}

const chora_listed *chora_table_pointless(const chora_table *table, size_t period, size_t *count)
{
    return list_of(table, &table->pointless, period, count);
}

const chora_listed *chora_table_placed(const chora_table *table, size_t period, size_t *count)
{
    return list_of(table, &table->placed, period, count);
}

const chora_listed *chora_table_coarse(const chora_table *table, size_t period, size_t *count)
{
    return list_of(table, &table->coarse, period, count);
}

void chora_table_span(const chora_table *table, chora_day *first, chora_day *last)
{
    *first = table->first;
    *last = table->last;
}

bool chora_table_is_whole(const chora_table *table)
{
    return table->is_whole;
}

int chora_table_smallest(const chora_table *table)
{
    return table->smallest;
}

bool chora_table_withheld(const chora_table *table, size_t period, chora_withheld *out)
{
    assert(period < table->period_count);
    *out = table->hidden ? table->hidden[period] : (chora_withheld){ 0 };
    out->is_sum_withheld = chora_table_sum_withheld(table, CHORA_WHOLE_ALL, period);
    if (out->is_sum_withheld || chora_table_sum_withheld(table, CHORA_BY_AREA, period))
        out->area_total = 0;
    if (out->is_sum_withheld || chora_table_sum_withheld(table, CHORA_BY_SYMBOL, period))
        out->symbol_total = 0;
    out->is_sum_withheld |= chora_table_sum_withheld(table, CHORA_BY_AREA, period);
    return out->areas > 0 || out->symbols > 0;
}

bool chora_table_is_untold(const chora_table *table)
{
    return table->is_untold;
}

bool chora_table_is_share(const chora_table *table)
{
    return table->is_share;
}

const char *chora_table_dataset(const chora_table *table)
{
    return table->dataset;
}

const char *chora_table_hash(const chora_table *table)
{
    return table->hash;
}

bool chora_table_boundaries(const chora_table *table, chora_day *on)
{
    if (table->frame.on == CHORA_VINTAGE_CURRENT)
        return false;
    *on = table->frame.on;
    return true;
}
