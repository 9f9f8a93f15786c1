/* A logo as an element: its pixels as a PNG of their own, without what else the user's file holds.
 */
#include "paint/canvas_image.h"
#include "paint/formats.h"
#include "paint/svg_editable_nodes.h"

#include "base/limits.h"

static void add_base64(const unsigned char *bytes, size_t length, chora_buffer *out)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        uint32_t three = (uint32_t)bytes[i] << 16;
        three |= i + 1 < length ? (uint32_t)bytes[i + 1] << 8 : 0;
        three |= i + 2 < length ? bytes[i + 2] : 0;
        chora_buffer_add_byte(out, (unsigned char)letters[three >> 18 & 63]);
        chora_buffer_add_byte(out, (unsigned char)letters[three >> 12 & 63]);
        chora_buffer_add_byte(out,
                              (unsigned char)(i + 1 < length ? letters[three >> 6 & 63] : '='));
        chora_buffer_add_byte(out, (unsigned char)(i + 2 < length ? letters[three & 63] : '='));
    }
}

static chora_status encode(const chora_node *node, chora_buffer *out, chora_error *err)
{
    cairo_surface_t *image = NULL;
    chora_buffer png = CHORA_BUFFER_INIT((size_t)CHORA_MAX_LOGO_SIDE * CHORA_MAX_LOGO_SIDE * 5);
    chora_status st = chora_image_open(node, &image, err);
    if (st)
        return st;
    if (cairo_surface_write_to_png_stream(image, chora_paint_write, &png) || png.failed)
        st = chora_no_memory(err);
    cairo_surface_destroy(image);
    if (!st) {
        chora_buffer_add_text(out, "data:image/png;base64,");
        add_base64((const unsigned char *)png.data, png.length, out);
    }
    chora_buffer_free(&png);
    return st;
}

chora_status chora_svg_image(chora_svg *svg, const chora_node *node, chora_error *err)
{
    chora_buffer data = CHORA_BUFFER_INIT((size_t)CHORA_MAX_LOGO_SIDE * CHORA_MAX_LOGO_SIDE * 7);
    chora_status st = encode(node, &data, err);
    if (!st && !data.failed) {
        chora_xml_open(&svg->xml, "image");
        chora_xml_put(&svg->xml, "id", chora_svg_id(svg->names, NULL, node->meaning.role));
        chora_xml_put_number(&svg->xml, "x", node->box.min_x);
        chora_xml_put_number(&svg->xml, "y", node->box.min_y);
        chora_xml_put_number(&svg->xml, "width", node->box.max_x - node->box.min_x);
        chora_xml_put_number(&svg->xml, "height", node->box.max_y - node->box.min_y);
        chora_xml_put(&svg->xml, "preserveAspectRatio", "none");
        /* the older name: drawing programs do not know the newer one yet */
        chora_xml_put(&svg->xml, "xmlns:xlink", "http://www.w3.org/1999/xlink");
        chora_xml_put(&svg->xml, "xlink:href", chora_buffer_text(&data));
        chora_svg_put_title(svg, &node->meaning);
        chora_xml_close(&svg->xml);
    }
    if (!st && data.failed)
        st = chora_no_memory(err);
    chora_buffer_free(&data);
    return st;
}
