#include "measure/frame_parents.h"

#define COARSER_MAX 3

typedef struct {
    chora_areas areas[COARSER_MAX];
    chora_locator *locators[COARSER_MAX];
} coarser;

static chora_status open_level(chora_store *store, int level, chora_day on, coarser *out,
                               chora_error *err)
{
    chora_areas *areas = &out->areas[level];
    chora_status st = chora_areas_load_on(store, level, on, NULL, true, areas, err);
    return st ? st : chora_areas_locator(areas, &out->locators[level], err);
}

static void close_levels(coarser *levels)
{
    for (int level = 0; level < COARSER_MAX; level++) {
        chora_locator_free(levels->locators[level]);
        chora_areas_free(&levels->areas[level]);
    }
}

static chora_status find_parent(chora_store *store, chora_day on, coarser *levels,
                                chora_frame_area *area, chora_error *err)
{
    area->parent_id = 0;
    for (int level = area->level - 1; level >= 0 && !area->parent_id; level--) {
        if (level >= COARSER_MAX)
            continue;
        chora_status st =
            levels->areas[level].arena ? CHORA_OK : open_level(store, level, on, levels, err);
        if (st)
            return st;
        size_t at = levels->locators[level] ? chora_locate(levels->locators[level], area->label)
                                            : CHORA_NOWHERE;
        if (at != CHORA_NOWHERE)
            area->parent_id = levels->areas[level].areas[at].id;
    }
    return CHORA_OK;
}

chora_status chora_frame_find_parents(chora_store *store, chora_frame *frame, chora_error *err)
{
    coarser levels = { 0 };
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < frame->all_count; i++) {
        chora_frame_area *area = &frame->all[i];
        if (area->parent_id && !chora_frame_find(frame, area->parent_id))
            st = find_parent(store, frame->on, &levels, area, err);
    }
    close_levels(&levels);
    return st;
}
