#include "geojson.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 1 << 18, NUMBER_MAX = 72 };

typedef struct {
    const char *name;
    bool in_text, escaped;
    int zeros; /* Of \\u0000, so many more make a NUL; 0: none is being read. */
    bool nul;
    bool has_exponent, too_long;
    char number[NUMBER_MAX + 1]; /* The one being read, also across the ends of chunks. */
    size_t length;
    int64_t line;
} scan;

/* Bytes of numbers, and of "true", which has an "e" but no digit before it. */
static bool is_of_number(const scan *s, char byte)
{
    if (byte == 'e' || byte == 'E')
        return s->length > 0;
    return (byte >= '0' && byte <= '9') || byte == '-' || byte == '+' || byte == '.';
}

static void add(scan *s, char byte)
{
    s->has_exponent = s->has_exponent || byte == 'e' || byte == 'E';
    s->too_long = s->too_long || s->length == NUMBER_MAX;
    if (!s->too_long)
        s->number[s->length++] = byte;
}

static chora_status end_number(scan *s, chora_error *err)
{
    double value;

    s->number[s->length] = '\0';
    bool fits = !s->has_exponent || (!s->too_long && chora_text_number(s->number, &value));
    s->length = 0;
    s->has_exponent = s->too_long = false;
    return fits ? CHORA_OK
                : chora_fail(err, CHORA_EDATA,
                             "%s: line %lld: the number %s is out of range, or damaged", s->name,
                             (long long)s->line, s->number);
}

static const char *skip_text(scan *s, const char *at, const char *end)
{
    for (; at < end && s->in_text && !s->nul; at++) {
        s->line += *at == '\n';
        s->nul = !*at || (s->zeros == 1 && *at == '0');
        s->zeros = s->escaped && *at == 'u' ? 4 : s->zeros > 1 && *at == '0' ? s->zeros - 1 : 0;
        s->in_text = s->escaped || *at != '"';
        s->escaped = !s->escaped && *at == '\\';
    }
    return at;
}

static chora_status nul_byte(const scan *s, chora_error *err)
{
    return chora_fail(err, CHORA_EDATA, "%s: line %lld: holds a NUL byte; is the file damaged?",
                      s->name, (long long)s->line);
}

static chora_status scan_chunk(scan *s, const char *at, const char *end, chora_error *err)
{
    chora_status st = CHORA_OK;

    while (!st && at < end) {
        if (s->in_text) {
            at = skip_text(s, at, end);
            st = s->nul ? nul_byte(s, err) : CHORA_OK;
            continue;
        }
        if (!*at)
            return nul_byte(s, err);
        if (is_of_number(s, *at))
            add(s, *at);
        else if (s->length > 0)
            st = end_number(s, err);
        s->in_text = *at == '"';
        s->line += *at++ == '\n';
    }
    return st;
}

chora_status chora_geojson_check(const char *path, const char *name, chora_error *err)
{
    scan s = { .name = name, .line = 1 };
    int fd = -1;
    char *bytes = chora_alloc(CHUNK, 1);
    chora_status st = bytes ? chora_file_open(path, &fd, err) : chora_no_memory(err);

    for (ssize_t got = 1; !st && got != 0;) {
        got = read(fd, bytes, CHUNK);
        if (got < 0 && errno != EINTR)
            st = chora_fail(err, CHORA_EIO, "%s cannot be read: %s", name, strerror(errno));
        else if (got > 0)
            st = scan_chunk(&s, bytes, bytes + got, err);
    }
    if (fd >= 0)
        close(fd);
    free(bytes);
    return st;
}
