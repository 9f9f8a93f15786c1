#include "intake/decision_table.h"

#include "base/text.h"

#include <string.h>

void chora_decision_columns(const chora_table_file *file, const char *const *names, size_t count,
                            size_t *out)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = CHORA_NO_COLUMN;
        for (size_t c = 0; c < file->count && out[i] == CHORA_NO_COLUMN; c++)
            if (chora_text_compare_nocase(file->headers[c], names[i]) == 0)
                out[i] = c;
    }
}

static const char *unguarded(const char *text)
{
    return text[0] == '\'' && text[1] && strchr("=+-@", text[1]) ? text + 1 : text;
}

const char *chora_decision_cell(const chora_row *row, size_t column, chora_arena *arena)
{
    size_t length = 0;
    const char *text = column == CHORA_NO_COLUMN ? NULL : row->cells[column];
    text = chora_text_trim(text ? unguarded(text) : "", &length);
    return chora_arena_strndup(arena, text, length);
}
