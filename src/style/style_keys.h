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

/* ---- values that take more than a kind (style_values.c) ---------------------------------------
 */

void chora_style_read_hatches(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
/** The file of a logo, read and looked at (logo.c). */
void chora_style_read_logo(chora_reading *, const chora_key *, const chora_yaml_node *, void *);

#endif
