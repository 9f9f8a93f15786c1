#include "report/document.h"

#include "base/direction.h"

#include <stdlib.h>

void chora_document_free(chora_document *document)
{
    if (!document)
        return;
    for (size_t i = 0; i < document->page_count; i++)
        chora_page_free(document->pages[i]);
    free(document->pages);
    chora_arena_free(document->arena);
    free(document);
}

void chora_inlines_text(chora_inlines inlines, chora_buffer *out)
{
    for (size_t i = 0; i < inlines.count; i++)
        chora_buffer_add_text(
            out, inlines.items[i].style & CHORA_INLINE_BREAK ? " " : inlines.items[i].text);
}

void chora_report_cell_text(const chora_report_cell *cell, chora_buffer *out)
{
    if (!cell->low) {
        chora_inlines_text(cell->text, out);
    } else {
        chora_buffer_add_text(out, cell->low);
        if (cell->high)
            chora_buffer_printf(out, "%s%s", cell->between, cell->high);
    }
    if (cell->mark)
        chora_buffer_add_text(out, cell->mark);
}

static void count_sides(chora_inlines inlines, chora_text_sides *sides)
{
    for (size_t i = 0; i < inlines.count; i++)
        chora_text_count_sides(inlines.items[i].text, sides);
}

bool chora_inlines_turned(chora_inlines inlines, bool page_leftward)
{
    chora_text_sides sides = { 0 };
    count_sides(inlines, &sides);
    return chora_sides_turned(&sides, page_leftward);
}

static void count_block(const chora_block *block, chora_text_sides *sides)
{
    if (block->kind == CHORA_BLOCK_TABLE && !block->table.headless)
        for (size_t i = 0; i < block->table.column_count; i++)
            count_sides(block->table.columns[i].head, sides);
    count_sides(block->text, sides);
    for (size_t i = 0; i < block->child_count; i++)
        count_block(&block->children[i], sides);
}

bool chora_block_turned(const chora_block *block, bool page_leftward)
{
    chora_text_sides sides = { 0 };
    count_block(block, &sides);
    return chora_sides_turned(&sides, page_leftward);
}
