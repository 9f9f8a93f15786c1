/* A stranger's figure file: it is read whole, or every mistake has its place. */
#include "fuzz.h"

#include "style/figure.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_figure figure = { 0 };
    chora_status st =
        chora_figure_parse("figure.yaml", (const char *)data, size, arena, &figure, &err);
    if (st) {
        PROMISE(*err.message);
    } else {
        PROMISE(figure.id && *figure.id && figure.title && figure.style);
        PROMISE(figure.layer_count >= 1 && figure.layer_count <= CHORA_FIGURE_LAYERS_MAX);
        PROMISE(figure.width_pt > 0 && figure.height_pt > 0);
    }
    chora_arena_free(arena);
    return 0;
}
