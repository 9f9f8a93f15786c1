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

/** The letters of a text that run to each side, without those in isolates. */
typedef struct {
    size_t leftward, rightward;
    int first; /**< The side of the first of them: 1, -1; 0: there is none. */
} chora_text_sides;

/** Adds those of `text`. An isolate that is open at its end counts as ended. */
void chora_text_count_sides(const char *text, chora_text_sides *sides);

/**
 * Does a text run the other way than the page that it stands in? On a page from left to right when
 * most of its letters are of the other scripts. On one from right to left, where names and
 * addresses of Latin script are common, its first letter has to be one as well.
 */
bool chora_sides_turned(const chora_text_sides *sides, bool page_leftward);

#endif
