/**
 * @file
 * A progress bar on standard error, only when that is a terminal.
 */
#ifndef CHORA_CLI_PROGRESS_H
#define CHORA_CLI_PROGRESS_H

#include <chora/progress.h>

chora_progress terminal_progress(void);

#endif
