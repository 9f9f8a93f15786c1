/**
 * @file
 * A report on its way to pages: pieces of fixed height in one column, each drawn already, that are
 * then dealt out to pages.
 */
#ifndef CHORA_REPORT_SHEET_H
#define CHORA_REPORT_SHEET_H

#include "compose/draw.h"
#include "report/pages.h"
#include "report/paragraph.h"
#include "report/phrases.h"

/** An A4 page, in points. */
#define CHORA_SHEET_WIDTH (210 * CHORA_PT_PER_MM)
#define CHORA_SHEET_HEIGHT (297 * CHORA_PT_PER_MM)
#define CHORA_SHEET_SIDE (18 * CHORA_PT_PER_MM)
#define CHORA_SHEET_TOP (24 * CHORA_PT_PER_MM)
#define CHORA_SHEET_FIRST_TOP (13 * CHORA_PT_PER_MM)
#define CHORA_SHEET_FOOT (22 * CHORA_PT_PER_MM)
#define CHORA_SHEET_TEXT (174 * CHORA_PT_PER_MM)
#define CHORA_SHEET_PROSE (156 * CHORA_PT_PER_MM)
#define CHORA_SHEET_GUTTER (5 * CHORA_PT_PER_MM)
#define CHORA_LEAD_GAP (9 * CHORA_PT_PER_MM)

/** A picture that stands in a piece; its own coordinates are kept. */
typedef struct {
    const chora_page *page; /**< NULL: a picture file. */
    chora_xy at;            /**< From the piece's upper left corner. */
    const char *image;      /**< Its path and size; NULL: a page. */
    double width_pt, height_pt;
} chora_piece_picture;

/** Structure within a piece: an element begins or ends before one of its nodes. */
typedef struct {
    size_t node;
    const char *tag; /**< "TH", "TD"; NULL: the innermost one ends. */
    size_t span;     /**< Columns that a TH is the head of. */
} chora_piece_mark;

/** In their order; in the arena. */
typedef struct {
    chora_piece_mark *items;
    size_t count, capacity;
} chora_piece_marks;

typedef struct {
    double height, before; /**< `before`: room above it, but not at the top of a page. */
    bool keep;             /**< With the next piece, on one page. */
    bool new_page;         /**< It begins one. */
    chora_group *group; /**< Owned; its origin is the piece's upper left corner. NULL: nothing. */
    const char *name;   /**< Of the item on the page: a constant. */
    chora_sheet_link *links;
    size_t link_count;
    const chora_piece_picture *pictures;
    size_t picture_count;
    const chora_report_figure *figure; /**< Of the pictures, when they can be made lower. */
    const char *tag; /**< Structure: "P", "H2", "TR", "Figure"; NULL: furniture. */
    const char *alt; /**< Of a Figure. */
    size_t element;  /**< Pieces of one number are one structure element. */
    chora_piece_marks marks;
    const char *anchor;  /**< A name that links can point to. */
    const char *outline; /**< Text of its bookmark; NULL: none. */
    int outline_level;
    size_t first_note, last_note; /**< Footnotes marked in it. */
    const chora_block *head;      /**< A row of a table: its table, to repeat the head. */
    chora_group *head_group;      /**< Borrowed from the head's own piece ... */
    chora_piece_marks head_marks; /**< ... as is its structure. */
    double head_height;
    bool contents; /**< Filled in when the pages are known. */
} chora_piece;

/** What is set, one document, one thread. */
typedef struct {
    const chora_document *document;
    const chora_style *style;
    chora_setting setting;
    const chora_teller *teller;
    double width;  /**< Of the column that is being filled. */
    double turned; /**< Width of a block that runs the other way than the page; 0: it does not. */
    chora_piece *pieces;
    size_t count, capacity;
    size_t elements;                 /**< Structure elements begun. */
    const chora_figure_maker *maker; /**< To have pictures made lower; NULL: nobody. */
    chora_page **lowered;            /**< The pictures that were; owned. */
    size_t lowered_count, lowered_capacity;
    chora_error *err;
} chora_sheet;

/* ---- types --------------------------------------------------------------------------------- */

