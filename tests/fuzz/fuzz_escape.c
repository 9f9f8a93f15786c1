/* Text of strangers into every context: it stays text there. */
#include "fuzz.h"

#include "base/csv_text.h"
#include "base/memory.h"
#include "base/origin.h"
#include "base/text.h"
#include "exchange/json.h"
#include "paint/pdf_link.h"
#include "paint/xml.h"
#include "report/html_text.h"
#include "report/markdown.h"

#include <chora/text.h>
#include <json-c/json.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

static void to_file_name(const char *text)
{
    chora_buffer slug = CHORA_BUFFER_INIT(4096);
    chora_text_slug(text, &slug);
    const char *name = chora_buffer_text(&slug);
    PROMISE(*name && *name != '.' && !strchr(name, '/') && strlen(name) <= 120);
    PROMISE(chora_utf8_valid_prefix(name, strlen(name)) == strlen(name));
    for (const char *at = name; *at; at++)
        PROMISE((unsigned char)*at > 0x20 && *at != 0x7F);
    chora_buffer_free(&slug);
}

static void to_terminal(const char *text)
{
    size_t size = 8 * strlen(text) + 1;
    char *shown = malloc(size), *again = malloc(size);
    PROMISE(shown && again);
    PROMISE(chora_text_visible(text, shown, size) == strlen(shown));
    for (const char *at = shown; *at; at++)
        PROMISE(chora_text_control(at) == 0);
    PROMISE(chora_utf8_valid_prefix(shown, strlen(shown)) == strlen(shown));
    chora_text_visible(shown, again, size);
    PROMISE(strcmp(shown, again) == 0);
    free(shown);
    free(again);
}

static void to_json(const char *text)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    chora_json json;
    chora_json_begin(&json, &out, false);
    chora_json_array(&json, NULL);
    chora_json_text(&json, NULL, text);
    chora_json_array_end(&json);
    struct json_object *read = json_tokener_parse(chora_buffer_text(&out));
    PROMISE(read);
    PROMISE(strcmp(json_object_get_string(json_object_array_get_idx(read, 0)), text) == 0);
    PROMISE(!strstr(chora_buffer_text(&out), "\xE2\x80\xAE"));
    json_object_put(read);
    chora_buffer_free(&out);
}

static void to_csv(const char *text)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    chora_csv_add_guarded(&out, text);
    const char *cell = chora_buffer_text(&out);
    double number;
    cell += *cell == '"';
    PROMISE(!*cell || !strchr("=+-@\t\r", *cell) || chora_text_number(text, &number));
    chora_buffer_free(&out);
}

/* What a parser makes of it is one text, without elements of the stranger's. */
static void to_xml(const char *text)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    chora_xml xml = chora_xml_start(&out);
    chora_xml_open_within(&xml, "a");
    chora_xml_put(&xml, "b", "c");
    chora_xml_text(&xml, text);
    chora_xml_close(&xml);
    PROMISE(chora_xml_end(&xml));
    xmlDocPtr read = xmlReadMemory(chora_buffer_text(&out), (int)out.length, "x", "UTF-8",
                                   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_HUGE);
    PROMISE(read);
    for (xmlNodePtr child = xmlDocGetRootElement(read)->children; child; child = child->next)
        PROMISE(child->type == XML_TEXT_NODE);
    xmlFreeDoc(read);
    chora_buffer_free(&out);
}

/* The attribute and the text are the stranger's, and nothing else is. */
static void to_attribute(const char *text)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    chora_xml xml = chora_xml_start(&out);
    chora_xml_open_within(&xml, "a");
    chora_xml_put(&xml, "b", text);
    chora_xml_close(&xml);
    PROMISE(chora_xml_end(&xml));
    xmlDocPtr read = xmlReadMemory(chora_buffer_text(&out), (int)out.length, "x", "UTF-8",
                                   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_HUGE);
    PROMISE(read);
    xmlNodePtr root = xmlDocGetRootElement(read);
    PROMISE(root->properties && !root->properties->next && !root->children);
    xmlFreeDoc(read);
    chora_buffer_free(&out);
}

/* No byte of an address ends cairo's quotes or the string of a PDF. */
static void to_pdf_link(const char *text)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    chora_pdf_link_add(&out, text);
    const char *link = chora_buffer_text(&out);
    PROMISE(strcspn(link, "()\\'\"<>[]{} ") == strlen(link));
    for (const char *at = link; *at; at++)
        PROMISE((unsigned char)*at > 0x20 && (unsigned char)*at < 0x7F);
    chora_buffer_free(&out);
}

