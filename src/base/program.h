/**
 * @file
 * Another program of the system, run to its end.
 */
#ifndef CHORA_BASE_PROGRAM_H
#define CHORA_BASE_PROGRAM_H

#include "base/error.h"

/**
 * Run a program found on PATH, without a shell, its input and output at /dev/null. A file name
 * among the words must not begin with '-'. `words` is NULL-ended; the first is the program. `name`
 * with `value` is set in its environment; `name` may be NULL.
 * @param seconds  Of processor time; then it is ended. Its memory is limited too (3 GiB).
 * @return CHORA_OK; CHORA_ENOTFOUND: there is no such program; CHORA_ELIMIT: it took too long;
 * CHORA_EIO: it failed, with the end of what it said.
 */
chora_status chora_program_run(const char *const *words, const char *name, const char *value,
                               unsigned seconds, chora_error *err);

#endif
