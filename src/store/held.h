/**
 * @file
 * The incidents of one table, kept beside a project in memory instead of in its tables.
 *
 * A map straight from a table reads each incident once or twice and forgets it. Kept as records it
 * is neither put into the table `incident` nor read from it again. Whoever reads incidents by SQL
 * is refused from then on, loudly: a project with held incidents seems to have none.
 */
#ifndef CHORA_STORE_HELD_H
#define CHORA_STORE_HELD_H

#include "base/error.h"
#include "base/file.h"

#include <chora/period.h>
#include <chora/place.h>
#include <chora/store.h>
#include <stdbool.h>
#include <stdint.h>

enum { CHORA_HELD_NUMBERS = 7, CHORA_HELD_TEXTS = 9 };
/** The columns of `numbers` and of `texts`, as they are called in the table `incident`; NULL-ended.
 */
extern const char *const chora_held_numbers[CHORA_HELD_NUMBERS + 1];
extern const char *const chora_held_texts[CHORA_HELD_TEXTS + 1];
/** Of `numbers`: not stated. */
#define CHORA_HELD_NO_NUMBER INT64_MIN

/** One incident with its match, as its row in the tables would be. */
typedef struct {
    int64_t id; /**< From 1 in the order of the file. */
    int64_t line;
    const char *key;
    const char *date_precision;  /**< As stated; NULL: not. */
    const char *place_precision; /**< The same. */
    const char *reason;          /**< Why it is not placed; else NULL. */
    double lon, lat;             /**< NaN when not given. */
    int64_t area_id, place_id;   /**< 0: none. */
    chora_day day, day_end;      /**< With `has_day`. */
    chora_precision level;       /**< As matched; CHORA_NONE: not placed. */
    bool is_matched;             /**< Else there was nothing to be placed in. */
    bool has_day;
    char hash[CHORA_SHA256_TEXT]; /**< "" where nobody asks for it. */
} chora_held_row;

typedef struct chora_held chora_held;

/** Which of these names it is; -1: none. */
int chora_held_column(const char *const *names, const char *name);

/** What is kept beside the rows, if asked for. */
typedef enum {
    CHORA_HELD_ROWS = 0,
    CHORA_HELD_WITH_NUMBERS = 1,
    CHORA_HELD_WITH_TEXTS = 2,
    CHORA_HELD_WITHOUT_HASHES = 4 /**< Nobody names the data by it: rows may have none. */
} chora_held_keeps;

/** Incidents that an import brings may be held from now on; `keeps`: of chora_held_keeps. */
chora_status chora_held_begin(chora_store *store, unsigned keeps, chora_error *err);
/** NULL when none may be held. */
chora_held *chora_held_of(const chora_store *store);
/** None are: they are in the tables, as ever. Also at the end of the store. */
void chora_held_forget(chora_store *store);

/**
 * Keep a copy. `first_line` becomes 0, or the line of an earlier row with the same key: then this
 * one is not kept. `numbers` are CHORA_HELD_NUMBERS and `texts` CHORA_HELD_TEXTS (NULL: not stated)
 * where they are asked for; borrowed for the call. Gives the row its id.
 */
chora_status chora_held_add(chora_held *held, chora_held_row *row, const int64_t *numbers,
                            const char *const *texts, int64_t *first_line, chora_error *err);

/** All are there: sort them by key, and refuse to read incidents by SQL from now on. */
chora_status chora_held_settle(chora_store *store, chora_error *err);

size_t chora_held_count(const chora_held *held);
/** By key once they are settled. */
const chora_held_row *chora_held_at(const chora_held *held, size_t index);
/** Of the same index; CHORA_HELD_NO_NUMBER when it is not stated. Only when numbers were asked for.
 */
int64_t chora_held_number(const chora_held *held, size_t index, int column);
bool chora_held_has_numbers(const chora_held *held);
/** The same of texts; NULL when it is not stated. */
const char *chora_held_text(const chora_held *held, size_t index, int column);
bool chora_held_has_texts(const chora_held *held);
bool chora_held_wants_hashes(const chora_held *held);

/** Was a statement refused? Then what failed can be done over incidents that are in the tables. */
bool chora_held_was_missed(const chora_store *store);

#endif
