/* Text, with the marks that stand for values and blocks in it. */
#include "report/markdown_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int chora_md_add_inline(chora_md_reading *r, chora_inline item)
{
    chora_md_frame *at = chora_md_top(r);
    if (chora_grow((void **)&at->items, &at->item_capacity, at->item_count, sizeof *at->items))
        return chora_md_no_memory(r);
    at->items[at->item_count++] = item;
    return 0;
}

int chora_md_add_text(chora_md_reading *r, const char *text, size_t length)
{
    if (length == 0)
        return 0;
    chora_inline item = { .text = chora_arena_strndup(r->context->arena, text, length),
                          .style = r->style | r->marked_style,
                          .link = r->link,
                          .swatch = r->swatch };
    r->swatch = NULL;
    return item.text ? chora_md_add_inline(r, item) : chora_md_no_memory(r);
}

static int add_note(chora_md_reading *r, size_t index)
{
    if (index >= r->notes->count)
        return 0;
    chora_footnote *note = &r->notes->items[index];
    if (note->number == 0)
        note->number = ++r->notes->marked;
    chora_inline item = { .text = chora_arena_printf(r->context->arena, "%zu", note->number),
                          .style = r->style | r->marked_style,
                          .note = note->number };
    return item.text ? chora_md_add_inline(r, item) : chora_md_no_memory(r);
}

/* What stands between a mark and CLOSE. */
static int do_mark(chora_md_reading *r, char which, const char *word, size_t length)
{
    char text[32];
    snprintf(text, sizeof text, "%.*s", (int)length, word);
    size_t number = (size_t)strtoul(text, NULL, 10);
    switch ((unsigned char)which) {
    case 0x84:
        r->marked_style = (unsigned)number;
        return 0;
    case 0x85:
        r->swatch = chora_arena_strdup(r->context->arena, text);
        return r->swatch ? 0 : chora_md_no_memory(r);
    case 0x86:
        return add_note(r, number);
    default: /* A block, the beginning or the end of one. */
        return chora_md_add_inline(
            r, (chora_inline){ .text = "",
                               .style = CHORA_MD_BLOCK_MARK << ((unsigned char)which & 3),
                               .note = number + 1 });
    }
}

bool chora_markdown_is_marked(const char *text, size_t length)
{
    for (size_t i = 0; i + 2 < length; i++)
        if (text[i] == '\xEE' && text[i + 1] == '\x80' && (unsigned char)text[i + 2] <= 0x8F)
            return true;
    return false;
}

int chora_md_add_marked_text(chora_md_reading *r, const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        const char *mark = memmem(text, (size_t)(end - text), "\xEE\x80", 2);
        size_t plain = mark ? (size_t)(mark - text) : (size_t)(end - text);
        if (chora_md_add_text(r, text, plain))
            return 1;
        if (!mark || mark + 3 > end)
            return 0;
        const char *close = memmem(mark, (size_t)(end - mark), CHORA_MARK_CLOSE, 3);
        if (!close)
            return 0;
        if (do_mark(r, mark[2], mark + 3, (size_t)(close - mark) - 3))
            return 1;
        text = close + 3;
    }
    return 0;
}

bool chora_md_is_block_mark(const chora_inline *item)
{
    return item->style >= CHORA_MD_BLOCK_MARK;
}

int chora_md_check_no_marks(chora_md_reading *r, const chora_inlines *text)
{
    for (size_t i = 0; i < text->count; i++)
        if (chora_md_is_block_mark(&text->items[i]))
            return chora_md_fail(
                r, chora_md_line(r->context, r->line),
                "a figure, table or other block stands alone, between empty lines, not "
                "in a heading, a list or a table");
    return 0;
}
