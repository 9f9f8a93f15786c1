/**
 * @file
 * The polygons of all areas as boxes in longitude and latitude: which are one land, which lie off.
 */
#ifndef CHORA_COMPOSE_POLYGONS_H
#define CHORA_COMPOSE_POLYGONS_H

#include "compose/view.h"

typedef struct {
    chora_box box;
    double land; /**< Square degrees at the equator, roughly. */
    size_t area;
    bool largest;   /**< Of its area. */
    bool in;        /**< In the frame; for whoever looks for one. */
    size_t land_of; /**< Of the areas' largest: which land it is of. */
} chora_polygon;

typedef struct {
    chora_polygon *parts; /**< Area by area. */
    size_t count;
    double land;
} chora_polygons;

/** False without memory. */
bool chora_polygons_open(const chora_view *view, const chora_areas *areas, chora_polygons *out);
void chora_polygons_close(chora_polygons *all);

/** The ring of a polygon's outside? The others are holes. */
bool chora_polygon_is_shell(const chora_shape *shape, size_t ring);
/** Of one ring, longitudes counted like the view's. */
chora_polygon chora_polygon_of(const chora_view *view, const chora_xy *xy, size_t count,
                               size_t area);

/**
 * The land with the most ground of the areas' largest polygons, those that touch being one; an
 * overseas area larger than any other is not it. CHORA_NO_INDEX: of so many areas none is looked
 * for. False without memory.
 */
bool chora_polygons_main_land(chora_polygons *all, size_t areas, size_t *out);

double chora_box_width(chora_box box);
double chora_box_height(chora_box box);
/** From box to box, along the axis where they lie further apart; 0 when they meet. */
double chora_box_gap(chora_box a, chora_box b);
bool chora_box_holds_box(chora_box outer, chora_box inner);
bool chora_box_holds_any(chora_box box, const chora_xy *points, size_t count);

#endif
