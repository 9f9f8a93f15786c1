/**
 * @file
 * Pictures on a page.
 */
#ifndef CHORA_PAINT_CANVAS_IMAGE_H
#define CHORA_PAINT_CANVAS_IMAGE_H

#include "compose/scene.h"

#include <cairo.h>

/** The pixels of a PNG in memory; the status of the surface says whether it is one. */
cairo_surface_t *chora_image_of_png(const void *bytes, size_t length);

/** The pixels of an image; the caller destroys them. CHORA_EDATA: no PNG; CHORA_ENOMEM. */
chora_status chora_image_open(const chora_node *node, cairo_surface_t **out, chora_error *err);

/** The same drawn into its box. */
chora_status chora_canvas_image(cairo_t *context, const chora_node *node, chora_error *err);

#endif
