/*
 * Matches are looked for in whole pixels and only where a map has them: the pixel before (distance
 * 3), the row above, and where the same one or two pixels stood last. One map of A4 at 200 dpi
 * takes 10 ms against the 27 of libdeflate at level 6 (20 at level 1), which hashes every byte, and
 * the 4 of packing the rows for it; both streams have the same size (387 kB; docs/performance.md).
 */
#include "paint/pixel_deflate.h"

#include "base/memory.h"
#include "paint/huffman.h"
#include "paint/pack_pixels.h"

#include <endian.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum {
    LONGEST_MATCH = 258,
    LONGEST_DISTANCE = 32768,
    LITERALS = 286,
    DISTANCES = 30,
    END_OF_BLOCK = 256,
    TOKENS = 1 << 15, /* A block has codes of its own. */
    LITERAL_BIT = 1 << 30,
    HASH_BITS = 13,
    LONG_ENOUGH = LONGEST_MATCH / 3 /* Pixels: one match cannot hold more. */
};

typedef struct {
    const chora_pixels *pixels;
    chora_buffer *out;
    uint32_t *tokens; /* A byte with LITERAL_BIT, or length | distance << 9. */
    size_t token_count;
    size_t above, ahead;   /* Bytes of a row with its filter; matched but not yet a token. */
    size_t ahead_distance; /* Of those. */
    uint32_t *last_pair, *last_one; /* By hash: the place where two pixels, or one, stood. */
    unsigned char *packed;          /* A row as PNG has it. */
    uint32_t sum;
    uint32_t literal_frequency[LITERALS], distance_frequency[DISTANCES];
    uint8_t length_symbol[LONGEST_MATCH + 1];
    uint64_t bits; /* Not yet bytes. */
    int bit_count;
    size_t byte_count;
    unsigned char bytes[4096]; /* Not yet in `out`; a multiple of 4. */
} deflating;

/* ---- the tables of RFC 1951, 3.2.5 ---------------------------------------------------------- */

static const uint16_t LENGTH_BASE[29] = { 3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                          15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                          67, 83, 99, 115, 131, 163, 195, 227, 258 };
static const uint8_t LENGTH_EXTRA[29] = { 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                          2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0 };

static void fill_length_symbols(uint8_t *symbols)
{
    for (int symbol = 0; symbol < 29; symbol++)
        for (int length = LENGTH_BASE[symbol]; length <= LONGEST_MATCH; length++)
            symbols[length] = (uint8_t)symbol;
}

/* Two symbols for each doubling. */
static unsigned distance_symbol(unsigned distance, unsigned *extra_bits, unsigned *base)
{
    unsigned from = distance - 1;
    if (from < 4) {
        *extra_bits = 0;
        *base = distance;
        return from;
    }
    unsigned top = 31u - (unsigned)__builtin_clz(from);
    *extra_bits = top - 1;
    unsigned symbol = 2 * top + (from >> (top - 1) & 1u);
    *base = ((2u + (symbol & 1u)) << (top - 1)) + 1;
    return symbol;
}

/* ---- bits ------------------------------------------------------------------------------------ */

static void flush_bytes(deflating *d)
{
    chora_buffer_add(d->out, d->bytes, d->byte_count);
    d->byte_count = 0;
}

/* At most 32 at a time. */
static inline void put_bits(deflating *d, uint32_t bits, int count)
{
    d->bits |= (uint64_t)bits << d->bit_count;
    d->bit_count += count;
    if (d->bit_count < 32)
        return;
    uint32_t first = htole32((uint32_t)d->bits);
    memcpy(d->bytes + d->byte_count, &first, 4);
    d->byte_count += 4;
    d->bits >>= 32;
    d->bit_count -= 32;
    if (d->byte_count == sizeof d->bytes)
        flush_bytes(d);
}

/* Up to a whole byte, and all of them out. */
static void end_bits(deflating *d)
{
    for (; d->bit_count > 0; d->bit_count -= 8, d->bits >>= 8)
        d->bytes[d->byte_count++] = (unsigned char)d->bits;
    flush_bytes(d);
}

