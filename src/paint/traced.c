#include "paint/traced.h"

#include "base/memory.h"

#include <stdlib.h>

/* A fill, or a stroke of this width. */
typedef struct {
    cairo_path_t *path;
    chora_colour colour;
    chora_pen pen;
    bool is_stroke;
    chora_box box; /* Without the width; points of the item. */
} outline;

struct chora_traced {
    outline *outlines;
    size_t count, capacity;
    size_t *ends; /* Of each text: the first outline that is not its own. */
    size_t text_count, text_capacity;
    bool failed;
};

void chora_traced_free(chora_traced *traced)
{
    if (!traced)
        return;
    for (size_t i = 0; i < traced->count; i++)
        cairo_path_destroy(traced->outlines[i].path);
    free(traced->outlines);
    free(traced->ends);
    free(traced);
}

void chora_traced_add(chora_traced *traced, cairo_t *context, const chora_ink *ink)
{
    if (traced->failed || chora_grow((void **)&traced->outlines, &traced->capacity, traced->count,
                                     sizeof *traced->outlines)) {
        traced->failed = true;
        return;
    }
    cairo_new_path(context);
    ink->path(context, ink);
    outline *to = &traced->outlines[traced->count++];
    *to = (outline){ .path = cairo_copy_path(context),
                     .colour = ink->colour,
                     .pen = ink->pen ? *ink->pen : (chora_pen){ 0 },
                     .is_stroke = ink->pen != NULL };
    cairo_path_extents(context, &to->box.min_x, &to->box.min_y, &to->box.max_x, &to->box.max_y);
    traced->failed |= to->path->status != CAIRO_STATUS_SUCCESS;
    cairo_new_path(context);
}

static chora_status trace_text(const chora_canvas *canvas, const chora_node *node, chora_error *err)
{
    chora_traced *to = canvas->tracing;
    if (chora_grow((void **)&to->ends, &to->text_capacity, to->text_count, sizeof *to->ends))
        return chora_no_memory(err);
    chora_status st = chora_canvas_text(canvas, node, err);
    to->ends[to->text_count++] = to->count;
    return st || !to->failed ? st : chora_no_memory(err);
}

static chora_status trace_item(const chora_canvas *canvas, const chora_item *item, chora_error *err)
{
    chora_status st = CHORA_OK;
    cairo_save(canvas->context);
    chora_canvas_place(canvas->context, item, true);
    for (size_t i = 0; !st && i < chora_group_count(item->group); i++) {
        const chora_node *node = chora_group_node(item->group, i);
        if (node->kind == CHORA_NODE_TEXT)
            st = trace_text(canvas, node, err);
    }
    cairo_restore(canvas->context);
    return st;
}

chora_status chora_trace_page(const chora_page *page, cairo_t *context, chora_typeset *lines,
                              chora_traced **out, chora_error *err)
{
    chora_traced *traced = chora_alloc(1, sizeof *traced);
    const chora_canvas canvas = { .context = context,
                                  .lines = lines,
                                  .letters = CHORA_LETTERS_OUTLINES,
                                  .tracing = traced,
                                  .stages = chora_typeset_stages(lines) };
    chora_status st = traced ? CHORA_OK : chora_no_memory(err);
    for (size_t i = 0; !st && i < page->item_count; i++)
        st = trace_item(&canvas, &page->items[i], err);
    if (st)
        chora_traced_free(traced);
    else
        *out = traced;
    return st;
}

static void add_path(cairo_t *context, const chora_ink *ink)
{
    cairo_append_path(context, ((const outline *)ink->what)->path);
}

void chora_traced_draw(const chora_traced *traced, size_t number, const chora_canvas *canvas)
{
    for (size_t i = number ? traced->ends[number - 1] : 0; i < traced->ends[number]; i++) {
        const outline *of = &traced->outlines[i];
        double reach = of->pen.width_pt;
        const chora_ink ink = { .path = add_path,
                                .what = of,
                                .colour = of->colour,
                                .pen = of->is_stroke ? &of->pen : NULL,
                                .winding = true };
        if (chora_canvas_meets(canvas, of->box.min_y - reach, of->box.max_y + reach))
            chora_ink_draw(canvas, &ink);
    }
}
