/* The file: what it is called, what its elements share, and its layers in drawing order. */
#include "paint/svg_editable.h"

#include "paint/svg_editable_nodes.h"
#include "paint/svg_metadata.h"

#include <ctype.h>
#include <string.h>

#define MM_PER_PT (25.4 / 72)

/* ---- the layers -------------------------------------------------------------------------------
 */

/* "area-lines" -> "Area lines" */
static void put_label(chora_svg *svg, const char *name)
{
    chora_buffer *label = &svg->scratch;
    chora_buffer_clear(label);
    for (const char *c = name; *c; c++)
        chora_buffer_add_byte(label, (unsigned char)(*c == '-' ? ' ' : *c));
    if (label->length > 0)
        label->data[0] = (char)toupper((unsigned char)label->data[0]);
    chora_xml_put(&svg->xml, "inkscape:label", chora_buffer_text(label));
}

static void open_layer(chora_svg *svg, const char *name)
{
    chora_xml_open(&svg->xml, "g");
    chora_xml_put(&svg->xml, "id", chora_svg_id(svg->names, "layer", name));
    chora_xml_put(&svg->xml, "inkscape:groupmode", "layer");
    put_label(svg, name);
}

static void close_layer(chora_svg *svg)
{
    chora_xml_raw(&svg->xml, "\n");
    chora_xml_close(&svg->xml);
}

static void write_paper(chora_svg *svg, const chora_page *page)
{
    char colour[16];
    if (!(page->paper & 0xFFu))
        return;
    snprintf(colour, sizeof colour, "#%06X", (unsigned)(page->paper >> 8));
    open_layer(svg, "paper");
    chora_xml_open(&svg->xml, "rect");
    chora_xml_put_number(&svg->xml, "width", page->width_pt);
    chora_xml_put_number(&svg->xml, "height", page->height_pt);
    chora_xml_put(&svg->xml, "fill", colour);
    chora_xml_close(&svg->xml);
    close_layer(svg);
}

static chora_box moved(chora_box box, chora_xy by)
{
    return (chora_box){ box.min_x - by.x, box.min_y - by.y, box.max_x - by.x, box.max_y - by.y };
}

/* A clip of a moved group is meant in the group's own coordinates. */
static void put_frame(chora_svg *svg, const chora_item *item)
{
    chora_buffer *move = &svg->scratch;
    if (item->offset.x != 0 || item->offset.y != 0) {
        chora_buffer_clear(move);
        chora_buffer_add_text(move, "translate(");
        chora_buffer_add_number(move, item->offset.x, 2);
        chora_buffer_add_byte(move, ' ');
        chora_buffer_add_number(move, item->offset.y, 2);
        chora_buffer_add_byte(move, ')');
        chora_xml_put(&svg->xml, "transform", chora_buffer_text(move));
    }
    if (!chora_box_is_empty(item->clip))
        chora_xml_put(&svg->xml, "clip-path",
                      chora_svg_clip(svg->names, moved(item->clip, item->offset)));
}

static chora_status write_item(chora_svg *svg, const chora_page *page, const chora_item *item,
                               chora_error *err)
{
    chora_status st = CHORA_OK;
    svg->page = moved((chora_box){ 0, 0, page->width_pt, page->height_pt }, item->offset);
    open_layer(svg, item->name ? item->name : "layer");
    put_frame(svg, item);
    for (size_t i = 0; !st && i < chora_group_count(item->group); i++) {
        const chora_node *node = chora_group_node(item->group, i);
        if (node->kind == CHORA_NODE_TEXT)
            st = chora_svg_text(svg, node, err);
        else if (node->kind == CHORA_NODE_IMAGE)
            st = chora_svg_image(svg, node, err);
        else
            st = chora_svg_shape(svg, node, err);
    }
    close_layer(svg);
    return st;
}

static chora_status write_layers(chora_svg *svg, const chora_page *page, chora_error *err)
{
    chora_status st = CHORA_OK;
    write_paper(svg, page);
    for (size_t i = 0; !st && i < page->item_count; i++)
        st = write_item(svg, page, &page->items[i], err);
    return st;
}

/* ---- the file ---------------------------------------------------------------------------------
 */

