/* A picture file drawn into a box. */
#include "paint/canvas.h"
#include "paint/canvas_image.h"
#include "paint/picture_file.h"

#include "base/file.h"
#include "base/program.h"

#include <chora/process.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SVG_DPI = 300 };

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

/* An SVG is drawn by rsvg-convert, as fine as print needs, with the fonts that Chora brings. */
static chora_status convert_svg(const char *path, double width_pt, chora_buffer *bytes,
                                chora_error *err)
{
    char *folder = NULL, *made, *from = chora_path_join(".", path);
    char *fonts = chora_data_path("fonts/pictures.conf");
    char width[32];
    snprintf(width, sizeof width, "%d", (int)ceil(width_pt * SVG_DPI / 72));
    chora_status st = chora_folder_temporary(&folder, err);
    made = st ? NULL : chora_path_join(folder, "picture.png");
    const char *words[] = {
        "rsvg-convert", "-f", "png", "-w", width, "-o", made, *path == '-' ? from : path, NULL
    };
    if (!st)
        st = made && from ? chora_program_run(words, fonts ? "FONTCONFIG_FILE" : NULL, fonts, err)
                          : chora_no_memory(err);
    if (st == CHORA_ENOTFOUND)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "an SVG is set in a PDF by rsvg-convert, which is not installed (Debian: "
                        "librsvg2-bin); install it, or use a PNG");
    chora_buffer_clear(bytes);
    if (!st)
        st = chora_file_read(made, bytes, err);
    if (folder)
        chora_folder_remove(folder);
    free(fonts);
    free(folder);
    free(made);
    free(from);
    return st;
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
        st = convert_svg(path, box.max_x - box.min_x, &bytes, err);
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
