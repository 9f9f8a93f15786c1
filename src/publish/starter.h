/**
 * @file
 * Files to start from, as they come with Chora.
 */
#ifndef CHORA_PUBLISH_STARTER_H
#define CHORA_PUBLISH_STARTER_H

#include "base/error.h"

/** The text of "styles/starters/figure.yaml"; `out` is malloc'ed. */
chora_status chora_starter_read(const char *name, char **out, chora_error *err);

#endif
