/**
 * @file
 * Which rows a figure shows, and how: the account under it and in the manifest.
 */
#ifndef CHORA_COMPOSE_SHOWN_H
#define CHORA_COMPOSE_SHOWN_H

#include "compose/figure_page.h"

/** One table for each layer of the figure. */
typedef struct {
    const chora_figure *figure;
    const chora_table *const *tables;
} chora_shown;

/**
 * Does it list by area, with the legend, what is known too coarsely for the map? A figure without a
 * legend does not, nor one of changes, nor one whose profile withholds small numbers: a list would
 * tell them.
 */
bool chora_shown_lists(const chora_shown *shown);

/** The account of all its layers together, and of the list. */
chora_account chora_shown_account(const chora_shown *shown, size_t period);

/** The same without the list. */
chora_account chora_shown_on_map(const chora_shown *shown, size_t period);

/** The line under the figure; in `arena`, NULL without memory. */
const char *chora_shown_text(const chora_shown *shown, size_t period, const chora_words *words,
                             chora_arena *arena);

#endif
