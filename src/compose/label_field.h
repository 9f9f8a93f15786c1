/**
 * @file
 * Inside of the label field: the walks and tests that the placing of labels is made of.
 */
#ifndef CHORA_COMPOSE_LABEL_FIELD_H
#define CHORA_COMPOSE_LABEL_FIELD_H

#include "compose/bands.h"
#include "compose/label_crowd.h"
#include "compose/labels.h"

/** Half the white casing of a leader. */
#define CHORA_LEADER_HALF_PT 0.7

typedef struct {
    chora_xy from, to;
} chora_leader_line;

struct chora_label_field {
    chora_box frame;
    chora_bands by_height; /**< Ids of boxes. */
    chora_box *boxes;
    size_t box_count, box_capacity;
    size_t symbol_boxes; /**< So many, the first, are of symbols. */
    chora_cover cover; /**< Of a crowd of symbols, from the box that makes them one; else zeros. */
    chora_leader_line *leaders; /**< Few: looked at one by one. */
    size_t leader_count, leader_capacity;
};

/** As chora_label_field_is_free, boxes equal to one of the `own` left out of account: a name inside
 * its own ring. */
bool chora_label_field_is_free_but(const chora_label_field *field, chora_box box, double clearance,
                                   const chora_box *own, size_t own_count);

/** Keep labels and other leaders off this line. */
chora_status chora_label_field_block_leader(chora_label_field *field, chora_leader_line line,
                                            chora_error *err);

/**
 * May a leader run here: inside the frame, `clearance` off every box (but for those its end in the
 * area lies in: its own symbol) and off the other leaders? `over_symbols`: it may cross symbols.
 */
bool chora_label_field_leader_is_free(const chora_label_field *field, chora_leader_line line,
                                      double clearance, bool over_symbols);

#endif