static void put_size(chora_xml *xml, const char *attribute, double pt)
{
    chora_buffer size = CHORA_BUFFER_SMALL(64);
    chora_buffer_add_number(&size, pt * MM_PER_PT, 3);
    chora_buffer_add_text(&size, "mm");
    chora_xml_put(xml, attribute, chora_buffer_text(&size));
    chora_buffer_free(&size);
}

static void put_view(chora_xml *xml, const chora_page *page)
{
    chora_buffer view = CHORA_BUFFER_SMALL(128);
    chora_buffer_add_text(&view, "0 0 ");
    chora_buffer_add_number(&view, page->width_pt, 2);
    chora_buffer_add_byte(&view, ' ');
    chora_buffer_add_number(&view, page->height_pt, 2);
    chora_xml_put(xml, "viewBox", chora_buffer_text(&view));
    chora_buffer_free(&view);
}

static void open_root(chora_xml *xml, const chora_page *page)
{
    chora_xml_raw(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    chora_xml_open(xml, "svg");
    chora_xml_put(xml, "xmlns", "http://www.w3.org/2000/svg");
    chora_xml_put(xml, "xmlns:inkscape", "http://www.inkscape.org/namespaces/inkscape");
    put_size(xml, "width", page->width_pt);
    put_size(xml, "height", page->height_pt);
    put_view(xml, page);
    chora_xml_put(xml, "role", "img");
    if (page->language && *page->language)
        chora_xml_put(xml, "xml:lang", page->language);
    chora_xml_put(xml, "fill", "none");
    chora_xml_put(xml, "stroke-linecap", "round");
    chora_xml_put(xml, "stroke-linejoin", "round");
    chora_xml_put(xml, "font-family", "'" CHORA_SVG_FAMILY "'" CHORA_SVG_FALLBACKS);
}

static void write_shared(chora_xml *xml, const chora_svg_names *names)
{
    const chora_buffer *rules = chora_svg_rules(names), *clips = chora_svg_clips(names);
    xml->failed |= rules->failed || clips->failed;
    if (rules->length > 0) {
        chora_xml_open(xml, "style");
        chora_xml_text(xml, chora_buffer_text(rules));
        chora_xml_raw(xml, "\n");
        chora_xml_close(xml);
    }
    if (clips->length > 0) {
        chora_xml_open(xml, "defs");
        chora_xml_raw(xml, chora_buffer_text(clips));
        chora_xml_raw(xml, "\n");
        chora_xml_close(xml);
    }
}

static chora_status write_file(const chora_page *page, const chora_svg_names *names,
                               const chora_buffer *layers, chora_buffer *out, chora_error *err)
{
    chora_xml xml = chora_xml_start(out);
    open_root(&xml, page);
    chora_svg_metadata(&xml, page);
    write_shared(&xml, names);
    chora_xml_raw(&xml, chora_buffer_text(layers));
    chora_xml_raw(&xml, "\n");
    chora_xml_close(&xml);
    chora_xml_raw(&xml, "\n");
    if (chora_xml_end(&xml))
        return CHORA_OK;
    return out->failed
               ? chora_fail(err, CHORA_ELIMIT, "the picture is larger than %zu bytes", out->maximum)
               : chora_no_memory(err);
}

/* The layers first: only then is known what they share, which stands at the head of the file. */
chora_status chora_paint_svg_editable(const chora_page *page, chora_typeset *lines,
                                      chora_buffer *out, chora_error *err)
{
    chora_buffer layers = CHORA_BUFFER_INIT(out->maximum);
    chora_svg svg = { .xml = chora_xml_start(&layers),
                      .lines = lines,
                      .names = chora_svg_names_new(out->maximum),
                      .scratch = CHORA_BUFFER_INIT(out->maximum) };
    chora_status st = svg.names ? write_layers(&svg, page, err) : chora_no_memory(err);
    bool written = chora_xml_end(&svg.xml);
    if (!st && !written)
        st = layers.failed || svg.scratch.failed
                 ? chora_fail(err, CHORA_ELIMIT, "the picture is larger than %zu bytes",
                              out->maximum)
                 : chora_no_memory(err);
    if (!st)
        st = write_file(page, svg.names, &layers, out, err);
    chora_svg_names_free(svg.names);
    chora_buffer_free(&layers);
    chora_buffer_free(&svg.scratch);
    return st;
}
