/* Questions of the placer to a person: one row for each different text. */
#include <chora/review.h>

#include "base/textmap.h"
#include "intake/review.h"
#include "intake/review_country.h"
#include "place/placers.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

#define LONGEST_KEY ((size_t)1 << 20)

/* Incidents that the last placing answered without a question need not be looked at again. */
static const char incidents_sql[] =
    "SELECT i.country_text, i.area_text, i.district_text, i.place_text, i.area_code, i.lon, i.lat,"
    " i.place_precision, i.line, i.key, d.name, r.file, i.day FROM incident i"
    " JOIN dataset d ON d.id = i.dataset_id JOIN run r ON r.id = i.run_id"
    " WHERE i.withdrawn_run IS NULL AND NOT EXISTS (SELECT 1 FROM match m"
    " WHERE m.incident_id = i.id AND m.level <> 'none' AND coalesce(m.problem, 'ok') = 'ok')"
    " ORDER BY d.name, i.line, i.id";

static const char count_sql[] = "SELECT count(*) FROM incident WHERE withdrawn_run IS NULL";

typedef struct {
    const char *text, *parent, *country, *example, *reason;
    const char *candidates[CHORA_REVIEW_CANDIDATES];
    chora_place_problem problem;
    int64_t incidents;
    size_t order; /* Of the first incident. */
} question;

typedef struct {
    chora_store *store;
    chora_arena *arena;
    chora_placers placers;
    chora_query *incidents, *places;
    chora_review_countries countries;
    question *list;
    size_t count, capacity;
    chora_textmap by_key;
    chora_review_report report;
} review;

/* ---- collecting ------------------------------------------------------------------------------ */

static const char *kept(review *r, const char *text)
{
    return text ? chora_arena_strdup(r->arena, text) : "";
}

static chora_status keep_candidates(review *r, const chora_match *match, question *q,
                                    chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(4096);
    chora_status st = CHORA_OK;
    size_t count = match->alternative_count;
    for (size_t i = 0; !st && i < count && i < CHORA_REVIEW_CANDIDATES; i++) {
        st = chora_review_candidate_text(r->places, &match->alternatives[i], &text, err);
        q->candidates[i] = kept(r, chora_buffer_text(&text));
        if (!st && !q->candidates[i])
            st = chora_no_memory(err);
    }
    chora_buffer_free(&text);
    return st;
}

/* "documented:a17 (attacks.csv line 12)" */
static const char *example_of(review *r)
{
    const char *file = chora_query_text(r->incidents, 11);
    return chora_arena_printf(r->arena, "%s:%s (%s line %lld)", chora_query_text(r->incidents, 10),
                              chora_query_text(r->incidents, 9), file ? file : "?",
                              (long long)chora_query_int(r->incidents, 8));
}

/* A question about no text is one about coordinates, or about nothing: each kind is one row. */
static chora_status key_of(review *r, const chora_match *match, const char *country,
                           const char **out, chora_error *err)
{
    chora_buffer key = CHORA_BUFFER_INIT(LONGEST_KEY);
    if (*match->text)
        chora_review_key(match->text, match->parent, country, &key);
    else
        chora_buffer_printf(&key, "%d", (int)match->problem);
    *out = key.failed ? NULL : chora_arena_strdup(r->arena, chora_buffer_text(&key));
    chora_buffer_free(&key);
    return *out ? CHORA_OK : chora_no_memory(err);
}

static chora_status add_question(review *r, const chora_match *match, const char *country,
                                 const char *key, chora_error *err)
{
    bool about_text = *match->text != '\0';
    if (chora_grow((void **)&r->list, &r->capacity, r->count, sizeof *r->list) ||
        chora_textmap_add(&r->by_key, key, r->count))
        return chora_no_memory(err);
    question *q = &r->list[r->count];
    *q = (question){ .text = kept(r, match->text),
                     .parent = about_text ? kept(r, match->parent) : "",
                     .country = about_text ? kept(r, country) : "",
                     .reason = kept(r, match->reason),
                     .example = example_of(r),
                     .problem = match->problem,
                     .incidents = 1,
                     .order = r->count };
    r->count++;
    if (!q->text || !q->parent || !q->country || !q->reason || !q->example)
        return chora_no_memory(err);
    return keep_candidates(r, match, q, err);
}

static chora_status ask(review *r, const chora_match *match, chora_error *err)
{
    const char *country, *key;
    chora_status st =
        chora_review_country(&r->countries, chora_query_text(r->incidents, 0), &country, err);
    if (!st)
        st = key_of(r, match, country, &key, err);
    if (st)
        return st;
    r->report.to_review++;
    r->report.placed_coarser += match->level != CHORA_NONE;
    const size_t *known = chora_textmap_find(&r->by_key, key);
    if (!known)
        return add_question(r, match, country, key, err);
    r->list[*known].incidents++;
    return CHORA_OK;
}

static chora_status collect_one(review *r, chora_error *err)
{
    chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
    chora_match match;
    chora_placer *placer = NULL;
    evidence.country = chora_query_text(r->incidents, 0);
    evidence.area = chora_query_text(r->incidents, 1);
    evidence.district = chora_query_text(r->incidents, 2);
    evidence.place = chora_query_text(r->incidents, 3);
    evidence.code = chora_query_text(r->incidents, 4);
    evidence.lon = chora_query_double(r->incidents, 5);
    evidence.lat = chora_query_double(r->incidents, 6);
    evidence.stated = chora_precision_parse(chora_query_text(r->incidents, 7));
    chora_status st = chora_placers_on(&r->placers, !chora_query_is_null(r->incidents, 12),
                                       (chora_day)chora_query_int(r->incidents, 12), &placer, err);
    if (!st)
        st = chora_placer_match(placer, &evidence, &match, err);
    if (st)
        return st;
    if (match.problem != CHORA_PROBLEM_NONE)
        return ask(r, &match, err);
    r->report.set_aside += match.level == CHORA_NONE;
    return CHORA_OK;
}

