#include "geo/locate_grid.h"

#include <math.h>
#include <stdlib.h>

/* What is known of the middle of a cell besides the number of a polygon. */
#define IN_NONE UINT32_MAX
#define NOT_KNOWN (UINT32_MAX - 1) /* In several, or on a border. */

#define CORNERS_A_CELL 2
#define CELLS_MIN 64

/* Of a cell: what rounding can move a border by, many times over. */
#define HAIR 1e-6

/* Twice the area of a triangle is rounded by less than this part of its two products (Shewchuk,
 * Adaptive Precision Floating-Point Arithmetic, 1997: 3.33e-16). */
#define ROUNDING 4e-16

/* With its corners: a cell's edges are read through, and a corner elsewhere is a cache line more.
 */
typedef struct {
    chora_xy a, b;
    uint32_t polygon;
} edge;

struct chora_locate_grid {
    chora_box box;
    double per_x, per_y; /* Cells a degree. */
    size_t columns, rows;
    size_t *first; /* Of each cell, and the count behind the last. */
    edge *edges;
    uint32_t *middles;
};

size_t chora_locate_grid_cells(size_t corners)
{
    return corners / CORNERS_A_CELL + CELLS_MIN;
}

static size_t cell_at(double at, size_t count)
{
    return !(at > 0) ? 0 : at >= (double)count ? count - 1 : (size_t)at;
}

/* ---- which borders touch a cell -------------------------------------------------------------- */

/* The first walk counts, the second puts in: `first` then moves to where the next cell begins. */
typedef struct {
    chora_locate_grid *grid;
    edge edge;
    bool counts;
} walk;

static void touch(walk *w, size_t row, double x1, double x2)
{
    chora_locate_grid *grid = w->grid;
    size_t last = cell_at(fmax(x1, x2) + HAIR, grid->columns);
    for (size_t c = cell_at(fmin(x1, x2) - HAIR, grid->columns); c <= last; c++) {
        size_t *first = &grid->first[row * grid->columns + c];
        if (!w->counts)
            grid->edges[*first] = w->edge;
        ++*first;
    }
}

/* In cells; a is not above b. */
static void touch_cells(walk *w, chora_xy a, chora_xy b)
{
    size_t first = cell_at(a.y - HAIR, w->grid->rows), last = cell_at(b.y + HAIR, w->grid->rows);
    double slope = b.y - a.y > HAIR ? (b.x - a.x) / (b.y - a.y) : 0;
    for (size_t row = first; row <= last; row++) {
        if (first == last || slope == 0) {
            touch(w, row, a.x, b.x);
            continue;
        }
        double low = fmin(b.y, fmax(a.y, (double)row - HAIR));
        double high = fmax(a.y, fmin(b.y, (double)row + 1 + HAIR));
        touch(w, row, a.x + (low - a.y) * slope, a.x + (high - a.y) * slope);
    }
}

static chora_xy in_cells(const chora_locate_grid *grid, chora_xy xy)
{
    return (chora_xy){ (xy.x - grid->box.min_x) * grid->per_x,
                       (xy.y - grid->box.min_y) * grid->per_y };
}

static void walk_all(chora_locate_grid *grid, const chora_locate_rings *polygons, size_t count,
                     bool counts)
{
    walk w = { .grid = grid, .counts = counts };
    for (size_t i = 0; i < count; i++) {
        const chora_shape *shape = polygons[i].shape;
        for (size_t ring = polygons[i].first; ring < polygons[i].last; ring++) {
            for (size_t at = shape->start[ring]; at + 1 < shape->start[ring + 1]; at++) {
                chora_xy a = in_cells(grid, shape->xy[at]), b = in_cells(grid, shape->xy[at + 1]);
                w.edge = (edge){ shape->xy[at], shape->xy[at + 1], (uint32_t)i };
                touch_cells(&w, a.y <= b.y ? a : b, a.y <= b.y ? b : a);
            }
        }
    }
}

