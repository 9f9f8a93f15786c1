/* Running a template: text is copied, values are printed, blocks are made and marked. */
#include "report/run.h"

#include "base/text.h"
#include "report/markdown.h"
#include "report/template_tokens.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_TITLE = 1 << 16, MOST_LOCALS = 64 };

/* ---- the text with its lines --------------------------------------------------------------- */

static chora_status note_lines(chora_run_work *run, const char *text, size_t length, int row,
                               bool advances)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '\n')
            continue;
        if (chora_grow((void **)&run->lines, &run->line_capacity, run->line_count,
                       sizeof *run->lines))
            return chora_no_memory(run->err);
        run->lines[run->line_count++] = row;
        row += advances;
    }
    return CHORA_OK;
}

static chora_status write_text(chora_run_work *run, const char *text, size_t length, int row,
                               bool advances)
{
    chora_buffer_add(&run->text, text, length);
    if (run->text.failed)
        return chora_fail(run->err, CHORA_ELIMIT, "%s:%d: the report is longer than %zu MB",
                          run->request->file, row, run->text.maximum >> 20);
    return note_lines(run, text, length, row, advances);
}

/* ---- values -------------------------------------------------------------------------------- */

chora_inlines chora_run_inlines(chora_run_work *run, const char *text, unsigned style)
{
    if (!text || !*text)
        return (chora_inlines){ 0 };
    chora_inline *item = chora_arena_alloc(run->arena, 1, sizeof *item);
    if (item)
        *item = (chora_inline){ .text = text, .style = style };
    return (chora_inlines){ item, item ? 1 : 0 };
}

/* "[domain](address)" for each. */
static void write_links(const chora_record_story *story, chora_buffer *out)
{
    for (size_t i = 0; i < story->link_count; i++) {
        const char *link = story->links[i], *host = strstr(link, "://");
        if (strncmp(link, "http", 4) != 0)
            continue;
        host = host ? host + 3 : link;
        if (strncmp(host, "www.", 4) == 0)
            host += 4;
        char name[128];
        size_t length = strcspn(host, "/?#");
        if (length >= sizeof name)
            length = sizeof name - 1;
        memcpy(name, host, length);
        name[length] = '\0';
        chora_buffer_add_text(out, i ? ", [" : "[");
        chora_markdown_escape(name, out);
        chora_buffer_add_text(out, "](<");
        for (const char *at = link; *at; at++)
            if (*at != '<' && *at != '>' && *at != '|' && *at != '\n')
                chora_buffer_add_byte(out, (unsigned char)*at);
        chora_buffer_add_text(out, ">)");
    }
}

static chora_status run_value(chora_run_work *run, const chora_template_part *part)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    chora_value value;
    const char *plain = "";
    chora_status st = chora_value_of(&run->values, part->value, &value, run->err);

    if (!st && value.kind == CHORA_VALUE_LINKS)
        write_links(value.story, &text);
    else if (!st)
        st = chora_value_text(&run->values, &value, &plain, run->err);
    if (!st && value.kind != CHORA_VALUE_LINKS)
        chora_markdown_escape(plain, &text);
    if (!st && text.failed)
        st = chora_no_memory(run->err);
    if (!st)
        st = write_text(run, chora_buffer_text(&text), text.length, part->at.row, false);
    chora_buffer_free(&text);
    return st;
}

chora_status chora_run_fill(chora_run_work *run, const char *text, chora_spot at, const char **out)
{
    chora_buffer filled = CHORA_BUFFER_INIT(LONGEST_TITLE);
    chora_status st = CHORA_OK;
    while (!st && *text) {
        size_t plain = strcspn(text, "{"), length = 0;
        chora_buffer_add(&filled, text, plain);
        text += plain;
        if (!*text)
            break;
        length = strcspn(text, "}");
        if (!text[length])
            return chora_buffer_free(&filled),
                   chora_template_fail(run->request->file, at, run->err,
                                       "\"{\" in a text is not closed by \"}\"");
        const chora_expression *expression;
        chora_value value;
        const char *told = "";
        st = chora_expression_parse(run->request->file, text + 1, length - 1, at, run->arena,
                                    &expression, run->err);
        if (!st)
            st = chora_value_of(&run->values, expression, &value, run->err);
        if (!st)
            st = chora_value_text(&run->values, &value, &told, run->err);
        chora_buffer_add_text(&filled, told);
        text += length + 1;
    }
    *out = filled.failed ? NULL : chora_arena_strdup(run->arena, chora_buffer_text(&filled));
    chora_buffer_free(&filled);
    return st ? st : *out ? CHORA_OK : chora_no_memory(run->err);
}

