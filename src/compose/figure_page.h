/**
 * @file
 * From numbers, areas and style to a page.
 */
#ifndef CHORA_COMPOSE_FIGURE_PAGE_H
#define CHORA_COMPOSE_FIGURE_PAGE_H

#include "compose/scene.h"
#include "geo/projection.h"
#include "store/atlas.h"
#include "style/disputed.h"
#include "style/figure.h"
#include "style/language.h"
#include "style/style.h"

#include <chora/classes.h>
#include <chora/measure.h>

/** An inset whose place is known. */
typedef struct {
    chora_xy lonlat;
    double radius_km;
    const char *title;
    size_t away; /**< Not in the main map's frame: it has a projection of its own, and is this one,
                      from 1 on, of what lies off; 0: it is of the main map. */
} chora_inset_wish;

/** Everything a figure is made from; all borrowed, all immutable, shared between periods. */
typedef struct {
    const chora_figure *figure;
    const chora_style *style;
    const chora_words *words;       /**< Of the figure's language. */
    const chora_disputed *disputed; /**< What is said of disputed areas; NULL: nothing. */
    const chora_areas *areas;       /**< The areas of the choropleth's level, with shapes. */
    const chora_areas
        *neighbours; /**< Role base, level 0, with shapes; may hold the own countries too. */
    const chora_areas *wider[2]; /**< Areas of the wider levels, without shapes; may be NULL. */
    const chora_lines *lines;    /**< Boundary lines and rivers. */
    const chora_places *places;  /**< Towns that may be named, largest first. */
    const chora_table *tables[CHORA_FIGURE_LAYERS_MAX]; /**< One per layer of the figure. */
    const chora_change_table *changes; /**< Of the choropleth, when its measure is a change (its
                                          table is then chora_change_after); NULL: it is none. */
    const chora_classes *classes[CHORA_FIGURE_LAYERS_MAX]; /**< Choropleth layers; pooled or of each
                                                              period by the caller. */
    bool legend_beside; /**< The row of the legend has no classes: the picture beside it tells them.
                         */
    const chora_table *path; /**< Of the periods of a path of mean centres; NULL: there is none. */
    double panel_width, panel_height; /**< One of small multiples: all of it is map. 0: a page. */
    double symbol_max[CHORA_FIGURE_LAYERS_MAX]; /**< Largest symbol value over all periods, fixes
                                                   the scale. */
    const chora_inset_wish *insets; /**< One for each inset of the figure; may be NULL. */
    size_t inset_count;
    const chora_areas *world; /**< All countries, for a locator; NULL without. */
    bool imported;            /**< The areas are of another layer than the ground around them. */
    const char *country;      /**< For {country}; may be "". */
    const char *incidents_source;  /**< "Incidents: documented-attacks (74 rows, …)". */
    const char *boundaries_source; /**< "Boundaries: Natural Earth. Towns: GeoNames (CC BY 4.0)." */
} chora_figure_inputs;

/** The part that does not change between periods: projected, simplified geometry, ground, lines,
 * frame. */
typedef struct chora_base_map chora_base_map;

/**
 * Compose the base once. One thread. Everything that does not depend on the period is laid out
 * here, with room for the longest month, so that pages of a series do not jump. The projected
 * places of the tables' symbols are kept: pages must be asked for with the same inputs. Pages may
 * outlive it.
 * @return CHORA_OK; CHORA_EINVAL (no layers or two of a kind, no area with a shape, a projection
 * that cannot be read or cannot show the areas, a page too small for its parts); CHORA_ENOMEM; what
 * the ruler answers.
 */
chora_status chora_base_map_new(const chora_figure_inputs *inputs, const chora_ruler *ruler,
                                chora_base_map **out, chora_error *err);
void chora_base_map_free(chora_base_map *base);

/**
 * Compose the page of one period on a base. Any number of threads may do so at once with the same
 * base and inputs, each with its own ruler. Besides the above CHORA_EINVAL: no such period;
 * CHORA_ENOTFOUND: no such palette.
 */
chora_status chora_figure_page(const chora_base_map *base, const chora_figure_inputs *inputs,
                               size_t period, const chora_ruler *ruler, chora_page **out,
                               chora_error *err);

#endif
