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

/* "34° N 66° E", "31°/37° N", "10° S/20° N", "10.5° N/S", each as the graticule has it; anything
 * else as it is. */
static const char *degrees_in(const chora_words *words, const char *text, chora_arena *arena)
{
    static const char mark[] = "\xC2\xB0 ", both[] = "N/S";
    const char *out = "";
    for (const char *at = text; out && *at;) {
        const char *end = strstr(at, mark), *side = end ? end + strlen(mark) : "";
        bool is_both = starts(side, both);
        const char *key = is_both ? "grid.both" : side_key(*side);
        if (!key)
            return digits_in(words, text, strlen(text), arena);
        const char *n = digits_in(words, at, (size_t)(end - at), arena);
        out = chora_arena_printf(arena, "%s%s", out, chora_say(words, arena, key, "n", n, NULL));
        at = side + (is_both ? strlen(both) : 1);
        if (out && (*at == ' ' || *at == '/'))
            out = chora_arena_printf(arena, "%s%c", out, *at++);
    }
    return out;
}

/* "34° N 66° E", "North Pole" */
static const char *centre_in(const chora_words *words, const char *text, chora_arena *arena)
{
    const char *at =
        strcmp(text, "North Pole") == 0   ? chora_say(words, arena, "grid.north-pole", NULL)
        : strcmp(text, "South Pole") == 0 ? chora_say(words, arena, "grid.south-pole", NULL)
                                          : degrees_in(words, text, arena);
    return chora_say(words, arena, "projection.centre", "at", at, NULL);
}

/* "42 N" */
static const char *zone_in(const chora_words *words, const char *text, chora_arena *arena)
{
    size_t digits = strspn(text, "0123456789");
    const char *key = text[digits] == ' ' && text[digits + 1] == 'S' ? "projection.zone-south"
                                                                     : "projection.zone-north";
    return chora_say(words, arena, key, "n", digits_in(words, text, digits, arena), NULL);
}

/* "centre 34° N 66° E", "zone 42 N", "31°/37° N" */
static const char *parameters_in(const chora_words *words, const char *text, chora_arena *arena)
{
    static const char centre[] = "centre ", zone[] = "zone ";
    if (starts(text, centre))
        return centre_in(words, text + strlen(centre), arena);
    if (starts(text, zone))
        return zone_in(words, text + strlen(zone), arena);
    return degrees_in(words, text, arena);
}

/* One of the names that the language has, else what PROJ calls it. */
static const char *name_in(const chora_words *words, const char *label, size_t length,
                           chora_arena *arena)
{
    char key[80];
    key_of(label, length, key, sizeof key);
    if (chora_words_know(words, key))
        return chora_say(words, arena, key, NULL);
    char *name = chora_arena_alloc(arena, length + 1, 1);
    if (!name)
        return NULL;
    memcpy(name, label, length);
    name[length] = '\0';
    return chora_say(words, arena, "projection.other", "name", name, NULL);
}

const char *chora_projection_text_in(const chora_words *words, const char *label,
                                     chora_arena *arena)
{
    static const char noun[] = " projection", comma[] = ", ", datum[] = " of ";
    const char *end = strstr(label, noun);
    if (!end)
        return label;
    const char *rest = end + strlen(noun);
    const char *name = name_in(words, label, (size_t)(end - label), arena), *parameters = NULL;
    if (!*rest)
        return name;
    if (starts(rest, comma))
        parameters = parameters_in(words, rest + strlen(comma), arena);
    else if (starts(rest, datum))
        parameters = rest + strlen(datum);
    else
        return label;
    return chora_say(words, arena, "projection.with", "name", name, "parameters", parameters, NULL);
}
