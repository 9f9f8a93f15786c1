/* How far two pictures are from each other. */
#ifndef GOLDEN_COMPARE_H
#define GOLDEN_COMPARE_H

#include <cairo.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct {
    double mean;  /* Of the difference, 0 to 255. */
    size_t wrong; /* Pixels that differ by more than a quarter. */
    size_t count;
} image_difference;

static inline int pixel_difference(const unsigned char *p, const unsigned char *q)
{
    int most = 0;
    for (int i = 0; i < 3; i++)
        most = abs(p[i] - q[i]) > most ? abs(p[i] - q[i]) : most;
    return most;
}

/* False when they are not of one size. */
static inline bool image_compare(cairo_surface_t *a, cairo_surface_t *b, image_difference *out)
{
    int width = cairo_image_surface_get_width(a), height = cairo_image_surface_get_height(a);
    if (width != cairo_image_surface_get_width(b) || height != cairo_image_surface_get_height(b))
        return false;
    image_difference d = { 0, 0, (size_t)width * (size_t)height };
    for (int y = 0; y < height; y++) {
        const unsigned char *p =
            cairo_image_surface_get_data(a) + y * cairo_image_surface_get_stride(a);
        const unsigned char *q =
            cairo_image_surface_get_data(b) + y * cairo_image_surface_get_stride(b);
        for (int x = 0; x < width; x++, p += 4, q += 4) {
            int most = pixel_difference(p, q);
            d.mean += most;
            d.wrong += most > 64;
        }
    }
    d.mean /= (double)d.count;
    *out = d;
    return true;
}

#endif
