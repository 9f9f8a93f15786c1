/**
 * @file
 * Where the time went, for `./dev bench`: the environment variable CHORA_STAGES names a file that
 * gets a line a stage: name, CPU ms, wall ms, peak MB, with tabs between.
 */
#ifndef CHORA_CLI_STAGES_H
#define CHORA_CLI_STAGES_H

#include <chora/stages.h>

/** A clock, when the environment asks for one; else NULL. */
chora_stages *stages_asked(void);
/** Write the file and free the clock; NULL is fine. */
void stages_write(chora_stages *stages);

#endif
