#include "compose/disclaimers.h"

#include "compose/page_shape.h"
#include "compose/texts.h"
#include "compose/wording.h"

#include <math.h>

enum { TOLD_MAX = 3, LISTED_MAX = 64 };

/* The outline in metres; false when part of it cannot be projected. */
static bool project(const chora_view *view, const chora_disputed_area *area, chora_xy *xy)
{
    for (size_t i = 0; i < area->corners; i++) {
        xy[i] = (chora_xy){ area->outline[2 * i], area->outline[2 * i + 1] };
        if (view->shifted && xy[i].x < 0)
            xy[i].x += 360;
    }
    chora_project(view->projection, xy, area->corners);
    for (size_t i = 0; i < area->corners; i++)
        if (!isfinite(xy[i].x) || !isfinite(xy[i].y))
            return false;
    xy[area->corners] = xy[0];
    return true;
}

static bool is_shown(const chora_view *view, const chora_disputed_area *area, chora_box metres)
{
    chora_xy xy[CHORA_DISPUTED_CORNERS + 1];
    size_t start[2] = { 0, area->corners + 1 };
    chora_shape shape = { .kind = CHORA_SHAPE_POLYGONS,
                          .path_count = 1,
                          .start = start,
                          .xy = xy,
                          .box = CHORA_BOX_EMPTY };
    if (!project(view, area, xy))
        return false;
    for (size_t i = 0; i < area->corners; i++)
        chora_box_add(&shape.box, xy[i]);
    return chora_page_shape_meets(&shape, metres) || chora_box_holds(metres, xy[0]);
}

static bool is_told(const chora_disputed_area *area)
{
    return !area->says || *area->says;
}

static size_t list_shown(const chora_base_map *base, const chora_disputed *disputed,
                         chora_box metres, const chora_disputed_area **out)
{
    size_t count = 0;
    for (size_t i = 0; disputed && i < disputed->count && count < LISTED_MAX; i++)
        if (is_told(&disputed->areas[i]) && is_shown(&base->view, &disputed->areas[i], metres))
            out[count++] = &disputed->areas[i];
    return count;
}

static const char *say_names(const chora_words *words, const chora_disputed_area **areas,
                             size_t count, chora_arena *arena)
{
    chora_buffer list = CHORA_BUFFER_INIT(8192);
    for (size_t i = 0; i < count; i++)
        chora_list_add(words, &list,
                       areas[i]->name
                           ? areas[i]->name
                           : chora_say_of(words, arena, "disputed-name", areas[i]->id, NULL));
    const char *out = list.failed ? NULL
                                  : chora_say(words, arena, "note.disputed", "list",
                                              chora_buffer_text(&list), NULL);
    chora_buffer_free(&list);
    return out;
}

const char *chora_disclaimers_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 chora_box metres)
{
    const chora_disputed_area *shown[LISTED_MAX];
    const char *sentences[TOLD_MAX];
    size_t count =
        inputs->figure->disclaimer ? 0 : list_shown(base, inputs->disputed, metres, shown);
    if (count > TOLD_MAX)
        return say_names(inputs->words, shown, count, base->arena);
    for (size_t i = 0; i < count; i++)
        sentences[i] = shown[i]->says ? shown[i]->says
                                      : chora_say_of(inputs->words, base->arena, "disputed",
                                                     shown[i]->id, NULL);
    return chora_texts_join(inputs->words, sentences, count, base->arena);
}
