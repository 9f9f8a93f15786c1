/**
 * @file
 * What cairo leaves out of a tagged PDF: the language, the mark that it is tagged, the Document
 * that all elements stand in, the words for pictures, what the heads of tables are heads of, an
 * identity.
 */
#ifndef CHORA_PAINT_PDF_STRUCTURE_H
#define CHORA_PAINT_PDF_STRUCTURE_H

#include "base/buffer.h"
#include "base/error.h"

/** Of its structure elements, in their order. */
typedef struct {
    const char *const *alts; /**< The alternative texts of the Figures. */
    size_t alt_count;
    const size_t *spans; /**< How many columns each TH is the head of; 0: one. */
    size_t span_count;
} chora_pdf_elements;

/**
 * Append an update (ISO 32000-1, 7.5.6) to a finished PDF. A file that is not written as cairo 1.16
 * writes it keeps what it has; so do elements of a kind of which it has another number.
 * @return CHORA_OK; CHORA_ENOMEM.
 */
chora_status chora_paint_pdf_structure(chora_buffer *pdf, const char *language,
                                       const chora_pdf_elements *elements, chora_error *err);

#endif
