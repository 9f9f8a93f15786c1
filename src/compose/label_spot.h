/**
 * @file
 * Room for a box inside a shape: its free horizontal spans, row by row.
 */
#ifndef CHORA_COMPOSE_LABEL_SPOT_H
#define CHORA_COMPOSE_LABEL_SPOT_H

#include "compose/label_field.h"

/** A shape whose edges can be asked for by height. */
typedef struct {
    const chora_shape *shape; /**< Borrowed. */
    chora_bands edges;        /**< Ids: index of an edge's first point. */
    chora_box box;            /**< Of the part inside the frame. */
} chora_ground;

chora_status chora_ground_open(const chora_shape *shape, chora_box frame, chora_ground *out,
                               chora_error *err);
void chora_ground_close(chora_ground *ground);

/** What a box needs. */
typedef struct {
    double width, height;
    double margin;    /**< At least so far from the shape's edge ... */
    double air;       /**< ... and up to this much further where there is room. */
    double clearance; /**< From all that is blocked. */
    chora_xy target;  /**< As near to it as can be. */
} chora_spot_wish;

/**
 * The box wholly inside the shape and clear of the field, with as much air round it as there is,
 * then nearest to the target; ties: the upper one. `found` is false when there is none.
 */
chora_status chora_spot_find(const chora_ground *ground, const chora_label_field *field,
                             const chora_spot_wish *wish, chora_box *out, bool *found,
                             chora_error *err);

#endif
