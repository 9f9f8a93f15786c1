#include "publish/leak.h"

#include "base/file.h"
#include "base/memory.h"
#include "store/query.h"
#include "store/shield.h"

#include <chora/profile.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Fewer right decimals than this are a chance hit on some other number. */
enum { LEAST_DECIMALS = 4, LARGEST_FILE = 1 << 30, LARGEST_DUMP = 64 << 20 };

typedef struct {
    const char *key;
    double lon, lat; /* NaN: no secret. */
} secret_point;

typedef struct {
    const char *key, *kind, *word;
} secret_word;

struct chora_leaks {
    chora_arena *arena;
    secret_point *points;
    secret_word *words;
    size_t point_count, point_capacity, word_count, word_capacity;
};

/* ---- what is secret -------------------------------------------------------------------------- */

#define OPEN_ROWS "FROM main.incident WHERE id NOT IN (SELECT incident_id FROM temp.shield)"

static const char points_sql[] =
    "SELECT i.key, i.lon, i.lat FROM main.incident i JOIN temp.shield s ON s.incident_id = i.id"
    " WHERE i.lon IS NOT NULL AND i.lat IS NOT NULL AND (s.lon IS NULL OR s.lon <> i.lon OR"
    " s.lat <> i.lat) AND (i.lon, i.lat) NOT IN (SELECT lon, lat " OPEN_ROWS
    " AND lon IS NOT NULL AND lat IS NOT NULL)";

/* The numbers are those of chora_hidden_column. Short words would be found anywhere. */
static const char words_sql[] =
    "SELECT i.key, 'id', i.key FROM main.incident i JOIN temp.shield s ON s.incident_id = i.id"
    " WHERE s.hide & 1 AND length(i.key) >= 5"
    " UNION ALL SELECT i.key, 'summary', i.summary FROM main.incident i JOIN temp.shield s"
    " ON s.incident_id = i.id WHERE s.hide & 2048 AND length(i.summary) >= 12"
    " AND i.summary NOT IN (SELECT summary " OPEN_ROWS " AND summary IS NOT NULL)"
    " UNION ALL SELECT i.key, 'site', i.site_id FROM main.incident i JOIN temp.shield s"
    " ON s.incident_id = i.id WHERE length(i.site_id) >= 6"
    " UNION ALL SELECT i.key, 'link', e.url FROM main.evidence e JOIN main.incident i"
    " ON i.id = e.incident_id JOIN temp.shield s ON s.incident_id = i.id"
    " WHERE s.hide & 4096 AND length(e.url) >= 10 AND e.url NOT IN (SELECT url FROM main.evidence"
    " WHERE url IS NOT NULL AND incident_id NOT IN (SELECT incident_id FROM temp.shield))";

static chora_status add_point(chora_leaks *leaks, chora_query *query, chora_error *err)
{
    if (chora_grow((void **)&leaks->points, &leaks->point_capacity, leaks->point_count,
                   sizeof *leaks->points))
        return chora_no_memory(err);
    const char *key = chora_arena_strdup(leaks->arena, chora_query_text(query, 0));
    leaks->points[leaks->point_count++] =
        (secret_point){ key, chora_query_double(query, 1), chora_query_double(query, 2) };
    return key ? CHORA_OK : chora_no_memory(err);
}

static chora_status add_word(chora_leaks *leaks, chora_query *query, chora_error *err)
{
    if (chora_grow((void **)&leaks->words, &leaks->word_capacity, leaks->word_count,
                   sizeof *leaks->words))
        return chora_no_memory(err);
    secret_word word = { chora_arena_strdup(leaks->arena, chora_query_text(query, 0)),
                         chora_arena_strdup(leaks->arena, chora_query_text(query, 1)),
                         chora_arena_strdup(leaks->arena, chora_query_text(query, 2)) };
    leaks->words[leaks->word_count++] = word;
    return word.key && word.kind && word.word ? CHORA_OK : chora_no_memory(err);
}

static chora_status read_secrets(chora_store *store, const char *sql, chora_leaks *leaks,
                                 chora_status (*add)(chora_leaks *, chora_query *, chora_error *),
                                 chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(store, sql, &query, err);
    while (!st && !(st = chora_query_step(query, &row, err)) && row)
        if ((st = add(leaks, query, err)))
            break;
    chora_query_close(query);
    return st;
}

