/* Parts of the incidents of a report (a word, deaths, a condition, an area of these) under an
 * output profile: what of them is told is found from all months, whatever period the report is of.
 */
#include "report/facts_withhold.h"

#include <stdlib.h>
#include <string.h>

/* By what a scope is split, behind the columns. */
enum { BY_DEATHS = CHORA_RECORD_COLUMNS, BY_FILTER, BY_AREA, SPLITS };

enum { PART, REST }; /* The rows of what is no column and no area. */

bool chora_scope_is_narrowed(const chora_scope *scope)
{
    bool any = scope->deadly || scope->filter;
    for (int i = 0; i < CHORA_RECORD_COLUMNS; i++)
        any = any || scope->words[i];
    return any;
}

static bool has(const chora_scope *scope, int split)
{
    if (split == BY_AREA)
        return scope->area != CHORA_NO_INDEX;
    if (split == BY_DEATHS)
        return scope->deadly;
    return split == BY_FILTER ? scope->filter != NULL : scope->words[split] != NULL;
}

static chora_scope without(chora_scope scope, int split)
{
    if (split == BY_AREA)
        scope.area = CHORA_NO_INDEX;
    else if (split == BY_DEATHS)
        scope.deadly = false;
    else if (split == BY_FILTER)
        scope.filter = NULL;
    else
        scope.words[split] = NULL;
    return scope;
}

