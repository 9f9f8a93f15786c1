#include "paint/huffman.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 15 };

typedef struct {
    uint32_t weight;
    uint16_t symbol;
} leaf;

static int by_weight(const void *a, const void *b)
{
    const leaf *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight < y->weight ? -1 : 1;
    return x->symbol < y->symbol ? -1 : x->symbol > y->symbol;
}

static size_t sort_leaves(const uint32_t *frequency, size_t count, leaf *leaves)
{
    size_t used = 0;
    for (size_t i = 0; i < count; i++)
        if (frequency[i])
            leaves[used++] = (leaf){ frequency[i], (uint16_t)i };
    qsort(leaves, used, sizeof *leaves, by_weight);
    return used;
}

/* How deep each leaf lies in Huffman's tree: leaves and inner nodes both come lightest first. */
static void tree_depths(const leaf *leaves, size_t used, int *depth)
{
    uint64_t weight[CHORA_HUFFMAN_MAX];
    uint16_t parent[2 * CHORA_HUFFMAN_MAX]; /* Leaves, then inner nodes. */
    size_t next_leaf = 0, next_inner = 0, made = 0;

    while (made + 1 < used) {
        weight[made] = 0;
        for (int child = 0; child < 2; child++) {
            int is_leaf = next_leaf < used &&
                          (next_inner >= made || leaves[next_leaf].weight <= weight[next_inner]);
            weight[made] += is_leaf ? leaves[next_leaf].weight : weight[next_inner];
            parent[is_leaf ? next_leaf++ : used + next_inner++] = (uint16_t)made;
        }
        made++;
    }
    int inner[CHORA_HUFFMAN_MAX];
    inner[made - 1] = 0;
    for (size_t i = made - 1; i-- > 0;)
        inner[i] = inner[parent[used + i]] + 1;
    for (size_t i = 0; i < used; i++)
        depth[i] = inner[parent[i]] + 1;
}

/* Too long codes are cut; what that uses too much is taken from the rarest of the shorter ones, and
 * what is then left over goes to the most frequent: a code must be complete. */
static void limit_depths(int *depth, size_t used, int longest)
{
    uint32_t room = 1u << longest, taken = 0;
    for (size_t i = 0; i < used; i++) {
        depth[i] = depth[i] > longest ? longest : depth[i];
        taken += room >> depth[i];
    }
    for (size_t i = 0; taken > room; i = i + 1 < used ? i + 1 : 0)
        if (depth[i] < longest)
            taken -= room >> ++depth[i];
    for (size_t i = used; i-- > 0;)
        while (depth[i] > 1 && (room >> depth[i]) <= room - taken)
            taken += room >> depth[i]--;
}

void chora_huffman_lengths(const uint32_t *frequency, size_t count, int longest, uint8_t *length)
{
    leaf leaves[CHORA_HUFFMAN_MAX];
    int depth[CHORA_HUFFMAN_MAX] = { 1 };
    size_t used = sort_leaves(frequency, count, leaves);

    memset(length, 0, count);
    if (used > 1) {
        tree_depths(leaves, used, depth);
        limit_depths(depth, used, longest);
    }
    for (size_t i = 0; i < used; i++)
        length[leaves[i].symbol] = (uint8_t)depth[i];
}

static uint16_t turned(unsigned code, int length)
{
    unsigned out = 0;
    for (int i = 0; i < length; i++)
        out |= (code >> i & 1u) << (length - 1 - i);
    return (uint16_t)out;
}

void chora_huffman_codes(const uint8_t *length, size_t count, uint16_t *code)
{
    unsigned of_length[LONGEST + 2] = { 0 }, next = 0;

    for (size_t i = 0; i < count; i++)
        of_length[length[i]]++;
    of_length[0] = 0;
    unsigned first[LONGEST + 2];
    for (int l = 1; l <= LONGEST; l++)
        first[l] = next = (next + of_length[l - 1]) << 1;
    for (size_t i = 0; i < count; i++)
        code[i] = length[i] ? turned(first[length[i]]++, length[i]) : 0;
}
