/* Lines of text. A role's colour and weight are a class, so that they change in one place; the
 * size, which follows from the room on the map, stands with the text. */
#include "paint/svg_editable_nodes.h"

#include "base/direction.h"

#include <math.h>
#include <string.h>

/* Attributes that a run needs, beside or instead of those of its line. */
typedef struct {
    const char *family, *stretch;
    double size_pt, spacing_pt;
    int weight;
    bool italic;
    chora_colour colour;
} lettering;

static bool is_leftward(const chora_node *node)
{
    int side = 0;
    for (size_t i = 0; side == 0 && i < node->run_count; i++)
        side = chora_text_side(node->runs[i].text);
    return side > 0;
}

static const char *stretch_of(int width)
{
    if (width <= 0 || width > 93)
        return "normal";
    return width > 81 ? "semi-condensed" : "condensed";
}

/* Joined letters can neither be spaced nor slanted. */
static lettering lettering_of(const chora_run *run)
{
    const chora_type *type = &run->type;
    bool joined = chora_text_side(run->text) > 0;
    return (lettering){ .family = type->family ? type->family : CHORA_SVG_FAMILY,
                        .stretch = stretch_of(type->width),
                        .size_pt = type->size_pt,
                        .spacing_pt = joined ? 0 : type->spacing_pt,
                        .weight = type->weight > 0 ? type->weight : 400,
                        .italic = type->italic && !joined,
                        .colour = type->colour };
}

/* "'Noto Serif', Noto Sans Arabic, ..." */
static const char *family_list(chora_buffer *out, const char *family)
{
    chora_buffer_clear(out);
    chora_buffer_add_byte(out, '\'');
    for (const char *c = family; *c; c++)
        if ((unsigned char)*c >= 0x20 && *c != '\'' && *c != '\\')
            chora_buffer_add_byte(out, (unsigned char)*c);
    chora_buffer_add_text(out, "'" CHORA_SVG_FALLBACKS);
    return chora_buffer_text(out);
}

static void add_halo(chora_buffer *out, const chora_node *node)
{
    if (!(node->halo_pt > 0) || !(node->halo & 0xFFu))
        return;
    chora_svg_colour(out, "stroke", node->halo);
    chora_buffer_add_text(out, ";stroke-width:");
    chora_buffer_add_number(out, 2 * node->halo_pt, 3);
    chora_buffer_add_text(out, ";paint-order:stroke");
}

static const char *class_of(chora_svg *svg, const chora_node *node, const lettering *letters)
{
    chora_buffer *out = &svg->scratch;
    chora_buffer_clear(out);
    chora_svg_colour(out, "fill", letters->colour);
    chora_buffer_printf(out, ";font-weight:%d", letters->weight);
    if (letters->italic)
        chora_buffer_add_text(out, ";font-style:italic");
    if (letters->spacing_pt != 0) {
        chora_buffer_add_text(out, ";letter-spacing:");
        chora_buffer_add_number(out, letters->spacing_pt, 2);
        chora_buffer_add_text(out, "px");
    }
    add_halo(out, node);
    const char *role = node->meaning.role ? node->meaning.role : "text";
    return chora_svg_class(svg->names, role, chora_buffer_text(out));
}

static void put_place(chora_svg *svg, const chora_node *node)
{
    static const char *const anchors[] = { NULL, "middle", "end" };
    static const char *const leftward_anchors[] = { "end", "middle", NULL };
    bool leftward = is_leftward(node);
    chora_xml_put_number(&svg->xml, "x", node->baseline.x);
    chora_xml_put_number(&svg->xml, "y", node->baseline.y);
    chora_xml_put(&svg->xml, "text-anchor", (leftward ? leftward_anchors : anchors)[node->align]);
    chora_xml_put(&svg->xml, "direction", leftward ? "rtl" : NULL);
}

