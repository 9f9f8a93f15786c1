/**
 * @file
 * A report as the JSON that pandoc reads (its own document tree, pandoc-types 1.22 and 1.23): what
 * a word processor's file is made from. Nothing in it is fetched: its pictures are files beside it.
 */
#ifndef CHORA_REPORT_PANDOC_H
#define CHORA_REPORT_PANDOC_H

#include "paint/paint.h"
#include "report/document.h"

/** What to write. All borrowed. */
typedef struct {
    const chora_document *document;
    const char *api; /**< The version of the tree that this pandoc takes, as JSON: "[1,22,2,1]". */
    chora_painter *painter;
    const char *folder; /**< Where the pictures are written: "picture-1.png" … */
} chora_pandoc_request;

/**
 * Write the document. Paragraphs carry the styles of styles/docx by name: "Lead", "Side Note",
 * "Key Number" …
 * @return CHORA_OK; what painting or reading a picture answers; CHORA_ENOMEM.
 */
chora_status chora_pandoc_write(const chora_pandoc_request *request, chora_buffer *out,
                                chora_error *err);

#endif
