/* A stranger's column mapping: what is read can be written, and is then read as the same. */
#include "fuzz.h"

#include "intake/mapping.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const headers[] = { "id", "Date", "Oblast", "Ort", "lat", "lon" };
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_mapping mapping, again;
    chora_buffer first = CHORA_BUFFER_INIT(1 << 24), second = CHORA_BUFFER_INIT(1 << 24);

    if (chora_mapping_parse("mapping.yaml", (const char *)data, size, arena, &mapping, &err) == 0) {
        chora_mapping_write(&mapping, &first);
        if (chora_mapping_parse("again.yaml", chora_buffer_text(&first), first.length, arena,
                                &again, &err))
            fprintf(stderr, "%s\n%s\n", err.message, chora_buffer_text(&first)), abort();
        chora_mapping_write(&again, &second);
        PROMISE(strcmp(chora_buffer_text(&first), chora_buffer_text(&second)) == 0);
        chora_mapping_bind(&mapping, headers, 6, false, &err);
    }
    chora_buffer_free(&first);
    chora_buffer_free(&second);
    chora_arena_free(arena);
    return 0;
}
