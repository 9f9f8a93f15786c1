/**
 * @file
 * What an output profile withholds of a report, found once and kept.
 */
#ifndef CHORA_REPORT_FACTS_WITHHOLD_H
#define CHORA_REPORT_FACTS_WITHHOLD_H

#include "measure/withhold_rows.h"
#include "report/facts.h"

#include <chora/measure.h>

/** The areas of a period, as maps show them; NULL: they could not be counted, so none is told. */
typedef struct {
    chora_period period;
    chora_table *table;
} chora_fact_table;

/** What a scope has in all months, split by one of its conditions (facts_parts.c). */
typedef struct {
    chora_scope parent; /**< Without the condition; its period says nothing. */
    int split;          /**< A chora_record_column, or what stands behind them. */
    const chora_filter *filter;
    const char **words; /**< Of a column: the rows. */
    chora_row_plan plan;
} chora_fact_plan;

struct chora_fact_withholding {
    int smallest;
    chora_calendar calendar;
    chora_measure_options measure;
    chora_fact_table *tables;
    size_t count, capacity;
    chora_table *by_month; /**< NULL: not asked for yet, or it could not be counted. */
    chora_period *months;  /**< From the first incident to the last. */
    size_t month_count;
    chora_fact_plan *plans;
    size_t plan_count, plan_capacity;
};

/** Is the number of an area, or (CHORA_NO_INDEX) of all, withheld? */
bool chora_facts_area_withheld(const chora_facts *facts, size_t area, chora_period period);

/** Has the scope a condition besides its area and period? */
bool chora_scope_is_narrowed(const chora_scope *scope);

/**
 * Would the number of a scope give away what is withheld? It is held against the same scope with
 * one condition less, and that against all months.
 */
bool chora_facts_scope_withheld(const chora_facts *facts, const chora_scope *scope);

void chora_facts_plans_free(chora_fact_withholding *withholding);

#endif
