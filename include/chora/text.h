/**
 * @file
 * Text of strangers, made fit to be shown: names and file names may hold what a terminal or a page
 * would obey instead of showing.
 */
#ifndef CHORA_TEXT_H
#define CHORA_TEXT_H

#include <chora/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Bytes of the character at `at` when it is one that commands instead of being shown: C0 and C1
 * controls, DEL, line separators, and the embeddings, overrides and isolates of the bidirectional
 * algorithm (U+202A-202E, U+2066-2069). 0 for any other, also for the marks that Arabic script
 * needs (U+200C-200F, U+061C) and for the end of the text.
 */
CHORA_API size_t chora_text_control(const char *at);

/**
 * The text with every such character, and every byte that is not UTF-8, written out: \x1b, \u202e.
 * Ordinary text stays as it is. Cut on a character when `size` is too small.
 *
 * @return Bytes written before the NUL; `size` must be at least 1.
 */
CHORA_API size_t chora_text_visible(const char *text, char *out, size_t size);

#ifdef __cplusplus
}
#endif

#endif
