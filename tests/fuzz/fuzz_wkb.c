/* A stranger's geometry: what is read is sound, and is the same after writing and reading again. */
#include "fuzz.h"

#include "geo/shape.h"

static void check_rings(const chora_shape *shape)
{
    for (size_t i = 0; shape->kind == CHORA_SHAPE_POLYGONS && i < shape->path_count; i++) {
        chora_xy first = shape->xy[shape->start[i]], last = shape->xy[shape->start[i + 1] - 1];
        PROMISE(shape->start[i + 1] - shape->start[i] >= 4);
        PROMISE(first.x == last.x && first.y == last.y);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_shape shape, again;
    void *wkb = NULL;
    size_t length = 0;

    if (chora_shape_from_wkb(data, size, arena, &shape, &err)) {
        PROMISE(*err.message);
    } else if (shape.path_count > 0) {
        check_rings(&shape);
        PROMISE(chora_shape_to_wkb(&shape, &wkb, &length, &err) == CHORA_OK);
        PROMISE(chora_shape_from_wkb(wkb, length, arena, &again, &err) == CHORA_OK);
        PROMISE(again.kind == shape.kind && again.path_count == shape.path_count);
        PROMISE(chora_shape_points(&again) == chora_shape_points(&shape));
        PROMISE(memcmp(again.xy, shape.xy, chora_shape_points(&shape) * sizeof *shape.xy) == 0);
        free(wkb);
    }
    chora_arena_free(arena);
    return 0;
}
