#include "store/seal.h"

#include "base/digest.h"
#include "base/memory.h"
#include "store/connection.h"
#include "store/query.h"
#include "store/seal_block.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- a seal ---------------------------------------------------------------------------------- */

void chora_seal_bytes(chora_buffer *cells, const void *bytes, size_t length)
{
    enum { DIGITS = 20 };
    char *room = chora_buffer_room(cells, DIGITS + 1 + length);
    if (!room)
        return;
    char digits[DIGITS], *from = digits + DIGITS, *at = room;
    size_t left = length;
    do
        *--from = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    while (from < digits + DIGITS)
        *at++ = *from++;
    *at++ = ':';
    if (length)
        memcpy(at, bytes, length);
    chora_buffer_take(cells, (size_t)(at - room) + length);
}

void chora_seal_null(chora_buffer *cells)
{
    chora_buffer_add(cells, "-0:", 3);
}

static void seal_integer(chora_buffer *cells, int64_t value)
{
    chora_buffer digits = CHORA_BUFFER_SMALL(24);
    chora_buffer_add_integer(&digits, value);
    chora_seal_bytes(cells, digits.data, digits.length);
}

/*
 * Numbers with few decimals, as coordinates are: the one with at most 15 digits that is the value
 * is what %.15g finds, at a tenth of its time. 0 for any other number.
 */
static size_t write_few_decimals(double value, int decimals, double power, char *out)
{
    double size = fabs(value), scaled = nearbyint(size * power);
    if (!(size >= 1e-3 && scaled < 1e15) || scaled / power != size)
        return 0;
    char digits[16], *from = digits + sizeof digits;
    uint64_t left = (uint64_t)scaled;
    for (int i = 0; i <= decimals || left > 0; i++, left /= 10)
        *--from = (char)('0' + left % 10);
    size_t count = (size_t)(digits + sizeof digits - from), whole = count - (size_t)decimals;
    while (count > whole + 1 && from[count - 1] == '0')
        count--;
    char *at = out;
    if (value < 0)
        *at++ = '-';
    memcpy(at, from, whole);
    at[whole] = '.';
    memcpy(at + whole + 1, from + whole, count - whole);
    return (size_t)(at - out) + count + 1;
}

/* SQLite keeps no minus before a zero. */
static void seal_number(chora_buffer *cells, double value)
{
    char digits[40];
    size_t length = write_few_decimals(value, 5, 1e5, digits);
    if (length == 0)
        length = write_few_decimals(value, 9, 1e9, digits);
    if (length == 0) {
        sqlite3_snprintf(sizeof digits, digits, "%!.15g", value + 0.0);
        length = strlen(digits);
    }
    chora_seal_bytes(cells, digits, length);
}

void chora_seal_datum(chora_buffer *cells, chora_datum value)
{
    switch (value.kind) {
    case CHORA_DATUM_INTEGER:
        seal_integer(cells, value.integer);
        break;
    case CHORA_DATUM_NUMBER:
        seal_number(cells, value.number);
        break;
    case CHORA_DATUM_TEXT:
    case CHORA_DATUM_BLOB:
        chora_seal_bytes(cells, value.bytes, value.length);
        break;
    case CHORA_DATUM_NULL:
        chora_seal_null(cells);
        break;
    }
}

bool chora_seal_end(chora_buffer *cells, uint8_t out[CHORA_SEAL])
{
    chora_digest digest;
    chora_digest_begin(&digest);
    chora_digest_add(&digest, chora_buffer_text(cells), cells->length);
    sha256_digest(&digest.context, CHORA_SEAL, out);
    bool whole = !cells->failed;
    chora_buffer_clear(cells);
    return whole;
}

/* ---- while incidents go in ------------------------------------------------------------------- */

struct chora_seals {
    chora_seal_block block;
    int64_t count;   /* Seals that were handed over. */
    int64_t changes; /* Rows of the table incident that were put in, changed or deleted. */
};

static void note_change(void *context, int what, const char *database, const char *table,
                        sqlite3_int64 row)
{
    chora_seals *seals = context;
    (void)what;
    (void)database;
    (void)row;
    seals->changes += strcmp(table, "incident") == 0;
}

chora_status chora_seals_begin(chora_store *store, chora_error *err)
{
    int64_t some = 1;
    if (store->seals || strcmp(store->path, ":memory:") == 0)
        return CHORA_OK;
    chora_status st =
        chora_connection_int(store->db, "SELECT EXISTS (SELECT 1 FROM main.incident)", &some, err);
    if (!st && !some)
        st = chora_connection_execute(store->db, "DELETE FROM main.seal", err);
    if (st || some)
        return st;
    chora_seals *seals = chora_alloc(1, sizeof *seals);
    if (!seals)
        return chora_no_memory(err);
    st = chora_seal_block_open(store, &seals->block, err);
    if (st) {
        free(seals);
        return st;
    }
    store->seals = seals;
    sqlite3_update_hook(store->db, note_change, seals);
    return CHORA_OK;
}

bool chora_seals_wanted(const chora_store *store)
{
    return store->seals != NULL;
}

chora_status chora_seals_add(chora_store *store, int64_t id, const uint8_t seal[CHORA_SEAL],
                             chora_error *err)
{
    if (!store->seals)
        return CHORA_OK;
    store->seals->count++;
    return chora_seal_block_add(&store->seals->block, id, seal, err);
}

chora_status chora_seals_end(chora_store *store, bool *whole, chora_error *err)
{
    chora_seals *seals = store->seals;
    int64_t incidents = 0;
    *whole = false;
    if (!seals)
        return CHORA_OK;
    chora_status st = chora_seal_block_flush(&seals->block, err);
    if (!st)
        st = chora_connection_int(store->db, "SELECT count(*) FROM main.incident", &incidents, err);
    *whole = !st && seals->count == incidents && seals->changes == incidents;
    chora_seals_forget(store);
    return st;
}

void chora_seals_forget(chora_store *store)
{
    if (!store->seals)
        return;
    sqlite3_update_hook(store->db, NULL, NULL);
    chora_seal_block_close(&store->seals->block);
    free(store->seals);
    store->seals = NULL;
}
