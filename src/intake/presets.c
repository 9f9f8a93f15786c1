#include "intake/presets.h"

#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define KEY_MAX 65536

/* ---- the data file ------------------------------------------------------------------------- */

chora_status chora_presets_load(chora_presets *out, chora_error *err)
{
    char *path = NULL;
    chora_presets presets = { .arena = chora_arena_new() };
    if (presets.arena == NULL)
        return chora_no_memory(err);
    chora_status st = chora_data_find("presets/columns.yaml", &path, err);
    if (st == CHORA_OK) {
        presets.path = chora_arena_strdup(presets.arena, path);
        st = chora_yaml_load(path, presets.arena, &presets.root, err);
    }
    free(path);
    if (st) {
        chora_presets_free(&presets);
        return st;
    }
    *out = presets;
    return CHORA_OK;
}

chora_status chora_presets_parse(const char *text, size_t length, chora_presets *out,
                                 chora_error *err)
{
    chora_presets presets = { .arena = chora_arena_new(), .path = "presets" };
    if (presets.arena == NULL)
        return chora_no_memory(err);
    chora_status st = chora_yaml_parse("presets", text, length, presets.arena, &presets.root, err);
    if (st) {
        chora_presets_free(&presets);
        return st;
    }
    *out = presets;
    return CHORA_OK;
}

void chora_presets_free(chora_presets *presets)
{
    chora_arena_free(presets->arena);
    *presets = (chora_presets){ 0 };
}

/** The child of a mapping, NULL when either is not there. */
static const chora_yaml_node *child(const chora_yaml_node *node, const char *key)
{
    return node && node->kind == CHORA_YAML_MAPPING ? chora_yaml_get(node, key) : NULL;
}

static const char *child_text(const chora_yaml_node *node, const char *key)
{
    const chora_yaml_node *found = child(node, key);
    return found && found->kind == CHORA_YAML_SCALAR ? found->text : NULL;
}

static size_t list_count(const chora_yaml_node *list)
{
    return list && list->kind == CHORA_YAML_SEQUENCE ? list->count : 0;
}

static const char *list_text(const chora_yaml_node *list, size_t i)
{
    return list->items[i].kind == CHORA_YAML_SCALAR ? list->items[i].text : "";
}

static const chora_yaml_node *find_format(const chora_presets *presets, const char *kind)
{
    const chora_yaml_node *formats = child(presets->root, "formats");
    for (size_t i = 0; i < list_count(formats); i++) {
        const char *name = child_text(&formats->items[i], "kind");
        if (name && strcmp(name, kind) == 0)
            return &formats->items[i];
    }
    return NULL;
}

/* ---- the headers of a file ------------------------------------------------------------------ */

/** Headers by comparison key, and which of them are taken. */
typedef struct {
    const char *const *headers, *const *tags;
    size_t count;
    chora_textmap by_key;
    bool *taken;
    chora_arena *arena;
} header_set;

static chora_status index_headers(header_set *set, chora_error *err)
{
    chora_buffer key = CHORA_BUFFER_INIT(KEY_MAX);
    chora_status st = CHORA_OK;
    set->taken = chora_arena_alloc(set->arena, set->count + 1, sizeof *set->taken);
    for (size_t i = 0; st == CHORA_OK && i < set->count; i++) {
        chora_header_key(set->headers[i], &key);
        const char *kept = chora_arena_strdup(set->arena, chora_buffer_text(&key));
        if (set->taken == NULL || kept == NULL || chora_textmap_add(&set->by_key, kept, i))
            st = chora_no_memory(err);
    }
    chora_buffer_free(&key);
    return st;
}

static size_t find_word(const chora_textmap *by_key, const char *word)
{
    chora_buffer key = CHORA_BUFFER_INIT(KEY_MAX);
    chora_header_key(word, &key);
    const size_t *index = key.length > 0 ? chora_textmap_find(by_key, key.data) : NULL;
    chora_buffer_free(&key);
    return index ? *index : CHORA_UNMAPPED;
}

/** The first word of a list that is a header which is still free. */
static size_t find_any(const header_set *set, const chora_yaml_node *list)
{
    for (size_t i = 0; i < list_count(list); i++) {
        size_t index = find_word(&set->by_key, list_text(list, i));
        if (index != CHORA_UNMAPPED && !set->taken[index])
            return index;
    }
    return CHORA_UNMAPPED;
}

static void take(header_set *set, chora_mapping *mapping, chora_column column, size_t index)
{
    if (index == CHORA_UNMAPPED || mapping->columns[column])
        return;
    mapping->columns[column] = set->headers[index];
    set->taken[index] = true;
}

