#include "base/progress.h"

void chora_progress_report(const chora_progress *progress, size_t done, size_t total)
{
    if (progress && progress->report)
        progress->report(progress->context, done, total);
}
