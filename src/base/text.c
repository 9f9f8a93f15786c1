/* The only file that sees ICU. */
#include "base/text.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

/* Eight bytes of ASCII without a NUL? */
static bool is_plain_word(const char *text)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    uint64_t word;

    memcpy(&word, text, sizeof word);
    return ((word | (word - ones)) & tops) == 0;
}

size_t chora_utf8_valid_prefix(const char *text, size_t length)
{
    const uint8_t *bytes = (const uint8_t *)text;
    int64_t at = 0;

    while ((size_t)at < length) {
        if (length - (size_t)at >= 8 && is_plain_word(text + at)) {
            at += 8;
            continue;
        }
        if (length >= 8 && length - (size_t)at < 8 && is_plain_word(text + length - 8))
            return length; /* The rest, with some that was looked at. */
        int64_t before = at;
        UChar32 c;
        U8_NEXT(bytes, at, (int64_t)length, c);
        if (c <= 0)
            return (size_t)before;
    }
    return length;
}

size_t chora_utf8_encode(uint32_t code, char out[4])
{
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };

    if (code > 0x10FFFF)
        return 0;
    for (size_t i = length; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(lead[length] | code);
    return length;
}

size_t chora_utf8_length(const char *text)
{
    size_t count = 0;

    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

size_t chora_utf8_cut(const char *text, size_t maximum)
{
    size_t length = strnlen(text, maximum + 1);

    if (length <= maximum)
        return length;
    while (maximum > 0 && ((unsigned char)text[maximum] & 0xC0) == 0x80)
        maximum--;
    return maximum;
}

int chora_text_to_utf8(const char *encoding, const void *bytes, size_t length, chora_buffer *out)
{
    enum { CHUNK = 4096 };
    UErrorCode status = U_ZERO_ERROR;
    UConverter *from = ucnv_open(encoding, &status);
    UConverter *to = ucnv_open("UTF-8", &status);
    int answer = 0;

    if (U_FAILURE(status) || !from || !to) {
        answer = -1;
        goto done;
    }
    ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);

    UChar pivot[CHUNK];
    UChar *pivot_from = pivot, *pivot_to = pivot;
    const char *source = bytes, *source_end = source + length;
    UBool reset = 1;
    do {
        char chunk[CHUNK];
        char *target = chunk;
        status = U_ZERO_ERROR;
        ucnv_convertEx(to, from, &target, chunk + CHUNK, &source, source_end, pivot, &pivot_from,
                       &pivot_to, pivot + CHUNK, reset, 1, &status);
        reset = 0;
        chora_buffer_add(out, chunk, (size_t)(target - chunk));
    } while (status == U_BUFFER_OVERFLOW_ERROR && !out->failed);
    if (U_FAILURE(status))
        answer = -2;

done:
    ucnv_close(from);
    ucnv_close(to);
    return answer;
}

/* ---- normal forms -------------------------------------------------------------------------- */

/* UTF-16 of a text; malloc'ed; NULL without memory. */
static UChar *to_utf16(const char *text, int32_t *length)
{
    UErrorCode status = U_ZERO_ERROR;
    size_t bytes = strlen(text);
    UChar *wide = bytes > INT32_MAX / 4 ? NULL : chora_alloc(bytes + 1, sizeof *wide);

    if (wide)
        u_strFromUTF8WithSub(wide, (int32_t)bytes + 1, length, text, (int32_t)bytes, 0xFFFD, NULL,
                             &status);
    return wide;
}

static UChar *normalized(const UNormalizer2 *form, const UChar *text, int32_t *length)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = *length * 4 + 32;
    UChar *out = chora_alloc((size_t)room, sizeof *out);

    if (!out)
        return NULL;
    int32_t made = unorm2_normalize(form, text, *length, out, room, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR) {
        UChar *larger = chora_realloc(out, (size_t)made + 1, sizeof *out);
        if (!larger) {
            free(out);
            return NULL;
        }
        out = larger;
        status = U_ZERO_ERROR;
        made = unorm2_normalize(form, text, *length, out, made + 1, &status);
    }
    *length = U_SUCCESS(status) ? made : 0;
    return out;
}

static void add_code_point(chora_buffer *out, UChar32 c)
{
    uint8_t bytes[4];
    int32_t length = 0;

    U8_APPEND_UNSAFE(bytes, length, c);
    chora_buffer_add(out, bytes, (size_t)length);
}

/* Arabic, Persian, Pashto and Urdu shapes of one letter made one. */
static UChar32 folded_letter(UChar32 c)
{
    switch (c) {
    case 0x064A: /* yeh */
    case 0x0649: /* alef maksura */
    case 0x06CD: /* yeh with tail */
    case 0x06D0: /* e */
    case 0x06D2: /* yeh barree */
        return 0x06CC;
    case 0x0643: /* kaf */
    case 0x06AA: /* swash kaf */
        return 0x06A9;
    case 0x06AB: /* kaf with ring, Pashto gaf */
        return 0x06AF;
    case 0x0629: /* teh marbuta */
    case 0x06C0: /* heh with yeh above */
    case 0x06C1: /* heh goal */
    case 0x06BE: /* heh doachashmee */
    case 0x06D5: /* ae */
        return 0x0647;
    case 0x0671: /* alef wasla */
        return 0x0627;
    case 0x0131: /* dotless i */
        return 'i';
    default:
        return c;
    }
}

