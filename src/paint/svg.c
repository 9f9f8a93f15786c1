/* SVG: cairo's, with ids that do not tell what was painted before, and a title for screen readers.
 */
#include "paint/formats.h"
#include "paint/svg_metadata.h"
#include "paint/svg_shorten.h"

#include <cairo-svg.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Ids of one kind ("surface", "glyph", "clip"): the n-th to appear is called n. */
typedef struct {
    char name[16];
    size_t *numbers; /* Numbers of cairo in order of appearance. */
    size_t count, capacity;
} id_kind;

typedef struct {
    id_kind kinds[16];
    size_t count;
    chora_buffer *out;
} renumbering;

static id_kind *find_kind(renumbering *ids, const char *name, size_t length)
{
    for (size_t i = 0; i < ids->count; i++)
        if (strlen(ids->kinds[i].name) == length && !memcmp(ids->kinds[i].name, name, length))
            return &ids->kinds[i];
    if (ids->count == sizeof ids->kinds / sizeof *ids->kinds || length >= sizeof ids->kinds->name)
        return NULL;
    id_kind *kind = &ids->kinds[ids->count++];
    memcpy(kind->name, name, length);
    return kind;
}

static bool number_for(id_kind *kind, size_t old, size_t *out)
{
    for (size_t i = kind->count; i > 0; i--)
        if (kind->numbers[i - 1] == old) {
            *out = i - 1;
            return true;
        }
    if (chora_grow((void **)&kind->numbers, &kind->capacity, kind->count, sizeof old))
        return false;
    kind->numbers[kind->count] = old;
    *out = kind->count++;
    return true;
}

/* Copies one id, "glyph3-12", renumbered; answers its length in the source. */
static size_t copy_id(renumbering *ids, const char *from)
{
    size_t letters = 0, digits, number = 0;
    while (isalpha((unsigned char)from[letters]))
        letters++;
    digits = letters;
    while (isdigit((unsigned char)from[digits]))
        digits++;
    id_kind *kind = digits > letters ? find_kind(ids, from, letters) : NULL;
    if (!kind || !number_for(kind, strtoul(from + letters, NULL, 10), &number)) {
        ids->out->failed |= digits > letters;
        return 0;
    }
    chora_buffer_add(ids->out, from, letters);
    chora_buffer_printf(ids->out, "%zu", number);
    return digits;
}

/* Length of what introduces an id here, or 0. Text is drawn as shapes: it cannot be mistaken. */
static size_t introduces_id(const char *at)
{
    static const char *const before[] = { " id=\"", "url(#", "href=\"#" };
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (strncmp(at, before[i], strlen(before[i])) == 0)
            return strlen(before[i]);
    return 0;
}

static void copy_renumbered(const char *svg, chora_buffer *out)
{
    renumbering ids = { .out = out };
    const char *done = svg;
    for (const char *at = strpbrk(svg, " uh"); at; at = strpbrk(at, " uh")) {
        size_t length = introduces_id(at);
        if (length == 0) {
            at++;
            continue;
        }
        at += length;
        chora_buffer_add(out, done, (size_t)(at - done));
        at += copy_id(&ids, at);
        done = at;
    }
    chora_buffer_add_text(out, done);
    for (size_t i = 0; i < ids.count; i++)
        free(ids.kinds[i].numbers);
}

/* "en", "fa-AF": nothing that an attribute could not hold. */
static bool is_language(const char *tag)
{
    size_t length = tag ? strlen(tag) : 0;
    for (size_t i = 0; i < length; i++)
        if (!isalnum((unsigned char)tag[i]) && tag[i] != '-')
            return false;
    return length > 0;
}

static chora_status finish_svg(const char *svg, const chora_page *page, chora_buffer *out,
                               chora_error *err)
{
    const char *root = strstr(svg, "<svg ");
    const char *end = root ? strchr(root, '>') : NULL;
    if (!end)
        return chora_fail(err, CHORA_EIO, "cairo wrote no SVG");
    chora_buffer_add(out, svg, (size_t)(end - svg));
    chora_buffer_add_text(out, " role=\"img\"");
    if (is_language(page->language))
        chora_buffer_printf(out, " xml:lang=\"%s\"", page->language);
    chora_buffer_add_byte(out, '>');
    chora_xml xml = chora_xml_start(out);
    chora_svg_metadata(&xml, page);
    if (!chora_xml_end(&xml) && !out->failed)
        return chora_no_memory(err);
    chora_buffer numbered = CHORA_BUFFER_INIT(out->maximum);
    copy_renumbered(end + 1, &numbered);
    chora_svg_shorten(chora_buffer_text(&numbered), out);
    out->failed |= numbered.failed;
    chora_buffer_free(&numbered);
    return CHORA_OK;
}

chora_status chora_paint_svg(const chora_page *page, chora_typeset *lines, chora_buffer *out,
                             chora_error *err)
{
    chora_buffer svg = CHORA_BUFFER_INIT(out->maximum);
    cairo_surface_t *surface = cairo_svg_surface_create_for_stream(chora_paint_write, &svg,
                                                                   page->width_pt, page->height_pt);
    cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PT);
    chora_status st = chora_paint_finish(surface, page, lines, &svg, err);
    if (!st)
        st = finish_svg(chora_buffer_text(&svg), page, out, err);
    chora_buffer_free(&svg);
    return st;
}
