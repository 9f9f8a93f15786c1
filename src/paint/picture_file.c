#include "paint/picture_file.h"

#include "base/file.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *chora_picture_type(chora_picture_kind kind)
{
    static const char *const types[] = { "image/png", "image/jpeg", "image/svg+xml" };
    return types[kind];
}

static unsigned number_at(const unsigned char *at, int bytes)
{
    unsigned value = 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return value;
}

static bool look_at_png(const unsigned char *bytes, size_t length, chora_picture_file *out)
{
    if (length < 24 || memcmp(bytes, "\x89PNG\r\n\x1A\n", 8) != 0)
        return false;
    *out = (chora_picture_file){ CHORA_PICTURE_PNG, number_at(bytes + 16, 4),
                                 number_at(bytes + 20, 4) };
    return true;
}

/* From marker to marker up to the frame, whose head says the size. */
static bool look_at_jpeg(const unsigned char *bytes, size_t length, chora_picture_file *out)
{
    if (length < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8)
        return false;
    *out = (chora_picture_file){ CHORA_PICTURE_JPEG, 0, 0 };
    for (size_t at = 2; at + 9 < length && bytes[at] == 0xFF;) {
        unsigned marker = bytes[at + 1];
        bool frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) {
            out->height = number_at(bytes + at + 5, 2);
            out->width = number_at(bytes + at + 7, 2);
            return true;
        }
        at += marker == 0xFF ? 1 : 2 + number_at(bytes + at + 2, 2);
    }
    return true;
}

/* ---- SVG ------------------------------------------------------------------------------------- */

/* The value of an attribute in the tag; NULL: it has none. */
static const char *attribute(const char *tag, const char *end, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = tag; at + length + 2 < end; at++)
        if ((at[-1] == ' ' || at[-1] == '\n' || at[-1] == '\t' || at[-1] == '\r') &&
            strncmp(at, name, length) == 0 && at[length] == '=' &&
            (at[length + 1] == '"' || at[length + 1] == '\''))
            return at + length + 2;
    return NULL;
}

/* "120mm" in pixels; 0: a share of something, or nothing. */
static double length_of(const char *text)
{
    static const struct {
        const char *unit;
        double pixels;
    } units[] = {
        { "px", 1 }, { "pt", 96.0 / 72 }, { "mm", 96 / 25.4 }, { "cm", 96 / 2.54 }, { "in", 96 }
    };
    char digits[32] = "";
    double value = 0;
    size_t count = text ? strspn(text, "0123456789.") : 0;
    if (count == 0 || count >= sizeof digits)
        return 0;
    memcpy(digits, text, count);
    if (!chora_text_number(digits, &value) || text[count] == '%')
        return 0;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strncmp(text + count, units[i].unit, 2) == 0)
            return value * units[i].pixels;
    return value;
}

static void size_from_box(const char *box, chora_picture_file *out)
{
    for (int i = 0; box && i < 2; i++) { /* Behind the corner. */
        box += strspn(box, " ,");
        box += strcspn(box, " ,\"'");
    }
    if (!box)
        return;
    box += strspn(box, " ,");
    out->width = length_of(box);
    box += strcspn(box, " ,\"'");
    box += strspn(box, " ,");
    out->height = length_of(box);
}

static bool look_at_svg(const char *text, size_t length, chora_picture_file *out)
{
    size_t head = length < 4096 ? length : 4096;
    const char *tag = memmem(text, head, "<svg", 4);
    const char *end = tag ? memchr(tag, '>', length - (size_t)(tag - text)) : NULL;
    if (!end || text[strspn(text, "\xEF\xBB\xBF \t\r\n")] != '<')
        return false;
    *out = (chora_picture_file){ CHORA_PICTURE_SVG, length_of(attribute(tag + 1, end, "width")),
                                 length_of(attribute(tag + 1, end, "height")) };
    if (!(out->width > 0 && out->height > 0))
        size_from_box(attribute(tag + 1, end, "viewBox"), out);
    return true;
}

/* ---- all ------------------------------------------------------------------------------------- */

static chora_status check(const char *path, const chora_picture_file *image, chora_error *err)
{
    if (!(image->width > 0 && image->height > 0))
        return chora_fail(err, CHORA_EDATA,
                          "%s: its size cannot be told; it is damaged, or an SVG "
                          "without width, height and viewBox",
                          path);
    if (image->width * image->height > CHORA_PICTURE_PIXELS_MAX || image->width > 32767 ||
        image->height > 32767)
        return chora_fail(
            err, CHORA_ELIMIT,
            "%s: %.0f by %.0f pixels; a picture has at most 50 million, and 32,767 a side", path,
            image->width, image->height);
    return CHORA_OK;
}

static chora_status look(const char *path, const chora_buffer *bytes, chora_picture_file *out,
                         chora_error *err)
{
    const unsigned char *data = (const unsigned char *)chora_buffer_text((chora_buffer *)bytes);
    if (bytes->length == CHORA_PICTURE_BYTES_MAX + 1)
        return chora_fail(err, CHORA_ELIMIT, "%s: larger than 20 MB", path);
    if (look_at_png(data, bytes->length, out) || look_at_jpeg(data, bytes->length, out) ||
        look_at_svg((const char *)data, bytes->length, out))
        return check(path, out, err);
    return chora_fail(err, CHORA_EDATA, "%s: no PNG, JPEG or SVG", path);
}

chora_status chora_picture_look(const char *path, chora_buffer *bytes, chora_picture_file *out,
                                chora_error *err)
{
    chora_buffer own = CHORA_BUFFER_INIT(CHORA_PICTURE_BYTES_MAX);
    chora_buffer *to = bytes ? bytes : &own;
    chora_status st = chora_file_read(path, to, err);
    if (!st)
        st = look(path, to, out, err);
    chora_buffer_free(&own);
    return st;
}
