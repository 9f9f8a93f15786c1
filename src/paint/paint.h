/**
 * @file
 * A page to PNG, SVG or PDF bytes. The only folder that sees cairo and Pango.
 */
#ifndef CHORA_PAINT_PAINT_H
#define CHORA_PAINT_PAINT_H

#include "base/buffer.h"
#include "compose/scene.h"

/** Fonts and a layout context; one per thread. */
typedef struct chora_painter chora_painter;

/** Loads the bundled fonts only (data/fonts), hinting off. CHORA_ENOTFOUND when they are missing.
 */
chora_status chora_painter_new(chora_painter **out, chora_error *err);
void chora_painter_free(chora_painter *painter);

/**
 * Keep all fonts open until the painter is freed. One of several painters must, before they work in
 * threads. CHORA_ENOMEM.
 */
chora_status chora_painter_hold(chora_painter *painter, chora_error *err);

/** Set a few letters in each type, so that its font is found and its letters are measured: 0.3 ms a
 * type, as Pango starts two threads for each. Types that no font is found for are passed over. */
void chora_painter_warm(chora_painter *painter, const chora_type *types, size_t count);

/** Many pages that have much in common will be painted: keep what can be used again. The pictures
 * are the same. CHORA_ENOMEM. */
chora_status chora_painter_expect(chora_painter *painter, chora_error *err);

/** Paint each bitmap with so many threads (1 at first); the pictures are the same. */
void chora_painter_share(chora_painter *painter, size_t workers);

/** Different colours of the small PNG painted last; more than 256 were gathered. 0: there is none.
 */
size_t chora_painter_colours(const chora_painter *painter);

/** Its work is timed from now on, and so is what is composed with a ruler of it taken later.
 * Borrowed; NULL: no more. */
void chora_painter_time(chora_painter *painter, chora_stages *stages);

/** Measures with the same layouts that are painted. Valid as long as the painter. */
chora_ruler chora_painter_ruler(chora_painter *painter);

typedef enum {
    CHORA_PAINT_PNG,
    CHORA_PAINT_SVG, /**< As printed: letters as outlines. */
    CHORA_PAINT_PDF,
    CHORA_PAINT_SVG_EDITABLE, /**< For a drawing program: letters as text, named groups. */
    CHORA_PAINT_PNG_SMALL     /**< With a palette of at most 256 colours (paint/palette.h). */
} chora_paint_format;

/** "png", "svg", "pdf"; CHORA_EINVAL lists them. */
chora_status chora_paint_format_parse(const char *name, chora_paint_format *out, chora_error *err);

/**
 * Paint one page. PNG: `dpi` with pHYs and text chunks, at most 32,767 pixels a side and 256
 * million in all (CHORA_ELIMIT). SVG: ids numbered from 0. PDF: real text, title, fixed dates. The
 * same page gives the same bytes, whatever was painted before.
 */
chora_status chora_paint(chora_painter *painter, const chora_page *page, chora_paint_format format,
                         double dpi, chora_buffer *out, chora_error *err);

#endif
