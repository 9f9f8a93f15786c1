/* What chora verify proves: the ledger, then the files of a manifest. */
#include <chora/custody.h>

#include "base/origin.h"
#include "exchange/pack.h"
#include "measure/records.h"
#include "publish/manifest.h"
#include "store/ledger.h"
#include "store/query.h"

#include <chora/profile.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { TEXT_MAX = 16 << 20, LISTING_MAX = 256 << 20, LARGEST_OUTPUT = 1 << 30 };

typedef struct {
    const char *project;
    const chora_verify_options *options;
    chora_arena *arena;
    chora_buffer text, notes, listing;
    chora_verify_report report;
} verifying;

/* A difference that could not be written down must not pass for none. */
static chora_status lost_words(chora_error *err)
{
    return chora_fail(err, CHORA_ELIMIT,
                      "there is more to tell than there is room for: verify one output at a time");
}

static void count_problems(verifying *v)
{
    v->report.problems = 0;
    for (size_t i = 0; i < v->text.length; i++)
        v->report.problems += v->text.data[i] == '\n';
}

/* ---- the project ----------------------------------------------------------------------------- */

static chora_status verify_project(verifying *v, chora_error *err)
{
    chora_ledger_findings found = { .problems = CHORA_BUFFER_INIT(TEXT_MAX) };
    chora_store *store = NULL;
    chora_status st = chora_store_open(v->project, false, &store, err);
    if (!st)
        st = chora_ledger_check(store, &found, err);
    if (!st && found.problems.failed)
        st = lost_words(err);
    if (!st) {
        chora_buffer_add_text(&v->text, chora_buffer_text(&found.problems));
        v->report.entries = found.entries;
        v->report.incidents = found.incidents;
        memcpy(v->report.head, found.head, sizeof v->report.head);
        if (v->options->head && strcmp(v->options->head, found.head) != 0)
            chora_buffer_printf(&v->text, "the ledger comes to %s, not to %s\n", found.head,
                                v->options->head);
    }
    chora_buffer_free(&found.problems);
    chora_store_close(store);
    return st;
}

/* ---- outputs --------------------------------------------------------------------------------- */

/* The folder and, for a single output, the name in it. */
static chora_status split_output(verifying *v, char **folder, const char **name, chora_error *err)
{
    struct stat about;
    const char *path = v->options->output;
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        *folder = chora_strdup(path);
        *name = NULL;
    } else {
        const char *last = chora_path_name(path);
        *folder = last == path ? chora_strdup(".") : strndup(path, (size_t)(last - path));
        *name = strcmp(last, "manifest.json") == 0 ? NULL : last;
    }
    return *folder ? CHORA_OK : chora_no_memory(err);
}

/* `bytes`: how many there should be; below 0: as many as the hash is of. */
static chora_status verify_file(verifying *v, const char *folder, const char *file,
                                const char *made, int64_t bytes, chora_error *err)
{
    char hash[CHORA_SHA256_TEXT];
    struct stat about;
    char *path = chora_path_join(folder, file);
    if (!path)
        return chora_no_memory(err);
    if (chora_sha256_file(path, hash, NULL))
        chora_buffer_printf(&v->text, "%s: is listed in manifest.json but cannot be read\n", path);
    else if (strcmp(hash, made) != 0 || stat(path, &about) != 0 ||
             (bytes >= 0 && about.st_size != bytes))
        chora_buffer_printf(&v->text,
                            "%s: its bytes are not those that were made (SHA-256 %s, made %s)\n",
                            path, hash, made);
    free(path);
    return CHORA_OK;
}

/* The file, and its words beside it where some were made. */
static chora_status verify_bytes(verifying *v, const char *folder,
                                 const chora_manifest_entry *entry, chora_error *err)
{
    char words[CHORA_WORDS_NAME];
    chora_status st = verify_file(v, folder, entry->file, entry->sha256, entry->bytes, err);
    if (st || !*entry->words)
        return st;
    st = chora_manifest_words_name(entry->file, words, err);
    return st ? st : verify_file(v, folder, words, entry->words, -1, err);
}

/* Which dataset has the rows that went in; NULL: none now. */
static chora_status find_dataset(verifying *v, chora_store *store,
                                 const chora_manifest_entry *entry, chora_records *records,
                                 bool *found, chora_error *err)
{
    chora_query *names = NULL;
    bool row = false;
    chora_status st = chora_query_open(store, "SELECT name FROM dataset ORDER BY id", &names, err);
    *found = false;
    while (!st && !*found && !(st = chora_query_step(names, &row, err)) && row) {
        const chora_records_options options = { .dataset = chora_query_text(names, 0),
                                                .where = entry->where,
                                                .level = 1 };
        st = chora_records_load(store, &options, v->arena, records, err);
        *found = !st && strcmp(records->hash, entry->data) == 0;
        if (!st && !*found)
            chora_records_free(records);
    }
    chora_query_close(names);
    return st;
}