chora_status chora_run_option(chora_run_work *run, const chora_template_part *part, const char *key,
                              const char *fallback, const char **out)
{
    *out = fallback;
    for (size_t i = 0; i < part->option_count; i++)
        if (strcmp(part->options[i].key, key) == 0)
            return chora_run_fill(run, part->options[i].value, part->options[i].at, out);
    return CHORA_OK;
}

chora_status chora_run_check_options(chora_run_work *run, const chora_template_part *part,
                                     const char *const *keys)
{
    for (size_t i = 0; i < part->option_count; i++) {
        const char *key = part->options[i].key;
        size_t known = 0;
        while (keys[known] && strcmp(keys[known], key) != 0)
            known++;
        if (keys[known])
            continue;
        if (!keys[0])
            return chora_template_fail(run->request->file, part->options[i].at, run->err,
                                       "{{ %s }} has no options", part->word);
        const char *near = chora_text_nearest(key, keys);
        return chora_template_fail(run->request->file, part->options[i].at, run->err,
                                   near ? "{{ %s }} has no \"%s\"; did you mean \"%s\"?"
                                        : "{{ %s }} has no \"%s\"; there is %s",
                                   part->word, key, near ? near : keys[0]);
    }
    return CHORA_OK;
}

/* ---- control ------------------------------------------------------------------------------- */

static chora_status run_if(chora_run_work *run, const chora_template_part *part)
{
    for (size_t i = 0; i < part->branch_count; i++) {
        const chora_template_branch *branch = &part->branches[i];
        chora_value value = { .kind = CHORA_VALUE_BOOL, .number = 1 };
        chora_status st = branch->condition
                              ? chora_value_of(&run->values, branch->condition, &value, run->err)
                              : CHORA_OK;
        if (st)
            return st;
        if (chora_value_is_true(&run->values, &value))
            return chora_run_parts(run, branch->body);
    }
    return CHORA_OK;
}

static chora_status run_for(chora_run_work *run, const chora_template_part *part)
{
    chora_value list, *items = NULL;
    size_t count = 0;
    chora_status st = chora_value_of(&run->values, part->value, &list, run->err);
    if (!st)
        st = chora_value_items(&run->values, &list, part->value->at, &items, &count, run->err);
    if (!st && run->values.local_count == MOST_LOCALS)
        return chora_template_fail(run->request->file, part->at, run->err,
                                   "loops are nested too deep");
    size_t local = run->values.local_count;
    if (!st)
        run->values.local_count++;
    for (size_t i = 0; !st && i < count && (!part->limit || i < part->limit); i++) {
        run->values.locals[local] = (chora_local){ part->variable, items[i] };
        st = chora_run_parts(run, part->body);
    }
    if (run->values.local_count > local)
        run->values.local_count = local;
    return st;
}

/* ---- blocks -------------------------------------------------------------------------------- */

static chora_status add_made(chora_run_work *run, const chora_block *block, size_t *index)
{
    if (chora_grow((void **)&run->made, &run->made_capacity, run->made_count, sizeof *run->made))
        return chora_no_memory(run->err);
    *index = run->made_count;
    run->made[run->made_count++] = *block;
    return CHORA_OK;
}

static chora_status write_mark(chora_run_work *run, const char *mark, size_t index, int row)
{
    char text[64];
    chora_buffer line = CHORA_BUFFER_INIT(sizeof text);
    chora_buffer_printf(&line, "\n\n%s%zu" CHORA_MARK_CLOSE "\n\n", mark, index);
    chora_status st = write_text(run, chora_buffer_text(&line), line.length, row, false);
    chora_buffer_free(&line);
    return st;
}

