/**
 * @file
 * Areas filled by class.
 */
#ifndef CHORA_COMPOSE_CHOROPLETH_H
#define CHORA_COMPOSE_CHOROPLETH_H

#include "compose/base_map.h"
#include "compose/draw.h"

/** A class is 0 .. count-1, or one of these. (A small base is striped, over any class.) */
enum {
    CHORA_KIND_ZERO = -1,
    CHORA_KIND_NO_DATA = -2,
    CHORA_KIND_NOT_COVERED = -3,
    CHORA_KIND_SMALL_BASE = -4
};

/** The classes of the choropleth with their colours; without a choropleth `classes` is NULL. */
typedef struct {
    const chora_classes *classes; /**< NULL, or `shown`: not to be copied elsewhere. */
    chora_classes shown;          /**< In printed numbers. */
    bool zero_own;
    bool is_change;   /**< Zero is then none in either period; the same number is a class. */
    bool is_share;    /**< Zero is then no incident; 0 % is in a class. */
    bool small_bases; /**< Of a share: some are of too few incidents for a percentage. */
    bool fine;        /**< Areas have no lines; see chora_map_pens. */
    bool uncovered_is_ground; /**< What is not covered is drawn like what lies around. */
    chora_colour of[CHORA_CLASSES_MAX];
    chora_hatch hatch[CHORA_CLASSES_MAX]; /**< In place of colour, where the style has lines. */
    /* of two numbers (compose/bivariate.h): classes are boxes of a square, row by row from below */
    bool is_pair;
    chora_classes shown_up; /**< Of the second number, as `shown`. */
    size_t columns, rows;
    chora_class_hatch over[CHORA_PAIR_MOST]; /**< Lines of the rows, with `hatch`. */
    chora_colour over_ink;
} chora_class_colours;

chora_status chora_colours_make(const chora_base_map *base, const chora_figure_inputs *inputs,
                                chora_class_colours *out, chora_error *err);

/** The same of a layer before there is a base; `fine`: areas will have no lines. */
chora_status chora_colours_of_layer(const chora_figure_inputs *inputs, size_t layer, double factor,
                                    bool fine, chora_class_colours *out, chora_error *err);

int chora_class_of_cell(const chora_class_colours *colours, chora_cell cell);

/** The same of an area, also where it has two numbers. */
int chora_class_of_area(const chora_base_map *base, const chora_figure_inputs *inputs,
                        const chora_class_colours *colours, size_t area, size_t period);

/** Under symbols and hexagons: what is said of an area is only what has none. */
int chora_class_bare(const chora_base_map *base, chora_cell cell);

/** How a class is filled, on the map and in the legend alike. */
chora_look chora_look_of_class(const chora_class_colours *colours, int class_index,
                               const chora_style *style);

/** Where no line between areas covers the seams, a fill runs a little over its edge. */
void chora_look_cover_seam(const chora_class_colours *colours, chora_look *look);

#define CHORA_CLASS_KEY_MAX 24
/** "class-1", "zero", "no-data", "not-covered". */
const char *chora_class_key(int class_index, char out[CHORA_CLASS_KEY_MAX]);

void chora_choropleth_draw(chora_drawing *drawing, const chora_base_map *base,
                           const chora_figure_inputs *inputs, const chora_class_colours *colours,
                           size_t period);

/** The lines between areas: the base's own, or with dashed edges where some are not covered. */
chora_status chora_area_edges(const chora_base_map *base, const chora_figure_inputs *inputs,
                              size_t period, const chora_ruler *ruler, chora_group **out,
                              chora_error *err);

#endif
