/* What cairo would hang on, abort at or draw wrongly is refused first. */
#include "paint/canvas.h"

#include <math.h>

#define PAGE_MAX_PT 14400.0 /* 200 inches, the largest page of a PDF. */
#define RADIUS_MAX_PT 10000.0
#define PEN_MAX_PT 1000.0
#define HATCH_GAP_MIN_PT 0.2

static chora_status fail_at(const chora_node *node, const char *what, chora_error *err)
{
    const chora_meaning *meaning = &node->meaning;
    return chora_fail(err, CHORA_EINVAL, "%s %s: %s", meaning->role ? meaning->role : "node",
                      meaning->key ? meaning->key : "", what);
}

static bool is_point(chora_xy at)
{
    return isfinite(at.x) && isfinite(at.y);
}

static bool is_pen(const chora_pen *pen)
{
    return pen->width_pt >= 0 && pen->width_pt <= PEN_MAX_PT && pen->dash[0] >= 0 &&
           pen->dash[0] <= PEN_MAX_PT && pen->dash[1] >= 0 && pen->dash[1] <= PEN_MAX_PT;
}

static bool is_hatch(const chora_hatch *hatch)
{
    if (hatch->gap_pt == 0)
        return true;
    return hatch->gap_pt >= HATCH_GAP_MIN_PT && hatch->gap_pt <= PEN_MAX_PT &&
           hatch->width_pt >= 0 && hatch->width_pt <= PEN_MAX_PT && isfinite(hatch->angle_deg);
}

static chora_status check_look(const chora_node *node, chora_error *err)
{
    if (!is_pen(&node->look.stroke) || !is_pen(&node->look.casing))
        return fail_at(node, "a pen that is out of range", err);
    if (!is_hatch(&node->look.hatch))
        return fail_at(node, "a hatch that is out of range", err);
    return CHORA_OK;
}

static chora_status check_path(const chora_node *node, chora_error *err)
{
    size_t count = node->path_count > 0 ? node->start[node->path_count] : 0;
    for (size_t i = 0; i < count; i++)
        if (!is_point(node->xy[i]))
            return fail_at(node, "a coordinate that is no number", err);
    return check_look(node, err);
}

static chora_status check_circle(const chora_node *node, chora_error *err)
{
    if (!is_point(node->centre))
        return fail_at(node, "a centre that is no number", err);
    if (!(node->radius >= 0 && node->radius <= RADIUS_MAX_PT))
        return fail_at(node, "a radius that is out of range", err);
    return check_look(node, err);
}

static chora_status check_text(const chora_node *node, chora_error *err)
{
    if (!is_point(node->baseline))
        return fail_at(node, "a baseline that is no number", err);
    if (!(node->halo_pt >= 0 && node->halo_pt <= PEN_MAX_PT))
        return fail_at(node, "a halo that is out of range", err);
    return CHORA_OK;
}

static chora_status check_image(const chora_node *node, chora_error *err)
{
    chora_box box = node->box;
    if (!is_point((chora_xy){ box.min_x, box.min_y }) ||
        !is_point((chora_xy){ box.max_x, box.max_y }) || chora_box_is_empty(box))
        return fail_at(node, "a box that is none", err);
    return CHORA_OK;
}

static chora_status check_node(const chora_node *node, chora_error *err)
{
    if (node->kind == CHORA_NODE_IMAGE)
        return check_image(node, err);
    if (node->kind == CHORA_NODE_PATH)
        return check_path(node, err);
    return node->kind == CHORA_NODE_CIRCLE ? check_circle(node, err) : check_text(node, err);
}

static chora_status check_item(const chora_item *item, chora_error *err)
{
    if (!is_point(item->offset))
        return chora_fail(err, CHORA_EINVAL, "group %s: an offset that is no number",
                          item->name ? item->name : "");
    for (size_t i = 0; i < chora_group_count(item->group); i++) {
        chora_status st = check_node(chora_group_node(item->group, i), err);
        if (st)
            return st;
    }
    return CHORA_OK;
}

chora_status chora_page_check(const chora_page *page, chora_error *err)
{
    if (!(page->width_pt > 0 && page->height_pt > 0 && page->width_pt <= PAGE_MAX_PT &&
          page->height_pt <= PAGE_MAX_PT))
        return chora_fail(err, CHORA_ELIMIT,
                          "a page of %g by %g pt: a side must be over 0 and at "
                          "most %g pt",
                          page->width_pt, page->height_pt, PAGE_MAX_PT);
    for (size_t i = 0; i < page->item_count; i++) {
        chora_status st = check_item(&page->items[i], err);
        if (st)
            return st;
    }
    return CHORA_OK;
}
