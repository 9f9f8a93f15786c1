/* A picture file drawn into a box. */
#include "paint/canvas.h"
#include "paint/canvas_image.h"
#include "paint/picture_file.h"

#include <stdlib.h>
#include <string.h>

/* A PDF keeps the JPEG as it is: the surface only says how large it is. */
static cairo_surface_t *open_jpeg(chora_buffer *bytes, const chora_picture_file *image)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)image->width, (int)image->height);
    unsigned char *kept = malloc(bytes->length);
    if (kept)
        memcpy(kept, bytes->data, bytes->length);
    if (!kept ||
        cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, kept, bytes->length, free, kept))
        free(kept);
    return surface;
}

static void draw(cairo_t *context, cairo_surface_t *surface, chora_box box)
{
    double width = cairo_image_surface_get_width(surface);
    double height = cairo_image_surface_get_height(surface);
    cairo_save(context);
    cairo_translate(context, box.min_x, box.min_y);
    cairo_scale(context, (box.max_x - box.min_x) / width, (box.max_y - box.min_y) / height);
    cairo_set_source_surface(context, surface, 0, 0);
    cairo_paint(context);
    cairo_restore(context);
}

chora_status chora_canvas_picture(cairo_t *context, const char *path, chora_box box,
                                  chora_error *err)
{
    chora_buffer bytes = CHORA_BUFFER_INIT(CHORA_PICTURE_BYTES_MAX);
    cairo_surface_t *surface = NULL;
    chora_picture_file image;
    chora_status st = chora_picture_look(path, &bytes, &image, err);
    if (!st && image.kind == CHORA_PICTURE_SVG)
        st = chora_picture_of_svg(path, box.max_x - box.min_x, &bytes, err);
    if (!st)
        surface = image.kind == CHORA_PICTURE_JPEG ? open_jpeg(&bytes, &image)
                                                   : chora_image_of_png(bytes.data, bytes.length);
    if (!st && cairo_surface_status(surface))
        st = chora_fail(err, CHORA_EDATA, "%s: it is damaged: %s", path,
                        cairo_status_to_string(cairo_surface_status(surface)));
    if (!st)
        draw(context, surface, box);
    if (surface)
        cairo_surface_destroy(surface);
    chora_buffer_free(&bytes);
    return st;
}
