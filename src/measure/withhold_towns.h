/**
 * @file
 * What may be told of a town over more than one month when some of its months are withheld.
 *
 * A span is told only when it holds all withheld months of the town, at least two of them with
 * `smallest` incidents, or none. The months of the towns of an area, what is left of it and the
 * area itself make a graph (measure/rings.h) of what could be another number; of a town that has a
 * month that could not, no span with a withheld month is told.
 */
#ifndef CHORA_MEASURE_WITHHOLD_TOWNS_H
#define CHORA_MEASURE_WITHHOLD_TOWNS_H

#include "measure/table.h"

typedef struct chora_town_plan chora_town_plan;

/** What has months: a town, what no town has of an area, an area. */
typedef enum { CHORA_ROW_TOWN, CHORA_ROW_REST, CHORA_ROW_AREA } chora_town_row;

typedef struct {
    chora_town_row kind;
    int64_t place_id; /**< Of a town: of its gazetteer place, or 0. */
    double lon, lat;  /**< Of a town. */
    int64_t area_id;  /**< The area that it is in. */
    size_t month;
    int64_t incidents;
    bool hidden;
} chora_town_month;

chora_status chora_town_plan_new(int smallest, chora_town_plan **out, chora_error *err);
void chora_town_plan_free(chora_town_plan *plan); /**< NULL is fine. */

/** CHORA_ENOMEM. */
chora_status chora_town_plan_add(chora_town_plan *plan, chora_town_month month, chora_error *err);

/** After the last month and before the first question. CHORA_ENOMEM. */
chora_status chora_town_plan_finish(chora_town_plan *plan, chora_error *err);

/** The month of a symbol as a town. */
chora_town_month chora_town_month_of(const chora_symbol *symbol, size_t month);

/** Would its number over the months first..last give away what is withheld? */
bool chora_town_plan_gives_away(const chora_town_plan *plan, const chora_symbol *symbol,
                                size_t first, size_t last);

/** Its incidents of the month. */
int64_t chora_town_plan_count(const chora_town_plan *plan, const chora_symbol *symbol,
                              size_t month);

#endif
