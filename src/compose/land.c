/* Cells of about a point, and their sums, so that any box is asked in four look-ups. */
#include "compose/land.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELLS_MAX 400000.0

static size_t clamp_index(double at, size_t count)
{
    if (!(at > 0))
        return 0;
    return at < (double)count ? (size_t)at : count - 1;
}

static size_t column_of(const chora_land *land, double x)
{
    return clamp_index(floor((x - land->frame.min_x) / land->cell), land->columns);
}

static size_t row_of(const chora_land *land, double y)
{
    return clamp_index(floor((y - land->frame.min_y) / land->cell), land->rows);
}

/* All cells that the edge passes, row by row. */
static void mark_edge(chora_land *land, chora_xy a, chora_xy b)
{
    chora_box f = land->frame;
    if (fmax(a.y, b.y) < f.min_y || fmin(a.y, b.y) > f.max_y || fmax(a.x, b.x) < f.min_x ||
        fmin(a.x, b.x) > f.max_x)
        return;
    size_t last = row_of(land, fmax(a.y, b.y));
    for (size_t row = row_of(land, fmin(a.y, b.y)); row <= last; row++) {
        double low = f.min_y + (double)row * land->cell, rise = b.y - a.y;
        double t0 = rise != 0 ? fmin(fmax((low - a.y) / rise, 0), 1) : 0;
        double t1 = rise != 0 ? fmin(fmax((low + land->cell - a.y) / rise, 0), 1) : 1;
        double x0 = a.x + t0 * (b.x - a.x), x1 = a.x + t1 * (b.x - a.x);
        if (fmax(x0, x1) < f.min_x || fmin(x0, x1) > f.max_x)
            continue;
        size_t end = column_of(land, fmax(x0, x1));
        for (size_t column = column_of(land, fmin(x0, x1)); column <= end; column++)
            land->taken[row * land->columns + column] = 1;
    }
}

/* Cells whose middle lies inside: each edge turns over all to its right. */
static void turn_row(const chora_land *land, unsigned char *turns, chora_xy a, chora_xy b)
{
    double top = land->frame.min_y + land->cell / 2, rise = b.y - a.y;
    double first = fmax(0, ceil((fmin(a.y, b.y) - top) / land->cell));
    for (double row = first; row < (double)land->rows; row++) {
        double y = top + row * land->cell;
        if ((a.y > y) == (b.y > y)) {
            if (y >= fmax(a.y, b.y))
                return;
            continue;
        }
        double x = a.x + (y - a.y) / rise * (b.x - a.x);
        double column = ceil((x - land->frame.min_x) / land->cell - 0.5);
        if (column < (double)land->columns)
            turns[(size_t)row * land->columns + (column > 0 ? (size_t)column : 0)] ^= 1;
    }
}

/* Most cells turn nothing: eight are passed at once. */
static void fill_row(unsigned char *taken, unsigned char *turns, size_t count)
{
    unsigned char inside = 0;
    uint64_t eight = 0;
    for (size_t at = 0; at < count;) {
        if (at + 8 <= count && (memcpy(&eight, turns + at, 8), eight == 0)) {
            for (size_t i = 0; inside && i < 8; i++)
                taken[at + i] = 1;
            at += 8;
            continue;
        }
        inside ^= turns[at];
        taken[at] |= inside;
        turns[at++] = 0;
    }
}

static void mark_inside(chora_land *land, const chora_shape *shape, unsigned char *turns)
{
    size_t first = row_of(land, shape->box.min_y), last = row_of(land, shape->box.max_y);
    size_t left = column_of(land, shape->box.min_x), right = column_of(land, shape->box.max_x);
    right += right + 1 < land->columns; /* The last edge turns the cell behind its own. */
    for (size_t row = first; row <= last; row++)
        fill_row(land->taken + row * land->columns + left, turns + row * land->columns + left,
                 right - left + 1);
}

/* Where a corner lies: its cell, and how many middles of rows lie above it. Where rounding may
 * decide, and outside the frame, NaN, which equals nothing. */
typedef struct {
    double column, row, middles;
} corner;

static double whole_part(double at)
{
    const double near = 1e-9;
    double whole = (double)(int32_t)at;
    return at - whole > near && at - whole < 1 - near ? whole : NAN;
}

static corner corner_of(const chora_land *land, chora_xy at)
{
    double x = (at.x - land->frame.min_x) / land->cell;
    double y = (at.y - land->frame.min_y) / land->cell;
    if (!(x > 0 && x < (double)land->columns && y > 0 && y < (double)land->rows))
        return (corner){ NAN, NAN, NAN };
    return (corner){ whole_part(x), whole_part(y), whole_part(y + 0.5) };
}

