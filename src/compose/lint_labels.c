/* Labels against what is drawn under them: borders, their own areas, leaders, symbols. */
#include "compose/lint_inside.h"
#include "compose/page_shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So much of a box may lie over a line or a symbol before it is said to. */
static const double touch_pt = 0.1;

/* Something drawn that labels keep off, in its group's coordinates. */
typedef struct {
    const chora_node *node;
    const chora_item *place;
    size_t item, index;
    chora_shape shape; /* of paths */
    chora_box box;     /* on the page, within the item's clip */
} mark;

typedef struct {
    mark *items;
    size_t count, capacity;
} marks;

static bool has_role(const chora_node *node, const char *role)
{
    return chora_lint_same(node->meaning.role, role);
}

static bool in_layer(const chora_node *node, const char *layer)
{
    return chora_lint_same(node->meaning.layer, layer);
}

/* Borders of the areas; the lines of the base layer, which only the neighbours' names keep off. */
static bool is_line(const chora_node *node)
{
    return node->kind == CHORA_NODE_PATH && !chora_lint_same(node->meaning.class_name, "river") &&
           (has_role(node, "area") || has_role(node, "border") || has_role(node, "line"));
}

/* Dots of a cloud lie under everything; a name stands on them with its halo. */
static bool is_symbol(const chora_node *node)
{
    return node->kind != CHORA_NODE_TEXT &&
           (in_layer(node, "symbols") || has_role(node, "uncertain-bar")) &&
           (node->look.fill & 0xFF || node->look.stroke.width_pt > 0) &&
           !has_role(node, "town-casing") && !has_role(node, "cloud-dot");
}

static chora_box shifted(chora_box box, chora_xy by)
{
    return (chora_box){ box.min_x + by.x, box.min_y + by.y, box.max_x + by.x, box.max_y + by.y };
}

static chora_box clipped(chora_box box, chora_box clip)
{
    if (chora_box_is_empty(clip))
        return box;
    return (chora_box){ fmax(box.min_x, clip.min_x), fmax(box.min_y, clip.min_y),
                        fmin(box.max_x, clip.max_x), fmin(box.max_y, clip.max_y) };
}

static chora_box box_of(const chora_node *node, const chora_shape *shape)
{
    chora_xy at = node->centre;
    return node->kind == CHORA_NODE_PATH
               ? shape->box
               : chora_box_grow((chora_box){ at.x, at.y, at.x, at.y }, node->radius);
}

static chora_status add_mark(chora_lint *look, marks *list, size_t item, size_t index)
{
    const chora_item *place = &look->page->items[item];
    mark found = {
        .node = chora_group_node(place->group, index), .place = place, .item = item, .index = index
    };
    if (found.node->kind == CHORA_NODE_PATH)
        found.shape = chora_lint_shape(found.node);
    found.box = clipped(shifted(box_of(found.node, &found.shape), place->offset), place->clip);
    if (chora_grow((void **)&list->items, &list->capacity, list->count, sizeof found))
        return chora_no_memory(look->err);
    list->items[list->count++] = found;
    return CHORA_OK;
}

static chora_status gather(chora_lint *look, bool (*wanted)(const chora_node *), marks *out)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; i < look->page->item_count; i++) {
        const chora_group *group = look->page->items[i].group;
        for (size_t n = 0; !st && n < chora_group_count(group); n++)
            if (wanted(chora_group_node(group, n)))
                st = add_mark(look, out, i, n);
    }
    return st;
}

/* ---- what lies in between ---------------------------------------------------------------------
 */

static bool covers_box(const chora_node *node, chora_box box)
{
    const chora_xy corners[] = { { box.min_x, box.min_y },
                                 { box.min_x, box.max_y },
                                 { box.max_x, box.min_y },
                                 { box.max_x, box.max_y } };
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++)
        if (!chora_lint_covers(node, corners[i]))
            return false;
    return true;
}

