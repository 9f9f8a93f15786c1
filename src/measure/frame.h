/**
 * @file
 * The areas that are drawn, and the way up to them from any finer area.
 */
#ifndef CHORA_MEASURE_FRAME_H
#define CHORA_MEASURE_FRAME_H

#include "base/error.h"
#include "base/memory.h"
#include "store/atlas.h"

/** An area of a layer that holds on the frame's day, of any level. */
typedef struct {
    int64_t id, parent_id;
    int level;
    const char *code, *country; /**< Country "" when not known. */
    double area_km2;            /**< NaN when not known. */
    chora_xy label;             /**< Inner point. */
    size_t drawn;               /**< Index of the drawn area it is or lies in, or CHORA_NO_INDEX. */
} chora_frame_area;

typedef struct {
    int level;
    chora_day on;          /**< Whose boundaries (store/vintage.h). */
    chora_frame_area *all; /**< By id. */
    size_t all_count;
    size_t *drawn; /**< The areas of the level, as indexes into `all`, by code, then id. */
    size_t count;
} chora_frame;

/**
 * All areas of the layers that hold on a day (store/vintage.h); those of `level` are drawn, or of
 * them only those named by `codes` (their own code, or that of an area or country that holds them;
 * comma-separated). Lives in `arena`.
 * @return CHORA_OK; CHORA_ENOTFOUND (no area of that level: says which levels there are; a code
 * that names nothing; no layer of the level on that day: says when they hold); CHORA_ESTORE;
 * CHORA_ENOMEM.
 */
chora_status chora_frame_load(chora_store *store, int level, chora_day on, const char *codes,
                              chora_arena *arena, chora_frame *out, chora_error *err);

/** Whose boundaries to draw: those of the last day, else the current ones. */
chora_status chora_frame_day(chora_store *store, int level, chora_day last, chora_day *on,
                             chora_error *err);

/** The area with that id, or NULL. */
const chora_frame_area *chora_frame_find(const chora_frame *frame, int64_t id);
/** A drawn area. */
const chora_frame_area *chora_frame_drawn(const chora_frame *frame, size_t index);
/** Is a drawn area in that country (or the country of either not known)? */
bool chora_frame_has_country(const chora_frame *frame, const char *country);
/** Is `inner` the area `outer`, or does it lie in it? */
bool chora_frame_within(const chora_frame *frame, const chora_frame_area *inner, int64_t outer);

#endif
