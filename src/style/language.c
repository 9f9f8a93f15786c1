/* A language file, from text to words: what it does not say is said in English. */
#include "style/language_inside.h"

#include "base/file.h"
#include "base/text.h"
#include "style/data_names.h"
#include "style/schema.h"

#include <stdlib.h>
#include <string.h>

#define FOLDER "styles/languages"

enum { PHRASES_MAX = 2048 };

const char *chora_words_tag(const chora_words *words)
{
    return words->tag;
}

const char *chora_words_name(const chora_words *words)
{
    return words->name;
}

bool chora_words_leftward(const chora_words *words)
{
    return words->leftward;
}

chora_calendar chora_words_calendar(const chora_words *words)
{
    return (chora_calendar)words->calendar;
}

void chora_words_fingerprint(const chora_words *words, chora_buffer *out)
{
    chora_buffer_printf(out, "\ncalendar %d\n", words->calendar);
    for (; words; words = words->fallback)
        chora_buffer_printf(out, "language %s %s\n", words->tag, words->hash);
}

const char *chora_words_like(const chora_words *words)
{
    const chora_words *model = words->fallback;
    return model && model->fallback ? model->tag : NULL;
}

const char *chora_words_list(const chora_words *words)
{
    return words->list;
}

const char *chora_words_clause(const chora_words *words)
{
    return words->clause;
}

const char *chora_words_stop(const chora_words *words)
{
    return words->stop;
}

double chora_words_leading(const chora_words *words)
{
    return words->leading;
}

const char *const *chora_words_names(const chora_words *words)
{
    return words->names;
}

const char *const *chora_words_dropped(const chora_words *words)
{
    return words->dropped;
}

/* ---- values ---------------------------------------------------------------------------------- */

static const char *keep(chora_reading *reading, const char *text)
{
    const char *copy = chora_arena_strdup(reading->arena, text);
    reading->no_memory |= copy == NULL;
    return copy;
}

/* Ten characters, each of one code point. */
static void read_digits(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                        void *target)
{
    chora_words *words = target;
    const char *text = chora_reading_text(reading, key, node);
    if (!text)
        return;
    if (chora_utf8_length(text) != 10) {
        chora_reading_problem(reading, node, "digits takes the ten digits from 0 to 9, not \"%s\"",
                              text);
        return;
    }
    for (int i = 0; i < 10; i++) {
        size_t bytes = 1;
        while (((unsigned char)text[bytes] & 0xC0) == 0x80)
            bytes++;
        words->digits[i] = chora_arena_strndup(reading->arena, text, bytes);
        reading->no_memory |= words->digits[i] == NULL;
        text += bytes;
    }
}