/* Is a plate (an inset's ground, a white tab) painted over the mark and under the text? */
static bool is_hidden(const chora_lint *look, const mark *what, const chora_seen_text *text)
{
    for (size_t i = what->item + 1; i <= text->item; i++) {
        const chora_item *place = &look->page->items[i];
        size_t end = i == text->item ? text->index : chora_group_count(place->group);
        chora_xy back = { -place->offset.x, -place->offset.y };
        for (size_t n = 0; n < end; n++) {
            const chora_node *node = chora_group_node(place->group, n);
            if (node->kind == CHORA_NODE_PATH && node->closed && (node->look.fill & 0xFF) == 0xFF &&
                covers_box(node, shifted(text->box, back)))
                return true;
        }
    }
    return false;
}

/* ---- lines ------------------------------------------------------------------------------------
 */

/* An island that no eye finds on the page. */
static bool is_speck(const mark *line)
{
    static const double speck_pt = 0.8;
    chora_box box = line->shape.box;
    return fmax(box.max_x - box.min_x, box.max_y - box.min_y) < speck_pt;
}

static bool crosses(const mark *line, chora_box box)
{
    const chora_node *node = line->node;
    if (node->kind == CHORA_NODE_PATH && is_speck(line))
        return false;
    box = clipped(chora_box_grow(box, -touch_pt), line->place->clip);
    box = shifted(box, (chora_xy){ -line->place->offset.x, -line->place->offset.y });
    for (size_t p = 0; p < node->path_count; p++)
        for (size_t i = node->start[p]; i + 1 < node->start[p + 1]; i++)
            if (chora_segment_meets_box(node->xy[i], node->xy[i + 1], box))
                return true;
    return false;
}

/* The centres of a path lie where they lie, and their names beside them. A name that stands outside
 * may cover lines of what is not looked at: of other countries, of areas that are not covered. The
 * areas themselves say where the others' are. */
static bool keeps_off(const chora_seen_text *text, const mark *line)
{
    if (has_role(text->node, "path-label"))
        return false;
    if (has_role(text->node, "area-label-outside"))
        return has_role(line->node, "area") &&
               !chora_lint_same(line->node->meaning.class_name, "not-covered");
    return !has_role(line->node, "line") || has_role(text->node, "neighbour-label");
}

static const char *name_of(const chora_node *node)
{
    return node->meaning.title ? node->meaning.title
           : node->meaning.key ? node->meaning.key
                               : chora_lint_role(node);
}

static chora_status check_borders(chora_lint *look, const marks *lines, const chora_seen_text *text)
{
    for (size_t i = 0; i < lines->count; i++) {
        const mark *line = &lines->items[i];
        if (line->item > text->item || !chora_box_overlaps(line->box, text->box) ||
            !keeps_off(text, line) || !crosses(line, text->box) || is_hidden(look, line, text))
            continue;
        return chora_lint_tell(
            look, CHORA_LINT_BORDER,
            chora_arena_printf(look->report.arena, "\"%s\" (%s) lies over the border of %s",
                               chora_lint_text(text->node), chora_lint_role(text->node),
                               name_of(line->node)));
    }
    return CHORA_OK;
}

/* ---- the area it names ------------------------------------------------------------------------
 */

static bool holds(const mark *area, chora_xy point)
{
    point.x -= area->place->offset.x;
    point.y -= area->place->offset.y;
    return chora_page_shape_holds(&area->shape, point);
}

