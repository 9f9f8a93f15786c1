/* The logo of a house style: a PNG that is looked at before anything is drawn; of an SVG one is
 * made, as fine as the largest logo is printed. */
#include "style/style_keys.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/svg_picture.h"

#include <stdlib.h>
#include <string.h>

static uint32_t number_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Signature, then the header with the size. */
static bool read_size(const void *data, size_t length, chora_logo *out)
{
    static const unsigned char start[] = "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR";
    const unsigned char *bytes = data;
    if (length < 33 || memcmp(bytes, start, sizeof start - 1) != 0)
        return false;
    out->width_px = number_at(bytes + 16);
    out->height_px = number_at(bytes + 20);
    return out->width_px > 0 && out->height_px > 0;
}

/* As seen from the style's file. */
static char *path_of(const char *style, const char *name)
{
    size_t folder = *name == '/' ? 0 : (size_t)(chora_path_name(style) - style);
    char *path = chora_alloc(folder + strlen(name) + 1, 1);
    if (path) {
        memcpy(path, style, folder);
        strcpy(path + folder, name);
    }
    return path;
}

/* By its beginning: markup that names an <svg>, in UTF-8. */
static bool is_svg(const chora_buffer *bytes)
{
    const char *text = chora_buffer_text((chora_buffer *)bytes);
    return strlen(text) == bytes->length && text[strspn(text, "\xEF\xBB\xBF \t\r\n")] == '<' &&
           strstr(text, "<svg");
}

/* In place of its bytes: those of a PNG of 600 dpi at the largest size a logo can have. */
static bool draw_svg(chora_reading *reading, const chora_yaml_node *node, const char *path,
                     chora_buffer *bytes)
{
    enum { WIDEST_PX = 50 * 600 * 10 / 254, HIGHEST_PX = 30 * 600 * 10 / 254 };
    const char *what = NULL;
    chora_buffer png = CHORA_BUFFER_INIT(CHORA_MAX_LOGO_FILE);
    chora_error why = CHORA_ERROR_INIT;
    size_t line = chora_svg_asks_outside(bytes->data, bytes->length, &what);
    if (line)
        chora_reading_problem(reading, node,
                              "%s:%zu: it asks for %s; a logo brings all it needs: save it as a "
                              "plain SVG with its pictures embedded, or as a PNG",
                              path, line, what);
    else if (chora_svg_bytes_to_png(bytes, WIDEST_PX, HIGHEST_PX, &png, &why))
        chora_reading_problem(reading, node, "%s: %s", path, why.message);
    chora_buffer_free(bytes);
    *bytes = png;
    return png.length > 0;
}

static void take(chora_reading *reading, const chora_yaml_node *node, const char *path,
                 const chora_buffer *bytes, chora_style *style)
{
    chora_logo logo = { .length = bytes->length };
    if (!read_size(bytes->data, bytes->length, &logo)) {
        chora_reading_problem(
            reading, node,
            "%s is no PNG and no SVG; save the logo as a PNG, 600 dpi at the size "
            "it is printed, or as a plain SVG",
            path);
        return;
    }
    if (logo.width_px > CHORA_MAX_LOGO_SIDE || logo.height_px > CHORA_MAX_LOGO_SIDE) {
        chora_reading_problem(reading, node,
                              "%s has %zu by %zu pixels; a logo has at most %d a side", path,
                              logo.width_px, logo.height_px, CHORA_MAX_LOGO_SIDE);
        return;
    }
    logo.png = chora_arena_copy(reading->arena, bytes->data, bytes->length, 1);
    reading->no_memory |= logo.png == NULL;
    style->logo = logo;
}

void chora_style_read_logo(chora_reading *reading, const chora_key *key,
                           const chora_yaml_node *node, void *target)
{
    chora_style *style = target;
    chora_buffer bytes = CHORA_BUFFER_INIT(CHORA_MAX_LOGO_FILE);
    chora_error why = CHORA_ERROR_INIT;
    if (chora_yaml_is_null(node)) {
        style->logo = (chora_logo){ 0 };
        return;
    }
    const char *name = chora_reading_text(reading, key, node);
    char *path = name ? path_of(reading->name, name) : NULL;
    if (name && !path)
        reading->no_memory = true;
    else if (name && chora_file_read(path, &bytes, &why))
        chora_reading_problem(reading, node, "logo: %s", why.message);
    else if (name && (!is_svg(&bytes) || draw_svg(reading, node, path, &bytes)))
        take(reading, node, path, &bytes, style);
    chora_buffer_free(&bytes);
    free(path);
}

chora_logo_extent chora_logo_size(const chora_style *style)
{
    chora_logo_extent size = { 0, style->logo_height_pt };
    if (!style->logo.png)
        return (chora_logo_extent){ 0, 0 };
    size.width_pt = size.height_pt * (double)style->logo.width_px / (double)style->logo.height_px;
    double widest = CHORA_LOGO_WIDEST_PT / style->zoom;
    if (size.width_pt > widest) {
        size.height_pt *= widest / size.width_pt;
        size.width_pt = widest;
    }
    return size;
}
