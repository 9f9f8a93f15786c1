#include "compose/lint_inside.h"

#include "compose/page_shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* WCAG 2.1, success criterion 1.4.3, for small text; rounded the way it is printed. */
static const double least_contrast = 4.45;
/* Boxes may share this much before they are said to overlap. */
static const double touch_pt = 0.05;

const char *chora_lint_role(const chora_node *node)
{
    return node->meaning.role ? node->meaning.role : "text";
}

const char *chora_lint_text(const chora_node *node)
{
    return node->run_count ? node->runs[0].text : "";
}

bool chora_lint_same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

chora_status chora_lint_tell(chora_lint *look, chora_lint_kind kind, const char *message)
{
    if (!message || chora_grow((void **)&look->report.problems, &look->capacity, look->report.count,
                               sizeof *look->report.problems))
        return chora_no_memory(look->err);
    look->report.problems[look->report.count++] = (chora_lint_problem){ kind, message };
    return CHORA_OK;
}

/* ---- collecting ----------------------------------------------------------------------------- */

static chora_box box_of(const chora_node *node, chora_xy offset, const chora_extent *extent)
{
    double left = node->baseline.x + offset.x, y = node->baseline.y + offset.y;
    if (node->align == CHORA_ALIGN_MIDDLE)
        left -= extent->width_pt / 2;
    else if (node->align == CHORA_ALIGN_END)
        left -= extent->width_pt;
    return (chora_box){ left, y - extent->ascent_pt, left + extent->width_pt,
                        y + extent->descent_pt };
}

static size_t count_texts(const chora_page *page)
{
    size_t count = 0;
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t n = 0; n < chora_group_count(page->items[i].group); n++)
            count += chora_group_node(page->items[i].group, n)->kind == CHORA_NODE_TEXT;
    return count;
}

static chora_status collect(chora_lint *look)
{
    look->texts = chora_alloc(count_texts(look->page) + 1, sizeof *look->texts);
    if (!look->texts)
        return chora_no_memory(look->err);
    for (size_t i = 0; i < look->page->item_count; i++) {
        const chora_item *item = &look->page->items[i];
        for (size_t n = 0; n < chora_group_count(item->group); n++) {
            const chora_node *node = chora_group_node(item->group, n);
            chora_extent extent = { 0 };
            if (node->kind != CHORA_NODE_TEXT)
                continue;
            chora_status st = look->ruler->measure(look->ruler->context, node->runs,
                                                   node->run_count, &extent, look->err);
            if (st)
                return st;
            look->texts[look->text_count++] =
                (chora_seen_text){ node, i, n, box_of(node, item->offset, &extent),
                                   extent.missing_glyphs };
        }
    }
    return CHORA_OK;
}

/* ---- looking -------------------------------------------------------------------------------- */

static chora_status check_place(chora_lint *look, const chora_seen_text *text)
{
    chora_box page = { 0, 0, look->page->width_pt, look->page->height_pt };
    if (text->box.min_x >= page.min_x && text->box.min_y >= page.min_y &&
        text->box.max_x <= page.max_x && text->box.max_y <= page.max_y)
        return CHORA_OK;
    return chora_lint_tell(look, CHORA_LINT_OUTSIDE,
                           chora_arena_printf(look->report.arena, "\"%s\" (%s) leaves the page",
                                              chora_lint_text(text->node),
                                              chora_lint_role(text->node)));
}

static chora_status check_size(chora_lint *look, const chora_seen_text *text, double minimum)
{
    for (size_t r = 0; r < text->node->run_count; r++)
        if (text->node->runs[r].type.size_pt < minimum - 1e-6)
            return chora_lint_tell(look, CHORA_LINT_SMALL,
                                   chora_arena_printf(look->report.arena,
                                                      "\"%s\" (%s) is set in %.2f pt, "
                                                      "smaller than %.2f",
                                                      chora_lint_text(text->node),
                                                      chora_lint_role(text->node),
                                                      text->node->runs[r].type.size_pt, minimum));
    return CHORA_OK;
}

static bool same_label(const chora_node *a, const chora_node *b)
{
    return chora_lint_same(a->meaning.key, b->meaning.key) &&
           chora_lint_same(chora_lint_role(a), chora_lint_role(b));
}

static chora_status check_overlaps(chora_lint *look, size_t first)
{
    const chora_seen_text *a = &look->texts[first];
    chora_box box = chora_box_grow(a->box, -touch_pt);
    for (size_t i = first + 1; i < look->text_count; i++) {
        const chora_seen_text *b = &look->texts[i];
        if (!chora_box_overlaps(box, chora_box_grow(b->box, -touch_pt)) ||
            same_label(a->node, b->node))
            continue;
        chora_status st = chora_lint_tell(
            look, CHORA_LINT_OVERLAP,
            chora_arena_printf(look->report.arena, "\"%s\" (%s) overlaps \"%s\" (%s)",
                               chora_lint_text(a->node), chora_lint_role(a->node),
                               chora_lint_text(b->node), chora_lint_role(b->node)));
        if (st)
            return st;
    }
    return CHORA_OK;
}

