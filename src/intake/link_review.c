/* Claims that wait for a person, as a table. */
#include <chora/link.h>

#include "exchange/writer.h"
#include "intake/review.h"
#include "place/links_store.h"
#include "store/query.h"

#include <string.h>

enum {
    CLAIM,
    DATE,
    PLACE,
    TYPE,
    KILLED,
    SUMMARY,
    PROBLEM,
    REASON,
    FIRST_CANDIDATE,
    DECISION = FIRST_CANDIDATE + CHORA_LINK_CANDIDATES,
    NOTE,
    COLUMNS
};

static const chora_field fields[COLUMNS] = {
    [CLAIM] = { "claim", CHORA_FIELD_TEXT },
    [DATE] = { "date", CHORA_FIELD_DATE },
    [PLACE] = { "place", CHORA_FIELD_TEXT },
    [TYPE] = { "type", CHORA_FIELD_TEXT },
    [KILLED] = { "killed", CHORA_FIELD_INTEGER },
    [SUMMARY] = { "summary", CHORA_FIELD_TEXT },
    [PROBLEM] = { "problem", CHORA_FIELD_TEXT },
    [REASON] = { "reason", CHORA_FIELD_TEXT },
    [FIRST_CANDIDATE] = { "candidate 1", CHORA_FIELD_TEXT },
    { "candidate 2", CHORA_FIELD_TEXT },
    { "candidate 3", CHORA_FIELD_TEXT },
    { "candidate 4", CHORA_FIELD_TEXT },
    { "candidate 5", CHORA_FIELD_TEXT },
    [DECISION] = { "decision", CHORA_FIELD_TEXT },
    [NOTE] = { "note", CHORA_FIELD_TEXT },
};

static const struct {
    const char *problem, *reason;
} reasons[] = {
    { "several", "several verified incidents fit the rule" },
    { "claims", "another claim fits the same incident" },
    { "not-stated", "one of the two does not state every column that must be the same" },
    { "taken", "another claim is linked to the incident already" },
    { "id", "its id names no verified incident, or more than one" },
};

typedef struct {
    chora_arena *arena;
    const chora_link_set *set;
    chora_query *rows; /**< One incident by its id. */
    chora_writer *writer;
    int64_t written;
} reviewing;

static const char rows_sql[] =
    "SELECT date(day * 86400, 'unixepoch'), coalesce(nullif(place_text, ''), nullif(district_text, "
    "''), area_text), type, coalesce(killed, killed_high, killed_low), summary "
    "FROM incident WHERE id = ?1";

static const char *reason_of(const char *problem)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (strcmp(reasons[i].problem, problem) == 0)
            return reasons[i].reason;
    return "";
}

static chora_cell_out text_cell(const char *text)
{
    return (chora_cell_out){ .missing = !text || !*text, .text = text };
}

static chora_cell_out column_cell(reviewing *r, int column, chora_error *err, chora_status *st)
{
    const char *text = chora_arena_strdup(r->arena, chora_query_text(r->rows, column));
    if (!text && !chora_query_is_null(r->rows, column))
        *st = chora_no_memory(err);
    return text_cell(text);
}

/* "a17 · 2021-10-08 · Kunduz · bombing": its id first, for the decision. */
static chora_status candidate_text(reviewing *r, const chora_link_row *row, const char **out,
                                   chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    bool found = false;
    chora_query_bind_int(r->rows, 1, row->id);
    chora_status st = chora_query_step(r->rows, &found, err);
    chora_buffer_add_text(&text, row->key);
    for (int column = 0; !st && found && column < 3; column++) {
        const char *part = chora_query_text(r->rows, column);
        if (part && *part)
            chora_buffer_printf(&text, " · %s", part);
    }
    chora_query_reset(r->rows);
    *out = text.failed ? NULL : chora_arena_strdup(r->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return st ? st : *out ? CHORA_OK : chora_no_memory(err);
}

static chora_status write_claim(reviewing *r, const chora_link_row *claim,
                                const chora_link_outcome *outcome, chora_error *err)
{
    chora_cell_out cells[COLUMNS];
    bool found = false;
    chora_query_bind_int(r->rows, 1, claim->id);
    chora_status st = chora_query_step(r->rows, &found, err);
    if (st)
        return st;
    for (int i = 0; i < COLUMNS; i++)
        cells[i] = text_cell(NULL);
    cells[CLAIM] = text_cell(claim->key);
    cells[DATE] = column_cell(r, 0, err, &st);
    cells[PLACE] = column_cell(r, 1, err, &st);
    cells[TYPE] = column_cell(r, 2, err, &st);
    cells[KILLED] = (chora_cell_out){ .missing = chora_query_is_null(r->rows, 3),
                                      .integer = chora_query_int(r->rows, 3) };
    cells[SUMMARY] = column_cell(r, 4, err, &st);
    chora_query_reset(r->rows);
    cells[PROBLEM] = text_cell(outcome->problem);
    cells[REASON] = text_cell(reason_of(outcome->problem));
    for (size_t i = 0; !st && i < outcome->candidate_count; i++) {
        const char *text = NULL;
        st = candidate_text(r, &r->set->verified.rows[outcome->candidates[i]], &text, err);
        cells[FIRST_CANDIDATE + i] = text_cell(text);
    }
    r->written++;
    return st ? st : chora_writer_add(r->writer, NULL, NULL, 0, cells, err);
}

static chora_status write_all(reviewing *r, const chora_link_outcome *outcomes, const char *path,
                              chora_write_format format, chora_error *err)
{
    chora_status st = chora_writer_open(path, format, "review", (chora_shape_kind)0, fields,
                                        COLUMNS, &r->writer, err);
    for (size_t i = 0; !st && i < r->set->claims.count; i++)
        if (outcomes[i].state == CHORA_LINK_TO_REVIEW)
            st = write_claim(r, &r->set->claims.rows[i], &outcomes[i], err);
    if (!st)
        return chora_writer_close(r->writer, err);
    chora_writer_discard(r->writer);
    return st;
}

static chora_status review(chora_store *store, reviewing *r, const char *path,
                           chora_write_format format, chora_error *err)
{
    chora_link_rule rule;
    chora_link_set set;
    chora_link_outcome *outcomes = NULL;
    chora_status st = chora_links_of(store, r->arena, &rule, &set, &outcomes, err);
    if (!st && !rule.kept)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "the project has no rule that ties claims to verified incidents");
    r->set = &set;
    if (!st)
        st = chora_query_open(store, rows_sql, &r->rows, err);
    if (!st)
        st = write_all(r, outcomes, path, format, err);
    chora_query_close(r->rows);
    return st;
}

chora_status chora_link_review(chora_store *store, const char *path, int64_t *rows,
                               chora_error *err)
{
    chora_write_format format;
    chora_status st = chora_review_format(path, &format, err);
    if (st)
        return st;
    reviewing r = { .arena = chora_arena_new() };
    st = r.arena ? review(store, &r, path, format, err) : chora_no_memory(err);
    if (!st && rows)
        *rows = r.written;
    chora_arena_free(r.arena);
    return st;
}
