/* A line of text: the halo as a stroke below, the letters above it. */
#include "paint/canvas.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

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
    size_t end = 0;
    for (size_t i = 0; i < node->run_count; i++) {
        end += strlen(node->runs[i].text);
        if (byte < end)
            return node->runs[i].type.colour;
    }
    return node->runs[node->run_count - 1].type.colour;
}

typedef void (*glyphs_action)(cairo_t *context, const char *text, PangoGlyphItem *glyphs);

static void add_outlines(cairo_t *context, const char *text, PangoGlyphItem *glyphs)
{
    (void)text;
    pango_cairo_glyph_string_path(context, glyphs->item->analysis.font, glyphs->glyphs);
}

static void fill_outlines(cairo_t *context, const char *text, PangoGlyphItem *glyphs)
{
    add_outlines(context, text, glyphs);
    /* Outlines of one letter may overlap; with even-odd they would show holes. */
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING);
    cairo_fill(context);
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD);
}

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

static void show_text(cairo_t *context, const char *text, PangoGlyphItem *glyphs)
{
    bool known = true;
    for (int i = 0; i < glyphs->glyphs->num_glyphs; i++)
        known &= !(glyphs->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG);
    if (!known || !is_spaced(glyphs->item) || !show_as_word(context, text, glyphs))
        pango_cairo_show_glyph_item(context, text, glyphs);
}

static void each_run(cairo_t *context, const chora_node *node, PangoLayout *layout, double left,
                     glyphs_action action)
{
    const char *text = pango_layout_get_text(layout);
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    do {
        PangoGlyphItem *glyphs = pango_layout_iter_get_run_readonly(iter);
        if (!glyphs)
            continue;
        PangoRectangle logical;
        pango_layout_iter_get_run_extents(iter, NULL, &logical);
        chora_canvas_colour(context, colour_at(node, (size_t)glyphs->item->offset));
        cairo_move_to(context, left + points_of(logical.x), node->baseline.y);
        action(context, text, glyphs);
    } while (pango_layout_iter_next_run(iter));
    pango_layout_iter_free(iter);
}

static void draw_halo(cairo_t *context, const chora_node *node, PangoLayout *layout, double left)
{
    if (!(node->halo_pt > 0) || !(node->halo & 0xFFu))
        return;
    cairo_new_path(context);
    each_run(context, node, layout, left, add_outlines);
    cairo_set_line_width(context, 2 * node->halo_pt);
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(context, NULL, 0, 0);
    chora_canvas_colour(context, node->halo);
    cairo_stroke(context);
}

chora_status chora_canvas_text(cairo_t *context, const chora_node *node, chora_typeset *lines,
                               chora_letters letters, chora_error *err)
{
    if (node->run_count == 0)
        return CHORA_OK;
    chora_typeset_line line;
    chora_status st = chora_typeset_get(lines, node->runs, node->run_count, &line, err);
    if (st)
        return st;
    double left = left_edge(node, line.extent.width_pt);
    if (fabs(left) > 1e6 || fabs(node->baseline.y) > 1e6)
        return CHORA_OK; /* Off any page. */
    chora_stages *stages = chora_typeset_stages(lines);
    chora_stage before = chora_stages_enter(stages, CHORA_STAGE_STROKE);
    draw_halo(context, node, line.layout, left);
    chora_stages_enter(stages, before);
    cairo_new_path(context);
    each_run(context, node, line.layout, left,
             letters == CHORA_LETTERS_TEXT ? show_text : fill_outlines);
    cairo_new_path(context);
    return CHORA_OK;
}
