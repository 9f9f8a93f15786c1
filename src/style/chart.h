/**
 * @file
 * The chart of a figure file: what is counted along what, in which form.
 */
#ifndef CHORA_STYLE_CHART_H
#define CHORA_STYLE_CHART_H

#include <chora/period.h>

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    CHORA_CHART_COLUMNS, /**< Over time; people killed or injured from the lowest figure up. */
    CHORA_CHART_LINES,   /**< Over time, a line a value. */
    CHORA_CHART_BARS,    /**< By area or column, sorted. */
    CHORA_CHART_RANGES,  /**< From the lowest to the highest figure, a row each. */
    CHORA_CHART_BLOCKS,  /**< One block an incident, by the values of a column. */
    CHORA_CHART_SCATTER, /**< One number against another, a dot a period or area. */
    CHORA_CHART_KINDS
} chora_chart_kind;

/** What a column, row or dot stands for. */
typedef enum {
    CHORA_CHART_BY_PERIOD,
    CHORA_CHART_BY_AREA,
    CHORA_CHART_BY_COLUMN,
    CHORA_CHART_BY_INCIDENT
} chora_chart_by;

typedef enum { CHORA_CHART_COUNT, CHORA_CHART_KILLED, CHORA_CHART_INJURED } chora_chart_of;

typedef struct {
    chora_chart_kind kind;
    chora_chart_by by;
    chora_period_kind step; /**< By period: of the axis. */
    int level;              /**< By area. */
    const char *column;     /**< By column. */
    chora_chart_of of;
    const char *split; /**< Column whose values are told apart; NULL: none. */
    const char
        *unsaid_split;  /**< A split, people beneath or beside, that the data say nothing of: */
    int unsaid_beneath; /**< they are not drawn, and the note says so. */
    bool unsaid_beside;
    int beneath;       /**< A second panel of ranges: a chora_chart_of, 0: none. */
    size_t most;       /**< Rows at most; the others are one. 0: as many as there is room for. */
    const char *tally; /**< Dataset whose totals are marked beside the numbers; NULL: none. */
    bool beside;       /**< Bars: incidents with deaths, killed and injured in columns. */
} chora_figure_chart;

#endif
