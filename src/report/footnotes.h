/**
 * @file
 * Footnotes, which md4c does not know: taken out of the text before it reads it.
 */
#ifndef CHORA_REPORT_FOOTNOTES_H
#define CHORA_REPORT_FOOTNOTES_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"

/** One "[^name]: what it says". */
typedef struct {
    const char *name;
    const char *text;
    int line;      /**< Of the text, from 0. */
    size_t number; /**< In the order of the marks, from 1; 0: not marked (yet). */
} chora_footnote;

typedef struct {
    chora_footnote *items;
    size_t count, capacity;
    size_t marked;
} chora_footnotes;

/**
 * Copy the text without the lines that write a footnote ("[^name]: …" and the indented lines
 * behind it; an empty line stays for each), each "[^name]" as the mark CHORA_MARK_NOTE with the
 * note's index. CHORA_EINVAL: a name that is written twice, or marked and not written, with the
 * line (from 0) in `line`.
 */
chora_status chora_footnotes_take(const char *text, size_t length, chora_arena *arena,
                                  chora_footnotes *out, chora_buffer *rest, int *line,
                                  chora_error *err);

/** The footnote of that name, or NULL. */
chora_footnote *chora_footnotes_find(chora_footnotes *notes, const char *name, size_t length);

void chora_footnotes_free(chora_footnotes *notes);

#endif
