/* Rows that add up to a number of their own are a table of their own. */
#include "measure/suppress.h"
#include "measure/withhold.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t group;
    size_t row;
} member;

static int by_group(const void *a, const void *b)
{
    const member *x = a, *y = b;
    int order = (x->group > y->group) - (x->group < y->group);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

typedef struct {
    const chora_grouped_table *table;
    member *members;
    int64_t *counts;
    bool *also, *withheld;
} grouping;

/* The rows of members[from] to below members[to]. */
static chora_status suppress_group(grouping *g, size_t from, size_t to, bool *out, chora_error *err)
{
    const chora_grouped_table *table = g->table;
    size_t columns = table->columns, rows = to - from;
    for (size_t i = 0; i < rows; i++) {
        size_t at = g->members[from + i].row * columns;
        memcpy(g->counts + i * columns, table->counts + at, columns * sizeof *g->counts);
        if (table->also)
            memcpy(g->also + i * columns, table->also + at, columns * sizeof *g->also);
    }
    const chora_suppress_table part = { .rows = rows,
                                        .columns = columns,
                                        .counts = g->counts,
                                        .totals = table->totals,
                                        .smallest = table->smallest,
                                        .also = table->also ? g->also : NULL };
    chora_status st = chora_suppress(&part, g->withheld, err);
    for (size_t i = 0; !st && i < rows; i++)
        memcpy(out + g->members[from + i].row * (columns + 1), g->withheld + i * (columns + 1),
               (columns + 1) * sizeof *out);
    return st;
}

chora_status chora_suppress_groups(const chora_grouped_table *table, bool *out, chora_error *err)
{
    size_t cells = table->rows * (table->columns + 1) + 1;
    grouping g = { .table = table,
                   .members = chora_alloc(table->rows + 1, sizeof *g.members),
                   .counts = chora_alloc(cells, sizeof *g.counts),
                   .also = chora_alloc(cells, sizeof *g.also),
                   .withheld = chora_alloc(cells, sizeof *g.withheld) };
    chora_status st =
        g.members && g.counts && g.also && g.withheld ? CHORA_OK : chora_no_memory(err);
    for (size_t i = 0; !st && i < table->rows; i++)
        g.members[i] = (member){ table->group[i], i };
    if (!st && table->rows > 1)
        qsort(g.members, table->rows, sizeof *g.members, by_group);
    for (size_t from = 0, to; !st && from < table->rows; from = to) {
        for (to = from; to < table->rows && g.members[to].group == g.members[from].group;)
            to++;
        st = suppress_group(&g, from, to, out, err);
    }
    free(g.members);
    free(g.counts);
    free(g.also);
    free(g.withheld);
    return st;
}
