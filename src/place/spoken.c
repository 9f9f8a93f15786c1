#include "place/spoken.h"

#include <string.h>

static void turn_to(chora_spoken *spoken, const chora_spelling *spelling)
{
    bool same = (spoken->has_plain || spoken->has_sounds) && !spoken->words.failed &&
                strcmp(chora_buffer_text(&spoken->words), spelling->spoken) == 0;
    if (same)
        return;
    chora_buffer_clear(&spoken->words);
    chora_buffer_add_text(&spoken->words, spelling->spoken);
    spoken->has_plain = spoken->has_sounds = false;
}

const chora_sound *chora_spoken_plain(chora_spoken *spoken, const chora_languages *languages,
                                      const chora_spelling *spelling)
{
    turn_to(spoken, spelling);
    if (!spoken->has_plain)
        spoken->plain = chora_spelling_sound(languages, spelling);
    spoken->has_plain = true;
    return &spoken->plain;
}

size_t chora_spoken_sounds(chora_spoken *spoken, const chora_languages *languages,
                           const chora_spelling *spelling)
{
    turn_to(spoken, spelling);
    if (!spoken->has_sounds)
        spoken->count = chora_spelling_sounds(languages, spelling, spoken->sounds);
    spoken->has_sounds = true;
    return spoken->count;
}

void chora_spoken_free(chora_spoken *spoken)
{
    chora_buffer_free(&spoken->words);
}
