/**
 * @file
 * What is packed inside of an output: the files of a workbook, the words of a PDF, what HTML
 * carries as base64.
 */
#ifndef CHORA_PUBLISH_LEAK_INSIDE_H
#define CHORA_PUBLISH_LEAK_INSIDE_H

#include "base/error.h"

#include <stddef.h>

/** Called with each part: its name ("xl/sharedStrings.xml") and its bytes, gone afterwards. */
typedef struct {
    chora_status (*part)(void *context, const char *name, const char *bytes, size_t length,
                         chora_error *err);
    void *context;
} chora_leak_visitor;

/**
 * Unpack what `bytes` hold, one part after the other; nothing for a plain file.
 * @return CHORA_OK; what the visitor says; CHORA_EDATA, CHORA_ELIMIT (it cannot be read back, so
 * that nothing is known of it); CHORA_ENOMEM.
 */
chora_status chora_leak_inside(const char *bytes, size_t length, const chora_leak_visitor *visitor,
                               chora_error *err);

#endif
