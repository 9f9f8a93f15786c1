#include "report/template_tokens.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

chora_status chora_template_fail(const char *file, chora_spot at, chora_error *err,
                                 const char *format, ...)
{
    char message[CHORA_ERROR_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return chora_fail(err, CHORA_EINVAL, "%s:%d:%d: %s", file, at.row, at.column, message);
}

chora_spot chora_spot_after(chora_spot at, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') {
            at.row++;
            at.column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            at.column++;
        }
    }
    return at;
}

static void step(chora_tokens *tokens, size_t length)
{
    tokens->spot = chora_spot_after(tokens->spot, tokens->at, length);
    tokens->at += length;
}

static bool is_name_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_' || byte == '-' || byte == '.' ||
           (unsigned char)byte >= 0x80;
}

static size_t quoted_length(const chora_tokens *tokens)
{
    const char *close = memchr(tokens->at + 1, *tokens->at, (size_t)(tokens->end - tokens->at) - 1);
    return close ? (size_t)(close - tokens->at) + 1 : 0;
}

static size_t sign_length(const char *at, const char *end)
{
    if (end - at > 1 && at[1] == '=' && strchr("!<>", at[0]))
        return 2;
    return strchr("=<>()", *at) ? 1 : 0;
}

static chora_status take_quoted(chora_tokens *tokens)
{
    size_t length = quoted_length(tokens);
    if (!length)
        return chora_template_fail(tokens->file, tokens->spot, tokens->err,
                                   "a text that begins with %c must end with %c", *tokens->at,
                                   *tokens->at);
    tokens->token = (chora_token){ CHORA_TOKEN_TEXT, tokens->at + 1, length - 2, tokens->spot };
    step(tokens, length);
    return CHORA_OK;
}

static void take(chora_tokens *tokens, chora_token_kind kind, size_t length)
{
    tokens->token = (chora_token){ kind, tokens->at, length, tokens->spot };
    step(tokens, length);
}

chora_status chora_tokens_next(chora_tokens *tokens)
{
    while (tokens->at < tokens->end && isspace((unsigned char)*tokens->at))
        step(tokens, 1);
    if (tokens->at == tokens->end) {
        take(tokens, CHORA_TOKEN_END, 0);
        return CHORA_OK;
    }
    if (*tokens->at == '"' || *tokens->at == '\'')
        return take_quoted(tokens);
    size_t length = 0;
    while (tokens->at + length < tokens->end && is_name_byte(tokens->at[length]))
        length++;
    if (length) {
        take(tokens, isdigit((unsigned char)*tokens->at) ? CHORA_TOKEN_NUMBER : CHORA_TOKEN_NAME,
             length);
        return CHORA_OK;
    }
    length = sign_length(tokens->at, tokens->end);
    if (!length)
        return chora_template_fail(tokens->file, tokens->spot, tokens->err,
                                   "\"%c\" means nothing here", *tokens->at);
    take(tokens, CHORA_TOKEN_SIGN, length);
    return CHORA_OK;
}

bool chora_token_is(const chora_token *token, const char *text)
{
    return (token->kind == CHORA_TOKEN_NAME || token->kind == CHORA_TOKEN_SIGN) &&
           strlen(text) == token->length && memcmp(text, token->text, token->length) == 0;
}

const char *chora_token_copy(const chora_tokens *tokens)
{
    return chora_arena_strndup(tokens->arena, tokens->token.text, tokens->token.length);
}

chora_status chora_tokens_rest(chora_tokens *tokens, const char **out)
{
    const char *from = tokens->at;
    int depth = 0;
    char quote = 0;
    size_t length = 0;
    for (; from + length < tokens->end; length++) {
        char byte = from[length];
        if (quote) {
            quote = byte == quote ? 0 : quote;
            continue;
        }
        if (byte == '"' || byte == '\'')
            quote = byte;
        else if (byte == '(')
            depth++;
        else if (byte == ')' && depth-- == 0)
            break;
    }
    size_t blank = 0, kept = length;
    while (blank < kept && isspace((unsigned char)from[blank]))
        blank++;
    while (kept > blank && isspace((unsigned char)from[kept - 1]))
        kept--;
    *out = chora_arena_strndup(tokens->arena, from + blank, kept - blank);
    step(tokens, length);
    return *out ? chora_tokens_next(tokens) : chora_no_memory(tokens->err);
}