typedef enum {
    CHORA_TYPE_TITLE,
    CHORA_TYPE_TITLE_PERIOD,
    CHORA_TYPE_KEY,
    CHORA_TYPE_SECTION,
    CHORA_TYPE_SUBSECTION,
    CHORA_TYPE_STANDFIRST,
    CHORA_TYPE_LEAD,
    CHORA_TYPE_FIGURE_TITLE,
    CHORA_TYPE_BODY,
    CHORA_TYPE_SIDE,
    CHORA_TYPE_TABLE,
    CHORA_TYPE_TALL,
    CHORA_TYPE_SMALL,
    CHORA_TYPE_NOTE,
    CHORA_TYPE_KICKER,
    CHORA_TYPE_PANEL,
    CHORA_TYPE_RUNNING,
    CHORA_TYPES
} chora_sheet_type;

/** The type of a kind of text, and its leading. */
chora_type chora_sheet_type_of(const chora_sheet *sheet, chora_sheet_type kind, double *leading);

/* ---- pieces -------------------------------------------------------------------------------- */

chora_status chora_sheet_add(chora_sheet *sheet, chora_piece piece);
void chora_sheet_free(chora_sheet *sheet);

/** A drawing being made into a piece, with its links. */
typedef struct {
    chora_sheet *sheet;
    chora_drawing drawing;
    chora_sheet_link *links;
    size_t link_count, link_capacity;
    chora_piece_marks marks;
} chora_canvas_piece;

chora_canvas_piece chora_piece_start(chora_sheet *sheet);
/** Finish: the group and links go into `piece`, which is added. Frees what it holds on failure. */
chora_status chora_piece_end(chora_canvas_piece *canvas, chora_piece piece);

/** An element of the structure begins here, or with NULL the innermost one ends. */
void chora_piece_mark_here(chora_canvas_piece *canvas, const char *tag, size_t span);

/**
 * Draw a line in a column that begins at `x` and is `width` wide; `align` is towards the start or
 * end of reading. `top` is the top of the line. In a document that runs from right to left all is
 * mirrored.
 */
void chora_piece_line(chora_canvas_piece *canvas, const chora_set_line *line, chora_type type,
                      double leading, double x, double width, double top, chora_align align);
/** Set a text and draw all its lines; answers the height. */
chora_status chora_piece_text(chora_canvas_piece *canvas, chora_inlines text, chora_type type,
                              double leading, double x, double width, double top, chora_align align,
                              double *height);
/** A rule of that width of line. */
void chora_piece_rule(chora_canvas_piece *canvas, double x, double width, double y, double pen,
                      chora_colour colour);
void chora_piece_panel(chora_canvas_piece *canvas, chora_box box, chora_colour colour);

/**
 * What follows runs the other way, within `width_pt` from the side where a line of the page begins;
 * called again, it runs as before.
 */
void chora_sheet_turn(chora_sheet *sheet, double width_pt);

/** Plain text as inlines, in the arena. */
chora_inlines chora_sheet_inlines(chora_sheet *sheet, const char *text, unsigned style);

/* ---- blocks to pieces ---------------------------------------------------------------------- */

chora_status chora_sheet_first(chora_sheet *sheet);
chora_status chora_sheet_blocks(chora_sheet *sheet, const chora_block *blocks, size_t count,
                                chora_sheet_type type, double indent);
chora_status chora_sheet_table(chora_sheet *sheet, const chora_block *block);
chora_status chora_sheet_figure(chora_sheet *sheet, const chora_block *block);
chora_status chora_sheet_keys(chora_sheet *sheet, const chora_block *block);
chora_status chora_sheet_lead(chora_sheet *sheet, const chora_block *lead, const chora_block *side);
chora_status chora_sheet_box(chora_sheet *sheet, const chora_block *block);
/** Number, title and subtitle over a figure or table. */
chora_status chora_sheet_caption(chora_sheet *sheet, const chora_block *block);
chora_status chora_sheet_note(chora_sheet *sheet, const chora_block *block);

/**
 * Have the pictures of a piece made anew, `lack_pt` lower; the piece gets them. When that would be
 * too low to be read, they stay as they are.
 */
chora_status chora_sheet_lower(chora_sheet *sheet, chora_piece *piece, double lack_pt);

/** What stands before an item of a list: a bullet, its number as the language writes it. */
const char *chora_sheet_mark(chora_sheet *sheet, const chora_block *list, size_t index);
/** Where the list of headings is to stand. */
chora_status chora_sheet_contents(chora_sheet *sheet);

/** Deal the pieces out to pages. */
chora_status chora_sheet_deal(chora_sheet *sheet, chora_report_pages *out);

#endif
