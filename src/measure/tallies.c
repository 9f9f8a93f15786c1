#include "measure/tallies.h"

#include "base/digest.h"
#include "base/text.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TAKEN = 400 };

/* ---- loading --------------------------------------------------------------------------------- */

static chora_status no_tallies(chora_store *store, const char *dataset, chora_arena *arena,
                               chora_error *err)
{
    enum { MOST = 100 };
    const char *names[MOST + 1] = { NULL };
    chora_query *query = NULL;
    bool row = false;
    size_t count = 0;
    chora_status st = chora_query_open(
        store,
        "SELECT DISTINCT d.name FROM tally t JOIN dataset d ON d.id = t.dataset_id ORDER BY 1",
        &query, err);
    while (!st && count < MOST && !(st = chora_query_step(query, &row, err)) && row) {
        names[count] = chora_arena_strdup(arena, chora_query_text(query, 0));
        if (!names[count++])
            st = chora_no_memory(err);
    }
    chora_query_close(query);
    if (st)
        return st;
    const char *near = count == 1 ? names[0] : chora_text_nearest(dataset, names);
    if (near)
        return chora_fail(err, CHORA_ENOTFOUND, "no totals of dataset \"%s\"; did you mean \"%s\"?",
                          dataset, near);
    return chora_fail(err, CHORA_ENOTFOUND,
                      "no totals of dataset \"%s\"; a table of them comes in with: chora import "
                      "PROJECT tally FILE --dataset %s",
                      dataset, dataset);
}

static int64_t stated(chora_query *query, int column)
{
    return chora_query_is_null(query, column) ? -1 : chora_query_int(query, column);
}

static const char *text_of(chora_query *query, int column, chora_arena *arena)
{
    const char *text = chora_query_text(query, column);
    return chora_arena_strdup(arena, text ? text : "");
}

static bool read_tally(chora_query *query, chora_arena *arena, chora_tally *out)
{
    *out = (chora_tally){ .area = text_of(query, 0, arena),
                          .level = (int)chora_query_int(query, 1),
                          .first = (chora_day)chora_query_int(query, 2),
                          .last = (chora_day)chora_query_int(query, 3),
                          .numbers = { stated(query, 4), stated(query, 5), stated(query, 6) },
                          .citation = text_of(query, 7, arena) };
    return out->area && out->citation;
}

static void add_to_digest(chora_digest *digest, const chora_tally *tally)
{
    chora_digest_add(digest, tally->area, strlen(tally->area) + 1);
    chora_digest_add(digest, &tally->first, sizeof tally->first);
    chora_digest_add(digest, &tally->last, sizeof tally->last);
    chora_digest_add(digest, tally->numbers, sizeof tally->numbers);
    chora_digest_add(digest, tally->citation, strlen(tally->citation) + 1);
}

static chora_status read_tallies(chora_query *query, chora_arena *arena, chora_tallies *out,
                                 chora_error *err)
{
    chora_tally *list = NULL;
    size_t count = 0, capacity = 0;
    bool row = false;
    chora_digest digest;
    chora_status st = CHORA_OK;
    chora_digest_begin(&digest);
    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        if (chora_grow((void **)&list, &capacity, count, sizeof *list) ||
            !read_tally(query, arena, &list[count]))
            st = chora_no_memory(err);
        else
            add_to_digest(&digest, &list[count++]);
    }
    chora_digest_text(&digest, out->hash);
    out->count = count;
    if (!st && count && !(out->items = chora_arena_copy(arena, list, count, sizeof *list)))
        st = chora_no_memory(err);
    free(list);
    return st;
}

chora_status chora_tallies_load(chora_store *store, const char *dataset, chora_arena *arena,
                                chora_tallies *out, chora_error *err)
{
    chora_query *query = NULL;
    *out = (chora_tallies){ .dataset = chora_arena_strdup(arena, dataset) };
    if (!out->dataset)
        return chora_no_memory(err);
    chora_status st = chora_query_open(
        store,
        "SELECT coalesce(a.code, ''), coalesce(a.level, 0), t.first_day, t.last_day, t.incidents, "
        "t.killed, t.injured, t.citation FROM tally t JOIN dataset d ON d.id = t.dataset_id LEFT "
        "JOIN area a ON a.id = t.area_id WHERE d.name = ?1 AND t.first_day IS NOT NULL AND "
        "t.last_day IS NOT NULL ORDER BY t.last_day - t.first_day DESC, t.first_day, t.id",
        &query, err);
    if (st)
        return st;
    chora_query_bind_text(query, 1, dataset);
    st = read_tallies(query, arena, out, err);
    chora_query_close(query);
    return st || out->count ? st : no_tallies(store, dataset, arena, err);
}

/* ---- a period -------------------------------------------------------------------------------- */

typedef struct {
    const chora_tally *taken[MOST_TAKEN];
    size_t count;
    int64_t days;
} taking;

static bool meets_taken(const taking *t, const chora_tally *tally)
{
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->taken[i]->area, tally->area) == 0 && t->taken[i]->first <= tally->last &&
            tally->first <= t->taken[i]->last)
            return true;
    return false;
}

static bool lies_in(const chora_tally *tally, chora_period period)
{
    return tally->first >= period.first && tally->last <= period.last;
}

/* Totals of one area; or, with a `level` of 0 or more, of all areas of it. */
static void take(taking *t, const chora_tallies *tallies, const char *area, int level,
                 chora_period period)
{
    for (size_t i = 0; i < tallies->count && t->count < MOST_TAKEN; i++) {
        const chora_tally *tally = &tallies->items[i];
        bool wanted =
            level >= 0 ? tally->level == level && *tally->area : strcmp(tally->area, area) == 0;
        if (!wanted || !lies_in(tally, period) || meets_taken(t, tally))
            continue;
        t->taken[t->count++] = tally;
        t->days += tally->last - tally->first + 1;
    }
}

static void add_up(const taking *t, chora_tally_told *out)
{
    for (size_t i = 0; i < t->count; i++)
        for (int n = 0; n < CHORA_TALLY_NUMBERS; n++) {
            int64_t number = t->taken[i]->numbers[n];
            if (number >= 0)
                out->numbers[n] = (out->numbers[n] < 0 ? 0 : out->numbers[n]) + number;
        }
}

chora_tally_told chora_tallies_of(const chora_tallies *tallies, const char *area,
                                  chora_period period)
{
    chora_tally_told out = { .numbers = { -1, -1, -1 }, .citation = "" };
    taking t = { .count = 0 };
    take(&t, tallies, area, -1, period);
    for (int level = 0; !*area && t.count == 0 && level <= 2; level++) {
        take(&t, tallies, "", level, period);
        out.summed = t.count > 0 && level > 0;
    }
    if (t.count == 0)
        return out;
    add_up(&t, &out);
    out.totals = t.count;
    out.partial = !out.summed && t.days < (int64_t)period.last - period.first + 1;
    out.citation = t.taken[0]->citation;
    return out;
}

size_t chora_tallies_beyond(const chora_tallies *tallies, chora_period period,
                            const chora_tally **out)
{
    size_t count = 0;
    for (size_t i = 0; i < tallies->count; i++) {
        const chora_tally *tally = &tallies->items[i];
        if ((*tally->area && tally->level > 0) || tally->last < period.first ||
            tally->first > period.last || lies_in(tally, period))
            continue;
        if (out && count == 0)
            *out = tally;
        count++;
    }
    return count;
}
