#include "publish/map_ahead.h"

#include "geo/warm.h"
#include "paint/paint.h"

/* A chora_aside_job. */
static chora_status make_painter(void *context, chora_error *err)
{
    chora_map_ahead *ahead = context;
    chora_geo_warm(); /* Reading the table asks for these first. */
    return chora_painter_new(&ahead->painter, err);
}

void chora_map_ahead_begin(chora_map_ahead *ahead)
{
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