static chora_status make_page_break(chora_run_work *run, const chora_template_part *part,
                                    chora_block *out)
{
    if (part->word_count != 1 || strcmp(part->words[0], "break") != 0)
        return chora_template_fail(run->request->file, part->at, run->err,
                                   "write {{ page break }}");
    out->kind = CHORA_BLOCK_PAGE_BREAK;
    return CHORA_OK;
}

static chora_status make_contents(chora_run_work *run, const chora_template_part *part,
                                  chora_block *out)
{
    (void)run, (void)part;
    out->kind = CHORA_BLOCK_CONTENTS;
    return CHORA_OK;
}

static chora_status make_block(chora_run_work *run, const chora_template_part *part,
                               chora_block *out)
{
    static const struct {
        const char *word;
        chora_status (*make)(chora_run_work *, const chora_template_part *, chora_block *);
    } makers[] = { { "figure", chora_run_figure },   { "chart", chora_run_figure },
                   { "table", chora_run_table },     { "keys", chora_run_keys },
                   { "methods", chora_run_methods }, { "account", chora_run_account },
                   { "about", chora_run_about },     { "disclaimer", chora_run_disclaimer },
                   { "contents", make_contents },    { "page", make_page_break } };
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (strcmp(makers[i].word, part->word) == 0)
            return makers[i].make(run, part, out);
    return chora_fail(run->err, CHORA_EINVAL, "no block \"%s\"", part->word);
}

static chora_status run_block(chora_run_work *run, const chora_template_part *part)
{
    chora_block block = { .line = part->at.row, .title = "", .subtitle = "" };
    size_t index = 0;
    chora_status st = make_block(run, part, &block);
    if (!st)
        st = add_made(run, &block, &index);
    return st ? st : write_mark(run, CHORA_MARK_OPEN, index, part->at.row);
}

static chora_block_kind container_kind(const char *word)
{
    return strcmp(word, "lead") == 0   ? CHORA_BLOCK_LEAD
           : strcmp(word, "side") == 0 ? CHORA_BLOCK_SIDE
           : strcmp(word, "box") == 0  ? CHORA_BLOCK_BOX
                                       : CHORA_BLOCK_SMALL;
}

static chora_status run_container(chora_run_work *run, const chora_template_part *part)
{
    chora_block block = {
        .kind = container_kind(part->word), .line = part->at.row, .title = "", .subtitle = ""
    };
    size_t index = 0;
    chora_status st = CHORA_OK;
    if (part->word_count)
        st = chora_run_fill(run, part->words[0], part->word_spots[0], &block.title);
    if (!st)
        st = add_made(run, &block, &index);
    if (!st)
        st = write_mark(run, CHORA_MARK_BEGIN, index, part->at.row);
    if (!st)
        st = chora_run_parts(run, part->body);
    return st ? st : write_mark(run, CHORA_MARK_END, 0, part->at.row);
}

static chora_status run_part(chora_run_work *run, const chora_template_part *part)
{
    switch (part->kind) {
    case CHORA_PART_TEXT:
        if (chora_markdown_is_marked(part->text, part->length))
            return chora_template_fail(run->request->file, part->at, run->err,
                                       "characters of a private area (U+E000 to U+E00F) cannot be "
                                       "set");
        return write_text(run, part->text, part->length, part->at.row, true);
    case CHORA_PART_VALUE:
        return run_value(run, part);
    case CHORA_PART_IF:
        return run_if(run, part);
    case CHORA_PART_FOR:
        return run_for(run, part);
    case CHORA_PART_BLOCK:
        return run_block(run, part);
    case CHORA_PART_CONTAINER:
        return run_container(run, part);
    }
    return CHORA_OK;
}

chora_status chora_run_parts(chora_run_work *run, chora_template_parts parts)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < parts.count; i++)
        st = run_part(run, &parts.items[i]);
    return st;
}
