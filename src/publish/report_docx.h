/**
 * @file
 * A report as a Word document, by pandoc.
 */
#ifndef CHORA_PUBLISH_REPORT_DOCX_H
#define CHORA_PUBLISH_REPORT_DOCX_H

#include "publish/report_work.h"

/** Is pandoc there? CHORA_ENOTFOUND as chora_report_docx(); its version is not looked at. */
chora_status chora_report_docx_check(chora_error *err);

/**
 * Write the document with the styles of styles/docx. The same document gives the same bytes with
 * the same pandoc. pandoc gets no file but those written for it, and nothing to fetch. `out` may be
 * NULL.
 * @return CHORA_OK; CHORA_ENOTFOUND: pandoc is not installed, with what to install; CHORA_EIO: it
 * failed, with what it said; CHORA_EDATA as chora_report_publish().
 */
chora_status chora_report_docx(const chora_report_work *work, const chora_document *document,
                               const char *path, chora_report_file *out, chora_error *err);

#endif
