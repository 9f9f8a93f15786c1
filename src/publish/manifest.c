/* manifest.json has one entry a line, so that the journal, which has the same lines, is read by the
 * same code. */
#include "publish/manifest.h"

#include "base/text.h"
#include "exchange/json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char MANIFEST[] = "manifest.json", JOURNAL[] = ".manifest.journal",
                  RUN[] = "\"run\": ", END[] = "],", SEAL[] = "\"seal\": \"", SEALED[] = "\"}\n";

/* ---- one entry ----------------------------------------------------------------------------- */

static void write_counts(const chora_manifest_entry *entry, chora_json *json)
{
    if (entry->counts) {
        chora_json_text(json, "counts", entry->counts);
    } else {
        chora_json_integer(json, "incidents", entry->incidents);
        chora_json_integer(json, "shown", entry->shown);
        chora_json_integer(json, "outside_period", entry->outside_period);
        chora_json_integer(json, "filtered_out", entry->filtered_out);
    }
    chora_json_text(json, "inputs", entry->inputs);
    chora_json_text(json, "data", entry->data);
}

static void write_entry(const chora_manifest_entry *entry, chora_buffer *out)
{
    chora_json json;

    chora_json_begin(&json, out, false);
    chora_json_object(&json, NULL);
    chora_json_text(&json, "file", entry->file);
    if (entry->figure)
        chora_json_text(&json, "figure", entry->figure);
    if (entry->report)
        chora_json_text(&json, "report", entry->report);
    if (entry->period)
        chora_json_text(&json, "period", entry->period);
    if (entry->language)
        chora_json_text(&json, "language", entry->language);
    chora_json_text(&json, "format", entry->format);
    chora_json_integer(&json, "bytes", entry->bytes);
    chora_json_text(&json, "sha256", entry->sha256);
    if (*entry->words)
        chora_json_text(&json, "words", entry->words);
    if (entry->pages)
        chora_json_integer(&json, "pages", entry->pages);
    if (entry->data)
        write_counts(entry, &json);
    if (entry->where && *entry->where)
        chora_json_text(&json, "where", entry->where);
    if (entry->of)
        chora_json_text(&json, "of", entry->of);
    if (entry->profile && *entry->profile)
        chora_json_text(&json, "profile", entry->profile);
    chora_json_object_end(&json);
}

typedef struct {
    chora_arena *arena;
    chora_manifest_entry entry;
    bool lost; /* A word, for want of memory. */
} entry_reader;

static void read_member(void *context, const char *key, const char *text)
{
    entry_reader *reader = context;
    chora_manifest_entry *entry = &reader->entry;
    const struct {
        const char *key;
        const char **to;
    } texts[] = { { "file", &entry->file },       { "figure", &entry->figure },
                  { "report", &entry->report },   { "language", &entry->language },
                  { "period", &entry->period },   { "format", &entry->format },
                  { "inputs", &entry->inputs },   { "data", &entry->data },
                  { "counts", &entry->counts },   { "where", &entry->where },
                  { "profile", &entry->profile }, { "of", &entry->of } };
    const struct {
        const char *key;
        int64_t *to;
    } numbers[] = { { "bytes", &entry->bytes },
                    { "pages", &entry->pages },
                    { "incidents", &entry->incidents },
                    { "shown", &entry->shown },
                    { "outside_period", &entry->outside_period },
                    { "filtered_out", &entry->filtered_out } };
    long long value;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (text && strcmp(key, texts[i].key) == 0) {
            *texts[i].to = chora_arena_strdup(reader->arena, text);
            reader->lost = reader->lost || !*texts[i].to;
        }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (text && strcmp(key, numbers[i].key) == 0 && chora_text_integer(text, &value))
            *numbers[i].to = value;
    if (text && strcmp(key, "sha256") == 0)
        snprintf(entry->sha256, sizeof entry->sha256, "%s", text);
    if (text && strcmp(key, "words") == 0)
        snprintf(entry->words, sizeof entry->words, "%s", text);
}

