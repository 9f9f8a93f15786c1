/*
 * A name is tried in thousands of rows, each with hundreds of boxes, and fits in hardly one. Asked
 * of the cells first, a map of 90,000 circles takes NNN M instructions for its names instead of
 * NNN.
 */
#include "compose/label_crowd.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL_PT 1.0
#define CELLS_MAX 4e6
#define ROUNDING 1e-6 /* Of coordinates on a page, and more. */

chora_status chora_cover_open(chora_box frame, chora_cover *out, chora_error *err)
{
    double width = fmax(frame.max_x - frame.min_x, 1), height = fmax(frame.max_y - frame.min_y, 1);
    chora_cover cover = { .frame = frame, .cell = fmax(CELL_PT, sqrt(width * height / CELLS_MAX)) };
    cover.columns = (size_t)ceil(width / cover.cell);
    cover.rows = (size_t)ceil(height / cover.cell);
    cover.taken = chora_alloc(cover.columns * cover.rows, 1);
    if (!cover.taken)
        return chora_no_memory(err);
    *out = cover;
    return CHORA_OK;
}

void chora_cover_close(chora_cover *cover)
{
    free(cover->taken);
    free(cover->below);
    *cover = (chora_cover){ 0 };
}

/* The cell at `at`, of cells from the start; a call of floor costs more than the rest. */
static size_t cell_at(double at, size_t count)
{
    if (!(at > 0))
        return 0;
    return at < (double)count ? (size_t)at : count;
}

/* First and one past the last cell that the span touches. */
static void cells_of(double low, double high, double start, double cell, size_t count,
                     size_t *first, size_t *end)
{
    double last = (high - start) / cell;
    *first = cell_at((low - start) / cell, count);
    *end = !(last >= 0) ? 0 : last < (double)count ? (size_t)last + 1 : count;
}

void chora_cover_add(chora_cover *cover, chora_box box)
{
    size_t left, right, top, bottom;
    cells_of(box.min_x, box.max_x, cover->frame.min_x, cover->cell, cover->columns, &left, &right);
    cells_of(box.min_y, box.max_y, cover->frame.min_y, cover->cell, cover->rows, &top, &bottom);
    for (size_t row = top; row < bottom && left < right; row++)
        memset(cover->taken + row * cover->columns + left, 1, right - left);
}

typedef struct {
    chora_box *items;
    size_t count, capacity;
} box_list;

static int add_run(box_list *list, const chora_cover *cover, size_t row, size_t from, size_t to)
{
    double x = cover->frame.min_x, y = cover->frame.min_y + (double)row * cover->cell;
    if (chora_grow((void **)&list->items, &list->capacity, list->count, sizeof *list->items))
        return -1;
    list->items[list->count++] = (chora_box){ x + (double)from * cover->cell, y,
                                              x + (double)to * cover->cell, y + cover->cell };
    return 0;
}

static int add_runs(box_list *list, const chora_cover *cover, size_t row)
{
    const unsigned char *taken = cover->taken + row * cover->columns;
    for (size_t column = 0; column < cover->columns;) {
        size_t from = column;
        while (column < cover->columns && taken[column])
            column++;
        if (column > from && add_run(list, cover, row, from, column))
            return -1;
        column += column == from;
    }
    return 0;
}

static void count_down(chora_cover *cover)
{
    size_t columns = cover->columns;
    for (size_t row = cover->rows; row-- > 0;) {
        const unsigned char *taken = cover->taken + row * columns;
        const uint16_t *next = cover->below + (row + 1) * columns;
        uint16_t *below = cover->below + row * columns;
        for (size_t i = 0; i < columns; i++)
            below[i] = (uint16_t)(taken[i] ? 0 : next[i] + (next[i] < UINT16_MAX));
    }
}

chora_status chora_cover_settle(chora_cover *cover, chora_box **out, size_t *out_count,
                                chora_error *err)
{
    box_list list = { 0 };
    chora_status st = CHORA_OK;
    cover->below = chora_alloc((cover->rows + 1) * cover->columns, sizeof *cover->below);
    if (!cover->below)
        return chora_no_memory(err);
    memset(cover->below + cover->rows * cover->columns, 0xFF,
           cover->columns * sizeof *cover->below);
    count_down(cover);
    for (size_t row = 0; !st && row < cover->rows; row++)
        if (add_runs(&list, cover, row))
            st = chora_no_memory(err);
    if (st) {
        free(list.items);
        return st;
    }
    *out = list.items;
    *out_count = list.count;
    return CHORA_OK;
}

/* First and one past the last cell that the span overlaps for certain. */
static bool overlapped(double low, double high, double start, double cell, size_t count,
                       size_t *first, size_t *end)
{
    *first = cell_at((low + ROUNDING - start) / cell, count);
    *end = cell_at(ceil((high - ROUNDING - start) / cell), count);
    return *first < *end;
}

bool chora_cover_leaves_room(const chora_cover *cover, chora_box strip, double gap, double width)
{
    size_t top, bottom, left, right;
    chora_box f = cover->frame;
    if (!overlapped(strip.min_y, strip.max_y, f.min_y, cover->cell, cover->rows, &top, &bottom))
        return true;
    cells_of(strip.min_x - gap, strip.max_x + gap, f.min_x, cover->cell, cover->columns, &left,
             &right);
    const uint16_t *below = cover->below + top * cover->columns;
    const size_t height = bottom - top;
    double from = strip.min_x, needed = width - ROUNDING;
    for (size_t column = left; column < right; column++) {
        if (below[column] >= height)
            continue;
        double edge = f.min_x + (double)column * cover->cell;
        if (edge - gap - from >= needed)
            return true;
        while (column + 1 < right && below[column + 1] < height)
            column++;
        from = f.min_x + (double)(column + 1) * cover->cell + gap;
    }
    return strip.max_x - from >= needed;
}

bool chora_cover_is_hit(const chora_cover *cover, chora_box box)
{
    size_t top, bottom, left, right;
    chora_box f = cover->frame;
    if (!overlapped(box.min_y, box.max_y, f.min_y, cover->cell, cover->rows, &top, &bottom) ||
        !overlapped(box.min_x, box.max_x, f.min_x, cover->cell, cover->columns, &left, &right))
        return false;
    const uint16_t *below = cover->below + top * cover->columns;
    for (size_t column = left; column < right; column++)
        if (below[column] < bottom - top)
            return true;
    return false;
}
