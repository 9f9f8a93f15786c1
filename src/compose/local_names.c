#include "compose/local_names.h"

#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_FILE = 4 << 20, LONGEST_KEY = 160 };

typedef struct {
    const char *key, *name;
} entry;

/* The names of one language. */
typedef struct {
    chora_arena *arena;
    entry *entries;
    size_t count, capacity;
    bool failed;
} name_list;

static int by_key(const void *a, const void *b)
{
    return strcmp(((const entry *)a)->key, ((const entry *)b)->key);
}

static const char *find_name(const name_list *list, const char *key)
{
    const entry wanted = { key, NULL };
    const entry *found =
        list->count ? bsearch(&wanted, list->entries, list->count, sizeof wanted, by_key) : NULL;
    return found ? found->name : NULL;
}

/* ---- reading --------------------------------------------------------------------------------- */

static bool has_key(const name_list *list, size_t before, const char *key)
{
    const entry wanted = { key, NULL };
    return before && bsearch(&wanted, list->entries, before, sizeof wanted, by_key);
}

/* "AFG/kabul<tab>...": a line at a time; what an earlier file says stays. */
static void add_line(name_list *list, size_t before, const char *line, size_t length)
{
    const char *tab = memchr(line, '\t', length);
    if (!tab || *line == '#' || list->failed)
        return;
    char *key = chora_arena_strndup(list->arena, line, (size_t)(tab - line));
    char *name = chora_arena_strndup(list->arena, tab + 1, length - (size_t)(tab + 1 - line));
    list->failed =
        !key || !name ||
        chora_grow((void **)&list->entries, &list->capacity, list->count, sizeof *list->entries);
    if (!list->failed && !has_key(list, before, key))
        list->entries[list->count++] = (entry){ key, name };
}

/* No such file: no names. */
static chora_status add_file(name_list *list, const char *tag, const char *ending, chora_error *err)
{
    char *path = NULL;
    size_t before = list->count;
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_FILE);
    const char *file = chora_arena_printf(list->arena, "gazetteer/names/%s%s", tag, ending);
    if (!file)
        return chora_no_memory(err);
    if (chora_data_find(file, &path, NULL))
        return CHORA_OK;
    chora_status st = chora_file_read(path, &text, err);
    const char *at = chora_buffer_text(&text);
    while (!st && *at) {
        size_t length = strcspn(at, "\r\n");
        add_line(list, before, at, length);
        at += length + strspn(at + length, "\r\n");
    }
    if (list->count)
        qsort(list->entries, list->count, sizeof *list->entries, by_key);
    chora_buffer_free(&text);
    free(path);
    return !st && list->failed ? chora_no_memory(err) : st;
}

static chora_status read_names(const char *tag, name_list *out, chora_error *err)
{
    *out = (name_list){ .arena = chora_arena_new() };
    chora_status st = out->arena ? CHORA_OK : chora_no_memory(err);
    if (!st)
        st = add_file(out, tag, ".own.tsv", err);
    return st ? st : add_file(out, tag, ".tsv", err);
}

static void free_names(name_list *list)
{
    free(list->entries);
    chora_arena_free(list->arena);
}

/* ---- giving ---------------------------------------------------------------------------------- */

static chora_status give(const char **name, bool *in_language, const char *text, chora_arena *arena,
                         chora_error *err)
{
    const char *copy = text ? chora_arena_strdup(arena, text) : NULL;
    if (!text)
        return CHORA_OK;
    if (!copy)
        return chora_no_memory(err);
    *name = copy;
    *in_language = true;
    return CHORA_OK;
}

static chora_status name_areas(chora_areas *areas, const name_list *list, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; areas && !st && i < areas->area_count; i++) {
        chora_area *area = &areas->areas[i];
        if (area->in_language)
            continue;
        const char *name = find_name(list, area->code);
        if (!name && area->level == 0)
            name = find_name(list, area->country);
        st = give(&area->name, &area->in_language, name, areas->arena, err);
    }
    return st;
}

static const char *country_of(const chora_areas *areas, int64_t area_id)
{
    size_t index = areas ? chora_areas_index(areas, area_id) : CHORA_NO_INDEX;
    return index == CHORA_NO_INDEX ? "" : areas->areas[index].country;
}

