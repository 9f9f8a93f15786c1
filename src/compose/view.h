/**
 * @file
 * The window of the map: which projection, which scale, what part of the world it shows.
 */
#ifndef CHORA_COMPOSE_VIEW_H
#define CHORA_COMPOSE_VIEW_H

#include "base/stages.h"
#include "compose/away.h"
#include "geo/projection.h"
#include "store/atlas.h"

typedef struct {
    chora_projection *projection;
    chora_box lonlat; /**< Of the areas; runs past 180 when they lie on both sides of it. */
    bool trimmed;     /**< Small far islands, or Antarctica, lie outside `lonlat`. */
    chora_away away; /**< What has insets, since one frame for all would make the main land tiny. */
    bool no_antarctica; /**< A map of the world where nothing happened there. */
    bool shifted;       /**< Western longitudes are counted past 180. */
    double centre_lon;
    double points_per_metre; /**< Set by chora_view_fit, as are the next. */
    chora_xy origin;         /**< Page coordinates of the projection's (0, 0). */
    chora_box map;           /**< The map rectangle on the page. */
    chora_box window;        /**< Longitude/latitude of all that may be seen, with a margin. */
    chora_stages *stages;    /**< While the base map is made, by one thread; then NULL. */
} chora_view;

/** What a view may not lose. */
typedef struct {
    const chora_xy *points; /**< Longitude/latitude. */
    size_t count;
    size_t fixed;     /**< So many, the last, may stand in no inset. */
    size_t away_most; /**< At most so many groups may have insets; 0: all is in one frame. */
    bool away_lands;  /**< Areas that lie off the country too, whether they hold a point or not. */
} chora_view_keep;

/**
 * Find the areas' box and open the projection. Small far islands may be left out of the box, but
 * no point of `keep` but those of `out->away`. CHORA_EINVAL when no area has a shape.
 */
chora_status chora_view_open(const chora_areas *areas, const char *projection,
                             const chora_view_keep *keep, chora_view *out, chora_error *err);
void chora_view_close(chora_view *view);

/** Fit `metres` (the areas, projected) into `map`, centred, with that share of the smaller side
 * free. */
void chora_view_fit(chora_view *view, chora_box metres, chora_box map, double padding);

/** Metres to page points, in place. */
void chora_view_to_page(const chora_view *view, chora_xy *points, size_t count);
/** Page points to metres, in place. */
void chora_view_to_metres(const chora_view *view, chora_xy *points, size_t count);

/** An area's shape with western longitudes counted past 180 when the view does so. */
chora_status chora_view_unwrap(const chora_view *view, const chora_shape *shape, chora_arena *arena,
                               chora_shape *out, chora_error *err);

/** The part of a longitude/latitude shape that lies in the window, unwrapped alike; may be empty.
 */
chora_status chora_view_clip(const chora_view *view, const chora_shape *shape, chora_arena *arena,
                             chora_shape *out, chora_error *err);

#endif
