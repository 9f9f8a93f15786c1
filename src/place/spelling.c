#include "place/spelling.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 48
/* Words of the longest generic phrase. */
#define PHRASE_MAX 5
/* "N.Y." is not "N." and a joining word. */
#define LETTERS_MIN 2

typedef struct {
    const char *text; /* As written. */
    const char *key;
    bool taken;
} word;

typedef struct {
    const chora_languages *languages;
    chora_arena *arena;
    word words[WORDS_MAX];
    size_t count;
    unsigned kinds;
} words;

/* ---- cutting into words ------------------------------------------------------------------- */

/* Bytes of a separator, 0 for a part of a word. Apostrophes and joiners are parts of words. */
static size_t separator(const char *at)
{
    static const char *const others[] = { "\u00a0", "\u060c", "\u061b", "\u06d4", "\u3000",
                                          "\u3001", "\u00ab", "\u00bb", "\u0964", "\u30fb" };
    unsigned char c = (unsigned char)*at;
    if (c < 0x80)
        return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                 c == '\'' || c == '`');
    /* U+2000 to U+206F but the joiners and the quotation marks that serve as apostrophes. */
    if (c == 0xE2 && ((unsigned char)at[1] == 0x80 || (unsigned char)at[1] == 0x81)) {
        unsigned char last = (unsigned char)at[2];
        bool part = (unsigned char)at[1] == 0x80 && ((last >= 0x8B && last <= 0x8F) ||
                                                     last == 0x98 || last == 0x99 || last == 0xB2);
        return part ? 0 : 3;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strncmp(at, others[i], strlen(others[i])) == 0)
            return strlen(others[i]);
    return 0;
}

/* Of the letters with two bytes that have a small form in regular distance: Latin with marks,
 * Greek, Cyrillic, Armenian. Marks must stay, so that the key cannot be used. */
static unsigned small_letter(unsigned c)
{
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) ||
        (c >= 0x410 && c <= 0x42F))
        return c + 0x20;
    if (c >= 0x400 && c <= 0x40F)
        return c + 0x50;
    if (c >= 0x531 && c <= 0x556)
        return c + 0x30;
    bool odd_is_small = (c >= 0x100 && c <= 0x137 && c != 0x130 && c != 0x131) ||
                        (c >= 0x14A && c <= 0x177) || (c >= 0x460 && c <= 0x481) ||
                        (c >= 0x48A && c <= 0x52F && !(c >= 0x4C0 && c <= 0x4CE)) ||
                        (c >= 0x1DE && c <= 0x21F && c != 0x1F0);
    bool even_is_small = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) ||
                         (c >= 0x4C1 && c <= 0x4CE) || (c >= 0x1CD && c <= 0x1DC);
    if ((odd_is_small && c % 2 == 0) || (even_is_small && c % 2 == 1))
        return c + 1;
    return c;
}

static void make_small(char *text)
{
    for (unsigned char *at = (unsigned char *)text; *at; at++) {
        if (*at >= 'A' && *at <= 'Z') {
            *at = (unsigned char)(*at + 32);
        } else if (*at >= 0xC3 && *at < 0xE0 && at[1]) {
            unsigned small = small_letter((*at & 0x1Fu) << 6 | (at[1] & 0x3Fu));
            at[0] = (unsigned char)(0xC0 | small >> 6);
            at[1] = (unsigned char)(0x80 | (small & 0x3F));
            at++;
        }
    }
}

static bool add_word(words *in, const char *from, size_t length, chora_buffer *key)
{
    char *text = chora_arena_strndup(in->arena, from, length);
    if (!text)
        return false;
    make_small(text);
    word one = { .text = text };
    chora_text_key(text, key);
    if (!key->length)
        return !key->failed;
    one.key = chora_arena_strdup(in->arena, chora_buffer_text(key));
    if (one.key && in->count < WORDS_MAX)
        in->words[in->count++] = one;
    return one.key;
}

static bool cut(words *in, const char *text)
{
    chora_buffer key = CHORA_BUFFER_INIT(1 << 20);
    bool fine = true;
    while (fine && *text) {
        size_t length = 0, skip = 0;
        while (text[length] && !(skip = separator(text + length)))
            length++;
        if (length)
            fine = add_word(in, text, length, &key);
        text += length + skip;
    }
    chora_buffer_free(&key);
    return fine;
}

/* ---- taking words off --------------------------------------------------------------------- */

static bool is_number(const char *key)
{
    return *key && strspn(key, "0123456789") == strlen(key);
}

/* "pd13" is "pd" and a number, too. */
static void add_to_phrase(chora_buffer *phrase, const char *key)
{
    size_t letters = strcspn(key, "0123456789");
    if (phrase->length)
        chora_buffer_add_byte(phrase, ' ');
    if (!is_number(key) && key[letters] && is_number(key + letters)) {
        chora_buffer_add(phrase, key, letters);
        chora_buffer_add_byte(phrase, ' ');
        key += letters;
    }
    chora_buffer_add_text(phrase, is_number(key) ? "#" : key);
}

