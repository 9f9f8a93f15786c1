/**
 * @file
 * A report as a plain, immutable document of blocks, before it is set on pages or written as HTML:
 * every number is filled in, every figure composed. Lives in one arena and dies in one call.
 */
#ifndef CHORA_REPORT_DOCUMENT_H
#define CHORA_REPORT_DOCUMENT_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "compose/scene.h"
#include "style/language.h"

#include <chora/period.h>

/** How a piece of text is set; may be combined. */
typedef enum {
    CHORA_INLINE_STRONG = 1,
    CHORA_INLINE_EMPHASIS = 2,
    CHORA_INLINE_CODE = 4,
    CHORA_INLINE_STRUCK = 8,
    CHORA_INLINE_SMALL = 16, /**< The size of notes. */
    CHORA_INLINE_MUTED = 32, /**< Secondary colour: domains, ids, zeros. */
    CHORA_INLINE_KILLED = 64,
    CHORA_INLINE_INJURED = 128,
    CHORA_INLINE_BREAK = 256 /**< A forced line break; `text` is "". */
} chora_inline_style;

/** A piece of running text in one style. */
typedef struct {
    const char *text;   /**< UTF-8 without control characters. */
    unsigned style;     /**< Of chora_inline_style. */
    const char *link;   /**< http(s):, mailto: or "#anchor"; NULL: none. */
    size_t note;        /**< The footnote (from 1) whose mark stands here; `text` is its number. */
    const char *swatch; /**< A small square before the text: "claimed", "attributed", "suspected";
                           NULL: none. */
} chora_inline;

typedef struct {
    const chora_inline *items;
    size_t count;
} chora_inlines;

/* ---- tables -------------------------------------------------------------------------------- */

typedef enum {
    CHORA_COLUMN_WORDS,  /**< Set from the start. */
    CHORA_COLUMN_NUMBER, /**< Set to the end. */
    CHORA_COLUMN_RANGE,  /**< Low and high on both sides of a dash. */
    CHORA_COLUMN_CENTRED
} chora_report_column_kind;

typedef struct {
    chora_report_column_kind kind;
    chora_inlines head;
    const char *group; /**< A head over this and the neighbours that have the same; NULL: none. */
    double share;      /**< Of the spare width; 0: as wide as it must be. Words have at least 1. */
    bool strong;       /**< The body is set bold. */
} chora_report_column;

/** A range has low (and high, when they differ); everything else has text. */
typedef struct {
    chora_inlines text;
    const char *low, *high; /**< NULL: `text` counts; `high` NULL: one figure only. */
    const char *between;    /**< What stands between them: "–", " تا ". */
    const char *mark;       /**< "*" behind it (a sum without unknown values); NULL: none. */
    double sort;            /**< What to sort by; NaN: by the text. */
    bool muted;             /**< A zero or "not known" beside numbers. */
} chora_report_cell;

typedef enum {
    CHORA_ROW_BODY,
    CHORA_ROW_REST,       /**< "Other 28 provinces". */
    CHORA_ROW_TOTAL,      /**< Bold, ruled. */
    CHORA_ROW_HIGHLIGHTED /**< The month reported. */
} chora_report_row_role;

typedef struct {
    chora_report_row_role role;
    const char *key; /**< Area code, incident key; NULL: none. */
    const chora_report_cell *cells;
} chora_report_row;

typedef struct {
    const chora_report_column *columns;
    size_t column_count;
    const chora_report_row *rows;
    size_t row_count;
    bool tall;     /**< Cells of several lines, set from the top (a list of incidents). */
    bool headless; /**< Its columns have no heads (a list of facts). */
} chora_report_table;

/* ---- figures ------------------------------------------------------------------------------- */

/** One picture of a figure. */
typedef struct {
    const char *figure;     /**< Name of the figure asked for: "attacks-by-province". */
    const char *title;      /**< Over the picture when there are several; "" when there is one. */
    const char *alt;        /**< What it shows, in words. */
    const chora_page *page; /**< As it is painted; NULL for an image file. */
    const char *image;      /**< Path of an image file; NULL for a figure. */
    double width_pt, height_pt;
    const struct chora_figure_ask *ask; /**< To have it made lower; NULL: it cannot be ... */
    double least_pt;                    /**< ... than this. */
} chora_report_panel;

typedef struct {
    const chora_report_panel *panels; /**< Side by side. */
    size_t panel_count;
} chora_report_figure;

/* ---- blocks -------------------------------------------------------------------------------- */