static chora_status count_incidents(review *r, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(r->store, count_sql, &query, err);
    if (!st)
        st = chora_query_one_int(query, &r->report.incidents, err);
    chora_query_close(query);
    return st;
}

static chora_status collect(review *r, chora_error *err)
{
    bool row = false;
    chora_status st = chora_placers_open(&r->placers, r->store, err);
    if (!st)
        st = count_incidents(r, err);
    if (!st)
        st = chora_query_open(r->store, incidents_sql, &r->incidents, err);
    if (!st)
        st = chora_review_open_places(r->store, &r->places, err);
    if (!st)
        st = chora_review_countries_open(&r->countries, r->store, err);
    while (!st && !(st = chora_query_step(r->incidents, &row, err)) && row)
        st = collect_one(r, err);
    r->report.placed = r->report.incidents - r->report.set_aside - r->report.to_review;
    r->report.rows = (int64_t)r->count;
    return st;
}

/* ---- writing --------------------------------------------------------------------------------- */

static int compare_questions(const void *a, const void *b)
{
    const question *first = a, *second = b;
    if (first->incidents != second->incidents)
        return first->incidents > second->incidents ? -1 : 1;
    return first->order < second->order ? -1 : first->order > second->order;
}

enum {
    TEXT,
    PARENT,
    COUNTRY,
    PROBLEM,
    INCIDENTS,
    EXAMPLE,
    REASON,
    FIRST_CANDIDATE,
    DECISION = FIRST_CANDIDATE + CHORA_REVIEW_CANDIDATES,
    NOTE,
    COLUMNS
};

static const chora_field fields[COLUMNS] = {
    [TEXT] = { "text", CHORA_FIELD_TEXT },
    [PARENT] = { "parent", CHORA_FIELD_TEXT },
    [COUNTRY] = { "country", CHORA_FIELD_TEXT },
    [PROBLEM] = { "problem", CHORA_FIELD_TEXT },
    [INCIDENTS] = { "incidents", CHORA_FIELD_INTEGER },
    [EXAMPLE] = { "example", CHORA_FIELD_TEXT },
    [REASON] = { "reason", CHORA_FIELD_TEXT },
    [FIRST_CANDIDATE] = { "candidate 1", CHORA_FIELD_TEXT },
    { "candidate 2", CHORA_FIELD_TEXT },
    { "candidate 3", CHORA_FIELD_TEXT },
    { "candidate 4", CHORA_FIELD_TEXT },
    { "candidate 5", CHORA_FIELD_TEXT },
    [DECISION] = { "decision", CHORA_FIELD_TEXT },
    [NOTE] = { "note", CHORA_FIELD_TEXT },
};

static chora_cell_out text_cell(const char *text)
{
    return (chora_cell_out){ .missing = !text || !*text, .text = text };
}

static chora_status write_question(chora_writer *writer, const question *q, chora_error *err)
{
    chora_cell_out cells[COLUMNS];
    cells[TEXT] = text_cell(q->text);
    cells[PARENT] = text_cell(q->parent);
    cells[COUNTRY] = text_cell(q->country);
    cells[PROBLEM] = text_cell(chora_place_problem_name(q->problem));
    cells[INCIDENTS] = (chora_cell_out){ .integer = q->incidents };
    cells[EXAMPLE] = text_cell(q->example);
    cells[REASON] = text_cell(q->reason);
    for (int i = 0; i < CHORA_REVIEW_CANDIDATES; i++)
        cells[FIRST_CANDIDATE + i] = text_cell(q->candidates[i]);
    cells[DECISION] = cells[NOTE] = text_cell(NULL);
    return chora_writer_add(writer, NULL, NULL, 0, cells, err);
}

static chora_status write_table(const review *r, const char *path, chora_write_format format,
                                chora_error *err)
{
    chora_writer *writer = NULL;
    chora_status st = chora_writer_open(path, format, "review", (chora_shape_kind)0, fields,
                                        COLUMNS, &writer, err);
    for (size_t i = 0; !st && i < r->count; i++)
        st = write_question(writer, &r->list[i], err);
    if (!st)
        return chora_writer_close(writer, err);
    chora_writer_discard(writer);
    return st;
}

chora_status chora_review_write(chora_store *store, const char *path, chora_review_report *out,
                                chora_error *err)
{
    chora_write_format format;
    chora_status st = chora_review_format(path, &format, err);
    if (st)
        return st;
    review r = { .store = store, .arena = chora_arena_new() };
    st = r.arena ? collect(&r, err) : chora_no_memory(err);
    if (!st && r.count)
        qsort(r.list, r.count, sizeof *r.list, compare_questions);
    if (!st)
        st = write_table(&r, path, format, err);
    if (!st && out)
        *out = r.report;
    chora_review_countries_close(&r.countries);
    chora_query_close(r.places);
    chora_query_close(r.incidents);
    chora_placers_close(&r.placers);
    chora_textmap_free(&r.by_key);
    free(r.list);
    chora_arena_free(r.arena);
    return st;
}
