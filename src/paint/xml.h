/**
 * @file
 * Elements, attributes and text over libxml2's writer; sticky: ask once at the end.
 */
#ifndef CHORA_PAINT_XML_H
#define CHORA_PAINT_XML_H

#include "base/buffer.h"

#include <libxml/xmlwriter.h>

typedef struct {
    xmlTextWriter *writer;
    chora_buffer *out;
    bool failed; /**< Out of memory, or the buffer is full. */
} chora_xml;

/** A writer that appends to `out`. */
chora_xml chora_xml_start(chora_buffer *out);
/** What is still held back is written; false when anything failed. */
bool chora_xml_end(chora_xml *xml);

/** An element on a line of its own. */
void chora_xml_open(chora_xml *xml, const char *name);
/** An element within a line of text. */
void chora_xml_open_within(chora_xml *xml, const char *name);
void chora_xml_close(chora_xml *xml);
/** Escaped like text; NULL: no attribute. */
void chora_xml_put(chora_xml *xml, const char *attribute, const char *value);
/** At most two decimals. */
void chora_xml_put_number(chora_xml *xml, const char *attribute, double value);
/** Escaped; what XML cannot hold is left out, bytes that are not UTF-8 become U+FFFD. */
void chora_xml_text(chora_xml *xml, const char *text);
/** An element that holds only text; nothing for NULL or "". */
void chora_xml_element(chora_xml *xml, const char *name, const char *text);
/** Markup as it is. */
void chora_xml_raw(chora_xml *xml, const char *markup);

#endif
