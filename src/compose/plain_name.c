#include "compose/plain_name.h"

#include <string.h>

typedef struct {
    const char *marked, *plain;
} letter;

static const letter letters[] = {
    { "Ā", "A" },
    { "ā", "a" },
    { "Ē", "E" },
    { "ē", "e" },
    { "Ī", "I" },
    { "ī", "i" },
    { "Ō", "O" },
    { "ō", "o" },
    { "Ū", "U" },
    { "ū", "u" },
    { "Ḍ", "D" },
    { "ḍ", "d" },
    { "Ḏ", "D" },
    { "ḏ", "d" },
    { "Ḑ", "D" },
    { "ḑ", "d" },
    { "Ġ", "G" },
    { "ġ", "g" },
    { "Ḥ", "H" },
    { "ḥ", "h" },
    { "Ḩ", "H" },
    { "ḩ", "h" },
    { "Ḫ", "H" },
    { "ḫ", "h" },
    { "ẖ", "h" },
    { "Ḵ", "K" },
    { "ḵ", "k" },
    { "Ḷ", "L" },
    { "ḷ", "l" },
    { "Ṃ", "M" },
    { "ṃ", "m" },
    { "Ṇ", "N" },
    { "ṇ", "n" },
    { "Ṛ", "R" },
    { "ṛ", "r" },
    { "Ṣ", "S" },
    { "ṣ", "s" },
    { "Ş", "S" },
    { "ş", "s" },
    { "Ṭ", "T" },
    { "ṭ", "t" },
    { "Ṯ", "T" },
    { "ṯ", "t" },
    { "Ţ", "T" },
    { "ţ", "t" },
    { "Ẓ", "Z" },
    { "ẓ", "z" },
    { "Ẕ", "Z" },
    { "ẕ", "z" },
    /* combining macron, dot and line below, cedilla */
    { "\xCC\x84", "" },
    { "\xCC\xA3", "" },
    { "\xCC\xB1", "" },
    { "\xCC\xA7", "" },
    /* signs of the ayn and the hamza, but for the one that is an apostrophe too */
    { "\xE2\x80\x98", "" },
    { "\xCA\xBB", "" },
    { "\xCA\xBC", "" },
    { "\xCA\xBE", "" },
    { "\xCA\xBF", "" },
};

/* Where some of these letters are the language's own. */
static const char writers[] = "AZE COK LTU LVA MDA MLT NGA NIU NZL "
                              "PYF ROU TKM TON TUR TUV VNM WSM";

static bool keeps_marks(const char *country, const char *language)
{
    if (language && strncmp(language, "en", 2) != 0)
        return true;
    return strlen(country) == 3 && strstr(writers, country) != NULL;
}

static const letter *letter_at(const char *text)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (strncmp(text, letters[i].marked, strlen(letters[i].marked)) == 0)
            return &letters[i];
    return NULL;
}

static bool ends_word(char next)
{
    return next == '\0' || next == ' ' || next == '-';
}

/* ’ stays in "Ra’s" and goes at the ends of a word. */
static bool is_loose_sign(const char *name, const char *at)
{
    static const char sign[] = "\xE2\x80\x99";
    if (strncmp(at, sign, 3) != 0)
        return false;
    return at == name || ends_word(at[-1]) || ends_word(at[3]);
}

void chora_plain_name(const char *name, const char *country, const char *language,
                      chora_buffer *out)
{
    if (!*name)
        return;
    if (keeps_marks(country, language)) {
        chora_buffer_add_text(out, name);
        return;
    }
    for (const char *at = name; *at;) {
        const letter *found = letter_at(at);
        if (found) {
            chora_buffer_add_text(out, found->plain);
            at += strlen(found->marked);
        } else if (is_loose_sign(name, at)) {
            at += 3;
        } else {
            chora_buffer_add_byte(out, (unsigned char)*at++);
        }
    }
}
