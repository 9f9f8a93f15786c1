/* What a language file leaves to English. */
#include "style/language_inside.h"

enum { NAMED_MAX = 4, LONGEST_LIST = 4096 };

static const chora_words *english_of(const chora_words *words)
{
    while (words->fallback)
        words = words->fallback;
    return words;
}

chora_status chora_words_missing(const chora_words *words, chora_arena *arena, chora_words_gap *out,
                                 chora_error *err)
{
    const chora_words *english = english_of(words), *owner = NULL;
    chora_buffer first = CHORA_BUFFER_INIT(LONGEST_LIST);
    *out = (chora_words_gap){ words->file, words->words_row, 0, english->phrase_count, 0, NULL };
    for (size_t i = 0; words != english && i < english->phrase_count; i++) {
        const char *key = english->phrases[i].key;
        if (!chora_phrase_find(words, key, &owner) || owner != english)
            continue;
        if (out->count++ < NAMED_MAX)
            chora_buffer_printf(&first, "%s%s", out->named++ ? ", " : "", key);
    }
    out->first = first.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&first));
    chora_buffer_free(&first);
    return out->first ? CHORA_OK : chora_no_memory(err);
}
