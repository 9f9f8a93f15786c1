#include "compose/zoom.h"

static chora_xy xy_times(chora_xy xy, double k)
{
    return (chora_xy){ xy.x * k, xy.y * k };
}

static chora_pen pen_times(chora_pen pen, double k)
{
    pen.width_pt *= k;
    pen.dash[0] *= k;
    pen.dash[1] *= k;
    return pen;
}

static const char *keep(chora_arena *arena, const char *text, bool *failed)
{
    const char *copy = text ? chora_arena_strdup(arena, text) : NULL;
    *failed |= text && !copy;
    return copy;
}

static void zoom_look(chora_look *look, double k)
{
    look->hatch.gap_pt *= k;
    look->hatch.width_pt *= k;
    look->stroke = pen_times(look->stroke, k);
    look->casing = pen_times(look->casing, k);
}

static void zoom_path(chora_node *node, double k, chora_arena *arena, bool *failed)
{
    size_t count = node->start[node->path_count];
    size_t *start = chora_arena_copy(arena, node->start, node->path_count + 1, sizeof *start);
    chora_xy *xy = chora_arena_copy(arena, node->xy, count, sizeof *xy);
    *failed |= !start || (count && !xy);
    for (size_t i = 0; xy && i < count; i++)
        xy[i] = xy_times(xy[i], k);
    node->start = start;
    node->xy = xy;
}

static void zoom_text(chora_node *node, double k, chora_arena *arena, bool *failed)
{
    chora_run *runs = chora_arena_copy(arena, node->runs, node->run_count, sizeof *runs);
    *failed |= node->run_count && !runs;
    for (size_t i = 0; runs && i < node->run_count; i++) {
        runs[i].text = keep(arena, runs[i].text, failed);
        runs[i].type.family = keep(arena, runs[i].type.family, failed);
        runs[i].type.size_pt *= k;
        runs[i].type.spacing_pt *= k;
    }
    node->runs = runs;
    node->baseline = xy_times(node->baseline, k);
    node->halo_pt *= k;
}

static void zoom_image(chora_node *node, double k, chora_arena *arena, bool *failed)
{
    chora_logo image = *node->image;
    image.png = chora_arena_copy(arena, image.png, image.length, 1);
    node->image = chora_arena_copy(arena, &image, 1, sizeof image);
    *failed |= !image.png || !node->image;
    node->box = (chora_box){ node->box.min_x * k, node->box.min_y * k, node->box.max_x * k,
                             node->box.max_y * k };
}

static void zoom_node(chora_node *node, double k, chora_arena *arena, bool *failed)
{
    /* Nothing may point into the group that this one stands in for. */
    node->meaning.key = keep(arena, node->meaning.key, failed);
    node->meaning.title = keep(arena, node->meaning.title, failed);
    node->meaning.class_name = keep(arena, node->meaning.class_name, failed);
    zoom_look(&node->look, k);
    node->centre = xy_times(node->centre, k);
    node->radius *= k;
    if (node->kind == CHORA_NODE_PATH)
        zoom_path(node, k, arena, failed);
    if (node->kind == CHORA_NODE_TEXT)
        zoom_text(node, k, arena, failed);
    if (node->kind == CHORA_NODE_IMAGE)
        zoom_image(node, k, arena, failed);
}

/* NULL without memory. */
static chora_group *zoomed(const chora_group *group, double k)
{
    chora_group *out = chora_group_new();
    bool failed = !out;
    for (size_t i = 0; !failed && i < chora_group_count(group); i++) {
        chora_node node = *chora_group_node(group, i);
        zoom_node(&node, k, chora_group_arena(out), &failed);
        failed = failed || chora_group_add(out, &node);
    }
    if (!failed)
        return out;
    chora_group_unref(out);
    return NULL;
}

chora_status chora_page_zoom(chora_page *page, double k, chora_error *err)
{
    for (size_t i = 0; k != 1 && i < page->item_count; i++) {
        chora_item *item = &page->items[i];
        chora_group *group = zoomed(item->group, k);
        if (!group)
            return chora_no_memory(err);
        chora_group_unref(item->group);
        item->group = group;
        item->offset = xy_times(item->offset, k);
        if (!chora_box_is_empty(item->clip))
            item->clip = (chora_box){ item->clip.min_x * k, item->clip.min_y * k,
                                      item->clip.max_x * k, item->clip.max_y * k };
    }
    page->width_pt *= k;
    page->height_pt *= k;
    return CHORA_OK;
}