typedef enum {
    CHORA_BLOCK_HEADING,
    CHORA_BLOCK_PARAGRAPH,
    CHORA_BLOCK_LIST,     /**< Children: items. */
    CHORA_BLOCK_ITEM,     /**< Children: what stands in it. */
    CHORA_BLOCK_QUOTE,    /**< Children. */
    CHORA_BLOCK_CODE,     /**< `text`: one inline a line. */
    CHORA_BLOCK_TABLE,    /**< `table`, with number, title, subtitle, note when it is captioned. */
    CHORA_BLOCK_FIGURE,   /**< `figure`, with number, title, subtitle, note. */
    CHORA_BLOCK_KEYS,     /**< The key numbers, in `keys`. */
    CHORA_BLOCK_LEAD,     /**< Children: the opening paragraphs, set larger. */
    CHORA_BLOCK_SIDE,     /**< Children: beside the lead before it. */
    CHORA_BLOCK_BOX,      /**< Children in two columns on a panel; `title` over them. */
    CHORA_BLOCK_SMALL,    /**< Children set as notes. */
    CHORA_BLOCK_CONTENTS, /**< The list of headings, with page numbers where there are pages. */
    CHORA_BLOCK_RULE,
    CHORA_BLOCK_PAGE_BREAK
} chora_block_kind;

/** One of the numbers a report opens with. */
typedef struct {
    const char *label, *value; /**< "People killed", "104–232". */
    const char *beside;        /**< "of 34"; "" when nothing. */
    const char *note;          /**< "7–17 in September; not known for 1 incident". */
    unsigned style;            /**< CHORA_INLINE_KILLED, CHORA_INLINE_INJURED or 0. */
} chora_report_key;

typedef struct chora_block chora_block;

struct chora_block {
    chora_block_kind kind;
    int level;          /**< Heading: 2 to 4 (1 is the title). List: 0, or the first number. */
    const char *anchor; /**< Heading, table, figure: unique in the document; NULL: none. */
    chora_inlines text; /**< Heading, paragraph, code. */
    size_t number;      /**< Table or figure: 1, 2 ...; 0: not numbered. */
    const char *label;  /**< "Figure 1"; NULL: not numbered. */
    const char *title, *subtitle; /**< The finding; what is shown. "" when there is none. */
    chora_inlines note;           /**< Below a table or figure. */
    const char *name;             /**< What was asked for: "provinces"; NULL: none. */
    chora_report_table table;
    chora_report_figure figure;
    const chora_report_key *keys;
    size_t key_count;
    const chora_block *children;
    size_t child_count;
    int line; /**< Of the template, for messages; 0: made by Chora. */
};

typedef struct {
    chora_arena *arena;
    const char *title, *subtitle; /**< "Attacks in Afghanistan"; the standfirst or "". */
    const char *period_label;     /**< "October 2021". */
    const char *series, *issue;   /**< "Monthly incident report", "No. 3"; "" when not given. */
    const char *publisher, *contact, *caveat; /**< "" when not given. */
    const char *dates;        /**< "Period 1–31 October 2021 · Data as of 21 November 2026". */
    chora_day data_day;       /**< When the data was fetched, else last imported; 0: not known. */
    const char *language;     /**< "en", "fa-AF". */
    const chora_words *words; /**< Of the language and the report's calendar; in the arena. */
    bool right_to_left;
    chora_period period;
    const char *style;     /**< House style. */
    const char *source;    /**< Provenance for metadata: data hash, version. */
    const char *made_from; /**< The same for programs: chora_origin_note(). */
    bool title_page;       /**< Else a masthead over the text of the first page. */
    const chora_block *blocks;
    size_t block_count;
    const chora_inlines *notes; /**< Footnotes, in the order of their marks. */
    size_t note_count;
    chora_page **pages; /**< Owned: the pictures. */
    size_t page_count;
} chora_document;

/** NULL is fine. */
void chora_document_free(chora_document *document);

/** The document as text, one line a block, row or note: for `chora dump … report` and the tests. */
void chora_document_dump(const chora_document *document, chora_buffer *out);

/** The words of some text without their style, appended. */
void chora_inlines_text(chora_inlines inlines, chora_buffer *out);

/** Does some text run the other way than the page? See chora_sides_turned(). */
bool chora_inlines_turned(chora_inlines inlines, bool page_leftward);

/**
 * Does a block run the other way than what it stands in: a heading or paragraph by its text, a list
 * by all that stands in it, a table by its heads (one without heads never does)?
 */
bool chora_block_turned(const chora_block *block, bool page_leftward);

/** What a cell says: "5–12*", "not known". */
void chora_report_cell_text(const chora_report_cell *cell, chora_buffer *out);

#endif
