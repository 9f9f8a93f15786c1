/**
 * @file
 * The legend: classes with their colours and how many areas are in each, nested circles, notes.
 */
#ifndef CHORA_COMPOSE_LEGEND_H
#define CHORA_COMPOSE_LEGEND_H

#include "compose/choropleth.h"
#include "compose/findings.h"

/** One line of the classes. */
typedef struct {
    int class_index;   /**< Or CHORA_KIND_... */
    const char *label; /**< "0, none recorded", "2–3". */
    size_t areas;      /**< In this period. */
    bool apart;        /**< An outlier, or another kind: a gap before it. */
    bool uncounted;    /**< `areas` says nothing. */
} chora_legend_entry;

/**
 * Zero first, then ascending, no data and not covered last and only when there are such areas in
 * any period: the legends of a series are alike but for their counts.
 */
typedef struct {
    chora_legend_entry entries[CHORA_CLASSES_MAX + 4];
    size_t count;
} chora_legend_entries;

chora_legend_entries chora_legend_list(const chora_base_map *base,
                                       const chora_figure_inputs *inputs,
                                       const chora_class_colours *colours, size_t period,
                                       chora_arena *arena);

/** "0, none recorded"; "" without memory. */
const char *chora_legend_zero_words(const chora_words *words, chora_arena *arena);
/** Is the class far above the one below it, and (nearly) alone? */
bool chora_legend_is_outlier(const chora_classes *classes, size_t class_index);

/** "Incidents per province", "People killed per 100 000 people"; `measure` as printed. `spot`:
 * "town" or "place" (chora_symbols_spot) of symbols; NULL of areas. */
const char *chora_legend_title(const chora_words *words, const chora_figure_layer *layer,
                               const chora_figure_measure *measure, const char *spot,
                               chora_arena *arena);

/** In the layout's legend box: a column beside the map, or a row over it. */
void chora_legend_draw(chora_drawing *drawing, const chora_base_map *base,
                       const chora_figure_inputs *inputs, const chora_class_colours *colours,
                       const chora_findings *findings, size_t period);

/** The most areas of an entry that is counted. */
size_t chora_legend_most(const chora_legend_entries *list);
/** A bar of the histogram. */
void chora_legend_bar(chora_drawing *drawing, const chora_style *style, chora_box box);
/** Room of the bars over a row of classes. */
#define CHORA_LEGEND_BARS_PT (4.5 * CHORA_PT_PER_MM)

/** The two forms. */
void chora_legend_column(chora_drawing *drawing, const chora_base_map *base,
                         const chora_figure_inputs *inputs, const chora_class_colours *colours,
                         size_t period);
void chora_legend_row(chora_drawing *drawing, const chora_base_map *base,
                      const chora_figure_inputs *inputs, const chora_class_colours *colours,
                      size_t period);

/** Nested circles of round values; draws from `top_left` on and answers the height it took. */
double chora_legend_circles(chora_drawing *drawing, const chora_base_map *base,
                            const chora_figure_inputs *inputs, chora_xy top_left);
/** The height it will take. */
double chora_legend_circles_height(const chora_base_map *base, const chora_figure_inputs *inputs);

/** Of the row's box, what is theirs beside something else. */
double chora_legend_circles_width(chora_box box);
/** The same with the words beside the circles, in a box of that height. */
void chora_legend_circles_row(chora_drawing *drawing, const chora_base_map *base,
                              const chora_figure_inputs *inputs, size_t period, chora_box box);
double chora_legend_circles_row_height(const chora_style *style, double largest,
                                       double points_per_root, chora_circle_scale sizes);
/** "includes 62 known only to the town or its district", "" when there are none; NULL without
 * memory. */
const char *chora_legend_circles_note(const chora_words *words, int64_t coarse, chora_arena *arena);

/** The swatch of a class. */
void chora_legend_swatch(chora_drawing *drawing, const chora_style *style,
                         const chora_class_colours *colours, int class_index, chora_box box);

#endif
