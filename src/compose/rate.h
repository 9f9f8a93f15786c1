/**
 * @file
 * Rates as they are printed: "9.3 per 1000 km²" where the table holds 0.0093 per km².
 */
#ifndef CHORA_COMPOSE_RATE_H
#define CHORA_COMPOSE_RATE_H

#include "style/figure.h"
#include "style/language.h"

#include <chora/classes.h>

/** Every number of the figure is multiplied alike; the words say per how much. */
typedef struct {
    double factor; /**< Printed = the table's number * this; 1 where nothing is changed. */
    chora_figure_measure measure; /**< Its `per` is what the words say. */
} chora_shown_rate;

/**
 * Only a rate whose author named no amount (`per: km2`) is changed, and only when its largest
 * number is under 0.1: then it is told per 1000, 100 000 (people) or a million.
 */
chora_shown_rate chora_shown_rate_of(const chora_figure_measure *measure, double largest);

/**
 * The classes in printed numbers, their labels in the language (NULL: the
 * neutral form). Labels of numbers that are not whole have the figures that the
 * map's labels have, as long as that keeps the classes apart.
 */
void chora_shown_classes(const chora_words *words, const chora_classes *classes, double factor,
                         bool whole, chora_classes *out);

#endif
