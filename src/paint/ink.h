/**
 * @file
 * One fill or one stroke in one colour: what a bitmap is made of.
 */
#ifndef CHORA_PAINT_INK_H
#define CHORA_PAINT_INK_H

#include "paint/canvas.h"

typedef struct chora_ink chora_ink;

/** Put the path into a context that has none. */
typedef void (*chora_ink_path)(cairo_t *context, const chora_ink *ink);
/** Append bytes that differ whenever the paths do. */
typedef void (*chora_ink_key)(chora_buffer *key, const chora_ink *ink);

struct chora_ink {
    chora_ink_path path;
    chora_ink_key key;
    const void *what; /**< For the two above. */
    size_t part;      /**< The same. */
    chora_colour colour;
    const chora_pen *pen; /**< Width, dashes: a stroke; its colour plays no part. NULL: a fill. */
    bool winding;         /**< The rule of a fill; else even-odd. */
};

/** Nothing is drawn in an invisible colour. */
void chora_ink_draw(const chora_canvas *canvas, const chora_ink *ink);

/** Width, dashes and the ends that go with them. */
void chora_ink_set_pen(cairo_t *context, const chora_pen *pen);

#endif