/* ---- HXL ------------------------------------------------------------------------------------ */

/** Length of "#date" or "+start" at `at`. */
static size_t tag_part(const char *at)
{
    return 1 + strcspn(at + 1, "+# \t");
}

static bool has_part(const char *tag, const char *part, size_t length)
{
    while (*tag) {
        size_t n = tag_part(tag);
        if (n == length && strncasecmp(tag, part, length) == 0)
            return true;
        tag += n;
        tag += strspn(tag, " \t");
    }
    return false;
}

/** Does the tag have the hashtag and all the attributes of the pattern? */
static bool tag_fits(const char *tag, const char *pattern)
{
    while (*pattern) {
        size_t n = tag_part(pattern);
        if (!has_part(tag, pattern, n))
            return false;
        pattern += n;
    }
    return true;
}

static size_t find_tag(const header_set *set, const chora_yaml_node *list)
{
    for (size_t i = 0; i < list_count(list); i++)
        for (size_t at = 0; at < set->count; at++)
            if (set->tags[at][0] == '#' && !set->taken[at] &&
                tag_fits(set->tags[at], list_text(list, i)))
                return at;
    return CHORA_UNMAPPED;
}

/* ---- recognising ---------------------------------------------------------------------------- */

static bool has_marks(const header_set *set, const chora_yaml_node *marks)
{
    for (size_t i = 0; i < list_count(marks); i++)
        if (find_word(&set->by_key, list_text(marks, i)) == CHORA_UNMAPPED)
            return false;
    return list_count(marks) > 0;
}

static void take_listed(header_set *set, const chora_yaml_node *lists, bool by_tag,
                        chora_mapping *mapping)
{
    for (size_t i = 0; lists && lists->kind == CHORA_YAML_MAPPING && i < lists->count; i++) {
        chora_column column;
        if (chora_column_parse(lists->keys[i].text, &column) && !mapping->columns[column])
            take(set, mapping, column,
                 by_tag ? find_tag(set, &lists->items[i]) : find_any(set, &lists->items[i]));
    }
}

static const chora_yaml_node *recognise_format(const chora_presets *presets, const header_set *set)
{
    const chora_yaml_node *formats = child(presets->root, "formats");
    for (size_t i = 0; i < list_count(formats); i++)
        if (has_marks(set, child(&formats->items[i], "marks")))
            return &formats->items[i];
    return NULL;
}

/**
 * Columns for the year, the month and perhaps the day stand for a date where no other column does:
 * the first that could hold one is one of them.
 */
static void take_date_parts(header_set *set, const chora_presets *presets, chora_mapping *mapping)
{
    const chora_yaml_node *parts = child(presets->root, "date_parts");
    size_t date = find_any(set, child(child(presets->root, "headers"), "date"));
    size_t year = find_any(set, child(parts, "year")), month = find_any(set, child(parts, "month"));
    size_t day = find_any(set, child(parts, "day"));
    if (year == CHORA_UNMAPPED || month == CHORA_UNMAPPED || mapping->columns[CHORA_COLUMN_DATE] ||
        (date != CHORA_UNMAPPED && date != year && date != month && date != day))
        return;
    take(set, mapping, CHORA_COLUMN_DATE, year);
    take(set, mapping, CHORA_COLUMN_MONTH, month);
    take(set, mapping, CHORA_COLUMN_DAY, day);
}

/** Half a pair of coordinates places nothing. */
static void drop_half_pair(chora_mapping *mapping)
{
    if (!mapping->columns[CHORA_COLUMN_LAT] || !mapping->columns[CHORA_COLUMN_LON])
        mapping->columns[CHORA_COLUMN_LAT] = mapping->columns[CHORA_COLUMN_LON] = NULL;
}

chora_status chora_presets_recognise(const chora_presets *presets, const char *const *headers,
                                     const char *const *tags, size_t count, chora_arena *arena,
                                     chora_mapping *out, chora_error *err)
{
    header_set set = { .headers = headers, .tags = tags, .count = count, .arena = arena };
    chora_mapping mapping;
    chora_mapping_init(&mapping);
    chora_status st = index_headers(&set, err);
    if (st == CHORA_OK) {
        const chora_yaml_node *format = recognise_format(presets, &set);
        if (format) {
            mapping.kind = child_text(format, "kind");
            mapping.split = child_text(format, "split");
            take_listed(&set, child(format, "columns"), false, &mapping);
        } else {
            if (tags)
                take_listed(&set, child(presets->root, "hxl"), true, &mapping);
            take_date_parts(&set, presets, &mapping);
            take_listed(&set, child(presets->root, "headers"), false, &mapping);
        }
        drop_half_pair(&mapping);
    }
    chora_textmap_free(&set.by_key);
    if (st == CHORA_OK)
        *out = mapping;
    return st;
}

