/* Decisions on claims: read, judged as a whole, remembered, followed. */
#include <chora/link.h>

#include "base/file.h"
#include "base/text.h"
#include "intake/decision_table.h"
#include "place/links_store.h"
#include "store/query.h"

#include <string.h>

enum { CLAIM, DECISION, NOTE, FIRST_CANDIDATE, ROLES = FIRST_CANDIDATE + CHORA_LINK_CANDIDATES };

static const char *const role_names[ROLES] = { "claim",       "decision",    "note",
                                               "candidate 1", "candidate 2", "candidate 3",
                                               "candidate 4", "candidate 5" };

typedef struct {
    chora_store *store;
    const char *path;
    chora_arena *arena;
    chora_table_file file;
    size_t columns[ROLES];
    chora_link_rule rule;
    chora_query *claim, *verified, *known, *insert, *remove;
    chora_error problems;
    chora_link_decisions report;
} deciding;

/* ---- cells ----------------------------------------------------------------------------------- */

static chora_status find_columns(deciding *d, chora_error *err)
{
    chora_decision_columns(&d->file, role_names, ROLES, d->columns);
    if (d->columns[CLAIM] == CHORA_NO_COLUMN || d->columns[DECISION] == CHORA_NO_COLUMN)
        return chora_fail(err, CHORA_EDATA,
                          "a table of decisions on claims has the columns claim and decision; "
                          "chora link PROJECT --review FILE writes one");
    return CHORA_OK;
}

/* NULL without memory. */
static const char *cell_of(deciding *d, const chora_row *row, int which)
{
    return chora_decision_cell(row, d->columns[which], d->arena);
}

static void problem(deciding *d, const chora_row *row, const char *what, const char *text)
{
    chora_also(&d->problems, CHORA_EDATA, "%s: row %lld, column decision: \"%s\" %s",
               chora_path_name(d->path), (long long)row->line, text, what);
}

static chora_status has_key(chora_query *query, int64_t dataset, const char *key, bool *out,
                            chora_error *err)
{
    chora_query_bind_int(query, 1, dataset);
    chora_query_bind_text(query, 2, key);
    chora_status st = chora_query_step(query, out, err);
    chora_query_reset(query);
    return st;
}

/* The id before " · " of the candidate with the number; NULL: the cell is empty. */
static const char *candidate(deciding *d, const chora_row *row, long long number)
{
    const char *text = cell_of(d, row, FIRST_CANDIDATE + (int)number - 1);
    const char *end = text ? strstr(text, " · ") : NULL;
    if (!text || !*text)
        return NULL;
    return end ? chora_arena_strndup(d->arena, text, (size_t)(end - text)) : text;
}

/* ---- one row --------------------------------------------------------------------------------- */

/* An id goes before the number of a candidate: ids may be numbers. `key` NULL: a problem was told.
 */
static chora_status read_key(deciding *d, const chora_row *row, const char *decision,
                             const char **key, chora_error *err)
{
    bool there = false;
    long long number = 0;
    *key = NULL;
    if (strcmp(decision, "none") == 0 || strcmp(decision, "-") == 0) {
        *key = "";
        return CHORA_OK;
    }
    chora_status st = has_key(d->verified, d->rule.verified_id, decision, &there, err);
    if (st)
        return st;
    if (there) {
        *key = decision;
        return CHORA_OK;
    }
    if (chora_text_integer(decision, &number) && number >= 1 && number <= CHORA_LINK_CANDIDATES)
        *key = candidate(d, row, number);
    if (!*key) {
        problem(d, row, "is neither the id of a verified incident nor the number of a candidate",
                decision);
        return CHORA_OK;
    }
    st = has_key(d->verified, d->rule.verified_id, *key, &there, err);
    if (!st && !there) {
        problem(d, row, "names a candidate that is no verified incident any more", decision);
        *key = NULL;
    }
    return st;
}

static void bind_claim(const deciding *d, chora_query *query, const char *claim)
{
    chora_query_bind_int(query, 1, d->rule.claims_id);
    chora_query_bind_int(query, 2, d->rule.verified_id);
    chora_query_bind_text(query, 3, claim);
}

/* What is remembered: whether, and whether it says the same. */
static chora_status compare(deciding *d, const char *claim, const char *key, bool *known,
                            bool *same, chora_error *err)
{
    bind_claim(d, d->known, claim);
    chora_status st = chora_query_step(d->known, known, err);
    const char *before = !st && *known ? chora_query_text(d->known, 0) : NULL;
    *same = *known && key && strcmp(before ? before : "", key) == 0;
    chora_query_reset(d->known);
    return st;
}

static chora_status undo(deciding *d, const char *claim, chora_error *err)
{
    bool known = false, same;
    chora_status st = compare(d, claim, NULL, &known, &same, err);
    bind_claim(d, d->remove, claim);
    d->report.undone += known;
    d->report.unchanged += !known;
    return st ? st : chora_query_run(d->remove, err);
}

