/**
 * @file
 * The words and signs between {{ and }}.
 */
#ifndef CHORA_REPORT_TEMPLATE_TOKENS_H
#define CHORA_REPORT_TEMPLATE_TOKENS_H

#include "report/template.h"

typedef enum {
    CHORA_TOKEN_END,
    CHORA_TOKEN_NAME, /**< incidents.count, attacks-by-province. */
    CHORA_TOKEN_NUMBER,
    CHORA_TOKEN_TEXT, /**< In quotes; without them. */
    CHORA_TOKEN_SIGN  /**< = != < <= > >= ( ) */
} chora_token_kind;

typedef struct {
    chora_token_kind kind;
    const char *text; /**< Into the template; not terminated. */
    size_t length;
    chora_spot at;
} chora_token;

/** Reads on from a place in the template. */
typedef struct {
    const char *file, *at, *end;
    chora_spot spot;
    chora_arena *arena;
    chora_token token; /**< The one it stands on. */
    chora_error *err;
} chora_tokens;

/** Read the next token. CHORA_EINVAL: a quote that is not closed, a sign that means nothing. */
chora_status chora_tokens_next(chora_tokens *tokens);
/** Is the token this name or sign? */
bool chora_token_is(const chora_token *token, const char *text);
/** Its text, in the arena; NULL without memory. */
const char *chora_token_copy(const chora_tokens *tokens);
/** What is left, up to the end or an unmatched ")", as text; the token after it is read. */
chora_status chora_tokens_rest(chora_tokens *tokens, const char **out);

/** "file:row:column: message", CHORA_EINVAL. */
chora_status chora_template_fail(const char *file, chora_spot at, chora_error *err,
                                 const char *format, ...) CHORA_PRINTF(4, 5);

/** The place behind some text. */
chora_spot chora_spot_after(chora_spot at, const char *text, size_t length);

#endif
