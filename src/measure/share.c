#include "measure/share.h"

#include "measure/untold.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define EN_DASH "\xE2\x80\x93"

static chora_status check_options(const chora_measure_options *options, chora_error *err)
{
    if (options->of && strcmp(options->of, "count") != 0)
        return chora_fail(err, CHORA_EINVAL,
                          "share_of: a share is one of incidents: it goes with count, not with %s",
                          options->of);
    if (options->per > 0 || options->per_value)
        return chora_fail(err, CHORA_EINVAL,
                          "share_of: a share is in percent and is not divided once more");
    return CHORA_OK;
}

chora_status chora_share_begin(chora_share *share, chora_store *store,
                               const chora_measure_options *options, chora_error *err)
{
    if (!options->share_of)
        return CHORA_OK;
    chora_status st = check_options(options, err);
    if (!st && strspn(options->share_of, " \t\r\n") == strlen(options->share_of))
        st = chora_fail(err, CHORA_EINVAL, "share_of: names no condition");
    if (st)
        return st;
    st = chora_filter_new(store, options->share_of, &share->holds, err);
    if (st) {
        chora_at(err, "share_of");
        return st;
    }
    return chora_told_filter(store, options->share_of, &share->told, err);
}

void chora_share_end(chora_share *share)
{
    chora_filter_free(share->holds);
    chora_filter_free(share->told);
}

void chora_share_add(const chora_share *share, int64_t incident_id, chora_cell *cell)
{
    cell->whole += chora_filter_admits(share->told, incident_id);
    cell->part += chora_filter_admits(share->holds, incident_id);
}

void chora_share_finish(chora_cell *cell, int64_t *stated)
{
    *stated = cell->whole;
    cell->value = chora_share_percent(cell->part, cell->whole);
}

double chora_share_percent(int64_t part, int64_t whole)
{
    if (whole <= 0 || part <= 0)
        return 0;
    if (part >= whole)
        return 100;
    return fmin(fmax(round(100.0 * (double)part / (double)whole), 1), 99);
}

void chora_share_label(chora_classes *classes)
{
    int low = 0;
    for (size_t c = 0; c < classes->count; c++) {
        chora_class *class = &classes->classes[c];
        int high = (int)fmin(fmax(floor(class->upper_break), 0), 100);
        if (c + 1 == classes->count)
            high = 100;
        if (low < high)
            snprintf(class->label, sizeof class->label, "%d" EN_DASH "%d", low, high);
        else
            snprintf(class->label, sizeof class->label, "%d", high);
        low = high + 1;
    }
}
