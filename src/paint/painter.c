/* A painter: fonts, a cache of lines, and the way to each format. */
#include "paint/paint.h"

#include "paint/canvas.h"
#include "paint/fonts.h"
#include "paint/formats.h"
#include "paint/hold.h"
#include "paint/painter.h"
#include "paint/svg_editable.h"
#include "paint/typeset.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Pages and their thumbnails. */
enum { KEPT = 2 };

typedef struct {
    chora_bitmap_memory *memory;
    double dpi;
} kept;

struct chora_painter {
    PangoContext *context;
    chora_typeset *lines;
    chora_held_fonts *held; /* While several painters work; NULL: none. */
    kept kept[KEPT];        /* Of many pages; NULL: none. */
    double last_dpi;
    size_t workers; /* Threads for one page; 0 counts as 1. */
    size_t colours; /* Of the last small PNG. */
};

chora_status chora_painter_new(chora_painter **out, chora_error *err)
{
    chora_painter *painter = chora_alloc(1, sizeof *painter);
    if (!painter)
        return chora_no_memory(err);
    chora_status st = chora_fonts_open(&painter->context, err);
    if (!st) {
        painter->lines = chora_typeset_new(painter->context);
        if (!painter->lines)
            st = chora_no_memory(err);
    }
    if (st) {
        chora_painter_free(painter);
        return st;
    }
    *out = painter;
    return CHORA_OK;
}

void chora_painter_free(chora_painter *painter)
{
    if (!painter)
        return;
    for (int i = 0; i < KEPT; i++)
        chora_bitmap_memory_free(painter->kept[i].memory);
    chora_typeset_free(painter->lines);
    chora_fonts_release(painter->held);
    chora_fonts_close(painter->context);
    free(painter);
}

chora_status chora_painter_hold(chora_painter *painter, chora_error *err)
{
    return painter->held ? CHORA_OK : chora_fonts_hold(painter->context, &painter->held, err);
}

chora_status chora_painter_expect(chora_painter *painter, chora_error *err)
{
    for (int i = 0; i < KEPT; i++)
        if (!painter->kept[i].memory && !(painter->kept[i].memory = chora_bitmap_memory_new()))
            return chora_no_memory(err);
    return CHORA_OK;
}

void chora_painter_warm(chora_painter *painter, const chora_type *types, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const chora_run run = { "Kandahar 2,135 \u2013 46, 789", types[i] };
        chora_typeset_line line;
        chora_typeset_get(painter->lines, &run, 1, &line, NULL);
    }
}

void chora_painter_share(chora_painter *painter, size_t workers)
{
    painter->workers = workers;
}

size_t chora_painter_colours(const chora_painter *painter)
{
    return painter->colours;
}

/* That of the resolution, else the one that was not used last. */
static chora_bitmap_memory *memory_of(chora_painter *painter, double dpi)
{
    kept *to = &painter->kept[0];
    for (int i = 0; i < KEPT; i++)
        if (painter->kept[i].dpi == dpi)
            to = &painter->kept[i];
    if (to->dpi != dpi && to->dpi == painter->last_dpi)
        to++;
    to->dpi = painter->last_dpi = dpi;
    return to->memory;
}

chora_typeset *chora_painter_lines(chora_painter *painter)
{
    return painter->lines;
}

static chora_status measure(void *context, const chora_run *runs, size_t run_count,
                            chora_extent *out, chora_error *err)
{
    chora_painter *painter = context;
    chora_typeset_line line;
    chora_status st = chora_typeset_get(painter->lines, runs, run_count, &line, err);
    if (!st)
        *out = line.extent;
    return st;
}

void chora_painter_time(chora_painter *painter, chora_stages *stages)
{
    chora_typeset_time(painter->lines, stages);
}

chora_ruler chora_painter_ruler(chora_painter *painter)
{
    return (chora_ruler){ measure, painter, chora_typeset_stages(painter->lines) };
}

