/* A mapping file read and checked: every mistake at once, with its place. */
#include "intake/mapping.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>

typedef struct {
    const char *name;
    chora_arena *arena;
    chora_mapping *out;
    chora_error problems;
    const chora_yaml_node *covered_at; /**< NULL: no coverage was stated. */
    chora_period coverage;
    chora_calendar covered_in;
} reading;

static const char *const top_keys[] = { "chora-columns", "dataset",    "kind",     "licence",
                                        "origin",        "accessed",   "coverage", "calendar",
                                        "dates",         "decimal",    "columns",  "values",
                                        "split",         "header_row", 0 };
static const char *const kinds[] = { "table", "acled", "ged", 0 };
static const char *const decimals[] = { "point", "comma", 0 };
static const char *const orders[] = { "auto", "iso", "dmy", "mdy", "solar-hijri", 0 };
static const char *const calendars[] = { "gregorian", "solar-hijri", 0 };

static bool is_among(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(*words, word) == 0)
            return true;
    return false;
}

/** "unknown key "colum"; did you mean "columns"?" */
static void unknown(reading *r, const chora_yaml_node *node, const char *what,
                    const char *const *words)
{
    const char *near = chora_text_nearest(node->text, words);
    if (near)
        chora_yaml_problem(&r->problems, r->name, node, "unknown %s \"%s\"; did you mean \"%s\"?",
                           what, node->text, near);
    else
        chora_yaml_problem(&r->problems, r->name, node, "unknown %s \"%s\"", what, node->text);
}

/** The text of a scalar, or NULL with a problem; NULL without one for null. */
static const char *scalar(reading *r, const chora_yaml_node *node, const char *key)
{
    if (chora_yaml_is_null(node))
        return NULL;
    if (node->kind != CHORA_YAML_SCALAR) {
        chora_yaml_problem(&r->problems, r->name, node, "%s takes one value", key);
        return NULL;
    }
    return node->text;
}

static const char *word_of(reading *r, const chora_yaml_node *node, const char *key,
                           const char *const *words)
{
    const char *text = scalar(r, node, key);
    if (text && *text && !is_among(text, words)) { /* "": not stated, like null. */
        unknown(r, node, key, words);
        return NULL;
    }
    return text;
}

static bool is_mapping(reading *r, const chora_yaml_node *node, const char *key)
{
    if (node->kind == CHORA_YAML_MAPPING)
        return true;
    if (!chora_yaml_is_null(node))
        chora_yaml_problem(&r->problems, r->name, node, "%s takes lines of the form \"a: b\"", key);
    return false;
}

static void read_columns(reading *r, const chora_yaml_node *node)
{
    for (size_t i = 0; is_mapping(r, node, "columns") && i < node->count; i++) {
        chora_column column;
        if (!chora_column_parse(node->keys[i].text, &column)) {
            unknown(r, &node->keys[i], "column", chora_column_names());
            continue;
        }
        r->out->columns[column] = scalar(r, &node->items[i], node->keys[i].text);
        r->out->said[column] = &node->items[i];
    }
}

static void read_words(reading *r, chora_column column, const chora_yaml_node *node)
{
    const chora_column_info *about = chora_column_about(column);
    if (!is_mapping(r, node, about->name))
        return;
    chora_word_pair *pairs = chora_arena_alloc(r->arena, node->count + 1, sizeof *pairs);
    if (pairs == NULL) {
        chora_no_memory(&r->problems);
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        pairs[i].from = node->keys[i].text;
        pairs[i].to = about->words ? word_of(r, &node->items[i], about->name, about->words)
                                   : scalar(r, &node->items[i], about->name);
        if (pairs[i].to == NULL)
            pairs[i].to = "";
    }
    r->out->words[column] = pairs;
    r->out->word_count[column] = node->count;
}

static void read_values(reading *r, const chora_yaml_node *node)
{
    for (size_t i = 0; is_mapping(r, node, "values") && i < node->count; i++) {
        chora_column column;
        const chora_yaml_node *key = &node->keys[i];
        if (!chora_column_parse(key->text, &column))
            unknown(r, key, "column", chora_column_names());
        else if (chora_column_about(column)->holds != CHORA_HOLDS_WORD &&
                 chora_column_about(column)->holds != CHORA_HOLDS_TEXT)
            chora_yaml_problem(&r->problems, r->name, key, "%s holds no words", key->text);
        else
            read_words(r, column, &node->items[i]);
    }
}

static void read_coverage(reading *r, const chora_yaml_node *node)
{
    chora_period period;
    chora_error why = CHORA_ERROR_INIT;
    const char *text = scalar(r, node, "coverage");
    if (text == NULL)
        return;
    if (chora_period_read(text, &period, &r->covered_in, &why)) {
        chora_yaml_problem(&r->problems, r->name, node, "coverage: %s", why.message);
        return;
    }
    r->coverage = period;
    r->covered_at = node;
    r->out->covers = true;
    r->out->first = period.first;
    r->out->last = period.last;
}

