/**
 * @file
 * The colour of a text that can be read on its ground.
 */
#ifndef CHORA_COMPOSE_LABEL_INK_H
#define CHORA_COMPOSE_LABEL_INK_H

#include "style/style.h"

/** The type's own colour when it stands out from the ground (4.5, WCAG AA), else white or black. */
chora_colour chora_label_ink(chora_colour own, chora_colour ground);

#endif
