/* Encoded text is converted line by line, so that one bad line spoils only itself. */
#include "exchange/source.h"
#include "base/limits.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 17 };

static const struct {
    const char *mark;
    size_t length;
    const char *encoding;
} marks[] = {
    { "\xEF\xBB\xBF", 3, "" },
    { "\xFF\xFE\0\0", 4, "UTF-32LE" },
    { "\xFF\xFE", 2, "UTF-16LE" },
    { "\xFE\xFF", 2, "UTF-16BE" },
};

static void set_encoding(chora_source *source, const char *encoding)
{
    bool is_utf8 = strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0;

    snprintf(source->encoding, sizeof source->encoding, "%s", is_utf8 ? "" : encoding);
    source->unit =
        strncasecmp(encoding, "UTF-16", 6) == 0 || strncasecmp(encoding, "UTF16", 5) == 0   ? 2
        : strncasecmp(encoding, "UTF-32", 6) == 0 || strncasecmp(encoding, "UTF32", 5) == 0 ? 4
                                                                                            : 1;
    size_t length = strlen(encoding);
    source->big_endian = length > 2 && strcasecmp(encoding + length - 2, "BE") == 0;
}

/* "UTF-16" alone and no mark: the zero byte of the first letter tells the order. */
static void settle_order(chora_source *source, const unsigned char *bytes, size_t length)
{
    size_t named = strlen(source->encoding);

    if (source->unit == 1 || (named > 2 && strchr("eE", source->encoding[named - 1])))
        return;
    source->big_endian = length > 0 && bytes[0] == 0;
    snprintf(source->encoding, sizeof source->encoding, "UTF-%d%s", source->unit == 2 ? 16 : 32,
             source->big_endian ? "BE" : "LE");
}

static chora_status check_encoding(const char *encoding, chora_error *err)
{
    chora_buffer out = CHORA_BUFFER_INIT(64);
    int st = chora_text_to_utf8(encoding, "", 0, &out);

    chora_buffer_free(&out);
    if (st == -1 || strlen(encoding) >= sizeof((chora_source *)0)->encoding)
        return chora_fail(err, CHORA_EINVAL,
                          "there is no encoding \"%.60s\"; common ones are UTF-8, "
                          "UTF-16LE, CP1256 (Arabic, Persian), CP1252 (Western)",
                          encoding);
    return CHORA_OK;
}

static chora_status begin(chora_source *source, const char *name, const char *encoding,
                          chora_error *err)
{
    unsigned char head[4];
    struct stat info;
    ssize_t got = pread(source->fd, head, sizeof head, 0);

    if (got < 0 || fstat(source->fd, &info) != 0)
        return chora_fail(err, CHORA_EIO, "%s: cannot be read: %s", name, strerror(errno));
    if (info.st_size > CHORA_MAX_FILE)
        return chora_fail(err, CHORA_ELIMIT, "%s is larger than 4 GiB; split it", name);
    set_encoding(source, encoding ? encoding : "");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if ((size_t)got < marks[i].length || memcmp(head, marks[i].mark, marks[i].length) != 0)
            continue;
        set_encoding(source, marks[i].encoding);
        lseek(source->fd, (off_t)marks[i].length, SEEK_SET);
        source->dropped = marks[i].length;
        break;
    }
    settle_order(source, head, (size_t)got);
    return CHORA_OK;
}

chora_status chora_source_open(chora_source *source, const char *path, const char *name,
                               const char *encoding, chora_error *err)
{
    chora_buffer held = CHORA_BUFFER_INIT(CHORA_MAX_LINE);
    chora_status st = encoding ? check_encoding(encoding, err) : CHORA_OK;

    if (st)
        return st;
    memset(source, 0, sizeof *source);
    source->raw = held;
    source->text = held;
    source->text.maximum = 4 * CHORA_MAX_LINE;
    source->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (source->fd < 0)
        return chora_fail(err, CHORA_EIO, "%s: cannot be read: %s", name, strerror(errno));
    st = begin(source, name, encoding, err);
    if (st)
        chora_source_close(source);
    return st;
}

