/**
 * @file
 * How the numbers of a layer are classed.
 */
#ifndef CHORA_COMPOSE_LAYER_CLASSES_H
#define CHORA_COMPOSE_LAYER_CLASSES_H

#include "style/figure.h"

/** `whole`: the numbers are. */
chora_classes_options chora_layer_classes(const chora_figure_layer *layer, bool whole);

#endif
