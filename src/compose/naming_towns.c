/* Towns on the map. */
#include "base/text.h"
#include "compose/naming_step.h"
#include "compose/page_shape.h"
#include "compose/plain_name.h"
#include "compose/symbols.h"
#include "compose/town_name.h"
#include "compose/wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double dot_pt = 0.85;
static const double same_town_pt = 6;

typedef struct {
    chora_town_label *list;
    size_t count, capacity;
    int64_t *place; /* ids already in the list */
    size_t place_capacity;
} towns;

/* Of thousands of symbols hardly one may have a name. */
static chora_status make_room(towns *list, chora_error *err)
{
    if (chora_grow((void **)&list->list, &list->capacity, list->count, sizeof *list->list) ||
        chora_grow((void **)&list->place, &list->place_capacity, list->count, sizeof *list->place))
        return chora_no_memory(err);
    return CHORA_OK;
}

static size_t area_of(const chora_naming *name, int64_t area_id, chora_xy at)
{
    size_t index = chora_areas_index(name->inputs->areas, area_id);
    if (index != CHORA_NO_INDEX)
        return index;
    for (size_t a = 0; a < name->base->area_count; a++)
        if (chora_page_shape_holds(&name->base->shapes[a], at))
            return a;
    return CHORA_NO_INDEX;
}

static bool same_name(const char *a, const char *b)
{
    chora_buffer x = CHORA_BUFFER_INIT(4096), y = CHORA_BUFFER_INIT(4096);
    chora_text_key(a, &x);
    chora_text_key(b, &y);
    bool same = strcmp(chora_buffer_text(&x), chora_buffer_text(&y)) == 0;
    chora_buffer_free(&x);
    chora_buffer_free(&y);
    return same;
}

/* "Basra" and "Basrah". */
static bool is_nearly(const char *a, const char *b)
{
    size_t x = strlen(a), y = strlen(b), shorter = x < y ? x : y;
    return shorter >= 4 && x + y - 2 * shorter <= 1 && strncmp(a, b, shorter) == 0;
}

/* The same place, or one of the same name where it stands: gazetteers know some towns twice. */
static bool is_listed(const towns *list, int64_t place, const char *text, chora_xy at)
{
    for (size_t i = 0; i < list->count; i++) {
        if (place && list->place[i] == place)
            return true;
        double away = hypot(list->list[i].at.x - at.x, list->list[i].at.y - at.y);
        if (away < same_town_pt && same_name(list->list[i].name, text))
            return true;
    }
    return false;
}

static chora_colour ground_at(const chora_naming *name, size_t area)
{
    if (area == CHORA_NO_INDEX)
        return name->inputs->style->paper;
    int class = name->base->choropleth >= 0 ? chora_class_of_area(name->base, name->inputs,
                                                                  name->colours, area, name->period)
                                            : CHORA_KIND_ZERO;
    return chora_look_of_class(name->colours, class, name->inputs->style).fill;
}

static const char *shown_name(const chora_naming *name, const char *text, size_t area)
{
    chora_buffer plain = CHORA_BUFFER_INIT(4096);
    chora_plain_name(text, name->inputs->areas->areas[area].country, name->inputs->figure->language,
                     &plain);
    char *out = plain.failed ? NULL : chora_arena_strdup(name->arena, chora_buffer_text(&plain));
    chora_buffer_free(&plain);
    return out;
}

/* Is there a label of the area that says the town's name too? Where towns are the subject, and over
 * hexagons, theirs goes before. */
static bool area_says_it(const chora_naming *name, const char *text, size_t area, double radius)
{
    const char *area_name = name->inputs->areas->areas[area].name;
    if (!name->inputs->figure->area_labels || name->base->hexmap ||
        (radius > 0 && name->base->choropleth < 0))
        return false;
    return same_name(text, area_name) || (radius == 0 && is_nearly(text, area_name));
}

bool chora_naming_town_says(const chora_naming *name, size_t area)
{
    const chora_group *labels = name->names.labels;
    for (size_t i = 0; i < chora_group_count(labels); i++) {
        const chora_meaning *meaning = &chora_group_node(labels, i)->meaning;
        if (meaning->role && meaning->title && strcmp(meaning->role, "town-label") == 0 &&
            same_name(meaning->title, name->inputs->areas->areas[area].name))
            return true;
    }
    return false;
}

