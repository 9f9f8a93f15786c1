#include "style/disputed.h"

#include "base/file.h"
#include "style/language.h"
#include "style/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AREA(member) CHORA_MEMBER(chora_disputed_area, member)

static void read_outline(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                         void *target)
{
    chora_disputed_area *area = target;
    if (node->kind != CHORA_YAML_SEQUENCE || node->count % 2 || node->count < 6 ||
        node->count > 2 * CHORA_DISPUTED_CORNERS) {
        chora_reading_problem(reading, node,
                              "outline takes longitudes and latitudes by turns, of 3 to %d corners",
                              CHORA_DISPUTED_CORNERS);
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        if (!chora_reading_number(reading, key, &node->items[i], &area->outline[i]))
            return;
    area->corners = node->count / 2;
}

static const chora_key area_keys[] = {
    { "id", CHORA_KEY_TEXT, AREA(id) },
    { "name", CHORA_KEY_TEXT, AREA(name) },
    { "says", CHORA_KEY_TEXT, AREA(says) },
    { "source", CHORA_KEY_TEXT, AREA(source) },
    { "outline", CHORA_KEY_OTHER, .low = -180, .high = 180, .read = read_outline },
    { .name = NULL },
};

static void read_area(chora_reading *reading, const chora_yaml_node *node, chora_disputed_area *out)
{
    *out = (chora_disputed_area){ .source = "" };
    chora_schema_read(reading, node, "area", area_keys, out);
    if (!reading->wrong && (!out->id || out->corners == 0))
        chora_reading_problem(reading, node, "an area needs id and outline");
}

static void read_areas(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                       void *target)
{
    chora_disputed *list = target;
    if (node->kind != CHORA_YAML_SEQUENCE) {
        chora_reading_problem(reading, node, "areas takes a list");
        return;
    }
    list->areas = chora_arena_alloc(reading->arena, node->count + 1, sizeof *list->areas);
    reading->no_memory = reading->no_memory || !list->areas;
    for (size_t i = 0; list->areas && i < node->count; i++)
        read_area(reading, &node->items[i], &list->areas[list->count++]);
}

static const chora_key list_keys[] = {
    { "chora-disputed", CHORA_KEY_OTHER, .read = chora_reading_version },
    { "areas", CHORA_KEY_OTHER, .keys = area_keys, .read = read_areas },
    { .name = NULL },
};

/* Words that are not given are those of the languages' files; they must be there. */
static chora_status check_words(const char *path, const chora_disputed *list,
                                const chora_words *english, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < list->count; i++) {
        const chora_disputed_area *area = &list->areas[i];
        char key[80];
        snprintf(key, sizeof key, "disputed.%s", area->id);
        if ((!area->name || !area->says) && !chora_words_know(english, key))
            st = chora_fail(err, CHORA_EINVAL,
                            "%s: area %s needs name and says: Chora has no words of its own for it",
                            path, area->id);
    }
    return st;
}

static chora_status read_list(const char *path, const chora_words *english, chora_arena *arena,
                              chora_disputed *out, chora_error *err)
{
    chora_error own = CHORA_ERROR_INIT;
    chora_disputed list = { 0 };
    const chora_yaml_node *root = NULL;
    chora_reading reading = { .name = path, .arena = arena, .err = err ? err : &own };
    chora_status st = chora_yaml_load(path, arena, &root, reading.err);
    if (!st) {
        chora_schema_read(&reading, root, "list of disputed areas", list_keys, &list);
        st = chora_reading_status(&reading);
    }
    if (!st)
        st = check_words(path, &list, english, reading.err);
    if (!st)
        *out = list;
    return st;
}

chora_status chora_disputed_load(const char *file, const chora_words *english, chora_arena *arena,
                                 chora_disputed *out, chora_error *err)
{
    char *path = NULL;
    if (file && strcmp(file, "none") == 0) {
        *out = (chora_disputed){ 0 };
        return CHORA_OK;
    }
    if (file && strcmp(file, "auto") != 0)
        return read_list(file, english, arena, out, err);
    chora_status st = chora_data_find("styles/disputed/areas.yaml", &path, err);
    if (!st)
        st = read_list(path, english, arena, out, err);
    free(path);
    return st;
}
