#include "report/picture.h"
#include "base/direction.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

static bool is_furniture(const chora_item *item)
{
    return item->name && strcmp(item->name, "furniture") == 0;
}

/* ---- the words ----------------------------------------------------------------------------- */

static size_t skip(const char *text, const char *mark)
{
    return strncmp(text, mark, strlen(mark)) == 0 ? strlen(mark) : 0;
}

/* One line behind another: without the marks that only a line of its own needs. An isolate that was
 * cut at the end of a line is one again. */
static void add_line(chora_buffer *text, const char *line)
{
    const size_t mark = strlen(CHORA_ISOLATE_END);
    if (text->length) {
        line += skip(line, CHORA_LEFTWARD_MARK);
        size_t opens = skip(line, CHORA_ISOLATE_LEFTWARD) + skip(line, CHORA_ISOLATE_RIGHTWARD);
        bool cut = opens && text->length >= mark &&
                   memcmp(text->data + text->length - mark, CHORA_ISOLATE_END, mark) == 0;
        text->length -= cut ? mark : 0;
        line += cut ? opens : 0;
        chora_buffer_add_byte(text, ' ');
    }
    chora_buffer_add_text(text, line);
}

/* All lines of a role, joined. */
static const char *words_of(const chora_page *page, const char *role, chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    for (size_t i = 0; i < page->item_count; i++) {
        const chora_group *group = page->items[i].group;
        for (size_t j = 0;
             is_furniture(&page->items[i]) && j < chora_group_count((chora_group *)group); j++) {
            const chora_node *node = chora_group_node((chora_group *)group, j);
            if (node->kind != CHORA_NODE_TEXT || !node->meaning.role ||
                strcmp(node->meaning.role, role) != 0)
                continue;
            for (size_t k = 0; k < node->run_count; k++)
                if (k == 0)
                    add_line(&text, node->runs[k].text);
                else
                    chora_buffer_add_text(&text, node->runs[k].text);
        }
    }
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

static chora_status read_words(const chora_page *page, chora_arena *arena, chora_picture_words *out,
                               chora_error *err)
{
    out->title = words_of(page, "title", arena);
    out->subtitle = words_of(page, "subtitle", arena);
    out->account = words_of(page, "account", arena);
    out->note = words_of(page, "note", arena);
    out->source = words_of(page, "source", arena);
    bool made = out->title && out->subtitle && out->account && out->note && out->source;
    return made ? CHORA_OK : chora_no_memory(err);
}

/* ---- the extent ---------------------------------------------------------------------------- */

static void add_node(const chora_node *node, chora_xy offset, chora_box *box)
{
    if (node->kind == CHORA_NODE_CIRCLE) {
        chora_box_add(
            box, (chora_xy){ node->centre.x + offset.x, node->centre.y + offset.y - node->radius });
        chora_box_add(
            box, (chora_xy){ node->centre.x + offset.x, node->centre.y + offset.y + node->radius });
    } else if (node->kind == CHORA_NODE_TEXT && node->run_count) {
        double size = node->runs[0].type.size_pt;
        chora_box_add(box, (chora_xy){ node->baseline.x + offset.x,
                                       node->baseline.y + offset.y - 0.8 * size });
        chora_box_add(box, (chora_xy){ node->baseline.x + offset.x,
                                       node->baseline.y + offset.y + 0.26 * size });
    } else if (node->kind == CHORA_NODE_IMAGE) {
        chora_box_add(box, (chora_xy){ node->box.min_x + offset.x, node->box.min_y + offset.y });
        chora_box_add(box, (chora_xy){ node->box.max_x + offset.x, node->box.max_y + offset.y });
    } else if (node->kind == CHORA_NODE_PATH) {
        for (size_t i = 0; i < node->start[node->path_count]; i++)
            chora_box_add(box, (chora_xy){ node->xy[i].x + offset.x, node->xy[i].y + offset.y });
    }
}

/* What a clipped item shows is at most its clip. */
static chora_box extent_of(const chora_item *item)
{
    chora_box box = CHORA_BOX_EMPTY;
    if (!chora_box_is_empty(item->clip))
        return item->clip;
    for (size_t i = 0; i < chora_group_count(item->group); i++)
        add_node(chora_group_node(item->group, i), item->offset, &box);
    return box;
}

static chora_box picture_box(const chora_page *page, double margin_pt)
{
    chora_box box = CHORA_BOX_EMPTY;
    for (size_t i = 0; i < page->item_count; i++)
        if (!is_furniture(&page->items[i]))
            chora_box_add_box(&box, extent_of(&page->items[i]));
    if (chora_box_is_empty(box))
        box = (chora_box){ 0, 0, page->width_pt, page->height_pt };
    box.min_x = margin_pt;
    box.max_x = page->width_pt - margin_pt;
    box.min_y = fmax(0, box.min_y - 0.5);
    box.max_y = fmin(page->height_pt, box.max_y + 0.5);
    return box;
}

/* ---- the cut ------------------------------------------------------------------------------- */

static int add_moved(chora_page *out, const chora_item *item, chora_box box)
{
    chora_box clip = item->clip;
    if (!chora_box_is_empty(clip))
        clip = (chora_box){ clip.min_x - box.min_x, clip.min_y - box.min_y, clip.max_x - box.min_x,
                            clip.max_y - box.min_y };
    return chora_page_add(out, item->group, item->name,
                          (chora_xy){ item->offset.x - box.min_x, item->offset.y - box.min_y },
                          clip);
}

static bool describe(const chora_page *page, chora_page *out)
{
    out->paper = page->paper;
    out->title = chora_arena_strdup(out->arena, page->title);
    out->description = chora_arena_strdup(out->arena, page->description);
    out->language = chora_arena_strdup(out->arena, page->language);
    out->source = chora_arena_strdup(out->arena, page->source);
    return (out->title || !page->title) && (out->description || !page->description) &&
           (out->language || !page->language) && (out->source || !page->source);
}

chora_status chora_picture_cut(const chora_page *page, double margin_pt, chora_arena *arena,
                               chora_picture_words *words, chora_page **out, chora_error *err)
{
    chora_box box = picture_box(page, margin_pt);
    chora_page *cut = chora_page_new(box.max_x - box.min_x, box.max_y - box.min_y);
    chora_status st = cut ? read_words(page, arena, words, err) : chora_no_memory(err);
    for (size_t i = 0; !st && i < page->item_count; i++)
        if (!is_furniture(&page->items[i]) && add_moved(cut, &page->items[i], box))
            st = chora_no_memory(err);
    if (!st && !describe(page, cut))
        st = chora_no_memory(err);
    if (st)
        chora_page_free(cut);
    else
        *out = cut;
    return st;
}
