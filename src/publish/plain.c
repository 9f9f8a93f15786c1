#include "publish/plain.h"

#include "base/memory.h"
#include "publish/prepare.h"
#include "store/held.h"

#include <string.h>

static chora_holding of_layer(const chora_figure_layer *layer)
{
    const char *of = layer->measure.of;
    if (layer->is_twin || layer->by || layer->measure.share_of)
        return CHORA_HOLDING_NONE;
    if (!of || strcmp(of, "count") == 0)
        return CHORA_HOLDING_ROWS;
    return chora_held_column(chora_held_numbers, of) >= 0 ? CHORA_HOLDING_NUMBERS
                                                          : CHORA_HOLDING_NONE;
}

static chora_holding of_figure(const chora_figure *figure)
{
    chora_holding all = CHORA_HOLDING_ROWS;
    if (figure->is_chart || (figure->where && *figure->where) || figure->untold ||
        (figure->is_multiples && !figure->multiples.by_period))
        return CHORA_HOLDING_NONE;
    for (size_t i = 0; i < figure->layer_count; i++) {
        chora_holding one = of_layer(&figure->layers[i]);
        if (one == CHORA_HOLDING_NONE)
            return one;
        all = one > all ? one : all;
    }
    return all;
}

chora_holding chora_plain_holding(const chora_map_options *options)
{
    const chora_request request = { .figure = options->figure,
                                    .where = options->where,
                                    .dataset = options->dataset,
                                    .calendar = options->calendar };
    chora_arena *arena = chora_arena_new();
    chora_figure figure;
    chora_holding holding = CHORA_HOLDING_NONE;
    if (arena && !chora_request_figure(&request, arena, &figure, NULL))
        holding = of_figure(&figure);
    chora_arena_free(arena);
    return holding;
}
