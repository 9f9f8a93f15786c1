/**
 * @file
 * The part of preparing that finds classes.
 */
#ifndef CHORA_PUBLISH_PREPARE_CLASSES_H
#define CHORA_PUBLISH_PREPARE_CLASSES_H

#include "publish/prepare.h"

/** Are its areas coloured by class? */
bool chora_prepare_is_coloured(const chora_figure_layer *layer);

/** The layer whose areas have classes of one number; NULL: a chart, small multiples, other layers.
 */
const chora_figure_layer *chora_prepare_coloured(const chora_figure *figure);

/** The numbers that are classed, of the periods first .. last-1: `values` has room for one an area
 * and period. Answers how many there are. */
size_t chora_prepare_values(const chora_figure_layer *layer, const chora_table *table, size_t first,
                            size_t last, double *values);

/** Of a layer, over the periods first .. last-1. */
chora_status chora_prepare_classes_of(const chora_prepared *prepared, size_t layer, size_t first,
                                      size_t last, chora_classes *out, chora_error *err);

/** Of every coloured layer over all periods, unless the request brings them. */
chora_status chora_prepare_classes(const chora_request *request, chora_prepared *prepared,
                                   chora_error *err);

/**
 * One set of limits for figures beside each other: by the rule of the first, over the numbers of
 * all of them, in all their periods.
 * @return CHORA_EINVAL: a figure colours no areas, shows a change, has classes of each period, or
 * another unit than the first; what loading and measuring answer.
 */
chora_status chora_shared_classes(chora_store *store, const chora_request *requests, size_t count,
                                  chora_classes *out, chora_error *err);

#endif
