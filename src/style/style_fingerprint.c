/* A style as text, value by value in the order of its keys. */
#include "style/style_keys.h"

#include "base/digest.h"

#include <string.h>

static void add_value(const chora_key *key, const void *member, chora_buffer *out)
{
    double numbers[8] = { 0 };
    chora_colour colour = 0;
    int word = 0;

    switch (key->kind) {
    case CHORA_KEY_TEXT:
        chora_buffer_add_text(out,
                              *(const char *const *)member ? *(const char *const *)member : "~");
        break;
    case CHORA_KEY_BOOL:
        chora_buffer_add_text(out, *(const bool *)member ? "true" : "false");
        break;
    case CHORA_KEY_WORD:
        memcpy(&word, member, sizeof word);
        chora_buffer_printf(out, "%d", word);
        break;
    case CHORA_KEY_COLOUR:
        memcpy(&colour, member, sizeof colour);
        chora_buffer_printf(out, "#%08X", (unsigned)colour);
        break;
    default: /* One or several doubles. */
        memcpy(numbers, member, key->size);
        for (size_t i = 0; i < key->size / sizeof *numbers; i++) {
            chora_buffer_add_byte(out, i ? ' ' : '=');
            chora_buffer_add_number(out, numbers[i], 9);
        }
    }
}

static void add_keys(const chora_key *keys, const void *target, chora_buffer *out)
{
    for (; keys->name; keys++) {
        const void *member = (const char *)target + keys->place;
        if (keys->kind == CHORA_KEY_OTHER || strcmp(keys->name, "style") == 0)
            continue; /* Says nothing about how a page looks. */
        chora_buffer_add_text(out, keys->name);
        chora_buffer_add_byte(out, ' ');
        if (keys->kind == CHORA_KEY_MAPPING)
            add_keys(keys->keys, member, out);
        else
            add_value(keys, member, out);
        chora_buffer_add_byte(out, '\n');
    }
}

void chora_style_fingerprint(const chora_style *style, chora_buffer *out)
{
    add_keys(chora_style_keys(), style, out);
    char logo[CHORA_SHA256_TEXT] = "";
    if (style->logo.png)
        chora_sha256(style->logo.png, style->logo.length, logo);
    chora_buffer_printf(out, "logo %s\n", logo);
    for (size_t i = 0; i < style->class_hatch_count; i++) {
        const chora_class_hatch *hatch = &style->class_hatches[i];
        chora_buffer_printf(out, "hatch %.4f %.4f %d\n", hatch->gap_pt, hatch->width_pt,
                            hatch->crossed);
    }
}
