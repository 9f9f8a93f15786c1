/* Paths and circles. Fill, hatch, casing and line are separate elements only where they must be. */
#include "paint/svg_editable_nodes.h"

#include "paint/svg_editable_path.h"

#include <string.h>

#define WORD_MAX 128

static bool is_visible(chora_colour colour)
{
    return (colour & 0xFFu) != 0;
}

static bool is_drawn(const chora_pen *pen)
{
    return pen->width_pt > 0 && is_visible(pen->colour);
}

static bool is_hatched(const chora_hatch *hatch)
{
    return hatch->gap_pt > 0 && hatch->width_pt > 0 && is_visible(hatch->colour);
}

void chora_svg_colour(chora_buffer *out, const char *name, chora_colour colour)
{
    if (out->length > 0)
        chora_buffer_add_byte(out, ';');
    if (!is_visible(colour)) {
        chora_buffer_printf(out, "%s:none", name);
        return;
    }
    chora_buffer_printf(out, "%s:#%06X", name, (unsigned)(colour >> 8));
    if ((colour & 0xFFu) < 0xFFu) {
        chora_buffer_printf(out, ";%s-opacity:", name);
        chora_buffer_add_number(out, (colour & 0xFFu) / 255.0, 3);
    }
}

/* A dashed line ends in straight cuts, or its gaps would close. */
static void add_pen(chora_buffer *out, const chora_pen *pen)
{
    chora_svg_colour(out, "stroke", pen->colour);
    chora_buffer_add_text(out, ";stroke-width:");
    chora_buffer_add_number(out, pen->width_pt, 3);
    if (pen->dash[0] > 0) {
        chora_buffer_add_text(out, ";stroke-linecap:butt;stroke-dasharray:");
        chora_buffer_add_number(out, pen->dash[0], 2);
        chora_buffer_add_byte(out, ',');
        chora_buffer_add_number(out, pen->dash[1], 2);
    }
}

/* ---- names ------------------------------------------------------------------------------------
 */

static const char *role_of(const chora_meaning *meaning)
{
    return meaning->role ? meaning->role : "shape";
}

/* What a fill says is the class of the numbers: a legend's swatch has the areas' own. */
static const char *fill_name(const chora_node *node)
{
    return node->meaning.class_name ? node->meaning.class_name : role_of(&node->meaning);
}

/* Lines are told apart by role and class: "border-control". */
static const char *stroke_name(const chora_node *node, char text[WORD_MAX])
{
    const chora_meaning *meaning = &node->meaning;
    if (!meaning->class_name || is_visible(node->look.fill))
        return role_of(meaning);
    snprintf(text, WORD_MAX, "%s-%s", role_of(meaning), meaning->class_name);
    return text;
}

/* An area or symbol is found by its key; what belongs to it has its role before that. */
void chora_svg_put_id(chora_svg *svg, const chora_meaning *meaning)
{
    const char *role = role_of(meaning);
    bool itself = strcmp(role, "area") == 0 || strcmp(role, "symbol") == 0;
    if (meaning->key && *meaning->key)
        chora_xml_put(&svg->xml, "id",
                      chora_svg_id(svg->names, itself ? NULL : role, meaning->key));
}

static const char *class_of(chora_svg *svg, const char *wanted)
{
    return chora_svg_class(svg->names, wanted, chora_buffer_text(&svg->scratch));
}

static const char *fill_class(chora_svg *svg, const chora_node *node)
{
    chora_buffer_clear(&svg->scratch);
    chora_svg_colour(&svg->scratch, "fill", node->look.fill);
    return class_of(svg, fill_name(node));
}

static const char *pen_class(chora_svg *svg, const char *wanted, const chora_pen *pen)
{
    chora_buffer_clear(&svg->scratch);
    add_pen(&svg->scratch, pen);
    return class_of(svg, wanted);
}

static const char *whole_class(chora_svg *svg, const chora_node *node)
{
    chora_buffer_clear(&svg->scratch);
    chora_svg_colour(&svg->scratch, "fill", node->look.fill);
    add_pen(&svg->scratch, &node->look.stroke);
    return class_of(svg, role_of(&node->meaning));
}

/* ---- elements ---------------------------------------------------------------------------------
 */

static void put_class(chora_svg *svg, const char *one, const char *other)
{
    chora_buffer_clear(&svg->scratch);
    chora_buffer_printf(&svg->scratch, other ? "%s %s" : "%s", one, other);
    chora_xml_put(&svg->xml, "class", chora_buffer_text(&svg->scratch));
}

static void put_path(chora_svg *svg, const chora_node *node)
{
    chora_buffer_clear(&svg->scratch);
    chora_svg_path(node, &svg->scratch);
    svg->xml.failed |= svg->scratch.failed;
    if (node->path_count > 1 && is_visible(node->look.fill))
        chora_xml_put(&svg->xml, "fill-rule", "evenodd");
    chora_xml_put(&svg->xml, "d", chora_buffer_text(&svg->scratch));
}

