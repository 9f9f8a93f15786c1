/**
 * @file
 * The bundled fonts, and nothing of what else is installed.
 */
#ifndef CHORA_PAINT_FONTS_H
#define CHORA_PAINT_FONTS_H

#include "base/error.h"

#include <pango/pango.h>

/**
 * A layout context (1 unit = 1 pt, nothing hinted or rounded) with a font map of its own over the
 * *.ttf of the data folder's fonts/. CHORA_ENOTFOUND when they are missing.
 */
chora_status chora_fonts_open(PangoContext **out, chora_error *err);

/** NULL is fine. */
void chora_fonts_close(PangoContext *context);

#endif
