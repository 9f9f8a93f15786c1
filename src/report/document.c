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

int chora_inlines_side(chora_inlines inlines)
{
    int side = 0;
    for (size_t i = 0; !side && i < inlines.count; i++)
        side = chora_text_side(inlines.items[i].text);
    return side;
}
