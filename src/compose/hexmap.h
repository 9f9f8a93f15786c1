/**
 * @file
 * Incidents gathered into hexagons of one size on the plane of the map: which there are, what is in
 * them, how they are classed. Immutable once made.
 */
#ifndef CHORA_COMPOSE_HEXMAP_H
#define CHORA_COMPOSE_HEXMAP_H

#include "compose/figure_page.h"
#include "compose/hexgrid.h"
#include "compose/view.h"

/** A hexagon that holds an incident of some period. */
typedef struct {
    chora_hex hex;
    size_t plane;      /**< It lies on: 0 the map's, else one more than the place in view->away. */
    chora_shape shape; /**< On the page, cut at the outline of the areas; empty on other maps than
                            that of its plane. */
} chora_hexmap_cell;

typedef struct {
    double value;
    int64_t incidents; /**< 0: nothing in this period. */
    int64_t stated;    /**< Of these, rows that state the number. */
    size_t symbol;     /**< Of the period's symbols: the named one with the most incidents;
                          CHORA_NO_INDEX: none has a name. */
} chora_hexmap_number;

typedef struct {
    double size_km, area_km2; /**< From side to side; of one. */
    chora_hexmap_cell *cells; /**< By row, then column. */
    size_t count;
    chora_hexmap_number *numbers; /**< Period by period, all cells. */
    size_t period_count;
    chora_classes *classes; /**< One a period; the same ones unless each has its own. */
    bool no_data;           /**< Of some hexagon in some period no row states the number. */
    bool zero;              /**< Of some hexagon in some period the number is 0. */
} chora_hexmap;

/** What a map of hexagons is made on. */
typedef struct {
    const chora_view *view; /**< Fitted. */
    size_t plane;           /**< As of a hexagon. */
    const chora_shape *areas;
    size_t area_count;
    chora_box map;
} chora_hexmap_ground;

/**
 * Gather the symbols of a layer's table, those of view->away on planes of their own: hexagons of
 * the same size as the others, drawn in the insets. Lives in `arena`. @return CHORA_OK;
 * CHORA_EINVAL (a projection that does not keep areas; hexagons too small for the page: says what
 * to write); CHORA_EDATA (areas that cannot be joined); CHORA_ENOMEM; as chora_classes_make.
 */
chora_status chora_hexmap_make(const chora_hexmap_ground *ground, const chora_figure_inputs *inputs,
                               size_t layer, chora_arena *arena, chora_hexmap *out,
                               chora_error *err);

/** The same hexagons in another window. */
chora_status chora_hexmap_part(const chora_hexmap *whole, const chora_hexmap_ground *ground,
                               chora_arena *arena, chora_hexmap *out, chora_error *err);

/** As the cell of an area is: number, no data. */
chora_cell chora_hexmap_cell_of(const chora_hexmap *map, size_t cell, size_t period);

#endif