/* Those of the period, told when they are asked for; how many there are. */
static size_t list_incidents(verifying *v, const chora_manifest_entry *entry,
                             const chora_records *records)
{
    size_t count = 0;
    chora_period period;
    if (!entry->period || chora_period_from_id(entry->period, &period, NULL))
        period = (chora_period){ CHORA_PERIOD_ALL, INT32_MIN, INT32_MAX };
    for (size_t i = 0; i < records->count; i++) {
        const chora_record *record = &records->items[i];
        char day[CHORA_PERIOD_TEXT_MAX] = "";
        if (!record->dated || record->day < period.first || record->day > period.last)
            continue;
        count++;
        chora_day_format(record->day, day);
        if (v->options->incidents)
            chora_buffer_printf(&v->listing, "%s,%s,%s\n", entry->file, record->key, day);
    }
    return count;
}

/* What an output without a manifest says it was made from, in words. */
static void tell_note(verifying *v, const chora_manifest_entry *entry, bool withheld,
                      const char *dataset, size_t incidents)
{
    chora_buffer_printf(&v->notes, "%s: no manifest lists it; as it says itself, made from %s",
                        entry->file, dataset);
    if (entry->period)
        chora_buffer_printf(&v->notes, ", %s", entry->period);
    if (entry->profile && *entry->profile)
        chora_buffer_printf(&v->notes, ", profile %s", entry->profile);
    if (entry->where && *entry->where)
        chora_buffer_printf(&v->notes, ", only %s", entry->where);
    if (withheld)
        chora_buffer_add_text(&v->notes, ", under a condition that its profile keeps to itself\n");
    else
        chora_buffer_printf(&v->notes, ": %zu incident%s\n", incidents, incidents == 1 ? "" : "s");
}

/* The profile an output was made under: one of Chora's own is found by its name, another only by
 * its file, which a stranger's output must not choose. */
static chora_status use_profile(const verifying *v, chora_store *store, const char *named,
                                chora_error *err)
{
    if (!named || !*named)
        return chora_profile_use(store, "internal", NULL, err);
    if (v->options->profile)
        return chora_profile_use(store, v->options->profile, NULL, err);
    if (!strpbrk(named, "./") && !chora_profile_use(store, named, NULL, NULL))
        return CHORA_OK;
    return chora_fail(err, CHORA_ENOTFOUND,
                      "it was made under the output profile \"%s\"; name its file with --profile",
                      named);
}

/* `origin`: the note that the entry comes from, instead of a manifest. */
static chora_status verify_rows(verifying *v, const chora_manifest_entry *entry,
                                const chora_origin *origin, chora_error *err)
{
    chora_store *store = NULL;
    chora_records records = { 0 };
    bool found = false;
    bool withheld = origin && origin->where && strcmp(origin->where, CHORA_ORIGIN_WITHHELD) == 0;
    chora_status st = chora_store_open(v->project, false, &store, err);
    if (!st)
        st = use_profile(v, store, entry->profile, err);
    if (!st)
        st = find_dataset(v, store, entry, &records, &found, err);
    if (st)
        chora_at(err, "%s", entry->file);
    if (!st && !found)
        chora_buffer_printf(&v->text,
                            "%s: no dataset of the project has the rows it was made from now\n",
                            entry->file);
    if (!st && found) {
        size_t incidents = withheld ? 0 : list_incidents(v, entry, &records);
        if (origin)
            tell_note(v, entry, withheld, records.dataset, incidents);
    }
    chora_records_free(&records);
    chora_store_close(store);
    return st;
}

/* Of a Word document, which is packed, its properties alone. */
static chora_status take_properties(chora_buffer *bytes, chora_error *err)
{
    chora_buffer part = CHORA_BUFFER_INIT(1 << 20);
    if (bytes->length < 4 || memcmp(bytes->data, "PK\3\4", 4) != 0)
        return CHORA_OK;
    chora_status st = chora_pack_read(bytes, "docProps/core.xml", &part, err);
    chora_buffer_clear(bytes);
    chora_buffer_add(bytes, chora_buffer_text(&part), part.length);
    chora_buffer_free(&part);
    return st;
}

