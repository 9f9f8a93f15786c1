#include "place/parts.h"

#include "base/text.h"

#include <string.h>

static void add_key(chora_parts *out, const char *key, chora_arena *arena)
{
    if (!*key || out->count == CHORA_PARTS_MAX)
        return;
    for (size_t i = 0; i < out->count; i++)
        if (strcmp(out->keys[i], key) == 0)
            return;
    out->keys[out->count] = chora_arena_strdup(arena, key);
    if (out->keys[out->count])
        out->count++;
    else
        out->failed = true;
}

static void add_name(chora_parts *out, const chora_languages *languages, const char *name,
                     size_t length, chora_arena *arena)
{
    chora_spelling spelling;
    char *text = chora_arena_strndup(arena, name, length);
    if (!text || !chora_spelling_read(languages, text, arena, &spelling)) {
        out->failed = true;
        return;
    }
    add_key(out, spelling.key, arena);
    if (!spelling.only_generic)
        add_key(out, spelling.plain, arena);
}

static char *without_brackets(const char *text, chora_arena *arena)
{
    char *copy = chora_arena_strdup(arena, text);
    size_t length = 0, depth = 0;
    for (const char *at = text; copy && *at; at++) {
        if (*at == '(' || *at == '[')
            depth++;
        else if ((*at == ')' || *at == ']') && depth > 0)
            depth--;
        else if (depth == 0)
            copy[length++] = *at;
    }
    if (copy)
        copy[length] = '\0';
    return copy;
}

/* Bytes before the next separator; `skip` the separator's own. */
static size_t part_length(const char *text, size_t *skip)
{
    static const char *const separators[] = { ",", ";", "/", "،", "؛", " - ", " – ", " — " };
    for (size_t i = 0; text[i]; i++)
        for (size_t s = 0; s < sizeof separators / sizeof *separators; s++) {
            *skip = strlen(separators[s]);
            if (strncmp(text + i, separators[s], *skip) == 0)
                return i;
        }
    *skip = 0;
    return strlen(text);
}

static void add_parts(chora_parts *out, const chora_languages *languages, const char *text,
                      chora_arena *arena)
{
    char *plain = text ? without_brackets(text, arena) : NULL;
    if (text && !plain)
        out->failed = true;
    for (char *at = plain; at && *at && out->count < CHORA_PARTS_MAX;) {
        size_t skip, length = part_length(at, &skip);
        add_name(out, languages, at, length, arena);
        at += length + skip;
    }
}

void chora_parts_all(const chora_languages *languages, const char *place, const char *district,
                     chora_arena *arena, chora_parts *out)
{
    *out = (chora_parts){ 0 };
    add_parts(out, languages, place, arena);
    add_parts(out, languages, district, arena);
}

/* ---- cells -------------------------------------------------------------------------------- */

/* Nothing but spaces, or a dash alone among them. */
static bool is_blank(const char *text, size_t length)
{
    const char *end = text + length, *at = text;
    at += chora_text_spaces(at);
    if (at < end && *at == '-')
        at += 1 + chora_text_spaces(at + 1);
    return at >= end;
}

static bool add_part(chora_cell *cell, const char *from, size_t length, chora_arena *arena)
{
    if (is_blank(from, length))
        return true;
    if (cell->count == CHORA_CELL_PARTS_MAX) {
        const char *last = cell->parts[cell->count - 1];
        cell->parts[cell->count - 1] =
            chora_arena_printf(arena, "%s, %.*s", last, (int)length, from);
    } else {
        cell->parts[cell->count++] = chora_arena_strndup(arena, from, length);
    }
    return cell->parts[cell->count - 1];
}

/* Bytes of a joining word between spaces, with both: " and ", " و ". */
static size_t and_length(const chora_languages *languages, const char *at)
{
    char word[16];
    if (*at != ' ')
        return 0;
    size_t length = strcspn(at + 1, " ");
    if (length == 0 || length >= sizeof word || at[1 + length] != ' ')
        return 0;
    memcpy(word, at + 1, length);
    word[length] = '\0';
    chora_buffer key = CHORA_BUFFER_INIT(256);
    chora_text_key(word, &key);
    bool joins =
        strcmp(word, "&") == 0 ||
        (key.length && (chora_word_classes(languages, chora_buffer_text(&key)) & CHORA_WORD_AND));
    chora_buffer_free(&key);
    return joins ? length + 2 : 0;
}

static size_t list_separator(const chora_languages *languages, const char *at, bool *comma)
{
    static const char *const commas[] = { ",", "،", "、" };
    static const char *const others[] = { ";", "؛", "/", "&", "+", "|", "\n", " - ", " – ", " — " };
    for (size_t i = 0; i < sizeof commas / sizeof *commas; i++)
        if (strncmp(at, commas[i], strlen(commas[i])) == 0) {
            *comma = true;
            return strlen(commas[i]);
        }
    *comma = false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strncmp(at, others[i], strlen(others[i])) == 0)
            return strlen(others[i]);
    return and_length(languages, at);
}

static bool cut_list(const chora_languages *languages, const char *text, chora_arena *arena,
                     chora_cell *out)
{
    const char *from = text;
    int depth = 0;
    for (const char *at = text; *at;) {
        bool comma;
        depth += *at == '(' || *at == '[';
        depth -= depth > 0 && (*at == ')' || *at == ']');
        size_t length = depth ? 0 : list_separator(languages, at, &comma);
        if (!length) {
            at++;
            continue;
        }
        if (!add_part(out, from, (size_t)(at - from), arena))
            return false;
        out->only_commas &= comma;
        /* The space behind a joining word may begin another: "a and and b". */
        at += length - (length > 2 && at[length - 1] == ' ');
        from = at;
    }
    return add_part(out, from, strlen(from), arena);
}

/* The first pair of brackets. */
static bool cut_brackets(const char *text, chora_arena *arena, chora_cell *out)
{
    size_t open = strcspn(text, "([");
    size_t length = text[open] ? strcspn(text + open + 1, ")]") : 0;
    if (!text[open] || is_blank(text, open) || is_blank(text + open + 1, length))
        return true;
    out->inner = chora_arena_strndup(arena, text + open + 1, length);
    out->outer = without_brackets(text, arena);
    return out->inner && out->outer;
}

bool chora_cell_read(const chora_languages *languages, const char *text, chora_arena *arena,
                     chora_cell *out)
{
    *out = (chora_cell){ .only_commas = true };
    return cut_list(languages, text, arena, out) && cut_brackets(text, arena, out);
}
