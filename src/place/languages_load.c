/* The files of data/gazetteer/languages. */
#include "place/languages_inside.h"

#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    chora_languages *languages;
    chora_reading *reading; /* That letters belong to now. */
    chora_error *err;
} loader;

static const char *key_of(loader *in, const char *text)
{
    chora_buffer key = CHORA_BUFFER_INIT(4096);
    chora_text_key(text, &key);
    const char *kept =
        key.failed ? NULL : chora_arena_strdup(in->languages->arena, chora_buffer_text(&key));
    chora_buffer_free(&key);
    return kept;
}

static chora_status add_word(loader *in, const char *phrase, size_t class)
{
    /* "#" stands for a number and has no key of its own. */
    size_t length = strlen(phrase);
    bool numbered = length > 2 && strcmp(phrase + length - 2, " #") == 0;
    const char *key = key_of(in, phrase);
    if (key && numbered)
        key = chora_arena_printf(in->languages->arena, "%s #", key);
    if (!key)
        return chora_no_memory(in->err);
    chora_lookup_add(&in->languages->words, key, class);
    return in->languages->words.failed ? chora_no_memory(in->err) : CHORA_OK;
}

static chora_status add_same(loader *in, char *words)
{
    chora_languages *all = in->languages;
    if (chora_grow((void **)&all->sames, &all->same_capacity, all->same_count, sizeof *all->sames))
        return chora_no_memory(in->err);
    size_t index = all->same_count++;
    char *rest = words;
    for (char *word; (word = strtok_r(rest, " ", &rest));) {
        const char *key = key_of(in, word);
        if (!key)
            return chora_no_memory(in->err);
        if (word == words)
            all->sames[index] = key;
        chora_lookup_add(&all->same, key, index);
    }
    return all->same.failed ? chora_no_memory(in->err) : CHORA_OK;
}

static chora_status add_endings(loader *in, char *words)
{
    chora_languages *all = in->languages;
    for (char *word, *rest = words; (word = strtok_r(rest, " ", &rest));) {
        if (chora_grow((void **)&all->endings, &all->ending_capacity, all->ending_count,
                       sizeof *all->endings) ||
            !(all->endings[all->ending_count] = chora_arena_strdup(all->arena, word)))
            return chora_no_memory(in->err);
        all->ending_count++;
    }
    return CHORA_OK;
}

/* ---- letters ------------------------------------------------------------------------------ */

static void note_length(chora_languages *all, const char *letters)
{
    size_t count = chora_utf8_length(letters);
    unsigned char *longest = &all->longest[(unsigned char)*letters];
    if (count > *longest)
        *longest = (unsigned char)count;
}

/* NFC without ^ and $, as a text holds it. */
static char *bare_letters(loader *in, const char *from)
{
    char *bare = chora_arena_strdup(in->languages->arena, from + (*from == '^'));
    size_t length = bare ? strlen(bare) : 0;
    if (length > 1 && bare[length - 1] == '$')
        bare[length - 1] = '\0';
    return bare;
}

static chora_status add_letter(loader *in, const char *given, const char *to)
{
    chora_languages *all = in->languages;
    chora_reading *reading = in->reading;
    chora_buffer nfc = CHORA_BUFFER_INIT(256);
    chora_text_nfc(given, &nfc);
    char *from = chora_arena_strdup(all->arena, chora_buffer_text(&nfc));
    bool failed = nfc.failed;
    chora_buffer_free(&nfc);
    char *bare = from && !failed ? bare_letters(in, from) : NULL;
    const char *sound = chora_arena_strdup(all->arena, strcmp(to, "-") == 0 ? "" : to);
    if (!bare || !sound ||
        chora_grow((void **)&reading->list, &reading->capacity, reading->count,
                   sizeof *reading->list))
        return chora_no_memory(in->err);
    if (!*bare || strlen(bare) > CHORA_LETTERS_MAX)
        return chora_fail(in->err, CHORA_EDATA, "\"%s\" is no letter, or too many", given);
    note_length(all, bare);
    reading->joins |= strchr(bare, ' ') != NULL;
    reading->list[reading->count++] = bare;
    chora_lookup_add(&reading->letters, from, (size_t)(uintptr_t)sound);
    return reading->letters.failed ? chora_no_memory(in->err) : CHORA_OK;
}

