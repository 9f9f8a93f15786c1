#include "measure/account.h"

#include "measure/label.h"

void chora_account_add(chora_account *account, chora_fate fate, chora_precision precision)
{
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
        sum_by_level(account->coarse_by_level) != account->place_too_coarse)
        return chora_fail(err, CHORA_ESTORE,
                          "%s: the account by level does not add up to its totals", what);
    return CHORA_OK;
}

static void add_part(chora_buffer *out, int64_t count, const char *what)
{
    if (count == 0)
        return;
    chora_buffer_add_text(out, "; ");
    chora_label_number(out, (double)count, 0);
    chora_buffer_add_byte(out, ' ');
    chora_buffer_add_text(out, what);
}

/** "5 known only to district (coloured, no circle)". Finer rows lack a position, not precision. */
static void add_level(chora_buffer *out, int64_t count, int level, const char *how)
{
    if (count == 0)
        return;
    add_part(out, count, level < CHORA_DISTRICT ? "without a position" : "known only to ");
    if (level >= CHORA_DISTRICT)
        chora_buffer_add_text(out, chora_precision_name((chora_precision)level));
    chora_buffer_add_text(out, how);
}

/** What has a colour but no circle is told as such; what has neither, as left out. */
static void add_levels(chora_buffer *out, const chora_account *main, const chora_account *symbols)
{
    for (int level = 0; level < CHORA_NOT_STATED; level++) {
        int64_t no_circle = main->shown_by_level[level] - symbols->shown_by_level[level];
        if (no_circle > 0)
            add_level(out, no_circle, level, " (coloured, no circle)");
        add_level(out, main->coarse_by_level[level], level, "");
    }
}

void chora_account_sentence(const chora_account *choropleth, const chora_account *symbols,
                            chora_buffer *out)
{
    const chora_account *main = choropleth ? choropleth : symbols;
    if (!main)
        return;
    int64_t all = main->accepted - main->filtered_out - main->outside_period;
    if (all == 0) {
        chora_buffer_add_text(out, "No recorded incidents in this period");
    } else {
        chora_label_number(out, (double)main->shown, 0);
        chora_buffer_add_text(out, " of ");
        chora_label_number(out, (double)all, 0);
        chora_buffer_add_text(out, all == 1 ? " incident shown" : " incidents shown");
    }
    add_levels(out, main, symbols ? symbols : main);
    add_part(out, main->outside_frame, "outside the map");
    add_part(out, main->date_too_coarse, "dated too coarsely");
    add_part(out, main->unplaced, "could not be placed");
    add_part(out, main->filtered_out, "left out by the filter");
}