/* As many names as there must be. */
static void read_names(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                       const char **names, size_t count)
{
    if (node->kind != CHORA_YAML_SEQUENCE || node->count != count) {
        chora_reading_problem(reading, node, "%s takes a list of %zu names", key->name, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *text = chora_reading_text(reading, key, &node->items[i]);
        if (text)
            names[i] = keep(reading, text);
    }
}

static void read_small(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                       void *target)
{
    read_names(reading, key, node, ((chora_words *)target)->small, CHORA_SMALL_NUMBERS);
}

static void read_weekdays(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                          void *target)
{
    read_names(reading, key, node, ((chora_words *)target)->weekdays, 7);
}

static void read_ordinals(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                          void *target)
{
    read_names(reading, key, node, ((chora_words *)target)->ordinals, 31);
}

/* Months in a date are the same unless the file says otherwise. */
static void read_months(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                        void *target)
{
    chora_words *words = target;
    const char **months = (const char **)((char *)target + key->place);
    read_names(reading, key, node, months, 12);
    if (months == words->months)
        memcpy(words->months_in_date, words->months, sizeof words->months);
}

static void read_list(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                      void *target)
{
    const char **list = (const char **)((char *)target + key->place);
    if (node->kind != CHORA_YAML_SEQUENCE || node->count > CHORA_LISTED_MAX) {
        chora_reading_problem(reading, node, "%s takes a list of at most %d", key->name,
                              CHORA_LISTED_MAX);
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        const char *text = chora_reading_text(reading, key, &node->items[i]);
        list[i] = text ? keep(reading, text) : NULL;
    }
}

static void read_plural(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                        void *target)
{
    chora_words *words = target;
    if (node->kind != CHORA_YAML_MAPPING) {
        chora_reading_problem(reading, node,
                              "plural takes forms and conditions, as in {one: \"n = 1\"}");
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        const char *name = node->keys[i].text, *text = node->items[i].text;
        int form = 0;
        while (form < CHORA_PLURAL_OTHER && strcmp(chora_plural_names[form], name) != 0)
            form++;
        if (form == CHORA_PLURAL_OTHER)
            chora_reading_unknown(reading, &node->keys[i], "plural form", chora_plural_names);
        else if (!text || !chora_plural_is_condition(text))
            chora_reading_problem(reading, &node->items[i],
                                  "%s is no condition such as n %% 10 = 2..4",
                                  text ? text : "this");
        else
            words->plural[form] = keep(reading, text);
    }
}

/* ---- phrases --------------------------------------------------------------------------------- */

/* Does the English phrase know this {name}? English itself may say what it wants. */
static bool english_has(const chora_phrase *english, const char *name, size_t length)
{
    for (int form = 0; form < CHORA_PLURALS; form++) {
        const char *text = english->forms[form];
        for (const char *at = text ? strchr(text, '{') : NULL; at; at = strchr(at + 1, '{'))
            if (strncmp(at + 1, name, length) == 0 && at[1 + length] == '}')
                return true;
    }
    return false;
}

static void check_braces(chora_reading *reading, const chora_yaml_node *node,
                         const chora_phrase *english, const char *text)
{
    for (const char *at = strchr(text, '{'); at; at = strchr(at + 1, '{')) {
        size_t length = strcspn(at + 1, "{}");
        /* What counts may always tell its number. */
        bool counted = english && english->forms[CHORA_PLURAL_ONE] && strncmp(at, "{n}", 3) == 0;
        if (!english || counted || (at[1 + length] == '}' && english_has(english, at + 1, length)))
            continue;
        chora_reading_problem(reading, node, "{%.*s} is not filled in here; English says \"%s\"",
                              (int)length, at + 1, english->forms[CHORA_PLURAL_OTHER]);
    }
}

static void read_form(chora_reading *reading, const chora_words *words, const chora_yaml_node *name,
                      const chora_yaml_node *node, const chora_phrase *english, chora_phrase *out)
{
    int form = 0;
    while (form < CHORA_PLURALS && strcmp(chora_plural_names[form], name->text) != 0)
        form++;
    bool known = form == CHORA_PLURAL_OTHER || (form < CHORA_PLURALS && words->plural[form]);
    if (!known)
        chora_reading_problem(reading, name, "%s is no plural form of this language (see plural:)",
                              name->text);
    else if (!node->text)
        chora_reading_problem(reading, node, "a phrase is one text");
    else {
        check_braces(reading, node, english, node->text);
        out->forms[form] = keep(reading, node->text);
    }
}

static void read_phrase(chora_reading *reading, const chora_words *words,
                        const chora_yaml_node *key, const chora_yaml_node *node, chora_phrase *out)
{
    static const chora_yaml_node other = { .kind = CHORA_YAML_SCALAR, .text = "other" };
    const chora_words *owner = NULL;
    const chora_phrase *english =
        words->fallback ? chora_phrase_find(words->fallback, key->text, &owner) : NULL;
    if (words->fallback && !english)
        chora_reading_problem(reading, key, "\"%s\" is no phrase of Chora; en.yaml has them all",
                              key->text);
    out->key = keep(reading, key->text);
    if (node->kind == CHORA_YAML_SCALAR)
        read_form(reading, words, &other, node, english, out);
    for (size_t i = 0; node->kind == CHORA_YAML_MAPPING && i < node->count; i++)
        read_form(reading, words, &node->keys[i], &node->items[i], english, out);
    if (!out->forms[CHORA_PLURAL_OTHER] && !reading->wrong)
        chora_reading_problem(reading, node, "%s has no form \"other\"", key->text);
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const chora_phrase *)a)->key, ((const chora_phrase *)b)->key);
}

