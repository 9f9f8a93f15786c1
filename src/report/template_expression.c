/* Expressions: or, and, not, comparisons, paths with a condition. */
#include "report/template_inside.h"

#include "base/text.h"

#include <string.h>

enum { DEEPEST = 32 };

static chora_status parse_or(chora_tokens *tokens, int depth, const chora_expression **out);

static chora_expression *node_new(chora_tokens *tokens, chora_expression_kind kind)
{
    chora_expression *node = chora_arena_alloc(tokens->arena, 1, sizeof *node);
    if (node) {
        node->kind = kind;
        node->at = tokens->token.at;
    }
    return node;
}

/* "a.b.c" to its names, each with its place. */
static chora_status split_path(chora_tokens *tokens, chora_expression *node)
{
    enum { MOST = 12 };
    const char *text = chora_token_copy(tokens);
    const char **names = chora_arena_alloc(tokens->arena, MOST, sizeof *names);
    chora_spot *spots = chora_arena_alloc(tokens->arena, MOST, sizeof *spots);
    if (!text || !names || !spots)
        return chora_no_memory(tokens->err);
    chora_spot at = tokens->token.at;
    while (node->name_count < MOST) {
        size_t length = strcspn(text, ".");
        spots[node->name_count] = at;
        names[node->name_count] = chora_arena_strndup(tokens->arena, text, length);
        if (!names[node->name_count++])
            return chora_no_memory(tokens->err);
        at = chora_spot_after(at, text, length + 1);
        if (!text[length])
            break;
        text += length + 1;
    }
    node->names = names;
    node->name_spots = spots;
    return CHORA_OK;
}

static chora_status parse_path(chora_tokens *tokens, const chora_expression **out)
{
    chora_expression *node = node_new(tokens, CHORA_EXPRESSION_PATH);
    chora_status st = node ? split_path(tokens, node) : chora_no_memory(tokens->err);
    if (!st)
        st = chora_tokens_next(tokens);
    if (!st && chora_token_is(&tokens->token, "where")) {
        node->where_at = tokens->spot;
        st = chora_tokens_rest(tokens, &node->where);
        if (!st && !*node->where)
            st = chora_template_fail(tokens->file, node->where_at, tokens->err,
                                     "a condition is missing behind where, such as incidents.count "
                                     "where killed > 0");
    }
    *out = node;
    return st;
}

static chora_status parse_literal(chora_tokens *tokens, const chora_expression **out)
{
    bool is_number = tokens->token.kind == CHORA_TOKEN_NUMBER;
    chora_expression *node =
        node_new(tokens, is_number ? CHORA_EXPRESSION_NUMBER : CHORA_EXPRESSION_TEXT);
    const char *text = chora_token_copy(tokens);
    if (!node || !text)
        return chora_no_memory(tokens->err);
    node->text = text;
    if (is_number && !chora_text_number(text, &node->number))
        return chora_template_fail(tokens->file, node->at, tokens->err, "\"%s\" is no number",
                                   text);
    *out = node;
    return chora_tokens_next(tokens);
}

static chora_status parse_one(chora_tokens *tokens, int depth, const chora_expression **out)
{
    if (depth > DEEPEST)
        return chora_template_fail(tokens->file, tokens->token.at, tokens->err,
                                   "brackets are nested too deep");
    if (chora_token_is(&tokens->token, "(")) {
        chora_status st = chora_tokens_next(tokens);
        if (!st)
            st = parse_or(tokens, depth + 1, out);
        if (!st && !chora_token_is(&tokens->token, ")"))
            st = chora_template_fail(tokens->file, tokens->token.at, tokens->err,
                                     "a \")\" is missing here");
        return st ? st : chora_tokens_next(tokens);
    }
    if (tokens->token.kind == CHORA_TOKEN_NAME)
        return parse_path(tokens, out);
    if (tokens->token.kind == CHORA_TOKEN_NUMBER || tokens->token.kind == CHORA_TOKEN_TEXT)
        return parse_literal(tokens, out);
    return chora_template_fail(tokens->file, tokens->token.at, tokens->err,
                               "a name, a number or a text is missing here, such as "
                               "{{ incidents.count }}");
}

static bool is_comparison(const chora_token *token)
{
    static const char *const signs[] = { "=", "!=", "<", "<=", ">", ">=" };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (token->kind == CHORA_TOKEN_SIGN && chora_token_is(token, signs[i]))
            return true;
    return false;
}

static chora_status parse_comparison(chora_tokens *tokens, int depth, const chora_expression **out)
{
    chora_status st = parse_one(tokens, depth, out);
    if (st || !is_comparison(&tokens->token))
        return st;
    chora_expression *node = node_new(tokens, CHORA_EXPRESSION_COMPARE);
    const char *sign = chora_token_copy(tokens);
    if (!node || !sign)
        return chora_no_memory(tokens->err);
    node->compare = sign;
    node->left = *out;
    st = chora_tokens_next(tokens);
    if (!st)
        st = parse_one(tokens, depth, &node->right);
    *out = node;
    return st;
}

static chora_status parse_not(chora_tokens *tokens, int depth, const chora_expression **out)
{
    if (!chora_token_is(&tokens->token, "not"))
        return parse_comparison(tokens, depth, out);
    chora_expression *node = node_new(tokens, CHORA_EXPRESSION_NOT);
    if (!node)
        return chora_no_memory(tokens->err);
    chora_status st = chora_tokens_next(tokens);
    if (!st)
        st = parse_comparison(tokens, depth, &node->left);
    *out = node;
    return st;
}

static chora_status parse_chain(chora_tokens *tokens, int depth, bool is_or,
                                const chora_expression **out)
{
    chora_status st =
        is_or ? parse_chain(tokens, depth, false, out) : parse_not(tokens, depth, out);
    while (!st && chora_token_is(&tokens->token, is_or ? "or" : "and")) {
        chora_expression *node =
            node_new(tokens, is_or ? CHORA_EXPRESSION_OR : CHORA_EXPRESSION_AND);
        if (!node)
            return chora_no_memory(tokens->err);
        node->left = *out;
        st = chora_tokens_next(tokens);
        if (!st)
            st = is_or ? parse_chain(tokens, depth, false, &node->right)
                       : parse_not(tokens, depth, &node->right);
        *out = node;
    }
    return st;
}

static chora_status parse_or(chora_tokens *tokens, int depth, const chora_expression **out)
{
    return parse_chain(tokens, depth, true, out);
}

chora_status chora_expression_read(chora_tokens *tokens, const chora_expression **out)
{
    return parse_or(tokens, 0, out);
}

chora_status chora_tokens_expect_end(chora_tokens *tokens)
{
    if (tokens->token.kind == CHORA_TOKEN_END)
        return CHORA_OK;
    return chora_template_fail(tokens->file, tokens->token.at, tokens->err,
                               "\"%.*s\" is not expected here", (int)tokens->token.length,
                               tokens->token.text);
}

chora_status chora_expression_parse(const char *file, const char *text, size_t length,
                                    chora_spot at, chora_arena *arena, const chora_expression **out,
                                    chora_error *err)
{
    chora_tokens tokens = {
        .file = file, .at = text, .end = text + length, .spot = at, .arena = arena, .err = err
    };
    chora_status st = chora_tokens_next(&tokens);
    if (!st)
        st = chora_expression_read(&tokens, out);
    return st ? st : chora_tokens_expect_end(&tokens);
}