static chora_status add_letters(loader *in, char *words)
{
    for (char *rest = words, *from; (from = strtok_r(rest, " ", &rest));) {
        char *to = strtok_r(rest, " ", &rest);
        if (!to)
            return chora_fail(in->err, CHORA_EDATA, "\"%s\" has no sound", from);
        chora_status st = add_letter(in, from, to);
        if (st)
            return st;
    }
    return CHORA_OK;
}

static chora_status begin_reading(loader *in)
{
    if (in->languages->reading_count == CHORA_READINGS_MAX)
        return chora_fail(in->err, CHORA_ELIMIT, "there are more than %d readings",
                          CHORA_READINGS_MAX);
    in->reading = &in->languages->readings[in->languages->reading_count++];
    return CHORA_OK;
}

/* ---- lines and files ---------------------------------------------------------------------- */

static chora_status add_line(loader *in, char *line)
{
    static const struct {
        const char *word;
        chora_word_class class;
    } classes[] = { { "area", CHORA_WORD_AREA },
                    { "district", CHORA_WORD_DISTRICT },
                    { "town", CHORA_WORD_TOWN },
                    { "join", CHORA_WORD_JOIN },
                    { "and", CHORA_WORD_AND } };
    size_t length = strcspn(line, " ");
    char *rest = line[length] ? line + length + 1 : line + length;
    line[length] = '\0';
    if (!*rest)
        return chora_fail(in->err, CHORA_EDATA, "\"%s\" stands alone", line);
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (strcmp(line, classes[i].word) == 0)
            return add_word(in, rest, classes[i].class);
    if (strcmp(line, "same") == 0)
        return add_same(in, rest);
    if (strcmp(line, "ending") == 0)
        return add_endings(in, rest);
    if (strcmp(line, "letter") == 0)
        return add_letters(in, rest);
    if (strcmp(line, "reading") == 0)
        return begin_reading(in);
    return chora_fail(in->err, CHORA_EDATA,
                      "\"%s\" is none of area, district, town, join, and, same, ending, letter, "
                      "reading",
                      line);
}

static chora_status add_text(loader *in, char *text)
{
    chora_status st = CHORA_OK;
    for (size_t number = 1; *text && !st; number++) {
        char *end = text + strcspn(text, "\n");
        bool last = *end == '\0';
        *end = '\0';
        if (*text && *text != '#' && (st = add_line(in, text)))
            chora_at(in->err, "line %zu", number);
        text = last ? end : end + 1;
    }
    return st;
}

static chora_status read_file(loader *in, const char *folder, const char *name)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    char *path = chora_path_join(folder, name);
    chora_status st = path ? chora_file_read(path, &text, in->err) : chora_no_memory(in->err);
    in->reading = &in->languages->readings[0];
    if (!st && text.length)
        st = add_text(in, text.data);
    if (st && path)
        chora_at(in->err, "%s", path);
    chora_buffer_free(&text);
    free(path);
    return st;
}

static int is_table(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".txt") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static chora_status read_folder(loader *in)
{
    char *folder = NULL;
    struct dirent **names = NULL;
    chora_status st = chora_data_find("gazetteer/languages", &folder, in->err);
    if (st)
        return st;
    int count = scandir(folder, &names, is_table, by_name);
    if (count <= 0)
        st = chora_fail(in->err, CHORA_EIO, "%s: no language is there", folder);
    for (int i = 0; i < count; i++) {
        if (!st)
            st = read_file(in, folder, names[i]->d_name);
        free(names[i]);
    }
    free(names);
    free(folder);
    return st;
}

chora_status chora_languages_load(chora_languages **out, chora_error *err)
{
    chora_languages *languages = chora_alloc(1, sizeof *languages);
    if (!languages)
        return chora_no_memory(err);
    languages->arena = chora_arena_new();
    languages->reading_count = 1;
    loader in = { languages, &languages->readings[0], err };
    if (languages->arena)
        languages->word_sounds =
            chora_arena_alloc(languages->arena, 1, sizeof *languages->word_sounds);
    chora_status st = languages->word_sounds ? read_folder(&in) : chora_no_memory(err);
    if (st) {
        chora_languages_free(languages);
        return st;
    }
    *out = languages;
    return CHORA_OK;
}
