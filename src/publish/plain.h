/**
 * @file
 * Can a figure be made of incidents that are held in memory (store/held.h)?
 */
#ifndef CHORA_PUBLISH_PLAIN_H
#define CHORA_PUBLISH_PLAIN_H

#include <chora/figure.h>

typedef enum {
    CHORA_HOLDING_NONE,    /**< It asks for them by SQL: conditions, words of a column, charts. */
    CHORA_HOLDING_ROWS,    /**< It only counts them. */
    CHORA_HOLDING_NUMBERS, /**< It adds up their casualties too. */
} chora_holding;

/** A guess that costs time where it is wrong, and nothing else. The figure file is read for it;
 * what is wrong in that is told by whoever draws it. */
chora_holding chora_plain_holding(const chora_map_options *options);

#endif
