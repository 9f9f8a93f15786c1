/**
 * @file
 * The part of preparing that only a change needs.
 */
#ifndef CHORA_PUBLISH_PREPARE_CHANGE_H
#define CHORA_PUBLISH_PREPARE_CHANGE_H

#include "style/figure.h"

#include <chora/measure.h>

/** The classes of the periods first .. last-1. */
chora_status chora_prepare_change_classes(const chora_figure_layer *layer,
                                          const chora_change_table *changes, size_t first,
                                          size_t last, chora_classes *out, chora_error *err);

/** CHORA_ENOTFOUND when a single map would have no area that is covered in both periods. */
chora_status chora_prepare_check_change(const chora_change_table *changes, chora_error *err);

#endif
