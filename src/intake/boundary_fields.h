/**
 * @file
 * Which fields of a boundary layer are the code and the names, and of which level it is.
 */
#ifndef CHORA_INTAKE_BOUNDARY_FIELDS_H
#define CHORA_INTAKE_BOUNDARY_FIELDS_H

#include "intake/features.h"
#include "intake/presets.h"

#include <chora/intake.h>

#define CHORA_OTHER_NAMES_MAX 32

typedef struct {
    int level;
    size_t code, name; /**< CHORA_FEATURE_NONE for a code: the name stands for it. */
    size_t country;    /**< CHORA_FEATURE_NONE when no field tells it. */
    size_t other_count;
    size_t other[CHORA_OTHER_NAMES_MAX];
    char language[CHORA_OTHER_NAMES_MAX][8]; /**< "fa", "alt" ... */
} chora_boundary_fields;

/**
 * By what the options say, else by data/presets. CHORA_ENOTFOUND (no such field, or none is
 * recognised: lists the fields); CHORA_EINVAL (the level is not told by the fields).
 */
chora_status chora_boundary_fields_find(const chora_presets *presets,
                                        const chora_boundaries_options *options,
                                        const chora_features *features, chora_boundary_fields *out,
                                        chora_error *err);

#endif
