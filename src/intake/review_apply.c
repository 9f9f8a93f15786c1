/* A table of decisions: read, judged as a whole, remembered, applied. */
#include <chora/review.h>

#include "base/file.h"
#include "base/text.h"
#include "base/textmap.h"
#include "intake/decision_table.h"
#include "intake/review_country.h"
#include "intake/review_resolve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_KEY ((size_t)1 << 20)

typedef enum {
    TEXT,
    PARENT,
    COUNTRY,
    DECISION,
    NOTE,
    CANDIDATE,
    ROLES = CANDIDATE + CHORA_REVIEW_CANDIDATES
} role;

static const char *const role_names[ROLES] = { "text",        "parent",      "country",
                                               "decision",    "note",        "candidate 1",
                                               "candidate 2", "candidate 3", "candidate 4",
                                               "candidate 5" };

/* One decided row. */
typedef struct {
    const char *text, *parent, *country;
    const char *note; /* "" when the table says none. */
    chora_resolved resolved;
    int64_t line;
    int64_t known_id; /* Of the decision remembered about the same text; 0: there is none. */
    bool same;        /* It says the same. */
} decided;

typedef struct {
    chora_store *store;
    const char *path;
    const chora_progress *progress;
    chora_arena *arena;
    chora_table_file file;
    size_t columns[ROLES];
    chora_resolver resolver;
    chora_review_countries countries;
    decided *list;
    size_t count, capacity;
    chora_textmap by_key; /* Key -> index in `list`. */
    chora_buffer key;
    chora_error problems; /* Every row that cannot be understood, a line each. */
    chora_decisions_report report;
} applying;

/* ---- rows ------------------------------------------------------------------------------------ */

static chora_status find_columns(applying *a, chora_error *err)
{
    chora_decision_columns(&a->file, role_names, ROLES, a->columns);
    if (a->columns[TEXT] == CHORA_NO_COLUMN || a->columns[DECISION] == CHORA_NO_COLUMN)
        return chora_fail(err, CHORA_EDATA,
                          "a table of decisions has the columns text and decision (and parent, "
                          "country); chora match PROJECT --review FILE writes one");
    return CHORA_OK;
}

static const char *cell_of(applying *a, const chora_row *row, int which)
{
    const char *copy = chora_decision_cell(row, a->columns[which], a->arena);
    a->key.failed |= !copy;
    return copy ? copy : "";
}

static void problem(applying *a, int64_t line, const char *what)
{
    chora_also(&a->problems, CHORA_EDATA, "%s: row %lld, column decision: %s",
               chora_path_name(a->path), (long long)line, what);
}

static chora_decision_row read_cells(applying *a, const chora_row *row)
{
    chora_decision_row out = { .text = cell_of(a, row, TEXT),
                               .parent = cell_of(a, row, PARENT),
                               .country = cell_of(a, row, COUNTRY),
                               .decision = cell_of(a, row, DECISION) };
    for (int i = 0; i < CHORA_REVIEW_CANDIDATES; i++)
        out.candidates[i] = cell_of(a, row, CANDIDATE + i);
    return out;
}

static bool is_same(const chora_resolved *a, const chora_resolved *b)
{
    return a->ruling == b->ruling && a->area_id == b->area_id && a->place_id == b->place_id;
}

/* A text that two rows decide: the same is said once, two answers are a mistake. */
static chora_status keep_decided(applying *a, decided one, chora_error *err)
{
    char what[96];
    chora_review_key(one.text, one.parent, one.country, &a->key);
    const size_t *before = chora_textmap_find(&a->by_key, chora_buffer_text(&a->key));
    if (before) {
        const decided *other = &a->list[*before];
        snprintf(what, sizeof what, "row %lld decides the same text otherwise",
                 (long long)other->line);
        if (!is_same(&other->resolved, &one.resolved))
            problem(a, one.line, what);
        return CHORA_OK;
    }
    const char *key = chora_arena_strdup(a->arena, chora_buffer_text(&a->key));
    if (!key || a->key.failed || chora_textmap_add(&a->by_key, key, a->count) ||
        chora_grow((void **)&a->list, &a->capacity, a->count, sizeof *a->list))
        return chora_no_memory(err);
    a->list[a->count++] = one;
    return CHORA_OK;
}

