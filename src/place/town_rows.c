/* A million incidents over the world's 200,000 towns spent a tenth of their import passing over the
 * towns of the same latitude. */
#include "place/town_rows.h"

#include <math.h>
#include <stdlib.h>

/* Metres in one degree of latitude where it is shortest: windows made with it are wide enough. */
#define SHORTEST_DEGREE_M 110574.0
/* Two rows hold what is within 5 km. */
#define PER_DEGREE 11
#define ROWS ((size_t)180 * PER_DEGREE)
/* Where in its row a town is looked for: halving from the ends of the row met a cache line a step.
 */
#define STRIPS ((size_t)64)

static size_t row_of(double lat)
{
    double row = floor((lat + 90) * PER_DEGREE);
    return row < 0 ? 0 : row >= (double)ROWS ? ROWS - 1 : (size_t)row;
}

static size_t strip_of(double lon)
{
    double strip = floor((lon + 180) * ((double)STRIPS / 360));
    return strip < 0 ? 0 : strip >= (double)STRIPS ? STRIPS - 1 : (size_t)strip;
}

static size_t cell_of(chora_xy lonlat)
{
    return row_of(lonlat.y) * STRIPS + strip_of(lonlat.x);
}

static int compare_towns(const void *a, const void *b)
{
    const chora_town_at *x = a, *y = b;
    size_t row_x = row_of(x->lonlat.y), row_y = row_of(y->lonlat.y);
    if (row_x != row_y)
        return row_x < row_y ? -1 : 1;
    if (x->lonlat.x != y->lonlat.x)
        return x->lonlat.x < y->lonlat.x ? -1 : 1;
    return (x->town > y->town) - (x->town < y->town);
}

chora_status chora_town_rows_make(chora_town_rows *rows, chora_town_at *towns, size_t count,
                                  chora_arena *arena, chora_error *err)
{
    uint32_t *first = chora_arena_alloc(arena, ROWS * STRIPS + 1, sizeof *first);
    if (!first)
        return chora_no_memory(err);
    qsort(towns, count, sizeof *towns, compare_towns);
    for (size_t cell = 0, i = 0; cell <= ROWS * STRIPS; cell++) {
        first[cell] = (uint32_t)i;
        while (i < count && cell_of(towns[i].lonlat) == cell)
            i++;
    }
    *rows = (chora_town_rows){ towns, first };
    return CHORA_OK;
}

/* The first town of [from, to) that is not west of a longitude. */
static size_t first_not_west(const chora_town_at *towns, size_t from, size_t to, double lon)
{
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (towns[middle].lonlat.x < lon)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static void visit_row(const chora_town_rows *rows, size_t row, double west, double east,
                      chora_town_visit *visit, void *context)
{
    size_t end = rows->first[(row + 1) * STRIPS], cell = row * STRIPS + strip_of(west);
    size_t i = first_not_west(rows->towns, rows->first[cell], rows->first[cell + 1], west);
    for (; i < end && rows->towns[i].lonlat.x <= east; i++)
        visit(context, &rows->towns[i]);
}

void chora_town_rows_around(const chora_town_rows *rows, chora_xy lonlat, double within_m,
                            chora_town_visit *visit, void *context)
{
    double high = within_m / SHORTEST_DEGREE_M;
    double shrink = cos(fmin(89.9, fabs(lonlat.y) + high) * 3.14159265358979323846 / 180);
    double wide = fmin(high / shrink, 180);
    size_t last = row_of(lonlat.y + high);
    for (size_t row = row_of(lonlat.y - high); row <= last; row++) {
        double west = lonlat.x - wide, east = lonlat.x + wide;
        visit_row(rows, row, west, east, visit, context);
        if (west < -180) /* some may come twice */
            visit_row(rows, row, west + 360, 360, visit, context);
        if (east > 180)
            visit_row(rows, row, -360, east - 360, visit, context);
    }
}
