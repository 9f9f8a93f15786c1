#include "paint/pdf_link.h"

#include <string.h>

static bool is_usual(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-._~/?=&%#:,;+@!$*", c));
}

void chora_pdf_link_add(chora_buffer *out, const char *address)
{
    for (; *address; address++) {
        if (is_usual(*address))
            chora_buffer_add_byte(out, (unsigned char)*address);
        else
            chora_buffer_printf(out, "%%%02X", (unsigned char)*address);
    }
}
