/**
 * @file
 * What pandoc leaves out of a Word document.
 */
#ifndef CHORA_PUBLISH_DOCX_TOUCH_H
#define CHORA_PUBLISH_DOCX_TOUCH_H

#include "base/buffer.h"
#include "base/error.h"

/**
 * Rows that do not break over pages, pictures without a margin of their own, tables that run
 * leftward when their words do. `document` is replaced. CHORA_EDATA, CHORA_EIO, CHORA_ENOMEM.
 */
chora_status chora_docx_touch(chora_buffer *document, chora_error *err);

#endif
