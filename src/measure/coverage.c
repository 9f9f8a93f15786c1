#include "measure/coverage.h"

#include "store/query.h"

#include <stdlib.h>
#include <string.h>

static chora_coverage_state state_of(const char *name)
{
    if (strcmp(name, "none") == 0)
        return CHORA_COVERED_NONE;
    return strcmp(name, "partial") == 0 ? CHORA_COVERED_PARTIAL : CHORA_COVERED_FULL;
}

static void widen_span(chora_coverage *coverage, const chora_coverage_row *row)
{
    if (row->state == CHORA_COVERED_NONE)
        return;
    if (!coverage->known || row->first < coverage->first)
        coverage->first = row->first;
    if (!coverage->known || row->last > coverage->last)
        coverage->last = row->last;
    coverage->known = true;
}

static chora_status read_rows(chora_query *query, chora_coverage_row **rows, size_t *count,
                              chora_error *err)
{
    size_t capacity = 0;
    bool row = false;
    chora_status st;
    while (!(st = chora_query_step(query, &row, err)) && row) {
        if (chora_grow((void **)rows, &capacity, *count, sizeof **rows))
            return chora_no_memory(err);
        const char *state = chora_query_text(query, 3);
        (*rows)[(*count)++] = (chora_coverage_row){
            .area_id = chora_query_is_null(query, 0) ? 0 : chora_query_int(query, 0),
            .first = (chora_day)chora_query_int(query, 1),
            .last = (chora_day)chora_query_int(query, 2),
            .state = state_of(state ? state : ""),
        };
    }
    return st;
}

static chora_status load(chora_store *store, const char *sql, int64_t dataset_id,
                         chora_arena *arena, chora_coverage *out, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(store, sql, &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, dataset_id);
    chora_coverage_row *rows = NULL;
    size_t count = 0;
    st = read_rows(query, &rows, &count, err);
    chora_query_close(query);
    if (!st && count > 0) {
        out->rows = chora_arena_copy(arena, rows, count, sizeof *rows);
        out->count = count;
        if (!out->rows)
            st = chora_no_memory(err);
    }
    for (size_t i = 0; !st && i < count; i++)
        widen_span(out, &out->rows[i]);
    free(rows);
    return st;
}

chora_status chora_coverage_load(chora_store *store, int64_t dataset_id, chora_arena *arena,
                                 chora_coverage *out, chora_error *err)
{
    chora_coverage coverage = { 0 };
    chora_status st = load(store,
                           "SELECT area_id, first_day, last_day, state FROM coverage "
                           "WHERE dataset_id = ?1 ORDER BY first_day, last_day, area_id, state",
                           dataset_id, arena, &coverage, err);
    if (!st && coverage.count == 0)
        st = load(store,
                  "SELECT NULL, low, high, 'full' FROM (SELECT min(day) AS low, max(day) AS high "
                  "FROM incident WHERE dataset_id = ?1 AND withdrawn_run IS NULL) "
                  "WHERE low IS NOT NULL",
                  dataset_id, arena, &coverage, err);
    if (!st)
        *out = coverage;
    return st;
}

static const chora_frame_area *same_code(const chora_frame *frame, int level, const char *code)
{
    for (size_t i = 0; i < frame->all_count; i++)
        if (frame->all[i].level == level && strcmp(frame->all[i].code, code) == 0)
            return &frame->all[i];
    return NULL;
}

chora_status chora_coverage_move(chora_store *store, const chora_frame *frame,
                                 chora_coverage *coverage, chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st =
        chora_query_open(store, "SELECT level, code FROM area WHERE id = ?1", &query, err);
    for (size_t i = 0; !st && i < coverage->count; i++) {
        chora_coverage_row *stated = &coverage->rows[i];
        if (stated->area_id == 0 || chora_frame_find(frame, stated->area_id))
            continue;
        chora_query_bind_int(query, 1, stated->area_id);
        st = chora_query_step(query, &row, err);
        const chora_frame_area *same = !st && row ? same_code(frame, (int)chora_query_int(query, 0),
                                                              chora_query_text(query, 1))
                                                  : NULL;
        if (same)
            stated->area_id = same->id;
        chora_query_reset(query);
    }
    chora_query_close(query);
    return st;
}

static int rank_of(const chora_frame *frame, const chora_frame_area *area, bool of_dataset,
                   const chora_coverage_row *row)
{
    if (row->area_id == 0)
        return of_dataset ? 0 : -1;
    if (!chora_frame_within(frame, area, row->area_id))
        return -1;
    const chora_frame_area *stated = chora_frame_find(frame, row->area_id);
    return stated ? 1 + stated->level : -1;
}

/** The state on one day, and the last day up to which it holds. */
static chora_coverage_state state_on(const chora_coverage *coverage, const int *rank, chora_day day,
                                     chora_day *until)
{
    chora_coverage_state state = CHORA_COVERED_NONE;
    int best = -1;
    for (size_t i = 0; i < coverage->count; i++) {
        const chora_coverage_row *row = &coverage->rows[i];
        if (rank[i] < 0 || row->last < day)
            continue;
        if (row->first > day) {
            *until = row->first - 1 < *until ? row->first - 1 : *until;
            continue;
        }
        *until = row->last < *until ? row->last : *until;
        if (rank[i] > best || (rank[i] == best && row->state > state)) {
            best = rank[i];
            state = row->state;
        }
    }
    return state;
}

static chora_covered over_days(const chora_coverage *coverage, const int *rank, chora_period period)
{
    chora_covered answer = { false, false };
    for (chora_day day = period.first; day <= period.last; day++) {
        chora_day until = period.last;
        chora_coverage_state state = state_on(coverage, rank, day, &until);
        answer.covered = answer.covered || state != CHORA_COVERED_NONE;
        answer.partial = answer.partial || state != CHORA_COVERED_FULL;
        day = until;
    }
    answer.partial = answer.partial && answer.covered;
    return answer;
}

/** Is the row about a part of the area, in these days? */
static bool about_a_part(const chora_frame *frame, const chora_frame_area *area,
                         const chora_coverage_row *row, chora_period period)
{
    if (row->area_id == 0 || row->area_id == area->id || row->last < period.first ||
        row->first > period.last)
        return false;
    const chora_frame_area *stated = chora_frame_find(frame, row->area_id);
    return stated && chora_frame_within(frame, stated, area->id);
}

void chora_coverage_rank(const chora_coverage *coverage, const chora_frame *frame, size_t drawn,
                         bool of_dataset, int *rank)
{
    const chora_frame_area *area = chora_frame_drawn(frame, drawn);
    for (size_t i = 0; i < coverage->count; i++)
        rank[i] = rank_of(frame, area, of_dataset, &coverage->rows[i]);
}

chora_covered chora_coverage_of(const chora_coverage *coverage, const chora_frame *frame,
                                size_t drawn, const int *rank, chora_period period)
{
    const chora_frame_area *area = chora_frame_drawn(frame, drawn);
    chora_covered answer = over_days(coverage, rank, period);
    for (size_t i = 0; i < coverage->count; i++) {
        const chora_coverage_row *row = &coverage->rows[i];
        if (!about_a_part(frame, area, row, period))
            continue;
        if (row->state != CHORA_COVERED_NONE && !answer.covered)
            answer = (chora_covered){ true, true };
        else if (row->state != CHORA_COVERED_FULL && answer.covered)
            answer.partial = true;
    }
    return answer;
}
