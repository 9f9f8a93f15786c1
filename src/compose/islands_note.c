/* What a map does not show, and how far reaches what it shows. */
#include "compose/islands.h"

#include "base/buffer.h"
#include "compose/polygons.h"
#include "compose/wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- telling and measuring ------------------------------------------------------------------- */

/* Once the view is fitted: its frame is wider or higher than what it was made for. */
static bool is_on_page(const chora_view *view, chora_box box)
{
    chora_xy corners[4] = { { box.min_x, box.min_y },
                            { box.max_x, box.min_y },
                            { box.min_x, box.max_y },
                            { box.max_x, box.max_y } };
    if (view->points_per_metre <= 0)
        return false;
    chora_project(view->projection, corners, 4);
    chora_view_to_page(view, corners, 4);
    for (int i = 0; i < 4; i++)
        if (!isfinite(corners[i].x) || !chora_box_holds(view->map, corners[i]))
            return false;
    return true;
}

static bool is_seen(const chora_view *view, chora_box box)
{
    chora_xy middle = { (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 };
    return chora_box_holds_box(view->lonlat, box) || chora_away_holds(&view->away, middle) ||
           is_on_page(view, box);
}

/* Areas of which something is left out, each once; `wholly` those of which nothing is seen. */
static size_t list_names(const chora_words *words, const chora_view *view, const chora_areas *areas,
                         const chora_polygons *all, bool wholly, size_t most, chora_buffer *out)
{
    size_t named = 0;
    for (size_t i = 0, end; i < all->count; i = end) {
        size_t seen = 0;
        for (end = i; end < all->count && all->parts[end].area == all->parts[i].area; end++)
            seen += is_seen(view, all->parts[end].box);
        if (seen < end - i && (seen == 0) == wholly &&
            !chora_antarctica_holds(view, &areas->areas[all->parts[i].area]) && ++named <= most)
            chora_list_add(words, out, areas->areas[all->parts[i].area].name);
    }
    return named;
}

/* "Not shown: Rotuma": all of them, since nothing else says that they are there. */
static const char *say_wholly(const chora_words *words, const chora_view *view,
                              const chora_areas *areas, const chora_polygons *all,
                              chora_arena *arena)
{
    chora_buffer list = CHORA_BUFFER_INIT(64 * 1024);
    const char *out = "";
    if (list_names(words, view, areas, all, true, all->count, &list))
        out = chora_say(words, arena, "note.not-shown", "list", chora_buffer_text(&list), NULL);
    out = list.failed ? NULL : out;
    chora_buffer_free(&list);
    return out;
}

static const char *say_islands(const chora_words *words, bool antarctica, const char *list,
                               size_t more, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, (double)more, true, number);
    if (!*list)
        return antarctica ? chora_say(words, arena, "note.antarctica", NULL) : "";
    if (more)
        return chora_say_many(words, arena,
                              antarctica ? "note.antarctica-islands-more" : "note.islands-more",
                              (double)more, number, "list", list, NULL);
    return chora_say(words, arena, antarctica ? "note.antarctica-islands" : "note.islands", "list",
                     list, NULL);
}

static const char *say_partly(const chora_words *words, const chora_view *view,
                              const chora_areas *areas, const chora_polygons *all,
                              chora_arena *arena)
{
    enum { NAMED_MAX = 3 };
    chora_buffer list = CHORA_BUFFER_INIT(4096);
    size_t named = list_names(words, view, areas, all, false, NAMED_MAX, &list);
    const char *out = list.failed
                          ? NULL
                          : say_islands(words, view->no_antarctica, chora_buffer_text(&list),
                                        named > NAMED_MAX ? named - NAMED_MAX : 0, arena);
    chora_buffer_free(&list);
    return out;
}

const char *chora_islands_note(const chora_words *words, const chora_view *view,
                               const chora_areas *areas, chora_arena *arena)
{
    chora_polygons all;
    if (!view->trimmed)
        return "";
    if (!chora_polygons_open(view, areas, &all))
        return NULL;
    const char *wholly = say_wholly(words, view, areas, &all, arena);
    const char *partly = say_partly(words, view, areas, &all, arena);
    chora_polygons_close(&all);
    if (!wholly || !partly)
        return NULL;
    return chora_arena_printf(arena, "%s%s%s", wholly, *wholly && *partly ? ". " : "", partly);
}

/* One ring; answers -1 without memory. */
static int add_ring(const chora_view *view, const chora_xy *xy, size_t count, chora_box *box)
{
    chora_xy *copy = chora_alloc(count, sizeof *copy);
    if (!copy)
        return -1;
    memcpy(copy, xy, count * sizeof *copy);
    chora_project(view->projection, copy, count);
    for (size_t i = 0; i < count; i++)
        if (isfinite(copy[i].x) && isfinite(copy[i].y))
            chora_box_add(box, copy[i]);
    free(copy);
    return 0;
}

chora_status chora_islands_metres(const chora_view *view, const chora_areas *areas, chora_box *out,
                                  chora_error *err)
{
    chora_box box = CHORA_BOX_EMPTY;
    for (size_t a = 0; a < areas->area_count; a++) {
        const chora_shape *shape = &areas->areas[a].shape;
        for (size_t r = 0; r < shape->path_count; r++) {
            const chora_xy *ring = shape->xy + shape->start[r];
            size_t count = shape->start[r + 1] - shape->start[r];
            if (chora_polygon_is_shell(shape, r) &&
                chora_box_holds_box(view->lonlat, chora_polygon_of(view, ring, count, a).box) &&
                add_ring(view, ring, count, &box))
                return chora_no_memory(err);
        }
    }
    *out = box;
    return CHORA_OK;
}
