/**
 * @file
 * Telling how far a long job is.
 */
#ifndef CHORA_BASE_PROGRESS_H
#define CHORA_BASE_PROGRESS_H

#include <chora/progress.h>

/** Call it when there is one. */
void chora_progress_report(const chora_progress *progress, size_t done, size_t total);

#endif
