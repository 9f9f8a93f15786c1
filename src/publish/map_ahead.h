/**
 * @file
 * What a map needs whatever its table says, begun on a second thread before the table is read.
 */
#ifndef CHORA_PUBLISH_MAP_AHEAD_H
#define CHORA_PUBLISH_MAP_AHEAD_H

#include "base/aside.h"

#include "publish/prepare.h"

typedef struct chora_painter chora_painter;

/** Not to be moved between begin and end. */
typedef struct {
    const chora_map_options *options;
    chora_aside aside;
    chora_painter *painter;
    bool begun;
    bool reads;               /**< The figure, the style and the words too. */
    chora_prepared *prepared; /**< With them; NULL: not, or `unread` says why not. */
    chora_status unread;
    chora_error why;
} chora_map_ahead;

/** What a map of these options is a request for, but for its period. */
chora_request chora_map_request(const chora_map_options *options);

/**
 * Begin with the libraries that draw, and the fonts that a figure of these options (borrowed) is
 * set in: 0.3 G instructions, a quarter of a small map. A mistake in the figure is told later.
 */
void chora_map_ahead_begin(chora_map_ahead *ahead, const chora_map_options *options);
/** The same, with what is read of a figure before any project (chora_prepare_ahead): for who has so
 * much else to do that it is there long before it is needed. */
void chora_map_ahead_begin_reading(chora_map_ahead *ahead, const chora_map_options *options);
/** chora_prepare, with what was read. */
chora_status chora_map_ahead_prepare(chora_map_ahead *ahead, chora_store *store,
                                     const chora_request *request, chora_prepared **out,
                                     chora_error *err);
/** The painter, which is the caller's then; made here when it was taken before. */
chora_status chora_map_ahead_take(chora_map_ahead *ahead, chora_painter **out, chora_error *err);
/** Ends it, taken or not. */
void chora_map_ahead_end(chora_map_ahead *ahead);

/** Find and measure the fonts of a figure (NULL: the default one) in a style (NULL: its own). A
 * mistake in either is told by whoever needs it. */
void chora_map_ahead_warm(chora_painter *painter, const char *of_figure, const char *of_style);

/** chora_map with what was begun. */
chora_status chora_map_drawn(chora_store *store, const chora_map_options *options,
                             chora_map_ahead *ahead, chora_map_report *out, chora_error *err);

#endif
