/**
 * @file
 * Fonts that are kept open while several threads paint.
 */
#ifndef CHORA_PAINT_HOLD_H
#define CHORA_PAINT_HOLD_H

#include "base/error.h"

#include <pango/pango.h>

typedef struct chora_held_fonts chora_held_fonts;

/**
 * Open every font of a context and keep it. cairo has ten open at once and closes one to open an
 * eleventh, which another thread may be about to use (1.16, _cairo_ft_unscaled_font_lock_face):
 * what is held is not closed. CHORA_ENOMEM.
 */
chora_status chora_fonts_hold(PangoContext *context, chora_held_fonts **out, chora_error *err);
void chora_fonts_release(chora_held_fonts *held); /**< NULL is fine. */

#endif
