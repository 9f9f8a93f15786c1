#include "compose/projection_text.h"

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

/* "centre 34° N 66° E", "zone 42 N", "31°/37° N" */
static const char *parameters_in(const chora_words *words, const char *text, chora_arena *arena)
{
    static const char *const kinds[] = { "centre", "zone" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (starts(text, kinds[i]) && text[strlen(kinds[i])] == ' ')
            return chora_say_of(words, arena, "projection", kinds[i], "at",
                                text + strlen(kinds[i]) + 1, NULL);
    return text;
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
