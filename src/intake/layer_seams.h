/**
 * @file
 * How well the areas of an imported layer fit together, told when it is imported.
 */
#ifndef CHORA_INTAKE_LAYER_SEAMS_H
#define CHORA_INTAKE_LAYER_SEAMS_H

#include "base/buffer.h"
#include "intake/features.h"

/** Borders that should be one, within half a kilometre or so. */
#define CHORA_SEAM_DEGREES 0.005

/**
 * Append to `notes` how many borders of neighbours do not meet, where the widest is, and what is
 * done about it; nothing for a layer whose areas share theirs. `name` is the column of names.
 * CHORA_ENOMEM.
 */
chora_status chora_layer_seams_note(const chora_features *features, size_t name, chora_arena *arena,
                                    chora_buffer *notes, chora_error *err);

#endif