static chora_status read_row(applying *a, const chora_row *row, chora_error *err)
{
    chora_resolved resolved;
    a->report.rows++;
    if (row->problem) {
        problem(a, row->line, row->problem);
        return CHORA_OK;
    }
    chora_decision_row cells = read_cells(a, row);
    const char *note = cell_of(a, row, NOTE);
    chora_status st = chora_review_country(&a->countries, cells.country, &cells.country, err);
    if (!st)
        st = chora_resolve(&a->resolver, &cells, &resolved, err);
    if (st)
        return st;
    if (resolved.ruling == CHORA_RULING_UNDECIDED) {
        a->report.undecided++;
        return CHORA_OK;
    }
    if (resolved.ruling == CHORA_RULING_REFUSED) {
        problem(a, row->line, resolved.why);
        return CHORA_OK;
    }
    return keep_decided(a,
                        (decided){ .text = cells.text,
                                   .parent = cells.parent,
                                   .country = cells.country,
                                   .note = note,
                                   .resolved = resolved,
                                   .line = row->line },
                        err);
}

static chora_status read_rows(applying *a, chora_error *err)
{
    bool more = true;
    chora_row row;
    chora_status st = chora_resolver_open(&a->resolver, a->store, a->arena, err);
    if (!st)
        st = chora_review_countries_open(&a->countries, a->store, err);
    while (!st && !(st = chora_table_file_next(&a->file, &row, &more, err)) && more)
        st = read_row(a, &row, err);
    if (!st && a->problems.status) {
        if (err)
            *err = a->problems;
        return a->problems.status;
    }
    return !st && a->key.failed ? chora_no_memory(err) : st;
}

/* ---- against what is remembered -------------------------------------------------------------- */

static const char known_sql[] =
    "SELECT id, text, coalesce(parent, ''), coalesce(country, ''), verdict, coalesce(area_id, 0),"
    " coalesce(place_id, 0), coalesce(note, '') FROM decision ORDER BY id";

static chora_resolved known_ruling(chora_query *query)
{
    const char *name = chora_query_text(query, 4);
    chora_resolved out = { .ruling = CHORA_RULING_UNDECIDED };
    for (int i = CHORA_RULING_AREA; i <= CHORA_RULING_NONE; i++)
        if (name && strcmp(name, chora_ruling_name((chora_ruling)i)) == 0)
            out.ruling = (chora_ruling)i;
    out.area_id = out.ruling == CHORA_RULING_AREA ? chora_query_int(query, 5) : 0;
    out.place_id = out.ruling == CHORA_RULING_PLACE ? chora_query_int(query, 6) : 0;
    return out;
}

static chora_status compare(applying *a, chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(a->store, known_sql, &query, err);
    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        chora_review_key(chora_query_text(query, 1), chora_query_text(query, 2),
                         chora_query_text(query, 3), &a->key);
        const size_t *index = chora_textmap_find(&a->by_key, chora_buffer_text(&a->key));
        if (!index)
            continue;
        chora_resolved known = known_ruling(query);
        decided *one = &a->list[*index];
        one->known_id = chora_query_int(query, 0);
        const char *note = chora_query_text(query, 7);
        one->same =
            is_same(&known, &one->resolved) && (*one->note == '\0' || strcmp(one->note, note) == 0);
        if (*one->note == '\0' && is_same(&known, &one->resolved))
            one->note = chora_arena_strdup(a->arena, note);
        a->key.failed |= !one->note;
    }
    chora_query_close(query);
    return st;
}

static void count(applying *a)
{
    for (size_t i = 0; i < a->count; i++) {
        const decided *one = &a->list[i];
        bool undo = one->resolved.ruling == CHORA_RULING_UNDO;
        a->report.undone += undo && one->known_id;
        a->report.unchanged += undo ? !one->known_id : one->same;
        a->report.fresh += !undo && !one->known_id;
        a->report.changed += !undo && one->known_id && !one->same;
    }
    /* Rows that say what another row of the table says. */
    a->report.unchanged += a->report.rows - a->report.undecided - (int64_t)a->count;
}

/* ---- storing --------------------------------------------------------------------------------- */

static chora_status store_run(applying *a, int64_t *id, chora_error *err)
{
    char sha256[CHORA_SHA256_TEXT];
    chora_query *query = NULL;
    chora_status st = chora_sha256_file(a->path, sha256, err);
    if (!st)
        st = chora_query_open(a->store,
                              "INSERT INTO run (kind, file, sha256, started_utc, read, new,"
                              " unchanged, updated, withdrawn) VALUES ('decisions', ?1, ?2,"
                              " strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?3, ?4, ?5, ?6, ?7)",
                              &query, err);
    if (st)
        return st;
    const int64_t counts[] = { a->report.rows, a->report.fresh, a->report.unchanged,
                               a->report.changed, a->report.undone };
    chora_query_bind_text(query, 1, chora_path_name(a->path));
    chora_query_bind_text(query, 2, sha256);
    for (int i = 0; i < 5; i++)
        chora_query_bind_int(query, 3 + i, counts[i]);
    st = chora_query_run(query, err);
    chora_query_close(query);
    *id = chora_store_last_id(a->store);
    return st;
}

