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

chora_request chora_map_request(const chora_map_options *options)
{
    return (chora_request){ .figure = options->figure,
                            .title = options->title,
                            .style = options->style,
                            .language = options->language,
                            .where = options->where,
                            .dataset = options->dataset,
                            .calendar = options->calendar,
                            .by = CHORA_PERIOD_ALL };
}

/* A chora_aside_job. What cannot be read is told by whoever needs it. */
static chora_status make_painter(void *context, chora_error *err)
{
    chora_map_ahead *ahead = context;
    const chora_map_options *options = ahead->options;
    const chora_request request = chora_map_request(options);
    chora_geo_warm(); /* Reading the table asks for these first. */
    chora_status st = chora_painter_new(&ahead->painter, err);
    if (!st && ahead->reads)
        ahead->unread = chora_prepare_ahead(&request, &ahead->prepared, &ahead->why);
    if (!st)
        chora_map_ahead_warm(ahead->painter, options->figure, options->style);
    return st;
}

static void begin(chora_map_ahead *ahead, const chora_map_options *options, bool reads)
{
    *ahead = (chora_map_ahead){ .options = options, .begun = true, .reads = reads };
    chora_aside_begin(&ahead->aside, make_painter, ahead);
}

void chora_map_ahead_begin(chora_map_ahead *ahead, const chora_map_options *options)
{
    begin(ahead, options, false);
}

void chora_map_ahead_begin_reading(chora_map_ahead *ahead, const chora_map_options *options)
{
    begin(ahead, options, true);
}

/* Wait for it, once. */
static void finish(chora_map_ahead *ahead)
{
    if (ahead->begun)
        chora_aside_end(&ahead->aside, NULL);
    ahead->begun = false;
}

chora_status chora_map_ahead_take(chora_map_ahead *ahead, chora_painter **out, chora_error *err)
{
    bool made = ahead->begun || ahead->painter || ahead->aside.status;
    finish(ahead);
    if (!made)
        return chora_painter_new(out, err);
    chora_status st = ahead->aside.status;
    if (st && err)
        *err = ahead->aside.error;
    ahead->aside.status = CHORA_OK;
    if (!st)
        *out = ahead->painter;
    ahead->painter = NULL;
    return st;
}

chora_status chora_map_ahead_prepare(chora_map_ahead *ahead, chora_store *store,
                                     const chora_request *request, chora_prepared **out,
                                     chora_error *err)
{
    if (ahead->reads)
        finish(ahead);
    chora_prepared *prepared = ahead->prepared;
    ahead->prepared = NULL;
    if (!prepared && ahead->unread && err)
        *err = ahead->why;
    if (!prepared && ahead->unread)
        return ahead->unread;
    return prepared ? chora_prepare_rest(store, request, prepared, out, err)
                    : chora_prepare(store, request, out, err);
}

void chora_map_ahead_end(chora_map_ahead *ahead)
{
    finish(ahead);
    chora_painter_free(ahead->painter);
    chora_prepared_free(ahead->prepared);
}
