#include "publish/unplaced.h"

#include "base/error.h"
#include "store/query.h"

enum { REASONS_SHOWN = 8 };

/* With a bare column beside min(), SQLite gives that column of the row that has the least. */
static const char sql[] =
    "SELECT m.reason, count(*), r.file, min(i.line) FROM match m JOIN incident i ON i.id = "
    "m.incident_id "
    "LEFT JOIN run r ON r.id = i.run_id WHERE i.withdrawn_run IS NULL AND m.level = 'none' "
    "GROUP BY m.reason ORDER BY count(*) DESC, min(i.line)";

static void tell_reason(chora_query *query, chora_buffer *out)
{
    int64_t count = chora_query_int(query, 1);
    const char *file = chora_query_text(query, 2), *reason = chora_query_text(query, 0);
    chora_buffer_printf(out, "not placed, %lld incident%s (%s%s line %lld): %s\n", (long long)count,
                        count == 1 ? "" : "s", count == 1 ? "" : "the first in ", file ? file : "",
                        (long long)chora_query_int(query, 3),
                        reason ? reason : "no reason is kept");
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

chora_status chora_unplaced_tell(chora_store *store, chora_buffer *out, chora_error *err)
{
    chora_query *query = NULL;
    int64_t seen = 0, rest = 0;
    bool more = true;
    chora_status st = chora_query_open(store, sql, &query, err);
    while (!st && !(st = chora_query_step(query, &more, err)) && more) {
        if (seen++ < REASONS_SHOWN)
            tell_reason(query, out);
        else
            rest += chora_query_int(query, 1);
    }
    chora_query_close(query);
    if (!st)
        tell_rest(seen - REASONS_SHOWN, rest, out);
    return !st && out->failed ? chora_no_memory(err) : st;
}
