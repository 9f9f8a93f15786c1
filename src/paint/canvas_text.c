/* A line of text: the halo as a stroke below, the letters above it. */
#include "paint/canvas_letters.h"
#include "paint/ink.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define SLACK_PT 1.0 /* Of the extents, which are in whole pixels. */

static double points_of(int units)
{
    return (double)units / PANGO_SCALE;
}

static double left_edge(const chora_node *node, double width_pt)
{
    static const double shares[] = { 0, 0.5, 1 };
    return node->baseline.x - shares[node->align] * width_pt;
}

/* Colour of the run that a byte of the whole line belongs to. */
static chora_colour colour_at(const chora_node *node, size_t byte)
{
    size_t run = node->run_count > 1 ? chora_typeset_run_at(node->runs, node->run_count, byte) : 0;
    return node->runs[run].type.colour;
}

/* A line where it stands. */
typedef struct {
    const chora_canvas *canvas;
    const chora_node *node;
    PangoLayout *layout;
    double left_pt;
} placed_line;

/* One of its runs. */
typedef struct {
    const char *text;
    PangoGlyphItem *glyphs;
    double x_pt;
    size_t index;
} placed_run;

typedef void (*run_action)(const placed_line *line, const placed_run *run, void *context);

static void each_run(const placed_line *line, run_action action, void *context)
{
    placed_run run = { .text = pango_layout_get_text(line->layout) };
    PangoLayoutIter *iter = pango_layout_get_iter(line->layout);
    do {
        run.glyphs = pango_layout_iter_get_run_readonly(iter);
        if (!run.glyphs)
            continue;
        PangoRectangle logical;
        pango_layout_iter_get_run_extents(iter, NULL, &logical);
        run.x_pt = line->left_pt + points_of(logical.x);
        action(line, &run, context);
        run.index++;
    } while (pango_layout_iter_next_run(iter));
    pango_layout_iter_free(iter);
}

/* ---- as outlines ---------------------------------------------------------------------------- */

static void add_letters(const placed_line *line, const placed_run *run, void *context)
{
    cairo_move_to(context, run->x_pt, line->node->baseline.y);
    pango_cairo_glyph_string_path(context, run->glyphs->item->analysis.font, run->glyphs->glyphs);
}

typedef struct {
    const placed_line *line;
    const placed_run *run; /* NULL: all. */
} letters;

static void add_path(cairo_t *context, const chora_ink *ink)
{
    const letters *of = ink->what;
    if (of->run)
        add_letters(of->line, of->run, context);
    else
        each_run(of->line, add_letters, context);
}

/* The layout follows from the runs. */
static void add_key(chora_buffer *key, const chora_ink *ink)
{
    const letters *of = ink->what;
    const chora_node *node = of->line->node;
    const double at[2] = { of->line->left_pt, node->baseline.y };
    chora_buffer_add(key, at, sizeof at);
    chora_buffer_add(key, &ink->part, sizeof ink->part);
    chora_typeset_key(node->runs, node->run_count, key);
}

static void draw_letters(const placed_line *line, const placed_run *run, chora_colour colour,
                         const chora_pen *pen)
{
    const letters what = { line, run };
    /* Outlines of one letter may overlap; with even-odd they would show holes. */
    const chora_ink ink = { add_path, add_key, &what, run ? run->index + 1 : 0, colour, pen, true };
    chora_ink_draw(line->canvas, &ink);
}

static void fill_letters(const placed_line *line, const placed_run *run, void *unused)
{
    (void)unused;
    draw_letters(line, run, colour_at(line->node, (size_t)run->glyphs->item->offset), NULL);
}

static void draw_halo(const placed_line *line)
{
    const chora_pen pen = { .width_pt = 2 * line->node->halo_pt };
    if (line->node->halo_pt > 0)
        draw_letters(line, NULL, line->node->halo, &pen);
}

/* ---- as text -------------------------------------------------------------------------------- */

static bool is_spaced(const PangoItem *item)
{
    for (const GSList *at = item->analysis.extra_attrs; at; at = at->next) {
        const PangoAttribute *attribute = at->data;
        if (attribute->klass->type == PANGO_ATTR_LETTER_SPACING)
            return true;
    }
    return false;
}

/* One cluster for all letters: a reader of the PDF then finds a word, not twelve single letters. */
static bool show_as_word(cairo_t *context, const char *text, const PangoGlyphItem *item)
{
    const PangoGlyphString *string = item->glyphs;
    cairo_glyph_t *glyphs = cairo_glyph_allocate(string->num_glyphs);
    if (!glyphs)
        return false;
    double x, y;
    int count = 0;
    cairo_get_current_point(context, &x, &y);
    for (int i = 0; i < string->num_glyphs; i++) {
        const PangoGlyphInfo *info = &string->glyphs[i];
        if (info->glyph != PANGO_GLYPH_EMPTY)
            glyphs[count++] = (cairo_glyph_t){ info->glyph, x + points_of(info->geometry.x_offset),
                                               y + points_of(info->geometry.y_offset) };
        x += points_of(info->geometry.width);
    }
    const cairo_text_cluster_t all = { item->item->length, count };
    cairo_set_scaled_font(
        context, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(item->item->analysis.font)));
    cairo_show_text_glyphs(context, text + item->item->offset, item->item->length, glyphs, count,
                           &all, 1, 0);
    cairo_glyph_free(glyphs);
    return true;
}

static void show_text(const placed_line *line, const placed_run *run, void *unused)
{
    cairo_t *context = line->canvas->context;
    const PangoGlyphString *string = run->glyphs->glyphs;
    bool known = true;
    (void)unused;
    for (int i = 0; i < string->num_glyphs; i++)
        known &= !(string->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG);
    chora_canvas_colour(context, colour_at(line->node, (size_t)run->glyphs->item->offset));
    cairo_move_to(context, run->x_pt, line->node->baseline.y);
    bool leftward = run->glyphs->item->analysis.level & 1;
    if (known && leftward && chora_canvas_letters(context, run->text, run->glyphs))
        return;
    if (!known || !is_spaced(run->glyphs->item) || !show_as_word(context, run->text, run->glyphs))
        pango_cairo_show_glyph_item(context, run->text, run->glyphs);
}

chora_status chora_canvas_text(const chora_canvas *canvas, const chora_node *node, chora_error *err)
{
    if (node->run_count == 0)
        return CHORA_OK;
    chora_typeset_line line;
    chora_status st = chora_typeset_get(canvas->lines, node->runs, node->run_count, &line, err);
    if (st)
        return st;
    const placed_line placed = { canvas, node, line.layout, left_edge(node, line.extent.width_pt) };
    if (fabs(placed.left_pt) > 1e6 || fabs(node->baseline.y) > 1e6)
        return CHORA_OK; /* Off any page. */
    double above = line.extent.ascent_pt + 2 * node->halo_pt + SLACK_PT;
    double below = line.extent.descent_pt + 2 * node->halo_pt + SLACK_PT;
    if (!chora_canvas_meets(canvas, node->baseline.y - above, node->baseline.y + below))
        return CHORA_OK;
    chora_stages *stages = canvas->stages;
    chora_stage before = chora_stages_enter(stages, CHORA_STAGE_STROKE);
    draw_halo(&placed);
    chora_stages_enter(stages, before);
    cairo_new_path(canvas->context);
    each_run(&placed, canvas->letters == CHORA_LETTERS_TEXT ? show_text : fill_letters, NULL);
    cairo_new_path(canvas->context);
    return CHORA_OK;
}
