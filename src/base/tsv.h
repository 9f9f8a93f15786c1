/**
 * @file
 * Chora's own data files: tab-separated, '#' comment lines, one header line, no quotes.
 */
#ifndef CHORA_BASE_TSV_H
#define CHORA_BASE_TSV_H

#include "base/error.h"
#include "base/memory.h"

#include <stddef.h>

/** No such column. */
#define CHORA_TSV_NONE ((size_t)-1)

/** Lives in the arena it was loaded into. */
typedef struct {
    const char *name; /**< File name, for messages. */
    size_t column_count;
    const char **columns;
    size_t row_count;
    const char **cells; /**< row_count * column_count; missing cells at the end of a line are "". */
} chora_tsv;

/** CHORA_EIO; CHORA_EDATA (no header line); CHORA_ELIMIT (over 256 MiB); CHORA_ENOMEM. */
chora_status chora_tsv_load(const char *path, chora_arena *arena, chora_tsv *out, chora_error *err);
size_t chora_tsv_column(const chora_tsv *tsv, const char *name);
/** "" for CHORA_TSV_NONE. */
const char *chora_tsv_cell(const chora_tsv *tsv, size_t row, size_t column);

/**
 * The parts of `text` between `separator`, without white space around them; empty parts are left
 * out. NULL without memory (with `count` 0).
 */
const char **chora_split(chora_arena *arena, const char *text, const char *separator,
                         size_t *count);

#endif
