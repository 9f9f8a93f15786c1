#include "compose/label_crowd.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL_PT 1.0
#define CELLS_MAX 4e6

typedef struct {
    chora_box frame;
    double cell;
    size_t columns, rows;
    unsigned char *taken;
} grid;

static chora_status grid_open(chora_box frame, grid *out, chora_error *err)
{
    double width = fmax(frame.max_x - frame.min_x, 1), height = fmax(frame.max_y - frame.min_y, 1);
    grid g = { .frame = frame, .cell = fmax(CELL_PT, sqrt(width * height / CELLS_MAX)) };
    g.columns = (size_t)ceil(width / g.cell);
    g.rows = (size_t)ceil(height / g.cell);
    g.taken = chora_alloc(g.columns * g.rows, 1);
    *out = g;
    return g.taken ? CHORA_OK : chora_no_memory(err);
}

/* First and one past the last cell that the span touches. */
static void cells_of(double low, double high, double start, double cell, size_t count,
                     size_t *first, size_t *end)
{
    double a = floor((low - start) / cell), b = floor((high - start) / cell) + 1;
    *first = (size_t)fmin(fmax(a, 0), (double)count);
    *end = (size_t)fmin(fmax(b, 0), (double)count);
}

static void take(grid *g, chora_box box)
{
    size_t left, right, top, bottom;
    cells_of(box.min_x, box.max_x, g->frame.min_x, g->cell, g->columns, &left, &right);
    cells_of(box.min_y, box.max_y, g->frame.min_y, g->cell, g->rows, &top, &bottom);
    for (size_t row = top; row < bottom && left < right; row++)
        memset(g->taken + row * g->columns + left, 1, right - left);
}

typedef struct {
    chora_box *items;
    size_t count, capacity;
} box_list;

static int add_run(box_list *list, const grid *g, size_t row, size_t from, size_t to)
{
    double x = g->frame.min_x, y = g->frame.min_y + (double)row * g->cell;
    if (chora_grow((void **)&list->items, &list->capacity, list->count, sizeof *list->items))
        return -1;
    list->items[list->count++] =
        (chora_box){ x + (double)from * g->cell, y, x + (double)to * g->cell, y + g->cell };
    return 0;
}

static int add_runs(box_list *list, const grid *g, size_t row)
{
    const unsigned char *taken = g->taken + row * g->columns;
    for (size_t column = 0; column < g->columns;) {
        size_t from = column;
        while (column < g->columns && taken[column])
            column++;
        if (column > from && add_run(list, g, row, from, column))
            return -1;
        column += column == from;
    }
    return 0;
}

chora_status chora_crowd_cover(chora_box frame, const chora_box *boxes, size_t count,
                               chora_box **out, size_t *out_count, chora_error *err)
{
    grid g;
    box_list list = { 0 };
    chora_status st = grid_open(frame, &g, err);
    for (size_t i = 0; !st && i < count; i++)
        take(&g, boxes[i]);
    for (size_t row = 0; !st && row < g.rows; row++)
        if (add_runs(&list, &g, row))
            st = chora_no_memory(err);
    free(g.taken);
    if (st) {
        free(list.items);
        return st;
    }
    *out = list.items;
    *out_count = list.count;
    return CHORA_OK;
}
