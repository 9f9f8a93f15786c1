#include "store/ledger.h"

#include "base/digest.h"
#include "store/connection.h"
#include "store/ledger_rows.h"
#include "store/query.h"

#include <stdio.h>
#include <string.h>

#define OBJECT_MAX (1 << 16)
#define RUN_ROW "SELECT * FROM main.run WHERE id = ?1"

/* ---- an entry -------------------------------------------------------------------------------- */

/* Over everything an entry says and the hash of the one before. */
static void hash_entry(int64_t seq, int64_t run, const char *object, const char *previous,
                       char out[CHORA_SHA256_TEXT])
{
    char head[128];
    chora_digest digest;
    int length =
        snprintf(head, sizeof head, "%s\n%lld\n%lld\n", previous, (long long)seq, (long long)run);
    chora_digest_begin(&digest);
    chora_digest_add(&digest, head, (size_t)length);
    chora_digest_add(&digest, object, strlen(object));
    chora_digest_text(&digest, out);
}

static chora_status last_entry(chora_store *store, int64_t *seq, char hash[CHORA_SHA256_TEXT],
                               chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(
        store, "SELECT seq, hash FROM main.ledger ORDER BY seq DESC LIMIT 1", &query, err);
    if (!st)
        st = chora_query_step(query, &row, err);
    *seq = !st && row ? chora_query_int(query, 0) : 0;
    const char *text = !st && row ? chora_query_text(query, 1) : NULL;
    snprintf(hash, CHORA_SHA256_TEXT, "%s", text ? text : "");
    chora_query_close(query);
    return st;
}

static chora_status add_entry(chora_store *store, int64_t run, const char *state, chora_error *err)
{
    char previous[CHORA_SHA256_TEXT], of_run[CHORA_SHA256_TEXT], hash[CHORA_SHA256_TEXT];
    chora_buffer object = CHORA_BUFFER_INIT(OBJECT_MAX);
    chora_query *insert = NULL;
    int64_t seq = 0;
    chora_status st = last_entry(store, &seq, previous, err);
    if (!st)
        st = chora_ledger_hash(store, RUN_ROW, run, of_run, err);
    if (!st)
        st = chora_query_open(store,
                              "INSERT INTO main.ledger (seq, run_id, object, hash, prev_hash)"
                              " VALUES (?1, ?2, ?3, ?4, nullif(?5, ''))",
                              &insert, err);
    chora_buffer_printf(&object, "run %s%s", st ? "" : of_run, state);
    if (!st && object.failed)
        st = chora_no_memory(err);
    if (!st) {
        hash_entry(seq + 1, run, chora_buffer_text(&object), previous, hash);
        chora_query_bind_int(insert, 1, seq + 1);
        chora_query_bind_int(insert, 2, run);
        chora_query_bind_text(insert, 3, chora_buffer_text(&object));
        chora_query_bind_text(insert, 4, hash);
        chora_query_bind_text(insert, 5, previous);
        st = chora_query_run(insert, err);
    }
    chora_query_close(insert);
    chora_buffer_free(&object);
    return st;
}

static chora_status add_entries(chora_store *store, chora_query *runs, chora_error *err)
{
    chora_buffer state = CHORA_BUFFER_INIT(OBJECT_MAX);
    int64_t last = 0;
    bool row = false;
    chora_status st = chora_query_step(runs, &row, err);
    if (!st && row)
        st = chora_ledger_seal(store, &state, err);
    if (!st && row)
        st = chora_ledger_tables(store, &state, err);
    while (!st && row) {
        last = chora_query_int(runs, 0);
        st = add_entry(store, last, chora_buffer_text(&state), err);
        if (!st)
            st = chora_query_step(runs, &row, err);
    }
    chora_buffer_free(&state);
    return st;
}

chora_status chora_ledger_write(chora_store *store, chora_error *err)
{
    chora_query *runs = NULL;
    if (strcmp(store->path, ":memory:") == 0)
        return CHORA_OK;
    chora_status st = chora_query_open(
        store,
        "SELECT id FROM main.run WHERE id > (SELECT coalesce(max(run_id), 0) FROM main.ledger)"
        " ORDER BY id",
        &runs, err);
    if (!st)
        st = add_entries(store, runs, err);
    chora_query_close(runs);
    return st;
}

/* ---- checking -------------------------------------------------------------------------------- */

typedef struct {
    chora_store *store;
    chora_ledger_findings *found;
    int64_t last_seq, last_run;
    chora_buffer last_object;
} checking;

static chora_status check_run(checking *c, int64_t seq, int64_t run, const char *object,
                              chora_error *err)
{
    char hash[CHORA_SHA256_TEXT];
    chora_status st = chora_ledger_hash(c->store, RUN_ROW, run, hash, err);
    if (!st && (strncmp(object, "run ", 4) != 0 || strncmp(object + 4, hash, strlen(hash)) != 0))
        chora_buffer_printf(&c->found->problems,
                            "run %lld (table run) is not what entry %lld of the ledger says\n",
                            (long long)run, (long long)seq);
    return st;
}