/* Counts become the place of each cell's first. */
static size_t sum_up(size_t *first, size_t cells)
{
    size_t sum = 0;
    for (size_t i = 0; i < cells; i++) {
        size_t own = first[i];
        first[i] = sum;
        sum += own;
    }
    return sum;
}

static bool file_edges(chora_locate_grid *grid, const chora_locate_rings *polygons, size_t count)
{
    size_t cells = grid->columns * grid->rows;
    walk_all(grid, polygons, count, true);
    grid->edges = chora_alloc(sum_up(grid->first, cells) + 1, sizeof *grid->edges);
    if (!grid->edges)
        return false;
    walk_all(grid, polygons, count, false);
    for (size_t i = cells; i > 0; i--) /* each has moved to where the next begins */
        grid->first[i] = grid->first[i - 1];
    grid->first[0] = 0;
    return true;
}

/* ---- from one point of a cell to another ----------------------------------------------------- */

/* On which side of the line a-b is c? 0 where rounding could decide. */
static int side(chora_xy a, chora_xy b, chora_xy c)
{
    double left = (b.x - a.x) * (c.y - a.y), right = (b.y - a.y) * (c.x - a.x);
    double twice = left - right;
    return fabs(twice) <= ROUNDING * (fabs(left) + fabs(right)) ? 0 : twice > 0 ? 1 : -1;
}

/* Do p-q and a-b cross? -1 where rounding could decide. */
static int crosses(chora_xy p, chora_xy q, chora_xy a, chora_xy b)
{
    int side_a = side(p, q, a), side_b = side(p, q, b);
    if (side_a * side_b > 0)
        return 0;
    int side_p = side(a, b, p), side_q = side(a, b, q);
    if (side_p * side_q > 0)
        return 0;
    return side_a && side_b && side_p && side_q ? 1 : -1;
}

/* Wholly to one side of what is between the two points, as most are: no product needs be made. */
static bool is_beside(chora_xy p, chora_xy q, const edge *border)
{
    chora_xy a = border->a, b = border->b;
    return (a.x < p.x && b.x < p.x && a.x < q.x && b.x < q.x) ||
           (a.x > p.x && b.x > p.x && a.x > q.x && b.x > q.x) ||
           (a.y < p.y && b.y < p.y && a.y < q.y && b.y < q.y) ||
           (a.y > p.y && b.y > p.y && a.y > q.y && b.y > q.y);
}

typedef struct {
    size_t polygons[CHORA_LOCATE_OVER];
    size_t count;
} held;

static bool enter_or_leave(held *h, size_t polygon)
{
    for (size_t i = 0; i < h->count; i++) {
        if (h->polygons[i] == polygon) {
            h->polygons[i] = h->polygons[--h->count];
            return true;
        }
    }
    if (h->count == CHORA_LOCATE_OVER)
        return false;
    h->polygons[h->count++] = polygon;
    return true;
}

/* Both points are in the cell, and so is all between them. */
static bool go(const chora_locate_grid *grid, size_t cell, chora_xy from, chora_xy to, held *h)
{
    for (size_t i = grid->first[cell]; i < grid->first[cell + 1]; i++) {
        const edge *border = &grid->edges[i];
        if (is_beside(from, to, border))
            continue;
        int crossed = crosses(from, to, border->a, border->b);
        if (crossed < 0 || (crossed && !enter_or_leave(h, border->polygon)))
            return false;
    }
    return true;
}

static held held_by(uint32_t middle)
{
    held h = { .count = 0 };
    if (middle != IN_NONE)
        h.polygons[h.count++] = middle;
    return h;
}

/* ---- the middles of cells -------------------------------------------------------------------- */

/* `over`: half cells from the middle. */
static chora_xy middle_of(const chora_locate_grid *grid, size_t row, size_t column, double over)
{
    return (chora_xy){ grid->box.min_x + ((double)column + 0.5 + over / 2) / grid->per_x,
                       grid->box.min_y + ((double)row + 0.5) / grid->per_y };
}

