#include "publish/map_ahead.h"

#include "compose/types.h"
#include "geo/warm.h"
#include "paint/paint.h"
#include "publish/prepare.h"

void chora_map_ahead_warm(chora_painter *painter, const char *of_figure, const char *of_style)
{
    chora_arena *arena = chora_arena_new();
    const chora_request request = { .figure = of_figure, .style = of_style };
    chora_figure figure;
    chora_style style;
    chora_type types[CHORA_TYPES_MAX];
    if (arena && !chora_request_figure(&request, arena, &figure, NULL) &&
        !chora_style_load(figure.style, arena, &style, NULL)) {
        chora_style_zoom(&style);
        chora_painter_warm(painter, types, chora_types_of(&style, types));
    }
    chora_arena_free(arena);
}

/* A chora_aside_job. */
static chora_status make_painter(void *context, chora_error *err)
{
    chora_map_ahead *ahead = context;
    chora_geo_warm(); /* Reading the table asks for these first. */
    chora_status st = chora_painter_new(&ahead->painter, err);
    if (!st)
        chora_map_ahead_warm(ahead->painter, ahead->options->figure, ahead->options->style);
    return st;
}

void chora_map_ahead_begin(chora_map_ahead *ahead, const chora_map_options *options)
{
    ahead->options = options;
    ahead->painter = NULL;
    ahead->begun = true;
    chora_aside_begin(&ahead->aside, make_painter, ahead);
}

chora_status chora_map_ahead_take(chora_map_ahead *ahead, chora_painter **out, chora_error *err)
{
    if (!ahead->begun)
        return chora_painter_new(out, err);
    ahead->begun = false;
    chora_status st = chora_aside_end(&ahead->aside, err);
    if (!st)
        *out = ahead->painter;
    ahead->painter = NULL;
    return st;
}

void chora_map_ahead_end(chora_map_ahead *ahead)
{
    chora_painter *unused = NULL;
    if (ahead->begun && !chora_map_ahead_take(ahead, &unused, NULL))
        chora_painter_free(unused);
}
