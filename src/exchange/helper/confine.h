/**
 * @file
 * What the helper gives up before it looks at a stranger's file.
 */
#ifndef CHORA_HELPER_CONFINE_H
#define CHORA_HELPER_CONFINE_H

#include <stdbool.h>

typedef struct {
    const char *const *readable; /**< Files, or folders with all in them; NULL-ended. */
    const char *writable;        /**< A folder, or NULL: nothing may be written anywhere. */
} chora_confines;

/** Memory, time and file limits; no core dump, no debugger. */
void chora_limit_resources(bool writes);

/**
 * No new file but these and the system's own (Landlock), no network, no programs, no debugging
 * (seccomp). What the kernel does not have is gone without: the limits remain. False: something is
 * lacking, which a person is told.
 */
bool chora_confine(const chora_confines *confines);

#endif
