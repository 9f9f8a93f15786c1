#include "compose/projection_text.h"

#include "base/buffer.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* "Albers equal-area" -> "projection.albers-equal-area" */
static void key_of(const char *name, size_t length, char *out, size_t room)
{
    static const char head[] = "projection.";
    size_t used = strlen(head);
    memcpy(out, head, used);
    for (size_t i = 0; i < length && used + 1 < room; i++)
        out[used++] = name[i] == ' ' ? '-' : (char)tolower((unsigned char)name[i]);
    out[used] = '\0';
}

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static const char *side_key(char side)
{
    return side == 'N'   ? "grid.north"
           : side == 'S' ? "grid.south"
           : side == 'E' ? "grid.east"
           : side == 'W' ? "grid.west"
                         : NULL;
}

/* "31°/37" in the digits of the language. */
static const char *digits_in(const chora_words *words, const char *text, size_t length,
                             chora_arena *arena)
{
    chora_buffer neutral = CHORA_BUFFER_INIT(256), out = CHORA_BUFFER_INIT(1024);
    chora_buffer_add(&neutral, text, length);
    chora_words_numeral(words, chora_buffer_text(&neutral), &out);
    const char *copy = out.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&out));
    chora_buffer_free(&neutral);
    chora_buffer_free(&out);
    return copy;
}

/* "34° N 66° E", "31°/37° N", each as the graticule has it; anything else as it is. */
static const char *degrees_in(const chora_words *words, const char *text, chora_arena *arena)
{
    static const char mark[] = "\xC2\xB0 ";
    const char *out = "";
    for (const char *at = text; out && *at;) {
        const char *end = strstr(at, mark);
        const char *key = end ? side_key(end[strlen(mark)]) : NULL;
        if (!key)
            return digits_in(words, text, strlen(text), arena);
        const char *n = digits_in(words, at, (size_t)(end - at), arena);
        out = chora_arena_printf(arena, "%s%s%s", out, *out ? " " : "",
                                 chora_say(words, arena, key, "n", n, NULL));
        at = end + strlen(mark) + 1;
        at += *at == ' ';
    }
    return out;
}

/* "centre 34° N 66° E", "zone 42 N", "31°/37° N" */
static const char *parameters_in(const chora_words *words, const char *text, chora_arena *arena)
{
    static const char *const kinds[] = { "centre", "zone" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (starts(text, kinds[i]) && text[strlen(kinds[i])] == ' ')
            return chora_say_of(words, arena, "projection", kinds[i], "at",
                                degrees_in(words, text + strlen(kinds[i]) + 1, arena), NULL);
    return degrees_in(words, text, arena);
}

const char *chora_projection_text_in(const chora_words *words, const char *label,
                                     chora_arena *arena)
{
    static const char noun[] = " projection", comma[] = ", ";
    const char *end = strstr(label, noun);
    char key[80];
    if (!end)
        return label;
    key_of(label, (size_t)(end - label), key, sizeof key);
    if (!chora_words_know(words, key))
        return label;
    const char *rest = end + strlen(noun), *name = chora_say(words, arena, key, NULL);
    if (!*rest)
        return name;
    if (!starts(rest, comma))
        return label;
    return chora_say(words, arena, "projection.with", "name", name, "parameters",
                     parameters_in(words, rest + strlen(comma), arena), NULL);
}
