/* A stranger's house style and palette, as files. */
#include "fuzz_file.h"

#include "base/memory.h"
#include "style/style.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[96];
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_style style;
    chora_colour colours[12];

    fuzz_write(fuzz_path("yaml", path), data, size);
    if (chora_style_load(path, arena, &style, &err))
        PROMISE(*err.message);
    err = (chora_error)CHORA_ERROR_INIT;
    if (chora_palette_colours(path, 5, false, colours, &err))
        PROMISE(*err.message);
    unlink(path);
    chora_arena_free(arena);
    return 0;
}
