/**
 * @file
 * Letters that no font has: a page would show boxes in their place.
 */
#ifndef CHORA_COMPOSE_LETTERS_H
#define CHORA_COMPOSE_LETTERS_H

#include "compose/scene.h"

/** The first text of the page that the ruler's fonts cannot show whole; NULL: there is none. */
const char *chora_letters_missing(const chora_page *page, const chora_ruler *ruler);

#endif
