#include "publish/leak_numbers.h"

#include "base/memory.h"
#include "geo/projection.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MERCATOR = 3857, SQUARE = 100000 };

/* ---- what is looked for ---------------------------------------------------------------------- */

static chora_status add_pair(chora_leak_pairs *pairs, double a, double b, const char *key,
                             chora_error *err)
{
    for (int turn = 0; turn < 2; turn++) {
        if (chora_grow((void **)&pairs->items, &pairs->capacity, pairs->count,
                       sizeof *pairs->items))
            return chora_no_memory(err);
        pairs->items[pairs->count++] =
            (chora_leak_pair){ fabs(turn ? b : a), fabs(turn ? a : b), key };
    }
    return CHORA_OK;
}

chora_status chora_leak_points_add(chora_leak_points *points, const char *key, chora_xy at,
                                   chora_error *err)
{
    if (chora_grow((void **)&points->points, &points->point_capacity, points->point_count,
                   sizeof *points->points))
        return chora_no_memory(err);
    points->points[points->point_count].at = at;
    points->points[points->point_count++].key = key;
    return add_pair(&points->degrees, at.x, at.y, key, err);
}

chora_status chora_leak_points_allow(chora_leak_points *points, chora_xy at, chora_error *err)
{
    if (chora_grow((void **)&points->allowed, &points->allowed_capacity, points->allowed_count,
                   sizeof *points->allowed))
        return chora_no_memory(err);
    points->allowed[points->allowed_count++] = at;
    return CHORA_OK;
}

/* Of a square of 100 km, as MGRS tells it after the letters of the square. */
static chora_status add_grid(chora_leak_points *points, chora_xy at, const char *key,
                             chora_error *err)
{
    return add_pair(&points->grid, fmod(at.x, SQUARE), fmod(at.y, SQUARE), key, err);
}

static chora_status add_metres(chora_leak_points *points, chora_projection *projection, bool utm,
                               size_t from, size_t to, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t i = from; !st && i < to; i++) {
        chora_xy at = points->points[i].at;
        chora_project(projection, &at, 1);
        if (isfinite(at.x) && isfinite(at.y))
            st = add_pair(&points->metres, at.x, at.y, points->points[i].key, err);
        if (!st && utm && isfinite(at.x) && isfinite(at.y))
            st = add_grid(points, at, points->points[i].key, err);
    }
    return st;
}

/* "EPSG:32642": north of the equator 326, south 327, and the zone. */
static int utm_of(chora_xy at)
{
    int zone = (int)floor((at.x + 180) / 6) % 60 + 1;
    return (at.y < 0 ? 32700 : 32600) + zone;
}

static int by_zone(const void *a, const void *b)
{
    const chora_xy *x = a, *y = b; /* the first member of a point */
    int order = utm_of(*x) - utm_of(*y);
    return order ? order : (x->x > y->x) - (x->x < y->x);
}

static chora_status add_system(chora_leak_points *points, int epsg, size_t from, size_t to,
                               chora_error *err)
{
    char name[32];
    chora_projection *projection = NULL;
    snprintf(name, sizeof name, "EPSG:%d", epsg);
    chora_status st =
        chora_projection_open(name, (chora_box){ -180, -80, 180, 84 }, &projection, err);
    if (!st)
        st = add_metres(points, projection, epsg != MERCATOR, from, to, err);
    chora_projection_close(projection);
    return st;
}

static int by_first(const void *a, const void *b)
{
    const chora_leak_pair *x = a, *y = b;
    return (x->first > y->first) - (x->first < y->first);
}

static void sort_pairs(chora_leak_pairs *pairs)
{
    if (pairs->count > 1)
        qsort(pairs->items, pairs->count, sizeof *pairs->items, by_first);
}

chora_status chora_leak_points_settle(chora_leak_points *points, chora_error *err)
{
    chora_status st = CHORA_OK;
    size_t n = points->point_count;
    if (n > 0) {
        qsort(points->points, n, sizeof *points->points, by_zone);
        st = add_system(points, MERCATOR, 0, n, err);
    }
    for (size_t i = 0, end; !st && i < n; i = end) {
        for (end = i; end < n && utm_of(points->points[end].at) == utm_of(points->points[i].at);)
            end++;
        st = add_system(points, utm_of(points->points[i].at), i, end, err);
    }
    sort_pairs(&points->degrees);
    sort_pairs(&points->metres);
    sort_pairs(&points->grid);
    return st;
}

void chora_leak_points_free(chora_leak_points *points)
{
    free(points->degrees.items);
    free(points->metres.items);
    free(points->grid.items);
    free(points->points);
    free(points->allowed);
    *points = (chora_leak_points){ 0 };
}

/* ---- numbers as they stand ------------------------------------------------------------------- */

/* Its value without a sign, and how far the true one may be from it. */
typedef struct {
    double value, off;
    size_t at;
    int digits, decimals;
    bool lettered; /* A letter stands before it. */
} number;

