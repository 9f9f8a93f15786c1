/**
 * @file
 * The towns of data/gazetteer/places/XX.tsv written into a project.
 */
#ifndef CHORA_INTAKE_TOWNS_H
#define CHORA_INTAKE_TOWNS_H

#include "place/countries.h"

#include <chora/store.h>

/**
 * Towns of the countries, each with the finest area of its country that holds it, or the nearest
 * within 20 km (towns on a coast that is drawn more simply than it is). A country without a file
 * has none.
 */
chora_status chora_towns_fill(chora_store *store, const chora_country *const *countries,
                              size_t count, chora_error *err);

/** Give every place of the project the finest area that holds it now. */
chora_status chora_towns_locate(chora_store *store, chora_error *err);

#endif
