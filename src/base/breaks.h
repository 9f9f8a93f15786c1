/**
 * @file
 * Where a line of text may be broken: by Unicode's rules for lines, with the dictionaries of
 * scripts without spaces, but never within a range of numbers.
 */
#ifndef CHORA_BASE_BREAKS_H
#define CHORA_BASE_BREAKS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Mark in `may_break` (length + 1 entries) each byte before which a line may be broken; the end is
 * always marked. False without memory.
 */
bool chora_text_breaks(const char *text, size_t length, const char *language, bool *may_break);

#endif