static bool is_same(const chora_scope *a, const chora_scope *b)
{
    bool same = a->area == b->area && a->deadly == b->deadly && a->filter == b->filter;
    for (int i = 0; i < CHORA_RECORD_COLUMNS; i++)
        same = same && !a->words[i] == !b->words[i] &&
               (!a->words[i] || strcmp(a->words[i], b->words[i]) == 0);
    return same;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static size_t find_word(const chora_fact_plan *p, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (p->words[i] == word || strcmp(p->words[i], word) == 0)
            return i;
    return CHORA_NO_INDEX;
}

/* A period that holds every day. */
static chora_scope at_any_time(chora_scope scope)
{
    scope.period = (chora_period){ CHORA_PERIOD_SPAN, INT32_MIN, INT32_MAX };
    return scope;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In the order of strcmp, as breakdowns have them: both withhold the same. */
static chora_status list_words(const chora_facts *facts, chora_fact_plan *p, size_t *count,
                               chora_error *err)
{
    const chora_records *records = &facts->records;
    chora_scope scope = at_any_time(p->parent);
    size_t capacity = 0;
    for (size_t i = 0; i < records->count; i++) {
        const chora_record *record = &records->items[i];
        if (!chora_scope_holds(&scope, record) ||
            find_word(p, *count, record->words[p->split]) != CHORA_NO_INDEX)
            continue;
        if (chora_grow((void **)&p->words, &capacity, *count, sizeof *p->words))
            return chora_no_memory(err);
        p->words[(*count)++] = record->words[p->split];
    }
    if (*count > 1)
        qsort(p->words, *count, sizeof *p->words, by_bytes);
    return CHORA_OK;
}

/* `scope`: the parent with the condition. */
static size_t row_of(const chora_fact_plan *p, const chora_scope *scope, const chora_record *record)
{
    if (p->split == BY_AREA)
        return record->area < p->plan.rows ? record->area : CHORA_NO_INDEX;
    if (p->split < CHORA_RECORD_COLUMNS)
        return find_word(p, p->plan.rows, record->words[p->split]);
    return chora_scope_holds(scope, record) ? PART : REST;
}

/* Records are by day. */
static void count_rows(const chora_facts *facts, const chora_scope *scope, chora_fact_plan *p)
{
    const chora_records *records = &facts->records;
    chora_scope parent = at_any_time(p->parent), part = at_any_time(*scope);
    size_t month = 0;
    for (size_t i = 0; i < records->count && records->items[i].dated; i++) {
        const chora_record *record = &records->items[i];
        while (month + 1 < p->plan.months && record->day > p->plan.periods[month].last)
            month++;
        size_t row = chora_scope_holds(&parent, record) ? row_of(p, &part, record) : CHORA_NO_INDEX;
        if (row != CHORA_NO_INDEX)
            p->plan.counts[row * p->plan.months + month]++;
    }
}

/* Where the parent's own number is withheld, so are all of its parts. */
static void mark_months(const chora_facts *facts, chora_fact_plan *p)
{
    for (size_t month = 0; month < p->plan.months; month++) {
        chora_scope parent = p->parent;
        parent.period = p->plan.periods[month];
        bool withheld = chora_facts_scope_withheld(facts, &parent);
        for (size_t row = 0; row < p->plan.rows; row++)
            p->plan.also[row * p->plan.months + month] = withheld;
    }
}

static chora_status make_plan(const chora_facts *facts, const chora_scope *scope,
                              chora_fact_plan *p, chora_error *err)
{
    const chora_fact_withholding *w = facts->withholding;
    size_t rows = p->split == BY_AREA               ? facts->records.frame.count
                  : p->split < CHORA_RECORD_COLUMNS ? 0
                                                    : REST + 1;
    chora_status st = p->split < CHORA_RECORD_COLUMNS ? list_words(facts, p, &rows, err) : CHORA_OK;
    if (!st)
        st = chora_row_plan_new(rows, w->months, w->month_count, w->smallest, &p->plan, err);
    if (st)
        return st;
    p->plan.sums_known = true;
    count_rows(facts, scope, p);
    mark_months(facts, p);
    return chora_row_plan_finish(&p->plan, err);
}

/* ---- plans ----------------------------------------------------------------------------------- */

static void plan_free(chora_fact_plan *p)
{
    chora_row_plan_free(&p->plan);
    free(p->words);
}

void chora_facts_plans_free(chora_fact_withholding *withholding)
{
    for (size_t i = 0; i < withholding->plan_count; i++)
        plan_free(&withholding->plans[i]);
    free(withholding->plans);
    free(withholding->months);
}

/* What the data cover, as a table's months are. */
static bool list_months(const chora_facts *facts)
{
    chora_fact_withholding *w = facts->withholding;
    const chora_records *records = &facts->records;
    size_t dated = records->count;
    while (dated > 0 && !records->items[dated - 1].dated)
        dated--;
    if (w->months || dated == 0)
        return w->months != NULL;
    chora_period_kind kind = chora_period_kind_in(CHORA_PERIOD_MONTH, w->calendar);
    chora_day first = records->covered ? records->first : records->items[0].day;
    chora_day last = records->covered ? records->last : records->items[dated - 1].day;
    size_t count = chora_period_count(kind, first, last);
    chora_period month = chora_period_of(kind, first);
    w->months = chora_alloc(count, sizeof *w->months);
    for (; w->months && w->month_count < count; month = chora_period_next(month))
        w->months[w->month_count++] = month;
    return w->months != NULL;
}

/* Is it of the condition that the scope has? */
static bool is_of(const chora_fact_plan *p, const chora_scope *scope, int split)
{
    chora_scope parent = without(*scope, split);
    return p->split == split && is_same(&p->parent, &parent) &&
           (split != BY_FILTER || p->filter == scope->filter);
}

/* NULL: there is no room for it. Valid until the next one is made. */
static const chora_fact_plan *plan_of(const chora_facts *facts, const chora_scope *scope, int split)
{
    chora_fact_withholding *w = facts->withholding;
    for (size_t i = 0; i < w->plan_count; i++)
        if (is_of(&w->plans[i], scope, split))
            return &w->plans[i];
    chora_fact_plan made = { .parent = without(*scope, split),
                             .split = split,
                             .filter = split == BY_FILTER ? scope->filter : NULL };
    if (make_plan(facts, scope, &made, NULL) ||
        chora_grow((void **)&w->plans, &w->plan_capacity, w->plan_count, sizeof made)) {
        plan_free(&made);
        return NULL;
    }
    w->plans[w->plan_count++] = made;
    return &w->plans[w->plan_count - 1];
}

/* ---- questions ------------------------------------------------------------------------------- */

/* How many are in the part of a month that is in the scope's period; -1: it is all of the month. */
static int64_t count_in(const chora_facts *facts, chora_scope scope, chora_period month)
{
    if (scope.period.first <= month.first && scope.period.last >= month.last)
        return -1;
    if (scope.period.first < month.first)
        scope.period.first = month.first;
    if (scope.period.last > month.last)
        scope.period.last = month.last;
    return chora_facts_count_unprotected(facts, &scope).incidents;
}

static bool row_gives_away(const chora_facts *facts, const chora_fact_plan *p, size_t row,
                           const chora_scope *scope)
{
    chora_months span = chora_months_of(p->plan.periods, p->plan.months, scope->period);
    if (span.last < span.first)
        return false;
    return chora_row_plan_gives_away(&p->plan, row, span,
                                     count_in(facts, *scope, p->plan.periods[span.first]),
                                     count_in(facts, *scope, p->plan.periods[span.last]));
}

static bool condition_gives_away(const chora_facts *facts, const chora_scope *scope, int split)
{
    chora_scope parent = without(*scope, split);
    if (chora_facts_scope_withheld(facts, &parent))
        return true;
    const chora_fact_plan *p = plan_of(facts, scope, split);
    if (!p)
        return true;
    size_t row = split == BY_AREA               ? scope->area
                 : split < CHORA_RECORD_COLUMNS ? find_word(p, p->plan.rows, scope->words[split])
                                                : PART;
    return row < p->plan.rows && row_gives_away(facts, p, row, scope);
}

bool chora_facts_scope_withheld(const chora_facts *facts, const chora_scope *scope)
{
    if (!chora_scope_is_narrowed(scope))
        return chora_facts_area_withheld(facts, scope->area, scope->period);
    if (!list_months(facts))
        return facts->records.count > 0;
    for (int split = 0; split < SPLITS; split++)
        if (has(scope, split) && condition_gives_away(facts, scope, split))
            return true;
    return false;
}
