#include "measure/account.h"

void chora_account_add(chora_account *account, chora_fate fate, const chora_incident *incident)
{
    chora_precision precision = incident->precision;
    if (fate != CHORA_FATE_FILTERED && fate != CHORA_FATE_OUTSIDE_PERIOD)
        account->shielded += incident->is_shielded;
    switch (fate) {
    case CHORA_FATE_FILTERED:
        account->filtered_out++;
        break;
    case CHORA_FATE_OUTSIDE_PERIOD:
        account->outside_period++;
        break;
    case CHORA_FATE_OUTSIDE_FRAME:
        account->outside_frame++;
        break;
    case CHORA_FATE_PLACE_TOO_COARSE:
        account->place_too_coarse++;
        account->coarse_by_level[precision]++;
        break;
    case CHORA_FATE_OTHER_BOUNDARIES:
        account->place_too_coarse++;
        account->other_boundaries++;
        break;
    case CHORA_FATE_DATE_TOO_COARSE:
        account->date_too_coarse++;
        break;
    case CHORA_FATE_UNPLACED:
        account->unplaced++;
        break;
    case CHORA_FATE_SHOWN:
        account->shown++;
        account->shown_by_level[precision]++;
        break;
    }
}

static int64_t sum_by_level(const int64_t *by_level)
{
    int64_t sum = 0;
    for (int level = 0; level < CHORA_NOT_STATED; level++)
        sum += by_level[level];
    return sum;
}

chora_status chora_account_check(const chora_account *account, const char *what, chora_error *err)
{
    int64_t told = account->shown + account->filtered_out + account->outside_period +
                   account->outside_frame + account->place_too_coarse + account->date_too_coarse +
                   account->unplaced;
    if (told != account->accepted)
        return chora_fail(err, CHORA_ESTORE,
                          "%s: the account does not close: %lld incidents, %lld accounted for",
                          what, (long long)account->accepted, (long long)told);
    if (sum_by_level(account->shown_by_level) != account->shown ||
        sum_by_level(account->coarse_by_level) + account->other_boundaries !=
            account->place_too_coarse)
        return chora_fail(err, CHORA_ESTORE,
                          "%s: the account by level does not add up to its totals", what);
    return CHORA_OK;
}
