/**
 * @file
 * What both kinds of SVG say about themselves.
 */
#ifndef CHORA_PAINT_SVG_METADATA_H
#define CHORA_PAINT_SVG_METADATA_H

#include "compose/scene.h"
#include "paint/xml.h"

/** Title and description for screen readers, then the metadata, within an open root. */
void chora_svg_metadata(chora_xml *xml, const chora_page *page);

#endif