/* "34.531234", "34,531234", "5"; the next place in `at`. */
static number read_number(const char *text, size_t length, size_t *at)
{
    size_t i = *at;
    number out = { .off = 1, .at = i, .lettered = i > 0 && isalpha((unsigned char)text[i - 1]) };
    for (; i < length && isdigit((unsigned char)text[i]); i++, out.digits++)
        out.value = out.value * 10 + (text[i] - '0');
    if (i + 1 < length && (text[i] == '.' || text[i] == ',') && isdigit((unsigned char)text[i + 1]))
        for (i++; i < length && isdigit((unsigned char)text[i]); i++) {
            if (out.decimals == 15)
                continue;
            out.off /= 10;
            out.value += (text[i] - '0') * out.off;
            out.decimals++;
        }
    *at = i;
    return out;
}

/* Cut, or rounded. */
static bool is_near(const number *n, double secret)
{
    double more = fabs(secret) - n->value;
    return more > -0.501 * n->off && more < 1.001 * n->off;
}

static bool is_allowed(const chora_leak_points *points, const number *a, const number *b)
{
    for (size_t i = 0; i < points->allowed_count; i++) {
        chora_xy at = points->allowed[i];
        if ((is_near(a, at.x) && is_near(b, at.y)) || (is_near(a, at.y) && is_near(b, at.x)))
            return true;
    }
    return false;
}

static const char *find_pair(const chora_leak_pairs *pairs, const number *a, const number *b)
{
    double least = a->value - 0.501 * a->off;
    size_t low = 0, high = pairs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pairs->items[middle].first < least)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < pairs->count && pairs->items[low].first < a->value + 1.001 * a->off; low++)
        if (is_near(a, pairs->items[low].first) && is_near(b, pairs->items[low].second))
            return pairs->items[low].key;
    return NULL;
}

/* 34 31 52.4: three numbers that are one. */
static bool from_seconds(const number *three, number *out)
{
    *out = three[0];
    out->value = three[0].value + three[1].value / 60 + three[2].value / 3600;
    out->off = three[2].off / 3600;
    return three[0].decimals == 0 && three[0].value <= 180 && three[1].decimals == 0 &&
           three[1].value < 60 && three[2].value < 60 && three[1].at - three[0].at < 8;
}

/* 34 31.874: two. */
static bool from_minutes(const number *two, number *out)
{
    *out = two[0];
    out->value = two[0].value + two[1].value / 60;
    out->off = two[1].off / 60;
    return two[0].decimals == 0 && two[0].value <= 180 && two[1].decimals >= 2 &&
           two[1].value < 60 && two[1].at - two[0].at < 8;
}

static const char *find_shown(const chora_leak_points *points, const number *a, const number *b)
{
    const char *key = find_pair(&points->degrees, a, b);
    return key && !is_allowed(points, a, b) ? key : NULL;
}

/* "42S WD 18999 23799", "42SWD1899923799", "42SWD18992379": metres in a square. */
static const char *find_in_square(const chora_leak_points *points, const number *a, const number *b)
{
    number east = *a, north = *b;
    if (b->decimals || a->decimals)
        return NULL;
    if (b->digits == 10 || (b->digits == 8 && b->lettered)) {
        double step = b->digits == 10 ? 1 : 10, split = SQUARE / step;
        east.value = floor(b->value / split) * step;
        north.value = fmod(b->value, split) * step;
        east.off = north.off = step;
    } else if (a->digits != 5 || b->digits != 5 || b->at - a->at > 8) {
        return NULL;
    }
    return find_pair(&points->grid, &east, &north);
}

/* The last six numbers: a pair stands in the last two, or with one between them; two triples in all
 * of them, two pairs of degrees and minutes in the last four. */
static const char *find_in_window(const chora_leak_points *points, const number window[6],
                                  size_t seen, int decimals, bool minutes)
{
    const char *key = NULL;
    const number *b = &window[5];
    number whole[2];
    for (int back = 1; back <= 2 && !key && seen > (size_t)back; back++) {
        const number *a = &window[5 - back];
        if (a->decimals >= decimals && b->decimals >= decimals)
            key = find_shown(points, a, b);
    }
    if (!key && seen >= 2 && b->value >= 1000 && window[4].value >= 1000)
        key = find_pair(&points->metres, &window[4], b);
    if (!key)
        key = find_in_square(points, &window[4], b);
    if (!key && minutes && seen >= 6 && b->at - window[0].at < 60 &&
        from_seconds(window, &whole[0]) && from_seconds(window + 3, &whole[1]))
        key = find_shown(points, &whole[0], &whole[1]);
    if (!key && minutes && seen >= 4 && b->at - window[2].at < 40 &&
        from_minutes(window + 2, &whole[0]) && from_minutes(window + 4, &whole[1]))
        key = find_shown(points, &whole[0], &whole[1]);
    return key;
}

const char *chora_leak_points_find(const chora_leak_points *points, const char *text, size_t length,
                                   int decimals, bool minutes, size_t *where)
{
    number window[6] = { 0 };
    size_t seen = 0;
    for (size_t at = 0; points->point_count > 0 && at < length;) {
        if (!isdigit((unsigned char)text[at])) {
            at++;
            continue;
        }
        memmove(window, window + 1, 5 * sizeof *window);
        window[5] = read_number(text, length, &at);
        const char *key = find_in_window(points, window, ++seen, decimals, minutes);
        if (key) {
            *where = window[5].at;
            return key;
        }
    }
    return NULL;
}
