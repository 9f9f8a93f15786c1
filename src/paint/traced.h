/**
 * @file
 * The letters of a page as outlines that are made beforehand, for threads that fill them.
 */
#ifndef CHORA_PAINT_TRACED_H
#define CHORA_PAINT_TRACED_H

#include "paint/ink.h"

/** Trace the letters of all texts of a checked page; `context` is as for painting it. */
chora_status chora_trace_page(const chora_page *page, cairo_t *context, chora_typeset *lines,
                              chora_traced **out, chora_error *err);
void chora_traced_free(chora_traced *traced); /**< NULL is fine. */

/** The ink belongs to the text that is traced. */
void chora_traced_add(chora_traced *traced, cairo_t *context, const chora_ink *ink);

/** Draw the text of this number, counted over the page. */
void chora_traced_draw(const chora_traced *traced, size_t number, const chora_canvas *canvas);

#endif
