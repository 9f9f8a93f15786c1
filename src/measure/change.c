/* Two tables side by side: the periods asked for, and those they are held against. */
#include "base/memory.h"
#include "measure/chance.h"
#include "measure/table.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct chora_change_table {
    chora_table *before, *after;
    bool one_before; /**< One period for all. */
    bool counts;
    chora_change *cells; /**< Area by area, its periods in order; then the totals. */
};

static double days_of(chora_period period)
{
    return (double)(period.last - period.first) + 1;
}

static void period_text(chora_period period, char *out)
{
    if (period.kind == CHORA_PERIOD_ALL)
        period.kind = CHORA_PERIOD_SPAN;
    chora_period_label(period, out);
}

/* A count over more days is larger whatever happened. */
static chora_status check_lengths(const chora_table *after, chora_against against, chora_error *err)
{
    const double most = 1.125;
    for (size_t i = 0; i < after->period_count; i++) {
        chora_period now = after->periods[i], then = chora_against_period(against, now);
        double longer = fmax(days_of(now), days_of(then)),
               shorter = fmin(days_of(now), days_of(then));
        char one[CHORA_PERIOD_TEXT_MAX], other[CHORA_PERIOD_TEXT_MAX];
        period_text(now, one);
        period_text(then, other);
        if (longer > most * shorter)
            return chora_fail(err, CHORA_EINVAL,
                              "%s has %.0f days and %s has %.0f: numbers of periods so unlike "
                              "cannot be held against each other; choose periods of one length",
                              one, days_of(now), other, days_of(then));
        if (after->period_count == 1 && now.first <= then.last && then.first <= now.last)
            return chora_fail(err, CHORA_EINVAL,
                              "%s and %s overlap; choose an earlier period to hold it against", one,
                              other);
    }
    return CHORA_OK;
}

static chora_status measure_before(chora_store *store, const chora_measure_options *options,
                                   chora_against against, chora_change_table *changes,
                                   chora_error *err)
{
    const chora_table *after = changes->after;
    chora_period first = chora_against_period(against, after->periods[0]);
    chora_period last = chora_against_period(against, after->periods[after->period_count - 1]);
    chora_measure_options then = *options;
    changes->one_before = against.kind == CHORA_AGAINST_SPAN;
    then.by = changes->one_before ? CHORA_PERIOD_ALL : options->by;
    then.span_given = true;
    then.first = first.first;
    then.last = last.last;
    /* Both in the same areas, whichever held in either period. */
    then.boundaries_given = true;
    if (!chora_table_boundaries(after, &then.boundaries_on))
        then.boundaries_on = CHORA_BOUNDARIES_CURRENT;
    then.boundaries_given = true; /* The same ground is compared. */
    then.boundaries_on = after->frame.on;
    return chora_measure(store, &then, &changes->before, err);
}

/* Days of a period that the dataset looked at: a month of which half was covered had half the
 * chance. */
static double covered_days(const chora_table *table, size_t index)
{
    chora_period period = table->periods[index];
    period.first = period.first < table->first ? table->first : period.first;
    period.last = period.last > table->last ? table->last : period.last;
    return fmax(days_of(period), 0);
}

/* `share`: of the later period, of all days. */
static void test_change(chora_change *change, double share)
{
    int64_t then = change->before.incidents, now = change->after.incidents;
    change->tested = true;
    change->p = chora_chance_two_sided(now, now + then, share);
    change->within_chance = change->p > CHORA_CHANCE_LEVEL;
}

static chora_change change_between(chora_cell before, chora_cell after)
{
    chora_change change = { .before = before, .after = after, .p = 1 };
    if (before.state == CHORA_CELL_NUMBER && after.state == CHORA_CELL_NUMBER)
        change.change = after.value - before.value;
    else
        change.state =
            before.state == CHORA_CELL_NOT_COVERED || after.state == CHORA_CELL_NOT_COVERED
                ? CHORA_CELL_NOT_COVERED
                : CHORA_CELL_NO_DATA;
    return change;
}

static void add_to(chora_cell *total, const chora_cell *cell)
{
    total->value += cell->value;
    total->incidents += cell->incidents;
    total->partial = total->partial || cell->partial;
}

static void fill_period(chora_change_table *changes, size_t period)
{
    const chora_table *after = changes->after, *before = changes->before;
    size_t then = chora_change_before_index(changes, period), areas = after->frame.count;
    double now = covered_days(after, period), old = covered_days(before, then);
    double share = now + old > 0 ? now / (now + old) : 0.5;
    chora_cell none = { .state = CHORA_CELL_NUMBER };
    chora_change total = change_between(none, none);
    bool any = false;
    for (size_t a = 0; a < areas; a++) {
        chora_change *cell = &changes->cells[a * after->period_count + period];
        *cell =
            change_between(chora_table_cell(before, a, then), chora_table_cell(after, a, period));
        if (cell->state != CHORA_CELL_NUMBER)
            continue;
        if (changes->counts)
            test_change(cell, share);
        any = true;
        add_to(&total.before, &cell->before);
        add_to(&total.after, &cell->after);
    }
    total = change_between(total.before, total.after);
    if (!any)
        total.state = CHORA_CELL_NO_DATA;
    else if (changes->counts)
        test_change(&total, share);
    changes->cells[areas * after->period_count + period] = total;
}

static chora_status fill(chora_change_table *changes, const char *of, chora_error *err)
{
    size_t periods = changes->after->period_count;
    changes->counts = !of || !*of || strcmp(of, "count") == 0;
    changes->cells = chora_alloc((changes->after->frame.count + 1) * periods, sizeof(chora_change));
    if (!changes->cells)
        return chora_no_memory(err);
    for (size_t p = 0; p < periods; p++)
        fill_period(changes, p);
    return CHORA_OK;
}

chora_status chora_measure_change(chora_store *store, const chora_measure_options *options,
                                  chora_against against, chora_change_table **out, chora_error *err)
{
    chora_change_table *changes = chora_alloc(1, sizeof *changes);
    if (!changes)
        return chora_no_memory(err);
    chora_status st = chora_measure(store, options, &changes->after, err);
    if (!st)
        st = check_lengths(changes->after, against, err);
    if (!st)
        st = measure_before(store, options, against, changes, err);
    if (!st)
        st = fill(changes, options->of, err);
    if (st) {
        chora_change_table_free(changes);
        return st;
    }
    *out = changes;
    return CHORA_OK;
}

void chora_change_table_free(chora_change_table *changes)
{
    if (!changes)
        return;
    chora_table_free(changes->before);
    chora_table_free(changes->after);
    free(changes->cells);
    free(changes);
}

const chora_table *chora_change_after(const chora_change_table *changes)
{
    return changes->after;
}

const chora_table *chora_change_before(const chora_change_table *changes)
{
    return changes->before;
}

size_t chora_change_before_index(const chora_change_table *changes, size_t period)
{
    assert(period < changes->after->period_count);
    return changes->one_before ? 0 : period;
}

chora_change chora_change_of(const chora_change_table *changes, size_t area, size_t period)
{
    assert(area < changes->after->frame.count && period < changes->after->period_count);
    return changes->cells[area * changes->after->period_count + period];
}

chora_change chora_change_total(const chora_change_table *changes, size_t period)
{
    assert(period < changes->after->period_count);
    return changes->cells[changes->after->frame.count * changes->after->period_count + period];
}
