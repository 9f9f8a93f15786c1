/* The classes of what is coloured: of each layer by itself, or shared with the figures beside it.
 */
#include "publish/prepare_classes.h"

#include "base/text.h"
#include "compose/layer_classes.h"
#include "measure/share.h"
#include "publish/prepare_change.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CLASSED_VALUES = 1 << 26 };

bool chora_prepare_is_coloured(const chora_figure_layer *layer)
{
    return layer->kind == CHORA_LAYER_CHOROPLETH || layer->is_pair;
}

/* ---- of one figure --------------------------------------------------------------------------- */

/* The numbers of the periods first .. last-1 of a table. */
size_t chora_prepare_values(const chora_figure_layer *layer, const chora_table *table, size_t first,
                            size_t last, double *values)
{
    size_t count = 0;

    for (size_t period = first; period < last; period++)
        for (size_t area = 0; area < chora_table_areas(table); area++) {
            chora_cell cell = chora_table_cell(table, area, period);
            bool none = (chora_table_is_share(table) && cell.whole == 0) ||
                        (layer->is_pair && cell.incidents == 0);
            if (cell.state == CHORA_CELL_NUMBER && !none)
                values[count++] = cell.value;
        }
    return count;
}

static chora_status make_classes(const chora_figure_layer *layer, const chora_table *table,
                                 size_t first, size_t last, chora_classes *out, chora_error *err)
{
    size_t most = (last - first) * chora_table_areas(table);
    double *values = most > MOST_CLASSED_VALUES ? NULL : chora_alloc(most, sizeof *values);
    if (!values)
        return chora_no_memory(err);

    chora_classes_options options = chora_layer_classes(layer, chora_table_is_whole(table));
    size_t count = chora_prepare_values(layer, table, first, last, values);
    chora_status st = chora_classes_make(values, count, &options, out, err);
    if (!st && layer->measure.share_of && layer->method == CHORA_FIXED)
        chora_share_label(out);
    free(values);
    return st;
}

/* Of a layer, over the periods first .. last-1. */
chora_status chora_prepare_classes_of(const chora_prepared *prepared, size_t layer, size_t first,
                                      size_t last, chora_classes *out, chora_error *err)
{
    const chora_figure_layer *spec = &prepared->figure.layers[layer];
    if (spec->measure.is_change)
        return chora_prepare_change_classes(spec, prepared->changes, first, last, out, err);
    return make_classes(spec, prepared->tables[layer], first, last, out, err);
}

chora_status chora_prepare_classes(const chora_request *request, chora_prepared *prepared,
                                   chora_error *err)
{
    prepared->legend_beside = request->legend_beside;
    for (size_t i = 0; i < prepared->figure.layer_count; i++) {
        const chora_figure_layer *layer = &prepared->figure.layers[i];
        if (!chora_prepare_is_coloured(layer))
            continue;
        if (request->classes) {
            prepared->pooled[i] = *request->classes;
            continue;
        }
        const chora_table *table = prepared->tables[i];
        chora_status st = chora_prepare_classes_of(prepared, i, 0, chora_table_periods(table),
                                                   &prepared->pooled[i], err);
        if (st) {
            chora_at(err, "%s: classes", prepared->figure.file ? prepared->figure.file : "figure");
            return st;
        }
    }
    return CHORA_OK;
}

/* ---- shared ---------------------------------------------------------------------------------- */

/* The numbers of several figures, classed by the rule of the first. */
typedef struct {
    chora_figure_layer rule;
    double *values;
    size_t count;
    bool whole;
} pool;

const chora_figure_layer *chora_prepare_coloured(const chora_figure *figure)
{
    for (size_t i = 0; !figure->is_chart && !figure->is_multiples && i < figure->layer_count; i++)
        if (figure->layers[i].kind == CHORA_LAYER_CHOROPLETH)
            return &figure->layers[i];
    return NULL;
}

static bool same_unit(const chora_figure_measure *a, const chora_figure_measure *b)
{
    return a->per == b->per && chora_text_same(a->per_value, b->per_value) &&
           !a->share_of == !b->share_of;
}

/* What cannot be read by one set of limits. */
static chora_status check_layer(const chora_figure *figure, const chora_figure_layer *layer,
                                const chora_figure_layer *rule, chora_error *err)
{
    if (!layer || layer->is_pair)
        return chora_fail(err, CHORA_EINVAL,
                          "%s colours no areas by one number, and can share no classes",
                          figure->id);
    if (layer->measure.is_change)
        return chora_fail(err, CHORA_EINVAL, "%s shows a change, whose classes are its own",
                          figure->id);
    if (layer->over == CHORA_OVER_EACH_PERIOD)
        return chora_fail(err, CHORA_EINVAL,
                          "%s has classes of each period (over: each-period); shared ones are over "
                          "all-periods",
                          figure->id);
    return rule && !same_unit(&layer->measure, &rule->measure)
               ? chora_fail(err, CHORA_EINVAL,
                            "%s counts in another unit than the figure before it (a rate or a "
                            "share beside a number): they can share no classes",
                            figure->id)
               : CHORA_OK;
}

static chora_status add_table(pool *all, const chora_figure_layer *layer, const chora_table *table,
                              chora_error *err)
{
    size_t periods = chora_table_periods(table), areas = chora_table_areas(table);
    if (all->count + periods * areas > MOST_CLASSED_VALUES)
        return chora_fail(err, CHORA_ELIMIT, "there are too many numbers for shared classes");
    double *more = realloc(all->values, (all->count + periods * areas + 1) * sizeof *more);
    if (!more)
        return chora_no_memory(err);
    all->values = more;
    all->count += chora_prepare_values(layer, table, 0, periods, more + all->count);
    all->whole = all->whole && chora_table_is_whole(table);
    return CHORA_OK;
}

static chora_status add_figure(chora_store *store, const chora_request *request, pool *all,
                               bool first, chora_arena *arena, chora_error *err)
{
    chora_figure figure;
    chora_table *table = NULL;
    chora_status st = chora_request_figure(request, arena, &figure, err);
    if (st)
        return st;
    const chora_figure_layer *layer = chora_prepare_coloured(&figure);
    st = check_layer(&figure, layer, first ? NULL : &all->rule, err);
    if (st)
        return st;
    if (first)
        all->rule = *layer;
    chora_measure_options options = chora_layer_measure(request, &figure, layer);
    st = chora_measure(store, &options, &table, err);
    if (!st)
        st = add_table(all, layer, table, err);
    chora_table_free(table);
    return st;
}

chora_status chora_shared_classes(chora_store *store, const chora_request *requests, size_t count,
                                  chora_classes *out, chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    pool all = { .whole = true };
    chora_status st = arena ? CHORA_OK : chora_no_memory(err);
    for (size_t i = 0; !st && i < count; i++) {
        st = add_figure(store, &requests[i], &all, i == 0, arena, err);
        if (st)
            chora_request_blame(requests[i].figure, err);
    }
    if (!st) {
        chora_classes_options options = chora_layer_classes(&all.rule, all.whole);
        st = chora_classes_make(all.values, all.count, &options, out, err);
        if (!st && all.rule.measure.share_of && all.rule.method == CHORA_FIXED)
            chora_share_label(out);
    }
    free(all.values);
    chora_arena_free(arena);
    return st;
}
