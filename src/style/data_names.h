/**
 * @file
 * The names of Chora's own styles and palettes, for hints and lists.
 */
#ifndef CHORA_STYLE_DATA_NAMES_H
#define CHORA_STYLE_DATA_NAMES_H

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>

/** A plain name: letters, digits, '-', '_'; never a path. */
bool chora_is_plain_name(const char *name);

/**
 * Find "FOLDER/NAME.yaml" among Chora's data. `out` is a malloc'ed path. CHORA_ENOTFOUND:
 * `no palette "OrRed"; did you mean "OrRd"?`, with `what` for "palette".
 */
chora_status chora_named_file(const char *folder, const char *known, const char *what,
                              const char *name, char **out, chora_error *err);

/**
 * The names of the .yaml files beside FOLDER/KNOWN.yaml, sorted, NULL-ended. Lives in `arena`.
 */
chora_status chora_data_names(const char *folder, const char *known, chora_arena *arena,
                              const char *const **out, chora_error *err);

#endif