chora_shape chora_lint_shape(const chora_node *node)
{
    chora_box box = CHORA_BOX_EMPTY;
    for (size_t i = 0; i < node->start[node->path_count]; i++)
        chora_box_add(&box, node->xy[i]);
    /* Only read, never written. */
    return (chora_shape){ node->closed ? CHORA_SHAPE_POLYGONS : CHORA_SHAPE_LINES,
                          node->path_count,
                          (size_t *)node->start,
                          NULL,
                          (chora_xy *)node->xy,
                          box };
}

bool chora_lint_covers(const chora_node *node, chora_xy point)
{
    if (node->kind == CHORA_NODE_CIRCLE)
        return hypot(point.x - node->centre.x, point.y - node->centre.y) <= node->radius;
    if (node->kind != CHORA_NODE_PATH || !node->closed)
        return false;
    chora_shape shape = chora_lint_shape(node);
    return chora_page_shape_holds(&shape, point);
}

/* The last opaque fill painted under a point before a text. */
static chora_colour ground_under(const chora_page *page, const chora_seen_text *text,
                                 chora_xy point)
{
    chora_colour ground = page->paper;
    for (size_t i = 0; i <= text->item; i++) {
        const chora_item *item = &page->items[i];
        size_t end = i == text->item ? text->index : chora_group_count(item->group);
        if (!chora_box_is_empty(item->clip) && !chora_box_holds(item->clip, point))
            continue;
        chora_xy local = { point.x - item->offset.x, point.y - item->offset.y };
        for (size_t n = 0; n < end; n++) {
            const chora_node *node = chora_group_node(item->group, n);
            if ((node->look.fill & 0xFF) == 0xFF && chora_lint_covers(node, local))
                ground = node->look.fill;
        }
    }
    return ground;
}

static chora_status check_contrast(chora_lint *look, const chora_seen_text *text)
{
    chora_xy middle = { (text->box.min_x + text->box.max_x) / 2,
                        (text->box.min_y + text->box.max_y) / 2 };
    const chora_node *node = text->node;
    chora_colour ground = node->halo_pt > 0 ? node->halo : ground_under(look->page, text, middle);
    for (size_t r = 0; r < node->run_count; r++) {
        double contrast = chora_colour_contrast(node->runs[r].type.colour, ground);
        if (contrast < least_contrast)
            return chora_lint_tell(look, CHORA_LINT_PALE,
                                   chora_arena_printf(look->report.arena,
                                                      "\"%s\" (%s) has a contrast of "
                                                      "%.1f with its ground, less than 4.5",
                                                      chora_lint_text(node), chora_lint_role(node),
                                                      contrast));
    }
    return CHORA_OK;
}

static chora_status check_glyphs(chora_lint *look, const chora_seen_text *text)
{
    if (!text->missing_glyphs)
        return CHORA_OK;
    return chora_lint_tell(
        look, CHORA_LINT_GLYPH,
        chora_arena_printf(look->report.arena, "no font has every character of \"%s\" (%s)",
                           chora_lint_text(text->node), chora_lint_role(text->node)));
}

static chora_status check_all(chora_lint *look, double minimum)
{
    chora_status st = collect(look);
    for (size_t i = 0; !st && i < look->text_count; i++) {
        const chora_seen_text *text = &look->texts[i];
        st = check_place(look, text);
        if (!st)
            st = check_size(look, text, minimum);
        if (!st)
            st = check_overlaps(look, i);
        if (!st)
            st = check_contrast(look, text);
        if (!st)
            st = check_glyphs(look, text);
    }
    if (!st)
        st = chora_lint_labels(look);
    return st ? st : chora_lint_classes(look);
}

chora_status chora_lint_page(const chora_page *page, double minimum_pt, const chora_ruler *ruler,
                             chora_lint_report *out, chora_error *err)
{
    chora_lint look = { .page = page, .ruler = ruler, .err = err };
    look.report.arena = chora_arena_new();
    chora_status st = look.report.arena ? check_all(&look, minimum_pt) : chora_no_memory(err);
    look.report.texts = look.text_count;
    free(look.texts);
    if (st)
        chora_lint_free(&look.report);
    else
        *out = look.report;
    return st;
}

void chora_lint_free(chora_lint_report *report)
{
    chora_arena_free(report->arena);
    free(report->problems);
    *report = (chora_lint_report){ 0 };
}
