#include "measure/frame.h"

#include "base/buffer.h"
#include "base/text.h"
#include "measure/frame_parents.h"
#include "store/vintage.h"

#include <stdlib.h>
#include <string.h>

/** Parents above parents; a broken file may hold a ring of them. */
#define LEVELS_MAX 16

static chora_status count_areas(chora_store *store, chora_day on, size_t *out, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st =
        chora_query_open(store,
                         "SELECT count(*) FROM area a JOIN layer l ON l.id = a.layer_id "
                         "WHERE l.role = 'areas' AND " CHORA_LAYER_ON("l", "?1"),
                         &query, err);
    if (st)
        return st;
    chora_vintage_bind(query, 1, on);
    int64_t count = 0;
    st = chora_query_one_int(query, &count, err);
    chora_query_close(query);
    if (!st)
        *out = (size_t)count;
    return st;
}

static chora_status read_area(chora_query *query, chora_arena *arena, chora_frame_area *out,
                              chora_error *err)
{
    const char *country = chora_query_text(query, 5);
    *out = (chora_frame_area){
        .id = chora_query_int(query, 0),
        .parent_id = chora_query_is_null(query, 1) ? 0 : chora_query_int(query, 1),
        .level = (int)chora_query_int(query, 2),
        .code = chora_arena_strdup(arena, chora_query_text(query, 3)),
        .area_km2 = chora_query_double(query, 4),
        .country = chora_arena_strdup(arena, country ? country : ""),
        .label = { chora_query_double(query, 6), chora_query_double(query, 7) },
        .drawn = CHORA_NO_INDEX,
    };
    return out->code && out->country ? CHORA_OK : chora_no_memory(err);
}

static chora_status read_areas(chora_store *store, chora_arena *arena, chora_frame *frame,
                               chora_error *err)
{
    size_t room = 0;
    chora_status st = count_areas(store, frame->on, &room, err);
    if (st)
        return st;
    frame->all = chora_arena_alloc(arena, room + 1, sizeof *frame->all);
    frame->drawn = chora_arena_alloc(arena, room + 1, sizeof *frame->drawn);
    if (!frame->all || !frame->drawn)
        return chora_no_memory(err);

    chora_query *query = NULL;
    st = chora_query_open(store,
                          "SELECT a.id, a.parent_id, a.level, a.code, a.area_km2, a.country,"
                          " a.label_lon, a.label_lat "
                          "FROM area a JOIN layer l ON l.id = a.layer_id "
                          "WHERE l.role = 'areas' AND " CHORA_LAYER_ON("l", "?1") " ORDER BY a.id",
                          &query, err);
    if (!st)
        chora_vintage_bind(query, 1, frame->on);
    bool row = false;
    while (!st && frame->all_count < room && !(st = chora_query_step(query, &row, err)) && row) {
        st = read_area(query, arena, &frame->all[frame->all_count], err);
        frame->all_count++;
    }
    chora_query_close(query);
    return st;
}

