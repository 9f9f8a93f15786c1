#include "base/breaks.h"

#include <ctype.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* "104–232": a dash between digits holds them together. */
static bool is_in_range(const char *text, size_t length, size_t at)
{
    return at >= 4 && at < length && memcmp(text + at - 3, "\xE2\x80\x93", 3) == 0 &&
           isdigit((unsigned char)text[at]) && isdigit((unsigned char)text[at - 4]);
}

bool chora_text_breaks(const char *text, size_t length, const char *language, bool *may_break)
{
    UErrorCode code = U_ZERO_ERROR;
    UText source = UTEXT_INITIALIZER;
    utext_openUTF8(&source, text, (int64_t)length, &code);
    UBreakIterator *breaks = ubrk_open(UBRK_LINE, language ? language : "en", NULL, 0, &code);
    ubrk_setUText(breaks, &source, &code);
    memset(may_break, 0, (length + 1) * sizeof *may_break);
    for (int32_t at = 0; U_SUCCESS(code) && (at = ubrk_next(breaks)) != UBRK_DONE;)
        if ((size_t)at <= length && !is_in_range(text, length, (size_t)at))
            may_break[at] = true;
    may_break[length] = true;
    if (breaks)
        ubrk_close(breaks);
    utext_close(&source);
    return U_SUCCESS(code);
}
