/**
 * @file
 * The parts of a symbol of an area: the words of a column, or two halves, each with its colour, or
 * lines, always in the same order.
 */
#ifndef CHORA_COMPOSE_PARTS_H
#define CHORA_COMPOSE_PARTS_H

#include "compose/figure_page.h"
#include "compose/scene.h"

/** Words with a part of their own at most; besides "other" and "not stated". */
#define CHORA_PARTS_OWN 6
#define CHORA_PARTS_MAX (CHORA_PARTS_OWN + 2)

typedef struct {
    const char *label; /**< For people: "Claimed". */
    const char *inner; /**< The same within a sentence, as the data or the author write it. */
    const char *told;  /**< Phrase of a number of them, "{n} claimed"; NULL: number and `inner`. */
    chora_colour colour;
    chora_hatch hatch; /**< Over it, where the style has lines. */
} chora_part;

typedef struct {
    size_t count; /**< 0: plain circles. */
    bool halves;
    chora_part parts[CHORA_PARTS_MAX];
    uint8_t of[CHORA_CATEGORIES_MAX]; /**< From a mark's category. */
} chora_parts;

/** Of a layer of symbols of areas; texts live in `arena`. CHORA_ENOTFOUND: no such palette. */
chora_status chora_parts_make(const chora_figure_inputs *inputs, size_t layer, chora_arena *arena,
                              chora_parts *out, chora_error *err);

#endif