static void read_phrases(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                         void *target)
{
    chora_words *words = target;
    words->words_row = node->row;
    if (node->kind != CHORA_YAML_MAPPING || node->count > PHRASES_MAX) {
        chora_reading_problem(reading, node, "words takes keys and phrases");
        return;
    }
    words->phrases = chora_arena_alloc(reading->arena, node->count + 1, sizeof *words->phrases);
    if (!words->phrases) {
        reading->no_memory = true;
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        read_phrase(reading, words, &node->keys[i], &node->items[i], &words->phrases[i]);
    if (reading->no_memory)
        return;
    words->phrase_count = node->count;
    qsort(words->phrases, node->count, sizeof *words->phrases, by_key);
}

/* ---- keys ------------------------------------------------------------------------------------ */

#define WORDS(member) CHORA_MEMBER(chora_words, member)

static const chora_word directions[] = { { "ltr", false, false },
                                         { "rtl", true, false },
                                         { NULL, 0, false } };
static const chora_word calendars[] = { { "gregorian", CHORA_CALENDAR_GREGORIAN, false },
                                        { "solar-hijri", CHORA_CALENDAR_SOLAR_HIJRI, false },
                                        { NULL, 0, false } };

static const chora_word group_sizes[] = { { "1000", 1000, false },
                                          { "10000", 10000, false },
                                          { NULL, 0, false } };

static const chora_key numbers_keys[] = {
    { "digits", CHORA_KEY_OTHER, .read = read_digits },
    { "decimal", CHORA_KEY_TEXT, WORDS(decimal) },
    { "group", CHORA_KEY_TEXT, WORDS(group) },
    { "group_from", CHORA_KEY_WORD, WORDS(group_from), .words = group_sizes },
    { "small", CHORA_KEY_OTHER, .read = read_small },
    { "minus", CHORA_KEY_TEXT, WORDS(minus) },
    { "range", CHORA_KEY_TEXT, WORDS(range) },
    { "at_most", CHORA_KEY_TEXT, WORDS(at_most) },
    { "list", CHORA_KEY_TEXT, WORDS(list) },
    { "clause", CHORA_KEY_TEXT, WORDS(clause) },
    { "sentence", CHORA_KEY_TEXT, WORDS(stop) },
    { .name = NULL },
};

static const chora_key dates_keys[] = {
    { "months", CHORA_KEY_OTHER, WORDS(months), .read = read_months },
    { "months_in_date", CHORA_KEY_OTHER, WORDS(months_in_date), .read = read_months },
    { "months_short", CHORA_KEY_OTHER, WORDS(months_short), .read = read_months },
    { "solar_months", CHORA_KEY_OTHER, WORDS(solar_months), .read = read_months },
    { "weekdays", CHORA_KEY_OTHER, .read = read_weekdays },
    { "ordinals", CHORA_KEY_OTHER, .read = read_ordinals },
    { "first_day", CHORA_KEY_TEXT, WORDS(first_day) },
    { "day", CHORA_KEY_TEXT, WORDS(day) },
    { "day_alone", CHORA_KEY_TEXT, WORDS(day_alone) },
    { "day_in_table", CHORA_KEY_TEXT, WORDS(day_in_table) },
    { "month", CHORA_KEY_TEXT, WORDS(month) },
    { "months_of_year", CHORA_KEY_TEXT, WORDS(months_of_year) },
    { "year", CHORA_KEY_TEXT, WORDS(year) },
    { "span", CHORA_KEY_TEXT, WORDS(span) },
    { .name = NULL },
};

static const chora_key language_keys[] = {
    { "chora", CHORA_KEY_OTHER, .read = chora_reading_version },
    { "language", CHORA_KEY_TEXT, WORDS(tag) },
    { "like", CHORA_KEY_OTHER, .read = chora_reading_any }, /* read before the others */
    { "name", CHORA_KEY_TEXT, WORDS(name) },
    { "about", CHORA_KEY_OTHER, .read = chora_reading_any },
    { "direction", CHORA_KEY_WORD, WORDS(leftward), .words = directions },
    { "leading", CHORA_KEY_NUMBER, WORDS(leading), .low = 0.8, .high = 2 },
    { "calendar", CHORA_KEY_WORD, WORDS(calendar), .words = calendars },
    { "names", CHORA_KEY_OTHER, WORDS(names), .read = read_list },
    { "drop", CHORA_KEY_OTHER, WORDS(dropped), .read = read_list },
    { "plural", CHORA_KEY_OTHER, .read = read_plural },
    { "numbers", CHORA_KEY_MAPPING, .keys = numbers_keys },
    { "dates", CHORA_KEY_MAPPING, .keys = dates_keys },
    { "words", CHORA_KEY_OTHER, .read = read_phrases },
    { .name = NULL },
};

/* ---- files ----------------------------------------------------------------------------------- */

static chora_status read_model(const char *name, const chora_words *english, chora_arena *arena,
                               chora_words **out, chora_error *err);

/* What stands where a file says nothing: all of its model, or only the phrases of English. */
static void start_from(chora_words *words, const chora_words *base, bool is_model)
{
    if (base)
        *words = *base;
    words->fallback = base;
    words->words_row = 1;
    words->phrases = NULL;
    words->phrase_count = 0;
    if (is_model)
        return;
    words->leftward = false;
    words->leading = 1;
    words->first_day = NULL;
    words->group = "\u2009"; /* the comma of English would be the decimal mark of others */
    memset(words->small, 0, sizeof words->small);
    memset(words->ordinals, 0, sizeof words->ordinals);
    memset(words->plural, 0, sizeof words->plural);
}

/* `like: fa`: the language that this one is a variety of; `base` without that key. */
static chora_status find_model(const char *path, const chora_yaml_node *root,
                               const chora_words *base, chora_arena *arena, const chora_words **out,
                               chora_error *err)
{
    const chora_yaml_node *like =
        root->kind == CHORA_YAML_MAPPING ? chora_yaml_get(root, "like") : NULL;
    *out = base;
    if (!like)
        return CHORA_OK;
    chora_words *model = NULL;
    chora_status st = base && like->text
                          ? read_model(like->text, base, arena, &model, err)
                          : chora_fail(err, CHORA_EINVAL, "like takes a language such as fa");
    if (st)
        chora_at(err, "%s:%d:%d", path, like->row, like->column);
    else
        *out = model;
    return st;
}

/* A model stands on its own, so that nothing goes round in circles. */
static chora_status check_model(const char *name, chora_arena *arena, char **path, chora_error *err)
{
    const chora_yaml_node *root = NULL;
    chora_status st = chora_named_file(FOLDER, "en", "language", name, path, err);
    if (!st)
        st = chora_yaml_load(*path, arena, &root, err);
    if (!st && root->kind == CHORA_YAML_MAPPING && chora_yaml_get(root, "like"))
        st = chora_fail(err, CHORA_EINVAL, "%s is itself like another language; name that one",
                        name);
    return st;
}

/* What a file says, over `base` (NULL for English, the first). */
static chora_status read_language(const char *path, const chora_words *base, chora_arena *arena,
                                  chora_words **out, chora_error *err)
{
    const chora_yaml_node *root = NULL;
    const chora_words *model = NULL;
    chora_status told = chora_yaml_load(path, arena, &root, err);
    if (!root)
        return told;
    chora_status st = find_model(path, root, base, arena, &model, err);
    if (st)
        return st;
    chora_words *words = chora_arena_alloc(arena, 1, sizeof *words);
    if (!words)
        return chora_no_memory(err);
    start_from(words, model, model != base);
    words->file = chora_arena_strdup(arena, path);
    if (!words->file)
        return chora_no_memory(err);
    chora_reading reading = { .name = path, .arena = arena, .err = err };
    chora_schema_read(&reading, root, "", language_keys, words);
    st = chora_reading_status(&reading);
    if (!st)
        st = chora_sha256_file(path, words->hash, err);
    if (!st && !told)
        *out = words;
    return st ? st : told;
}

static chora_status read_named(const char *name, const chora_words *base, chora_arena *arena,
                               chora_words **out, chora_error *err)
{
    char *path = NULL;
    chora_status st = chora_named_file(FOLDER, "en", "language", name, &path, err);
    if (!st)
        st = read_language(path, base, arena, out, err);
    free(path);
    return st;
}

static chora_status read_model(const char *name, const chora_words *english, chora_arena *arena,
                               chora_words **out, chora_error *err)
{
    char *path = NULL;
    chora_status st = check_model(name, arena, &path, err);
    if (!st)
        st = read_language(path, english, arena, out, err);
    free(path);
    return st;
}

static bool is_path(const char *name)
{
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".yaml") == 0;
}