/* Left out: unnamed, outside the map, named like its area (whose own label says it). */
static chora_status add_town(const chora_naming *name, towns *list, int64_t place, const char *text,
                             int64_t area_id, chora_xy at, double radius)
{
    if (!*text || !isfinite(at.x) || !isfinite(at.y) || is_listed(list, place, text, at) ||
        !chora_box_holds(name->base->layout.map, at))
        return CHORA_OK;
    size_t area = area_of(name, area_id, at);
    if (area == CHORA_NO_INDEX || area_says_it(name, text, area, radius))
        return CHORA_OK;
    chora_cell cell = chora_base_cell(name->base, name->inputs, area, name->period);
    if (radius == 0 && name->base->choropleth >= 0 && cell.state == CHORA_CELL_NOT_COVERED)
        return CHORA_OK; /* what was not looked at stays empty */
    const char *shown = shown_name(name, text, area);
    chora_town_label town = { .at = at,
                              .radius = radius,
                              .rank = (int)list->count,
                              .area = &name->base->shapes[area],
                              .ground = ground_at(name, area) };
    town.key = chora_arena_printf(name->arena, "place-%lld", (long long)place);
    town.name = shown;
    if (!town.key || !town.name)
        return chora_no_memory(name->err);
    chora_status st = make_room(list, name->err);
    if (st)
        return st;
    list->place[list->count] = place;
    list->list[list->count++] = town;
    return CHORA_OK;
}

enum { KEYS_MAX = 3 };

/* The town with the most, or the two or three of them, is what a reader looks for; of more equal
 * ones, none is. They come first. */
static double key_value(const chora_symbol *symbols, size_t count)
{
    size_t equal = 0;
    while (equal < count && symbols[equal].value >= symbols[0].value)
        equal++;
    return equal && equal <= KEYS_MAX ? symbols[0].value : INFINITY;
}

/* A circle's name: the largest ones may have a line to it, the key town has it in any case. */
static void rank_symbol(const chora_naming *name, chora_town_label *town, double value, double most,
                        double key)
{
    enum { LEADERS = 6 };
    bool about_towns = name->base->choropleth < 0;
    town->hollow = 2 * chora_circle_radius(name->base, value) - town->radius;
    /* On colours the area's own name goes before. */
    town->is_subject = value >= key && about_towns;
    /* An inset of what lies far off is no place for one name over its borders. */
    town->is_key = town->is_subject && name->base->plane == 0;
    town->may_leave = about_towns && town->rank < LEADERS && value > 1 && 4 * value >= most;
    town->is_minor = !town->is_subject;
}

static bool is_nameless(const chora_symbol *symbol)
{
    return !symbol->place_id && !*symbol->name;
}

static chora_status list_symbols(const chora_naming *name, towns *list, const chora_symbol *symbols,
                                 size_t count)
{
    chora_status st = CHORA_OK;
    const chora_spots *spots = name->base->spots ? &name->base->spots[name->period] : NULL;
    double key = key_value(symbols, count);
    /* A name without a circle would say that something is there. */
    for (size_t i = 0; !st && i < count; i++) {
        if (!(symbols[i].value > 0) || is_nameless(&symbols[i]))
            continue;
        size_t before = list->count;
        st = add_town(name, list, symbols[i].place_id,
                      chora_town_name(name->inputs, symbols[i].place_id, symbols[i].name),
                      symbols[i].area_id, spots->at[i],
                      chora_circle_reach(name->base, symbols[i].value));
        if (!st && list->count > before)
            rank_symbol(name, &list->list[before], symbols[i].value, symbols[0].value, key);
    }
    return st;
}

/* Much less than the most, and not among those with the most. */
static bool is_minor(const towns *list, int rank, int first)
{
    enum { TIMES_LESS = 10, FOREMOST = 8 };
    size_t before = 0;
    for (size_t i = 0; i < list->count; i++)
        before += list->list[i].rank < rank;
    return before >= FOREMOST && TIMES_LESS * rank > first;
}

/* The same of clusters, which rank by their number and come in any order. */
static void mark_keys(const chora_naming *name, towns *list)
{
    int first = 0;
    size_t equal = 0;
    for (size_t i = 0; i < list->count; i++) {
        equal = list->list[i].rank < first ? 1 : equal + (list->list[i].rank == first);
        first = list->list[i].rank < first ? list->list[i].rank : first;
    }
    for (size_t i = 0; i < list->count; i++) {
        list->list[i].is_key = name->base->plane == 0 && equal <= KEYS_MAX &&
                               list->list[i].rank == first && list->list[i].is_subject;
        list->list[i].is_minor = is_minor(list, list->list[i].rank, first);
    }
}