static chora_status check_entry(checking *c, chora_query *entry, chora_error *err)
{
    int64_t seq = chora_query_int(entry, 0), run = chora_query_int(entry, 1);
    const char *object = chora_query_text(entry, 2), *hash = chora_query_text(entry, 3);
    const char *previous = chora_query_text(entry, 4);
    char expected[CHORA_SHA256_TEXT];
    chora_buffer *problems = &c->found->problems;
    if (seq != c->last_seq + 1)
        chora_buffer_printf(problems, "entry %lld of the ledger is missing\n",
                            (long long)c->last_seq + 1);
    else if (strcmp(previous ? previous : "", c->found->head) != 0)
        chora_buffer_printf(problems, "entry %lld of the ledger does not follow entry %lld\n",
                            (long long)seq, (long long)seq - 1);
    hash_entry(seq, run, object ? object : "", previous ? previous : "", expected);
    if (!hash || strcmp(expected, hash) != 0)
        chora_buffer_printf(problems, "entry %lld of the ledger was changed\n", (long long)seq);
    snprintf(c->found->head, sizeof c->found->head, "%s", hash ? hash : "");
    c->last_seq = seq;
    c->last_run = run;
    chora_buffer_clear(&c->last_object);
    chora_buffer_add_text(&c->last_object, object ? object : "");
    c->found->entries++;
    return check_run(c, seq, run, chora_buffer_text(&c->last_object), err);
}

static chora_status check_chain(checking *c, chora_error *err)
{
    chora_query *entries = NULL;
    bool row = false;
    chora_status st = chora_query_open(
        c->store, "SELECT seq, run_id, object, hash, prev_hash FROM main.ledger ORDER BY seq",
        &entries, err);
    while (!st && !(st = chora_query_step(entries, &row, err)) && row)
        st = check_entry(c, entries, err);
    chora_query_close(entries);
    return st;
}

/* Every run must have its entry: one that has none lost it. */
static chora_status check_runs(checking *c, chora_error *err)
{
    chora_query *runs = NULL;
    bool row = false;
    chora_status st = chora_query_open(c->store,
                                       "SELECT id, kind, coalesce(file, '') FROM main.run WHERE id"
                                       " NOT IN (SELECT run_id FROM main.ledger) ORDER BY id",
                                       &runs, err);
    while (!st && !(st = chora_query_step(runs, &row, err)) && row)
        chora_buffer_printf(&c->found->problems, "run %lld (%s %s) has no entry in the ledger\n",
                            (long long)chora_query_int(runs, 0), chora_query_text(runs, 1),
                            chora_query_text(runs, 2));
    chora_query_close(runs);
    return st;
}

/* Does the entry name the table of "; evidence HASH"? One of an earlier Chora seals fewer. */
static bool is_sealed(const char *entry, const char *part)
{
    char name[80];
    snprintf(name, sizeof name, "%.*s ", 2 + (int)strcspn(part + 2, " "), part);
    return strstr(entry, name) != NULL;
}

/* "; evidence HASH" of now against the last entry's. */
static void compare_state(checking *c, const char *now)
{
    const char *last = chora_buffer_text(&c->last_object);
    while (now && *now) {
        const char *end = strstr(now + 1, "; ");
        size_t length = end ? (size_t)(end - now) : strlen(now);
        char part[160];
        snprintf(part, sizeof part, "%.*s", (int)length, now);
        if (!strstr(last, part) && is_sealed(last, part))
            chora_buffer_printf(&c->found->problems,
                                "table %.*s holds other rows than run %lld left\n",
                                (int)strcspn(part + 2, " "), part + 2, (long long)c->last_run);
        now = end;
    }
}

static chora_status check_state(checking *c, chora_error *err)
{
    chora_buffer now = CHORA_BUFFER_INIT(OBJECT_MAX);
    chora_status st = chora_ledger_seals(c->store, &now, err);
    if (!st)
        st = chora_ledger_tables(c->store, &now, err);
    if (!st && c->found->entries > 0)
        compare_state(c, chora_buffer_text(&now));
    chora_buffer_free(&now);
    return st ? st : chora_ledger_compare(c->store, &c->found->incidents, &c->found->problems, err);
}

chora_status chora_ledger_check(chora_store *store, chora_ledger_findings *out, chora_error *err)
{
    checking c = { .store = store, .found = out, .last_object = CHORA_BUFFER_INIT(OBJECT_MAX) };
    out->head[0] = '\0';
    out->entries = out->incidents = 0;
    chora_status st = check_chain(&c, err);
    if (!st)
        st = check_runs(&c, err);
    if (!st)
        st = check_state(&c, err);
    chora_buffer_free(&c.last_object);
    return st;
}
