/* The stack of blocks that are not ended yet. */
#include "report/markdown_inside.h"

#include <stdlib.h>

int chora_md_no_memory(chora_md_reading *r)
{
    r->st = chora_no_memory(r->err);
    return 1;
}

int chora_md_line(const chora_markdown_context *context, int line)
{
    if (line < 0)
        return 1;
    return (size_t)line < context->line_count ? context->lines[line] : line + 1;
}

int chora_md_fail(chora_md_reading *r, int line, const char *what)
{
    r->st = chora_fail(r->err, CHORA_EINVAL, "%s:%d: %s", r->context->file, line, what);
    return 1;
}

chora_md_frame *chora_md_top(chora_md_reading *r)
{
    return &r->frames[r->depth - 1];
}

int chora_md_push(chora_md_reading *r, chora_block_kind kind, int level)
{
    if (r->depth == CHORA_MD_DEEPEST) {
        r->st = chora_fail(r->err, CHORA_ELIMIT, "%s:%d: lists and quotes are nested too deep",
                           r->context->file, chora_md_line(r->context, r->line));
        return 1;
    }
    chora_md_frame *at = &r->frames[r->depth++];
    *at = (chora_md_frame){ .block = { .kind = kind, .level = level } };
    return 0;
}

int chora_md_add_child(chora_md_reading *r, const chora_block *block)
{
    chora_md_frame *at = chora_md_top(r);
    if (chora_grow((void **)&at->children, &at->child_capacity, at->child_count,
                   sizeof *at->children))
        return chora_md_no_memory(r);
    at->children[at->child_count++] = *block;
    return 0;
}

bool chora_md_take_inlines(chora_md_reading *r, chora_md_frame *at, chora_inlines *out)
{
    out->count = at->item_count;
    out->items = chora_arena_copy(r->context->arena, at->items, at->item_count, sizeof *at->items);
    at->item_count = 0;
    return out->items || out->count == 0;
}

int chora_md_pop(chora_md_reading *r, chora_block *out)
{
    chora_md_frame *at = chora_md_top(r);
    bool fine = chora_md_take_inlines(r, at, &at->block.text);
    at->block.child_count = at->child_count;
    at->block.children =
        chora_arena_copy(r->context->arena, at->children, at->child_count, sizeof *at->children);
    fine = fine && (at->block.children || at->child_count == 0);
    *out = at->block;
    free(at->children);
    free(at->items);
    r->depth--;
    return fine ? 0 : chora_md_no_memory(r);
}

int chora_md_pop_into_parent(chora_md_reading *r)
{
    chora_block block;
    return chora_md_pop(r, &block) || chora_md_add_child(r, &block);
}
