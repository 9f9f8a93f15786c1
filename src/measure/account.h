/**
 * @file
 * What became of every row, counted and told in one sentence.
 */
#ifndef CHORA_MEASURE_ACCOUNT_H
#define CHORA_MEASURE_ACCOUNT_H

#include "base/buffer.h"
#include "base/error.h"

#include <chora/measure.h>

/** The first that holds, in this order, is a row's fate. */
typedef enum {
    CHORA_FATE_FILTERED,
    CHORA_FATE_OUTSIDE_PERIOD,
    CHORA_FATE_OUTSIDE_FRAME,
    CHORA_FATE_PLACE_TOO_COARSE,
    CHORA_FATE_DATE_TOO_COARSE,
    CHORA_FATE_UNPLACED,
    CHORA_FATE_SHOWN
} chora_fate;

/** Count one row whose place is known to `precision`; `accepted` is the caller's to set. */
void chora_account_add(chora_account *account, chora_fate fate, chora_precision precision);

/** CHORA_ESTORE, with the numbers, when the account does not close. `what` names it. */
chora_status chora_account_check(const chora_account *account, const char *what, chora_error *err);

/**
 * Append the line under a figure: "69 of 74 incidents shown; 5 known only to district".
 *
 * "of" counts the incidents of the period: accepted less filtered out less outside the period;
 * the parts after it say what became of the rest. With both layers a row counts as shown when
 * either shows it, and rows that have a colour only are told with it ("5 known only to district
 * (coloured, no circle)"): pass chora_table_both_account() as `choropleth` then. (With
 * chora_table_account() a circle in an area too coarse to colour would be missing.)
 *
 * @param choropleth  NULL when no areas are coloured.
 * @param symbols     NULL when there are no symbols. Both NULL: nothing is appended.
 */
void chora_account_sentence(const chora_account *choropleth, const chora_account *symbols,
                            chora_buffer *out);

#endif
