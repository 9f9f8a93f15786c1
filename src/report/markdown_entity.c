/* "&amp;" and the like. */
#include "report/markdown_inside.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_code_point(chora_buffer *out, unsigned long code)
{
    char utf8[4];
    bool none = code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000);
    chora_buffer_add(out, utf8, chora_utf8_encode(none ? 0xFFFD : (uint32_t)code, utf8));
}

void chora_md_add_entity(chora_buffer *out, const char *text, size_t length)
{
    static const struct {
        const char *name;
        unsigned long code;
    } known[] = {
        { "amp", '&' },       { "lt", '<' },     { "gt", '>' },       { "quot", '"' },
        { "apos", '\'' },     { "nbsp", 0xA0 },  { "ndash", 0x2013 }, { "mdash", 0x2014 },
        { "hellip", 0x2026 }, { "copy", 0xA9 },  { "laquo", 0xAB },   { "raquo", 0xBB },
        { "middot", 0xB7 },   { "times", 0xD7 }, { "minus", 0x2212 }, { "zwnj", 0x200C }
    };
    char name[16] = "";

    if (length > 2 && length < sizeof name + 2)
        snprintf(name, sizeof name, "%.*s", (int)length - 2, text + 1);
    if (name[0] == '#') {
        bool hex = name[1] == 'x' || name[1] == 'X';
        add_code_point(out, strtoul(name + (hex ? 2 : 1), NULL, hex ? 16 : 10));
        return;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0) {
            add_code_point(out, known[i].code);
            return;
        }
    chora_buffer_add(out, text, length);
}

const char *chora_md_attribute(chora_md_reading *r, const MD_ATTRIBUTE *from)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    for (size_t i = 0; from->text && from->substr_offsets[i] < from->size; i++) {
        const char *at = from->text + from->substr_offsets[i];
        size_t length = from->substr_offsets[i + 1] - from->substr_offsets[i];
        if (from->substr_types[i] == MD_TEXT_ENTITY)
            chora_md_add_entity(&text, at, length);
        else
            chora_buffer_add(&text, at, length);
    }
    const char *copy =
        text.failed ? NULL : chora_arena_strdup(r->context->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return copy;
}
