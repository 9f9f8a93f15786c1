/**
 * @file
 * An outside table or layer as a stream of rows: CSV and TSV read in-process, everything else by
 * the helper `chora-exchange`.
 */
#ifndef CHORA_EXCHANGE_ROWS_H
#define CHORA_EXCHANGE_ROWS_H

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct chora_rows chora_rows;

/** Start from CHORA_ROWS_INIT. All borrowed. */
typedef struct {
    const char *encoding; /**< NULL: UTF-8, or UTF-16 by its BOM. Any name ICU knows. */
    const char *sheet;    /**< Sheet or layer by name; NULL: the first that has rows. */
    char delimiter;       /**< 0: found from the header line among , ; TAB |. */
    const char *crs; /**< "EPSG:n" for a layer that states none; NULL: such a layer is refused. */
    bool want_geometry; /**< Deliver geometry in longitude/latitude (WGS 84). */
    int64_t header_row; /**< Line (of a sheet: row) of the header; 0: found, see header_row.h.
                           Tables of text and workbooks only. */
} chora_rows_options;

/** What to say of bytes that are not UTF-8; the three cover most tables met. */
#define CHORA_SAY_ENCODING                                                                         \
    "say how the file is encoded: --encoding windows-1252 (Western Europe), windows-1251 "         \
    "(Cyrillic), windows-1256 (Arabic), ..."

#define CHORA_ROWS_INIT                                                                            \
    {                                                                                              \
        NULL, NULL, 0, NULL, false, 0                                                              \
    }

/** One row; valid until the next call. */
typedef struct {
    const char *const *cells; /**< One per column, UTF-8, "" for empty; NULL for a missing value. */
    size_t cell_count;        /**< = the number of columns, unless `problem` is set. */
    int64_t line; /**< Line in the file (CSV: of the row's first byte; else row or feature number,
                     the header being 1). */
    const void *wkb; /**< Geometry in longitude/latitude; NULL when there is none. */
    size_t wkb_length;
    const char *problem;   /**< Why the row must be rejected ("7 cells, 5 columns"), or NULL. */
    size_t problem_column; /**< 1-based column of the problem, 0 for the whole row. */
    const char *raw;       /**< The row as text for the list of rejects; never NULL. */
} chora_row;

/**
 * Open a file by its content and extension (CSV, TSV, TXT, XLSX, ODS, GeoJSON, TopoJSON, GPKG, SHP,
 * FlatGeobuf, KML, FileGDB, or a .zip that holds one of them) and read its header.
 * @return CHORA_OK; CHORA_EIO; CHORA_EDATA (not what its name says, empty, wrong encoding with the
 * offset, unterminated quote with its opening line, no CRS ...: says where and what to do);
 * CHORA_ENOTFOUND (no such sheet: lists them); CHORA_ELIMIT; CHORA_ENOMEM.
 */
chora_status chora_rows_open(const char *path, const chora_rows_options *options, chora_rows **out,
                             chora_error *err);

/** Column names, trimmed, as in the file; empty ones are "column 7". */
size_t chora_rows_columns(const chora_rows *rows, const char *const **names);

/** What was found, for the person: "CSV, UTF-8, delimiter ';'" or "XLSX, sheet \"Data\"". Borrowed.
 */
const char *chora_rows_description(const chora_rows *rows);

/** The line of the header when rows above it were passed over because of what they look like (not
 * because header_row said so); else 0. */
int64_t chora_rows_header_found(const chora_rows *rows);

/** True when rows may carry geometry. */
bool chora_rows_has_geometry(const chora_rows *rows);

/** Next row, or `more` false after the last. Errors end the stream (rows with `problem` do not). */
chora_status chora_rows_next(chora_rows *rows, chora_row *out, bool *more, chora_error *err);

/** NULL is fine. */
void chora_rows_close(chora_rows *rows);

#endif
