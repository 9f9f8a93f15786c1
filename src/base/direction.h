/**
 * @file
 * Which way a text runs.
 */
#ifndef CHORA_BASE_DIRECTION_H
#define CHORA_BASE_DIRECTION_H

#include <stdbool.h>
#include <stddef.h>

/** Marks without a width (Unicode 6.3): isolate by the first strong letter, its end, a mark that
 * runs right to left. */
#define CHORA_ISOLATE "\xE2\x81\xA8"
#define CHORA_ISOLATE_END "\xE2\x81\xA9"
#define CHORA_LEFTWARD_MARK "\xE2\x80\x8F"
/** Isolates of a stated direction. */
#define CHORA_ISOLATE_RIGHTWARD "\xE2\x81\xA6"
#define CHORA_ISOLATE_LEFTWARD "\xE2\x81\xA7"

/**
 * The first letter of valid UTF-8 says: 1 from right to left (Hebrew, Arabic, Syriac, Thaana, N'Ko
 * and their kin, and their mark), -1 from left to right, 0 when there is no letter.
 */
int chora_text_side(const char *text);

/**
 * Does an isolate (U+2066 to 2068) or its end (U+2069) stand at byte `at` of the line, and its
 * partner in the same line? Others would turn round what stands beside their text.
 */
bool chora_text_isolates(const char *line, size_t at);

/**
 * What a line must begin with that is cut from a paragraph at byte `at`: "", or, where an isolate
 * is open there, one of the direction of its first letter. A line that ends there must end it.
 */
const char *chora_isolate_open_at(const char *paragraph, size_t at);
/** The same going on from byte `from`, where it was `open`. */
const char *chora_isolate_open_from(const char *paragraph, size_t from, size_t at,
                                    const char *open);

/** Is a letter in it that runs to that side, 1 or -1? */
bool chora_text_has_side(const char *text, int side);

#endif
