#include "intake/boundary_fields.h"

#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEY_MAX 4096
#define DEEPEST 5

/* ---- finding fields -------------------------------------------------------------------------- */

/** By comparison key; a pattern's "{n}" is the level. */
static size_t find_field(const chora_features *features, const char *pattern, int level)
{
    chora_buffer text = CHORA_BUFFER_INIT(KEY_MAX), key = CHORA_BUFFER_INIT(KEY_MAX),
                 other = CHORA_BUFFER_INIT(KEY_MAX);
    size_t found = CHORA_FEATURE_NONE;
    const char *mark = strstr(pattern, "{n}");
    if (mark)
        chora_buffer_printf(&text, "%.*s%d%s", (int)(mark - pattern), pattern, level, mark + 3);
    else
        chora_buffer_add_text(&text, pattern);
    chora_header_key(chora_buffer_text(&text), &key);
    for (size_t i = 0; key.length > 0 && found == CHORA_FEATURE_NONE && i < features->column_count;
         i++) {
        chora_header_key(features->columns[i], &other);
        if (strcmp(chora_buffer_text(&other), key.data) == 0)
            found = i;
    }
    chora_buffer_free(&text);
    chora_buffer_free(&key);
    chora_buffer_free(&other);
    return found;
}

static size_t find_listed(const chora_presets *presets, const char *role,
                          const chora_features *features, int level)
{
    const chora_yaml_node *list = chora_presets_boundaries(presets, role);
    size_t found = CHORA_FEATURE_NONE;
    for (size_t i = 0; list && found == CHORA_FEATURE_NONE && i < list->count; i++)
        found = find_field(features, list->items[i].text, level);
    return found;
}

/** Does every area have one, and each another? */
static bool is_code(const chora_features *features, size_t column)
{
    chora_textmap seen = { 0 };
    bool fine = column != CHORA_FEATURE_NONE;
    for (size_t i = 0; fine && i < features->count; i++) {
        const char *code = features->items[i].cells[column];
        fine = *code && chora_textmap_find(&seen, code) == NULL &&
               chora_textmap_add(&seen, code, i) == 0;
    }
    chora_textmap_free(&seen);
    return fine;
}

/* ---- fields with their level in the name ----------------------------------------------------- */

static bool take_numbered(const chora_presets *presets, const chora_features *features, int level,
                          chora_boundary_fields *out)
{
    size_t code = find_listed(presets, "code", features, level);
    size_t name = find_listed(presets, "name", features, level);
    if (code == CHORA_FEATURE_NONE && name == CHORA_FEATURE_NONE)
        return false;
    out->level = level;
    out->code = code;
    out->name = name == CHORA_FEATURE_NONE ? code : name;
    return true;
}

/* ---- fields without ---------------------------------------------------------------------------*/

static const char *entry_text(const chora_yaml_node *entry, const char *key)
{
    const chora_yaml_node *node = chora_yaml_get(entry, key);
    return node && node->kind == CHORA_YAML_SCALAR ? node->text : "";
}

static int level_of_value(const chora_features *features, size_t column)
{
    const char *text = column == CHORA_FEATURE_NONE || features->count == 0
                           ? ""
                           : features->items[0].cells[column];
    text += strcspn(text, "0123456789");
    return *text ? *text - '0' : -1;
}

static bool take_plain(const chora_yaml_node *entry, const chora_features *features,
                       chora_boundary_fields *out)
{
    size_t code = find_field(features, entry_text(entry, "code"), 0);
    size_t name = find_field(features, entry_text(entry, "name"), 0);
    if (code == CHORA_FEATURE_NONE || name == CHORA_FEATURE_NONE)
        return false;
    size_t fallback = find_field(features, entry_text(entry, "fallback"), 0);
    out->code = !is_code(features, code) && is_code(features, fallback) ? fallback : code;
    out->name = name;
    out->level = atoi(entry_text(entry, "level"));
    if (out->level < 0)
        out->level =
            level_of_value(features, find_field(features, entry_text(entry, "level_field"), 0));
    return true;
}

static bool recognise(const chora_presets *presets, int level, const chora_features *features,
                      chora_boundary_fields *out)
{
    for (int n = DEEPEST; n >= 0; n--)
        if ((level < 0 || n == level) && take_numbered(presets, features, n, out))
            return true;
    const chora_yaml_node *plain = chora_presets_boundaries(presets, "plain");
    for (size_t i = 0; plain && i < plain->count; i++)
        if (take_plain(&plain->items[i], features, out))
            return true;
    return false;
}

/* ---- other names ----------------------------------------------------------------------------- */