static size_t index_of(const chora_frame *frame, int64_t id)
{
    size_t low = 0, high = frame->all_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (frame->all[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < frame->all_count && frame->all[low].id == id ? low : CHORA_NO_INDEX;
}

static int by_code(const void *a, const void *b)
{
    const chora_frame_area *x = *(chora_frame_area *const *)a, *y = *(chora_frame_area *const *)b;
    int order = strcmp(x->code, y->code);
    return order ? order : (x->id > y->id) - (x->id < y->id);
}

/* ---- which are drawn ------------------------------------------------------------------------- */

/** Is the area named by a code: its own, its country's, or that of an area that holds it? */
static bool is_named(const chora_frame *frame, const chora_frame_area *area, const char *code)
{
    if (chora_text_compare_nocase(area->country, code) == 0)
        return true;
    for (int step = 0; step < LEVELS_MAX && area; step++) {
        if (chora_text_compare_nocase(area->code, code) == 0)
            return true;
        area = chora_frame_find(frame, area->parent_id);
    }
    return false;
}

/** The next code of a comma-separated list, copied without space around it; false at its end. */
static bool next_code(const char **list, char *out, size_t size)
{
    do {
        size_t length = strcspn(*list, ","), kept;
        size_t copied = length < size ? length : size - 1;
        memcpy(out, *list, copied);
        out[copied] = '\0';
        *list += length + ((*list)[length] == ',');
        const char *word = chora_text_trim(out, &kept);
        memmove(out, word, kept);
        out[kept] = '\0';
    } while (!*out && **list);
    return *out != '\0';
}

static bool is_drawn(const chora_frame *frame, const chora_frame_area *area, const char *codes)
{
    char code[64];

    if (area->level != frame->level)
        return false;
    if (!codes || !*codes)
        return true;
    while (next_code(&codes, code, sizeof code))
        if (is_named(frame, area, code))
            return true;
    return false;
}

/** A code that names nothing is a mistake, not an empty map. */
static chora_status check_codes(const chora_frame *frame, const char *codes, chora_error *err)
{
    char code[64];

    while (codes && next_code(&codes, code, sizeof code)) {
        bool found = false;
        for (size_t i = 0; i < frame->all_count && !found; i++)
            found = frame->all[i].level == frame->level && is_named(frame, &frame->all[i], code);
        if (!found)
            return chora_fail(err, CHORA_ENOTFOUND,
                              "frame: \"%s\" is the code of no area or country of the project",
                              code);
    }
    return CHORA_OK;
}

/** The areas of the level, by code. */
static chora_status pick_drawn(chora_frame *frame, const char *codes, chora_error *err)
{
    chora_frame_area **picked = chora_alloc(frame->all_count + 1, sizeof *picked);
    if (!picked)
        return chora_no_memory(err);
    for (size_t i = 0; i < frame->all_count; i++)
        if (is_drawn(frame, &frame->all[i], codes))
            picked[frame->count++] = &frame->all[i];
    qsort(picked, frame->count, sizeof *picked, by_code);
    for (size_t i = 0; i < frame->count; i++) {
        picked[i]->drawn = i;
        frame->drawn[i] = (size_t)(picked[i] - frame->all);
    }
    free(picked);
    return CHORA_OK;
}

/** Walk up from every finer area to the drawn one that holds it. */
static void roll_up(chora_frame *frame)
{
    for (size_t i = 0; i < frame->all_count; i++) {
        size_t at = i;
        for (int step = 0; step < LEVELS_MAX && at != CHORA_NO_INDEX; step++) {
            if (frame->all[at].level == frame->level) {
                frame->all[i].drawn = frame->all[at].drawn;
                break;
            }
            at = index_of(frame, frame->all[at].parent_id);
        }
    }
}

/** Boundaries of the level there are, but not on the day. */
static chora_status not_on_that_day(chora_store *store, const chora_frame *frame, chora_error *err)
{
    char day[CHORA_PERIOD_TEXT_MAX];
    chora_buffer layers = CHORA_BUFFER_INIT(4096);
    chora_day_format(frame->on, day);
    chora_status st = chora_vintages_tell(store, frame->level, &layers, err);
    if (!st && layers.length)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "the project has no boundaries of level %d that hold on %s; it has %s",
                        frame->level, day, chora_buffer_text(&layers));
    chora_buffer_free(&layers);
    return st;
}

static chora_status no_such_level(chora_store *store, const chora_frame *frame, chora_error *err)
{
    if (frame->on != CHORA_VINTAGE_CURRENT) {
        chora_status said = not_on_that_day(store, frame, err);
        if (said)
            return said;
    }
    chora_buffer levels = CHORA_BUFFER_SMALL(256);
    for (int level = 0; level < LEVELS_MAX; level++) {
        bool found = false;
        for (size_t i = 0; i < frame->all_count && !found; i++)
            found = frame->all[i].level == level;
        if (found)
            chora_buffer_printf(&levels, "%s%d", levels.length ? ", " : "", level);
    }
    chora_status st = chora_fail(
        err, CHORA_ENOTFOUND, "the project has no areas of level %d (%s%s)", frame->level,
        levels.length ? "it has " : "it has no areas at all", chora_buffer_text(&levels));
    chora_buffer_free(&levels);
    return st;
}

chora_status chora_frame_load(chora_store *store, int level, chora_day on, const char *codes,
                              chora_arena *arena, chora_frame *out, chora_error *err)
{
    chora_frame frame = { .level = level, .on = on };
    chora_status st = read_areas(store, arena, &frame, err);
    if (!st)
        st = chora_frame_find_parents(store, &frame, err);
    if (!st)
        st = pick_drawn(&frame, codes, err);
    if (st)
        return st;
    if (frame.count == 0) {
        st = check_codes(&frame, codes, err);
        return st ? st : no_such_level(store, &frame, err);
    }
    st = check_codes(&frame, codes, err);
    if (st)
        return st;
    roll_up(&frame);
    *out = frame;
    return CHORA_OK;
}

chora_status chora_frame_day(chora_store *store, int level, chora_day last, chora_day *on,
                             chora_error *err)
{
    bool held = false;
    chora_status st = chora_vintage_has_level(store, level, last, &held, err);
    *on = held ? last : CHORA_VINTAGE_CURRENT;
    return st;
}

const chora_frame_area *chora_frame_find(const chora_frame *frame, int64_t id)
{
    size_t at = index_of(frame, id);
    return at == CHORA_NO_INDEX ? NULL : &frame->all[at];
}

const chora_frame_area *chora_frame_drawn(const chora_frame *frame, size_t index)
{
    return &frame->all[frame->drawn[index]];
}

bool chora_frame_has_country(const chora_frame *frame, const char *country)
{
    if (!*country)
        return true;
    for (size_t i = 0; i < frame->count; i++) {
        const char *drawn = chora_frame_drawn(frame, i)->country;
        if (!*drawn || strcmp(drawn, country) == 0)
            return true;
    }
    return false;
}

bool chora_frame_within(const chora_frame *frame, const chora_frame_area *inner, int64_t outer)
{
    for (int step = 0; step < LEVELS_MAX && inner; step++) {
        if (inner->id == outer)
            return true;
        inner = chora_frame_find(frame, inner->parent_id);
    }
    return false;
}
