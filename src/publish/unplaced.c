#include "publish/unplaced.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/textmap.h"
#include "store/held.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

enum { REASONS_SHOWN = 8 };

/* With a bare column beside min(), SQLite gives that column of the row that has the least. */
static const char sql[] =
    "SELECT m.reason, count(*), r.file, min(i.line) FROM match m JOIN incident i ON i.id = "
    "m.incident_id "
    "LEFT JOIN run r ON r.id = i.run_id WHERE i.withdrawn_run IS NULL AND m.level = 'none' "
    "GROUP BY m.reason ORDER BY count(*) DESC, min(i.line)";

static void tell_reason(int64_t count, const char *reason, const char *file, int64_t line,
                        chora_buffer *out)
{
    chora_buffer_printf(out, "not placed, %lld incident%s (%s%s line %lld): %s\n", (long long)count,
                        count == 1 ? "" : "s", count == 1 ? "" : "the first in ", file ? file : "",
                        (long long)line, reason ? reason : "no reason is kept");
}

static void tell_rest(int64_t reasons, int64_t incidents, chora_buffer *out)
{
    if (reasons > 0)
        chora_buffer_printf(
            out,
            "not placed, %lld more incidents for %lld other reasons; to see and decide "
            "each: chora init, chora import, chora match PROJECT --review review.csv\n",
            (long long)incidents, (long long)reasons);
}

static chora_status tell_stored(chora_store *store, chora_buffer *out, chora_error *err)
{
    chora_query *query = NULL;
    int64_t seen = 0, rest = 0;
    bool more = true;
    chora_status st = chora_query_open(store, sql, &query, err);
    while (!st && !(st = chora_query_step(query, &more, err)) && more) {
        if (seen++ < REASONS_SHOWN)
            tell_reason(chora_query_int(query, 1), chora_query_text(query, 0),
                        chora_query_text(query, 2), chora_query_int(query, 3), out);
        else
            rest += chora_query_int(query, 1);
    }
    chora_query_close(query);
    if (!st)
        tell_rest(seen - REASONS_SHOWN, rest, out);
    return st;
}

/* ---- incidents that are held ----------------------------------------------------------------- */

typedef struct {
    const char *text;
    int64_t count, line;
} reason;

typedef struct {
    reason *items;
    size_t count, capacity;
    chora_textmap by_text;
} reasons;

static bool add_reason(reasons *list, const chora_held_row *row)
{
    const char *text = row->reason ? row->reason : "";
    const size_t *there = chora_textmap_find(&list->by_text, text);
    if (!there) {
        if (chora_grow((void **)&list->items, &list->capacity, list->count, sizeof *list->items) ||
            chora_textmap_add(&list->by_text, text, list->count))
            return false;
        list->items[list->count++] = (reason){ row->reason, 0, row->line };
    }
    reason *one = &list->items[there ? *there : list->count - 1];
    one->count++;
    one->line = row->line < one->line ? row->line : one->line;
    return true;
}

static int by_count(const void *a, const void *b)
{
    const reason *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static chora_status tell_reasons(chora_store *store, const reasons *list, chora_buffer *out,
                                 chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    int64_t rest = 0;
    chora_status st =
        chora_query_open(store, "SELECT file FROM run WHERE kind = 'incidents'", &query, err);
    if (!st)
        st = chora_query_step(query, &row, err);
    for (size_t i = 0; !st && i < list->count; i++) {
        const reason *one = &list->items[i];
        if (i < REASONS_SHOWN)
            tell_reason(one->count, one->text, row ? chora_query_text(query, 0) : NULL, one->line,
                        out);
        else
            rest += one->count;
    }
    chora_query_close(query);
    if (!st)
        tell_rest((int64_t)list->count - REASONS_SHOWN, rest, out);
    return st;
}

static chora_status tell_held(chora_store *store, const chora_held *held, chora_buffer *out,
                              chora_error *err)
{
    reasons list = { 0 };
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < chora_held_count(held); i++) {
        const chora_held_row *row = chora_held_at(held, i);
        if (row->is_matched && row->level == CHORA_NONE && !add_reason(&list, row))
            st = chora_no_memory(err);
    }
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, by_count);
    if (!st)
        st = tell_reasons(store, &list, out, err);
    chora_textmap_free(&list.by_text);
    free(list.items);
    return st;
}

chora_status chora_unplaced_tell(chora_store *store, chora_buffer *out, chora_error *err)
{
    const chora_held *held = chora_held_of(store);
    chora_status st = held ? tell_held(store, held, out, err) : tell_stored(store, out, err);
    return !st && out->failed ? chora_no_memory(err) : st;
}
