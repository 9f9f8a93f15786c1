/**
 * @file
 * The rows of a CSV file, one after the other, before anything is known of its header.
 */
#ifndef CHORA_EXCHANGE_CSV_INSIDE_H
#define CHORA_EXCHANGE_CSV_INSIDE_H

#include "exchange/reader.h"
#include "exchange/source.h"

#include <csv.h>

typedef struct {
    chora_source source;
    struct csv_parser parser;
    bool parser_made;
    char delimiter;
    int64_t line; /* Lines of the file taken so far. */

    /* The row being gathered. */
    bool open; /* Its last line ended inside quotes. */
    bool complete;
    size_t begin; /* Of its text in source.text. */
    int64_t first_line, quote_line;
    uint64_t offset;    /* Of its first byte in the file, in UTF-8. */
    chora_buffer cells; /* Each with a NUL behind it. */
    size_t *starts;     /* CHORA_MAX_COLUMNS + 1 entries. */
    size_t cell_count;  /* May be larger than what is kept. */
    size_t line_cells;  /* Cells that ended in the line being fed. */
    bool cell_too_long;

    /* What is handed out. */
    const char **handed;     /* CHORA_MAX_COLUMNS entries. */
    chora_buffer raw, shown; /* Text of the row; cells with bad bytes made printable. */
    char problem[200];
} chora_csv_state;

chora_csv_state *chora_csv_new(void); /**< NULL: no memory. */
void chora_csv_free(void *state);     /**< A chora_csv_state; NULL is fine. */

/** Begin anew, with the delimiter of the state. CHORA_ENOMEM. */
chora_status chora_csv_make_parser(chora_csv_state *csv, chora_error *err);

/** Length of the first line with its end (CR, LF or both), 0 when the end is not there yet. */
size_t chora_csv_line_length(const char *text, size_t length, bool ended);

/** Length of the row's text, without the end of its line. */
size_t chora_csv_row_length(const chora_csv_state *csv);

/**
 * Gather and judge one row; the header is one too. What is wrong with a row alone stands in it as
 * its problem; what ends the reading (a quote never closed, a row or cell past its limit) fails.
 * `more` false at the end of the file.
 */
chora_status chora_csv_take_row(chora_rows *rows, chora_csv_state *csv, chora_row *out, bool *more,
                                chora_error *err);

#endif
