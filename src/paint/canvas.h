/**
 * @file
 * A page drawn on a cairo context, whatever the surface behind it.
 */
#ifndef CHORA_PAINT_CANVAS_H
#define CHORA_PAINT_CANVAS_H

#include "paint/masks.h"
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

/** Letters as outlines (paint/traced.h). */
typedef struct chora_traced chora_traced;

/** What is drawn on, and with what. All borrowed; what is not there is NULL. */
typedef struct {
    cairo_t *context; /**< Points are its unit. */
    chora_typeset *lines;
    chora_letters letters;
    chora_masks *masks;         /**< Of a bitmap that is one of many. */
    chora_traced *tracing;      /**< Letters are not drawn but go in here. */
    const chora_traced *traced; /**< Letters come from here, not from `lines`. */
    size_t *next_text;          /**< Of those: the number of the next text. */
    struct {
        double top, bottom, height;
    } band; /**< Rows of a bitmap that are drawn, of how many; all 0: no bitmap. */
    chora_stages *stages;
    /** Told of each node of an item before it is drawn. */
    void (*before_node)(void *hook, size_t node);
    void *hook;
} chora_canvas;

/** Draw a checked page. */
chora_status chora_canvas_page(const chora_canvas *canvas, const chora_page *page,
                               chora_error *err);

/** Draw one item of a checked page. */
chora_status chora_canvas_item(const chora_canvas *canvas, const chora_item *item,
                               chora_error *err);

/** Clip to an item and move to its origin; `pixels`: the clip is of whole ones. */
void chora_canvas_place(cairo_t *context, const chora_item *item, bool pixels);

/** Does anything between two heights of the item lie in the band? */
bool chora_canvas_meets(const chora_canvas *canvas, double top_pt, double bottom_pt);

/** Draw a text node. */
chora_status chora_canvas_text(const chora_canvas *canvas, const chora_node *node,
                               chora_error *err);

/**
 * Draw a picture file into a box. CHORA_EIO, CHORA_EDATA, CHORA_ELIMIT as chora_picture_look();
 * CHORA_ENOTFOUND: an SVG, and rsvg-convert is not installed.
 */
chora_status chora_canvas_picture(cairo_t *context, const char *path, chora_box box,
                                  chora_error *err);

void chora_canvas_colour(cairo_t *context, chora_colour colour);

#endif