static chora_status remember(deciding *d, const char *claim, const char *key, const char *note,
                             chora_error *err)
{
    bool known = false, same = false;
    chora_status st = compare(d, claim, key, &known, &same, err);
    if (st)
        return st;
    d->report.unchanged += same;
    d->report.changed += known && !same;
    d->report.fresh += !known;
    bind_claim(d, d->insert, claim);
    chora_query_bind_text(d->insert, 4, *key ? key : NULL);
    chora_query_bind_text(d->insert, 5, note && *note ? note : NULL);
    return chora_query_run(d->insert, err);
}

static chora_status read_row(deciding *d, const chora_row *row, chora_error *err)
{
    const char *claim = cell_of(d, row, CLAIM), *decision = cell_of(d, row, DECISION);
    const char *note = cell_of(d, row, NOTE), *key = NULL;
    bool there = false;
    d->report.rows++;
    if (!claim || !decision || !note)
        return chora_no_memory(err);
    if (!*decision) {
        d->report.undecided++;
        return CHORA_OK;
    }
    chora_status st = has_key(d->claim, d->rule.claims_id, claim, &there, err);
    if (!st && !there)
        problem(d, row, "is about a claim that the project does not have", decision);
    if (st || !there)
        return st;
    if (strcmp(decision, "undo") == 0)
        return undo(d, claim, err);
    st = read_key(d, row, decision, &key, err);
    return st || !key ? st : remember(d, claim, key, note, err);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static chora_status open_statements(deciding *d, chora_error *err)
{
    static const char has[] = "SELECT 1 FROM incident WHERE dataset_id = ?1 AND key = ?2 AND "
                              "withdrawn_run IS NULL";
    static const char of_claim[] = "claims_id = ?1 AND verified_id = ?2 AND claim_key = ?3";
    chora_buffer sql = CHORA_BUFFER_INIT(1024);
    chora_status st = chora_query_open(d->store, has, &d->claim, err);
    if (!st)
        st = chora_query_open(d->store, has, &d->verified, err);
    chora_buffer_printf(&sql, "SELECT verified_key FROM link_decision WHERE %s", of_claim);
    if (!st)
        st = chora_query_open(d->store, chora_buffer_text(&sql), &d->known, err);
    chora_buffer_clear(&sql);
    chora_buffer_printf(&sql, "DELETE FROM link_decision WHERE %s", of_claim);
    if (!st)
        st = chora_query_open(d->store, chora_buffer_text(&sql), &d->remove, err);
    chora_buffer_free(&sql);
    return st ? st
              : chora_query_open(d->store,
                                 "INSERT OR REPLACE INTO link_decision (claims_id, verified_id, "
                                 "claim_key, verified_key, note) VALUES (?1, ?2, ?3, ?4, ?5)",
                                 &d->insert, err);
}

static void close_statements(deciding *d)
{
    chora_query *const all[] = { d->claim, d->verified, d->known, d->insert, d->remove };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        chora_query_close(all[i]);
}

static chora_status read_rows(deciding *d, chora_error *err)
{
    bool more = true;
    chora_row row;
    chora_status st = open_statements(d, err);
    while (!st && !(st = chora_table_file_next(&d->file, &row, &more, err)) && more)
        st = read_row(d, &row, err);
    close_statements(d);
    if (!st && d->problems.status) {
        if (err)
            *err = d->problems;
        return d->problems.status;
    }
    return st;
}

static chora_status decide_inside(deciding *d, chora_error *err)
{
    char sha256[CHORA_SHA256_TEXT];
    chora_status st = read_rows(d, err);
    if (!st)
        st = chora_links_renew(d->store, &d->report.links, err);
    if (!st)
        st = chora_sha256_file(d->path, sha256, err);
    return st ? st
              : chora_link_record_run(d->store, &d->report.links, chora_path_name(d->path), sha256,
                                      err);
}

static chora_status decide(deciding *d, chora_error *err)
{
    chora_status st = chora_link_rule_load(d->store, d->arena, &d->rule, err);
    if (!st && !d->rule.kept)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "the project has no rule that ties claims to verified incidents");
    if (!st)
        st = find_columns(d, err);
    if (!st)
        st = chora_store_begin(d->store, err);
    return st ? st : chora_store_end(d->store, decide_inside(d, err), err);
}

chora_status chora_link_decide(chora_store *store, const char *path, chora_link_decisions *out,
                               chora_error *err)
{
    deciding d = {
        .store = store, .path = path, .arena = chora_arena_new(), .problems = CHORA_ERROR_INIT
    };
    if (!d.arena)
        return chora_no_memory(err);
    chora_status st = chora_table_file_open(path, NULL, NULL, d.arena, &d.file, err);
    if (!st) {
        st = decide(&d, err);
        chora_table_file_close(&d.file);
    }
    if (st)
        chora_table_file_at(err, path);
    else if (out)
        *out = d.report;
    chora_arena_free(d.arena);
    return st;
}
