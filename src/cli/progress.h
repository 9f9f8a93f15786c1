/**
 * @file
 * A progress bar on standard error with its rate and what is left, only when that is a terminal.
 */
#ifndef CHORA_CLI_PROGRESS_H
#define CHORA_CLI_PROGRESS_H

#include <chora/progress.h>
#include <stdint.h>

/** Of one bar; start from zero. */
typedef struct {
    int64_t began_ms, drawn_ms;
} cli_bar;

/** `bar` must outlive it. */
chora_progress terminal_progress(cli_bar *bar);

#endif