/* ---- a block --------------------------------------------------------------------------------- */

typedef struct {
    uint8_t lengths[LITERALS + DISTANCES];
    uint16_t codes[LITERALS + DISTANCES];
} block_codes;

/* Lengths of the codes, one after the other and not run-length coded: a block is long. */
static void put_code_lengths(deflating *d, const block_codes *block)
{
    static const uint8_t ORDER[19] = { 16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                       11, 4,  12, 3, 13, 2, 14, 1, 15 };
    uint32_t frequency[19] = { 0 };
    uint8_t length[19];
    uint16_t code[19];
    for (size_t i = 0; i < LITERALS + DISTANCES; i++)
        frequency[block->lengths[i]]++;
    chora_huffman_lengths(frequency, 19, 7, length);
    chora_huffman_codes(length, 19, code);
    put_bits(d, LITERALS - 257, 5);
    put_bits(d, DISTANCES - 1, 5);
    put_bits(d, 19 - 4, 4);
    for (int i = 0; i < 19; i++)
        put_bits(d, length[ORDER[i]], 3);
    for (size_t i = 0; i < LITERALS + DISTANCES; i++)
        put_bits(d, code[block->lengths[i]], length[block->lengths[i]]);
}

static void put_match(deflating *d, const block_codes *block, uint32_t token)
{
    unsigned length = token & 511u, distance = token >> 9, extra_bits, base;
    unsigned symbol = d->length_symbol[length];
    put_bits(d, block->codes[257 + symbol], block->lengths[257 + symbol]);
    put_bits(d, length - LENGTH_BASE[symbol], LENGTH_EXTRA[symbol]);
    symbol = distance_symbol(distance, &extra_bits, &base);
    put_bits(d, block->codes[LITERALS + symbol], block->lengths[LITERALS + symbol]);
    put_bits(d, distance - base, (int)extra_bits);
}

static void put_block(deflating *d, bool last)
{
    block_codes block;
    d->literal_frequency[END_OF_BLOCK] = 1;
    chora_huffman_lengths(d->literal_frequency, LITERALS, 15, block.lengths);
    chora_huffman_lengths(d->distance_frequency, DISTANCES, 15, block.lengths + LITERALS);
    chora_huffman_codes(block.lengths, LITERALS, block.codes);
    chora_huffman_codes(block.lengths + LITERALS, DISTANCES, block.codes + LITERALS);
    put_bits(d, last, 1);
    put_bits(d, 2, 2); /* With codes of its own. */
    put_code_lengths(d, &block);
    for (size_t i = 0; i < d->token_count; i++) {
        uint32_t token = d->tokens[i];
        if (token & LITERAL_BIT)
            put_bits(d, block.codes[token & 255u], block.lengths[token & 255u]);
        else
            put_match(d, &block, token);
    }
    put_bits(d, block.codes[END_OF_BLOCK], block.lengths[END_OF_BLOCK]);
    memset(d->literal_frequency, 0, sizeof d->literal_frequency);
    memset(d->distance_frequency, 0, sizeof d->distance_frequency);
    d->token_count = 0;
}

/* ---- tokens ---------------------------------------------------------------------------------- */

static void add_token(deflating *d, uint32_t token)
{
    if (d->token_count == TOKENS)
        put_block(d, false);
    d->tokens[d->token_count++] = token;
}

static void add_literal(deflating *d, unsigned byte)
{
    add_token(d, byte | LITERAL_BIT);
    d->literal_frequency[byte]++;
}

static void add_match(deflating *d, size_t length, size_t distance)
{
    unsigned extra_bits, base;
    add_token(d, (uint32_t)(length | distance << 9));
    d->literal_frequency[257 + d->length_symbol[length]]++;
    d->distance_frequency[distance_symbol((unsigned)distance, &extra_bits, &base)]++;
}

/* What is matched is split only here, so that a match can run over the ends of rows. No piece may
 * be shorter than three bytes. */
