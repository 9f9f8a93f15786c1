#include "compose/draw.h"

#include "base/direction.h"

#include <string.h>

chora_drawing chora_drawing_start(const chora_ruler *ruler, chora_error *err)
{
    chora_drawing drawing = { chora_group_new(), ruler, CHORA_OK, err, 0 };
    if (!drawing.group)
        drawing.status = chora_no_memory(err);
    return drawing;
}

chora_status chora_drawing_end(chora_drawing *drawing, chora_group **out)
{
    chora_group *group = drawing->group;
    drawing->group = NULL;
    if (drawing->status) {
        chora_group_unref(group);
        return drawing->status;
    }
    *out = group;
    return CHORA_OK;
}

chora_arena *chora_drawing_arena(chora_drawing *drawing)
{
    return drawing->status ? NULL : chora_group_arena(drawing->group);
}

void chora_drawing_check(chora_drawing *drawing, chora_status status)
{
    if (!drawing->status)
        drawing->status = status;
}

static void out_of_memory(chora_drawing *drawing)
{
    chora_drawing_check(drawing, chora_no_memory(drawing->err));
}

chora_look chora_look_fill(chora_colour fill)
{
    chora_look look = { 0 };
    look.fill = fill;
    return look;
}

chora_look chora_look_stroke(chora_pen pen)
{
    chora_look look = { 0 };
    look.stroke = pen;
    return look;
}

/* A copy in the group's memory; NULL stays NULL, no memory is remembered. */
static const char *copy_text(chora_drawing *drawing, const char *text)
{
    if (!text || drawing->status)
        return NULL;
    const char *copy = chora_arena_strdup(chora_group_arena(drawing->group), text);
    if (!copy)
        out_of_memory(drawing);
    return copy;
}

static void *copy_array(chora_drawing *drawing, const void *from, size_t count, size_t size)
{
    if (drawing->status)
        return NULL;
    void *copy = chora_arena_copy(chora_group_arena(drawing->group), from, count, size);
    if (!copy)
        out_of_memory(drawing);
    return copy;
}

double chora_drawing_mirror(const chora_words *words, double page_width_pt)
{
    return chora_words_leftward(words) ? page_width_pt : 0;
}

/* The node on the other side of the page; what is written keeps its own direction. */
static void mirror(chora_drawing *drawing, chora_node *node)
{
    double width = drawing->mirror_pt;
    size_t count = node->kind == CHORA_NODE_PATH ? node->start[node->path_count] : 0;
    chora_xy *xy = copy_array(drawing, node->xy, count, sizeof *xy);
    for (size_t i = 0; xy && i < count; i++)
        xy[i].x = width - xy[i].x;
    if (count)
        node->xy = xy;
    node->centre.x = width - node->centre.x;
    node->baseline.x = width - node->baseline.x;
    double left = width - node->box.max_x;
    node->box.max_x = width - node->box.min_x;
    node->box.min_x = left;
    if (node->align != CHORA_ALIGN_MIDDLE)
        node->align = node->align == CHORA_ALIGN_START ? CHORA_ALIGN_END : CHORA_ALIGN_START;
}

void chora_draw_node(chora_drawing *drawing, chora_node node)
{
    node.meaning.key = copy_text(drawing, node.meaning.key);
    node.meaning.title = copy_text(drawing, node.meaning.title);
    node.meaning.class_name = copy_text(drawing, node.meaning.class_name);
    if (drawing->mirror_pt > 0 && !drawing->status)
        mirror(drawing, &node);
    if (drawing->status)
        return;
    if (chora_group_add(drawing->group, &node))
        out_of_memory(drawing);
}

/* A line of a leftward text that begins with a Latin word is no rightward line; nor is a number
 * with its star, which says of itself no direction. */
static bool needs_direction(const char *text)
{
    int side = chora_text_side(text);
    size_t length = strlen(text);
    return side < 0 || (side == 0 && length > 1 && text[length - 1] == '*');
}

