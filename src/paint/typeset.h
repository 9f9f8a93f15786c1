/**
 * @file
 * Lines of text, laid out once: measured and painted from the same layout.
 */
#ifndef CHORA_PAINT_TYPESET_H
#define CHORA_PAINT_TYPESET_H

#include "compose/scene.h"

#include <pango/pango.h>

/** Lines by their runs; one thread. */
typedef struct chora_typeset chora_typeset;

/** Holds a reference of `context`. NULL without memory. */
chora_typeset *chora_typeset_new(PangoContext *context);
void chora_typeset_free(chora_typeset *lines);

/** The clock of this painter, for all who draw with it. Borrowed; NULL: none. */
void chora_typeset_time(chora_typeset *lines, chora_stages *stages);
chora_stages *chora_typeset_stages(const chora_typeset *lines);

typedef struct {
    PangoLayout *layout;
    chora_extent extent;
} chora_typeset_line;

/**
 * The line of these runs; `out` is valid until the next call. The colours of the runs play no part.
 * Control characters are left out (chora_text_control) but for isolates that close on the line;
 * line ends become spaces.
 * CHORA_EDATA: text that is not UTF-8; CHORA_ELIMIT: over 4,096 bytes.
 */
chora_status chora_typeset_get(chora_typeset *lines, const chora_run *runs, size_t run_count,
                               chora_typeset_line *out, chora_error *err);

/** Append bytes that differ whenever the layouts of two lines do. */
void chora_typeset_key(const chora_run *runs, size_t run_count, chora_buffer *key);

/** The run that a byte of the layout's text belongs to. */
size_t chora_typeset_run_at(const chora_run *runs, size_t run_count, size_t byte);

#endif