chora_status chora_leaks_new(chora_store *store, chora_leaks **out, chora_error *err)
{
    *out = NULL;
    if (chora_shield_report(store)->coarser == 0)
        return CHORA_OK;
    chora_leaks *leaks = chora_alloc(1, sizeof *leaks);
    if (!leaks || !(leaks->arena = chora_arena_new())) {
        chora_leaks_free(leaks);
        return chora_no_memory(err);
    }
    chora_status st = read_secrets(store, points_sql, leaks, add_point, err);
    if (!st)
        st = read_secrets(store, words_sql, leaks, add_word, err);
    if (st) {
        chora_leaks_free(leaks);
        return st;
    }
    *out = leaks;
    return CHORA_OK;
}

void chora_leaks_free(chora_leaks *leaks)
{
    if (!leaks)
        return;
    chora_arena_free(leaks->arena);
    free(leaks->points);
    free(leaks->words);
    free(leaks);
}

/* ---- numbers --------------------------------------------------------------------------------- */

/* A number as it stands: its value and how far the true one may be from it. */
typedef struct {
    double value, off;
    size_t at;
    bool exact; /* Enough decimals. */
} number;

/* "34.531234", "34,531234", "-0.5"; the next place in `at`. */
static bool read_number(const char *bytes, size_t length, size_t *at, number *out)
{
    size_t i = *at, decimals = 0;
    double value = 0, unit = 1;
    bool minus = i > 0 && bytes[i - 1] == '-';
    *out = (number){ .at = i };
    for (; i < length && isdigit((unsigned char)bytes[i]); i++)
        value = value * 10 + (bytes[i] - '0');
    if (i + 1 < length && (bytes[i] == '.' || bytes[i] == ',') &&
        isdigit((unsigned char)bytes[i + 1]))
        for (i++; i < length && isdigit((unsigned char)bytes[i]) && decimals < 17; i++) {
            unit /= 10;
            value += (bytes[i] - '0') * unit;
            decimals++;
        }
    *at = i;
    out->value = minus ? -value : value;
    out->off = unit;
    out->exact = decimals >= LEAST_DECIMALS;
    return true;
}

static bool is_near(const number *n, double secret)
{
    double more = fabs(secret) - fabs(n->value); /* cut, or rounded */
    return n->exact && more > -0.501 * n->off && more < 1.001 * n->off;
}

/* 34 31 52.4 : three numbers that are one, seconds to a tenth are three decimals. */
static number from_minutes(const number *three)
{
    number made = three[0];
    made.value = fabs(three[0].value) + three[1].value / 60 + three[2].value / 3600;
    made.off = 1.0 / 3600;
    made.exact = three[0].value == floor(three[0].value) && fabs(three[1].value) < 60 &&
                 three[1].value == floor(three[1].value) && fabs(three[2].value) < 60;
    return made;
}

static const secret_point *find_pair(const chora_leaks *leaks, const number *a, const number *b)
{
    for (size_t i = 0; i < leaks->point_count; i++) {
        const secret_point *p = &leaks->points[i];
        if ((is_near(a, p->lon) && is_near(b, p->lat)) ||
            (is_near(a, p->lat) && is_near(b, p->lon)))
            return p;
    }
    return NULL;
}

/* The last six numbers: a pair stands in the last two, or two triples in all of them. */
static const secret_point *find_in_window(const chora_leaks *leaks, const number window[6],
                                          size_t seen)
{
    const secret_point *found = NULL;
    if (seen >= 2 && window[4].exact && window[5].exact)
        found = find_pair(leaks, &window[4], &window[5]);
    if (!found && seen >= 6 && window[5].at - window[0].at < 60) {
        number a = from_minutes(window), b = from_minutes(window + 3);
        if (a.exact && b.exact)
            found = find_pair(leaks, &a, &b);
    }
    return found;
}

static const secret_point *find_numbers(const chora_leaks *leaks, const char *bytes, size_t length,
                                        size_t *where)
{
    number window[6] = { 0 };
    size_t seen = 0;
    for (size_t at = 0; at < length;) {
        if (!isdigit((unsigned char)bytes[at])) {
            at++;
            continue;
        }
        memmove(window, window + 1, 5 * sizeof *window);
        read_number(bytes, length, &at, &window[5]);
        const secret_point *found = find_in_window(leaks, window, ++seen);
        if (found) {
            *where = window[5].at;
            return found;
        }
    }
    return NULL;
}

