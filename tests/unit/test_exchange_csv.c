/* CSV in: rows, lines, encodings, and rows that are no rows. */
#include "exchange_fixture.h"

static void test_readings(void **state)
{
    static const struct {
        const char *name, *given;
        size_t length; /* 0: strlen. */
        chora_rows_options options;
        const char *expected;
    } cases[] = {
        { "plain.csv", "a,b\n1,2\n3,4\n", 0, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ','\na|b\n2: 1|2\n3: 3|4\n" },
        { "no_last_end.csv", "a,b\n1,2", 0, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ','\na|b\n2: 1|2\n" },
        { "bom.csv",
          "\xEF\xBB\xBF"
          "a;b\n1;2,5\n",
          0, CHORA_ROWS_INIT, "CSV, UTF-8, delimiter ';'\na|b\n2: 1|2,5\n" },
        { "tab.tsv", "a\tb\tc\n1\t\t3\n\t\t\n", 0, CHORA_ROWS_INIT,
          "TSV, UTF-8, delimiter TAB\na|b|c\n2: 1||3\n3: ||\n" },
        { "bar.txt", "a|b\n1|2\n", 0, CHORA_ROWS_INIT, "CSV, UTF-8, delimiter '|'\na|b\n2: 1|2\n" },
        { "one.csv", "name\nKabul\n", 0, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ','\nname\n2: Kabul\n" },
        { "told.csv",
          "a;b,c\n1;2,3\n",
          0,
          { NULL, NULL, ';', NULL, false, 0 },
          "CSV, UTF-8, delimiter ';'\na|b,c\n2: 1|2,3\n" },
        { "quoted_header.csv", "\"a,b,c\";d\n1;2\n", 0, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ';'\na,b,c|d\n2: 1|2\n" },
        { "sep.csv", "sep=;\r\na;b\r\n1;2\r\n", 0, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ';'\na|b\n3: 1|2\n" },
        { "ends.csv", "a,b\r1,2\r\n3,4\n\r\n\n5,6\r", 0, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ','\na|b\n2: 1|2\n3: 3|4\n6: 5|6\n" },
        { "lines.csv", "a,b\n\"one\ntwo\r\nthree\",x\n\"he said \"\"no\"\"\",y\n", 0,
          CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ','\na|b\n2: one\ntwo\r\nthree|x\n5: he said \"no\"|y\n" },
        { "blank.csv", "\n\n  \na,b\n\n1,2\n   \n,\n", 0, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ','\na|b\n6: 1|2\n8: |\n" },
        { "names.csv", "x, x ,,x,x (2)\n1,2,3,4,5\n", 0, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ','\nx|x (2)|column 3|x (3)|x (2) (2)\n2: 1|2|3|4|5\n" },
        { "ragged.csv", "a,b\n1\n1,2,3\n1,2\n", 0, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ','\na|b\n2: 1 !0 1 cells, 2 columns\n3: 1|2|3 !0 3 cells, 2 "
          "columns\n4: 1|2\n" },
        { "stray.csv", "a,b\n5\" gun,2\n\"x\"y,2\n3,4\n", 0, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ','\na|b\n"
          "2: !1 a quote stands inside a cell that does not begin with one, or text follows a "
          "closing quote\n"
          "3: !1 a quote stands inside a cell that does not begin with one, or text follows a "
          "closing quote\n"
          "4: 3|4\n" },
        { "nul.csv", "a,b\n1,x\0y\n3,4\n", 14, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ','\na|b\n2: 1|x\\x00y !2 holds a NUL byte\n3: 3|4\n" },
        { "latin.csv", "a,b\n1,caf\xE9\n3,4\n", 0, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ','\na|b\n"
          "2: 1|caf\\xE9 !2 byte 0xE9 is not UTF-8; say how the file is encoded: --encoding "
          "windows-1252 (Western Europe), windows-1251 (Cyrillic), windows-1256 (Arabic), ...\n3: "
          "3|4\n" },
        { "surrogate.csv", "a\n\xED\xA0\x80\n\xC0\xAF\nok\n", 0, CHORA_ROWS_INIT,
          "CSV, UTF-8, delimiter ','\na\n"
          "2: \\xED\\xA0\\x80 !1 byte 0xED is not UTF-8; say how the file is encoded: --encoding "
          "windows-1252 (Western Europe), windows-1251 (Cyrillic), windows-1256 (Arabic), ...\n"
          "3: \\xC0\\xAF !1 byte 0xC0 is not UTF-8; say how the file is encoded: --encoding "
          "windows-1252 (Western Europe), windows-1251 (Cyrillic), windows-1256 (Arabic), ...\n4: "
          "ok\n" },
        { "cp1252.csv",
          "a,b\n1,caf\xE9\n",
          0,
          { "CP1252", NULL, 0, NULL, false, 0 },
          "CSV, CP1252, delimiter ','\na|b\n2: 1|caf\xC3\xA9\n" },
        { "cp1256.csv",
          "\xE6\xE1\xC7\xED\xCA;n\n\xDF\xC7\xC8\xE1;2\n",
          0,
          { "CP1256", NULL, 0, NULL, false, 0 },
          "CSV, CP1256, delimiter ';'\n\xD9\x88\xD9\x84\xD8\xA7\xD9\x8A\xD8\xAA|n\n2: "
          "\xD9\x83\xD8\xA7\xD8\xA8\xD9\x84|2\n" },
        { "utf16le.csv",
          "\xFF\xFE"
          "a\0,\0b\0\n\0"
          "1\0,\0\x2C\x06\n\0",
          18, CHORA_ROWS_INIT, "CSV, UTF-16LE, delimiter ','\na|b\n2: 1|\xD8\xAC\n" },
        { "utf16be.csv",
          "\xFE\xFF\0a\0\n\0"
          "1\0\n",
          10, CHORA_ROWS_INIT, "CSV, UTF-16BE, delimiter ','\na\n2: 1\n" },
        { "utf16_told.csv",
          "a\0\n\0"
          "1\0\n\0",
          8,
          { "UTF-16", NULL, 0, NULL, false, 0 },
          "CSV, UTF-16LE, delimiter ','\na\n2: 1\n" },
        { "utf16_bad.csv",
          "\xFF\xFE"
          "a\0\n\0"
          "1\0\x00\xD8\n\0"
          "2\0\n\0",
          16, CHORA_ROWS_INIT,
          "CSV, UTF-16LE, delimiter ','\na\n2: 1\\xFF !1 holds bytes that are not UTF-16LE\n3: "
          "2\n" },
        { "nothing_below.csv", "a,b\n", 0, CHORA_ROWS_INIT, "CSV, UTF-8, delimiter ','\na|b\n" },
    };
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = cases[i].length ? cases[i].length : strlen(cases[i].given);
        expect_dump(put(cases[i].name, cases[i].given, length), &cases[i].options,
                    cases[i].expected);
    }
}

static void test_open_quotes_name_their_line(void **state)
{
    (void)state;
    expect_dump(put_text("open.csv", "a,b\n1,2\n\"x\nstill\",\"y\n3,4\n"), NULL,
                "CSV, UTF-8, delimiter ','\na|b\n2: 1|2\n"
                "(unreadable input) open.csv: line 4: the quote opened here is never closed\n");
    expect_dump(
        put_text("open_last.csv", "a,b\n1,\"2"), NULL,
        "CSV, UTF-8, delimiter ','\na|b\n"
        "(unreadable input) open_last.csv: line 2: the quote opened here is never closed\n");
    expect_refusal(put_text("open_header.csv", "a,\"b\n1,2\n"), NULL, CHORA_EDATA,
                   "line 1: the quote opened here");
}

static void test_bad_headers(void **state)
{
    static const chora_rows_options odd = { "CP99999", NULL, 0, NULL, false, 0 };
    (void)state;

    expect_refusal(put_text("latin_header.csv", "ok,caf\xE9\n1,2\n"), NULL, CHORA_EDATA,
                   "the header is not UTF-8 (byte 0xE9 at offset 6); say how the file is encoded: "
                   "--encoding");
    expect_refusal(put_text("bom_header.csv", "\xEF\xBB\xBF"
                                              "a\xC7\n1\n"),
                   NULL, CHORA_EDATA, "at offset 4");
    expect_refusal(put("utf16.csv",
                       "a\0,\0b\0\n\0"
                       "1\0,\0"
                       "2\0\n\0",
                       16),
                   NULL, CHORA_EDATA, "--encoding UTF-16LE");
    expect_refusal(put_text("empty.csv", ""), NULL, CHORA_EDATA, "empty.csv is empty");
    expect_refusal(put_text("only_mark.csv", "\xEF\xBB\xBF"), NULL, CHORA_EDATA,
                   "only_mark.csv is empty");
    expect_refusal(put_text("only_blank.csv", "\n \n"), NULL, CHORA_EDATA,
                   "only_blank.csv is empty");
    expect_refusal(put_text("plain2.csv", "a\n1\n"), &odd, CHORA_EINVAL, "no encoding \"CP99999\"");
}

/* `count` columns, or one cell of `length` bytes. */
static const char *wide(size_t count)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    for (size_t i = 0; i < count; i++)
        chora_buffer_printf(&text, "%sc%zu", i ? "," : "", i);
    chora_buffer_add_byte(&text, '\n');
    const char *path = put("wide.csv", text.data, text.length);
    chora_buffer_free(&text);
    return path;
}

static const char *with_cells(size_t length, size_t count)
{
    chora_buffer text = CHORA_BUFFER_INIT(32 << 20);
    char *cell = malloc(length);

    memset(cell, 'x', length);
    for (size_t i = 0; i < count; i++)
        chora_buffer_printf(&text, "%sc%zu", i ? "," : "", i);
    for (size_t i = 0; i < count; i++) {
        chora_buffer_add_byte(&text, i ? ',' : '\n');
        chora_buffer_add(&text, cell, length);
    }
    chora_buffer_add_byte(&text, '\n');
    const char *path = put("long.csv", text.data, text.length);
    chora_buffer_free(&text);
    free(cell);
    return path;
}

static chora_status read_all(const char *path, size_t *rows, chora_error *err)
{
    chora_rows *from = NULL;
    chora_row row;
    bool more = true;
    chora_status st = chora_rows_open(path, NULL, &from, err);

    *rows = 0;
    while (!st && more) {
        st = chora_rows_next(from, &row, &more, err);
        *rows += !st && more;
    }
    chora_rows_close(from);
    return st;
}

static void test_limits(void **state)
{
    static const size_t mebibyte = 1 << 20;
    chora_error err = CHORA_ERROR_INIT;
    size_t rows;
    (void)state;

    assert_int_equal(read_all(wide(1024), &rows, &err), CHORA_OK);
    assert_int_equal(read_all(wide(1025), &rows, &err), CHORA_ELIMIT);
    assert_int_equal(read_all(with_cells(mebibyte, 1), &rows, &err), CHORA_OK);
    assert_int_equal(rows, 1);
    assert_int_equal(read_all(with_cells(mebibyte + 1, 1), &rows, &err), CHORA_ELIMIT);
    assert_non_null(strstr(err.message, "line 2: a cell is longer than 1 MiB"));
    assert_int_equal(read_all(with_cells(mebibyte - 8, 4), &rows, &err), CHORA_OK);
    assert_int_equal(rows, 1);
    assert_int_equal(read_all(with_cells(mebibyte, 5), &rows, &err), CHORA_ELIMIT);
    assert_non_null(strstr(err.message, "row that begins here is longer than 4 MiB"));
}

/* Rows that lie across the chunks in which the file is read. */
static void test_chunks(void **state)
{
    chora_buffer text = CHORA_BUFFER_INIT(32 << 20);
    chora_error err = CHORA_ERROR_INIT;
    chora_rows *rows = NULL;
    chora_row row;
    bool more = true;
    size_t count = 0;
    char expected[64];
    (void)state;

    chora_buffer_add_text(&text, "id,text\r\n");
    for (size_t i = 0; i < 40000; i++)
        chora_buffer_printf(&text, "%zu,\"line one\r\nof %zu\"\r\n", i, i);
    put("chunks.csv", text.data, text.length);
    assert_int_equal(chora_rows_open(in_folder("chunks.csv"), NULL, &rows, &err), CHORA_OK);
    while (chora_rows_next(rows, &row, &more, &err) == CHORA_OK && more) {
        snprintf(expected, sizeof expected, "line one\r\nof %zu", count);
        assert_string_equal(row.cells[1], expected);
        assert_int_equal(row.line, 2 + 2 * count);
        snprintf(expected, sizeof expected, "%zu,\"line one\r\nof %zu\"", count, count);
        assert_string_equal(row.raw, expected);
        count++;
    }
    assert_int_equal(err.status, CHORA_OK);
    assert_int_equal(count, 40000);
    chora_rows_close(rows);
    chora_buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readings),    cmocka_unit_test(test_open_quotes_name_their_line),
        cmocka_unit_test(test_bad_headers), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_chunks),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
