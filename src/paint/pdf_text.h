/**
 * @file
 * The words of a PDF that Chora painted, read back from its bytes: streams unpacked, glyphs turned
 * into letters by the fonts' own tables.
 */
#ifndef CHORA_PAINT_PDF_TEXT_H
#define CHORA_PAINT_PDF_TEXT_H

#include "base/buffer.h"
#include "base/error.h"

/**
 * Append, in UTF-8: the texts of all pages in the order they are drawn, a space between two pieces
 * and a line for each block; metadata and alternative texts; other streams that are text. Meant for
 * cairo's PDFs: a stream that is neither plain nor deflated is passed over.
 * @return CHORA_OK; CHORA_EDATA (no PDF, a damaged stream); CHORA_ELIMIT; CHORA_ENOMEM.
 */
chora_status chora_pdf_text(const char *bytes, size_t length, chora_buffer *out, chora_error *err);

#endif
