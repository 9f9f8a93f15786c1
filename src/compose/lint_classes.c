/* What the map shows against what the legend explains and the layer holds. */
#include "compose/lint_inside.h"

#include <string.h>

static bool has_role(const chora_node *node, const char *role)
{
    return chora_lint_same(node->meaning.role, role);
}

/* Through the nodes of the page. */
typedef struct {
    const chora_page *page;
    size_t item, index;
} walk;

static const chora_node *next_of(walk *at, const char *role)
{
    for (; at->item < at->page->item_count; at->item++, at->index = 0) {
        const chora_group *group = at->page->items[at->item].group;
        while (at->index < chora_group_count(group)) {
            const chora_node *node = chora_group_node(group, at->index++);
            if (has_role(node, role))
                return node;
        }
    }
    return NULL;
}

/* ---- the legend -------------------------------------------------------------------------------
 */

static const chora_node *find_swatch(const chora_page *page, const char *class_name)
{
    walk at = { page, 0, 0 };
    const chora_node *node;
    while ((node = next_of(&at, "swatch")))
        if (chora_lint_same(node->meaning.class_name, class_name))
            return node;
    return NULL;
}

static bool look_alike(const chora_node *a, const chora_node *b)
{
    const chora_hatch *p = &a->look.hatch, *q = &b->look.hatch;
    return a->look.fill == b->look.fill && (p->gap_pt > 0) == (q->gap_pt > 0) &&
           (p->gap_pt <= 0 ||
            (p->colour == q->colour && p->angle_deg == q->angle_deg && p->gap_pt == q->gap_pt &&
             p->crossed == q->crossed && p->dotted == q->dotted));
}

/* A figure without a legend at all has asked for none. */
static chora_status check_legend(chora_lint *look, const char *role)
{
    walk at = { look->page, 0, 0 }, swatches = at;
    const chora_node *area;
    if (!next_of(&swatches, "swatch"))
        return CHORA_OK;
    while ((area = next_of(&at, role))) {
        const char *class_name = area->meaning.class_name;
        const chora_node *swatch = class_name ? find_swatch(look->page, class_name) : NULL;
        if (!class_name || (swatch && look_alike(area, swatch)))
            continue;
        return chora_lint_tell(look, CHORA_LINT_LEGEND,
                               chora_arena_printf(look->report.arena,
                                                  swatch ? "the legend shows %s otherwise than the "
                                                           "map, where %s has it"
                                                         : "the legend has no %s, which %s has",
                                                  class_name, area->meaning.key));
    }
    return CHORA_OK;
}

/* ---- the areas --------------------------------------------------------------------------------
 */

/* Again in the same group? An inset may draw an area again, a map not. */
static bool is_twice(walk at, const chora_node *area)
{
    size_t item = at.item;
    const chora_node *node;
    while ((node = next_of(&at, "area")) && at.item == item)
        if (chora_lint_same(node->meaning.key, area->meaning.key))
            return true;
    return false;
}

static chora_status check_once(chora_lint *look)
{
    walk at = { look->page, 0, 0 };
    const chora_node *area;
    while ((area = next_of(&at, "area"))) {
        if (!is_twice(at, area))
            continue;
        return chora_lint_tell(
            look, CHORA_LINT_MISSING,
            chora_arena_printf(look->report.arena, "%s is drawn twice", area->meaning.key));
    }
    return CHORA_OK;
}

chora_status chora_lint_classes(chora_lint *look)
{
    chora_status st = check_legend(look, "area");
    if (!st)
        st = check_legend(look, "hexagon");
    if (!st)
        st = check_legend(look, "part");
    if (!st)
        st = check_legend(look, "uncertain");
    if (!st)
        st = check_legend(look, "uncertain-part");
    return st ? st : check_once(look);
}

/* ---- the layer's areas ------------------------------------------------------------------------
 */

static bool is_in_view(const chora_item *place, const chora_node *node)
{
    if (node->kind != CHORA_NODE_PATH || node->path_count == 0)
        return false;
    chora_box box = chora_lint_shape(node).box;
    box = (chora_box){ box.min_x + place->offset.x, box.min_y + place->offset.y,
                       box.max_x + place->offset.x, box.max_y + place->offset.y };
    return chora_box_is_empty(place->clip) || chora_box_overlaps(box, place->clip);
}

static bool is_drawn(const chora_page *page, const char *code)
{
    walk at = { page, 0, 0 };
    const chora_node *node;
    while ((node = next_of(&at, "area")))
        if (chora_lint_same(node->meaning.key, code) && is_in_view(&page->items[at.item], node))
            return true;
    return false;
}

static chora_status add(chora_lint_report *report, const char *message, chora_error *err)
{
    /* The report's own list may have no spare room: its capacity is not kept. */
    size_t capacity = report->count;
    if (!message ||
        chora_grow((void **)&report->problems, &capacity, report->count, sizeof *report->problems))
        return chora_no_memory(err);
    report->problems[report->count++] = (chora_lint_problem){ CHORA_LINT_MISSING, message };
    return CHORA_OK;
}

static bool is_known(const char *const *codes, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (chora_lint_same(codes[i], code))
            return true;
    return false;
}

chora_status chora_lint_areas(const chora_page *page, const char *const *codes,
                              const char *const *names, size_t count, const char *note,
                              chora_lint_report *report, chora_error *err)
{
    chora_status st = CHORA_OK;
    walk at = { page, 0, 0 };
    const chora_node *node;
    for (size_t i = 0; !st && i < count; i++)
        if (!is_drawn(page, codes[i]) && !(note && strstr(note, names[i])))
            st = add(report,
                     chora_arena_printf(report->arena, "%s (%s) is in the layer and not drawn",
                                        names[i], codes[i]),
                     err);
    while (!st && (node = next_of(&at, "area")))
        if (!is_known(codes, count, node->meaning.key))
            st = add(report,
                     chora_arena_printf(report->arena, "%s is drawn and not in the layer",
                                        node->meaning.key),
                     err);
    return st;
}

const char *chora_lint_kind_name(chora_lint_kind kind)
{
    static const char *const names[] = { "overlap", "outside", "small",  "pale",   "glyph",
                                         "border",  "area",    "symbol", "legend", "missing" };
    return names[kind];
}
