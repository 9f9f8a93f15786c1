/* The page as text: one line for the page, one for each item, one for each node. */
#include "compose/scene.h"

#include <string.h>

static void put_number(chora_buffer *out, double value)
{
    chora_buffer_add_number(out, value, 2);
}

static void put_pair(chora_buffer *out, double x, double y)
{
    put_number(out, x);
    chora_buffer_add_byte(out, ',');
    put_number(out, y);
}

static void put_quoted(chora_buffer *out, const char *text)
{
    chora_buffer_add_byte(out, '"');
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            chora_buffer_add_byte(out, '\\');
        if ((unsigned char)*c < 0x20)
            chora_buffer_printf(out, "\\x%02X", (unsigned)*c);
        else
            chora_buffer_add_byte(out, (unsigned char)*c);
    }
    chora_buffer_add_byte(out, '"');
}

static void put_word(chora_buffer *out, const char *name, const char *value)
{
    if (!value)
        return;
    chora_buffer_printf(out, " %s=", name);
    if (*value && !strpbrk(value, " \"\\=\n\t"))
        chora_buffer_add_text(out, value);
    else
        put_quoted(out, value);
}

static void put_colour(chora_buffer *out, chora_colour colour)
{
    if ((colour & 0xFFu) == 0xFFu)
        chora_buffer_printf(out, "#%06X", (unsigned)(colour >> 8));
    else
        chora_buffer_printf(out, "#%08X", (unsigned)colour);
}

static void put_pen(chora_buffer *out, const char *name, const chora_pen *pen)
{
    if (!(pen->width_pt > 0))
        return;
    chora_buffer_printf(out, " %s=", name);
    put_number(out, pen->width_pt);
    put_colour(out, pen->colour);
    if (pen->dash[0] > 0) {
        chora_buffer_add_byte(out, '/');
        put_pair(out, pen->dash[0], pen->dash[1]);
    }
}

static void put_look(chora_buffer *out, const chora_look *look)
{
    if (look->fill & 0xFFu) {
        chora_buffer_add_text(out, " fill=");
        put_colour(out, look->fill);
    }
    if (look->hatch.gap_pt > 0) {
        chora_buffer_add_text(out, " hatch=");
        put_pair(out, look->hatch.gap_pt, look->hatch.width_pt);
        chora_buffer_add_byte(out, '@');
        put_number(out, look->hatch.angle_deg);
        put_colour(out, look->hatch.colour);
        chora_buffer_add_text(out, look->hatch.crossed ? " crossed" : "");
        chora_buffer_add_text(out, look->hatch.dotted ? " dotted" : "");
    }
    put_pen(out, "casing", &look->casing);
    put_pen(out, "stroke", &look->stroke);
}

static void put_path(chora_buffer *out, const chora_node *node)
{
    chora_buffer_add_text(out, " d=");
    for (size_t i = 0; i < node->path_count; i++) {
        for (size_t p = node->start[i]; p < node->start[i + 1]; p++) {
            chora_buffer_add_byte(out, p == node->start[i] ? 'M' : ' ');
            put_pair(out, node->xy[p].x, node->xy[p].y);
        }
        if (node->closed)
            chora_buffer_add_byte(out, 'Z');
    }
}

static void put_circle(chora_buffer *out, const chora_node *node)
{
    chora_buffer_add_text(out, " at=");
    put_pair(out, node->centre.x, node->centre.y);
    chora_buffer_add_text(out, " r=");
    put_number(out, node->radius);
}

static void put_run(chora_buffer *out, const chora_run *run)
{
    const chora_type *type = &run->type;
    chora_buffer_add_byte(out, ' ');
    put_quoted(out, run->text);
    chora_buffer_add_byte(out, '(');
    chora_buffer_add_text(out, type->family ? type->family : "");
    chora_buffer_add_byte(out, ' ');
    put_number(out, type->size_pt);
    chora_buffer_printf(out, "/%d/%d%s ", type->weight, type->width, type->italic ? " italic" : "");
    if (type->spacing_pt != 0) {
        chora_buffer_add_byte(out, '+');
        put_number(out, type->spacing_pt);
        chora_buffer_add_byte(out, ' ');
    }
    put_colour(out, type->colour);
    chora_buffer_add_byte(out, ')');
}

static void put_text(chora_buffer *out, const chora_node *node)
{
    static const char *const aligns[] = { "start", "middle", "end" };
    chora_buffer_add_text(out, " at=");
    put_pair(out, node->baseline.x, node->baseline.y);
    put_word(out, "align", aligns[node->align]);
    if (node->halo_pt > 0) {
        chora_buffer_add_text(out, " halo=");
        put_number(out, node->halo_pt);
        put_colour(out, node->halo);
    }
    for (size_t i = 0; i < node->run_count; i++)
        put_run(out, &node->runs[i]);
}

static void put_image(chora_buffer *out, const chora_node *node)
{
    chora_buffer_add_text(out, " at=");
    put_pair(out, node->box.min_x, node->box.min_y);
    chora_buffer_add_byte(out, ' ');
    put_pair(out, node->box.max_x, node->box.max_y);
    chora_buffer_printf(out, " pixels=%zux%zu bytes=%zu", node->image->width_px,
                        node->image->height_px, node->image->length);
}

static void put_node(chora_buffer *out, const chora_node *node)
{
    static const char *const kinds[] = { "path", "circle", "text", "image" };
    chora_buffer_printf(out, "  %s", kinds[node->kind]);
    put_word(out, "layer", node->meaning.layer);
    put_word(out, "role", node->meaning.role);
    put_word(out, "key", node->meaning.key);
    put_word(out, "class", node->meaning.class_name);
    put_word(out, "title", node->meaning.title);
    if (node->kind == CHORA_NODE_PATH || node->kind == CHORA_NODE_CIRCLE)
        put_look(out, &node->look);
    if (node->kind == CHORA_NODE_PATH)
        put_path(out, node);
    else if (node->kind == CHORA_NODE_CIRCLE)
        put_circle(out, node);
    else if (node->kind == CHORA_NODE_IMAGE)
        put_image(out, node);
    else
        put_text(out, node);
    chora_buffer_add_byte(out, '\n');
}

static void put_item(chora_buffer *out, const chora_item *item)
{
    chora_buffer_add_text(out, " group");
    put_word(out, "name", item->name);
    if (item->offset.x != 0 || item->offset.y != 0) {
        chora_buffer_add_text(out, " offset=");
        put_pair(out, item->offset.x, item->offset.y);
    }
    if (!chora_box_is_empty(item->clip)) {
        chora_buffer_add_text(out, " clip=");
        put_pair(out, item->clip.min_x, item->clip.min_y);
        chora_buffer_add_byte(out, ' ');
        put_pair(out, item->clip.max_x, item->clip.max_y);
    }
    chora_buffer_add_byte(out, '\n');
    for (size_t i = 0; i < chora_group_count(item->group); i++)
        put_node(out, chora_group_node(item->group, i));
}

void chora_page_dump(const chora_page *page, chora_buffer *out)
{
    chora_buffer_add_text(out, "page ");
    put_pair(out, page->width_pt, page->height_pt);
    chora_buffer_add_text(out, " paper=");
    put_colour(out, page->paper);
    put_word(out, "language", page->language);
    put_word(out, "title", page->title);
    put_word(out, "description", page->description);
    put_word(out, "source", page->source);
    chora_buffer_add_byte(out, '\n');
    for (size_t i = 0; i < page->item_count; i++)
        put_item(out, &page->items[i]);
}
