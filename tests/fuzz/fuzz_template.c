/* A stranger's report template: a tree or a message with its place. */
#include "fuzz.h"

#include "base/text.h"
#include "report/markdown.h"
#include "report/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_template_parts parts;
    const chora_block *blocks;
    const chora_inlines *notes;
    size_t block_count, note_count;
    const char *text = (const char *)data;

    if (chora_utf8_valid_prefix(text, size) == size) {
        if (chora_template_parse("fuzz.md", text, size, 1, arena, &parts, &err))
            PROMISE(strncmp(err.message, "fuzz.md:", 8) == 0 || err.status == CHORA_ELIMIT);
        chora_markdown_context context = { .arena = arena,
                                           .file = "fuzz.md",
                                           .folder = "/nowhere" };
        if (chora_markdown_read(&context, text, size, &blocks, &block_count, &notes, &note_count,
                                &err))
            PROMISE(*err.message);
    }
    chora_arena_free(arena);
    return 0;
}