void chora_source_close(chora_source *source)
{
    if (source->fd >= 0)
        close(source->fd);
    source->fd = -1;
    chora_buffer_free(&source->raw);
    chora_buffer_free(&source->text);
}

const char *chora_source_encoding(const chora_source *source)
{
    return *source->encoding ? source->encoding : "UTF-8";
}

/* ---- converting ---------------------------------------------------------------------------- */

static uint32_t unit_at(const chora_source *source, const unsigned char *at)
{
    uint32_t value = 0;
    for (size_t i = 0; i < source->unit; i++)
        value |= (uint32_t)at[i] << (8 * (source->big_endian ? source->unit - 1 - i : i));
    return value;
}

static bool is_line_end(uint32_t unit)
{
    return unit == '\n' || unit == '\r';
}

/* Bytes up to and with the last (or first) line end; 0 when there is none. */
static size_t lines_length(const chora_source *source, const unsigned char *bytes, size_t length,
                           bool first)
{
    size_t found = 0;

    for (size_t i = 0; i + source->unit <= length; i += source->unit) {
        if (!is_line_end(unit_at(source, bytes + i)))
            continue;
        found = i + source->unit;
        if (first)
            break;
    }
    return found;
}

/* A line that the encoding does not have: ASCII stays, so that the row can be told. */
static void add_bad_line(chora_source *source, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i += source->unit) {
        uint32_t unit = i + source->unit <= length ? unit_at(source, bytes + i) : 0xFF;
        chora_buffer_add_byte(&source->text, unit < 0x80 ? (unsigned char)unit : 0xFF);
    }
}

static void convert_by_line(chora_source *source, const unsigned char *bytes, size_t length)
{
    while (length > 0) {
        size_t line = lines_length(source, bytes, length, true);
        size_t before = source->text.length;
        if (line == 0)
            line = length;
        if (chora_text_to_utf8(source->encoding, bytes, line, &source->text) != 0) {
            source->text.length = before;
            add_bad_line(source, bytes, line);
        }
        bytes += line;
        length -= line;
    }
}

static void convert(chora_source *source, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)source->raw.data;
    size_t before = source->text.length;

    if (length > 0 && chora_text_to_utf8(source->encoding, bytes, length, &source->text) != 0) {
        source->text.length = before;
        convert_by_line(source, bytes, length);
    }
    source->raw.length -= length;
    if (source->raw.length > 0)
        memmove(source->raw.data, source->raw.data + length, source->raw.length);
}

static void forget_taken(chora_source *source)
{
    size_t left = source->text.length - source->taken;

    if (source->taken == 0)
        return;
    if (left > 0)
        memmove(source->text.data, source->text.data + source->taken, left);
    source->text.length = left;
    source->dropped += source->taken;
    source->taken = 0;
}

chora_status chora_source_more(chora_source *source, const char *name, chora_error *err)
{
    char chunk[CHUNK];
    bool encoded = *source->encoding != '\0';
    size_t before;

    forget_taken(source);
    before = source->text.length;
    while (!source->ended && source->text.length == before) {
        ssize_t got = read(source->fd, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return chora_fail(err, CHORA_EIO, "%s: cannot be read: %s", name, strerror(errno));
        source->ended = got == 0;
        chora_buffer_add(encoded ? &source->raw : &source->text, chunk, (size_t)got);
        if (encoded && !source->raw.failed)
            convert(source, source->ended ? source->raw.length
                                          : lines_length(source, (unsigned char *)source->raw.data,
                                                         source->raw.length, false));
        if (source->raw.failed || source->text.failed)
            return chora_fail(err, CHORA_ELIMIT, "%s holds a line that is longer than any table's",
                              name);
    }
    return CHORA_OK;
}
