#include "store/ledger_rows.h"

#include "base/digest.h"
#include "store/query.h"
#include "store/seal_block.h"

#include <stdio.h>
#include <string.h>

enum { SEAL = CHORA_SEAL, TOGETHER = CHORA_SEALS_TOGETHER, MOST_TOLD = 20 };
/* Of the cells of one row: no longer than SQLite's rows are. */
#define CELLS_MAX ((size_t)1 << 30)

#define INCIDENTS                                                                                  \
    "SELECT i.id, i.key, d.name, i.* FROM main.incident i LEFT JOIN main.dataset d"                \
    " ON d.id = i.dataset_id ORDER BY i.id"

static void add_row(chora_buffer *cells, chora_query *query, int first)
{
    for (int i = first; i < chora_query_columns(query); i++) {
        size_t length = 0;
        const void *bytes = chora_query_blob(query, i, &length);
        if (chora_query_is_null(query, i))
            chora_seal_null(cells);
        else
            chora_seal_bytes(cells, bytes, length);
    }
}

chora_status chora_ledger_hash(chora_store *store, const char *sql, int64_t id,
                               char out[CHORA_SHA256_TEXT], chora_error *err)
{
    chora_query *query = NULL;
    chora_buffer cells = CHORA_BUFFER_INIT(CELLS_MAX);
    chora_digest digest;
    bool row = false;
    chora_status st = chora_query_open(store, sql, &query, err);
    if (st)
        return st;
    chora_digest_begin(&digest);
    if (strstr(sql, "?1"))
        chora_query_bind_int(query, 1, id);
    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        add_row(&cells, query, 0);
        chora_digest_add(&digest, chora_buffer_text(&cells), cells.length);
        if (cells.failed)
            st = chora_no_memory(err);
        chora_buffer_clear(&cells);
    }
    chora_digest_text(&digest, out);
    chora_buffer_free(&cells);
    chora_query_close(query);
    return st;
}

chora_status chora_ledger_tables(chora_store *store, chora_buffer *out, chora_error *err)
{
    static const char *const tables[] = {
        "incident_old", "evidence",      "source",  "incident_source", "incident_link",
        "conflict",     "decision",      "tally",   "dataset",         "site",
        "link_rule",    "link_decision", "coverage"
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char sql[128], hash[CHORA_SHA256_TEXT];
        snprintf(sql, sizeof sql, "SELECT * FROM main.%s ORDER BY 1, 2", tables[i]);
        chora_status st = chora_ledger_hash(store, sql, 0, hash, err);
        if (st)
            return st;
        chora_buffer_printf(out, "; %s %s", tables[i], hash);
    }
    return CHORA_OK;
}

/* ---- seals ----------------------------------------------------------------------------------- */

static chora_status seal_row(chora_query *query, chora_buffer *cells, uint8_t out[SEAL],
                             chora_error *err)
{
    add_row(cells, query, 3);
    return chora_seal_end(cells, out) ? CHORA_OK : chora_no_memory(err);
}

static chora_status seal_rows(chora_query *incidents, chora_seal_block *block, chora_error *err)
{
    chora_buffer cells = CHORA_BUFFER_INIT(CELLS_MAX);
    uint8_t seal[SEAL];
    bool row = false;
    chora_status st = CHORA_OK;
    while (!st && !(st = chora_query_step(incidents, &row, err)) && row) {
        st = seal_row(incidents, &cells, seal, err);
        if (!st)
            st = chora_seal_block_add(block, chora_query_int(incidents, 0), seal, err);
    }
    chora_buffer_free(&cells);
    return st ? st : chora_seal_block_flush(block, err);
}

static chora_status seal_all(chora_store *store, chora_error *err)
{
    chora_query *incidents = NULL;
    chora_seal_block block = { 0 };
    chora_status st = chora_store_execute(store, "DELETE FROM main.seal", err);
    if (!st)
        st = chora_query_open(store, INCIDENTS, &incidents, err);
    if (!st)
        st = chora_seal_block_open(store, &block, err);
    if (!st)
        st = seal_rows(incidents, &block, err);
    chora_seal_block_close(&block);
    chora_query_close(incidents);
    return st;
}

