/**
 * @file
 * The three forms of a painted page; each appends whole files to a buffer.
 */
#ifndef CHORA_PAINT_FORMATS_H
#define CHORA_PAINT_FORMATS_H

#include "paint/bitmap.h"
#include "paint/typeset.h"

#include <cairo.h>

chora_status chora_paint_png(const chora_page *page, const chora_bitmap_means *with, double dpi,
                             chora_buffer *out, chora_error *err);
chora_status chora_paint_svg(const chora_page *page, chora_typeset *lines, chora_buffer *out,
                             chora_error *err);
chora_status chora_paint_pdf(const chora_page *page, chora_typeset *lines, chora_buffer *out,
                             chora_error *err);

/** A cairo writer into the chora_buffer `closure`: ask that one, not cairo, whether it failed. */
cairo_status_t chora_paint_write(void *closure, const unsigned char *bytes, unsigned length);

/**
 * Draw the page on a vector surface as text, finish the surface and destroy it: a stream reports
 * a failed write only then.
 */
chora_status chora_paint_finish(cairo_surface_t *surface, const chora_page *page,
                                chora_typeset *lines, const chora_buffer *written,
                                chora_error *err);

/** Finish a vector surface after drawing with status `st`, and destroy it; the first failure. */
chora_status chora_paint_close(cairo_surface_t *surface, const chora_buffer *written,
                               chora_status st, chora_error *err);

/** Metadata of a PDF; NULL and "" are left out. Dates are fixed. */
void chora_paint_pdf_describe(cairo_surface_t *surface, const char *title, const char *subject,
                              const char *keywords, const char *author, const char *date);
/** Give the dates of a finished PDF the form that the standard asks for. */
void chora_paint_pdf_mark_dates(chora_buffer *pdf);

#endif