/* The languages there are, so that nobody has to look for their tags. */
static void list_languages(chora_arena *arena, chora_error *err)
{
    const char *const *names = NULL;
    if (!err || chora_data_names(FOLDER, "en", arena, &names, NULL))
        return;
    size_t used = strlen(err->message);
    for (size_t i = 0; names[i] && used + strlen(names[i]) + 20 < sizeof err->message; i++) {
        const char *before = i ? ", " : "; there are ";
        memcpy(err->message + used, before, strlen(before));
        used += strlen(before);
        memcpy(err->message + used, names[i], strlen(names[i]) + 1);
        used += strlen(names[i]);
    }
}

/* "fa-AF", else "fa". */
static chora_status read_tag(const char *tag, const chora_words *english, chora_arena *arena,
                             chora_words **out, chora_error *err)
{
    chora_error first = CHORA_ERROR_INIT;
    if (is_path(tag))
        return read_language(tag, english, arena, out, err);
    chora_status st = read_named(tag, english, arena, out, &first);
    size_t base = strcspn(tag, "-_");
    if (st == CHORA_ENOTFOUND && tag[base] && base > 0) {
        const char *language = chora_arena_strndup(arena, tag, base);
        st = language ? read_named(language, english, arena, out, NULL) : chora_no_memory(&first);
    }
    if (st == CHORA_ENOTFOUND)
        list_languages(arena, &first);
    if (st && err)
        *err = first;
    return st;
}

chora_status chora_words_load(const char *language, chora_calendar calendar, chora_arena *arena,
                              const chora_words **out, chora_error *err)
{
    chora_error own = CHORA_ERROR_INIT;
    chora_words *english = NULL, *words = NULL;
    chora_status st = read_named("en", NULL, arena, &english, err ? err : &own);
    if (!st && (!language || !*language || strcmp(language, "en") == 0))
        words = english;
    else if (!st)
        st = read_tag(language, english, arena, &words, err ? err : &own);
    if (st)
        return st;
    if (calendar != CHORA_CALENDAR_OF_LANGUAGE)
        words->calendar = (int)calendar;
    *out = words;
    return CHORA_OK;
}

const chora_words *chora_words_english(const chora_words *words, chora_arena *arena)
{
    while (words->fallback)
        words = words->fallback;
    if (words->calendar == (int)CHORA_CALENDAR_GREGORIAN)
        return words;
    chora_words *english = chora_arena_copy(arena, words, 1, sizeof *words);
    if (english)
        english->calendar = (int)CHORA_CALENDAR_GREGORIAN;
    return english;
}