/* Words of the longest generic phrase that begins here. */
static size_t generic_length(words *in, size_t first, unsigned *classes)
{
    size_t longest = 0;
    chora_buffer phrase = CHORA_BUFFER_INIT(1 << 16);
    for (size_t i = first; i < in->count && i < first + PHRASE_MAX && !in->words[i].taken; i++) {
        add_to_phrase(&phrase, in->words[i].key);
        unsigned found =
            chora_word_classes(in->languages, chora_buffer_text(&phrase)) & CHORA_WORD_GENERIC;
        if (found) {
            longest = i - first + 1;
            *classes = found;
        }
    }
    chora_buffer_free(&phrase);
    return longest;
}

static void take_generic(words *in)
{
    for (size_t i = 0; i < in->count;) {
        unsigned classes = 0;
        size_t length = generic_length(in, i, &classes);
        for (size_t k = 0; k < length; k++)
            in->words[i + k].taken = true;
        in->kinds |= classes;
        i += length ? length : 1;
    }
}

static size_t left(const words *in)
{
    size_t count = 0;
    for (size_t i = 0; i < in->count; i++)
        count += !in->words[i].taken;
    return count;
}

static size_t letters_left(const words *in)
{
    size_t count = 0;
    for (size_t i = 0; i < in->count; i++)
        count += in->words[i].taken ? 0 : chora_utf8_length(in->words[i].key);
    return count;
}

static void give_back(words *in)
{
    for (size_t i = 0; i < in->count; i++)
        in->words[i].taken = false;
}

static void take_joining(words *in)
{
    for (size_t i = 0; i < in->count; i++)
        if (chora_word_classes(in->languages, in->words[i].key) &
            (CHORA_WORD_JOIN | CHORA_WORD_AND))
            in->words[i].taken = true;
}

/* ---- the forms ---------------------------------------------------------------------------- */

static const char *join_words(words *in, const char *const *list, size_t count)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    for (size_t i = 0; i < count; i++) {
        if (i)
            chora_buffer_add_byte(&text, ' ');
        chora_buffer_add_text(&text, list[i]);
    }
    const char *kept = text.failed ? NULL : chora_arena_strdup(in->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return kept;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static unsigned side_of(const char *key)
{
    unsigned sum = 1;
    for (; *key; key++)
        sum = sum * 31 + (unsigned char)*key;
    return sum;
}

static bool write_forms(words *in, chora_spelling *out)
{
    const char *plain[WORDS_MAX], *spoken[WORDS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < in->count; i++) {
        if (in->words[i].taken)
            continue;
        plain[count] = chora_word_same(in->languages, in->words[i].key);
        if (chora_word_is_same(in->languages, in->words[i].key))
            out->sides += side_of(plain[count]);
        /* A word that stands for others is spoken as that word. */
        spoken[count] = plain[count] == in->words[i].key ? in->words[i].text : plain[count];
        count++;
    }
    out->plain = join_words(in, plain, count);
    out->spoken = join_words(in, spoken, count);
    qsort(plain, count, sizeof *plain, compare);
    out->sorted = join_words(in, plain, count);
    return out->plain && out->spoken && out->sorted;
}

static bool has_unwritten_vowels(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if (at[0] == 0xD6 || at[0] == 0xD7)
            return at[0] == 0xD7 || at[1] >= 0x90;
        if (at[0] >= 0xD8 && at[0] <= 0xDB)
            return true;
        if (at[0] == 0xDD && at[1] >= 0x90 && at[1] <= 0xBF)
            return true;
        if (at[0] == 0xEF && at[1] >= 0xAD && at[1] <= 0xBB)
            return true;
    }
    return false;
}

bool chora_spelling_read(const chora_languages *languages, const char *text, chora_arena *arena,
                         chora_spelling *out)
{
    words in = { .languages = languages, .arena = arena };
    chora_buffer buffer = CHORA_BUFFER_INIT(1 << 20);
    *out = (chora_spelling){ .vowels_unwritten = has_unwritten_vowels(text) };
    chora_text_key(text, &buffer);
    out->key = buffer.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&buffer));
    chora_text_nfc(text, &buffer);
    bool fine = out->key && !buffer.failed && cut(&in, chora_buffer_text(&buffer));
    chora_buffer_free(&buffer);
    if (!fine)
        return false;
    take_generic(&in);
    out->kinds = in.kinds;
    if (left(&in) == 0)
        give_back(&in);
    size_t before = left(&in);
    word kept[WORDS_MAX];
    memcpy(kept, in.words, sizeof kept);
    take_joining(&in);
    if (letters_left(&in) < LETTERS_MIN && before)
        memcpy(in.words, kept, sizeof kept);
    out->only_generic = in.kinds && before == in.count;
    return write_forms(&in, out);
}