/* By way of the middle of the side that two neighbours share. */
static bool come_from_west(const chora_locate_grid *grid, size_t row, size_t column, uint32_t *out)
{
    size_t cell = row * grid->columns + column;
    if (column == 0 || grid->middles[cell - 1] == NOT_KNOWN)
        return false;
    chora_xy between = middle_of(grid, row, column - 1, 1);
    held h = held_by(grid->middles[cell - 1]);
    if (!go(grid, cell - 1, middle_of(grid, row, column - 1, 0), between, &h) ||
        !go(grid, cell, between, middle_of(grid, row, column, 0), &h) || h.count > 1)
        return false;
    *out = h.count ? (uint32_t)h.polygons[0] : IN_NONE;
    return true;
}

static void find_middles(chora_locate_grid *grid, chora_locate_ask *ask, void *context)
{
    for (size_t row = 0; row < grid->rows; row++) {
        for (size_t column = 0; column < grid->columns; column++) {
            uint32_t *middle = &grid->middles[row * grid->columns + column];
            size_t polygon = 0;
            if (come_from_west(grid, row, column, middle))
                continue;
            size_t count = ask(context, middle_of(grid, row, column, 0), &polygon);
            *middle = count == 0 ? IN_NONE : count == 1 ? (uint32_t)polygon : NOT_KNOWN;
        }
    }
}

/* ---- the grid -------------------------------------------------------------------------------- */

static void lay_out(chora_locate_grid *grid, chora_box box, size_t cells)
{
    double wide = fmax(box.max_x - box.min_x, 1e-6), high = fmax(box.max_y - box.min_y, 1e-6);
    double side_length = sqrt(wide * high / (double)cells);
    grid->box = box;
    grid->columns = cell_at(wide / side_length, cells) + 1;
    grid->rows = cell_at((double)cells / (double)grid->columns, cells) + 1;
    grid->per_x = (double)grid->columns / wide;
    grid->per_y = (double)grid->rows / high;
}

static bool fill(chora_locate_grid *grid, const chora_locate_rings *polygons, size_t count)
{
    size_t cells = grid->columns * grid->rows;
    grid->first = chora_alloc(cells + 1, sizeof *grid->first);
    grid->middles = chora_alloc(cells, sizeof *grid->middles);
    return grid->first && grid->middles && file_edges(grid, polygons, count);
}

chora_locate_grid *chora_locate_grid_new(const chora_locate_rings *polygons, size_t count,
                                         chora_box box, chora_locate_ask *ask, void *context)
{
    size_t corners = 0;
    chora_locate_grid *grid = chora_alloc(1, sizeof *grid);
    if (!grid)
        return NULL;
    for (size_t i = 0; i < count; i++)
        corners += polygons[i].shape->start[polygons[i].last] -
                   polygons[i].shape->start[polygons[i].first];
    lay_out(grid, box, chora_locate_grid_cells(corners));
    if (!fill(grid, polygons, count)) {
        chora_locate_grid_free(grid);
        return NULL;
    }
    find_middles(grid, ask, context);
    return grid;
}

void chora_locate_grid_free(chora_locate_grid *grid)
{
    if (!grid)
        return;
    free(grid->first);
    free(grid->edges);
    free(grid->middles);
    free(grid);
}

bool chora_locate_grid_find(const chora_locate_grid *grid, chora_xy xy,
                            size_t polygons[CHORA_LOCATE_OVER], size_t *count)
{
    chora_xy at = in_cells(grid, xy);
    size_t column = cell_at(at.x, grid->columns), row = cell_at(at.y, grid->rows);
    size_t cell = row * grid->columns + column;
    if (grid->middles[cell] == NOT_KNOWN)
        return false;
    held h = held_by(grid->middles[cell]);
    if (!go(grid, cell, middle_of(grid, row, column, 0), xy, &h))
        return false;
    *count = h.count;
    for (size_t i = 0; i < h.count; i++)
        polygons[i] = h.polygons[i];
    return true;
}