chora_status chora_paint_format_parse(const char *name, chora_paint_format *out, chora_error *err)
{
    static const char *const names[] = { "png", "svg", "pdf", NULL };
    for (size_t i = 0; names[i]; i++)
        if (chora_text_compare_nocase(name, names[i]) == 0) {
            *out = (chora_paint_format)i;
            return CHORA_OK;
        }
    return chora_fail(err, CHORA_EINVAL, "\"%s\" is no picture format: png, svg or pdf", name);
}

/* The buffer keeps that it is full. cairo 1.16 is not told: ending a PDF with an outline that could
 * not be written, it reads what is not there. */
cairo_status_t chora_paint_write(void *closure, const unsigned char *bytes, unsigned length)
{
    chora_buffer *out = closure;
    chora_buffer_add(out, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static chora_status fail_full(const chora_buffer *buffer, chora_error *err)
{
    return chora_fail(err, CHORA_ELIMIT, "the picture is larger than %zu bytes or than the memory",
                      buffer->maximum);
}

chora_status chora_paint_finish(cairo_surface_t *surface, const chora_page *page,
                                chora_typeset *lines, const chora_buffer *written, chora_error *err)
{
    cairo_t *context = cairo_create(surface);
    const chora_canvas canvas = { .context = context,
                                  .lines = lines,
                                  .letters = CHORA_LETTERS_TEXT,
                                  .stages = chora_typeset_stages(lines) };
    chora_status st = chora_canvas_page(&canvas, page, err);
    if (!st)
        cairo_show_page(context);
    cairo_destroy(context);
    return chora_paint_close(surface, written, st, err);
}

chora_status chora_paint_close(cairo_surface_t *surface, const chora_buffer *written,
                               chora_status st, chora_error *err)
{
    cairo_surface_finish(surface);
    cairo_status_t finished = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (st)
        return st;
    if (written->failed)
        return fail_full(written, err);
    if (finished == CAIRO_STATUS_NO_MEMORY)
        return chora_no_memory(err);
    if (finished)
        return chora_fail(err, CHORA_EIO, "the page cannot be painted: %s",
                          cairo_status_to_string(finished));
    return CHORA_OK;
}

static chora_status paint(chora_painter *painter, const chora_page *page, chora_paint_format format,
                          double dpi, chora_buffer *out, chora_error *err)
{
    const bool small = format == CHORA_PAINT_PNG_SMALL;
    switch (format) {
    case CHORA_PAINT_PNG:
    case CHORA_PAINT_PNG_SMALL:
        return chora_paint_png(page,
                               &(chora_bitmap_means){ painter->lines, memory_of(painter, dpi),
                                                      painter->workers,
                                                      small ? &painter->colours : NULL },
                               dpi, out, err);
    case CHORA_PAINT_SVG:
        return chora_paint_svg(page, painter->lines, out, err);
    case CHORA_PAINT_PDF:
        return chora_paint_pdf(page, painter->lines, out, err);
    case CHORA_PAINT_SVG_EDITABLE:
        return chora_paint_svg_editable(page, painter->lines, out, err);
    }
    return chora_fail(err, CHORA_EINVAL, "no such picture format: %d", (int)format);
}

chora_status chora_paint(chora_painter *painter, const chora_page *page, chora_paint_format format,
                         double dpi, chora_buffer *out, chora_error *err)
{
    chora_status st = chora_page_check(page, err);
    if (st)
        return st;
    chora_buffer made = CHORA_BUFFER_INIT(out->maximum);
    chora_stages *stages = chora_typeset_stages(painter->lines);
    chora_stage before = chora_stages_enter(stages, CHORA_STAGE_ENCODE);
    st = paint(painter, page, format, dpi, &made, err);
    chora_stages_enter(stages, before);
    if (!st && made.failed)
        st = fail_full(&made, err);
    if (!st) {
        chora_buffer_add(out, made.data, made.length);
        if (out->failed)
            st = fail_full(out, err);
    }
    chora_buffer_free(&made);
    return st;
}
