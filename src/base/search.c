#include "base/search.h"

#include <string.h>

size_t chora_search_texts(const void *list, size_t count, chora_text_at text, const char *wanted)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(text(list, middle), wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const char *item(const void *list, size_t index)
{
    return ((const char *const *)list)[index];
}

size_t chora_search_list(const char *const *list, size_t count, const char *wanted)
{
    return chora_search_texts(list, count, item, wanted);
}

bool chora_search_id(const int64_t *ids, size_t count, int64_t wanted, size_t *at)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    if (at)
        *at = low;
    return low < count && ids[low] == wanted;
}
