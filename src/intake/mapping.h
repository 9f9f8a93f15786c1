/**
 * @file
 * Which column of a file says what: a mapping file (YAML), checked, bound to headers, written back.
 */
#ifndef CHORA_INTAKE_MAPPING_H
#define CHORA_INTAKE_MAPPING_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "intake/columns.h"
#include "style/yaml.h"

#include <chora/period.h>

/** Not among the file's columns. */
#define CHORA_UNMAPPED ((size_t)-1)

/** A word of the file and what it means. */
typedef struct {
    const char *from, *to;
} chora_word_pair;

/** All texts live in the arena it was made in; NULL where nothing is said. */
typedef struct {
    const char *file; /**< Where it was read from, for messages; NULL: recognised from headers. */
    const char *dataset, *kind, *licence, *origin, *accessed, *dates, *decimal, *split;
    int64_t header_row;   /**< Line (of a sheet: row) of the header; 0: found. */
    const char *calendar; /**< Of its dates: "gregorian", "solar-hijri". */
    bool covers;
    chora_day first, last;              /**< Coverage, with `covers`. */
    const char *columns[CHORA_COLUMNS]; /**< The file's column. */
    size_t index[CHORA_COLUMNS];        /**< Set by binding; CHORA_UNMAPPED. */
    chora_word_pair *words[CHORA_COLUMNS];
    size_t word_count[CHORA_COLUMNS];
    const chora_yaml_node *said[CHORA_COLUMNS]; /**< Where the column was named. */
} chora_mapping;

/** No columns, kind "table". */
void chora_mapping_init(chora_mapping *mapping);

/** Read and check a file; CHORA_EINVAL tells every mistake, a line each: file:row:column. */
chora_status chora_mapping_load(const char *path, chora_arena *arena, chora_mapping *out,
                                chora_error *err);
/** The same from memory. */
chora_status chora_mapping_parse(const char *name, const char *text, size_t length,
                                 chora_arena *arena, chora_mapping *out, chora_error *err);

/**
 * Find each named column among the headers: as written, else by comparison key. CHORA_EINVAL
 * tells every one that is missing (with the nearest) or there twice, and whether no date or
 * nothing to place by is left: then with the headers and a template. `has_points` says that the
 * rows carry points of their own.
 */
chora_status chora_mapping_bind(chora_mapping *mapping, const char *const *headers, size_t count,
                                bool has_points, chora_error *err);

/** As YAML that chora_mapping_parse reads. */
void chora_mapping_write(const chora_mapping *mapping, chora_buffer *out);

/**
 * A header for comparing: chora_text_key without spaces, and without what stands in brackets
 * unless nothing else is left. Cleared first, sticky.
 */
void chora_header_key(const char *header, chora_buffer *out);

#endif
