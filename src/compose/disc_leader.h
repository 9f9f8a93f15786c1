/**
 * @file
 * The line from a pack of symbols that was moved to where it belongs.
 */
#ifndef CHORA_COMPOSE_DISC_LEADER_H
#define CHORA_COMPOSE_DISC_LEADER_H

#include "compose/draw.h"
#include "compose/label_field.h"
#include "compose/pack.h"

/** From the anchor to the disc's edge, unless the anchor lies under the disc. */
chora_leader_line chora_disc_leader(const chora_disc *disc);

void chora_disc_leader_draw(chora_drawing *drawing, const chora_style *style,
                            const chora_disc *disc);

#endif
