/**
 * @file
 * The document that pandoc takes its styles, running head and foot from.
 */
#ifndef CHORA_PUBLISH_DOCX_STYLES_H
#define CHORA_PUBLISH_DOCX_STYLES_H

#include "report/document.h"

/**
 * An empty Word document in the style of a report, its head and foot filled in: title, series,
 * caveat, page numbers. CHORA_ENOTFOUND: a file of styles/docx is missing; CHORA_ENOMEM.
 */
chora_status chora_docx_styles(const chora_document *document, chora_buffer *out, chora_error *err);

#endif
