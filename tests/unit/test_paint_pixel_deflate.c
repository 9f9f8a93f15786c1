/* Pixels to a zlib stream: libdeflate reads back what went in, whatever the picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those first */
#include <cmocka.h>

#include "paint/huffman.h"
#include "paint/pixel_deflate.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

/* A picture is a function of the place; the random ones are the same each time. */
typedef uint32_t (*picture)(size_t x, size_t y);

static uint32_t mixed(size_t x, size_t y)
{
    uint32_t n = (uint32_t)(x * 2654435761u ^ y * 2246822519u);
    n ^= n >> 15;
    n *= 2246822519u;
    return n ^ n >> 13;
}

static uint32_t black(size_t x, size_t y)
{
    (void)x, (void)y;
    return 0xFF000000u;
}

static uint32_t noise(size_t x, size_t y)
{
    return mixed(x, y);
}

static uint32_t bands(size_t x, size_t y)
{
    return (x + y) / 97 % 3 == 0 ? 0xFFE6E6E0u : 0xFFFDD49Eu;
}

/* Areas with a fuzzy edge, and a speck here and there. */
static uint32_t areas(size_t x, size_t y)
{
    uint32_t n = mixed(x / 3, y / 2);
    if (n % 211 == 0)
        return 0xFF404040u + n % 7 * 0x010101u;
    return (x * x + y * y) / 9000 % 2 ? 0xFFFFFFFFu : 0xFFFEE8C8u - n % 5 * ((x + y) % 31 == 0);
}

/* Each colour much rarer than the one before: long codes. */
static uint32_t skewed(size_t x, size_t y)
{
    uint32_t n = mixed(x, y);
    int zeros = n ? __builtin_ctz(n) : 31;
    return (uint32_t)zeros * 0x070503u;
}

static uint32_t *make(picture of, size_t width, size_t height)
{
    uint32_t *rows = malloc(width * height * sizeof *rows);
    assert_non_null(rows);
    for (size_t y = 0; y < height; y++)
        for (size_t x = 0; x < width; x++)
            rows[y * width + x] = of(x, y);
    return rows;
}

static void check(const uint32_t *rows, size_t width, size_t height, const chora_buffer *stream)
{
    size_t length = (3 * width + 1) * height, got = 0;
    unsigned char *raw = malloc(length);
    struct libdeflate_decompressor *reader = libdeflate_alloc_decompressor();
    assert_int_equal(
        libdeflate_zlib_decompress(reader, stream->data, stream->length, raw, length, &got), 0);
    assert_int_equal(got, length);
    for (size_t y = 0; y < height; y++) {
        const unsigned char *at = raw + y * (3 * width + 1);
        assert_int_equal(*at++, 0);
        for (size_t x = 0; x < width; x++, at += 3)
            assert_int_equal((uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2],
                             rows[y * width + x] & 0xFFFFFFu);
    }
    libdeflate_free_decompressor(reader);
    free(raw);
}

/* The pieces of so many rows and their checksum. */
static void deflate(const chora_pixels *pixels, size_t rows, chora_buffer *out)
{
    uint32_t sum = 1, own = 0;
    for (size_t first = 0; first < pixels->height; first += rows) {
        size_t end = first + rows < pixels->height ? first + rows : pixels->height;
        assert_int_equal(chora_pixel_deflate(pixels, first, end, out, &own, NULL), CHORA_OK);
        sum = chora_adler32_join(sum, own, (end - first) * (3 * pixels->width + 1));
    }
    for (int i = 24; i >= 0; i -= 8)
        chora_buffer_add_byte(out, (unsigned char)(sum >> i));
}

static void round_trip(picture of, size_t width, size_t height)
{
    chora_buffer stream = CHORA_BUFFER_INIT(1 << 28);
    uint32_t *rows = make(of, width, height);
    const chora_pixels pixels = { (const unsigned char *)rows, width * 4, width, height };
    static const size_t pieces[] = { 1, 3, 64, SIZE_MAX / 2 };
    for (size_t i = height > 64 ? 1 : 0; i < sizeof pieces / sizeof *pieces; i++) {
        deflate(&pixels, pieces[i], &stream);
        assert_false(stream.failed);
        check(rows, width, height, &stream);
        chora_buffer_clear(&stream);
    }
    chora_buffer_free(&stream);
    free(rows);
}

static void every_picture_comes_back(void **state)
{
    static const picture pictures[] = { black, noise, bands, areas, skewed };
    static const size_t sizes[][2] = { { 1, 1 },     { 1, 90 },    { 2, 3 },    { 86, 4 },
                                       { 87, 5 },    { 300, 200 }, { 641, 97 }, { 10922, 3 },
                                       { 10923, 3 }, { 20000, 3 } };
    (void)state;
    for (size_t p = 0; p < sizeof pictures / sizeof *pictures; p++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
            round_trip(pictures[p], sizes[s][0], sizes[s][1]);
}

/* Matches that run over rows, of every length up to some: no piece may be shorter than three. */
static void every_width_comes_back(void **state)
{
    (void)state;
    for (size_t width = 1; width < 180; width++)
        round_trip(bands, width, 7);
}

static void flat_pictures_are_small(void **state)
{
    chora_buffer stream = CHORA_BUFFER_INIT(1 << 20);
    uint32_t *rows = make(black, 2000, 1000);
    const chora_pixels pixels = { (const unsigned char *)rows, 8000, 2000, 1000 };
    (void)state;
    deflate(&pixels, 256, &stream);
    assert_in_range(stream.length, 100, 9500);
    chora_buffer_free(&stream);
    free(rows);
}

static void a_full_buffer_is_told(void **state)
{
    chora_buffer stream = CHORA_BUFFER_INIT(1000);
    uint32_t *rows = make(noise, 300, 300);
    const chora_pixels pixels = { (const unsigned char *)rows, 1200, 300, 300 };
    (void)state;
    deflate(&pixels, 256, &stream);
    assert_true(stream.failed);
    chora_buffer_free(&stream);
    free(rows);
}

/* A decoder refuses a code that is not complete. */
static void codes_are_complete(void **state)
{
    uint32_t frequency[64];
    uint8_t length[64];
    (void)state;
    for (size_t count = 2; count <= 64; count++)
        for (int longest = 7; longest <= 15; longest++) {
            uint32_t sum = 0;
            for (size_t i = 0; i < count; i++)
                frequency[i] = i < 30 ? 1u << i : 1 + mixed(i, count) % 100;
            chora_huffman_lengths(frequency, count, longest, length);
            for (size_t i = 0; i < count; i++) {
                assert_in_range(length[i], 1, longest);
                sum += 1u << (longest - length[i]);
            }
            assert_int_equal(sum, 1u << longest);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_picture_comes_back), cmocka_unit_test(every_width_comes_back),
        cmocka_unit_test(flat_pictures_are_small),  cmocka_unit_test(a_full_buffer_is_told),
        cmocka_unit_test(codes_are_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
