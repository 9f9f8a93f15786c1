/**
 * @file
 * Small multiples: one map a period or a value, all on one scale, with one legend.
 */
#ifndef CHORA_COMPOSE_MULTIPLES_H
#define CHORA_COMPOSE_MULTIPLES_H

#include "compose/figure_page.h"

/** One small map. */
typedef struct {
    const chora_table *table; /**< All have the same areas. */
    size_t period;
    const char *value; /**< Of the column; NULL: the period is its title. */
} chora_panel;

/** All borrowed; immutable. */
typedef struct {
    const chora_panel *panels;
    size_t count;
    size_t a_page;         /**< Panels on each page but the last ... */
    size_t columns;        /**< ... side by side. */
    const char *column;    /**< What the values are of; NULL: periods. */
    chora_period span;     /**< From the first period to the last. */
    chora_account account; /**< Of all panels together. */
    const char *note;      /**< What the panels' numbers are; NULL: nothing more. */
} chora_multiples;

/**
 * How many pages, and, where the figure leaves the height open, how high they are. `aspect` is the
 * width of the areas over their height, roughly. Sets `a_page` and `columns`; answers the height in
 * points.
 */
double chora_multiples_plan(const chora_figure *figure, const chora_style *style, double aspect,
                            chora_multiples *multiples);
size_t chora_multiples_pages(const chora_multiples *multiples);

/** The areas at the size of one panel. `inputs` are those of the page: its table knows the areas,
 * its classes hold for all panels. Errors as chora_base_map_new. */
chora_status chora_multiples_base(const chora_figure_inputs *inputs,
                                  const chora_multiples *multiples, const chora_ruler *ruler,
                                  chora_base_map **out, chora_error *err);

/** One page of them. Any number of threads at once, each with its own ruler. */
chora_status chora_multiples_page(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  const chora_multiples *multiples, size_t page,
                                  const chora_ruler *ruler, chora_page **out, chora_error *err);

#endif
