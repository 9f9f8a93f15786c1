/**
 * @file
 * A page painted into a file.
 */
#ifndef CHORA_PUBLISH_PAGE_FILE_H
#define CHORA_PUBLISH_PAGE_FILE_H

#include "base/file.h"
#include "paint/paint.h"
#include "publish/leak.h"

/** Bytes a painted file may have. */
#define CHORA_LARGEST_PICTURE ((size_t)1 << 30)

/** Paint a page, look its bytes over (`leaks` may be NULL) and publish it under `path` ("-":
 * standard output); `bytes` and `sha256` may be NULL. */
chora_status chora_page_file(chora_painter *painter, const chora_page *page, const char *path,
                             chora_paint_format format, double dpi, const chora_leaks *leaks,
                             size_t *bytes, char sha256[CHORA_SHA256_TEXT], chora_error *err);

/** The picture in words, ended by a new line, as a text file ("-": standard output). */
chora_status chora_page_alt_text(const chora_page *page, const char *path, chora_error *err);

#endif
