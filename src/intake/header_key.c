/* Headers compared without case, accents, punctuation, spaces and units in brackets. */
#include "intake/mapping.h"

#include "base/text.h"

#include <string.h>

#define HEADER_MAX 65536

static void without_brackets(const char *text, chora_buffer *out)
{
    int depth = 0;
    for (; *text; text++) {
        if (*text == '(' || *text == '[')
            depth++;
        else if ((*text == ')' || *text == ']') && depth > 0)
            depth--;
        else if (depth == 0)
            chora_buffer_add_byte(out, (unsigned char)*text);
    }
}

static void add_without_spaces(const char *text, chora_buffer *out)
{
    for (; *text; text++)
        if (*text != ' ')
            chora_buffer_add_byte(out, (unsigned char)*text);
}

void chora_header_key(const char *header, chora_buffer *out)
{
    chora_buffer bare = CHORA_BUFFER_INIT(HEADER_MAX), key = CHORA_BUFFER_INIT(HEADER_MAX);
    chora_buffer_clear(out);
    without_brackets(header, &bare);
    chora_text_key(chora_buffer_text(&bare), &key);
    if (key.length == 0)
        chora_text_key(header, &key);
    add_without_spaces(chora_buffer_text(&key), out);
    out->failed |= bare.failed || key.failed;
    chora_buffer_free(&bare);
    chora_buffer_free(&key);
}