static void end_match(deflating *d)
{
    while (d->ahead > 0) {
        size_t length = d->ahead > LONGEST_MATCH ? LONGEST_MATCH : d->ahead;
        if (d->ahead > LONGEST_MATCH && d->ahead - length < 3)
            length -= 3;
        add_match(d, length, d->ahead_distance);
        d->ahead -= length;
    }
}

static void go_on(deflating *d, size_t length, size_t distance)
{
    if (d->ahead > 0 && d->ahead_distance != distance)
        end_match(d);
    d->ahead += length;
    d->ahead_distance = distance;
}

/* ---- pixels ---------------------------------------------------------------------------------- */

static const uint32_t *row_of(const deflating *d, size_t y)
{
    return (const uint32_t *)(const void *)(d->pixels->rows + y * d->pixels->stride);
}

typedef uint64_t four_pixels __attribute__((vector_size(16)));

static inline four_pixels four_at(const uint32_t *at)
{
    four_pixels four;
    memcpy(&four, at, sizeof four);
    return four;
}

/* How many pixels from here on are the same in both rows. */
static inline size_t same_pixels(const uint32_t *a, const uint32_t *b, size_t most)
{
    size_t count = 0;
    for (; count + 8 <= most; count += 8) {
        four_pixels differs = (four_at(a + count) ^ four_at(b + count)) |
                              (four_at(a + count + 4) ^ four_at(b + count + 4));
        if (differs[0] | differs[1])
            break;
    }
    while (count < most && a[count] == b[count])
        count++;
    return count;
}

typedef struct {
    size_t pixels, distance;
} match;

/* A row and a column in one number; 0 is none. Bytes would have to be divided to find the row
 * again, two divisions a pixel that begins something new: a twentieth of a map. */
static uint32_t place_of(size_t x, size_t y)
{
    return (uint32_t)(y << 16 | x) + 1;
}

/* What stood where the hash stood last, when that is not too far. */
static match match_there(const deflating *d, const uint32_t *row, size_t x, size_t y,
                         uint32_t there)
{
    if (there-- == 0)
        return (match){ 0, 0 };
    size_t from = there & 0xFFFFu, up = y - (there >> 16);
    size_t distance = up * d->above + 3 * x - 3 * from;
    if (distance > LONGEST_DISTANCE)
        return (match){ 0, 0 };
    size_t most = d->pixels->width - (x > from ? x : from);
    return (match){ same_pixels(row_of(d, y - up) + from, row + x, most), distance };
}

static uint32_t exchange(uint32_t *last, uint32_t hash, uint32_t here)
{
    uint32_t *at = &last[hash >> (32 - HASH_BITS)];
    uint32_t there = *at;
    *at = here;
    return there;
}

/* Where two pixels like these stood last; where the first of them did. */
static match seen_before(deflating *d, const uint32_t *row, size_t x, size_t y)
{
    uint32_t hash = row[x] * 2654435761u, here = place_of(x, y);
    uint32_t one = exchange(d->last_one, hash, here);
    if (x + 1 >= d->pixels->width)
        return match_there(d, row, x, y, one);
    uint32_t pair = exchange(d->last_pair, hash ^ row[x + 1] * 2246822519u, here);
    match found = match_there(d, row, x, y, pair);
    return found.pixels > 1 ? found : match_there(d, row, x, y, one);
}

static match run_of(const uint32_t *row, size_t x, size_t most)
{
    return (match){ x > 0 ? same_pixels(row + x - 1, row + x, most) : 0, 3 };
}

static match longer(match a, match b)
{
    return b.pixels > a.pixels ? b : a;
}

/* A piece of a run is told in two bits, any other match in about fifteen: only up to where a long
 * run begins. */
static match up_to_a_run(match found, const uint32_t *row, size_t x)
{
    size_t same;
    for (size_t at = 0; at + LONG_ENOUGH < found.pixels; at += same + 1) {
        same = same_pixels(row + x + at, row + x + at + 1, found.pixels - at - 1);
        if (same >= LONG_ENOUGH)
            return (match){ at + 1, found.distance };
    }
    return found;
}

