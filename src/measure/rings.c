#include "measure/rings.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NONE SIZE_MAX

typedef struct {
    size_t from, to;
    bool both_ways;
} link;

/* Of each node: where its links begin in `ends`, and how far the walk has come. */
typedef struct {
    size_t first, next, past;
    size_t entered; /* The link that the walk came by. */
    size_t order, low;
    size_t part; /* Strongly connected with it. */
    bool is_open;
} node;

struct chora_rings {
    size_t node_count;
    node *nodes;
    size_t *joined; /* Towards the node that stands for the cluster. */
    link *links;    /* Those between clusters. */
    size_t link_count, link_capacity;
    size_t *ends, *path, *open;
    size_t depth, open_count, order;
    bool changed;
};

chora_status chora_rings_new(size_t nodes, chora_rings **out, chora_error *err)
{
    chora_rings *rings = chora_alloc(1, sizeof *rings);
    if (!rings)
        return chora_no_memory(err);
    rings->node_count = nodes;
    rings->nodes = chora_alloc(nodes + 1, sizeof *rings->nodes);
    rings->joined = chora_alloc(nodes + 1, sizeof *rings->joined);
    rings->path = chora_alloc(nodes + 1, sizeof *rings->path);
    rings->open = chora_alloc(nodes + 1, sizeof *rings->open);
    if (!rings->nodes || !rings->joined || !rings->path || !rings->open) {
        chora_rings_free(rings);
        return chora_no_memory(err);
    }
    for (size_t i = 0; i < nodes; i++)
        rings->joined[i] = i;
    *out = rings;
    return CHORA_OK;
}

void chora_rings_free(chora_rings *rings)
{
    if (!rings)
        return;
    free(rings->nodes);
    free(rings->joined);
    free(rings->links);
    free(rings->ends);
    free(rings->path);
    free(rings->open);
    free(rings);
}

chora_status chora_rings_add(chora_rings *rings, size_t from, size_t to, bool both_ways,
                             chora_error *err)
{
    if (chora_grow((void **)&rings->links, &rings->link_capacity, rings->link_count,
                   sizeof *rings->links))
        return chora_no_memory(err);
    rings->links[rings->link_count++] = (link){ from, to, both_ways };
    rings->changed = true;
    return CHORA_OK;
}

static size_t cluster_of(chora_rings *rings, size_t at)
{
    while (rings->joined[at] != at)
        at = rings->joined[at] = rings->joined[rings->joined[at]];
    return at;
}

void chora_rings_join(chora_rings *rings, size_t a, size_t b)
{
    a = cluster_of(rings, a);
    b = cluster_of(rings, b);
    rings->changed = rings->changed || a != b;
    rings->joined[a] = b;
}

/* ---- the links between clusters -------------------------------------------------------------- */

static void drop_inner_links(chora_rings *rings)
{
    size_t kept = 0;
    for (size_t i = 0; i < rings->link_count; i++) {
        link at = rings->links[i];
        at.from = cluster_of(rings, at.from);
        at.to = cluster_of(rings, at.to);
        if (at.from != at.to)
            rings->links[kept++] = at;
    }
    rings->link_count = kept;
}

static chora_status list_ends(chora_rings *rings, chora_error *err)
{
    size_t *ends = chora_realloc(rings->ends, 2 * rings->link_count + 1, sizeof *ends), at = 0;
    if (!ends)
        return chora_no_memory(err);
    rings->ends = ends;
    memset(rings->nodes, 0, rings->node_count * sizeof *rings->nodes);
    for (size_t i = 0; i < rings->link_count; i++) {
        rings->nodes[rings->links[i].from].past++;
        rings->nodes[rings->links[i].to].past++;
    }
    for (size_t i = 0; i < rings->node_count; i++) {
        node *each = &rings->nodes[i];
        size_t count = each->past;
        each->first = each->past = at;
        at += count;
    }
    for (size_t i = 0; i < rings->link_count; i++) {
        ends[rings->nodes[rings->links[i].from].past++] = i;
        ends[rings->nodes[rings->links[i].to].past++] = i;
    }
    return CHORA_OK;
}

/* ---- the walk -------------------------------------------------------------------------------- */

/* By the ways that links lead; or, inside of each part, by every link whichever way, but never back
 * by the one that led here. */
static bool may_go(const chora_rings *rings, bool ways, size_t at, size_t by)
{
    const link *taken = &rings->links[by];
    if (ways)
        return taken->both_ways || taken->from == at;
    return rings->nodes[at].entered != by &&
           rings->nodes[taken->from].part == rings->nodes[taken->to].part;
}

static void enter(chora_rings *rings, size_t at, size_t by)
{
    node *entered = &rings->nodes[at];
    entered->order = entered->low = ++rings->order;
    entered->next = entered->first;
    entered->entered = by;
    entered->is_open = true;
    rings->path[rings->depth++] = at;
    rings->open[rings->open_count++] = at;
}

/* All that was entered since `at`, and is still open, belongs to it. */
static void close_part(chora_rings *rings, bool ways, size_t at)
{
    size_t each;
    do {
        each = rings->open[--rings->open_count];
        rings->nodes[each].is_open = false;
        if (ways)
            rings->nodes[each].part = at;
        else
            chora_rings_join(rings, each, at);
    } while (each != at);
}

static void go(chora_rings *rings, bool ways, size_t at, size_t by)
{
    if (!may_go(rings, ways, at, by))
        return;
    const link *taken = &rings->links[by];
    size_t to = taken->from == at ? taken->to : taken->from;
    if (!rings->nodes[to].order)
        enter(rings, to, by);
    else if (rings->nodes[to].is_open && rings->nodes[to].order < rings->nodes[at].low)
        rings->nodes[at].low = rings->nodes[to].order;
}

static void leave(chora_rings *rings, bool ways, size_t at)
{
    rings->depth--;
    if (rings->nodes[at].low == rings->nodes[at].order)
        close_part(rings, ways, at);
    if (rings->depth == 0)
        return;
    node *before = &rings->nodes[rings->path[rings->depth - 1]];
    if (rings->nodes[at].low < before->low)
        before->low = rings->nodes[at].low;
}

static void walk(chora_rings *rings, bool ways)
{
    rings->order = 0;
    for (size_t i = 0; i < rings->node_count; i++)
        rings->nodes[i].order = 0;
    for (size_t i = 0; i < rings->node_count; i++) {
        if (rings->nodes[i].order || rings->nodes[i].first == rings->nodes[i].past)
            continue;
        enter(rings, i, NONE);
        while (rings->depth > 0) {
            size_t at = rings->path[rings->depth - 1];
            if (rings->nodes[at].next < rings->nodes[at].past)
                go(rings, ways, at, rings->ends[rings->nodes[at].next++]);
            else
                leave(rings, ways, at);
        }
    }
}

chora_status chora_rings_on_ring(chora_rings *rings, size_t from, size_t to, bool *out,
                                 chora_error *err)
{
    if (rings->changed && cluster_of(rings, from) != cluster_of(rings, to)) {
        drop_inner_links(rings);
        chora_status st = list_ends(rings, err);
        if (st)
            return st;
        walk(rings, true);
        walk(rings, false);
        rings->changed = false;
    }
    *out = cluster_of(rings, from) == cluster_of(rings, to);
    return CHORA_OK;
}
