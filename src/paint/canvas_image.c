/* A logo: its pixels, and nothing else that its file holds. */
#include "paint/canvas_image.h"

#include <string.h>

typedef struct {
    const unsigned char *bytes;
    size_t left;
} source;

static cairo_status_t read_bytes(void *closure, unsigned char *to, unsigned length)
{
    source *from = closure;
    if (length > from->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, from->bytes, length);
    from->bytes += length;
    from->left -= length;
    return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *chora_image_of_png(const void *bytes, size_t length)
{
    source from = { bytes, length };
    return cairo_image_surface_create_from_png_stream(read_bytes, &from);
}

chora_status chora_image_open(const chora_node *node, cairo_surface_t **out, chora_error *err)
{
    cairo_surface_t *surface = chora_image_of_png(node->image->png, node->image->length);
    cairo_status_t status = cairo_surface_status(surface);
    if (status) {
        cairo_surface_destroy(surface);
        return status == CAIRO_STATUS_NO_MEMORY
                   ? chora_no_memory(err)
                   : chora_fail(
                         err, CHORA_EDATA,
                         "the style's logo cannot be read: its PNG is damaged; save it anew");
    }
    *out = surface;
    return CHORA_OK;
}

chora_status chora_canvas_image(cairo_t *context, const chora_node *node, chora_error *err)
{
    cairo_surface_t *image = NULL;
    chora_status st = chora_image_open(node, &image, err);
    if (st)
        return st;
    chora_box box = node->box;
    cairo_save(context);
    cairo_translate(context, box.min_x, box.min_y);
    cairo_scale(context, (box.max_x - box.min_x) / cairo_image_surface_get_width(image),
                (box.max_y - box.min_y) / cairo_image_surface_get_height(image));
    cairo_set_source_surface(context, image, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_BEST);
    cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD);
    cairo_rectangle(context, 0, 0, cairo_image_surface_get_width(image),
                    cairo_image_surface_get_height(image));
    cairo_fill(context);
    cairo_restore(context);
    cairo_surface_destroy(image);
    return CHORA_OK;
}
