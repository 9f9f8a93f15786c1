/**
 * @file
 * What all periods of a figure share. Immutable once made.
 */
#ifndef CHORA_COMPOSE_BASE_MAP_H
#define CHORA_COMPOSE_BASE_MAP_H

#include "compose/circle_scale.h"
#include "compose/crowd.h"
#include "compose/figure_page.h"
#include "compose/hexmap.h"
#include "compose/labels.h"
#include "compose/layout.h"
#include "compose/mesh.h"
#include "compose/parts.h"
#include "compose/pens.h"
#include "compose/rate.h"
#include "compose/view.h"
#include "measure/centre.h"

/** The page points of one period's gathered symbols, in the table's order. */
typedef struct {
    chora_xy *at;
    size_t count;
} chora_spots;

/** A piece of a boundary line that is disputed or a line of control. */
typedef struct {
    chora_box box;
    bool control;
} chora_fine_piece;

/** The symbol of an area. */
typedef struct {
    size_t area;
    chora_disc disc;
    bool is_led; /**< Moved so far that a leader ties it to its area. */
} chora_area_mark;

/** Of one period, the largest first. */
typedef struct {
    chora_area_mark *items;
    size_t count;
} chora_area_marks;

enum { CHORA_KEPT_FREE_MAX = 64 };

/** A part of the map at another scale, on the map. */
typedef struct {
    chora_box box;    /**< Of its frame. */
    chora_box extent; /**< What it shows, on the main map. */
    chora_box tab;    /**< Of its title. */
    const char *title;
    chora_type title_type;
    chora_base_map *map; /**< Owned. */
} chora_inset;

/** A mean centre of the path. */
typedef struct {
    size_t period; /**< Of inputs->path. */
    chora_centre centre;
    chora_xy at; /**< Page coordinates. */
} chora_path_step;

struct chora_base_map {
    chora_arena *arena;
    chora_inset insets[CHORA_INSETS_MAX];
    size_t inset_count;
    bool is_inset, has_own_view; /**< An inset has the map's projection, or one of its own. */
    size_t plane;          /**< Of what lies in view.away one more than its place there; else 0. */
    chora_box of;          /**< Longitude/latitude: what the inset of such a plane is about. */
    chora_box locator_box; /**< Of the locator's frame or globe. */
    chora_group *locator;  /**< NULL: none. */
    chora_box blocked[CHORA_INSETS_MAX + 2]; /**< No name and no scale bar may stand here. */
    size_t blocked_count;
    chora_layout layout;
    chora_view view;
    const char *map_note;         /**< The projection, and what is not shown. */
    int choropleth, circles;      /**< Layer of the figure, or -1. */
    int hexagons, marks;          /**< The same; marks: symbols of areas. */
    int cells;                    /**< Layer whose table says what is known of each area, or -1. */
    chora_hexmap *hexmap;         /**< NULL without hexagons. */
    chora_parts parts;            /**< Of symbols of areas. */
    chora_area_marks *area_marks; /**< Per period; NULL without them. */
    chora_shown_rate rate; /**< How the choropleth's numbers are printed, in all periods alike. */
    size_t area_count;
    chora_shape *shapes; /**< Page coordinates. */
    chora_xy *inner;     /**< Inner points of the shapes. */
    size_t *row;         /**< Index in the choropleth's table, or CHORA_NO_INDEX. */
    chora_topology mesh; /**< Page coordinates. */
    chora_map_pens pens; /**< Lines and circles for areas of this size. */
    chora_group *ground, *rivers, *other_lines, *area_lines, *borders,
        *scale_bar;                           /**< NULL: none. */
    chora_group *graticule, *north;           /**< NULL: none. */
    chora_box kept_free[CHORA_KEPT_FREE_MAX]; /**< Of their figures: no name stands there. */
    size_t kept_free_count;
    chora_box scale_bar_box; /**< Empty: there is none. */
    chora_area_label *neighbours;
    size_t neighbour_count;
    chora_fine_piece
        *fine_lines; /**< Short pieces of dashed and dotted lines: no label may cover them. */
    size_t fine_line_count;
    chora_xy *places;      /**< Page points of inputs->places. */
    chora_path_step *path; /**< The centres there are; see path.h. */
    size_t path_count;
    chora_spots *spots; /**< Per period; NULL without circles. */
    size_t period_count;
    chora_kinds kinds;         /**< What the symbols tell apart; count 0: plain circles. */
    chora_crowd *crowds;       /**< Per period; NULL without kinds. */
    double dot_radius;         /**< Of the symbol of one incident, points. */
    double cloud_alpha;        /**< They are a cloud of dots that dark (0 .. 1); 0: they are not. */
    double circle_max;         /**< The largest number that a symbol of any period stands for. */
    double points_per_root;    /**< Radius of a circle in points = this * sqrt(value) ... */
    chora_circle_scale sizes;  /**< ... unless another rule is asked for. */
    bool zero;                 /**< Some area has a zero in some period. */
    bool no_data, not_covered; /**< There are such areas in some period. */
    int64_t coarse;            /**< The most rows of a period known only to their circle's town. */
};

