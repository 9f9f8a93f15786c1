/**
 * @file
 * The three forms of a painted page; each appends whole files to a buffer.
 */
#ifndef CHORA_PAINT_FORMATS_H
#define CHORA_PAINT_FORMATS_H

#include "paint/typeset.h"

#include <cairo.h>

chora_status chora_paint_png(const chora_page *page, chora_typeset *lines, double dpi,
                             chora_buffer *out, chora_error *err);
chora_status chora_paint_svg(const chora_page *page, chora_typeset *lines, chora_buffer *out,
                             chora_error *err);
chora_status chora_paint_pdf(const chora_page *page, chora_typeset *lines, chora_buffer *out,
                             chora_error *err);

/** A cairo writer into the chora_buffer `closure`. */
cairo_status_t chora_paint_write(void *closure, const unsigned char *bytes, unsigned length);

/**
 * Draw the page on a vector surface as text, finish the surface and destroy it: a stream reports
 * a failed write only then.
 */
chora_status chora_paint_finish(cairo_surface_t *surface, const chora_page *page,
                                chora_typeset *lines, const chora_buffer *written,
                                chora_error *err);

#endif