static chora_xy middle_of(chora_box box)
{
    return (chora_xy){ (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 };
}

/* On any of the maps of the page (an inset draws an area again). */
static bool lies_in_area(const marks *lines, const char *key, chora_xy point)
{
    for (size_t i = 0; i < lines->count; i++)
        if (has_role(lines->items[i].node, "area") &&
            chora_lint_same(lines->items[i].node->meaning.key, key) &&
            holds(&lines->items[i], point))
            return true;
    return false;
}

static bool has_leader(const chora_lint *look, const marks *lines, const char *key)
{
    for (size_t i = 0; i < look->page->item_count; i++) {
        const chora_item *place = &look->page->items[i];
        for (size_t n = 0; n < chora_group_count(place->group); n++) {
            const chora_node *node = chora_group_node(place->group, n);
            if (!has_role(node, "leader") || node->kind != CHORA_NODE_CIRCLE ||
                !chora_lint_same(node->meaning.key, key))
                continue;
            chora_xy dot = { node->centre.x + place->offset.x, node->centre.y + place->offset.y };
            if (lies_in_area(lines, key, dot))
                return true;
        }
    }
    return false;
}

static chora_status check_area(chora_lint *look, const marks *lines, const chora_seen_text *text)
{
    const chora_node *node = text->node;
    const char *key = node->meaning.key, *wrong = NULL;
    if (has_role(node, "area-label-outside") && !has_leader(look, lines, key))
        wrong = "stands outside without a leader from inside its area";
    else if ((has_role(node, "area-label") || has_role(node, "area-number")) &&
             !lies_in_area(lines, key, middle_of(text->box)))
        wrong = "does not stand in its area";
    if (!wrong)
        return CHORA_OK;
    return chora_lint_tell(look, CHORA_LINT_AREA,
                           chora_arena_printf(look->report.arena, "\"%s\" (%s) %s",
                                              chora_lint_text(node), chora_lint_role(node), wrong));
}

/* ---- symbols ----------------------------------------------------------------------------------
 */

static double farthest(chora_xy at, chora_box box)
{
    return hypot(fmax(fabs(box.min_x - at.x), fabs(box.max_x - at.x)),
                 fmax(fabs(box.min_y - at.y), fabs(box.max_y - at.y)));
}

static double nearest(chora_xy at, chora_box box)
{
    return hypot(fmax(fmax(box.min_x - at.x, at.x - box.max_x), 0),
                 fmax(fmax(box.min_y - at.y, at.y - box.max_y), 0));
}

/* An empty ring may stand round a name. */
static bool meets_circle(const chora_node *circle, chora_box box)
{
    double half = circle->look.stroke.width_pt / 2;
    if (nearest(circle->centre, box) >= circle->radius + half)
        return false;
    return circle->look.fill & 0xFF || farthest(circle->centre, box) > circle->radius - half;
}

static bool meets(const mark *symbol, chora_box box)
{
    const chora_node *node = symbol->node;
    box = shifted(chora_box_grow(box, -touch_pt),
                  (chora_xy){ -symbol->place->offset.x, -symbol->place->offset.y });
    if (node->kind == CHORA_NODE_CIRCLE)
        return meets_circle(node, box);
    return node->look.fill & 0xFF ? chora_page_shape_meets(&symbol->shape, box)
                                  : crosses(symbol, box);
}

static chora_status check_symbols(chora_lint *look, const marks *symbols,
                                  const chora_seen_text *text)
{
    for (size_t i = 0; i < symbols->count; i++) {
        const mark *symbol = &symbols->items[i];
        if (!chora_box_overlaps(symbol->box, text->box) || !meets(symbol, text->box) ||
            is_hidden(look, symbol, text))
            continue;
        return chora_lint_tell(
            look, CHORA_LINT_SYMBOL,
            chora_arena_printf(look->report.arena, "\"%s\" (%s) lies over the symbol of %s",
                               chora_lint_text(text->node), chora_lint_role(text->node),
                               name_of(symbol->node)));
    }
    return CHORA_OK;
}

/* ---- all of it --------------------------------------------------------------------------------
 */

static chora_status check_labels(chora_lint *look, const marks *lines, const marks *symbols)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < look->text_count; i++) {
        const chora_seen_text *text = &look->texts[i];
        /* The words on an empty map are about all of it. */
        if (!in_layer(text->node, "labels") || has_role(text->node, "empty"))
            continue;
        st = check_borders(look, lines, text);
        if (!st)
            st = check_area(look, lines, text);
        if (!st)
            st = check_symbols(look, symbols, text);
    }
    return st;
}

chora_status chora_lint_labels(chora_lint *look)
{
    marks lines = { 0 }, symbols = { 0 };
    chora_status st = gather(look, is_line, &lines);
    if (!st)
        st = gather(look, is_symbol, &symbols);
    if (!st)
        st = check_labels(look, &lines, &symbols);
    free(lines.items);
    free(symbols.items);
    return st;
}
