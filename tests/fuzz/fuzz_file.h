/* Bytes as a file of a given kind, for readers that take paths. */
#ifndef FUZZ_FILE_H
#define FUZZ_FILE_H

#include "fuzz.h"

#include <unistd.h>

/* A path of this process with the extension; the same for every call. */
static inline const char *fuzz_path(const char *extension, char out[96])
{
    const char *folder = getenv("TMPDIR");
    snprintf(out, 96, "%.40s/chora-fuzz-%ld.%s", folder ? folder : "/tmp", (long)getpid(),
             extension);
    return out;
}

static inline void fuzz_write(const char *path, const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    PROMISE(file && fwrite(data, 1, size, file) == size);
    fclose(file);
}

#endif
