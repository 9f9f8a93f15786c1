/* Lines that are cut without libcsv have the cells that libcsv gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exchange/csv_plain.h"

#include <csv.h>
#include <stdio.h>
#include <string.h>

enum { CELLS = 40, LINE = 64 };

typedef struct {
    size_t count, rows;
    char text[CELLS][LINE];
    size_t length[CELLS];
} cells;

static void take_cell(void *bytes, size_t length, void *context)
{
    cells *out = context;
    memcpy(out->text[out->count], bytes, length);
    out->length[out->count++] = length;
}

static void take_row(int end, void *context)
{
    (void)end;
    ((cells *)context)->rows++;
}

/* False: libcsv refuses it, or it is not one whole row. */
static bool cut_by_libcsv(const char *line, size_t length, char delimiter, cells *out)
{
    struct csv_parser parser;
    *out = (cells){ 0 };
    assert_int_equal(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
    csv_set_delim(&parser, (unsigned char)delimiter);
    bool fine = csv_parse(&parser, line, length, take_cell, take_row, out) == length &&
                csv_fini(&parser, take_cell, take_row, out) == 0 && out->rows == 1;
    csv_free(&parser);
    return fine;
}

/* True when it was plain. */
static bool check(const char *line, size_t length, char delimiter)
{
    char room[LINE + 1];
    size_t starts[CELLS + 1];
    cells expected;
    chora_csv_cells got = { .text = room, .starts = starts, .most = CELLS };
    memcpy(room, line, length);
    if (!chora_csv_cut_plain(&got, length, delimiter))
        return false;
    if (!cut_by_libcsv(line, length, delimiter, &expected) || got.count != expected.count)
        fail_msg("%.*s: %zu cells, libcsv has %zu", (int)length, line, got.count, expected.count);
    size_t longest = 0;
    for (size_t i = 0; i < got.count; i++) {
        size_t bytes = starts[i + 1] - starts[i] - 1;
        longest = bytes > longest ? bytes : longest;
        assert_int_equal(bytes, expected.length[i]);
        assert_memory_equal(room + starts[i], expected.text[i], bytes);
        assert_int_equal(room[starts[i] + bytes], '\0');
    }
    assert_int_equal(got.longest, longest);
    return true;
}

static void cells_are_those_of_libcsv(void **state)
{
    static const char alphabet[] = "ab1,,,;;\"\"\" \t\xC3\xA9";
    unsigned random = 1;
    size_t plain = 0;
    (void)state;
    for (int round = 0; round < 200000; round++) {
        char line[LINE];
        size_t length = 1 + (random >> 20) % 14;
        for (size_t i = 0; i < length; i++) {
            random = random * 1103515245u + 12345u;
            line[i] = alphabet[(random >> 16) % (sizeof alphabet - 1)];
        }
        if (strspn(line, " \t") >= length)
            continue; /* Blank lines are passed over before. */
        plain += check(line, length, round % 2 ? ',' : ';');
    }
    assert_true(plain > 20000);
}

static void the_usual_lines_are_plain(void **state)
{
    static const char *const lines[] = { "1,2021-08-15,Kabul,34.5,69.2,\"arson, looting\",,",
                                         "\"a \"\"quoted\"\" word\",\"\",x", ",", "a" };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_true(check(lines[i], strlen(lines[i]), ','));
}

static void others_are_left_to_libcsv(void **state)
{
    static const char *const lines[] = { "a, b",   "a ,b",     "\"a",  "\"a\" ,b",
                                         "a\"b,c", "\"a\"b,c", "\ta,b" };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_false(check(lines[i], strlen(lines[i]), ','));
}

static void cells_beyond_the_most_are_counted(void **state)
{
    char text[] = "a,b,c,d,e";
    size_t starts[3];
    chora_csv_cells cut = { .text = text, .starts = starts, .most = 2 };
    (void)state;
    assert_true(chora_csv_cut_plain(&cut, 9, ','));
    assert_int_equal(cut.count, 5);
    assert_int_equal(starts[2], 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_those_of_libcsv),
        cmocka_unit_test(the_usual_lines_are_plain),
        cmocka_unit_test(others_are_left_to_libcsv),
        cmocka_unit_test(cells_beyond_the_most_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
