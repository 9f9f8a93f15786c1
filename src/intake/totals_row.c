#include "intake/totals_row.h"

#include "base/buffer.h"
#include "base/text.h"

#include <string.h>

enum { CELLS_LOOKED_AT = 3, LONGEST = 60 };

/* As people write them below a table; compared by key. */
static const char *const words[] = {
    "total",         "totals",        "grand total", "subtotal", "sub total", "sum",      "all",
    "total general", "total général", "somme",       "suma",     "مجموع",     "مجموعه",   "جمله",
    "جمع کل",        "ټول",           "ټولټال",      "المجموع",  "الإجمالي",  "الاجمالي", "итого",
    "всего",         "разом",         "усього",      "загалом",  "всього"
};

static bool says_total(const char *cell, chora_buffer *key, chora_buffer *other)
{
    if (strlen(cell) > LONGEST)
        return false;
    chora_buffer_clear(key);
    chora_text_key(cell, key);
    for (size_t i = 0; key->length > 0 && i < sizeof words / sizeof *words; i++) {
        chora_buffer_clear(other);
        chora_text_key(words[i], other);
        if (strcmp(chora_buffer_text(key), chora_buffer_text(other)) == 0)
            return true;
    }
    return false;
}

bool chora_is_totals_row(const char *const *cells, size_t count)
{
    chora_buffer key = CHORA_BUFFER_INIT(4096), other = CHORA_BUFFER_INIT(4096);
    size_t filled = 0;
    bool found = false;

    for (size_t i = 0; i < count && filled < CELLS_LOOKED_AT && !found; i++) {
        if (!cells[i] || !*cells[i])
            continue;
        filled++;
        found = says_total(cells[i], &key, &other);
    }
    chora_buffer_free(&key);
    chora_buffer_free(&other);
    return found;
}
