#include "measure/fisher.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>

/**
 * Prefix sums of the numbers less their mean: without the shift the squares of large numbers
 * cancel and the optimum is lost. `best` and `next` are two rows of the dynamic programme,
 * `cut` all its decisions, a row a class.
 */
typedef struct {
    size_t count;
    long double *weight, *sum, *square;
    long double *best, *next;
    uint32_t *cut;
} programme;

static void programme_free(programme *p)
{
    free(p->weight);
    free(p->cut);
}

static long double weighted_mean(const chora_groups *groups, size_t first, size_t last)
{
    long double weight = 0, sum = 0;
    for (size_t i = first; i <= last; i++) {
        weight += groups->weight[i];
        sum += (long double)groups->value[i] * groups->weight[i];
    }
    return sum / weight;
}

static chora_status programme_new(const chora_groups *groups, size_t classes, programme *p,
                                  chora_error *err)
{
    size_t n = groups->count;
    p->count = n;
    p->weight = chora_alloc(n + 1, 5 * sizeof *p->weight);
    p->cut = chora_alloc(n, classes * sizeof *p->cut);
    if (!p->weight || !p->cut) {
        programme_free(p);
        return chora_no_memory(err);
    }
    p->sum = p->weight + (n + 1);
    p->square = p->sum + (n + 1);
    p->best = p->square + (n + 1);
    p->next = p->best + (n + 1);

    long double mean = weighted_mean(groups, 0, n - 1);
    for (size_t i = 0; i < n; i++) {
        long double weight = groups->weight[i], off = groups->value[i] - mean;
        p->weight[i + 1] = p->weight[i] + weight;
        p->sum[i + 1] = p->sum[i] + weight * off;
        p->square[i + 1] = p->square[i] + weight * off * off;
    }
    return CHORA_OK;
}

/** Sum of squares of one class that holds groups first .. last. */
static long double cost(const programme *p, size_t first, size_t last)
{
    long double weight = p->weight[last + 1] - p->weight[first];
    long double sum = p->sum[last + 1] - p->sum[first];
    long double squares = p->square[last + 1] - p->square[first] - sum * sum / weight;
    return squares > 0 ? squares : 0;
}

/**
 * Fill next[low .. high]: the best partition of groups 0 .. j into row + 1 classes. The start of
 * the last class never moves left as j grows, so the middle one's answer bounds the others.
 */
static void solve_row(programme *p, size_t row, size_t low, size_t high, size_t cut_low,
                      size_t cut_high)
{
    size_t j = low + (high - low) / 2;
    size_t from = cut_low > row ? cut_low : row, to = cut_high < j ? cut_high : j;
    size_t cut = from;
    long double least = p->best[from - 1] + cost(p, from, j);
    for (size_t i = from + 1; i <= to; i++) {
        long double squares = p->best[i - 1] + cost(p, i, j);
        if (squares < least) {
            least = squares;
            cut = i;
        }
    }
    p->next[j] = least;
    p->cut[row * p->count + j] = (uint32_t)cut;
    if (j > low)
        solve_row(p, row, low, j - 1, cut_low, cut);
    if (j < high)
        solve_row(p, row, j + 1, high, cut, cut_high);
}

static void read_cuts(const programme *p, size_t classes, size_t *last)
{
    size_t end = p->count - 1;
    for (size_t row = classes; row-- > 0;) {
        last[row] = end;
        if (row > 0)
            end = p->cut[row * p->count + end] - 1u;
    }
}

chora_status chora_fisher(const chora_groups *groups, size_t classes, size_t *last,
                          chora_error *err)
{
    if (groups->count > UINT32_MAX)
        return chora_fail(err, CHORA_ELIMIT, "more than %lu distinct numbers to classify",
                          (unsigned long)UINT32_MAX);
    programme p;
    chora_status st = programme_new(groups, classes, &p, err);
    if (st)
        return st;
    for (size_t j = 0; j < p.count; j++)
        p.best[j] = cost(&p, 0, j);
    for (size_t row = 1; row < classes; row++) {
        solve_row(&p, row, row, p.count - 1, row, p.count - 1);
        long double *swap = p.best;
        p.best = p.next;
        p.next = swap;
    }
    read_cuts(&p, classes, last);
    programme_free(&p);
    return CHORA_OK;
}

long double chora_groups_squares(const chora_groups *groups, size_t first, size_t last)
{
    long double mean = weighted_mean(groups, first, last), squares = 0;
    for (size_t i = first; i <= last; i++) {
        long double off = groups->value[i] - mean;
        squares += groups->weight[i] * off * off;
    }
    return squares;
}
