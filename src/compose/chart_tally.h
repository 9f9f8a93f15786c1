/**
 * @file
 * Totals that somebody states without rows, marked beside what is counted.
 */
#ifndef CHORA_COMPOSE_CHART_TALLY_H
#define CHORA_COMPOSE_CHART_TALLY_H

#include "compose/chart.h"

/** The total of a period, of what the chart is of; false: none is stated. */
bool chora_chart_tally(const chora_charting *c, size_t period, double *out);
/** The highest of all periods; 0 without totals. */
double chora_chart_tally_highest(const chora_charting *c);

/** Where marks stand. */
typedef struct {
    const chora_time_axis *time;
    double baseline, pt_per_one, width_pt; /**< Width of a mark. */
} chora_tally_place;

/** The box of a period's mark; false: it has none. */
bool chora_chart_tally_box(const chora_charting *c, const chora_tally_place *at, size_t period,
                           chora_box *out);
/** Marks, with numbers where there is room. */
void chora_chart_tallies_draw(chora_charting *c, const chora_tally_place *at, chora_room *room);

/** A mark for a legend from `left` on the baseline, 9 pt wide. */
void chora_chart_tally_swatch(chora_charting *c, chora_xy at);
/** "total stated by Al-Naba". */
const char *chora_chart_tally_label(const chora_charting *c, chora_arena *arena);

/** "Al-Naba states 29" for the title of a period; "" without a total. */
const char *chora_chart_tally_words(const chora_charting *c, size_t period, chora_arena *arena);

/** How claims were linked, and which totals have no mark; "" when there is nothing to say. */
const char *chora_chart_claims_note(const chora_chart_inputs *inputs, chora_arena *arena);

#endif
