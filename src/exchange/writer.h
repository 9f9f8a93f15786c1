/**
 * @file
 * Tables and layers out: GeoJSON (RFC 7946), CSV, GeoPackage, XLSX.
 */
#ifndef CHORA_EXCHANGE_WRITER_H
#define CHORA_EXCHANGE_WRITER_H

#include "base/buffer.h"
#include "base/error.h"
#include "geo/shape.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum {
    CHORA_FIELD_TEXT,
    CHORA_FIELD_INTEGER,
    CHORA_FIELD_REAL,
    CHORA_FIELD_DATE /**< A text: "2022-03-05" is a date in XLSX; a coarser one stays text. */
} chora_field_kind;

typedef struct {
    const char *name;
    chora_field_kind kind;
} chora_field;

/** A cell; what `kind` of its field says is read. */
typedef struct {
    bool missing; /**< null in GeoJSON, empty in CSV. */
    const char *text;
    int64_t integer;
    double real;
} chora_cell_out;

typedef enum {
    CHORA_WRITE_GEOJSON,
    CHORA_WRITE_CSV,
    CHORA_WRITE_GPKG,
    CHORA_WRITE_XLSX
} chora_write_format;

/** From the extension of a path (.geojson .json .csv .gpkg .xlsx); CHORA_EINVAL lists them. "-" is
 * GeoJSON. */
chora_status chora_write_format_of(const char *path, chora_write_format *out, chora_error *err);

typedef struct chora_writer chora_writer;

/** `shape_kind` 0: a table without geometry. The file appears only when closed well. */
chora_status chora_writer_open(const char *path, chora_write_format format, const char *layer,
                               chora_shape_kind shape_kind, const chora_field *fields,
                               size_t field_count, chora_writer **out, chora_error *err);

/** What people read in place of keys, in CSV and XLSX. All borrowed while opening. */
typedef struct {
    const char *const *heads; /**< One a field. */
    const char *longitude, *latitude;
    const char *readme; /**< Name of the read-me sheet. */
    bool leftward;      /**< Sheets run from right to left. */
} chora_writer_words;

/**
 * The same with an allow-list: only the columns named in `columns` (comma-separated, in the order
 * of `fields`) are written, and ids of GeoJSON features only with the first field. Points are
 * written only when it names "geometry"; other shapes always. NULL: everything. `words` NULL: heads
 * are the names of the fields, as they always are in the allow-list.
 * @return also CHORA_EINVAL: a name that is no column (the nearest, or all of them).
 */
chora_status chora_writer_open_columns(const char *path, chora_write_format format,
                                       const char *layer, chora_shape_kind shape_kind,
                                       const chora_field *fields, size_t field_count,
                                       const char *columns, const chora_writer_words *words,
                                       chora_writer **out, chora_error *err);

/** Is the field, by its place among those given, in the file? */
bool chora_writer_keeps(const chora_writer *writer, size_t field);

/** A line of what the file is: "Dataset" and its name. XLSX: a sheet of its own; the other formats
 * have no room for it. */
chora_status chora_writer_about(chora_writer *writer, const char *name, const char *text,
                                chora_error *err);

/**
 * One row. `shape` NULL: geometry null. `id` may be NULL; only GeoJSON has a place for it.
 *
 * GeoJSON: shells counter-clockwise, cut at the antimeridian, with `decimals` decimals (at most 6),
 * a bbox in each feature; one for the whole collection stands behind the features. CSV and XLSX:
 * point shapes add the columns longitude and latitude (of the first point); text that a
 * spreadsheet would run as a formula gets a leading ' in CSV, and stays text in XLSX.
 * @return CHORA_OK; CHORA_EINVAL (a text that is not UTF-8; several points for one row of a
 * GeoPackage); CHORA_ELIMIT (over what XLSX can hold); CHORA_EIO; CHORA_ENOMEM.
 */
chora_status chora_writer_add(chora_writer *writer, const char *id, const chora_shape *shape,
                              int decimals, const chora_cell_out *cells, chora_error *err);

/** Can rows be formatted apart from being written? Those of GeoJSON and CSV. */
bool chora_writer_formats(const chora_writer *writer);
/** As chora_writer_add(), but behind the bytes of `to`: one thread formats, and another may put
 * what was formatted before. Rows that are formatted are put, all and in their order. */
chora_status chora_writer_format(chora_writer *writer, const char *id, const chora_shape *shape,
                                 int decimals, const chora_cell_out *cells, chora_buffer *to,
                                 chora_error *err);
/**
 * Another for the same file that only formats: one for each thread that does. What it formats is
 * put by the first one, which must outlive it.
 */
chora_status chora_writer_fork(const chora_writer *writer, chora_writer **out, chora_error *err);
/** What the fork noted of its rows is the first one's; frees it. NULL is fine. */
void chora_writer_join(chora_writer *writer, chora_writer *fork);
/** A failed write is told when the file is closed. */
void chora_writer_put(chora_writer *writer, const chora_buffer *rows);

/**
 * The account of every row, told at the end of the file: {"incidents": 74, "in_areas": 74, ...}.
 * GeoJSON: a foreign member "account" (RFC 7946, 6.1). The other formats have no room for it.
 */
chora_status chora_writer_account(chora_writer *writer, const char *const *names,
                                  const int64_t *numbers, size_t count, chora_error *err);

/** Finish and publish the file; frees the writer whatever happens. */
chora_status chora_writer_close(chora_writer *writer, chora_error *err);
/** Give up: no file appears. NULL is fine. */
void chora_writer_discard(chora_writer *writer);

#endif
