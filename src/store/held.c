#include "store/held.h"

#include "base/memory.h"
#include "base/textmap.h"
#include "store/connection.h"

#include <stdlib.h>
#include <string.h>

const char *const chora_held_numbers[CHORA_HELD_NUMBERS + 1] = { "killed",         "injured",
                                                                 "killed_low",     "killed_high",
                                                                 "injured_low",    "injured_high",
                                                                 "evidence_count", NULL };
const char *const chora_held_texts[CHORA_HELD_TEXTS + 1] = {
    "type",  "subtype",      "target",  "community",  "perpetrator",
    "claim", "verification", "summary", "place_text", NULL
};

int chora_held_column(const char *const *names, const char *name)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

/* Eight characters of a key as a number that is ordered like them: most keys differ in these. */
typedef struct {
    uint64_t head;
    uint32_t row;
} sort_item;

struct chora_held {
    chora_arena *texts;
    chora_held_row *rows; /**< In the order of the file. */
    int64_t *numbers;     /**< CHORA_HELD_NUMBERS each; NULL when nobody asked for them. */
    const char **words;   /**< CHORA_HELD_TEXTS each; the same. */
    size_t count, capacity, number_capacity, word_capacity;
    chora_textmap keys;                 /**< To the row. Gone once settled. */
    sort_item *order;                   /**< By key. NULL until settled. */
    const char *last_date, *last_place; /**< Precisions are words: the last are kept once. */
    const char *last_words[CHORA_HELD_TEXTS];
    unsigned keeps; /**< Of chora_held_keeps. */
    bool missed;
};

chora_status chora_held_begin(chora_store *store, unsigned keeps, chora_error *err)
{
    chora_held *held = chora_alloc(1, sizeof *held);
    if (!held || !(held->texts = chora_arena_new())) {
        free(held);
        return chora_no_memory(err);
    }
    held->keeps = keeps;
    chora_held_forget(store);
    store->held = held;
    return CHORA_OK;
}

chora_held *chora_held_of(const chora_store *store)
{
    return store->held;
}

void chora_held_forget(chora_store *store)
{
    chora_held *held = store->held;
    if (!held)
        return;
    if (held->order)
        sqlite3_set_authorizer(store->db, NULL, NULL);
    chora_arena_free(held->texts);
    chora_textmap_free(&held->keys);
    free(held->rows);
    free(held->numbers);
    free(held->words);
    free(held->order);
    free(held);
    store->held = NULL;
}

/* ---- putting in ------------------------------------------------------------------------------ */

/* NULL for NULL, else `last` where it says the same. */
static bool keep_word(chora_held *held, const char **last, const char **word)
{
    if (!*word)
        return true;
    if (!*last || strcmp(*last, *word) != 0)
        *last = chora_arena_strdup(held->texts, *word);
    *word = *last;
    return *last != NULL;
}

static bool make_room(chora_held *held)
{
    if (chora_grow((void **)&held->rows, &held->capacity, held->count, sizeof *held->rows))
        return false;
    if (chora_held_has_numbers(held) &&
        chora_grow((void **)&held->numbers, &held->number_capacity, held->count,
                   CHORA_HELD_NUMBERS * sizeof *held->numbers))
        return false;
    return !chora_held_has_texts(held) ||
           !chora_grow((void **)&held->words, &held->word_capacity, held->count,
                       CHORA_HELD_TEXTS * sizeof *held->words);
}

static bool keep_texts(chora_held *held, chora_held_row *row)
{
    const char *reason = row->reason;
    row->key = chora_arena_strdup(held->texts, row->key);
    row->reason = chora_arena_strdup(held->texts, reason);
    return row->key && (row->reason || !reason) &&
           keep_word(held, &held->last_date, &row->date_precision) &&
           keep_word(held, &held->last_place, &row->place_precision);
}

