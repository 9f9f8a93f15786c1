/**
 * @file
 * What elements of one SVG share: ids that differ, classes for what looks alike, clip paths.
 */
#ifndef CHORA_PAINT_SVG_EDITABLE_NAMES_H
#define CHORA_PAINT_SVG_EDITABLE_NAMES_H

#include "base/buffer.h"
#include "geo/shape.h"

/** The names given so far. */
typedef struct chora_svg_names chora_svg_names;

/** `maximum`: bytes that the style sheet and the clip paths may have, each. */
chora_svg_names *chora_svg_names_new(size_t maximum);
void chora_svg_names_free(chora_svg_names *names);

/**
 * An id that no other element has, as near to "PREFIX-KEY" (`prefix` NULL: "KEY") as an XML name
 * can be; the second to ask gets "…-2". Valid as long as the names, like all that follows.
 */
const char *chora_svg_id(chora_svg_names *names, const char *prefix, const char *key);

/** The class with these declarations ("fill:#FAF8F4"), called `wanted` unless it looks otherwise.
 */
const char *chora_svg_class(chora_svg_names *names, const char *wanted, const char *declarations);

/** "url(#clip)" of a rectangle; the same one for the same rectangle. */
const char *chora_svg_clip(chora_svg_names *names, chora_box box);

/** The rules of the classes, in the order of their first use. */
const chora_buffer *chora_svg_rules(const chora_svg_names *names);
/** The clip paths, as markup. */
const chora_buffer *chora_svg_clips(const chora_svg_names *names);

#endif
