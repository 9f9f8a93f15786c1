/**
 * @file
 * Names of files and folders that are only there while a process works: they tell which, so that
 * what a killed one left is known as such.
 */
#ifndef CHORA_BASE_LEFTOVER_H
#define CHORA_BASE_LEFTOVER_H

#include <stdbool.h>

enum { CHORA_LEFTOVER_NAME = 96 };

/** "chora-4026531836-1234-XXXXXX" of a prefix and six bytes. */
void chora_leftover_name(const char *prefix, const char *rest, char out[CHORA_LEFTOVER_NAME]);

/** Was the name made so with the prefix, by a process of this computer (or container) that is no
 * more? False where that cannot be told. */
bool chora_leftover_is(const char *prefix, const char *name);

/** Remove what killed processes of this user left in a folder: files called ".chora-...". Those of
 * running processes, and of other computers on a shared disk, stay. Never fails. */
void chora_leftovers_remove(const char *folder);

#endif
