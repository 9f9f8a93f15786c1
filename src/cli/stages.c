#include "cli/stages.h"

#include "cli/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define VARIABLE "CHORA_STAGES"

chora_stages *stages_asked(void)
{
    return getenv(VARIABLE) ? chora_stages_new() : NULL;
}

void stages_write(chora_stages *stages)
{
    const char *path = stages ? getenv(VARIABLE) : NULL;
    FILE *file = path ? fopen(path, "w") : NULL;

    for (size_t i = 0; file && i < chora_stages_count(); i++) {
        chora_stage_time time = chora_stages_get(stages, i);
        fprintf(file, "%s\t%.3f\t%.3f\t%.1f\n", time.name, time.cpu_ms, time.wall_ms, time.peak_mb);
    }
    if (path && (!file || fclose(file) != 0))
        cli_note("%s: the times cannot be written: %s", path, strerror(errno));
    chora_stages_free(stages);
}
