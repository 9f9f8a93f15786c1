/**
 * @file
 * Which part of the world the main map shows, and what has insets without being asked for.
 */
#ifndef CHORA_COMPOSE_BASE_VIEW_H
#define CHORA_COMPOSE_BASE_VIEW_H

#include "compose/base_map.h"

/** What of it may lie in insets. Where these find no room the next less is tried. */
typedef enum {
    CHORA_BASE_AWAY_NONE,
    CHORA_BASE_AWAY_POINTS, /**< Symbols and numbers. */
    CHORA_BASE_AWAY_LANDS   /**< Areas too. */
} chora_base_away;

/** Open base->view. As chora_view_open. */
chora_status chora_base_view_open(chora_base_map *base, const chora_figure_inputs *inputs,
                                  chora_base_away away, chora_error *err);

#endif