static void read_header_row(reading *r, const chora_yaml_node *node)
{
    const char *text = scalar(r, node, "header_row");
    long long row;
    if (text == NULL)
        return;
    if (!chora_text_integer(text, &row) || row < 1)
        chora_yaml_problem(&r->problems, r->name, node,
                           "header_row is the number of the header's line in the file, or row in "
                           "the sheet");
    else
        r->out->header_row = row;
}

static void read_key(reading *r, const chora_yaml_node *key, const chora_yaml_node *node)
{
    chora_mapping *out = r->out;
    const char *name = key->text;
    if (strcmp(name, "columns") == 0)
        read_columns(r, node);
    else if (strcmp(name, "values") == 0)
        read_values(r, node);
    else if (strcmp(name, "coverage") == 0)
        read_coverage(r, node);
    else if (strcmp(name, "kind") == 0)
        out->kind = word_of(r, node, "kind", kinds);
    else if (strcmp(name, "calendar") == 0)
        out->calendar = word_of(r, node, "calendar", calendars);
    else if (strcmp(name, "dates") == 0)
        out->dates = word_of(r, node, "dates", orders);
    else if (strcmp(name, "decimal") == 0)
        out->decimal = word_of(r, node, "decimal", decimals);
    else if (strcmp(name, "dataset") == 0)
        out->dataset = scalar(r, node, name);
    else if (strcmp(name, "licence") == 0)
        out->licence = scalar(r, node, name);
    else if (strcmp(name, "origin") == 0)
        out->origin = scalar(r, node, name);
    else if (strcmp(name, "accessed") == 0)
        out->accessed = scalar(r, node, name);
    else if (strcmp(name, "split") == 0)
        out->split = scalar(r, node, name);
    else if (strcmp(name, "header_row") == 0)
        read_header_row(r, node);
    else if (strcmp(name, "chora-columns") != 0)
        unknown(r, key, "key", top_keys);
}

/* `dates: solar-hijri` says the same as `calendar: solar-hijri`. */
static void check_calendar(reading *r)
{
    chora_mapping *out = r->out;
    chora_error why = CHORA_ERROR_INIT;
    if (out->dates && strcmp(out->dates, "solar-hijri") == 0)
        out->calendar = out->dates;
    bool solar = out->calendar && strcmp(out->calendar, "solar-hijri") == 0;
    if (r->covered_at &&
        chora_period_stated(r->coverage, r->covered_in,
                            solar ? CHORA_CALENDAR_SOLAR_HIJRI : CHORA_CALENDAR_GREGORIAN, &why))
        chora_yaml_problem(&r->problems, r->name, r->covered_at, "coverage: %s", why.message);
}

static void read_document(reading *r, const chora_yaml_node *root)
{
    if (root->kind != CHORA_YAML_MAPPING) {
        chora_yaml_problem(&r->problems, r->name, root,
                           "a mapping file begins with \"chora-columns: 1\"");
        return;
    }
    const chora_yaml_node *version = chora_yaml_get(root, "chora-columns");
    if (version == NULL)
        chora_yaml_problem(&r->problems, r->name, root, "\"chora-columns: 1\" is missing");
    else if (version->kind != CHORA_YAML_SCALAR || strcmp(version->text, "1") != 0)
        chora_yaml_problem(&r->problems, r->name, version,
                           "this Chora reads mapping files of version 1");
    for (size_t i = 0; i < root->count; i++)
        read_key(r, &root->keys[i], &root->items[i]);
    check_calendar(r);
}

static chora_status read_root(const char *name, const chora_yaml_node *root, chora_arena *arena,
                              chora_mapping *out, chora_error *err)
{
    chora_mapping mapping;
    chora_mapping_init(&mapping);
    reading r = { .name = name, .arena = arena, .out = &mapping };
    mapping.file = chora_arena_strdup(arena, name);
    read_document(&r, root);
    if (r.problems.status) {
        if (err)
            *err = r.problems;
        return r.problems.status;
    }
    if (mapping.kind == NULL)
        mapping.kind = "table";
    *out = mapping;
    return CHORA_OK;
}

void chora_mapping_init(chora_mapping *mapping)
{
    *mapping = (chora_mapping){ .kind = "table" };
    for (int i = 0; i < CHORA_COLUMNS; i++)
        mapping->index[i] = CHORA_UNMAPPED;
}

chora_status chora_mapping_load(const char *path, chora_arena *arena, chora_mapping *out,
                                chora_error *err)
{
    const chora_yaml_node *root;
    chora_status st = chora_yaml_load(path, arena, &root, err);
    return st ? st : read_root(path, root, arena, out, err);
}

chora_status chora_mapping_parse(const char *name, const char *text, size_t length,
                                 chora_arena *arena, chora_mapping *out, chora_error *err)
{
    const chora_yaml_node *root;
    chora_status st = chora_yaml_parse(name, text, length, arena, &root, err);
    return st ? st : read_root(name, root, arena, out, err);
}
