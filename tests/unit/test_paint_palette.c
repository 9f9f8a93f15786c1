/* Pictures in at most 256 colours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those first */
#include <cmocka.h>

#include "paint/palette.h"

#include <stdlib.h>
#include <string.h>

enum { SIDE = 128 };

/* A quarter each in four colours, and lines of other ones over them. */
static uint32_t *picture(size_t blends)
{
    static const uint32_t flat[] = { 0xFFFFFF, 0xFDDBB0, 0xC63C2E, 0x14213D };
    uint32_t *rows = malloc(SIDE * SIDE * sizeof *rows);
    assert_non_null(rows);
    for (size_t y = 0; y < SIDE; y++)
        for (size_t x = 0; x < SIDE; x++)
            rows[y * SIDE + x] = 0xFF000000u | flat[2 * (y / (SIDE / 2)) + x / (SIDE / 2)];
    for (size_t i = 0; i < blends; i++)
        rows[7 * i % (SIDE * SIDE)] = 0xFF000000u | (uint32_t)(i * 2654435761u >> 8);
    return rows;
}

static void convert(const uint32_t *rows, chora_paint_palette *palette, unsigned char *indices)
{
    const chora_pixels pixels = { (const unsigned char *)rows, SIDE * 4, SIDE, SIDE };
    assert_int_equal(chora_palette_of(&pixels, palette, indices, NULL), CHORA_OK);
}

/* The most that a channel is off; flat colours must not be. */
static int worst(const uint32_t *rows, const chora_paint_palette *palette,
                 const unsigned char *indices)
{
    int most = 0;
    for (size_t y = 0; y < SIDE; y++) {
        assert_int_equal(indices[y * (SIDE + 1)], 0);
        for (size_t x = 0; x < SIDE; x++) {
            unsigned index = indices[y * (SIDE + 1) + 1 + x];
            assert_in_range(index, 0, palette->count - 1);
            for (int shift = 0; shift < 24; shift += 8) {
                int off = abs((int)(palette->colours[index] >> shift & 255) -
                              (int)(rows[y * SIDE + x] >> shift & 255));
                most = off > most ? off : most;
            }
        }
    }
    return most;
}

static void few_colours_are_exact(void **state)
{
    static unsigned char indices[SIDE * (SIDE + 1)];
    (void)state;
    for (size_t blends = 0; blends <= 252; blends += 36) {
        chora_paint_palette palette;
        uint32_t *rows = picture(blends);
        convert(rows, &palette, indices);
        assert_int_equal(palette.found, palette.count);
        assert_int_equal(palette.count, 4 + blends);
        assert_int_equal(worst(rows, &palette, indices), 0);
        free(rows);
    }
}

static void many_colours_are_near(void **state)
{
    static unsigned char indices[SIDE * (SIDE + 1)], again[SIDE * (SIDE + 1)];
    chora_paint_palette palette, second;
    uint32_t *rows = picture(2000);
    (void)state;
    convert(rows, &palette, indices);
    convert(rows, &second, again);
    assert_int_equal(palette.count, 256);
    assert_int_equal(palette.found, 2004);
    assert_memory_equal(indices, again, sizeof indices);
    assert_memory_equal(palette.colours, second.colours, sizeof palette.colours);
    assert_in_range(worst(rows, &palette, indices), 1, 60);
    assert_int_equal(palette.colours[indices[1 + 1]], 0xFFFFFF);
    assert_int_equal(palette.colours[indices[SIDE * (SIDE + 1) - 1]], 0x14213D);
    free(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_colours_are_exact),
        cmocka_unit_test(many_colours_are_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