/* ---- words ---------------------------------------------------------------------------------- */

/** {file's word: Chora's word} of a format. */
static chora_status read_pairs(const chora_yaml_node *node, chora_arena *arena,
                               chora_word_pair **out, size_t *count, chora_error *err)
{
    *count = 0;
    *out = NULL;
    if (node == NULL || node->kind != CHORA_YAML_MAPPING)
        return CHORA_OK;
    chora_word_pair *pairs = chora_arena_alloc(arena, node->count + 1, sizeof *pairs);
    if (pairs == NULL)
        return chora_no_memory(err);
    for (size_t i = 0; i < node->count; i++)
        pairs[i] = (chora_word_pair){ node->keys[i].text, node->items[i].text };
    *out = pairs;
    *count = node->count;
    return CHORA_OK;
}

/** {Chora's word: [words]} of all tables. */
static chora_status add_table_words(chora_words *words, chora_column column,
                                    const chora_yaml_node *node, chora_error *err)
{
    for (size_t i = 0; node && node->kind == CHORA_YAML_MAPPING && i < node->count; i++) {
        for (size_t k = 0; k < list_count(&node->items[i]); k++) {
            chora_word_pair pair = { list_text(&node->items[i], k), node->keys[i].text };
            chora_status st = chora_words_add(words, column, &pair, 1, err);
            if (st)
                return st;
        }
    }
    return CHORA_OK;
}

static chora_status add_column_words(const chora_presets *presets, const chora_yaml_node *format,
                                     chora_mapping *mapping, chora_column column,
                                     chora_arena *arena, chora_words *words, chora_error *err)
{
    const char *name = chora_column_about(column)->name;
    if (mapping->word_count[column] == 0 && mapping->columns[column]) {
        chora_status st = read_pairs(child(child(format, "values"), name), arena,
                                     &mapping->words[column], &mapping->word_count[column], err);
        if (st)
            return st;
    }
    chora_status st =
        chora_words_add(words, column, mapping->words[column], mapping->word_count[column], err);
    if (st || chora_column_about(column)->holds != CHORA_HOLDS_WORD)
        return st;
    return add_table_words(words, column, child(child(presets->root, "values"), name), err);
}

chora_status chora_presets_words(const chora_presets *presets, chora_mapping *mapping,
                                 chora_arena *arena, chora_words *out, chora_error *err)
{
    const chora_yaml_node *format = find_format(presets, mapping->kind);
    chora_status st = CHORA_OK;
    chora_words words;
    chora_words_init(&words, arena);
    for (int i = 0; st == CHORA_OK && i < CHORA_COLUMNS; i++)
        st = add_column_words(presets, format, mapping, (chora_column)i, arena, &words, err);
    if (st) {
        chora_words_free(&words);
        return st;
    }
    *out = words;
    return CHORA_OK;
}

/* ---- other tables --------------------------------------------------------------------------- */

size_t chora_presets_table_column(const chora_presets *presets, const char *role,
                                  const char *const *headers, size_t count)
{
    const chora_yaml_node *list = child(child(presets->root, "tables"), role);
    chora_buffer key = CHORA_BUFFER_INIT(KEY_MAX), other = CHORA_BUFFER_INIT(KEY_MAX);
    size_t found = CHORA_UNMAPPED;
    for (size_t i = 0; found == CHORA_UNMAPPED && i < list_count(list); i++) {
        chora_header_key(list_text(list, i), &key);
        for (size_t at = 0; found == CHORA_UNMAPPED && at < count; at++) {
            chora_header_key(headers[at], &other);
            if (strcmp(chora_buffer_text(&key), chora_buffer_text(&other)) == 0)
                found = at;
        }
    }
    chora_buffer_free(&key);
    chora_buffer_free(&other);
    return found;
}

const chora_yaml_node *chora_presets_boundaries(const chora_presets *presets, const char *role)
{
    return child(child(presets->root, "boundaries"), role);
}

const char *chora_presets_split(const chora_presets *presets, const char *kind)
{
    const char *split = child_text(find_format(presets, kind), "split");
    return split ? split : " | ";
}
