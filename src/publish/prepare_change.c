#include "publish/prepare_change.h"

#include "base/error.h"
#include "base/memory.h"
#include "measure/change_classes.h"

#include <stdlib.h>

static size_t gather_changes(const chora_change_table *changes, size_t first, size_t last,
                             double *out)
{
    size_t count = 0, areas = chora_table_areas(chora_change_after(changes));
    for (size_t period = first; period < last; period++)
        for (size_t area = 0; area < areas; area++) {
            chora_change change = chora_change_of(changes, area, period);
            if (change.state == CHORA_CELL_NUMBER)
                out[count++] = change.change;
        }
    return count;
}

chora_status chora_prepare_change_classes(const chora_figure_layer *layer,
                                          const chora_change_table *changes, size_t first,
                                          size_t last, chora_classes *out, chora_error *err)
{
    const chora_table *after = chora_change_after(changes);
    double *values = chora_alloc((last - first) * chora_table_areas(after) + 1, sizeof *values);
    if (!values)
        return chora_no_memory(err);
    const chora_change_classes_options options = {
        .count = layer->class_count,
        .method = layer->method,
        .breaks = layer->breaks,
        .whole = chora_table_is_whole(after) && chora_table_is_whole(chora_change_before(changes)),
    };
    size_t count = gather_changes(changes, first, last, values);
    chora_status st = chora_change_classes_make(values, count, &options, out, err);
    free(values);
    return st;
}

chora_status chora_prepare_check_change(const chora_change_table *changes, chora_error *err)
{
    const chora_table *after = chora_change_after(changes), *before = chora_change_before(changes);
    char then[CHORA_PERIOD_TEXT_MAX], covered[CHORA_PERIOD_TEXT_MAX];
    if (chora_table_periods(after) != 1)
        return CHORA_OK;
    for (size_t area = 0; area < chora_table_areas(after); area++)
        if (chora_change_of(changes, area, 0).state != CHORA_CELL_NOT_COVERED)
            return CHORA_OK;
    chora_period span = { .kind = CHORA_PERIOD_SPAN };
    chora_table_span(after, &span.first, &span.last);
    chora_period_label(span, covered);
    span = chora_table_period(before, 0);
    span.kind = CHORA_PERIOD_SPAN;
    chora_period_label(span, then);
    return chora_fail(
        err, CHORA_ENOTFOUND,
        "no area is covered both in the period drawn and in %s, which it is held "
        "against (the dataset covers %s); choose another --period, or another against",
        then, covered);
}
