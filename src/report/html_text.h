/**
 * @file
 * One way to write text for each place in a page where text can stand.
 */
#ifndef CHORA_REPORT_HTML_TEXT_H
#define CHORA_REPORT_HTML_TEXT_H

#include "base/buffer.h"
#include "base/error.h"

/** Between tags. */
void chora_html_text(chora_buffer *out, const char *text);
/** In an attribute that stands in double quotes. */
void chora_html_attribute(chora_buffer *out, const char *text);
/** A link: only http, https, mailto and "#…" are written; else "#". */
void chora_html_link(chora_buffer *out, const char *url);
/** A JSON string with its quotes, safe inside a script element. */
void chora_html_json(chora_buffer *out, const char *text);
/** Bytes in a data: address. */
void chora_html_address(chora_buffer *out, const char *bytes, size_t length);

/** A file of Chora's data as it stands. CHORA_ENOTFOUND, CHORA_EIO. */
chora_status chora_html_file(chora_buffer *out, const char *name, chora_error *err);

#endif