/* Packed symbols are named by the town with the most of them, and counted. */
static chora_status list_clusters(const chora_naming *name, towns *list,
                                  const chora_symbol *symbols)
{
    const chora_crowd *crowd = &name->base->crowds[name->period];
    bool whole = chora_table_is_whole(name->inputs->tables[name->base->circles]);
    chora_status st = CHORA_OK;
    for (size_t c = 0; !st && c < crowd->count; c++) {
        const chora_cluster *cluster = &crowd->clusters[c];
        const chora_symbol *symbol = &symbols[cluster->symbol];
        size_t before = list->count;
        st = add_town(name, list, symbol->place_id,
                      chora_town_name(name->inputs, symbol->place_id, symbol->name),
                      symbol->area_id, cluster->disc.at, cluster->disc.reach);
        if (st || list->count == before)
            continue;
        chora_town_label *town = &list->list[before];
        double number = name->base->kinds.each ? (double)cluster->incidents : cluster->value;
        char text[CHORA_NUMBER_TEXT_MAX];
        chora_number_text(name->inputs->words, number, whole || name->base->kinds.each, text);
        if (cluster->more)
            town->name = chora_say(name->inputs->words, name->arena, "kinds.around", "name",
                                   town->name, NULL);
        if (number != 1)
            town->number = chora_arena_strdup(name->arena, text);
        town->rank = -(int)fmin(number, 1e6);
        town->is_subject = town->may_leave = name->base->choropleth < 0;
        if (!town->name || (number != 1 && !town->number))
            return chora_no_memory(name->err);
    }
    mark_keys(name, list);
    return st;
}

static chora_status list_places(const chora_naming *name, towns *list)
{
    const chora_places *places = name->inputs->places;
    size_t wanted = list->count + (size_t)fmax(name->inputs->figure->place_labels, 0);
    chora_status st = CHORA_OK;
    for (size_t i = 0; places && !st && i < places->place_count && list->count < wanted; i++)
        st = add_town(name, list, places->places[i].id, places->places[i].name,
                      places->places[i].area_id, name->base->places[i], 0);
    return st;
}

/* Those from `first` on. */
static chora_status place_towns(const chora_naming *name, const towns *list, size_t first)
{
    size_t count = name->base->area_count;
    const chora_shape **shapes = chora_alloc(count + 1, sizeof *shapes);
    if (!shapes)
        return chora_no_memory(name->err);
    for (size_t a = 0; a < count; a++)
        shapes[a] = &name->base->shapes[a];
    chora_label_result result = { 0 };
    chora_status st = chora_label_towns(
        name->field, list->list + first, list->count - first, shapes, count, name->inputs->style,
        name->ruler, name->names.labels, name->names.leaders, &result, name->err);
    free(shapes);
    return st;
}

static bool is_placed(const chora_group *labels, const char *key)
{
    for (size_t i = 0; i < chora_group_count(labels); i++) {
        const chora_meaning *meaning = &chora_group_node(labels, i)->meaning;
        if (meaning->role && meaning->key && strcmp(meaning->role, "town-label") == 0 &&
            strcmp(meaning->key, key) == 0)
            return true;
    }
    return false;
}

/* A town that is named and has no circle gets a dot: a name alone does not say where it is. */
static chora_status dot_towns(const chora_naming *name, const towns *list)
{
    const chora_style *style = name->inputs->style;
    for (size_t i = 0; i < list->count; i++) {
        const chora_town_label *town = &list->list[i];
        if (town->radius > 0 || !is_placed(name->names.labels, town->key))
            continue;
        chora_node dot = { .kind = CHORA_NODE_CIRCLE,
                           .centre = town->at,
                           .radius = CHORA_LABEL_DOT_PT,
                           .meaning = { .layer = "symbols", .role = "town-casing" },
                           .look = { .fill = style->paper } };
        if (chora_group_add(name->names.dots, &dot))
            return chora_no_memory(name->err);
        dot.radius = dot_pt;
        dot.meaning.role = "town";
        dot.look.fill = style->ink;
        chora_arena *arena = chora_group_arena(name->names.dots);
        dot.meaning.key = chora_arena_strdup(arena, town->key);
        dot.meaning.title = chora_arena_strdup(arena, town->name);
        if (!dot.meaning.key || !dot.meaning.title || chora_group_add(name->names.dots, &dot))
            return chora_no_memory(name->err);
    }
    return CHORA_OK;
}

chora_status chora_naming_towns(const chora_naming *name, bool circles)
{
    /* A narrow page has room for the towns it is about, if any. */
    bool about_towns = circles && name->base->choropleth < 0;
    if (circles && name->base->cloud_alpha > 0) /* the rings in it say little about their towns */
        return CHORA_OK;
    if (name->inputs->figure->place_labels <= 0 ||
        ((name->base->layout.narrow || !name->inputs->style->town_names) && !about_towns))
        return CHORA_OK;
    size_t symbol_count = 0;
    const chora_symbol *symbols = NULL;
    if (name->base->circles >= 0)
        symbols = chora_table_symbols(name->inputs->tables[name->base->circles], name->period,
                                      &symbol_count);
    towns list = { 0 };
    chora_status st = name->base->crowds ? list_clusters(name, &list, symbols)
                                         : list_symbols(name, &list, symbols, symbol_count);
    size_t first = circles ? 0 : list.count;
    if (!st && !circles)
        st = list_places(name, &list);
    if (!st && list.count > first)
        st = place_towns(name, &list, first);
    if (!st && !circles)
        st = dot_towns(name, &list);
    free(list.list);
    free(list.place);
    return st;
}
