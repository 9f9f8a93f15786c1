/**
 * @file
 * A project seen through an output profile.
 *
 * The connection's own temporary views `incident`, `match`, `evidence` and `incident_source` stand
 * before the tables of these names: whatever is read afterwards, by whatever part of Chora, is what
 * the profile shows. No reader can forget it.
 */
#ifndef CHORA_STORE_SHIELD_H
#define CHORA_STORE_SHIELD_H

#include "base/error.h"

#include <chora/profile.h>
#include <chora/store.h>

/** The place_precision of a row whose point is a false one; it is known as to the district. */
#define CHORA_SHIELD_DISPLACED "displaced"

struct chora_profile; /* style/profile.h */

/** Of the table meta: the project's secret, 64 hexadecimal digits. */
#define CHORA_SHIELD_SECRET "secret"

/**
 * Put the views up; once per store, right after opening. Nothing is done when no incident is marked
 * or the profile shows everything.
 * @return CHORA_OK; CHORA_EINVAL (a profile holds already); CHORA_ESTORE, CHORA_EDATA,
 * CHORA_ENOMEM.
 */
chora_status chora_shield(chora_store *store, const struct chora_profile *profile,
                          chora_profile_report *out, chora_error *err);

/** Does a profile hold? Then `sensitivity` asks for nothing more. */
bool chora_shield_holds(const chora_store *store);

/** What it did; zeros when none holds. */
const chora_profile_report *chora_shield_report(const chora_store *store);

/**
 * The smallest number of a dataset's incidents that may be told; 0: every one, as none of the
 * dataset is shown less precisely than it is known. It is asked of the whole dataset (NULL: of
 * all), not of the incidents that one output counts: two outputs withhold the same.
 */
chora_status chora_shield_smallest(chora_store *store, const char *dataset, int *out,
                                   chora_error *err);

#endif
