/* Groups counted by reference, pages, and the ruler of the tests. */
#include "compose/scene.h"

#include "base/text.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct chora_group {
    atomic_size_t references;
    chora_arena *arena;
    chora_node *nodes;
    size_t count, capacity;
    const char *families[8]; /* Of its texts, each once. */
};

chora_group *chora_group_new(void)
{
    chora_group *group = chora_alloc(1, sizeof *group);
    if (!group)
        return NULL;
    group->arena = chora_arena_new();
    if (!group->arena) {
        free(group);
        return NULL;
    }
    atomic_init(&group->references, 1);
    return group;
}

chora_arena *chora_group_arena(chora_group *group)
{
    return group->arena;
}

/* A family's name outlives the style that it was read from. */
static const char *own_family(chora_group *group, const char *family)
{
    const size_t most = sizeof group->families / sizeof *group->families;
    size_t at = 0;
    while (at < most && group->families[at] && strcmp(group->families[at], family) != 0)
        at++;
    if (at < most && group->families[at])
        return group->families[at];
    const char *copy = chora_arena_strdup(group->arena, family);
    if (at < most)
        group->families[at] = copy;
    return copy;
}

static int own_types(chora_group *group, chora_node *node)
{
    if (node->run_count == 0)
        return 0;
    chora_run *runs = chora_arena_copy(group->arena, node->runs, node->run_count, sizeof *runs);
    if (!runs)
        return -1;
    for (size_t i = 0; i < node->run_count; i++) {
        if (!runs[i].type.family)
            continue;
        runs[i].type.family = own_family(group, runs[i].type.family);
        if (!runs[i].type.family)
            return -1;
    }
    node->runs = runs;
    return 0;
}

int chora_group_add(chora_group *group, const chora_node *node)
{
    chora_node own = *node;
    if (own_types(group, &own) ||
        chora_grow((void **)&group->nodes, &group->capacity, group->count, sizeof *group->nodes))
        return -1;
    group->nodes[group->count++] = own;
    return 0;
}

size_t chora_group_count(const chora_group *group)
{
    return group->count;
}

const chora_node *chora_group_node(const chora_group *group, size_t index)
{
    return &group->nodes[index];
}

chora_group *chora_group_ref(chora_group *group)
{
    if (group)
        atomic_fetch_add_explicit(&group->references, 1, memory_order_relaxed);
    return group;
}

void chora_group_unref(chora_group *group)
{
    if (!group || atomic_fetch_sub_explicit(&group->references, 1, memory_order_acq_rel) > 1)
        return;
    chora_arena_free(group->arena);
    free(group->nodes);
    free(group);
}

chora_page *chora_page_new(double width_pt, double height_pt)
{
    chora_page *page = chora_alloc(1, sizeof *page);
    if (!page)
        return NULL;
    page->arena = chora_arena_new();
    if (!page->arena) {
        free(page);
        return NULL;
    }
    page->width_pt = width_pt;
    page->height_pt = height_pt;
    page->paper = 0xFFFFFFFFu;
    return page;
}

int chora_page_add(chora_page *page, chora_group *group, const char *name, chora_xy offset,
                   chora_box clip)
{
    if (chora_grow((void **)&page->items, &page->item_capacity, page->item_count,
                   sizeof *page->items))
        return -1;
    page->items[page->item_count++] = (chora_item){ chora_group_ref(group), name, offset, clip };
    return 0;
}

void chora_page_free(chora_page *page)
{
    if (!page)
        return;
    for (size_t i = 0; i < page->item_count; i++)
        chora_group_unref(page->items[i].group);
    free(page->items);
    chora_arena_free(page->arena);
    free(page);
}

static chora_status measure_fixed(void *context, const chora_run *runs, size_t run_count,
                                  chora_extent *out, chora_error *err)
{
    (void)context;
    (void)err;
    chora_extent extent = { 0 };
    size_t characters = 0;
    double last_spacing = 0;
    for (size_t i = 0; i < run_count; i++) {
        const chora_type *type = &runs[i].type;
        size_t length = chora_utf8_length(runs[i].text);
        double em = type->size_pt * (type->width > 0 ? type->width : 100) / 100.0;
        extent.width_pt += (double)length * (0.5 * em + type->spacing_pt);
        if (length > 0)
            last_spacing = type->spacing_pt;
        if (extent.ascent_pt < 0.72 * type->size_pt)
            extent.ascent_pt = 0.72 * type->size_pt;
        if (extent.descent_pt < 0.21 * type->size_pt)
            extent.descent_pt = 0.21 * type->size_pt;
        characters += length;
    }
    if (characters > 0)
        extent.width_pt -= last_spacing;
    *out = extent;
    return CHORA_OK;
}

chora_ruler chora_ruler_fixed(void)
{
    return (chora_ruler){ measure_fixed, NULL, NULL };
}
