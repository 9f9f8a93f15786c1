#include "store/ledger_rows.h"

#include "base/digest.h"
#include "store/query.h"

#include <stdio.h>
#include <string.h>

/* A seal is the first half of a row's SHA-256; 256 of them are kept together. */
enum { SEAL = 16, TOGETHER = 256, MOST_TOLD = 20 };

#define INCIDENTS                                                                                  \
    "SELECT i.id, i.key, d.name, i.* FROM main.incident i LEFT JOIN main.dataset d"                \
    " ON d.id = i.dataset_id ORDER BY i.id"

/* Length before bytes, so that no two lists of cells run together alike. */
static void add_row(chora_digest *digest, chora_query *query, int first)
{
    for (int i = first; i < chora_query_columns(query); i++) {
        size_t length = 0;
        char head[32];
        bool is_null = chora_query_is_null(query, i);
        const void *bytes = chora_query_blob(query, i, &length);
        int size = snprintf(head, sizeof head, "%s%zu:", is_null ? "-" : "", length);
        chora_digest_add(digest, head, (size_t)size);
        if (length > 0)
            chora_digest_add(digest, bytes, length);
    }
}

chora_status chora_ledger_hash(chora_store *store, const char *sql, int64_t id,
                               char out[CHORA_SHA256_TEXT], chora_error *err)
{
    chora_query *query = NULL;
    chora_digest digest;
    bool row = false;
    chora_status st = chora_query_open(store, sql, &query, err);
    if (st)
        return st;
    chora_digest_begin(&digest);
    if (strstr(sql, "?1"))
        chora_query_bind_int(query, 1, id);
    while (!(st = chora_query_step(query, &row, err)) && row)
        add_row(&digest, query, 0);
    chora_digest_text(&digest, out);
    chora_query_close(query);
    return st;
}

chora_status chora_ledger_tables(chora_store *store, chora_buffer *out, chora_error *err)
{
    static const char *const tables[] = {
        "incident_old", "evidence", "source", "incident_source", "incident_link",
        "conflict",     "decision", "tally",  "dataset",         "site"
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

static void seal_row(chora_query *query, uint8_t out[SEAL])
{
    chora_digest digest;
    uint8_t bytes[SHA256_DIGEST_SIZE];
    chora_digest_begin(&digest);
    add_row(&digest, query, 3);
    sha256_digest(&digest.context, sizeof bytes, bytes);
    memcpy(out, bytes, SEAL);
}

static chora_status store_seals(chora_query *insert, int64_t first, const uint8_t *seals,
                                chora_error *err)
{
    chora_query_bind_int(insert, 1, first);
    chora_query_bind_blob(insert, 2, seals, TOGETHER * SEAL);
    return chora_query_run(insert, err);
}

static chora_status seal_rows(chora_query *incidents, chora_query *insert, chora_error *err)
{
    uint8_t seals[TOGETHER * SEAL] = { 0 };
    int64_t first = -1;
    bool row = false;
    chora_status st;
    while (!(st = chora_query_step(incidents, &row, err)) && row) {
        int64_t id = chora_query_int(incidents, 0), block = id - id % TOGETHER;
        if (block != first && first >= 0 && (st = store_seals(insert, first, seals, err)))
            return st;
        if (block != first)
            memset(seals, 0, sizeof seals);
        first = block;
        seal_row(incidents, seals + id % TOGETHER * SEAL);
    }
    return st || first < 0 ? st : store_seals(insert, first, seals, err);
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
    chora_query *incidents = NULL, *insert = NULL;
    chora_status st = chora_store_execute(store, "DELETE FROM main.seal", err);
    if (!st)
        st = chora_query_open(store, INCIDENTS, &incidents, err);
    if (!st)
        st = chora_query_open(store, "INSERT INTO main.seal (first, seals) VALUES (?1, ?2)",
                              &insert, err);
    if (!st)
        st = seal_rows(incidents, insert, err);
    chora_query_close(incidents);
    chora_query_close(insert);
    return st ? st : chora_ledger_seals(store, out, err);
}

/* ---- comparing ------------------------------------------------------------------------------- */

typedef struct {
    chora_query *kept;
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

static void compare_row(comparing *c, chora_query *incidents)
{
    int64_t id = chora_query_int(incidents, 0);
    uint8_t seal[SEAL], *kept = c->seals + id % TOGETHER * SEAL;
    bool here = c->first == id - id % TOGETHER;
    seal_row(incidents, seal);
    if (here && memcmp(seal, kept, SEAL) == 0) {
        memset(kept, 0, SEAL);
        return;
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
}

chora_status chora_ledger_compare(chora_store *store, int64_t *count, chora_buffer *out,
                                  chora_error *err)
{
    comparing c = { .first = -1, .out = out };
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
            compare_row(&c, incidents);
        ++*count;
    }
    if (!st && c.first < INT64_MAX)
        st = go_to(&c, INT64_MAX, err);
    if (c.told > MOST_TOLD)
        chora_buffer_printf(out, "and %lld more incidents\n", (long long)(c.told - MOST_TOLD));
    chora_query_close(c.kept);
    chora_query_close(incidents);
    return st;
}
