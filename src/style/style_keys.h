/**
 * @file
 * The keys of a style file.
 */
#ifndef CHORA_STYLE_STYLE_KEYS_H
#define CHORA_STYLE_STYLE_KEYS_H

#include "style/schema.h"

/** The keys of a style file; their target is a chora_style. */
const chora_key *chora_style_keys(void);

/** The keys of its `colour:`; their names can stand wherever a colour is asked for. */
const chora_key *chora_style_colour_keys(void);

#endif
