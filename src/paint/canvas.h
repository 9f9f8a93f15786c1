/**
 * @file
 * A page drawn on a cairo context, whatever the surface behind it.
 */
#ifndef CHORA_PAINT_CANVAS_H
#define CHORA_PAINT_CANVAS_H

#include "paint/typeset.h"

#include <cairo.h>

/** How letters are drawn. */
typedef enum {
    CHORA_LETTERS_TEXT,    /**< As text, which a vector surface can keep. */
    CHORA_LETTERS_OUTLINES /**< As filled outlines: exact places between pixels. */
} chora_letters;

/**
 * Cairo is not safe with numbers it cannot hold: everything is checked before anything is drawn.
 * CHORA_EINVAL names the node with a number that is not finite or a size out of range.
 */
chora_status chora_page_check(const chora_page *page, chora_error *err);

/** Draw a checked page; `context` has points as its unit. */
chora_status chora_canvas_page(cairo_t *context, const chora_page *page, chora_typeset *lines,
                               chora_letters letters, chora_error *err);

/** Draw one item of a checked page. */
chora_status chora_canvas_item(cairo_t *context, const chora_item *item, chora_typeset *lines,
                               chora_letters letters, chora_error *err);

/** Draw a text node. */
chora_status chora_canvas_text(cairo_t *context, const chora_node *node, chora_typeset *lines,
                               chora_letters letters, chora_error *err);

/**
 * Draw a picture file into a box. CHORA_EIO, CHORA_EDATA, CHORA_ELIMIT as chora_picture_look();
 * CHORA_ENOTFOUND: an SVG, and rsvg-convert is not installed.
 */
chora_status chora_canvas_picture(cairo_t *context, const char *path, chora_box box,
                                  chora_error *err);

void chora_canvas_colour(cairo_t *context, chora_colour colour);

#endif
