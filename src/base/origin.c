#include "base/origin.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOTE_MAX = 1 << 16 };

static const char MARK[] = "chora-made:";

/* ---- writing --------------------------------------------------------------------------------- */

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
}

static void add_part(chora_buffer *out, const char *key, const char *value)
{
    if (!value || !*value)
        return;
    chora_buffer_printf(out, "%s%s=", out->length > sizeof MARK - 1 ? ";" : "", key);
    for (const char *at = value; *at; at++) {
        if (is_plain(*at))
            chora_buffer_add_byte(out, *at);
        else
            chora_buffer_printf(out, "%%%02X", (unsigned char)*at);
    }
}

const char *chora_origin_note(const chora_origin *origin, chora_arena *arena)
{
    chora_buffer note = CHORA_BUFFER_INIT(NOTE_MAX);

    chora_buffer_add_text(&note, MARK);
    add_part(&note, "data", origin->data);
    add_part(&note, "period", origin->period);
    add_part(&note, "profile", origin->profile);
    add_part(&note, "where", origin->where);
    const char *made = note.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&note));
    chora_buffer_free(&note);
    return made;
}

/* ---- reading --------------------------------------------------------------------------------- */

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* The byte of "%41"; what is none stays as it is. */
static const char *unescaped(const char *text, size_t length, chora_arena *arena)
{
    char *out = chora_arena_strndup(arena, text, length);
    char *to = out;

    for (char *from = out; out && *from; to++) {
        int high = *from == '%' ? hex_digit(from[1]) : -1;
        int low = high >= 0 ? hex_digit(from[2]) : -1;
        bool escaped = low >= 0 && (high || low);
        *to = escaped ? (char)(high * 16 + low) : *from;
        from += escaped ? 3 : 1;
    }
    if (out)
        *to = '\0';
    return out;
}

/* "data=91a4;period=2022-03"; what is not known is passed over. */
static bool parse(const char *note, chora_arena *arena, chora_origin *out)
{
    const struct {
        const char *key;
        const char **to;
    } parts[] = { { "data=", &out->data },
                  { "period=", &out->period },
                  { "profile=", &out->profile },
                  { "where=", &out->where } };
    *out = (chora_origin){ 0 };
    for (const char *at = note; at; at = strchr(at, ';') ? strchr(at, ';') + 1 : NULL)
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
            size_t key = strlen(parts[i].key);
            if (strncmp(at, parts[i].key, key) != 0)
                continue;
            *parts[i].to = unescaped(at + key, strcspn(at + key, ";"), arena);
            if (!*parts[i].to)
                return false;
        }
    return true;
}

typedef struct {
    chora_arena *arena;
    chora_origin *items;
    size_t count, capacity;
} found_notes;

static bool add(found_notes *found, const char *note)
{
    chora_origin origin;
    if (!parse(note, found->arena, &origin))
        return false;
    for (size_t i = 0; i < found->count; i++)
        if (chora_text_same(found->items[i].data, origin.data) &&
            chora_text_same(found->items[i].period, origin.period) &&
            chora_text_same(found->items[i].where, origin.where) &&
            chora_text_same(found->items[i].profile, origin.profile))
            return true;
    if (!origin.data)
        return true;
    if (chora_grow((void **)&found->items, &found->capacity, found->count, sizeof origin))
        return false;
    found->items[found->count++] = origin;
    return true;
}

static bool stands(char c)
{
    return is_plain(c) || c == '%' || c == '=' || c == ';';
}

static bool find_plain(const char *bytes, size_t length, found_notes *found)
{
    const char *at = bytes, *end = bytes + length;
    char note[NOTE_MAX];

    while ((at = memmem(at, (size_t)(end - at), MARK, sizeof MARK - 1))) {
        size_t size = 0;
        for (at += sizeof MARK - 1; at < end && size < sizeof note - 1 && stands(*at); at++)
            note[size++] = *at;
        note[size] = '\0';
        if (!add(found, note))
            return false;
    }
    return true;
}

/* "00630068…": two bytes of a letter, as a PDF writes its metadata. */
static bool find_hexadecimal(const char *bytes, size_t length, found_notes *found)
{
    char mark[4 * sizeof MARK], note[NOTE_MAX];
    const char *at = bytes, *end = bytes + length;

    for (size_t i = 0; MARK[i]; i++)
        snprintf(mark + 4 * i, 5, "00%02X", (unsigned char)MARK[i]);
    while ((at = memmem(at, (size_t)(end - at), mark, strlen(mark)))) {
        size_t size = 0;
        for (at += strlen(mark); end - at >= 4 && size < sizeof note - 1; at += 4) {
            int high = hex_digit(at[2]), low = hex_digit(at[3]);
            if (at[0] != '0' || at[1] != '0' || high < 0 || low < 0 ||
                !stands((char)(high * 16 + low)))
                break;
            note[size++] = (char)(high * 16 + low);
        }
        note[size] = '\0';
        if (!add(found, note))
            return false;
    }
    return true;
}

bool chora_origin_find(const char *bytes, size_t length, chora_arena *arena, chora_origin **out,
                       size_t *count)
{
    found_notes found = { .arena = arena };
    bool done = find_plain(bytes, length, &found) && find_hexadecimal(bytes, length, &found);

    *count = done ? found.count : 0;
    *out = *count ? chora_arena_copy(arena, found.items, *count, sizeof *found.items) : NULL;
    free(found.items);
    return done && (*out || !*count);
}
