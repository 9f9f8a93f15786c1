#include "measure/withhold_spans.h"

#include "base/memory.h"
#include "measure/frame.h"
#include "measure/rings.h"

#include <stdlib.h>

/* How far blocks reach. */
enum { OF_QUARTER, OF_YEAR, OF_ALL, NO_BLOCKS };

typedef struct {
    const chora_row_plan *of;
    size_t areas, months;
    size_t *blocks, block_count;
    int *reach;      /* Of each area. */
    size_t *columns; /* Of each area: the first of those with its parent, whose columns it is in. */
    chora_rings *rings;
} blocking;

static bool is_hidden(const chora_row_plan *of, size_t area, size_t month)
{
    return of->withheld[area * (of->months + 1) + month];
}

static bool is_total_hidden(const chora_row_plan *of, size_t area)
{
    return is_hidden(of, area, of->months);
}

static int64_t count_of(const chora_row_plan *of, size_t area, size_t month)
{
    int64_t count = of->counts[area * of->months + month];
    return count > 0 ? count : 0;
}

/* ---- blocks ---------------------------------------------------------------------------------- */

static chora_day block_key(const blocking *b, size_t month, int reach)
{
    chora_period period = b->of->periods[month];
    chora_period_kind kind = reach == OF_QUARTER ? CHORA_PERIOD_QUARTER : CHORA_PERIOD_YEAR;
    if (reach == OF_ALL)
        return 0;
    return chora_period_of(chora_period_kind_in(kind, chora_period_calendar(period.kind)),
                           period.first)
        .first;
}

/* The months from `first` on that have its key and no block yet become one, if there are enough. */
static void make_block(blocking *b, size_t area, size_t first, int reach)
{
    size_t *blocks = b->blocks + area * b->months, count = 0;
    int64_t sum = 0;
    chora_day key = block_key(b, first, reach);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = first; i < b->months && block_key(b, i, reach) == key; i++) {
            if (!is_hidden(b->of, area, i) || blocks[i] != CHORA_NO_INDEX)
                continue;
            count += pass == 0;
            sum += pass == 0 ? count_of(b->of, area, i) : 0;
            if (pass == 1)
                blocks[i] = b->block_count;
        }
        if (count < 2 || sum < b->of->smallest || sum <= (int64_t)count)
            return;
    }
    b->block_count++;
}

/* What is left over of quarters goes to years, what of these to all. */
static bool make_blocks(blocking *b, size_t area)
{
    bool all = true;
    for (size_t i = 0; i < b->months; i++)
        b->blocks[area * b->months + i] = CHORA_NO_INDEX;
    for (int reach = b->reach[area]; reach <= OF_ALL; reach++)
        for (size_t i = 0; i < b->months; i++)
            if (is_hidden(b->of, area, i) && b->blocks[area * b->months + i] == CHORA_NO_INDEX)
                make_block(b, area, i, reach);
    for (size_t i = 0; i < b->months; i++)
        all = all &&
              (!is_hidden(b->of, area, i) || b->blocks[area * b->months + i] != CHORA_NO_INDEX);
    return all;
}

/* Of one whose total is withheld nothing is told; for the graph its months are one block. */
static void block_area(blocking *b, size_t area)
{
    if (is_total_hidden(b->of, area))
        b->reach[area] = NO_BLOCKS;
    while (b->reach[area] < NO_BLOCKS && !make_blocks(b, area))
        b->reach[area]++;
    for (size_t i = 0; b->reach[area] == NO_BLOCKS && i < b->months; i++)
        b->blocks[area * b->months + i] = b->block_count;
    b->block_count += b->reach[area] == NO_BLOCKS;
}

/* ---- the graph of blocks and months -----------------------------------------------------------
 */

static size_t column_node(const blocking *b, size_t area, size_t month)
{
    return b->block_count + b->columns[area] * (b->months + 1) + month;
}

