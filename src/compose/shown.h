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

/** Does it list beside the map what is no point? (Only symbols that tell incidents apart.) */
bool chora_shown_lists(const chora_figure *figure);

/** The account of all its layers together. */
chora_account chora_shown_account(const chora_shown *shown, size_t period);

/** The line under the figure; in `arena`, NULL without memory. */
const char *chora_shown_text(const chora_shown *shown, size_t period, const chora_words *words,
                             chora_arena *arena);

#endif