/* What differs from `line`; a whole line compares itself with what needs no saying. */
static void put_size(chora_svg *svg, const lettering *line, const lettering *own)
{
    if (strcmp(line->family, own->family) != 0)
        chora_xml_put(&svg->xml, "font-family", family_list(&svg->scratch, own->family));
    if (line->size_pt != own->size_pt)
        chora_xml_put_number(&svg->xml, "font-size", own->size_pt);
    if (strcmp(line->stretch, own->stretch) != 0)
        chora_xml_put(&svg->xml, "font-stretch", own->stretch);
}

static void put_form(chora_svg *svg, const lettering *line, const lettering *own)
{
    char text[16];
    snprintf(text, sizeof text, "%d", own->weight);
    if (line->weight != own->weight)
        chora_xml_put(&svg->xml, "font-weight", text);
    if (line->italic != own->italic)
        chora_xml_put(&svg->xml, "font-style", own->italic ? "italic" : "normal");
    if (line->spacing_pt != own->spacing_pt)
        chora_xml_put_number(&svg->xml, "letter-spacing", own->spacing_pt);
    if (line->colour == own->colour)
        return;
    snprintf(text, sizeof text, "#%06X", (unsigned)(own->colour >> 8));
    chora_xml_put(&svg->xml, "fill", text);
}

static bool is_alike(const lettering *a, const lettering *b)
{
    return strcmp(a->family, b->family) == 0 && strcmp(a->stretch, b->stretch) == 0 &&
           a->size_pt == b->size_pt && a->spacing_pt == b->spacing_pt && a->weight == b->weight &&
           a->italic == b->italic && a->colour == b->colour;
}

/* White space that a reader of XML would take away. */
static bool has_loose_space(const chora_node *node)
{
    char last = ' ';
    for (size_t i = 0; i < node->run_count; i++)
        for (const char *c = node->runs[i].text; *c; c++) {
            if (*c == ' ' && last == ' ')
                return true;
            last = *c;
        }
    return last == ' ';
}

/* Spaces before a span stand outside of it: inside, librsvg takes them away. */
static const char *write_spaces(chora_svg *svg, const char *text)
{
    static const char no_break_space[] = "\xC2\xA0";
    while (*text == ' ' || strncmp(text, no_break_space, 2) == 0) {
        chora_xml_text(&svg->xml, *text == ' ' ? " " : no_break_space);
        text += *text == ' ' ? 1 : 2;
    }
    return text;
}

static void write_span(chora_svg *svg, const char *text, const lettering *line,
                       const lettering *own)
{
    text = write_spaces(svg, text);
    chora_xml_open_within(&svg->xml, "tspan");
    put_size(svg, line, own);
    put_form(svg, line, own);
    chora_xml_text(&svg->xml, text);
    chora_xml_close(&svg->xml);
}

static void write_runs(chora_svg *svg, const chora_node *node, const lettering *line)
{
    for (size_t i = 0; i < node->run_count; i++) {
        lettering own = lettering_of(&node->runs[i]);
        if (is_alike(line, &own))
            chora_xml_text(&svg->xml, node->runs[i].text);
        else
            write_span(svg, node->runs[i].text, line, &own);
    }
}

chora_status chora_svg_text(chora_svg *svg, const chora_node *node, chora_error *err)
{
    static const lettering unsaid = { .family = CHORA_SVG_FAMILY, .stretch = "normal" };
    if (node->run_count == 0)
        return CHORA_OK;
    chora_typeset_line set;
    chora_status st = chora_typeset_get(svg->lines, node->runs, node->run_count, &set, err);
    if (st || fabs(node->baseline.x) > 1e6 || fabs(node->baseline.y) > 1e6)
        return st;
    lettering line = lettering_of(&node->runs[0]);
    const char *class_name = class_of(svg, node, &line);
    chora_xml_open(&svg->xml, "text");
    chora_svg_put_id(svg, &node->meaning);
    chora_xml_put(&svg->xml, "class", class_name);
    put_place(svg, node);
    put_size(svg, &unsaid, &line);
    chora_xml_put(&svg->xml, "xml:space", has_loose_space(node) ? "preserve" : NULL);
    write_runs(svg, node, &line);
    chora_xml_close(&svg->xml);
    return CHORA_OK;
}
