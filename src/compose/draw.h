/**
 * @file
 * Sticky drawing into a group: text, boxes, lines and circles with their meaning. After the first
 * failure nothing more is drawn; ask for the status once at the end.
 */
#ifndef CHORA_COMPOSE_DRAW_H
#define CHORA_COMPOSE_DRAW_H

#include "compose/scene.h"
#include "style/language.h"

#define CHORA_PT_PER_MM (72.0 / 25.4)

typedef struct {
    chora_group *group; /**< Owned until chora_drawing_end takes it away. */
    const chora_ruler *ruler;
    chora_status status;
    chora_error *err;
    double mirror_pt; /**< Width of a page read from right to left: what is drawn changes sides,
                         lines of text run leftward. 0: drawn as it is told. */
} chora_drawing;

/** Start a group. A failure is in the drawing's status. */
chora_drawing chora_drawing_start(const chora_ruler *ruler, chora_error *err);
/** The group when all went well (the caller then holds the reference), else the first failure. */
chora_status chora_drawing_end(chora_drawing *drawing, chora_group **out);
/** Memory of the group; NULL after a failure. */
chora_arena *chora_drawing_arena(chora_drawing *drawing);
/** Remember a failure of something called while drawing; the first one stays. */
void chora_drawing_check(chora_drawing *drawing, chora_status status);

/** Look helpers: a fill, a stroke. */
chora_look chora_look_fill(chora_colour fill);
chora_look chora_look_stroke(chora_pen pen);

/** The width to mirror at for a language: the page's, or 0. */
double chora_drawing_mirror(const chora_words *words, double page_width_pt);

/** Add the node; its meaning's key, title and class are copied. */
void chora_draw_node(chora_drawing *drawing, chora_node node);
/** One line of text; `text` is copied. Nothing for "". */
void chora_draw_text(chora_drawing *drawing, chora_meaning meaning, chora_xy baseline,
                     chora_align align, chora_type type, const char *text);
void chora_draw_box(chora_drawing *drawing, chora_meaning meaning, chora_look look, chora_box box);
/** An open line through `count` points, copied. */
void chora_draw_line(chora_drawing *drawing, chora_meaning meaning, chora_look look,
                     const chora_xy *points, size_t count);
void chora_draw_circle(chora_drawing *drawing, chora_meaning meaning, chora_look look,
                       chora_xy centre, double radius);
/** All paths of a shape as one node, copied; rings are closed. Nothing for an empty shape. */
void chora_draw_shape(chora_drawing *drawing, chora_meaning meaning, chora_look look,
                      const chora_shape *shape);

/** A logo, copied: all of it in the box. */
void chora_draw_image(chora_drawing *drawing, chora_meaning meaning, const chora_logo *image,
                      chora_box box);

/** Advance of a text in one type, 0 after a failure. */
double chora_draw_width(chora_drawing *drawing, chora_type type, const char *text);

#endif