/* As a GeoPackage holds them. */
static const secret_point *find_doubles(const chora_leaks *leaks, const char *bytes, size_t length,
                                        size_t *where)
{
    for (size_t i = 0; i < leaks->point_count; i++) {
        double pair[2] = { leaks->points[i].lon, leaks->points[i].lat };
        const char *hit = memmem(bytes, length, pair, sizeof pair);
        if (hit) {
            *where = (size_t)(hit - bytes);
            return &leaks->points[i];
        }
    }
    return NULL;
}

/* ---- words ----------------------------------------------------------------------------------- */

/* As XML, or as JSON and CSV write it; `kind` 0: as it is. */
static void write_as(const char *word, int kind, chora_buffer *out)
{
    chora_buffer_clear(out);
    for (; *word; word++)
        if (kind == 1 && *word == '&')
            chora_buffer_add_text(out, "&amp;");
        else if (kind == 1 && *word == '<')
            chora_buffer_add_text(out, "&lt;");
        else if (kind == 2 && *word == '"')
            chora_buffer_add_text(out, "\\\"");
        else if (kind == 3 && *word == '"')
            chora_buffer_add_text(out, "\"\"");
        else
            chora_buffer_add(out, word, 1);
}

static bool is_word_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_';
}

static const char *find_whole(const char *bytes, size_t length, const char *word, size_t size)
{
    const char *from = bytes, *end = bytes + length, *hit;
    while ((hit = memmem(from, (size_t)(end - from), word, size))) {
        bool before = hit > bytes && is_word_byte(hit[-1]) && is_word_byte(*word);
        bool after = hit + size < end && is_word_byte(hit[size]) && is_word_byte(word[size - 1]);
        if (!before && !after)
            return hit;
        from = hit + 1;
    }
    return NULL;
}

static const secret_word *find_words(const chora_leaks *leaks, const char *bytes, size_t length,
                                     size_t *where)
{
    chora_buffer written = CHORA_BUFFER_INIT(1 << 20);
    const secret_word *found = NULL;
    for (size_t i = 0; !found && i < leaks->word_count; i++)
        for (int kind = 0; !found && kind < 4; kind++) {
            write_as(leaks->words[i].word, kind, &written);
            const char *hit =
                find_whole(bytes, length, chora_buffer_text(&written), written.length);
            if (hit) {
                *where = (size_t)(hit - bytes);
                found = &leaks->words[i];
            }
        }
    chora_buffer_free(&written);
    return found;
}

/* ---- searching ------------------------------------------------------------------------------- */

static chora_status tell(const char *what, const char *kind, const char *key, size_t where,
                         chora_error *err)
{
    return chora_fail(err, CHORA_EDATA,
                      "%s: the %s of the protected incident %s would be in it (byte %zu): nothing "
                      "is written; take it out of the title or text, or choose another --profile",
                      what, kind, key, where);
}

chora_status chora_leaks_find(const chora_leaks *leaks, const char *what, const char *bytes,
                              size_t length, chora_error *err)
{
    size_t where = 0;
    if (!leaks || !bytes)
        return CHORA_OK;
    const secret_point *point = find_numbers(leaks, bytes, length, &where);
    if (!point)
        point = find_doubles(leaks, bytes, length, &where);
    if (point)
        return tell(what, "exact place", point->key, where, err);
    const secret_word *word = find_words(leaks, bytes, length, &where);
    return word ? tell(what, word->kind, word->key, where, err) : CHORA_OK;
}

chora_status chora_leaks_file(const chora_leaks *leaks, const char *path, chora_error *err)
{
    if (!leaks || strcmp(path, "-") == 0)
        return CHORA_OK;
    chora_buffer bytes = CHORA_BUFFER_INIT(LARGEST_FILE);
    chora_status st = chora_file_read(path, &bytes, err);
    if (!st)
        st = chora_leaks_find(leaks, path, bytes.data, bytes.length, err);
    if (st)
        unlink(path);
    chora_buffer_free(&bytes);
    return st;
}

chora_status chora_leaks_page(const chora_leaks *leaks, const chora_page *page, const char *what,
                              chora_error *err)
{
    if (!leaks)
        return CHORA_OK;
    chora_buffer text = CHORA_BUFFER_INIT(LARGEST_DUMP);
    chora_page_dump(page, &text);
    chora_status st = text.failed ? chora_no_memory(err)
                                  : chora_leaks_find(leaks, what, text.data, text.length, err);
    chora_buffer_free(&text);
    return st;
}
