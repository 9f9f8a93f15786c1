/**
 * @file
 * Prefix codes as DEFLATE has them (RFC 1951, 3.2): lengths from frequencies, codes from lengths.
 */
#ifndef CHORA_PAINT_HUFFMAN_H
#define CHORA_PAINT_HUFFMAN_H

#include <stddef.h>
#include <stdint.h>

enum { CHORA_HUFFMAN_MAX = 288 };

/**
 * Code lengths of at most `longest` bits for `count` symbols, at most CHORA_HUFFMAN_MAX; 0 for a
 * symbol that never occurs. A symbol alone gets one bit.
 */
void chora_huffman_lengths(const uint32_t *frequency, size_t count, int longest, uint8_t *length);

/** The codes that belong to the lengths, bits turned round: the first bit to write is the lowest.
 */
void chora_huffman_codes(const uint8_t *length, size_t count, uint16_t *code);

#endif