/* Most edges of a border are shorter than a cell: they stay in the one of their corners and pass no
 * middle, for which two comparisons do. */
static void mark_shape(chora_land *land, const chora_shape *shape, unsigned char *turns)
{
    chora_box f = land->frame;
    if (shape->path_count == 0 || shape->box.max_y < f.min_y || shape->box.min_y > f.max_y)
        return;
    for (size_t r = 0; r < shape->path_count; r++) {
        const chora_xy *xy = shape->xy + shape->start[r];
        size_t count = shape->start[r + 1] - shape->start[r];
        corner last = count > 0 ? corner_of(land, xy[0]) : (corner){ 0 };
        for (size_t i = 1; i < count; i++) {
            corner now = corner_of(land, xy[i]);
            if (now.column == last.column && now.row == last.row)
                land->taken[(size_t)now.row * land->columns + (size_t)now.column] = 1;
            else
                mark_edge(land, xy[i - 1], xy[i]);
            if (!(now.middles == last.middles))
                turn_row(land, turns, xy[i - 1], xy[i]);
            last = now;
        }
    }
    mark_inside(land, shape, turns);
}

/* Eight cells of which none or all are taken, as most are: without a branch between them. */
static void add_eight(const uint32_t *above, uint32_t sum, bool all, uint32_t *to)
{
    for (uint32_t i = 0; i < 8; i++)
        to[i] = above[i] + sum + (all ? i + 1 : 0);
}

static void add_up_row(const unsigned char *taken, size_t count, const uint32_t *above,
                       uint32_t *to)
{
    const uint64_t full = 0x0101010101010101u;
    uint32_t sum = 0;
    uint64_t eight = 0;
    for (size_t at = 0; at < count;) {
        bool whole = at + 8 <= count;
        if (whole)
            memcpy(&eight, taken + at, 8);
        if (whole && (eight == 0 || eight == full)) {
            add_eight(above + at, sum, eight == full, to + at);
            sum += eight == full ? 8 : 0;
            at += 8;
            continue;
        }
        sum += taken[at];
        to[at] = above[at] + sum;
        at++;
    }
}

static void add_up(chora_land *land)
{
    size_t wide = land->columns + 1;
    for (size_t row = 0; row < land->rows; row++)
        add_up_row(land->taken + row * land->columns, land->columns, land->sums + row * wide + 1,
                   land->sums + (row + 1) * wide + 1);
}

chora_status chora_land_open(chora_box frame, const chora_shape *const *shapes, size_t count,
                             chora_land *out, chora_error *err)
{
    double width = fmax(frame.max_x - frame.min_x, 1), height = fmax(frame.max_y - frame.min_y, 1);
    chora_land land = { .frame = frame, .cell = fmax(1, sqrt(width * height / CELLS_MAX)) };
    land.columns = (size_t)ceil(width / land.cell);
    land.rows = (size_t)ceil(height / land.cell);
    land.taken = chora_alloc(land.columns * land.rows, 1);
    land.sums = chora_alloc((land.columns + 1) * (land.rows + 1), sizeof *land.sums);
    unsigned char *turns = chora_alloc(land.columns * land.rows, 1);
    if (!land.taken || !land.sums || !turns) {
        free(turns);
        chora_land_close(&land);
        return chora_no_memory(err);
    }
    for (size_t i = 0; i < count; i++)
        mark_shape(&land, shapes[i], turns);
    free(turns);
    add_up(&land);
    *out = land;
    return CHORA_OK;
}

void chora_land_close(chora_land *land)
{
    free(land->taken);
    free(land->sums);
    *land = (chora_land){ 0 };
}

bool chora_land_is_clear(const chora_land *land, chora_box box)
{
    size_t wide = land->columns + 1;
    size_t left = column_of(land, box.min_x), right = column_of(land, box.max_x) + 1;
    size_t top = row_of(land, box.min_y), bottom = row_of(land, box.max_y) + 1;
    return land->sums[bottom * wide + right] + land->sums[top * wide + left] ==
           land->sums[top * wide + right] + land->sums[bottom * wide + left];
}

bool chora_land_holds(const chora_land *land, chora_xy point)
{
    return chora_box_holds(land->frame, point) &&
           land->taken[row_of(land, point.y) * land->columns + column_of(land, point.x)];
}