/* "\"run\": 5" of the head. */
static void read_run(chora_manifest *manifest, const char *line)
{
    long long run;
    if (strncmp(line, RUN, strlen(RUN)) == 0 && chora_text_integer(line + strlen(RUN), &run))
        manifest->run = run;
}

/* What manifest.json has around its entries. */
static bool is_frame(const char *line)
{
    return !*line || strncmp(line, "{\"chora\": ", 10) == 0 ||
           strncmp(line, RUN, strlen(RUN)) == 0 || strcmp(line, "\"files\": [") == 0 ||
           strcmp(line, END) == 0 || strncmp(line, SEAL, strlen(SEAL)) == 0;
}

typedef enum { LINE_ENTRY, LINE_OTHER, LINE_NO_MEMORY } line_kind;

/* A line of either file: an entry when it is a flat object with a file, else nothing but perhaps
 * the run. */
static line_kind read_line(chora_manifest *manifest, size_t *capacity, char *at)
{
    size_t length = strlen(at);
    if (length > 0 && at[length - 1] == ',')
        at[length - 1] = '\0';
    read_run(manifest, at);
    entry_reader reader = { .arena = manifest->arena };
    bool plain = *at == '{' && chora_json_read_flat(at, read_member, &reader) == 0;
    if (reader.lost)
        return LINE_NO_MEMORY;
    if (!plain || !reader.entry.file)
        return LINE_OTHER;
    if (chora_grow((void **)&manifest->entries, capacity, manifest->count, sizeof reader.entry))
        return LINE_NO_MEMORY;
    manifest->entries[manifest->count++] = reader.entry;
    return LINE_ENTRY;
}

/* ---- both files ---------------------------------------------------------------------------- */

static void note_odd(chora_manifest *manifest, const char *name, size_t line)
{
    if (manifest->odd_file)
        return;
    manifest->odd_file = name;
    manifest->odd_line = line;
}

/* What stands behind the last line of files, and which bytes it seals. */
static bool is_sealed(const char *text, size_t length)
{
    char hash[CHORA_SHA256_TEXT];
    size_t tail = strlen(SEAL) + CHORA_SHA256_TEXT - 1 + strlen(SEALED);
    if (length < tail)
        return false;
    const char *seal = text + length - tail, *digits = seal + strlen(SEAL);
    chora_sha256(text, length - tail, hash);
    return memcmp(seal, SEAL, strlen(SEAL)) == 0 && memcmp(digits, hash, strlen(hash)) == 0 &&
           memcmp(digits + strlen(hash), SEALED, strlen(SEALED)) == 0;
}

/* The journal's last line has no end when a kill cut it short: it is no entry, and nobody's fault.
 */
static chora_status read_lines(char *text, const char *name, chora_manifest *manifest,
                               size_t *capacity, chora_error *err)
{
    bool framed = name == MANIFEST, ended = !framed;
    size_t number = 0;
    for (char *line = text, *next; line && *line; line = next) {
        size_t length;
        next = strchr(line, '\n');
        bool cut_short = !framed && !next;
        if (next)
            *next++ = '\0';
        char *at = (char *)chora_text_trim(line, &length);
        at[length] = '\0';
        number++;
        ended = ended || strcmp(at, END) == 0;
        line_kind kind = framed && is_frame(at) ? LINE_ENTRY : LINE_OTHER;
        line_kind read = read_line(manifest, capacity, at);
        if (read == LINE_NO_MEMORY)
            return chora_no_memory(err);
        if (kind == LINE_OTHER && read == LINE_OTHER && !cut_short)
            note_odd(manifest, name, number);
    }
    if (!ended)
        note_odd(manifest, name, number + 1);
    return CHORA_OK;
}

static chora_status load_lines(const char *folder, const char *name, chora_manifest *manifest,
                               size_t *capacity, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(CHORA_MANIFEST_MAX);
    chora_status st = CHORA_OK;
    char *path = chora_path_join(folder, name);

    if (!path)
        return chora_no_memory(err);
    bool there = access(path, F_OK) == 0;
    if (there)
        st = chora_file_read(path, &text, err);
    if (!st && there && strlen(chora_buffer_text(&text)) < text.length)
        note_odd(manifest, name, 1); /* Behind a NUL nothing would be read. */
    if (!st && there && name == MANIFEST)
        manifest->altered = !is_sealed(chora_buffer_text(&text), text.length);
    if (!st && there && text.data)
        st = read_lines(text.data, name, manifest, capacity, err);
    else if (!st && there && name == MANIFEST)
        note_odd(manifest, name, 1);
    chora_buffer_free(&text);
    free(path);
    return st;
}

