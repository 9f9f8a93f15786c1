/**
 * @file
 * Bytes of an output as the words that a reader gets: what is looked for is then found however it
 * is written.
 */
#ifndef CHORA_PUBLISH_LEAK_TEXT_H
#define CHORA_PUBLISH_LEAK_TEXT_H

#include "base/buffer.h"

/** What is undone, in this order. */
typedef enum {
    CHORA_LEAK_AS_IT_IS,  /**< Nothing. */
    CHORA_LEAK_UNESCAPED, /**< What XML, JSON and CSV write otherwise: &amp; \u0041 "" */
    CHORA_LEAK_STRIPPED   /**< Tags of XML and HTML too: each becomes a space. */
} chora_leak_reading;

/**
 * Append `bytes` folded: white space of any kind and number is one space; A to Z are small; curly
 * quotes are straight; Arabic and Persian digits and marks are those of ASCII; ligatures are
 * letters; controls, joiners and soft hyphens are dropped. Any bytes will do.
 */
void chora_leak_fold(const char *bytes, size_t length, chora_leak_reading reading,
                     chora_buffer *out);

/** Does it look like XML or HTML? */
bool chora_leak_is_markup(const char *bytes, size_t length);

#endif
