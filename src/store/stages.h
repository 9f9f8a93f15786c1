/**
 * @file
 * The clock that hangs on a project while it is worked with.
 */
#ifndef CHORA_STORE_STAGES_H
#define CHORA_STORE_STAGES_H

#include "base/stages.h"

/** Borrowed; NULL: nobody asked for times. */
chora_stages *chora_store_stages(const chora_store *store);

#endif
