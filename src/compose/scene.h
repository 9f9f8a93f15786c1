/**
 * @file
 * The composed page before painting: a display list in points, y down, origin at the top left
 * corner. No pixels, no fonts loaded, no cairo.
 */
#ifndef CHORA_COMPOSE_SCENE_H
#define CHORA_COMPOSE_SCENE_H

#include "base/buffer.h"
#include "base/memory.h"
#include "base/stages.h"
#include "geo/shape.h"
#include "style/style.h"

typedef enum {
    CHORA_NODE_PATH,
    CHORA_NODE_CIRCLE,
    CHORA_NODE_TEXT,
    CHORA_NODE_IMAGE
} chora_node_kind;

/** Lines of a hatch, clipped to the node's path. */
typedef struct {
    double gap_pt; /**< Between lines; 0: no hatch. */
    double width_pt;
    double angle_deg;
    chora_colour colour;
    bool crossed; /**< A second set of lines across the first. */
    bool dotted;  /**< Dots in place of lines: `width_pt` across, `gap_pt` from one to the next. */
} chora_hatch;

/** What is drawn of a path or circle, in this order: fill, hatch, casing, stroke. */
typedef struct {
    chora_colour fill; /**< Alpha 0: none. */
    chora_hatch hatch;
    chora_pen casing; /**< Wider stroke underneath; width 0: none. */
    chora_pen stroke;
} chora_look;

/** A piece of text in one type. Adjacent runs stand on one baseline. */
typedef struct {
    const char *text; /**< UTF-8, valid; control characters are not painted. */
    chora_type type;
} chora_run;

/** Left edge, middle or right edge of the line, whatever the direction of its script. */
typedef enum { CHORA_ALIGN_START, CHORA_ALIGN_MIDDLE, CHORA_ALIGN_END } chora_align;

/** The place of a node in the figure's meaning; all may be NULL; read by the SVG writer, lint, alt
 * text. */
typedef struct {
    const char *layer; /**< "ground", "areas", "lines", "rivers", "symbols", "leaders", "labels",
                          "legend", "furniture". */
    const char *role; /**< "area", "area-label", "town-label", "swatch", "title", "scale-bar" ... */
    const char *key;  /**< Area code or place id. */
    const char *title;      /**< For people: "Kabul: 41". */
    const char *class_name; /**< "class-3", "zero", "no-data", "not-covered". */
} chora_meaning;

typedef struct {
    chora_node_kind kind;
    chora_meaning meaning;
    chora_look look;
    /* path: any number of subpaths */
    size_t path_count;
    const size_t *start; /**< path_count + 1. */
    const chora_xy *xy;
    bool closed; /**< All subpaths are rings (filled even-odd). */
    /* circle */
    chora_xy centre;
    double radius;
    /* text: one line */
    chora_xy baseline; /**< Where the start, middle or end of the line stands. */
    chora_align align;
    const chora_run *runs;
    size_t run_count;
    double halo_pt; /**< Radius of the halo; 0: none. */
    chora_colour halo;
    /* image: a logo; the title of its meaning says what it is */
    const chora_logo *image;
    chora_box box; /**< All of it is drawn there. */
} chora_node;

/** An immutable list of nodes with its own memory, shared by count between pages and periods. */
typedef struct chora_group chora_group;

/** A group being made. */
chora_group *chora_group_new(void);
chora_arena *chora_group_arena(chora_group *group);
/** Copies the node; what it points to must live in the group's arena (or forever), but for the
 * families of its types, which are copied too. 0, or -1 without memory. */
int chora_group_add(chora_group *group, const chora_node *node);
size_t chora_group_count(const chora_group *group);
const chora_node *chora_group_node(const chora_group *group, size_t index);
/** Atomic counts; the last unref frees. NULL is fine. */
chora_group *chora_group_ref(chora_group *group);
void chora_group_unref(chora_group *group);

/** A group on a page. */
typedef struct {
    chora_group *group;
    const char *name; /**< Name of the layer for the reader of an SVG; a constant. */
    chora_xy offset;  /**< Added to all its coordinates. */
    chora_box clip;   /**< In page coordinates; empty: none. */
} chora_item;

typedef struct {
    double width_pt, height_pt;
    chora_colour paper;
    chora_item *items;
    size_t item_count, item_capacity;
    const char *title;       /**< Metadata; in the page's arena. */
    const char *description; /**< Alt text. */
    const char *language;    /**< "en". */
    const char *source;      /**< Provenance: data hash, layers, licence. */
    const char *made_from;   /**< For programs: chora_origin_note(); NULL: none. */
    chora_arena *arena;
} chora_page;

chora_page *chora_page_new(double width_pt, double height_pt);
/** Takes a reference of its own. 0, or -1 without memory. */
int chora_page_add(chora_page *page, chora_group *group, const char *name, chora_xy offset,
                   chora_box clip);
void chora_page_free(chora_page *page);

/** The page as text, one node a line, numbers with at most 2 decimals: for `chora dump scene` and
 * the tests. */
void chora_page_dump(const chora_page *page, chora_buffer *out);

/* ---- measuring text ------------------------------------------------------------------------ */

/** Extents of one line on its baseline; y up is negative. */
typedef struct {
    double width_pt;              /**< Advance. */
    double ascent_pt, descent_pt; /**< Of the ink, both positive, measured from the baseline. */
    bool missing_glyphs;          /**< A character that no loaded font has. */
} chora_extent;

/** Supplied by paint (Pango) or by tests (a fixed-width ruler: width = 0.5 em a character). */
typedef struct {
    chora_status (*measure)(void *context, const chora_run *runs, size_t run_count,
                            chora_extent *out, chora_error *err);
    void *context;
    chora_stages *stages; /**< The clock of who composes with it; NULL: none. */
} chora_ruler;

/** 0.5 em a character (times the type's width percentage), its spacing between characters, ascent
 * 0.72 em, descent 0.21 em. */
chora_ruler chora_ruler_fixed(void);

#endif
