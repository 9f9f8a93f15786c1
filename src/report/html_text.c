#include "report/html_text.h"

#include <ctype.h>
#include <string.h>

static void escaped(chora_buffer *out, const char *text, bool quotes)
{
    for (; *text; text++) {
        const char *entity = *text == '&'              ? "&amp;"
                             : *text == '<'            ? "&lt;"
                             : *text == '>'            ? "&gt;"
                             : *text == '"' && quotes  ? "&quot;"
                             : *text == '\'' && quotes ? "&#39;"
                             : *text == '`' && quotes  ? "&#96;"
                                                       : NULL;
        if (entity)
            chora_buffer_add_text(out, entity);
        else
            chora_buffer_add_byte(out, (unsigned char)*text);
    }
}

void chora_html_text(chora_buffer *out, const char *text)
{
    escaped(out, text, false);
}

void chora_html_attribute(chora_buffer *out, const char *text)
{
    escaped(out, text, true);
}

void chora_html_link(chora_buffer *out, const char *url)
{
    static const char *const allowed[] = { "http://", "https://", "mailto:", "#" };
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (strncmp(url, allowed[i], strlen(allowed[i])) == 0) {
            chora_html_attribute(out, url);
            return;
        }
    chora_buffer_add_byte(out, '#');
}

void chora_html_json(chora_buffer *out, const char *text)
{
    chora_buffer_add_byte(out, '"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool line = strncmp(text, "\xE2\x80\xA8", 3) == 0 || strncmp(text, "\xE2\x80\xA9", 3) == 0;
        if (line) { /* ends a line in older scripts */
            chora_buffer_printf(out, "\\u202%c", text[2] == '\xA8' ? '8' : '9');
            text += 2;
        } else if (c < 0x20 || strchr("\"\\<>&", c)) {
            chora_buffer_printf(out, "\\u%04x", c);
        } else {
            chora_buffer_add_byte(out, c);
        }
    }
    chora_buffer_add_byte(out, '"');
}

void chora_html_address(chora_buffer *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x80 && (isalnum(c) || strchr("-_.~,", c)) && c)
            chora_buffer_add_byte(out, c);
        else
            chora_buffer_printf(out, "%%%02X", c);
    }
}
