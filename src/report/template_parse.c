/* Text and tags to a tree. A control tag alone on its line takes the line with it. */
#include "report/template_inside.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 32 };

const char *const chora_template_blocks[] = { "figure",   "chart",   "table", "keys",
                                              "methods",  "account", "about", "disclaimer",
                                              "contents", "page",    NULL };
const char *const chora_template_containers[] = { "lead", "side", "box", "small", NULL };

/* How a list of parts ended. */
typedef enum { ENDED_FILE, ENDED_END, ENDED_ELSE } ending;

typedef struct {
    const char *file, *at, *end;
    chora_spot spot;
    chora_arena *arena;
    chora_error *err;
    chora_tokens tokens; /* Of the tag last read. */
    chora_spot tag_at;
    int depth;
} parsing;

/* Parts gathered, on the heap until they are done. */
typedef struct {
    chora_template_part *items;
    size_t count, capacity;
} gathering;

static chora_status fail(parsing *p, chora_spot at, const char *what)
{
    return chora_template_fail(p->file, at, p->err, "%s", what);
}

static chora_status gather(parsing *p, gathering *list, chora_template_part part)
{
    if (chora_grow((void **)&list->items, &list->capacity, list->count, sizeof part))
        return chora_no_memory(p->err);
    list->items[list->count++] = part;
    return CHORA_OK;
}

static chora_status gathered(parsing *p, gathering *list, chora_status st,
                             chora_template_parts *out)
{
    out->count = list->count;
    out->items = chora_arena_copy(p->arena, list->items, list->count, sizeof *list->items);
    free(list->items);
    return st ? st : out->items || !out->count ? CHORA_OK : chora_no_memory(p->err);
}

static void advance(parsing *p, size_t length)
{
    p->spot = chora_spot_after(p->spot, p->at, length);
    p->at += length;
}

/* ---- text between tags --------------------------------------------------------------------- */

/* The end of the tag that begins at `from` ("{{"): "}}" outside quotes; NULL: none. */
static const char *tag_end(const char *from, const char *end)
{
    char quote = 0;
    for (const char *at = from + 2; at + 1 < end; at++) {
        if (quote)
            quote = *at == quote ? 0 : quote;
        else if (*at == '"' || (*at == '\'' && !isalnum((unsigned char)at[-1])))
            quote = *at;
        else if (at[0] == '}' && at[1] == '}')
            return at;
    }
    return memmem(from, (size_t)(end - from), "}}", 2);
}

