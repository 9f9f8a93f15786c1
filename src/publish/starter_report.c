/* The report to start from, in a language. */
#include <chora/starter.h>

#include "base/memory.h"
#include "publish/starter.h"
#include "style/language.h"

#include <string.h>

/* A variety has no text of its own. */
static const char *written_in(const chora_words *words)
{
    const char *like = chora_words_like(words);
    return like ? like : chora_words_tag(words);
}

chora_status chora_starter_report(const char *language, char **out, chora_error *err)
{
    if (!language || !*language || strcmp(language, "en") == 0)
        return chora_starter_read("styles/starters/report.md", out, err);
    chora_arena *arena = chora_arena_new();
    const chora_words *words = NULL;
    const char *name = NULL;
    chora_status st =
        arena ? chora_words_load(language, CHORA_CALENDAR_OF_LANGUAGE, arena, &words, err)
              : chora_no_memory(err);
    if (!st)
        name = chora_arena_printf(arena, "styles/starters/report.%s.md", written_in(words));
    if (!st)
        st = name ? chora_starter_read(name, out, err) : chora_no_memory(err);
    chora_arena_free(arena);
    return st;
}
