/**
 * @file
 * Where the parts of a page stand. The same for all periods of a figure: it is made for the longest
 * month and the largest total, so that nothing jumps from page to page.
 */
#ifndef CHORA_COMPOSE_LAYOUT_H
#define CHORA_COMPOSE_LAYOUT_H

#include "compose/circle_scale.h"
#include "compose/figure_page.h"

typedef struct {
    double width, height;
    bool narrow;               /**< Under 120 mm: what does not fit is dropped, not shrunk. */
    chora_legend_place legend; /**< RIGHT, BELOW or NONE. */
    chora_box map;
    chora_box legend_box; /**< The column, or the row over the map; on a page read from right to
                             left as it stands before it is mirrored. */
    double lists_height;  /**< Of the row: at its foot, for what is only listed. */
    chora_box logo;       /**< Empty: none. As it stands before the page is mirrored. */
    chora_type title;     /**< As fitted. */
    size_t title_lines;
    double title_baseline, title_leading;
    chora_type subtitle;
    size_t subtitle_lines; /**< 0: none. */
    double subtitle_baseline, subtitle_leading;
    size_t account_lines;
    double account_baseline, account_leading;
    double source_baseline; /**< Of the first line of the sources ... */
    size_t source_lines;    /**< ... for which there is room. */
} chora_layout;

/** Under 120 mm wide. */
bool chora_layout_is_narrow(const chora_figure *figure);

/** Index of the first layer of a kind, or -1. */
int chora_layout_layer(const chora_figure *figure, chora_layer_kind kind);

/** What the parts of a page need. */
typedef struct {
    const char *projection; /**< Its label, for the foot. */
    double aspect; /**< Of the areas: width over height. A wide country has its legend above. */
    bool classes;  /**< There is a choropleth. */
    double circle_largest; /**< Largest number of a circle; 0: no circles. */
    bool histogram;        /**< Bars over the classes of a row. */
    double parts_height;   /**< Of the parts of symbols of areas over the map; 0: there are none. */
    double square_height;  /**< Of the legend of two numbers over the map; 0: there is none. */
    double kinds_height;   /**< Of the symbols' legend over the map; 0: they tell nothing apart. */
    double lists_height;   /**< Of what a legend over the map lists by area. */
    double circle_scale;   /**< Radius in points = this * sqrt(number) ... */
    chora_circle_scale circle_sizes; /**< ... or by another rule. */
} chora_layout_needs;

chora_status chora_layout_make(const chora_figure_inputs *inputs, const chora_layout_needs *needs,
                               const chora_ruler *ruler, chora_layout *out, chora_error *err);

#endif