/* Blanks before the tag back to the start of its line: how many; -1 when it is not first. */
static long blanks_before(const char *start, const char *tag)
{
    const char *at = tag;
    while (at > start && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    return at == start || at[-1] == '\n' ? tag - at : -1;
}

/* Length up to and with the newline when nothing else follows on the line; 0: something does. */
static size_t rest_of_line(const char *at, const char *end)
{
    const char *from = at;
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
        at++;
    if (at == end)
        return (size_t)(at - from);
    return *at == '\n' ? (size_t)(at - from) + 1 : 0;
}

static bool is_one_of(const chora_token *token, const char *const *words)
{
    for (; *words; words++)
        if (chora_token_is(token, *words))
            return true;
    return false;
}

static bool is_control(const chora_token *token)
{
    static const char *const words[] = { "if", "else", "end", "for", NULL };
    return is_one_of(token, words) || is_one_of(token, chora_template_containers);
}

static chora_status add_text(parsing *p, gathering *list, const char *text, size_t length,
                             chora_spot at)
{
    if (!length)
        return CHORA_OK;
    return gather(
        p, list,
        (chora_template_part){ .kind = CHORA_PART_TEXT, .at = at, .text = text, .length = length });
}

/* ---- tags ---------------------------------------------------------------------------------- */

static chora_status parse_parts(parsing *p, chora_template_parts *out, ending *how);

static chora_status parse_body(parsing *p, chora_spot at, const char *what, bool may_else,
                               chora_template_parts *out, ending *how)
{
    if (++p->depth > DEEPEST)
        return fail(p, at, "{{ if }} and {{ for }} are nested too deep");
    chora_status st = parse_parts(p, out, how);
    p->depth--;
    if (st)
        return st;
    if (*how == ENDED_FILE)
        return chora_template_fail(
            p->file, at, p->err,
            "{{ %s }} has no {{ end }}; put {{ end }} behind what belongs to it", what);
    if (*how == ENDED_ELSE && !may_else)
        return fail(p, p->tag_at, "{{ else }} belongs to {{ if }}");
    return CHORA_OK;
}

static chora_status parse_if(parsing *p, chora_template_part *part)
{
    enum { MOST = 32 };
    chora_template_branch *branches = chora_arena_alloc(p->arena, MOST, sizeof *branches);
    chora_spot at = p->tag_at;
    ending how = ENDED_ELSE;
    bool is_else = false;
    chora_status st = branches ? chora_tokens_next(&p->tokens) : chora_no_memory(p->err);

    part->kind = CHORA_PART_IF;
    part->branches = branches;
    while (!st && how == ENDED_ELSE) {
        if (part->branch_count == MOST || is_else)
            return fail(p, p->tag_at,
                        is_else ? "after {{ else }} comes {{ end }}" : "too many branches");
        chora_template_branch *branch = &branches[part->branch_count++];
        is_else = p->tokens.token.kind == CHORA_TOKEN_END && part->branch_count > 1;
        if (!is_else)
            st = chora_expression_read(&p->tokens, &branch->condition);
        if (!st)
            st = chora_tokens_expect_end(&p->tokens);
        if (!st)
            st = parse_body(p, at, "if", true, &branch->body, &how);
        if (!st && how == ENDED_ELSE && chora_token_is(&p->tokens.token, "if"))
            st = chora_tokens_next(&p->tokens);
    }
    return st;
}

static chora_status parse_limit(parsing *p, chora_template_part *part)
{
    double number;
    chora_status st = chora_tokens_next(&p->tokens);
    const char *text = st ? NULL : chora_token_copy(&p->tokens);
    if (st)
        return st;
    if (p->tokens.token.kind != CHORA_TOKEN_NUMBER || !text || !chora_text_number(text, &number) ||
        number < 1 || number > 1e6)
        return fail(p, p->tokens.token.at, "limit takes a number, such as limit 5");
    part->limit = (size_t)number;
    return chora_tokens_next(&p->tokens);
}

static chora_status parse_for(parsing *p, chora_template_part *part)
{
    ending how;
    part->kind = CHORA_PART_FOR;
    chora_status st = chora_tokens_next(&p->tokens);
    if (!st && p->tokens.token.kind != CHORA_TOKEN_NAME)
        return fail(p, p->tokens.token.at, "write {{ for p in provinces }}");
    part->variable = st ? NULL : chora_token_copy(&p->tokens);
    if (!st && part->variable && strchr(part->variable, '.'))
        return fail(p, p->tokens.token.at, "the name of a loop has no dot");
    if (!st)
        st = chora_tokens_next(&p->tokens);
    if (!st && !chora_token_is(&p->tokens.token, "in"))
        return fail(p, p->tokens.token.at, "\"in\" is missing: {{ for p in provinces }}");
    if (!st)
        st = chora_tokens_next(&p->tokens);
    if (!st)
        st = chora_expression_read(&p->tokens, &part->value);
    if (!st && chora_token_is(&p->tokens.token, "limit"))
        st = parse_limit(p, part);
    if (!st)
        st = chora_tokens_expect_end(&p->tokens);
    return st ? st : parse_body(p, part->at, "for", false, &part->body, &how);
}

static chora_status parse_option(parsing *p, const char *key, chora_spot at,
                                 chora_template_option *out)
{
    chora_status st = chora_tokens_next(&p->tokens);
    if (st)
        return st;
    if (p->tokens.token.kind == CHORA_TOKEN_END || p->tokens.token.kind == CHORA_TOKEN_SIGN)
        return chora_template_fail(p->file, at, p->err, "%s= needs a value, such as %s=\"…\"", key,
                                   key);
    *out = (chora_template_option){ key, chora_token_copy(&p->tokens), p->tokens.token.at };
    return out->value ? chora_tokens_next(&p->tokens) : chora_no_memory(p->err);
}

/* "figure a b title="…"": names, then options. */
static chora_status parse_words(parsing *p, chora_template_part *part)
{
    enum { MOST = 16 };
    const char **words = chora_arena_alloc(p->arena, MOST, sizeof *words);
    chora_spot *spots = chora_arena_alloc(p->arena, MOST, sizeof *spots);
    chora_template_option *options = chora_arena_alloc(p->arena, MOST, sizeof *options);
    part->word = chora_token_copy(&p->tokens);
    if (!words || !spots || !options || !part->word)
        return chora_no_memory(p->err);
    part->words = words;
    part->word_spots = spots;
    part->options = options;
    chora_status st = chora_tokens_next(&p->tokens);
    while (!st && p->tokens.token.kind != CHORA_TOKEN_END) {
        chora_spot at = p->tokens.token.at;
        const char *text = chora_token_copy(&p->tokens);
        if (!text || part->word_count == MOST || part->option_count == MOST)
            return text ? fail(p, at, "too many words") : chora_no_memory(p->err);
        if (p->tokens.token.kind == CHORA_TOKEN_SIGN)
            return chora_tokens_expect_end(&p->tokens);
        st = chora_tokens_next(&p->tokens);
        if (!st && chora_token_is(&p->tokens.token, "=")) {
            st = parse_option(p, text, at, &options[part->option_count++]);
        } else if (!st) {
            words[part->word_count] = text;
            spots[part->word_count++] = at;
        }
    }
    return st;
}

static chora_status parse_container(parsing *p, chora_template_part *part)
{
    ending how;
    part->kind = CHORA_PART_CONTAINER;
    chora_status st = parse_words(p, part);
    return st ? st : parse_body(p, part->at, part->word, false, &part->body, &how);
}

/* A name by itself that is nearly a block's: {{ tabel provinces }}. */
static chora_status check_leftover(parsing *p, const chora_template_part *part)
{
    if (p->tokens.token.kind == CHORA_TOKEN_END)
        return CHORA_OK;
    const char *first = part->value->kind == CHORA_EXPRESSION_PATH ? part->value->names[0] : "";
    const char *near = chora_text_nearest(first, chora_template_blocks);
    if (!near)
        near = chora_text_nearest(first, chora_template_containers);
    if (near)
        return chora_template_fail(p->file, part->at, p->err,
                                   "unknown word \"%s\"; did you mean \"%s\"?", first, near);
    return chora_tokens_expect_end(&p->tokens);
}

static chora_status parse_value(parsing *p, chora_template_part *part)
{
    part->kind = CHORA_PART_VALUE;
    chora_status st = chora_expression_read(&p->tokens, &part->value);
    return st ? st : check_leftover(p, part);
}

static chora_status parse_tag(parsing *p, chora_template_part *part)
{
    const chora_token *token = &p->tokens.token;
    if (chora_token_is(token, "if"))
        return parse_if(p, part);
    if (chora_token_is(token, "for"))
        return parse_for(p, part);
    if (is_one_of(token, chora_template_containers))
        return parse_container(p, part);
    if (is_one_of(token, chora_template_blocks)) {
        part->kind = CHORA_PART_BLOCK;
        return parse_words(p, part);
    }
    return parse_value(p, part);
}

/* ---- a list of parts ----------------------------------------------------------------------- */

/* Read the text up to the next tag and the tag's first word; false at the end of the file. */
static chora_status next_tag(parsing *p, gathering *list, bool *found)
{
    const char *start = p->at;
    const char *tag = memmem(p->at, (size_t)(p->end - p->at), "{{", 2);
    chora_spot text_at = p->spot;
    *found = tag != NULL;
    if (!tag) {
        size_t length = (size_t)(p->end - p->at);
        advance(p, length);
        return add_text(p, list, start, length, text_at);
    }
    advance(p, (size_t)(tag - start));
    p->tag_at = p->spot;
    const char *close = tag_end(tag, p->end);
    if (!close)
        return fail(p, p->tag_at, "{{ is not closed by }}; put }} behind the name");
    p->tokens = (chora_tokens){ .file = p->file,
                                .at = tag + 2,
                                .end = close,
                                .spot = { p->spot.row, p->spot.column + 2 },
                                .arena = p->arena,
                                .err = p->err };
    advance(p, (size_t)(close - tag) + 2);
    bool comment = tag + 2 < close && tag[2] == '#';
    if (comment)
        p->tokens.at = close;
    chora_status st = chora_tokens_next(&p->tokens);
    long before = blanks_before(start, tag);
    size_t behind = rest_of_line(p->at, p->end);
    size_t length = (size_t)(tag - start);
    bool at_line_start = before >= 0 && (tag - before > start || p->tag_at.column == before + 1);
    if (!st && (comment || is_control(&p->tokens.token)) && at_line_start && behind) {
        length -= (size_t)before;
        advance(p, behind);
    }
    return st ? st : add_text(p, list, start, length, text_at);
}

static chora_status parse_parts(parsing *p, chora_template_parts *out, ending *how)
{
    gathering list = { 0 };
    bool found = true;
    chora_status st = CHORA_OK;

    *how = ENDED_FILE;
    while (!st && found && !(st = next_tag(p, &list, &found)) && found) {
        if (p->tokens.token.kind == CHORA_TOKEN_END) /* A comment, or {{ }}. */
            continue;
        if (chora_token_is(&p->tokens.token, "end") || chora_token_is(&p->tokens.token, "else")) {
            *how = chora_token_is(&p->tokens.token, "end") ? ENDED_END : ENDED_ELSE;
            st = chora_tokens_next(&p->tokens);
            if (!st && *how == ENDED_END)
                st = chora_tokens_expect_end(&p->tokens);
            break;
        }
        chora_template_part part = { .at = p->tag_at };
        st = parse_tag(p, &part);
        if (!st)
            st = gather(p, &list, part);
    }
    return gathered(p, &list, st, out);
}

chora_status chora_template_parse(const char *file, const char *text, size_t length, int first_row,
                                  chora_arena *arena, chora_template_parts *out, chora_error *err)
{
    parsing p = { .file = file,
                  .at = text,
                  .end = text + length,
                  .spot = { first_row, 1 },
                  .arena = arena,
                  .err = err };
    chora_template_parts parts;
    ending how;
    chora_status st = parse_parts(&p, &parts, &how);
    if (!st && how != ENDED_FILE)
        st = fail(&p, p.tag_at,
                  how == ENDED_END ? "{{ end }} ends nothing; take it away, or is an {{ if }} or "
                                     "{{ for }} missing before it?"
                                   : "{{ else }} belongs to {{ if }}");
    if (!st)
        *out = parts;
    return st;
}
