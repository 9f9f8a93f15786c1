/*
 * A page is painted in bands of rows, and what lies in several of them in each: at the end of a
 * surface cairo rounds some coverage otherwise, so that the bands are the same on one thread and on
 * many. Pango serves one thread; for several the letters are traced before. On two cores the fills
 * and strokes of a map take 0.6 of the time (docs/performance.md).
 */
#include "paint/bitmap.h"

#include "base/parallel.h"
#include "paint/canvas.h"
#include "paint/traced.h"

#include <stdlib.h>

enum { ROWS_OF_A_BAND = 420 };

struct chora_bitmap_memory {
    chora_masks **bands;
    size_t count;
    cairo_surface_t *surface; /* Of the last page: new memory costs 4 ms a map. */
};

typedef struct {
    const chora_page *page;
    const chora_bitmap_means *with;
    const chora_traced *traced; /* NULL: one thread, which lays out its letters. */
    cairo_surface_t *surface;
    double scale;
    size_t count;          /* Of bands. */
    chora_stages **clocks; /* One a worker; NULL: none. */
} banded;

/* ---- what is kept --------------------------------------------------------------------------- */

chora_bitmap_memory *chora_bitmap_memory_new(void)
{
    return chora_alloc(1, sizeof(chora_bitmap_memory));
}

static void forget_bands(chora_bitmap_memory *memory)
{
    for (size_t i = 0; i < memory->count; i++)
        chora_masks_free(memory->bands[i]);
    free(memory->bands);
    memory->bands = NULL;
    memory->count = 0;
}

void chora_bitmap_memory_free(chora_bitmap_memory *memory)
{
    if (!memory)
        return;
    forget_bands(memory);
    cairo_surface_destroy(memory->surface);
    free(memory);
}

cairo_surface_t *chora_bitmap_surface(const chora_bitmap_means *with, int width, int height)
{
    cairo_surface_t *last = with->memory ? with->memory->surface : NULL;
    if (last && cairo_image_surface_get_width(last) == width &&
        cairo_image_surface_get_height(last) == height)
        return cairo_surface_reference(last);
    cairo_surface_t *made = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    if (with->memory) {
        cairo_surface_destroy(last);
        with->memory->surface = cairo_surface_reference(made);
    }
    return made;
}

static chora_status ready_memory(chora_bitmap_memory *memory, size_t count, chora_error *err)
{
    if (!memory || memory->count == count)
        return CHORA_OK;
    forget_bands(memory);
    memory->bands = chora_alloc(count, sizeof *memory->bands);
    for (; memory->bands && memory->count < count; memory->count++)
        if (!(memory->bands[memory->count] = chora_masks_new()))
            break;
    return memory->count == count ? CHORA_OK : chora_no_memory(err);
}

/* ---- a band --------------------------------------------------------------------------------- */

static cairo_surface_t *rows_of(cairo_surface_t *surface, int top, int bottom)
{
    int stride = cairo_image_surface_get_stride(surface);
    cairo_surface_t *rows = cairo_image_surface_create_for_data(
        cairo_image_surface_get_data(surface) + (size_t)top * (size_t)stride, CAIRO_FORMAT_RGB24,
        cairo_image_surface_get_width(surface), bottom - top, stride);
    cairo_surface_set_device_offset(rows, 0, -top);
    return rows;
}

/* The page may end within the last pixel, which is white for the rest. */
static cairo_t *open_context(cairo_surface_t *surface, double scale)
{
    cairo_t *context = cairo_create(surface);
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    cairo_scale(context, scale, scale);
    return context;
}

static chora_status paint_band(void *context, size_t worker, size_t index, chora_error *err)
{
    const banded *b = context;
    int height = cairo_image_surface_get_height(b->surface), count = (int)b->count;
    int top = height * (int)index / count, bottom = height * ((int)index + 1) / count;
    size_t next_text = 0;
    chora_masks *masks = b->with->memory ? b->with->memory->bands[index] : NULL;
    cairo_surface_t *rows = rows_of(b->surface, top, bottom);
    cairo_t *drawing = open_context(rows, b->scale);
    const chora_canvas canvas = { .context = drawing,
                                  .lines = b->with->lines,
                                  .letters = CHORA_LETTERS_OUTLINES,
                                  .masks = masks,
                                  .traced = b->traced,
                                  .next_text = &next_text,
                                  .band = { top, bottom, height },
                                  .stages = b->clocks ? b->clocks[worker]
                                                      : chora_typeset_stages(b->with->lines) };
    if (masks)
        chora_masks_page(masks, rows, b->scale);
    chora_status st = chora_canvas_page(&canvas, b->page, err);
    cairo_destroy(drawing);
    cairo_surface_destroy(rows);
    return st;
}

/* ---- all of them ---------------------------------------------------------------------------- */

static chora_status paint_side_by_side(banded *b, chora_error *err)
{
    chora_stages *stages = chora_typeset_stages(b->with->lines);
    chora_traced *traced = NULL;
    cairo_t *context = cairo_create(b->surface);
    cairo_scale(context, b->scale, b->scale);
    chora_status st = chora_trace_page(b->page, context, b->with->lines, &traced, err);
    cairo_destroy(context);
    b->traced = traced;
    if (!st)
        st = chora_stages_share(stages, b->with->workers, &b->clocks, err);
    if (!st)
        st = chora_parallel_run(b->with->workers, b->count, paint_band, b, err);
    chora_stages_gather(stages, b->with->workers, b->clocks);
    chora_traced_free(traced);
    return st;
}

chora_status chora_bitmap_paint(const chora_page *page, const chora_bitmap_means *with, double dpi,
                                cairo_surface_t *surface, chora_error *err)
{
    size_t height = (size_t)cairo_image_surface_get_height(surface);
    banded b = { page, with, NULL, surface, dpi / 72, 1 + (height - 1) / ROWS_OF_A_BAND, NULL };
    chora_status st = ready_memory(with->memory, b.count, err);
    cairo_surface_flush(surface);
    if (!st && !with->memory && with->workers > 1 && b.count > 1)
        st = paint_side_by_side(&b, err);
    else
        for (size_t i = 0; !st && i < b.count; i++)
            st = paint_band(&b, 0, i, err);
    cairo_surface_mark_dirty(surface);
    return st;
}
