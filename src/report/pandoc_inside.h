/**
 * @file
 * What the parts of writing pandoc's tree share. Each call adds one element and the comma before
 * it.
 */
#ifndef CHORA_REPORT_PANDOC_INSIDE_H
#define CHORA_REPORT_PANDOC_INSIDE_H

#include "report/pandoc.h"

typedef struct {
    const chora_pandoc_request *request;
    chora_buffer *out;
    chora_arena *arena;
    bool leftward;   /**< What is being written runs from right to left. */
    size_t pictures; /**< Written so far. */
    chora_status status;
    chora_error *err;
} chora_pandoc_writing;

/** {"t":KIND,"c":[ ... ]} */
void chora_pandoc_open(chora_pandoc_writing *w, const char *kind);
void chora_pandoc_close(chora_pandoc_writing *w);
/** [ ... ] */
void chora_pandoc_list(chora_pandoc_writing *w);
void chora_pandoc_end(chora_pandoc_writing *w);
/** Something without an inside: {"t":KIND}. */
void chora_pandoc_mark(chora_pandoc_writing *w, const char *kind);
/** JSON as it stands. */
void chora_pandoc_raw(chora_pandoc_writing *w, const char *json);
/** A JSON string. */
void chora_pandoc_string(chora_pandoc_writing *w, const char *text);
/** [id, [], [[name, value] ...]] of up to two pairs; NULL: none. */
void chora_pandoc_attributes(chora_pandoc_writing *w, const char *id, const char *name,
                             const char *value, const char *other, const char *other_value);
/** Opens a Div or Span in a style of the word processor, with its list of what is inside. */
void chora_pandoc_styled(chora_pandoc_writing *w, const char *kind, const char *style);
/** Ends what chora_pandoc_styled() opened. */
void chora_pandoc_styled_end(chora_pandoc_writing *w);

/** Words as they stand. */
void chora_pandoc_text(chora_pandoc_writing *w, const char *text);
void chora_pandoc_inlines(chora_pandoc_writing *w, chora_inlines inlines);
/** Words in a style of characters. */
void chora_pandoc_span(chora_pandoc_writing *w, const char *style, const char *text);
/** A paragraph of the words of a phrase in a style. */
void chora_pandoc_paragraph(chora_pandoc_writing *w, const char *style, chora_inlines inlines);

/** A Div around a block that runs the other way than what it stands in, and its end. */
bool chora_pandoc_turn(chora_pandoc_writing *w, const chora_block *block);
void chora_pandoc_turn_end(chora_pandoc_writing *w, bool turned);
void chora_pandoc_blocks(chora_pandoc_writing *w, const chora_block *blocks, size_t count);
void chora_pandoc_table(chora_pandoc_writing *w, const chora_block *block);
void chora_pandoc_keys(chora_pandoc_writing *w, const chora_block *block);
void chora_pandoc_figure(chora_pandoc_writing *w, const chora_block *block);
/** Label, title and subtitle of a table or figure as words of one paragraph. */
void chora_pandoc_caption(chora_pandoc_writing *w, const chora_block *block);

#endif
