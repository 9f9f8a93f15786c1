/**
 * @file
 * What the maps of a batch have in common is rasterized once: the coverage of each path on the
 * bitmap is kept and laid over the next map in the colour that it has there. The pixels are those
 * that cairo paints.
 */
#ifndef CHORA_PAINT_MASKS_H
#define CHORA_PAINT_MASKS_H

#include "base/buffer.h"
#include "geo/shape.h"
#include "style/style.h"

#include <cairo.h>

/** Coverage by what is drawn; one thread. */
typedef struct chora_masks chora_masks;

chora_masks *chora_masks_new(void); /**< NULL without memory. */
void chora_masks_free(chora_masks *masks);

/** A page begins on an RGB24 surface, at the rows that its device offset says. Masks of another
 * size or another `scale` are forgotten. */
void chora_masks_page(chora_masks *masks, cairo_surface_t *surface, double scale);

/** Where the bytes go that differ whenever the coverage of what is drawn next does, all but those
 * of the item. */
chora_buffer *chora_masks_key(chora_masks *masks);

/**
 * An item of the page begins; `context` is as for the page. The answer is a context where its clip
 * and matrix are to be set as on the page; `place` are the bytes they follow from. NULL: no masks.
 */
cairo_t *chora_masks_item(chora_masks *masks, cairo_t *context, const void *place, size_t length);

/** Lay over what the key stands for; false: it is not known. */
bool chora_masks_lay(chora_masks *masks, chora_colour colour);

/** Where to draw what the key stands for, so that it is known from now on; NULL: nowhere. */
cairo_t *chora_masks_open(chora_masks *masks);

/** It is drawn and lies in these pixels of the device: lay it over. False: it was not kept; draw it
 * yourself. */
bool chora_masks_close(chora_masks *masks, chora_box pixels, chora_colour colour);

#endif
