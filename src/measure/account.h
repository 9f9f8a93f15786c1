/**
 * @file
 * What became of every row, counted.
 */
#ifndef CHORA_MEASURE_ACCOUNT_H
#define CHORA_MEASURE_ACCOUNT_H

#include "base/error.h"
#include "measure/incidents.h"

#include <chora/measure.h>

/** The first that holds, in this order, is a row's fate. */
typedef enum {
    CHORA_FATE_FILTERED,
    CHORA_FATE_OUTSIDE_PERIOD,
    CHORA_FATE_OUTSIDE_FRAME,
    CHORA_FATE_PLACE_TOO_COARSE,
    CHORA_FATE_OTHER_BOUNDARIES, /**< Too coarse as well: known in areas of another time only. */
    CHORA_FATE_DATE_TOO_COARSE,
    CHORA_FATE_UNPLACED,
    CHORA_FATE_SHOWN
} chora_fate;

/** Count one row; `accepted` is the caller's to set. */
void chora_account_add(chora_account *account, chora_fate fate, const chora_incident *incident);

/** CHORA_ESTORE, with the numbers, when the account does not close. `what` names it. */
chora_status chora_account_check(const chora_account *account, const char *what, chora_error *err);

#endif