static chora_status link_area(blocking *b, size_t area, chora_error *err)
{
    chora_status st = CHORA_OK;
    int64_t total = 0;
    for (size_t i = 0; !st && i < b->months; i++) {
        total += count_of(b->of, area, i);
        if (is_hidden(b->of, area, i))
            st = chora_rings_add(b->rings, b->blocks[area * b->months + i], column_node(b, area, i),
                                 count_of(b->of, area, i) > 0, err);
    }
    if (!st && is_total_hidden(b->of, area))
        st = chora_rings_add(b->rings, column_node(b, area, b->months), b->blocks[area * b->months],
                             total > 0, err);
    return st;
}

/* Of all that have a number in this column and may have larger blocks. */
static bool enlarge(blocking *b, size_t area, size_t month)
{
    bool any = false;
    for (size_t i = 0; i < b->areas; i++)
        if (b->columns[i] == b->columns[area] && is_hidden(b->of, i, month) &&
            b->reach[i] < OF_ALL) {
            b->reach[i]++;
            any = true;
        }
    return any;
}

static chora_status check_area(blocking *b, size_t area, bool *enlarged, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < b->months; i++) {
        bool is_safe = true;
        if (is_hidden(b->of, area, i))
            st = chora_rings_on_ring(b->rings, b->blocks[area * b->months + i],
                                     column_node(b, area, i), &is_safe, err);
        if (!st && !is_safe && enlarge(b, area, i))
            *enlarged = true;
    }
    return st;
}

static chora_status block_all(blocking *b, bool *enlarged, chora_error *err)
{
    b->block_count = 0;
    for (size_t area = 0; area < b->areas; area++)
        block_area(b, area);
    if (!b->of->sums_known)
        return CHORA_OK;
    chora_status st = chora_rings_new(b->block_count + b->areas * (b->months + 1), &b->rings, err);
    for (size_t area = 0; !st && area < b->areas; area++)
        st = link_area(b, area, err);
    for (size_t area = 0; !st && area < b->areas; area++)
        st = check_area(b, area, enlarged, err);
    chora_rings_free(b->rings);
    b->rings = NULL;
    return st;
}

static void group_areas(blocking *b)
{
    for (size_t i = 0; i < b->areas; i++)
        while (b->of->groups[b->columns[i]] != b->of->groups[i])
            b->columns[i]++;
}

chora_status chora_withhold_blocks(const chora_row_plan *withheld, size_t *out, chora_error *err)
{
    blocking b = {
        .of = withheld, .areas = withheld->rows, .months = withheld->months, .blocks = out
    };
    bool enlarged = true;
    b.reach = chora_alloc(b.areas + 1, sizeof *b.reach);
    b.columns = chora_alloc(b.areas + 1, sizeof *b.columns);
    chora_status st = b.reach && b.columns ? CHORA_OK : chora_no_memory(err);
    if (!st)
        group_areas(&b);
    while (!st && enlarged) {
        enlarged = false;
        st = block_all(&b, &enlarged, err);
    }
    for (size_t i = 0; !st && i < b.areas * b.months; i++)
        if (b.reach[i / b.months] == NO_BLOCKS || !is_hidden(withheld, i / b.months, i % b.months))
            out[i] = CHORA_NO_INDEX;
    free(b.reach);
    free(b.columns);
    return st;
}

/* ---- spans ----------------------------------------------------------------------------------- */

static bool is_inside(size_t month, size_t first, size_t last)
{
    return month >= first && month <= last;
}

/* Blocks are numbered by where they begin: one that is inside in part has two months that tell. */
bool chora_withhold_gives_away(const chora_row_plan *withheld, const size_t *blocks, size_t area,
                               size_t first, size_t last)
{
    size_t months = withheld->months;
    const size_t *of = blocks + area * months;
    for (size_t i = first; i <= last && i < months; i++) {
        if (!is_hidden(withheld, area, i))
            continue;
        if (of[i] == CHORA_NO_INDEX)
            return true;
        for (size_t other = 0; other < months; other++)
            if (of[other] == of[i] && !is_inside(other, first, last))
                return true;
    }
    return first == 0 && last + 1 >= months && months > 1 && is_total_hidden(withheld, area);
}
