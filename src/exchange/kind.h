/**
 * @file
 * What a file is: its name says one thing, its first bytes another, and they must agree.
 */
#ifndef CHORA_EXCHANGE_KIND_H
#define CHORA_EXCHANGE_KIND_H

#include "base/error.h"

#include <stdbool.h>

typedef enum {
    CHORA_KIND_NONE,
    CHORA_KIND_CSV,
    CHORA_KIND_TSV,
    CHORA_KIND_XLSX,
    CHORA_KIND_ODS,
    CHORA_KIND_GEOJSON,
    CHORA_KIND_TOPOJSON,
    CHORA_KIND_GPKG,
    CHORA_KIND_SHP,
    CHORA_KIND_FLATGEOBUF,
    CHORA_KIND_KML,
    CHORA_KIND_FILEGDB,
    CHORA_KIND_ZIP
} chora_kind;

/** "XLSX": for descriptions and on the wire. */
const char *chora_kind_label(chora_kind kind);
/** The kind of a label; CHORA_KIND_NONE for no such label. */
chora_kind chora_kind_of_label(const char *label);
/** By the extension of a path alone. */
chora_kind chora_kind_of_name(const char *path);

/**
 * By extension and first bytes.
 * @param name  How messages call the file.
 * @param encoded  The caller names an encoding: odd bytes in a text are then no contradiction.
 * @return CHORA_OK; CHORA_EIO (not there, a FIFO ...); CHORA_EDATA (empty, a folder, or not what
 * its name says, with the remedy).
 */
chora_status chora_kind_of_file(const char *path, const char *name, bool encoded, chora_kind *out,
                                chora_error *err);

#endif
