/**
 * @file
 * What a crowd of symbols covers, in small cells: as a few boxes, and as a sieve that tells of most
 * places at once that there is no room.
 */
#ifndef CHORA_COMPOSE_LABEL_CROWD_H
#define CHORA_COMPOSE_LABEL_CROWD_H

#include "geo/shape.h"

#include <stdint.h>

typedef struct {
    chora_box frame;
    double cell; /**< About a point. */
    size_t columns, rows;
    unsigned char *taken;
    uint16_t *below; /**< Once settled: cells from here down to the first that is taken. */
} chora_cover;

chora_status chora_cover_open(chora_box frame, chora_cover *out, chora_error *err);
void chora_cover_close(chora_cover *cover);
void chora_cover_add(chora_cover *cover, chora_box box);

/**
 * Nothing is added any more. `out` receives what is covered within the frame as boxes a cell high
 * and as long as they go; none of what was covered is left out. Malloc'ed.
 */
chora_status chora_cover_settle(chora_cover *cover, chora_box **out, size_t *out_count,
                                chora_error *err);

/** Does a box of this width fit anywhere between `left` and `right`, from `top` to `bottom`, `gap`
 * to the left and right of its boxes? False is certain; true is to be looked at. */
bool chora_cover_leaves_room(const chora_cover *cover, chora_box strip, double gap, double width);
/** Does one of its boxes overlap this one? True is certain; false is to be looked at. */
bool chora_cover_is_hit(const chora_cover *cover, chora_box box);

#endif
