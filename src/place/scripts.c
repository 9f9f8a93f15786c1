#include "place/scripts.h"

enum { LATIN = 1, GREEK = 2, CYRILLIC = 4, NO_LETTER = 0, OTHER = 8 };

/* By the lead bytes of UTF-8: U+00C0-024F and 1E00-1EFF, U+0370-03FF and 1F00-1FFF, U+0400-052F. */
static int script_at(const unsigned char *at)
{
    unsigned char c = at[0], d = c ? at[1] : 0;

    if (c < 0x80)
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? LATIN : NO_LETTER;
    if ((c >= 0xC3 && c <= 0xC8) || (c == 0xC9 && d < 0x90))
        return c == 0xC3 && (d == 0x97 || d == 0xB7) ? NO_LETTER : LATIN;
    if (c == 0xCD || c == 0xCE || (c == 0xCF && d <= 0xBF))
        return c == 0xCD && d < 0xB0 ? OTHER : GREEK;
    if (c >= 0xD0 && c <= 0xD4)
        return c == 0xD4 && d >= 0xB0 ? OTHER : CYRILLIC;
    if (c == 0xE1 && d >= 0xB8 && d <= 0xBB)
        return LATIN;
    return c == 0xE1 && d >= 0xBC && d <= 0xBF ? GREEK : OTHER;
}

bool chora_scripts_mixed(const char *text)
{
    int seen = 0;

    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if ((*at & 0xC0) == 0x80)
            continue;
        int script = script_at(at);
        if (script == NO_LETTER)
            seen = 0;
        else if (script != OTHER)
            seen |= script;
        if (seen & (seen - 1)) /* More than one bit. */
            return true;
    }
    return false;
}
