/**
 * @file
 * What could not be placed, told to a person who has no project to ask.
 */
#ifndef CHORA_PUBLISH_UNPLACED_H
#define CHORA_PUBLISH_UNPLACED_H

#include "base/buffer.h"

#include <chora/store.h>

/**
 * Adds a line for each reason, those of most incidents first: "not placed, 2 incidents (the first
 * in attacks.csv line 4): "Ituri" is no province of the project"; after a few, one line that counts
 * the rest. Nothing when all are placed. CHORA_ESTORE, CHORA_ENOMEM.
 */
chora_status chora_unplaced_tell(chora_store *store, chora_buffer *out, chora_error *err);

#endif
