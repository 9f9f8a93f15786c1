/* The columns that incidents can be told apart by, and their texts. */
#include "measure/breakdown.h"

#include "base/text.h"
#include "measure/number.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
    "type",  "subtype",      "target",         "community",       "perpetrator",
    "claim", "verification", "date_precision", "place_precision", CHORA_CLAIMED_VERIFIED,
    NULL
};
static const char *const sql[] = { "i.type",         "i.subtype",        "i.target",
                                   "i.community",    "i.perpetrator",    "i.claim",
                                   "i.verification", "i.date_precision", "i.place_precision" };

static chora_status is_extra_key(chora_store *store, int64_t dataset_id, const char *name,
                                 bool *out, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st =
        chora_query_open(store,
                         "SELECT 1 FROM incident i WHERE i.dataset_id = ?1 AND "
                         "i.withdrawn_run IS NULL AND " CHORA_EXTRA_VALUE " IS NOT NULL LIMIT 1",
                         &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, dataset_id);
    chora_query_bind_text(query, 2, name);
    st = chora_query_step(query, out, err);
    chora_query_close(query);
    return st;
}

/* Of "type, subtype, weapon": what is most like `name`; NULL: nothing is. Freed by the caller. */
static char *nearest_in(const char *list, const char *name)
{
    enum { MOST = 64 };
    const char *items[MOST + 1] = { NULL };
    char *copy = chora_strdup(list), *rest = copy;
    size_t count = 0;
    while (rest && count < MOST) {
        char *comma = strstr(rest, ", ");
        items[count++] = rest;
        if (comma)
            *comma = '\0';
        rest = comma ? comma + 2 : NULL;
    }
    const char *near = copy ? chora_text_nearest(name, items) : NULL;
    char *out = near ? chora_strdup(near) : NULL;
    free(copy);
    return out;
}

static chora_status no_column(chora_store *store, int64_t dataset_id, const char *name,
                              chora_error *err)
{
    chora_buffer list = CHORA_BUFFER_INIT(4096);
    for (int i = 0; names[i]; i++)
        chora_buffer_printf(&list, "%s%s", i ? ", " : "", names[i]);
    chora_status st = chora_extra_keys_list(store, dataset_id, &list, err);
    char *near = st ? NULL : nearest_in(chora_buffer_text(&list), name);
    if (near)
        st = chora_fail(err, CHORA_ENOTFOUND, "no column \"%s\"; did you mean \"%s\"?", name, near);
    else if (!st)
        st = chora_fail(err, CHORA_ENOTFOUND, "no column \"%s\"; there are %s", name,
                        chora_buffer_text(&list));
    free(near);
    chora_buffer_free(&list);
    return st;
}

chora_status chora_group_column_choose(chora_store *store, int64_t dataset_id, const char *name,
                                       chora_group_column *out, chora_error *err)
{
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (chora_group_column){ names[i], sql[i], NULL };
            return CHORA_OK;
        }
    bool exists = false;
    chora_status st = is_extra_key(store, dataset_id, name, &exists, err);
    if (st)
        return st;
    if (!exists)
        return no_column(store, dataset_id, name, err);
    *out = (chora_group_column){ name, CHORA_EXTRA_VALUE, name };
    return CHORA_OK;
}

static chora_status open_values(chora_store *store, int64_t dataset_id,
                                const chora_group_column *column, chora_query **out,
                                chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(4096);
    chora_buffer_printf(&text,
                        "SELECT DISTINCT coalesce(%s, '') AS v FROM incident i WHERE "
                        "i.dataset_id = ?1 AND i.withdrawn_run IS NULL ORDER BY v LIMIT %d",
                        column->sql, CHORA_BREAKDOWN_VALUES_MAX + 1);
    chora_status st = text.failed ? chora_no_memory(err)
                                  : chora_query_open(store, chora_buffer_text(&text), out, err);
    chora_buffer_free(&text);
    if (st)
        return st;
    chora_query_bind_int(*out, 1, dataset_id);
    if (column->bound)
        chora_query_bind_text(*out, 2, column->bound);
    return CHORA_OK;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

chora_status chora_group_values(chora_store *store, int64_t dataset_id,
                                const chora_group_column *column, chora_arena *arena,
                                const char ***out, size_t *count, chora_error *err)
{
    chora_query *query = NULL;
    const char **list = chora_arena_alloc(arena, CHORA_BREAKDOWN_VALUES_MAX + 1, sizeof *list);
    chora_status st =
        list ? open_values(store, dataset_id, column, &query, err) : chora_no_memory(err);
    bool row = false;
    size_t found = 0;
    while (!st && found <= CHORA_BREAKDOWN_VALUES_MAX &&
           !(st = chora_query_step(query, &row, err)) && row) {
        const char *text = chora_query_text(query, 0);
        list[found] = chora_arena_strdup(arena, text ? text : "");
        if (!list[found++])
            st = chora_no_memory(err);
    }
    chora_query_close(query);
    if (!st && found > CHORA_BREAKDOWN_VALUES_MAX)
        st = chora_fail(err, CHORA_ELIMIT,
                        "column \"%s\" holds more than %d different texts; choose one that holds "
                        "kinds, such as type or target",
                        column->name, CHORA_BREAKDOWN_VALUES_MAX);
    if (st)
        return st;
    qsort(list, found, sizeof *list, by_bytes);
    *out = list;
    *count = found;
    return CHORA_OK;
}

/* The place of a word in the order of its certainty; words not in it come after. */
static int certainty(const char *column, const char *value)
{
    static const char *const words[] = { "verified",  "unverified", "claimed", "attributed",
                                         "suspected", "none",       NULL };
    int rank = 0;
    if (strcmp(column, CHORA_CLAIMED_VERIFIED) == 0)
        return (int)chora_claim_kind_of(value);
    if (strcmp(column, "claim") != 0 && strcmp(column, "verification") != 0)
        return 0;
    while (words[rank] && strcmp(words[rank], value) != 0)
        rank++;
    return rank;
}

int chora_group_compare(const char *column, const char *a, int64_t incidents_a, const char *b,
                        int64_t incidents_b)
{
    if ((*a == '\0') != (*b == '\0'))
        return *a == '\0' ? 1 : -1;
    int rank_a = certainty(column, a), rank_b = certainty(column, b);
    if (rank_a != rank_b)
        return rank_a < rank_b ? -1 : 1;
    if (incidents_a != incidents_b)
        return incidents_a > incidents_b ? -1 : 1;
    return strcmp(a, b);
}
