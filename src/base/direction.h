/**
 * @file
 * Which way a text runs.
 */
#ifndef CHORA_BASE_DIRECTION_H
#define CHORA_BASE_DIRECTION_H

#include <stdbool.h>

/** Marks without a width (Unicode 6.3): isolate by the first strong letter, its end, a mark that
 * runs right to left. */
#define CHORA_ISOLATE "\xE2\x81\xA8"
#define CHORA_ISOLATE_END "\xE2\x81\xA9"
#define CHORA_LEFTWARD_MARK "\xE2\x80\x8F"

/**
 * The first letter of valid UTF-8 says: 1 from right to left (Hebrew, Arabic, Syriac, Thaana, N'Ko
 * and their kin, and their mark), -1 from left to right, 0 when there is no letter.
 */
int chora_text_side(const char *text);

/** Is a letter in it that runs to that side, 1 or -1? */
bool chora_text_has_side(const char *text, int side);

#endif