/* No manifest has it: what its own note says. */
static chora_status verify_note(verifying *v, const char *name, chora_error *err)
{
    chora_buffer bytes = CHORA_BUFFER_INIT(LARGEST_OUTPUT);
    chora_origin *notes = NULL;
    size_t count = 0;
    chora_status st = chora_file_read(v->options->output, &bytes, err);
    if (!st)
        st = take_properties(&bytes, err);
    if (!st && !chora_origin_find(bytes.data, bytes.length, v->arena, &notes, &count))
        st = chora_no_memory(err);
    chora_buffer_free(&bytes);
    if (!st && count == 0)
        return chora_fail(err, CHORA_ENOTFOUND,
                          "%s: no manifest.json in its folder lists it, and it carries no note of "
                          "what it was made from (maps and reports of Chora do: PNG, SVG, PDF, "
                          "HTML, DOCX)",
                          v->options->output);
    for (size_t i = 0; !st && i < count; i++) {
        const char *where = notes[i].where;
        bool withheld = where && strcmp(where, CHORA_ORIGIN_WITHHELD) == 0;
        const chora_manifest_entry entry = { .file = name,
                                             .data = notes[i].data,
                                             .period = notes[i].period,
                                             .where = withheld ? NULL : where,
                                             .profile = notes[i].profile };
        st = verify_rows(v, &entry, &notes[i], err);
    }
    v->report.files = 1;
    return st;
}

/* A line that is passed over could be the one of a file that was altered. */
static chora_status verify_manifest(verifying *v, const char *folder,
                                    const chora_manifest *manifest, chora_error *err)
{
    if (!manifest->odd_file && manifest->altered)
        chora_buffer_printf(&v->text,
                            "%s/manifest.json: is not as a batch wrote it: the seal in its last "
                            "line is of other words\n",
                            folder);
    if (!manifest->odd_file)
        return CHORA_OK;
    char *path = chora_path_join(folder, manifest->odd_file);
    if (!path)
        return chora_no_memory(err);
    chora_buffer_printf(&v->text,
                        "%s:%zu: is not as a batch writes it: it was cut or altered, and files may "
                        "be missing from it\n",
                        path, manifest->odd_line);
    free(path);
    return CHORA_OK;
}

static chora_status verify_entry(verifying *v, const char *folder,
                                 const chora_manifest_entry *entry, chora_error *err)
{
    v->report.files++;
    if (!*entry->sha256) {
        chora_buffer_printf(&v->text,
                            "%s/%s: is listed, but the batch ended before it was made: run it "
                            "again\n",
                            folder, entry->file);
        return CHORA_OK;
    }
    chora_status st = verify_bytes(v, folder, entry, err);
    return !st && entry->data ? verify_rows(v, entry, NULL, err) : st;
}

static chora_status verify_output(verifying *v, chora_error *err)
{
    char *folder = NULL;
    const char *name = NULL;
    chora_manifest manifest = { 0 };
    chora_status st = split_output(v, &folder, &name, err);
    if (!st)
        st = chora_manifest_load(folder, &manifest, err);
    if (!st)
        st = verify_manifest(v, folder, &manifest, err);
    for (size_t i = 0; !st && i < manifest.count; i++) {
        const chora_manifest_entry *entry = &manifest.entries[i];
        bool asked = !name || strcmp(name, entry->file) == 0;
        if (asked && chora_manifest_find(&manifest, entry->file) == entry) /* the latest */
            st = verify_entry(v, folder, entry, err);
    }
    if (!st && v->report.files == 0 && (name || !manifest.odd_file))
        st = name
                 ? verify_note(v, name, err)
                 : chora_fail(err, CHORA_ENOTFOUND,
                              "%s: there is no manifest.json that lists files", v->options->output);
    if (manifest.arena)
        chora_manifest_free(&manifest);
    free(folder);
    return st;
}

chora_status chora_verify(const char *project, const chora_verify_options *options,
                          chora_verify_report *out, chora_error *err)
{
    verifying v = { .project = project,
                    .options = options,
                    .arena = chora_arena_new(),
                    .text = CHORA_BUFFER_INIT(TEXT_MAX),
                    .notes = CHORA_BUFFER_INIT(TEXT_MAX),
                    .listing = CHORA_BUFFER_INIT(LISTING_MAX) };
    chora_status st = v.arena ? verify_project(&v, err) : chora_no_memory(err);
    if (!st && options->output)
        st = verify_output(&v, err);
    if (!st && (v.text.failed || v.notes.failed || v.listing.failed))
        st = lost_words(err);
    if (!st) {
        count_problems(&v);
        v.report.text = chora_strdup(chora_buffer_text(&v.text));
        v.report.notes = chora_strdup(chora_buffer_text(&v.notes));
        v.report.listing = options->incidents ? chora_strdup(chora_buffer_text(&v.listing)) : NULL;
        if (!v.report.text || !v.report.notes || (options->incidents && !v.report.listing))
            st = chora_no_memory(err);
    }
    chora_buffer_free(&v.text);
    chora_buffer_free(&v.notes);
    chora_buffer_free(&v.listing);
    chora_arena_free(v.arena);
    if (st) {
        chora_verify_report_free(&v.report);
        return st;
    }
    *out = v.report;
    return CHORA_OK;
}

void chora_verify_report_free(chora_verify_report *report)
{
    if (!report)
        return;
    free(report->text);
    free(report->notes);
    free(report->listing);
    report->text = report->notes = report->listing = NULL;
}