/* Numbers and texts of the row that comes next. */
static bool keep_stated(chora_held *held, const int64_t *numbers, const char *const *texts)
{
    if (chora_held_has_numbers(held))
        memcpy(held->numbers + held->count * CHORA_HELD_NUMBERS, numbers,
               CHORA_HELD_NUMBERS * sizeof *numbers);
    const char **words =
        chora_held_has_texts(held) ? held->words + held->count * CHORA_HELD_TEXTS : NULL;
    for (int i = 0; words && i < CHORA_HELD_TEXTS; i++) {
        words[i] = texts[i];
        if (!keep_word(held, &held->last_words[i], &words[i]))
            return false;
    }
    return true;
}

chora_status chora_held_add(chora_held *held, chora_held_row *row, const int64_t *numbers,
                            const char *const *texts, int64_t *first_line, chora_error *err)
{
    const size_t *there = chora_textmap_find(&held->keys, row->key);
    *first_line = there ? held->rows[*there].line : 0;
    if (there)
        return CHORA_OK;
    if (held->count == UINT32_MAX || !make_room(held) || !keep_texts(held, row) ||
        !keep_stated(held, numbers, texts) || chora_textmap_add(&held->keys, row->key, held->count))
        return chora_no_memory(err);
    row->id = (int64_t)held->count + 1;
    held->rows[held->count++] = *row;
    return CHORA_OK;
}

/* ---- in order -------------------------------------------------------------------------------- */

static uint64_t head_of(const char *key)
{
    uint64_t head = 0;
    for (int i = 0; i < 8; i++) {
        head = head << 8 | (unsigned char)*key;
        key += *key != '\0';
    }
    return head;
}

static int by_key(const void *a, const void *b, void *rows)
{
    const sort_item *x = a, *y = b;
    const chora_held_row *all = rows;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    return strcmp(all[x->row].key, all[y->row].key);
}

/* A statement that is prepared from now on and reads what is not there. */
static int refuse_incidents(void *held, int action, const char *table, const char *column,
                            const char *database, const char *view)
{
    (void)column;
    (void)database;
    (void)view;
    if (action != SQLITE_READ || !table ||
        (strcmp(table, "incident") != 0 && strcmp(table, "match") != 0 &&
         strcmp(table, "evidence") != 0 && strcmp(table, "incident_source") != 0))
        return SQLITE_OK;
    ((chora_held *)held)->missed = true;
    return SQLITE_DENY;
}

chora_status chora_held_settle(chora_store *store, chora_error *err)
{
    chora_held *held = store->held;
    held->order = chora_alloc(held->count + 1, sizeof *held->order);
    if (!held->order)
        return chora_no_memory(err);
    for (size_t i = 0; i < held->count; i++)
        held->order[i] = (sort_item){ head_of(held->rows[i].key), (uint32_t)i };
    qsort_r(held->order, held->count, sizeof *held->order, by_key, held->rows);
    chora_textmap_free(&held->keys);
    sqlite3_set_authorizer(store->db, refuse_incidents, held);
    return CHORA_OK;
}

/* ---- reading --------------------------------------------------------------------------------- */

size_t chora_held_count(const chora_held *held)
{
    return held->count;
}

static size_t row_at(const chora_held *held, size_t index)
{
    return held->order ? held->order[index].row : index;
}

const chora_held_row *chora_held_at(const chora_held *held, size_t index)
{
    return &held->rows[row_at(held, index)];
}

int64_t chora_held_number(const chora_held *held, size_t index, int column)
{
    return held->numbers[row_at(held, index) * CHORA_HELD_NUMBERS + (size_t)column];
}

bool chora_held_has_numbers(const chora_held *held)
{
    return held->keeps & CHORA_HELD_WITH_NUMBERS;
}

const char *chora_held_text(const chora_held *held, size_t index, int column)
{
    return held->words[row_at(held, index) * CHORA_HELD_TEXTS + (size_t)column];
}

bool chora_held_has_texts(const chora_held *held)
{
    return held->keeps & CHORA_HELD_WITH_TEXTS;
}

bool chora_held_wants_hashes(const chora_held *held)
{
    return !(held->keeps & CHORA_HELD_WITHOUT_HASHES);
}

bool chora_held_was_missed(const chora_store *store)
{
    return store->held && store->held->missed;
}
