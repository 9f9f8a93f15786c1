/**
 * @file
 * Inside the reader of Markdown: blocks are gathered on a stack as md4c calls back. The functions
 * that return int give 0, or 1 with the reading's status set, which is what md4c wants.
 */
#ifndef CHORA_REPORT_MARKDOWN_INSIDE_H
#define CHORA_REPORT_MARKDOWN_INSIDE_H

#include "base/buffer.h"
#include "base/error.h"
#include "report/footnotes.h"
#include "report/markdown.h"

#include <md4c.h>

/** The style of an inline that stands for a made block, shifted by what it is: 1 a block, 4 begin,
 * 8 end. */
enum { CHORA_MD_DEEPEST = 24, CHORA_MD_BLOCK_MARK = 1 << 16 };

/** A block being filled, or a cell. */
typedef struct {
    chora_block block;
    chora_block *children;
    size_t child_count, child_capacity;
    chora_inline *items;
    size_t item_count, item_capacity;
    bool made; /* Begun by a mark, and ended by one. */
} chora_md_frame;

/** A table being filled. */
typedef struct {
    chora_report_column *columns;
    size_t column_count, column_capacity;
    chora_report_row *rows;
    size_t row_count, row_capacity;
    chora_report_cell *cells;
    size_t cell_count, cell_capacity;
    bool in_head;
} chora_md_table;

typedef struct {
    const chora_markdown_context *context;
    const char *text;
    size_t length;
    chora_md_frame frames[CHORA_MD_DEEPEST];
    size_t depth; /* Frames in use; 0 is the document. */
    chora_md_table table;
    unsigned style, marked_style;
    const char *link, *swatch;
    int links;
    chora_footnotes *notes;
    const char *image; /* Its source, while its words are read. */
    chora_buffer image_words;
    const char *image_title;
    int line; /* Of the text callback last made, from 0; -1: none yet. */
    chora_status st;
    chora_error *err;
} chora_md_reading;

/* markdown_stack.c */
int chora_md_no_memory(chora_md_reading *r);
/** The template's line of a line of the text. */
int chora_md_line(const chora_markdown_context *context, int line);
int chora_md_fail(chora_md_reading *r, int line, const char *what);
chora_md_frame *chora_md_top(chora_md_reading *r);
int chora_md_push(chora_md_reading *r, chora_block_kind kind, int level);
int chora_md_add_child(chora_md_reading *r, const chora_block *block);
bool chora_md_take_inlines(chora_md_reading *r, chora_md_frame *at, chora_inlines *out);
/** What a finished frame holds goes into its block; the frame is gone. */
int chora_md_pop(chora_md_reading *r, chora_block *out);
int chora_md_pop_into_parent(chora_md_reading *r);

/* markdown_text.c */
int chora_md_add_inline(chora_md_reading *r, chora_inline item);
int chora_md_add_text(chora_md_reading *r, const char *text, size_t length);
/** Text in which marks of the template's values may stand. */
int chora_md_add_marked_text(chora_md_reading *r, const char *text, size_t length);
bool chora_md_is_block_mark(const chora_inline *item);
/** Refuses marks of blocks where only text may stand. */
int chora_md_check_no_marks(chora_md_reading *r, const chora_inlines *text);

/* markdown_entity.c */
/** "&amp;", "&#233;"; what is not known stays as it is written. */
void chora_md_add_entity(chora_buffer *out, const char *text, size_t length);
/** In the context's arena; NULL: out of memory. */
const char *chora_md_attribute(chora_md_reading *r, const MD_ATTRIBUTE *from);

/* markdown_table.c */
void chora_md_begin_table(chora_md_reading *r);
int chora_md_end_cell(chora_md_reading *r, const MD_BLOCK_TD_DETAIL *detail);
int chora_md_end_row(chora_md_reading *r);
int chora_md_end_table(chora_md_reading *r);

/* markdown_image.c */
/** A block of its own: the paragraph it stands in is closed round it. */
int chora_md_end_image(chora_md_reading *r);

#endif