/* The text of an element without elements, told by a parser of HTML. */
static xmlNodePtr body_of(htmlDocPtr read)
{
    xmlNodePtr root = read ? xmlDocGetRootElement(read) : NULL;
    return root && root->children ? root->children->children : NULL;
}

static void to_html(const char *text)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    chora_buffer_add_text(&out, "<html><body><a id=\"");
    chora_html_attribute(&out, text);
    chora_buffer_add_text(&out, "\" href=\"");
    chora_html_link(&out, text);
    chora_buffer_add_text(&out, "\">");
    chora_html_text(&out, text);
    chora_buffer_add_text(&out, "</a></body></html>");
    htmlDocPtr read = htmlReadMemory(chora_buffer_text(&out), (int)out.length, NULL, "UTF-8",
                                     HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    xmlNodePtr a = body_of(read);
    PROMISE(a && !a->next && strcmp((const char *)a->name, "a") == 0);
    size_t attributes = 0;
    for (xmlAttrPtr at = a->properties; at; at = at->next)
        attributes++;
    PROMISE(attributes == 2);
    for (xmlNodePtr child = a->children; child; child = child->next)
        PROMISE(child->type == XML_TEXT_NODE);
    xmlChar *href = xmlGetProp(a, (const xmlChar *)"href");
    PROMISE(href && (*href == '#' || strncmp((char *)href, "http", 4) == 0 ||
                     strncmp((char *)href, "mailto:", 7) == 0));
    xmlFree(href);
    xmlFreeDoc(read);
    chora_buffer_free(&out);
}

/* A JSON string that no script element ends at. */
static void to_html_json(const char *text)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    chora_buffer_add_byte(&out, '[');
    chora_html_json(&out, text);
    chora_buffer_add_byte(&out, ']');
    PROMISE(!strpbrk(chora_buffer_text(&out), "<>&\n\r"));
    struct json_object *read = json_tokener_parse(chora_buffer_text(&out));
    PROMISE(read);
    PROMISE(strcmp(json_object_get_string(json_object_array_get_idx(read, 0)), text) == 0);
    json_object_put(read);
    chora_buffer_free(&out);
}

/* The note of an output comes back as it went in. */
static void to_note(const char *text)
{
    chora_arena *arena = chora_arena_new();
    const chora_origin origin = { "00ff", "2022-03", text, "public" };
    chora_origin *found = NULL;
    size_t count = 0;
    const char *note = chora_origin_note(&origin, arena);
    PROMISE(note || strlen(text) > 10000);
    if (note) {
        PROMISE(chora_origin_find(note, strlen(note), arena, &found, &count) && count == 1);
        PROMISE(strcmp(found[0].data, "00ff") == 0 && strcmp(found[0].profile, "public") == 0);
        PROMISE(*text ? strcmp(found[0].where, text) == 0 : !found[0].where);
    }
    PROMISE(chora_origin_find(text, strlen(text), arena, &found, &count));
    chora_arena_free(arena);
}

/* At most one paragraph, of plain text. */
static void to_markdown(const char *text)
{
    chora_arena *arena = chora_arena_new();
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    const chora_block *blocks = NULL;
    const chora_inlines *notes = NULL;
    size_t block_count = 0, note_count = 0;
    chora_error err = CHORA_ERROR_INIT;
    chora_markdown_context context = { .arena = arena, .file = "fuzz.md", .folder = "." };
    chora_markdown_escape(text, &out);
    PROMISE(chora_markdown_read(&context, chora_buffer_text(&out), out.length, &blocks,
                                &block_count, &notes, &note_count, &err) == CHORA_OK);
    PROMISE(block_count <= 1 && note_count == 0);
    if (block_count == 1) {
        PROMISE(blocks[0].kind == CHORA_BLOCK_PARAGRAPH);
        for (size_t i = 0; i < blocks[0].text.count; i++)
            PROMISE(blocks[0].text.items[i].style == 0 && !blocks[0].text.items[i].link);
    }
    chora_buffer_free(&out);
    chora_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    to_terminal(text);
    if (chora_utf8_valid_prefix(text, strlen(text)) == strlen(text)) {
        to_file_name(text);
        to_json(text);
        to_csv(text);
        to_xml(text);
        to_attribute(text);
        to_pdf_link(text);
        to_html(text);
        to_html_json(text);
        to_note(text);
        if (!chora_markdown_is_marked(text, strlen(text)))
            to_markdown(text);
    }
    free(text);
    return 0;
}
