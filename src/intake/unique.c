#include "intake/unique.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 16 };

static size_t keep_first_of_few(const char **list, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t k = 0; k < kept && !known; k++)
            known = strcmp(list[k], list[i]) == 0;
        if (!known)
            list[kept++] = list[i];
    }
    return kept;
}

/* By text; the same ones by where they stand. */
static int by_text(const void *a, const void *b)
{
    const char *const *x = *(const char *const *const *)a, *const *y =
                                                               *(const char *const *const *)b;
    int order = strcmp(*x, *y);
    return order ? order : (x > y) - (x < y);
}

bool chora_unique(const char **list, size_t *count)
{
    size_t all = *count, kept = 0;
    if (all <= FEW) {
        *count = keep_first_of_few(list, all);
        return true;
    }
    const char ***places = chora_alloc(all, sizeof *places);
    if (!places)
        return false;
    for (size_t i = 0; i < all; i++)
        places[i] = &list[i];
    qsort(places, all, sizeof *places, by_text);
    for (size_t i = all - 1; i > 0; i--)
        if (strcmp(*places[i], *places[i - 1]) == 0)
            *places[i] = NULL;
    for (size_t i = 0; i < all; i++)
        if (list[i])
            list[kept++] = list[i];
    free(places);
    *count = kept;
    return true;
}
