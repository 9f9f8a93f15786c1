/**
 * @file
 * What rows.c and the kinds of readers share.
 */
#ifndef CHORA_EXCHANGE_READER_H
#define CHORA_EXCHANGE_READER_H

#include "base/buffer.h"
#include "exchange/kind.h"
#include "exchange/rows.h"

typedef struct {
    chora_status (*next)(chora_rows *rows, chora_row *out, bool *more, chora_error *err);
    void (*close)(void *state);
} chora_reader;

struct chora_rows {
    const chora_reader *reader;
    void *state;        /* The reader's own. */
    char name[256];     /* Of the file, for messages: printable. */
    chora_arena *arena; /* Holds the column names. */
    const char *const *columns;
    size_t column_count;
    char description[512];
    bool has_geometry;
    int64_t header_line; /* Where the header stands; 0: not known. */
    bool header_found;   /* It was found below other rows, by what it looks like. */
    chora_status failed; /* A stream that failed stays failed. */
    char *folder;        /* What a zip was unpacked into, removed at close; or NULL. */
};

/** Trim, name the empty ones, make all different; copies into the arena of `rows`. */
chora_status chora_rows_set_columns(chora_rows *rows, const char *const *names, size_t count,
                                    chora_error *err);

/** Bytes as printable UTF-8: what is not valid (or NUL) becomes \xHH. Appended. */
void chora_rows_add_printable(chora_buffer *out, const char *bytes, size_t length);

/** Set reader, state, columns and description; on failure leaves nothing behind. */
chora_status chora_csv_open(chora_rows *rows, const char *path, chora_kind kind,
                            const chora_rows_options *options, chora_error *err);
chora_status chora_layer_open(chora_rows *rows, const char *path, chora_kind kind,
                              const chora_rows_options *options, chora_error *err);

#endif