/** Is the point shown by an inset of its own, or by the map that this is such an inset of? */
bool chora_base_is_elsewhere(const chora_base_map *base, chora_xy lonlat);

/** The layer that the page is about: of the areas' numbers, else of the circles'. */
size_t chora_base_layer(const chora_base_map *base);

/** Its table. */
const chora_table *chora_base_table(const chora_base_map *base, const chora_figure_inputs *inputs);

/** What the table says of an area, as printed; CHORA_CELL_NO_DATA when it does not know it, or
 * there are only symbols of towns. */
chora_cell chora_base_cell(const chora_base_map *base, const chora_figure_inputs *inputs,
                           size_t area, size_t period);

/** Ground: the countries around, with their names' places. Leaves NULL when there is nothing. */
chora_status chora_ground_make(chora_base_map *base, const chora_figure_inputs *inputs,
                               const chora_ruler *ruler, chora_error *err);

/**
 * The packed symbols of all periods, none over another; one incident's has that radius or, where
 * there are many, a smaller one. CHORA_EINVAL: too many for the map.
 */
chora_status chora_base_crowds_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                    double radius_pt, chora_error *err);

/**
 * The same areas, symbols and numbers in another window: at least `radius_km` about the centre, in
 * `box`. Circles keep their size in millimetres.
 */
chora_status chora_base_map_part(const chora_base_map *parent, const chora_figure_inputs *inputs,
                                 const chora_inset_wish *wish, chora_box box, chora_box tab,
                                 const chora_ruler *ruler, chora_base_map **out, chora_error *err);

/** Place and make the figure's insets; see insets.c. */
chora_status chora_insets_make(chora_base_map *base, const chora_figure_inputs *inputs,
                               const chora_ruler *ruler, chora_error *err);

/** Lines of the base layer: boundaries by class, rivers. */
chora_status chora_base_lines_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                   const chora_ruler *ruler, chora_error *err);

/**
 * The outer boundary, and between countries: heavy on land, lighter along the sea (where there is
 * a ground to tell the two apart), dashed or dotted where the base layer has a disputed line or one
 * of control. After the ground and its lines.
 */
chora_status chora_borders_make(const chora_base_map *base, const chora_figure_inputs *inputs,
                                const chora_ruler *ruler, chora_group **out, chora_error *err);

/** The outer boundary in one pen, as of a map without a record. */
chora_status chora_outline_make(const chora_base_map *base, const chora_figure_inputs *inputs,
                                chora_pen pen, const chora_ruler *ruler, chora_group **out,
                                chora_error *err);

/**
 * The lines between areas, stronger and dashed where the base layer has a disputed line or one of
 * control inside a country (after its lines); `dashed[area]` (may be NULL) marks areas that are not
 * covered: their edge is dashed.
 */
chora_status chora_area_lines_make(const chora_base_map *base, const chora_figure_inputs *inputs,
                                   const bool *dashed, const chora_ruler *ruler, chora_group **out,
                                   chora_error *err);

/** The scale bar in the quietest corner; base->scale_bar stays NULL where scale differs too much.
 */
chora_status chora_scale_bar_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                  const chora_ruler *ruler, chora_error *err);

#endif
