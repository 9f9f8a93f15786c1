/**
 * @file
 * One node of the scene as elements of an SVG.
 */
#ifndef CHORA_PAINT_SVG_EDITABLE_NODES_H
#define CHORA_PAINT_SVG_EDITABLE_NODES_H

#include "paint/svg_editable_names.h"
#include "paint/typeset.h"
#include "paint/xml.h"

/** The family of texts that name none, and what stands in for letters it lacks. */
#define CHORA_SVG_FAMILY "Noto Sans"
#define CHORA_SVG_FALLBACKS ", Noto Sans Arabic, Noto Sans Math, sans-serif"

/** What is open while a page is written. */
typedef struct {
    chora_xml xml;
    chora_svg_names *names;
    chora_typeset *lines;
    chora_box page;       /**< In the coordinates of the nodes being written. */
    chora_buffer scratch; /**< Path data, declarations. */
} chora_svg;

/** A path or circle: one element, or a group where it has a hatch or a casing. */
chora_status chora_svg_shape(chora_svg *svg, const chora_node *node, chora_error *err);

/** A line of text. CHORA_EDATA and CHORA_ELIMIT as chora_typeset_get. */
chora_status chora_svg_text(chora_svg *svg, const chora_node *node, chora_error *err);

/** A logo, its pixels in the file. CHORA_EDATA: no picture. */
chora_status chora_svg_image(chora_svg *svg, const chora_node *node, chora_error *err);

/** The title of a node, for people; nothing without one. */
void chora_svg_put_title(chora_svg *svg, const chora_meaning *meaning);

/** The id of a node that has a key. */
void chora_svg_put_id(chora_svg *svg, const chora_meaning *meaning);

/** Append "NAME:#RRGGBB" and, unless it is opaque, ";NAME-opacity:0.5". */
void chora_svg_colour(chora_buffer *out, const char *name, chora_colour colour);

#endif
