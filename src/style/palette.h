/**
 * @file
 * What is known of a palette besides its colours.
 */
#ifndef CHORA_STYLE_PALETTE_H
#define CHORA_STYLE_PALETTE_H

#include "style/style.h"

#include <chora/style.h>

/** Where palettes are, and one that is always there. */
#define CHORA_PALETTES_FOLDER "styles/palettes"
#define CHORA_PALETTES_KNOWN "chora-sequential"

/** Texts live in `arena`. CHORA_ENOTFOUND names the nearest palette. */
chora_status chora_palette_describe(const char *name, chora_arena *arena, chora_palette_info *out,
                                    chora_error *err);

#endif
