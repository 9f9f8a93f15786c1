#include "compose/letters.h"

static const char *missing_in(const chora_node *node, const chora_ruler *ruler)
{
    chora_extent extent = { 0 };

    for (size_t i = 0; node->kind == CHORA_NODE_TEXT && i < node->run_count; i++)
        if (!ruler->measure(ruler->context, &node->runs[i], 1, &extent, NULL) &&
            extent.missing_glyphs)
            return node->runs[i].text;
    return NULL;
}

const char *chora_letters_missing(const chora_page *page, const chora_ruler *ruler)
{
    for (size_t i = 0; i < page->item_count; i++) {
        const chora_group *group = page->items[i].group;
        for (size_t n = 0; n < chora_group_count(group); n++) {
            const char *text = missing_in(chora_group_node(group, n), ruler);
            if (text)
                return text;
        }
    }
    return NULL;
}
