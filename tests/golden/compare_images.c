/* Are two PNGs the same to the eye? usage: compare_images A B MOST_MEAN_DIFFERENCE
 * MOST_WRONG_PER_MILLE */
#include "compare.h"

#include <stdio.h>

static cairo_surface_t *loaded(const char *path)
{
    cairo_surface_t *surface = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
        return surface;
    fprintf(stderr, "%s: %s\n", path, cairo_status_to_string(cairo_surface_status(surface)));
    exit(2);
}

int main(int argc, char **argv)
{
    image_difference d;

    if (argc != 5)
        return 2;
    cairo_surface_t *a = loaded(argv[1]), *b = loaded(argv[2]);
    bool sized = image_compare(a, b, &d);
    cairo_surface_destroy(a);
    cairo_surface_destroy(b);
    if (!sized) {
        fprintf(stderr, "%s and %s are not of one size\n", argv[1], argv[2]);
        return 1;
    }
    if (d.mean <= atof(argv[3]) && (double)d.wrong * 1000 <= atof(argv[4]) * (double)d.count)
        return 0;
    fprintf(stderr, "%s and %s: mean difference %.3f, %zu of %zu pixels wrong\n", argv[1], argv[2],
            d.mean, d.wrong, d.count);
    return 1;
}