static void bind_id(chora_query *query, int index, int64_t id)
{
    if (id)
        chora_query_bind_int(query, index, id);
    else
        chora_query_bind_null(query, index);
}

static chora_status store_one(chora_query *insert, chora_query *remove, const decided *one,
                              int64_t run, chora_error *err)
{
    chora_status st = CHORA_OK;
    if (one->same)
        return CHORA_OK;
    if (one->known_id) {
        chora_query_bind_int(remove, 1, one->known_id);
        st = chora_query_run(remove, err);
    }
    if (st || one->resolved.ruling == CHORA_RULING_UNDO)
        return st;
    chora_query_bind_text(insert, 1, one->text);
    chora_query_bind_text(insert, 2, *one->parent ? one->parent : NULL);
    chora_query_bind_text(insert, 3, *one->country ? one->country : NULL);
    bind_id(insert, 4, one->resolved.area_id);
    bind_id(insert, 5, one->resolved.place_id);
    chora_query_bind_text(insert, 6, chora_ruling_name(one->resolved.ruling));
    chora_query_bind_int(insert, 7, run);
    chora_query_bind_text(insert, 8, *one->note ? one->note : NULL);
    return chora_query_run(insert, err);
}

static chora_status store_all(applying *a, chora_error *err)
{
    chora_query *insert = NULL, *remove = NULL;
    int64_t run = 0;
    chora_status st = store_run(a, &run, err);
    if (!st)
        st = chora_query_open(a->store,
                              "INSERT INTO decision (text, parent, country, area_id, place_id,"
                              " verdict, who, run_id, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, '', ?7,"
                              " ?8)",
                              &insert, err);
    if (!st)
        st = chora_query_open(a->store, "DELETE FROM decision WHERE id = ?1", &remove, err);
    for (size_t i = 0; !st && i < a->count; i++)
        st = store_one(insert, remove, &a->list[i], run, err);
    chora_query_close(remove);
    chora_query_close(insert);
    if (!st)
        st = chora_place_all(a->store, a->progress, &a->report.placing, err);
    a->report.placed = !st;
    return st;
}

static chora_status count_incidents(applying *a, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st =
        chora_query_open(a->store,
                         "SELECT count(DISTINCT m.incident_id) FROM match m"
                         " WHERE m.method = 'decision' OR m.reason LIKE '%decided: %'",
                         &query, err);
    if (!st)
        st = chora_query_one_int(query, &a->report.incidents, err);
    chora_query_close(query);
    return st;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static chora_status apply(applying *a, chora_error *err)
{
    chora_status st = find_columns(a, err);
    if (!st)
        st = read_rows(a, err);
    chora_resolver_close(&a->resolver);
    if (!st)
        st = compare(a, err);
    if (st)
        return st;
    count(a);
    if (a->report.fresh + a->report.changed + a->report.undone > 0) {
        st = chora_store_begin(a->store, err);
        if (!st)
            st = chora_store_end(a->store, store_all(a, err), err);
    }
    return st ? st : count_incidents(a, err);
}

chora_status chora_decisions_apply(chora_store *store, const char *path,
                                   const chora_progress *progress, chora_decisions_report *out,
                                   chora_error *err)
{
    applying a = { .store = store,
                   .path = path,
                   .progress = progress,
                   .arena = chora_arena_new(),
                   .key = CHORA_BUFFER_INIT(LONGEST_KEY),
                   .problems = CHORA_ERROR_INIT };
    if (!a.arena)
        return chora_no_memory(err);
    chora_status st = chora_table_file_open(path, NULL, NULL, a.arena, &a.file, err);
    if (!st) {
        st = apply(&a, err);
        chora_table_file_close(&a.file);
    }
    if (st)
        chora_table_file_at(err, path);
    else if (out)
        *out = a.report;
    chora_review_countries_close(&a.countries);
    chora_textmap_free(&a.by_key);
    chora_buffer_free(&a.key);
    free(a.list);
    chora_arena_free(a.arena);
    return st;
}
