/* A profile file, from YAML to struct. */
#include "style/profile.h"

#include "base/text.h"
#include "style/data_names.h"
#include "style/schema.h"

#include <stdlib.h>
#include <string.h>

#define LEVEL(member) CHORA_MEMBER(chora_profile_level, member)
#define PROFILE(member) CHORA_MEMBER(chora_profile, member)

static const chora_word places[] = {
    { "exact", CHORA_SHOW_EXACT, false },       { "displaced", CHORA_SHOW_DISPLACED, false },
    { "place", CHORA_SHOW_PLACE, false },       { "district", CHORA_SHOW_DISTRICT, false },
    { "province", CHORA_SHOW_PROVINCE, false }, { "country", CHORA_SHOW_COUNTRY, false },
    { "none", CHORA_SHOW_NOWHERE, false },      { NULL, 0, false },
};

static const chora_word dates[] = {
    { "day", CHORA_SHOW_DAY, false },
    { "week", CHORA_SHOW_WEEK, false },
    { "month", CHORA_SHOW_MONTH, false },
    { "year", CHORA_SHOW_YEAR, false },
    { NULL, 0, false },
};

static const chora_word calendars[] = {
    { "gregorian", CHORA_CALENDAR_GREGORIAN, false },
    { "solar-hijri", CHORA_CALENDAR_SOLAR_HIJRI, false },
    { NULL, 0, false },
};

static const chora_word columns[] = {
    { "id", CHORA_HIDE_ID, false },
    { "type", CHORA_HIDE_TYPE, false },
    { "subtype", CHORA_HIDE_SUBTYPE, false },
    { "target", CHORA_HIDE_TARGET, false },
    { "community", CHORA_HIDE_COMMUNITY, false },
    { "perpetrator", CHORA_HIDE_PERPETRATOR, false },
    { "claim", CHORA_HIDE_CLAIM, false },
    { "verification", CHORA_HIDE_VERIFICATION, false },
    { "evidence", CHORA_HIDE_EVIDENCE, false },
    { "killed", CHORA_HIDE_KILLED, false },
    { "injured", CHORA_HIDE_INJURED, false },
    { "summary", CHORA_HIDE_SUMMARY, false },
    { "links", CHORA_HIDE_LINKS, false },
    { "sources", CHORA_HIDE_SOURCES, false },
    { "extra", CHORA_HIDE_EXTRA, false },
    { NULL, 0, false },
};

static void read_hidden(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                        void *target)
{
    chora_profile_level *level = target;

    if (node->kind != CHORA_YAML_SEQUENCE) {
        chora_reading_problem(reading, node,
                              "leave_out takes a list, as in leave_out: [id, links]");
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        int bit = 0;
        if (chora_reading_word(reading, key, &node->items[i], &bit))
            level->hide |= bit;
    }
}

static const chora_key level_keys[] = {
    { "place", CHORA_KEY_WORD, LEVEL(place), .words = places },
    { "displace_km", CHORA_KEY_NUMBERS, LEVEL(displace_km), .low = 0.2, .high = 100 },
    { "date", CHORA_KEY_WORD, LEVEL(date), .words = dates },
    { "leave_out", CHORA_KEY_OTHER, .words = columns, .read = read_hidden },
    { .name = NULL },
};

static void read_level(chora_reading *reading, const chora_yaml_node *name,
                       const chora_yaml_node *node, chora_profile_level *out)
{
    *out = (chora_profile_level){ .displace_km = { 5, 15 } };
    out->word = chora_arena_strdup(reading->arena, name->text ? name->text : "");
    reading->no_memory |= out->word == NULL;
    chora_schema_read(reading, node, "level", level_keys, out);
    if (out->displace_km[1] < out->displace_km[0])
        chora_reading_problem(reading, node,
                              "displace_km takes the least and the most, as in [5, 15]");
}

static void read_levels(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                        void *target)
{
    chora_profile *profile = target;

    if (node->kind != CHORA_YAML_MAPPING) {
        chora_reading_problem(reading, node,
                              "%s takes the words of the column sensitivity, as in levels: "
                              "{high: {place: province}}",
                              key->name);
        return;
    }
    profile->levels = chora_arena_alloc(reading->arena, node->count + 1, sizeof *profile->levels);
    if (!profile->levels) {
        reading->no_memory = true;
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        read_level(reading, &node->keys[i], &node->items[i], &profile->levels[i]);
    profile->level_count = node->count;
}

static const chora_key profile_keys[] = {
    { "chora", CHORA_KEY_OTHER, .read = chora_reading_version },
    { "profile", CHORA_KEY_TEXT, PROFILE(name) },
    { "about", CHORA_KEY_TEXT, PROFILE(about) },
    { "smallest_count", CHORA_KEY_INTEGER, PROFILE(smallest_count), .low = 0, .high = 1000 },
    { "calendar", CHORA_KEY_WORD, PROFILE(calendar), .words = calendars },
    { "levels", CHORA_KEY_OTHER, .read = read_levels },
    { .name = NULL },
};

static const chora_profile_level *find_level(const chora_profile *profile, const char *word)
{
    for (size_t i = 0; i < profile->level_count; i++)
        if (chora_text_compare_nocase(profile->levels[i].word, word) == 0)
            return &profile->levels[i];
    return NULL;
}

/* A word that nobody thought of must not be shown as it is. */
static void check_other(chora_reading *reading, const chora_yaml_node *root,
                        const chora_profile *profile)
{
    if (profile->level_count > 0 && !find_level(profile, "other"))
        chora_reading_problem(reading, root,
                              "levels need an entry \"other\" for words that are not listed");
}

static chora_status read_file(const char *path, chora_arena *arena, chora_profile *out,
                              chora_error *err)
{
    chora_error own = CHORA_ERROR_INIT;
    chora_error *told = err ? err : &own;
    chora_reading reading = { .name = path, .arena = arena, .err = told };
    const chora_yaml_node *root = NULL;
    chora_profile profile = { .name = "own", .about = "", .calendar = CHORA_CALENDAR_GREGORIAN };
    chora_status st = chora_yaml_load(path, arena, &root, told);

    if (!root)
        return st;
    if (root->kind != CHORA_YAML_MAPPING)
        chora_reading_problem(&reading, root, "this is no profile; one begins with chora: 1");
    else
        chora_schema_read(&reading, root, "", profile_keys, &profile);
    check_other(&reading, root, &profile);
    if (reading.wrong || reading.no_memory)
        st = chora_reading_status(&reading);
    if (!st)
        *out = profile;
    return st;
}

chora_status chora_profile_load(const char *name, chora_arena *arena, chora_profile *out,
                                chora_error *err)
{
    if (strpbrk(name, "./"))
        return read_file(name, arena, out, err);
    char *path = NULL;
    chora_status st = chora_named_file("styles/profiles", "public", "profile", name, &path, err);
    if (!st)
        st = read_file(path, arena, out, err);
    free(path);
    return st;
}

const chora_profile_level *chora_profile_of(const chora_profile *profile, const char *sensitivity)
{
    bool open = !sensitivity || !*sensitivity || strcmp(sensitivity, "public") == 0;
    const chora_profile_level *level = find_level(profile, open ? "public" : sensitivity);

    return level || open ? level : find_level(profile, "other");
}
