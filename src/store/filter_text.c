#include "store/filter_text.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

typedef struct {
    const char *text, *at;
    int depth; /* Open parentheses. */
    chora_error *err;
} scanner;

static size_t position(const scanner *in, const char *at)
{
    size_t characters = 1;
    for (const char *c = in->text; c < at; c++)
        characters += ((unsigned char)*c & 0xc0) != 0x80;
    return characters;
}

/* A quoted text or name; a doubled quote inside stands for one. */
static chora_status pass_quoted(scanner *in)
{
    const char *open = in->at;
    char close = *open == '[' ? ']' : *open;
    for (in->at++; *in->at; in->at++) {
        if (*in->at != close)
            continue;
        in->at++;
        if (close == ']' || *in->at != close)
            break;
    }
    if (in->at[-1] != close || in->at - open < 2)
        return chora_fail(in->err, CHORA_EINVAL, "the quote opened at character %zu is not closed",
                          position(in, open));
    if (*open == '\'' && in->at - open == 5 && strncasecmp(open + 1, "now", 3) == 0)
        return chora_fail(
            in->err, CHORA_EINVAL,
            "'now' (character %zu) would make the figure depend on the day it is made",
            position(in, open));
    return CHORA_OK;
}

static chora_status pass_word(scanner *in)
{
    static const char *const refused[] = { "select", "values", "with", "raise" };
    const char *word = in->at;
    while (isalnum((unsigned char)*in->at) || *in->at == '_' || (unsigned char)*in->at >= 0x80)
        in->at++;
    size_t length = (size_t)(in->at - word);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (strlen(refused[i]) == length && strncasecmp(word, refused[i], length) == 0)
            return chora_fail(in->err, CHORA_EINVAL,
                              "%.*s (character %zu): a condition may look at one incident only, so "
                              "it has no subselects",
                              (int)length, word, position(in, word));
    return CHORA_OK;
}

static chora_status pass_sign(scanner *in)
{
    char sign = *in->at;
    bool comment = (sign == '-' && in->at[1] == '-') || (sign == '/' && in->at[1] == '*');
    if (comment || strchr(";?@:$#{}", sign))
        return chora_fail(in->err, CHORA_EINVAL, "\"%.*s\" (character %zu) is not for conditions",
                          comment ? 2 : 1, in->at, position(in, in->at));
    in->depth += (sign == '(') - (sign == ')');
    if (in->depth < 0)
        return chora_fail(in->err, CHORA_EINVAL, "the \")\" at character %zu closes nothing",
                          position(in, in->at));
    in->at++;
    return CHORA_OK;
}

chora_status chora_filter_text_check(const char *where, chora_error *err)
{
    size_t length = strlen(where);
    if (length > CHORA_FILTER_MAX)
        return chora_fail(err, CHORA_EINVAL, "the condition is longer than %d bytes",
                          CHORA_FILTER_MAX);
    size_t valid = chora_utf8_valid_prefix(where, length);
    if (valid < length)
        return chora_fail(err, CHORA_EINVAL, "the condition is not valid UTF-8 at byte %zu",
                          valid + 1);

    scanner in = { .text = where, .at = where, .err = err };
    chora_status st = CHORA_OK;
    while (*in.at && !st) {
        if (strchr("'\"`[", *in.at))
            st = pass_quoted(&in);
        else if (isalpha((unsigned char)*in.at) || *in.at == '_' || (unsigned char)*in.at >= 0x80)
            st = pass_word(&in);
        else
            st = pass_sign(&in);
    }
    if (!st && in.depth > 0)
        return chora_fail(err, CHORA_EINVAL, "%d \"(\" not closed", in.depth);
    return st;
}