chora_status chora_ledger_seals(chora_store *store, chora_buffer *out, chora_error *err)
{
    char hash[CHORA_SHA256_TEXT];
    chora_status st =
        chora_ledger_hash(store, "SELECT first, seals FROM main.seal ORDER BY first", 0, hash, err);
    if (!st)
        chora_buffer_printf(out, "; incident %s", hash);
    return st;
}

chora_status chora_ledger_seal(chora_store *store, chora_buffer *out, chora_error *err)
{
    bool whole = false;
    chora_status st = chora_seals_end(store, &whole, err);
    if (!st && !whole)
        st = seal_all(store, err);
    return st ? st : chora_ledger_seals(store, out, err);
}

/* ---- comparing ------------------------------------------------------------------------------- */

typedef struct {
    chora_query *kept;
    chora_buffer cells;
    uint8_t seals[TOGETHER * SEAL]; /* Of the block read last; those that were met are zeroed. */
    int64_t first;                  /* -1: none. */
    int64_t told;
    chora_buffer *out;
} comparing;

static bool is_nothing(const uint8_t *seal)
{
    static const uint8_t nothing[SEAL];
    return memcmp(seal, nothing, SEAL) == 0;
}

static void tell_gone(comparing *c)
{
    for (int i = 0; c->first >= 0 && i < TOGETHER; i++)
        if (!is_nothing(c->seals + i * SEAL) && c->told++ < MOST_TOLD)
            chora_buffer_printf(c->out, "an incident (row %lld of the table) is gone\n",
                                (long long)(c->first + i));
}

/* The block of seals that an incident is in; those before it are done with. */
static chora_status go_to(comparing *c, int64_t block, chora_error *err)
{
    chora_status st = CHORA_OK;
    bool row = true;
    while (!st && row && c->first < block) {
        tell_gone(c);
        memset(c->seals, 0, sizeof c->seals);
        st = chora_query_step(c->kept, &row, err);
        c->first = row ? chora_query_int(c->kept, 0) : INT64_MAX;
        size_t length = 0;
        const void *bytes = st || !row ? NULL : chora_query_blob(c->kept, 1, &length);
        if (bytes && length == sizeof c->seals)
            memcpy(c->seals, bytes, length);
    }
    return st;
}

static chora_status compare_row(comparing *c, chora_query *incidents, chora_error *err)
{
    int64_t id = chora_query_int(incidents, 0);
    uint8_t seal[SEAL], *kept = c->seals + id % TOGETHER * SEAL;
    bool here = c->first == id - id % TOGETHER;
    chora_status st = seal_row(incidents, &c->cells, seal, err);
    if (st)
        return st;
    if (here && memcmp(seal, kept, SEAL) == 0) {
        memset(kept, 0, SEAL);
        return CHORA_OK;
    }
    bool added = !here || is_nothing(kept);
    if (here)
        memset(kept, 0, SEAL);
    if (c->told++ < MOST_TOLD) {
        const char *key = chora_query_text(incidents, 1);
        chora_buffer_printf(c->out, "incident %s of dataset", key ? key : "");
        const char *dataset = chora_query_text(incidents, 2);
        chora_buffer_printf(c->out, " \"%s\" %s\n", dataset ? dataset : "",
                            added ? "was put in by no import" : "was changed by no import");
    }
    return CHORA_OK;
}

chora_status chora_ledger_compare(chora_store *store, int64_t *count, chora_buffer *out,
                                  chora_error *err)
{
    comparing c = { .first = -1, .out = out, .cells = CHORA_BUFFER_INIT(CELLS_MAX) };
    chora_query *incidents = NULL;
    bool row = false;
    chora_status st =
        chora_query_open(store, "SELECT first, seals FROM main.seal ORDER BY first", &c.kept, err);
    if (!st)
        st = chora_query_open(store, INCIDENTS, &incidents, err);
    while (!st && !(st = chora_query_step(incidents, &row, err)) && row) {
        int64_t id = chora_query_int(incidents, 0);
        st = go_to(&c, id - id % TOGETHER, err);
        if (!st)
            st = compare_row(&c, incidents, err);
        ++*count;
    }
    if (!st && c.first < INT64_MAX)
        st = go_to(&c, INT64_MAX, err);
    if (c.told > MOST_TOLD)
        chora_buffer_printf(out, "and %lld more incidents\n", (long long)(c.told - MOST_TOLD));
    chora_query_close(c.kept);
    chora_query_close(incidents);
    chora_buffer_free(&c.cells);
    return st;
}
