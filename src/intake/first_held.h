/**
 * @file
 * Incidents that are kept beside the project's tables (store/held.h) as they come.
 */
#ifndef CHORA_INTAKE_FIRST_HELD_H
#define CHORA_INTAKE_FIRST_HELD_H

#include "intake/first.h"

/**
 * May a table that is read so be held? A column that says what is to be protected asks for the
 * tables, through which an output profile looks.
 */
bool chora_first_may_hold(const chora_mapping *mapping);

/** Keep the rows of the batch that were read, with their matches; then look at `fates`. */
chora_status chora_first_hold(chora_first *first, chora_error *err);

#endif