/* The pixels of a row from `x` on that one match holds. Where one is long, nothing else is looked
 * for. */
static match best_match(deflating *d, const uint32_t *row, const uint32_t *above, size_t x,
                        size_t y)
{
    size_t most = d->pixels->width - x;
    match run = run_of(row, x, most);
    if (run.pixels >= LONG_ENOUGH)
        return run;
    match down = { above ? same_pixels(above + x, row + x, most) : 0, d->above };
    if (down.pixels < LONG_ENOUGH)
        down = longer(longer(run, down), seen_before(d, row, x, y));
    return up_to_a_run(down, row, x);
}

static void add_pixel(deflating *d, uint32_t pixel)
{
    end_match(d);
    add_literal(d, pixel >> 16 & 255u);
    add_literal(d, pixel >> 8 & 255u);
    add_literal(d, pixel & 255u);
}

/* The filter byte: none is used, as flat colour packs best as it is. */
static void begin_row(deflating *d, const uint32_t *above)
{
    if (above && d->ahead > 0 && d->ahead_distance == d->above) {
        go_on(d, 1, d->above);
    } else {
        end_match(d);
        add_literal(d, 0);
    }
}

static void sum_row(deflating *d, const uint32_t *row)
{
    chora_pack_pixels(row, d->pixels->width, d->packed + 1);
    d->sum = libdeflate_adler32(d->sum, d->packed, d->above);
}

static void add_row(deflating *d, size_t y)
{
    const uint32_t *row = row_of(d, y);
    const uint32_t *above = y > 0 && d->above <= LONGEST_DISTANCE ? row_of(d, y - 1) : NULL;

    sum_row(d, row);
    begin_row(d, above);
    for (size_t x = 0; x < d->pixels->width;) {
        match found = best_match(d, row, above, x, y);
        if (found.pixels > 0)
            go_on(d, 3 * found.pixels, found.distance);
        else
            add_pixel(d, row[x]);
        x += found.pixels > 0 ? found.pixels : 1;
    }
}

/* Up to a whole byte: what follows the last block does not matter, any other is followed by an
 * empty one that is stored (RFC 1951, 3.2.4). */
static void finish(deflating *d, bool last)
{
    end_match(d);
    put_block(d, last);
    if (!last)
        put_bits(d, 0, 3);
    end_bits(d);
    if (!last)
        chora_buffer_add(d->out, "\0\0\xFF\xFF", 4);
}

chora_status chora_pixel_deflate(const chora_pixels *pixels, size_t first, size_t end,
                                 chora_buffer *out, uint32_t *sum, chora_error *err)
{
    deflating d = { .pixels = pixels, .out = out, .above = 3 * pixels->width + 1, .sum = 1 };
    d.tokens = chora_alloc(TOKENS, sizeof *d.tokens);
    d.last_pair = chora_alloc((size_t)2 << HASH_BITS, sizeof *d.last_pair);
    d.packed = chora_alloc(d.above + CHORA_PACK_SPARE, 1);
    chora_status st = d.tokens && d.last_pair && d.packed ? CHORA_OK : chora_no_memory(err);
    if (!st) {
        d.last_one = d.last_pair + ((size_t)1 << HASH_BITS);
        fill_length_symbols(d.length_symbol);
        if (first == 0)
            chora_buffer_add(out, "\x78\x5E", 2);
        for (size_t y = first; y < end; y++)
            add_row(&d, y);
        finish(&d, end == pixels->height);
        *sum = d.sum;
    }
    free(d.tokens);
    free(d.last_pair);
    free(d.packed);
    return st;
}

uint32_t chora_adler32_join(uint32_t first, uint32_t second, size_t length)
{
    const uint64_t base = 65521; /* The largest prime below 65,536. */
    uint64_t low = (first & 0xFFFFu) + (second & 0xFFFFu) + base - 1;
    uint64_t high =
        (first >> 16) + (second >> 16) + (length % base) * ((first & 0xFFFFu) + base - 1);
    return (uint32_t)(high % base << 16 | low % base);
}