static void put_outline(chora_svg *svg, const chora_node *node)
{
    if (node->kind == CHORA_NODE_PATH) {
        put_path(svg, node);
        return;
    }
    chora_xml_put_number(&svg->xml, "cx", node->centre.x);
    chora_xml_put_number(&svg->xml, "cy", node->centre.y);
    chora_xml_put_number(&svg->xml, "r", node->radius);
}

static void open_outline(chora_svg *svg, const chora_node *node)
{
    chora_xml_open(&svg->xml, node->kind == CHORA_NODE_PATH ? "path" : "circle");
}

void chora_svg_put_title(chora_svg *svg, const chora_meaning *meaning)
{
    if (!meaning->title || !*meaning->title)
        return;
    chora_xml_open_within(&svg->xml, "title");
    chora_xml_text(&svg->xml, meaning->title);
    chora_xml_close(&svg->xml);
}

/* Fill and line in one element. */
static void write_one(chora_svg *svg, const chora_node *node)
{
    bool filled = is_visible(node->look.fill), drawn = is_drawn(&node->look.stroke);
    char word[WORD_MAX];
    const char *first = NULL, *second = NULL;
    open_outline(svg, node);
    chora_svg_put_id(svg, &node->meaning);
    if (filled && drawn && !node->meaning.class_name)
        first = whole_class(svg, node);
    else {
        if (filled || !drawn)
            first = fill_class(svg, node);
        if (drawn)
            second = pen_class(svg, stroke_name(node, word), &node->look.stroke);
    }
    put_class(svg, first ? first : second, first ? second : NULL);
    put_outline(svg, node);
    chora_svg_put_title(svg, &node->meaning);
    chora_xml_close(&svg->xml);
}

static void write_part(chora_svg *svg, const chora_node *node, const char *class_name)
{
    open_outline(svg, node);
    put_class(svg, class_name, NULL);
    put_outline(svg, node);
    chora_xml_close(&svg->xml);
}

static chora_status write_hatch(chora_svg *svg, const chora_node *node, chora_error *err)
{
    const chora_pen pen = { node->look.hatch.width_pt, node->look.hatch.colour, { 0, 0 } };
    char word[WORD_MAX];
    snprintf(word, sizeof word, "%s-hatch", fill_name(node));
    chora_buffer_clear(&svg->scratch);
    add_pen(&svg->scratch, &pen);
    chora_buffer_add_text(&svg->scratch, node->look.hatch.dotted ? ";stroke-linecap:round"
                                                                 : ";stroke-linecap:butt");
    if (node->look.hatch.dotted) {
        chora_buffer_add_text(&svg->scratch, ";stroke-dasharray:0 ");
        chora_buffer_add_number(&svg->scratch, node->look.hatch.gap_pt, 3);
    }
    const char *class_name = class_of(svg, word);
    chora_xml_open(&svg->xml, "path");
    chora_xml_put(&svg->xml, "class", class_name);
    chora_buffer_clear(&svg->scratch);
    if (chora_svg_hatch(node, svg->page, &svg->scratch))
        return chora_no_memory(err);
    chora_xml_put(&svg->xml, "d", chora_buffer_text(&svg->scratch));
    chora_xml_close(&svg->xml);
    return CHORA_OK;
}

static void write_casing(chora_svg *svg, const chora_node *node)
{
    char word[WORD_MAX], whole[WORD_MAX + 8];
    snprintf(whole, sizeof whole, "%s-casing", stroke_name(node, word));
    write_part(svg, node, pen_class(svg, whole, &node->look.casing));
}

/* A group with the id and the title, and in it one element for each layer of ink. */
static chora_status write_group(chora_svg *svg, const chora_node *node, chora_error *err)
{
    chora_status st = CHORA_OK;
    char word[WORD_MAX];
    chora_xml_open(&svg->xml, "g");
    chora_svg_put_id(svg, &node->meaning);
    chora_svg_put_title(svg, &node->meaning);
    if (is_visible(node->look.fill))
        write_part(svg, node, fill_class(svg, node));
    if (is_hatched(&node->look.hatch))
        st = write_hatch(svg, node, err);
    if (is_drawn(&node->look.casing))
        write_casing(svg, node);
    if (is_drawn(&node->look.stroke))
        write_part(svg, node, pen_class(svg, stroke_name(node, word), &node->look.stroke));
    chora_xml_close(&svg->xml);
    return st;
}

chora_status chora_svg_shape(chora_svg *svg, const chora_node *node, chora_error *err)
{
    if (is_hatched(&node->look.hatch) || is_drawn(&node->look.casing))
        return write_group(svg, node, err);
    write_one(svg, node);
    return CHORA_OK;
}