chora_status chora_manifest_load(const char *folder, chora_manifest *out, chora_error *err)
{
    size_t capacity = 0;

    *out = (chora_manifest){ .arena = chora_arena_new() };
    if (!out->arena)
        return chora_no_memory(err);
    chora_status st = load_lines(folder, MANIFEST, out, &capacity, err);
    if (!st)
        st = load_lines(folder, JOURNAL, out, &capacity, err);
    if (st)
        chora_manifest_free(out);
    return st;
}

void chora_manifest_free(chora_manifest *manifest)
{
    free(manifest->entries);
    chora_arena_free(manifest->arena);
    *manifest = (chora_manifest){ 0 };
}

const chora_manifest_entry *chora_manifest_find(const chora_manifest *manifest, const char *file)
{
    for (size_t i = manifest->count; i > 0; i--)
        if (strcmp(manifest->entries[i - 1].file, file) == 0)
            return &manifest->entries[i - 1];
    return NULL;
}

chora_status chora_manifest_words_name(const char *file, char out[CHORA_WORDS_NAME],
                                       chora_error *err)
{
    const char *dot = strrchr(file, '.');
    int length = dot ? (int)(dot - file) : (int)strlen(file);
    return snprintf(out, CHORA_WORDS_NAME, "%.*s.alt.txt", length, file) < CHORA_WORDS_NAME
               ? CHORA_OK
               : chora_fail(err, CHORA_ELIMIT, "%s is too long a name", file);
}

chora_status chora_manifest_note(const char *folder, const chora_manifest_entry *entry,
                                 chora_error *err)
{
    chora_buffer line = CHORA_BUFFER_INIT(1 << 16);
    char *path = chora_path_join(folder, JOURNAL);
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    chora_status st = CHORA_OK;

    write_entry(entry, &line);
    chora_buffer_add_byte(&line, '\n');
    if (fd < 0 || line.failed || write(fd, line.data, line.length) != (ssize_t)line.length)
        st = chora_fail(err, CHORA_EIO, "%s: cannot be written: %s", path ? path : folder,
                        strerror(errno));
    if (fd >= 0)
        close(fd);
    free(path);
    chora_buffer_free(&line);
    return st;
}

void chora_manifest_text(int64_t run, const chora_manifest_entry *entries, size_t count,
                         chora_buffer *out)
{
    chora_buffer_printf(out, "{\"chora\": \"" CHORA_VERSION "\",\n%s%lld,\n\"files\": [\n", RUN,
                        (long long)run);
    for (size_t i = 0; i < count; i++) {
        write_entry(&entries[i], out);
        chora_buffer_add_text(out, i + 1 < count ? ",\n" : "\n");
    }
    chora_buffer_add_text(out, END);
    chora_buffer_add_byte(out, '\n');
    char hash[CHORA_SHA256_TEXT];
    chora_sha256(chora_buffer_text(out), out->length, hash);
    chora_buffer_printf(out, "%s%s%s", SEAL, hash, SEALED);
}

chora_status chora_manifest_save(const char *folder, int64_t run,
                                 const chora_manifest_entry *entries, size_t count,
                                 chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(CHORA_MANIFEST_MAX);
    char *path = chora_path_join(folder, MANIFEST), *journal = chora_path_join(folder, JOURNAL);
    chora_status st = CHORA_OK;

    chora_manifest_text(run, entries, count, &text);
    if (!path || !journal || text.failed)
        st = chora_no_memory(err);
    else
        st = chora_file_write(path, text.data, text.length, err);
    if (!st)
        unlink(journal);
    free(path);
    free(journal);
    chora_buffer_free(&text);
    return st;
}