static const char *leftward_line(chora_drawing *drawing, const char *text)
{
    const char *line =
        chora_arena_printf(chora_group_arena(drawing->group), CHORA_LEFTWARD_MARK "%s", text);
    if (!line)
        out_of_memory(drawing);
    return line;
}

void chora_draw_text(chora_drawing *drawing, chora_meaning meaning, chora_xy baseline,
                     chora_align align, chora_type type, const char *text)
{
    if (!*text)
        return;
    chora_run run = { copy_text(drawing, text), type };
    if (drawing->mirror_pt > 0 && run.text && needs_direction(text))
        run.text = leftward_line(drawing, text);
    chora_node node = { .kind = CHORA_NODE_TEXT,
                        .meaning = meaning,
                        .baseline = baseline,
                        .align = align,
                        .run_count = 1 };
    node.runs = copy_array(drawing, &run, 1, sizeof run);
    chora_draw_node(drawing, node);
}

static void draw_path(chora_drawing *drawing, chora_meaning meaning, chora_look look,
                      const chora_xy *points, size_t count, bool closed)
{
    size_t start[2] = { 0, count };
    chora_node node = {
        .kind = CHORA_NODE_PATH, .meaning = meaning, .look = look, .path_count = 1, .closed = closed
    };
    node.start = copy_array(drawing, start, 2, sizeof *start);
    node.xy = copy_array(drawing, points, count, sizeof *points);
    chora_draw_node(drawing, node);
}

void chora_draw_box(chora_drawing *drawing, chora_meaning meaning, chora_look look, chora_box box)
{
    chora_xy ring[5] = { { box.min_x, box.min_y },
                         { box.max_x, box.min_y },
                         { box.max_x, box.max_y },
                         { box.min_x, box.max_y },
                         { box.min_x, box.min_y } };
    draw_path(drawing, meaning, look, ring, 5, true);
}

void chora_draw_line(chora_drawing *drawing, chora_meaning meaning, chora_look look,
                     const chora_xy *points, size_t count)
{
    if (count >= 2)
        draw_path(drawing, meaning, look, points, count, false);
}

void chora_draw_circle(chora_drawing *drawing, chora_meaning meaning, chora_look look,
                       chora_xy centre, double radius)
{
    chora_node node = { .kind = CHORA_NODE_CIRCLE,
                        .meaning = meaning,
                        .look = look,
                        .centre = centre,
                        .radius = radius };
    chora_draw_node(drawing, node);
}

void chora_draw_shape(chora_drawing *drawing, chora_meaning meaning, chora_look look,
                      const chora_shape *shape)
{
    if (shape->path_count == 0)
        return;
    chora_node node = { .kind = CHORA_NODE_PATH,
                        .meaning = meaning,
                        .look = look,
                        .path_count = shape->path_count,
                        .closed = shape->kind == CHORA_SHAPE_POLYGONS };
    node.start = copy_array(drawing, shape->start, shape->path_count + 1, sizeof *shape->start);
    node.xy = copy_array(drawing, shape->xy, chora_shape_points(shape), sizeof *shape->xy);
    chora_draw_node(drawing, node);
}

void chora_draw_image(chora_drawing *drawing, chora_meaning meaning, const chora_logo *image,
                      chora_box box)
{
    chora_node node = { .kind = CHORA_NODE_IMAGE, .meaning = meaning, .box = box };
    chora_logo own = *image;
    own.png = copy_array(drawing, image->png, image->length, 1);
    node.image = copy_array(drawing, &own, 1, sizeof own);
    chora_draw_node(drawing, node);
}

double chora_draw_width(chora_drawing *drawing, chora_type type, const char *text)
{
    if (drawing->status || !*text)
        return 0;
    chora_run run = { text, type };
    chora_extent extent = { 0 };
    chora_drawing_check(
        drawing, drawing->ruler->measure(drawing->ruler->context, &run, 1, &extent, drawing->err));
    return drawing->status ? 0 : extent.width_pt;
}
