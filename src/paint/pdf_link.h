/**
 * @file
 * Addresses in a PDF's links.
 */
#ifndef CHORA_PAINT_PDF_LINK_H
#define CHORA_PAINT_PDF_LINK_H

#include "base/buffer.h"

/**
 * An address as it may stand between cairo's quotes and in a PDF's string: cairo 1.16 writes what
 * it is given between parentheses, so that a parenthesis in a link could end the string and begin
 * an action. Whatever is no usual character of an address becomes "%28".
 */
void chora_pdf_link_add(chora_buffer *out, const char *address);

#endif