static void add_other(chora_boundary_fields *fields, size_t column, const char *language)
{
    if (fields->other_count == CHORA_OTHER_NAMES_MAX || column == fields->code ||
        column == fields->name)
        return;
    /* Files of the UN write DR for Dari, the Persian of Afghanistan. */
    snprintf(fields->language[fields->other_count], sizeof fields->language[0], "%s",
             strcmp(language, "dr") == 0 ? "fa" : language);
    fields->other[fields->other_count++] = column;
}

/** "adm1" + two letters, for the pattern "ADM{n}_{lang}". */
static void add_languages(chora_boundary_fields *fields, const chora_features *features,
                          const char *pattern)
{
    chora_buffer start = CHORA_BUFFER_INIT(KEY_MAX), text = CHORA_BUFFER_INIT(KEY_MAX),
                 key = CHORA_BUFFER_INIT(KEY_MAX);
    const char *number = strstr(pattern, "{n}"), *language = strstr(pattern, "{lang}");
    if (number && language) {
        chora_buffer_printf(&text, "%.*s%d%.*s", (int)(number - pattern), pattern, fields->level,
                            (int)(language - number - 3), number + 3);
        chora_header_key(chora_buffer_text(&text), &start);
    }
    for (size_t i = 0; start.length > 0 && i < features->column_count; i++) {
        chora_header_key(features->columns[i], &key);
        const char *end = chora_buffer_text(&key) + start.length;
        if (key.length == start.length + 2 && strncmp(key.data, start.data, start.length) == 0 &&
            isalpha((unsigned char)end[0]) && isalpha((unsigned char)end[1]))
            add_other(fields, i, end);
    }
    chora_buffer_free(&start);
    chora_buffer_free(&text);
    chora_buffer_free(&key);
}

static void find_other_names(const chora_presets *presets, const chora_features *features,
                             chora_boundary_fields *out)
{
    const chora_yaml_node *other = chora_presets_boundaries(presets, "other");
    const chora_yaml_node *alternate = chora_presets_boundaries(presets, "alternate");
    for (size_t i = 0; other && i < other->count; i++)
        add_languages(out, features, other->items[i].text);
    for (size_t i = 0; alternate && i < alternate->count; i++) {
        size_t column = find_field(features, alternate->items[i].text, out->level);
        if (column != CHORA_FEATURE_NONE)
            add_other(out, column, "alt");
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

static chora_status no_field(const chora_features *features, const char *wanted, chora_error *err)
{
    chora_buffer list = CHORA_BUFFER_INIT(2048);
    if (features->column_count == 0)
        return chora_fail(
            err, CHORA_EDATA,
            "the layer has no fields, so that nothing names its areas; of a shapefile "
            "the .dbf may be damaged");
    for (size_t i = 0; i < features->column_count && i < 60; i++)
        chora_buffer_printf(&list, "%s%.60s", i ? ", " : "", features->columns[i]);
    chora_status st =
        wanted
            ? chora_fail(err, CHORA_ENOTFOUND, "the layer has no field \"%s\"; it has %s", wanted,
                         chora_buffer_text(&list))
            : chora_fail(err, CHORA_ENOTFOUND,
                         "no field is known to hold the areas' codes or names; the layer has %s; "
                         "say --code FIELD and --name FIELD",
                         chora_buffer_text(&list));
    chora_buffer_free(&list);
    return st;
}

static chora_status take_option(const chora_features *features, const char *wanted, size_t *into,
                                chora_error *err)
{
    if (wanted == NULL)
        return CHORA_OK;
    size_t column = chora_features_column(features, wanted);
    if (column == CHORA_FEATURE_NONE)
        return no_field(features, wanted, err);
    *into = column;
    return CHORA_OK;
}

chora_status chora_boundary_fields_find(const chora_presets *presets,
                                        const chora_boundaries_options *options,
                                        const chora_features *features, chora_boundary_fields *out,
                                        chora_error *err)
{
    chora_boundary_fields fields = { .level = -1,
                                     .code = CHORA_FEATURE_NONE,
                                     .name = CHORA_FEATURE_NONE };
    recognise(presets, options->level, features, &fields);
    chora_status st = take_option(features, options->code, &fields.code, err);
    if (st == CHORA_OK)
        st = take_option(features, options->name, &fields.name, err);
    if (st)
        return st;
    if (options->level >= 0)
        fields.level = options->level;
    if (fields.name == CHORA_FEATURE_NONE)
        fields.name = fields.code;
    if (fields.name == CHORA_FEATURE_NONE)
        return no_field(features, NULL, err);
    if (fields.level < 0)
        return chora_fail(err, CHORA_EINVAL,
                          "the fields do not tell the level of these areas; say --level 0 for "
                          "countries, 1 for provinces, 2 for districts");
    fields.country = find_listed(presets, "country", features, 0);
    find_other_names(presets, features, &fields);
    *out = fields;
    return CHORA_OK;
}