static chora_status name_places(const chora_named_things *things, const name_list *list,
                                chora_error *err)
{
    chora_status st = CHORA_OK;
    chora_buffer key = CHORA_BUFFER_INIT(LONGEST_KEY), plain = CHORA_BUFFER_INIT(LONGEST_KEY);
    chora_places *places = things->places;
    for (size_t i = 0; places && !st && i < places->place_count; i++) {
        chora_place *place = &places->places[i];
        if (place->in_language)
            continue;
        chora_text_key(place->name, &plain);
        chora_buffer_clear(&key);
        chora_buffer_printf(&key, "%s/%s", country_of(things->areas, place->area_id),
                            chora_buffer_text(&plain));
        st = give(&place->name, &place->in_language, find_name(list, chora_buffer_text(&key)),
                  places->arena, err);
    }
    chora_buffer_free(&key);
    chora_buffer_free(&plain);
    return st;
}

static chora_status name_as(chora_areas *areas, const chora_areas *other, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < areas->area_count; i++) {
        size_t index = chora_areas_index(other, areas->areas[i].id);
        if (!areas->areas[i].in_language && index != CHORA_NO_INDEX &&
            other->areas[index].in_language)
            st = give(&areas->areas[i].name, &areas->areas[i].in_language, other->areas[index].name,
                      areas->arena, err);
    }
    return st;
}

/* The project's own names in another language, such as Dari on a Pashto map. */
static chora_status name_from_project(chora_store *store, const chora_named_things *things,
                                      const char *language, chora_error *err)
{
    chora_areas other = { 0 };
    chora_status st = CHORA_OK;
    if (things->areas)
        st = chora_areas_load_on(store, things->level, things->on, language, false, &other, err);
    if (!st && things->areas)
        st = name_as(things->areas, &other, err);
    chora_areas_free(&other);
    if (!st && things->neighbours)
        st = chora_areas_load(store, CHORA_ROLE_BASE, 0, language, false, &other, err);
    if (!st && things->neighbours)
        st = name_as(things->neighbours, &other, err);
    chora_areas_free(&other);
    return st;
}

static chora_status name_by(chora_store *store, const char *language, bool from_project,
                            chora_named_things *things, chora_error *err)
{
    name_list list;
    chora_status st = read_names(language, &list, err);
    if (!st && from_project)
        st = name_from_project(store, things, language, err);
    if (!st)
        st = name_areas(things->areas, &list, err);
    if (!st)
        st = name_areas(things->neighbours, &list, err);
    if (!st)
        st = name_places(things, &list, err);
    free_names(&list);
    return st;
}

/* ---- words that go --------------------------------------------------------------------------- */

/* "ولایت کابل" -> "کابل", "Харківська область" -> "Харківська"; never the whole name. */
static const char *without(const char *name, const char *word, chora_arena *arena)
{
    size_t n = strlen(word), length = strlen(name);
    if (length <= n + 1)
        return name;
    if (strncmp(name, word, n) == 0 && name[n] == ' ')
        return name + n + 1;
    if (strcmp(name + length - n, word) == 0 && name[length - n - 1] == ' ')
        return chora_arena_strndup(arena, name, length - n - 1);
    return name;
}

static chora_status drop_words(const chora_words *words, chora_areas *areas, chora_error *err)
{
    for (size_t i = 0; areas && i < areas->area_count; i++)
        for (const char *const *word = chora_words_dropped(words); *word; word++) {
            areas->areas[i].name = without(areas->areas[i].name, *word, areas->arena);
            if (!areas->areas[i].name)
                return chora_no_memory(err);
        }
    return CHORA_OK;
}

chora_status chora_local_names(chora_store *store, const chora_words *words,
                               chora_named_things *things, chora_error *err)
{
    const char *tag = chora_words_tag(words);
    if (strcmp(tag, "en") == 0)
        return CHORA_OK;
    chora_status st = name_by(store, tag, false, things, err);
    for (const char *const *other = chora_words_names(words); !st && *other; other++)
        st = name_by(store, *other, true, things, err);
    return st ? st : drop_words(words, things->areas, err);
}
