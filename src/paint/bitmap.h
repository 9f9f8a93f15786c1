/**
 * @file
 * A page on pixels.
 */
#ifndef CHORA_PAINT_BITMAP_H
#define CHORA_PAINT_BITMAP_H

#include "paint/masks.h"
#include "paint/typeset.h"

/** What pages have in common, kept for each part of the bitmap. */
typedef struct chora_bitmap_memory chora_bitmap_memory;

chora_bitmap_memory *chora_bitmap_memory_new(void); /**< NULL without memory. */
void chora_bitmap_memory_free(chora_bitmap_memory *memory);

/** With what it is painted. All borrowed. */
typedef struct {
    chora_typeset *lines;
    chora_bitmap_memory *memory; /**< Of pages that have much in common; NULL: none. */
    size_t workers;              /**< Threads, when there is no memory; 0 counts as 1. */
    size_t *colours; /**< Write a palette, and say how many colours there were. NULL: RGB. */
} chora_bitmap_means;

/** An RGB24 surface for a page, with whatever pixels; the one before when there is a memory. */
cairo_surface_t *chora_bitmap_surface(const chora_bitmap_means *with, int width, int height);

/** Paint a checked page on an RGB24 surface; the same pixels with any means. */
chora_status chora_bitmap_paint(const chora_page *page, const chora_bitmap_means *with, double dpi,
                                cairo_surface_t *surface, chora_error *err);

#endif
