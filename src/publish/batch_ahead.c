#include "publish/batch_ahead.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "geo/warm.h"
#include "paint/paint.h"
#include "publish/map_ahead.h"

#include <stdlib.h>

/* A chora_aside_job. The painter's memory of what pages have in common, and fonts that stay open
 * while several work. */
static chora_status make_painters(void *context, chora_error *err)
{
    chora_batch_ahead *ahead = context;
    chora_status st = CHORA_OK;
    chora_geo_warm(); /* Reading the table asks for these first. */
    for (size_t i = 0; !st && i < ahead->workers; i++)
        st = chora_painter_new(&ahead->painters[i], err);
    for (size_t i = 0; !st && i < ahead->workers; i++)
        st = chora_painter_expect(ahead->painters[i], err);
    if (!st && ahead->workers > 1)
        st = chora_painter_hold(ahead->painters[0], err);
    if (!st)
        chora_map_ahead_warm(ahead->painters[0], NULL, NULL);
    return st;
}

void chora_batch_ahead_begin(chora_batch_ahead *ahead, const chora_batch_options *options)
{
    *ahead = (chora_batch_ahead){ .options = options };
    ahead->workers = options->workers ? options->workers : chora_parallel_cores();
    ahead->painters = chora_alloc(ahead->workers, sizeof *ahead->painters);
    ahead->runs = ahead->painters != NULL;
    if (ahead->runs)
        chora_aside_begin(&ahead->aside, make_painters, ahead);
}

chora_status chora_batch_ahead_painters(chora_batch_ahead *ahead, chora_painter ***out,
                                        chora_error *err)
{
    chora_status st = ahead->painters ? CHORA_OK : chora_no_memory(err);
    if (!st && ahead->runs)
        st = chora_aside_end(&ahead->aside, err);
    else if (!st && (st = ahead->aside.status) && err)
        *err = ahead->aside.error;
    ahead->runs = false;
    if (!st)
        *out = ahead->painters;
    return st;
}

void chora_batch_ahead_end(chora_batch_ahead *ahead)
{
    if (ahead->runs)
        chora_aside_end(&ahead->aside, NULL);
    for (size_t i = 0; ahead->painters && i < ahead->workers; i++)
        chora_painter_free(ahead->painters[i]);
    free(ahead->painters);
}
