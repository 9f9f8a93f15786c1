/**
 * @file
 * What the parts of writing a page share.
 */
#ifndef CHORA_REPORT_HTML_INSIDE_H
#define CHORA_REPORT_HTML_INSIDE_H

#include "report/html.h"
#include "report/html_svg.h"
#include "report/html_text.h"

typedef struct {
    const chora_html_request *request;
    const chora_document *document; /**< The month being written. */
    const char *month;              /**< Its id; goes before anchors, which must be unique. */
    bool leftward;                  /**< What is being written runs from right to left. */
    bool in_section;                /**< A heading of the second level stands before it. */
    chora_html_figures figures;
    chora_buffer *shared; /**< What the figures have in common. */
    chora_buffer *out;
    chora_arena *arena;
    chora_status status;
    chora_error *err;
} chora_html_writing;

/** A phrase of the page's own; escaped. */
void chora_html_say(chora_html_writing *w, const char *key);
void chora_html_inlines(chora_html_writing *w, chora_inlines inlines);
void chora_html_blocks(chora_html_writing *w, const chora_block *blocks, size_t count);
/** " dir=rtl" of a block that runs the other way than what it stands in, else "". */
const char *chora_html_direction(const chora_html_writing *w, const chora_block *block);
void chora_html_table(chora_html_writing *w, const chora_block *block);
void chora_html_figure(chora_html_writing *w, const chora_block *block);
/** Label, title and subtitle of a table or figure. */
void chora_html_caption(chora_html_writing *w, const chora_block *block);
/** Months as columns over the slider; nothing without a track. */
void chora_html_track(chora_html_writing *w);

#endif
