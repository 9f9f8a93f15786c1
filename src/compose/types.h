/**
 * @file
 * The types that a map in a style is mostly set in.
 */
#ifndef CHORA_COMPOSE_TYPES_H
#define CHORA_COMPOSE_TYPES_H

#include "style/style.h"

enum { CHORA_TYPES_MAX = 48 };

/**
 * List them, for who wants to load their fonts beforehand: those of the style, and those in which
 * the words of areas are tried. A page may use others; `style` is as it is laid out (zoomed).
 * @return How many.
 */
size_t chora_types_of(const chora_style *style, chora_type out[CHORA_TYPES_MAX]);

#endif
