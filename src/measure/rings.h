/**
 * @file
 * Which links of a graph lie on a ring: a way from a node back to itself that takes no link twice.
 *
 * A link leads one way or both ways. It lies on a ring exactly when its ends can be reached from
 * each other (they are in one strongly connected part; R. Tarjan, "Depth-first search and linear
 * graph algorithms", SIAM Journal on Computing 1, 1972) and, for one that leads both ways, when
 * that part does not fall apart without it. Nodes between which all is so are a cluster. Links are
 * only ever added, so that clusters only grow, and what lies within one is never looked at again.
 */
#ifndef CHORA_MEASURE_RINGS_H
#define CHORA_MEASURE_RINGS_H

#include "base/error.h"

#include <stdbool.h>

typedef struct chora_rings chora_rings;

/** A graph without links. CHORA_ENOMEM. The caller frees it with chora_rings_free(). */
chora_status chora_rings_new(size_t nodes, chora_rings **out, chora_error *err);

/** NULL is fine. */
void chora_rings_free(chora_rings *rings);

/** Of two nodes at most one link. CHORA_ENOMEM. */
chora_status chora_rings_add(chora_rings *rings, size_t from, size_t to, bool both_ways,
                             chora_error *err);

/** The two nodes are known to be in one cluster: a link between them lies on a ring. */
void chora_rings_join(chora_rings *rings, size_t a, size_t b);

/**
 * Does a link that was added between the two lie on a ring? Takes time that grows with the number
 * of clusters, not of links, and only when a link has been added since the last answer.
 * CHORA_ENOMEM.
 */
chora_status chora_rings_on_ring(chora_rings *rings, size_t from, size_t to, bool *out,
                                 chora_error *err);

#endif
