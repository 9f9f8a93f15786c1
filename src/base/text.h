/**
 * @file
 * UTF-8 text: validity, comparison keys, numbers, the nearest valid word. The only file that
 * sees ICU.
 */
#ifndef CHORA_BASE_TEXT_H
#define CHORA_BASE_TEXT_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Offset of the first byte that is not valid UTF-8 (NUL counts as invalid), or `length`. */
size_t chora_utf8_valid_prefix(const char *text, size_t length);

/** Characters (code points) in valid UTF-8. */
size_t chora_utf8_length(const char *text);

/** Largest length <= `maximum` bytes that ends on a character. */
size_t chora_utf8_cut(const char *text, size_t maximum);

/** The bytes of a code point, halves of surrogate pairs included; 0 beyond U+10FFFF. */
size_t chora_utf8_encode(uint32_t code, char out[4]);

/**
 * Convert bytes of a named encoding (any that ICU knows: "CP1256", "UTF-16LE") to UTF-8.
 * @return 0; -1 unknown encoding; -2 a byte sequence that the encoding does not have.
 */
int chora_text_to_utf8(const char *encoding, const void *bytes, size_t length, chora_buffer *out);

/**
 * A key for comparing names: NFKD, marks off, case folded, Arabic-script letter variants made
 * one, digits made ASCII, everything but letters and digits turned into single spaces, trimmed.
 * "Mazār-e  Sharīf" -> "mazar e sharif". Sticky in `out`, which is cleared first.
 */
void chora_text_key(const char *text, chora_buffer *out);

/** NFC. Cleared first, sticky. */
void chora_text_nfc(const char *text, chora_buffer *out);

/** The text with a capital first letter, in any script that has them. Sticky. */
void chora_text_capital(const char *text, chora_buffer *out);

/** The text in capitals, in any script that has them. Sticky. */
void chora_text_upper(const char *text, chora_buffer *out);

/** ASCII comparison without case; <0, 0, >0. */
int chora_text_compare_nocase(const char *a, const char *b);

/** Start and length without surrounding white space (also U+00A0 and a BOM). */
const char *chora_text_trim(const char *text, size_t *length);

/** Bytes of white space that the text begins with. */
size_t chora_text_spaces(const char *text);

/** The same text; NULL is only the same as NULL. */
bool chora_text_same(const char *a, const char *b);

/** Edit distance in bytes (for hints, not for place names); stops counting above `limit`. */
size_t chora_text_distance(const char *a, const char *b, size_t limit);

/** The word of `words` (NULL-ended) nearest to `text`, or NULL when none is near enough to hint. */
const char *chora_text_nearest(const char *text, const char *const *words);

/**
 * A strict decimal number: optional sign, digits (ASCII, Arabic-Indic, Persian), at most one
 * decimal point ('.' or U+066B), optional exponent; surrounding space is ignored; nothing else.
 * Thousands separators are not numbers. Never infinite or NaN; locale-free.
 */
bool chora_text_number(const char *text, double *out);

/** The same for whole numbers; "12.0" is one, "12.5" is not. */
bool chora_text_integer(const char *text, long long *out);

/** Append `value` as printf("%.*f") would in the C locale; locale-free. */
void chora_text_append_double(chora_buffer *out, double value, int decimals);

/** Append text of several lines with chora_text_visible's writing out; line ends and tabs stay. */
void chora_text_add_visible(chora_buffer *out, const char *text);

/**
 * Append text for people: of a run of 40 or more hexadecimal digits (a row without an id of its own
 * is kept under its SHA-256) the first twelve and "…", which are enough to tell a million apart.
 */
void chora_text_add_short(chora_buffer *out, const char *text);

/**
 * A file-name part: letters, digits, '-', '_' and '.' kept, the rest '-'; at most 120 bytes, never
 * empty, ".", ".." or hidden.
 */
void chora_text_slug(const char *text, chora_buffer *out);

/**
 * What `text` says beyond what stands before a comma in it: of "Incidents by month, 2021" beyond
 * "Incidents by month" it is "2021"; "" when both are the same, else all of `text`. Borrowed.
 */
const char *chora_text_beyond(const char *said, const char *text);

#endif
