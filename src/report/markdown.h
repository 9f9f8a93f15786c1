/**
 * @file
 * Markdown to blocks: headings, paragraphs, lists, quotes, code, tables, images, links, footnotes.
 * Only markdown.c sees md4c.
 */
#ifndef CHORA_REPORT_MARKDOWN_H
#define CHORA_REPORT_MARKDOWN_H

#include "report/document.h"

/**
 * Marks that stand in the text for what is not Markdown; from a private area of Unicode, which is
 * refused in templates and data. A block that was made already: OPEN, its number, CLOSE alone in a
 * paragraph. A container that was made already, to be filled: BEGIN, its number, CLOSE; and END.
 */
#define CHORA_MARK_OPEN "\xEE\x80\x80"  /**< U+E000 */
#define CHORA_MARK_CLOSE "\xEE\x80\x81" /**< U+E001 */
#define CHORA_MARK_BEGIN "\xEE\x80\x82" /**< U+E002 */
#define CHORA_MARK_END "\xEE\x80\x83"   /**< U+E003 */
#define CHORA_MARK_STYLE                                                                           \
    "\xEE\x80\x84"                       /**< U+E004, digits of a style, CLOSE: set what follows.  \
                                          */
#define CHORA_MARK_SWATCH "\xEE\x80\x85" /**< U+E005, class, CLOSE: a swatch. */
#define CHORA_MARK_NOTE "\xEE\x80\x86"   /**< U+E006, index of a footnote, CLOSE. */

/** Does the text hold any of them? */
bool chora_markdown_is_marked(const char *text, size_t length);

typedef struct {
    chora_arena *arena;
    const char *file;        /**< For messages. */
    const char *folder;      /**< Images are looked for from here. */
    const chora_block *made; /**< Blocks that stand behind their marks. */
    size_t made_count;
    const int *lines; /**< Line of the template for each line of the text, from 0. */
    size_t line_count;
} chora_markdown_context;

/**
 * Read Markdown (CommonMark with tables, strike-through and footnotes; no HTML). Blocks and notes
 * live in the arena.
 * @return CHORA_OK; CHORA_EINVAL, with file:line: a footnote that is marked but not written, or the
 * other way round; CHORA_ELIMIT (nested more than 16 deep); CHORA_ENOMEM.
 */
chora_status chora_markdown_read(const chora_markdown_context *context, const char *text,
                                 size_t length, const chora_block **blocks, size_t *block_count,
                                 const chora_inlines **notes, size_t *note_count, chora_error *err);

/** The text with everything that means something in Markdown escaped, on one line. */
void chora_markdown_escape(const char *text, chora_buffer *out);

#endif
