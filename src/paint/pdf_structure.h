/**
 * @file
 * What cairo leaves out of a tagged PDF: the language, the mark that it is tagged, the words for
 * its pictures, an identity.
 */
#ifndef CHORA_PAINT_PDF_STRUCTURE_H
#define CHORA_PAINT_PDF_STRUCTURE_H

#include "base/buffer.h"
#include "base/error.h"

/**
 * Append an update (ISO 32000-1, 7.5.6) to a finished PDF. `alts` are the alternative texts of its
 * Figure elements, in their order. A file that is not written as cairo 1.16 writes it, or has
 * another number of figures, keeps what it has.
 * @return CHORA_OK; CHORA_ENOMEM.
 */
chora_status chora_paint_pdf_structure(chora_buffer *pdf, const char *language,
                                       const char *const *alts, size_t count, chora_error *err);

#endif
