#include "publish/prepare_path.h"

chora_status chora_prepare_check_path(const chora_figure *figure, chora_error *err)
{
    if (!figure->has_path || (!figure->is_chart && !figure->is_multiples))
        return CHORA_OK;
    chora_status st = chora_fail(err, CHORA_EINVAL,
                                 "path is drawn on one map, not with %s; take it away, or make a "
                                 "figure of its own for it",
                                 figure->is_chart ? "a chart" : "small_multiples");
    chora_at(err, "%s:%d:%d", figure->file, figure->path_row, figure->path_column);
    return st;
}

chora_status chora_prepare_path(chora_store *store, const chora_request *request,
                                const chora_figure *figure, chora_table **out, chora_error *err)
{
    chora_figure_layer layer = figure->layers[0];
    if (!figure->has_path)
        return CHORA_OK;
    /* where they are, each incident as heavy as the next; a share has no place of its own */
    layer.measure = (chora_figure_measure){ .of = "count" };
    layer.kind = CHORA_LAYER_SYMBOLS;
    layer.at = CHORA_AT_PLACE;
    layer.by = NULL;
    chora_measure_options options = chora_layer_measure(request, figure, &layer);
    options.by = figure->path_by;
    return chora_measure(store, &options, out, err);
}
