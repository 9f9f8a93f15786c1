/**
 * @file
 * Words that mix letters of scripts which look alike.
 */
#ifndef CHORA_PLACE_SCRIPTS_H
#define CHORA_PLACE_SCRIPTS_H

#include <stdbool.h>

/**
 * Is there a word with letters of two of Latin, Greek and Cyrillic? "Kabul" with a Cyrillic "a"
 * reads like the town and is another text: a person must look at it.
 */
bool chora_scripts_mixed(const char *text);

#endif