void chora_text_capital(const char *text, chora_buffer *out)
{
    int32_t at = 0, length = (int32_t)strnlen(text, INT32_MAX);
    UChar32 first = 0;

    if (length)
        U8_NEXT(text, at, length, first);
    if (first > 0)
        add_code_point(out, u_totitle(first));
    chora_buffer_add_text(out, text + at);
}

void chora_text_upper(const char *text, chora_buffer *out)
{
    int32_t at = 0, length = (int32_t)strnlen(text, INT32_MAX);
    while (at < length) {
        UChar32 one;
        U8_NEXT(text, at, length, one);
        if (one > 0)
            add_code_point(out, u_toupper(one));
    }
}

static bool is_ignored(UChar32 c)
{
    int8_t type = u_charType(c);

    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR ||
           c == 0x0640 /* tatweel */ || c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BB ||
           c == 0x02BC || c == 0x02BF || c == 0x02BE || c == '`' || c == 0x00B4;
}

static void add_key_character(chora_buffer *out, UChar32 c, bool *space)
{
    int32_t digit = u_charDigitValue(c);

    if (is_ignored(c))
        return;
    if (!u_isalnum(c)) {
        *space = out->length > 0;
        return;
    }
    if (*space)
        chora_buffer_add_byte(out, ' ');
    *space = false;
    if (digit >= 0)
        chora_buffer_add_byte(out, (unsigned char)('0' + digit));
    else
        add_code_point(out, folded_letter(c));
}

/* What a character of ASCII is in a key. */
enum { ASCII_SPACE, ASCII_NOTHING, ASCII_KEPT };

static int ascii_class(unsigned char c)
{
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter || (c >= '0' && c <= '9'))
        return ASCII_KEPT;
    return c == '\'' || c == '`' ? ASCII_NOTHING : ASCII_SPACE;
}

/* ASCII is its own decomposition, and ICU need not be asked what it is. */
static bool add_ascii_key(const char *text, chora_buffer *out)
{
    enum { RUN = 64 };
    char run[RUN];
    size_t used = 0;
    bool space = false, any = false;

    for (const char *at = text; *at; at++)
        if ((unsigned char)*at >= 0x80)
            return false;
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        int class = ascii_class(c);
        if (class == ASCII_SPACE)
            space = any;
        if (class != ASCII_KEPT)
            continue;
        if (used + 2 > RUN) {
            chora_buffer_add(out, run, used);
            used = 0;
        }
        if (space)
            run[used++] = ' ';
        run[used++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        space = false;
        any = true;
    }
    chora_buffer_add(out, run, used);
    return true;
}

void chora_text_key(const char *text, chora_buffer *out)
{
    UErrorCode status = U_ZERO_ERROR;

    chora_buffer_clear(out);
    if (add_ascii_key(text, out))
        return;

    /* NFKC_Casefold first, so that what folding composes is decomposed again afterwards. */
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&status);
    const UNormalizer2 *decompose = unorm2_getNFKDInstance(&status);
    int32_t length = 0;
    UChar *wide = to_utf16(text, &length);
    UChar *folded = wide && U_SUCCESS(status) ? normalized(fold, wide, &length) : NULL;
    UChar *apart = folded ? normalized(decompose, folded, &length) : NULL;

    if (!apart)
        out->failed = true;
    bool space = false;
    for (int32_t at = 0; apart && at < length;) {
        UChar32 c;
        U16_NEXT(apart, at, length, c);
        add_key_character(out, c, &space);
    }
    free(wide);
    free(folded);
    free(apart);
}

void chora_text_nfc(const char *text, chora_buffer *out)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *compose = unorm2_getNFCInstance(&status);
    int32_t length = 0;

    chora_buffer_clear(out);
    UChar *wide = to_utf16(text, &length);
    UChar *made = wide && U_SUCCESS(status) ? normalized(compose, wide, &length) : NULL;
    if (!made)
        out->failed = true;
    for (int32_t at = 0; made && at < length;) {
        UChar32 c;
        U16_NEXT(made, at, length, c);
        add_code_point(out, c);
    }
    free(wide);
    free(made);
}

bool chora_text_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

const char *chora_text_beyond(const char *said, const char *text)
{
    static const char *const commas[] = { ", ", "\xD8\x8C " };
    size_t length = strlen(said);
    if (!length || strncmp(text, said, length) != 0)
        return text;
    const char *rest = text + length;
    for (size_t i = 0; i < sizeof commas / sizeof *commas; i++)
        if (strncmp(rest, commas[i], strlen(commas[i])) == 0)
            return rest + strlen(commas[i]);
    return *rest ? text : rest;
}

void chora_text_add_short(chora_buffer *out, const char *text)
{
    enum { LONG = 40, SHOWN = 12 };
    while (*text) {
        size_t digits = strspn(text, "0123456789abcdef");
        size_t length = digits ? digits : 1;
        chora_buffer_add(out, text, digits >= LONG ? SHOWN : length);
        if (digits >= LONG)
            chora_buffer_add_text(out, "\xE2\x80\xA6");
        text += length;
    }
}
