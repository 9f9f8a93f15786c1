#include "place/hearing.h"

#include <stdlib.h>
#include <string.h>

void chora_hearing_free(chora_hearing *hearing)
{
    chora_lookup_free(&hearing->by_plain);
    chora_lookup_free(&hearing->by_sound);
    chora_lookup_free(&hearing->by_skeleton);
    chora_lookup_free(&hearing->by_stem);
    free(hearing->list);
    free(hearing->in_provinces);
    *hearing = (chora_hearing){ 0 };
}

static bool file_under(chora_lookup *lookup, const char *key, size_t index)
{
    if (*key)
        chora_lookup_add(lookup, key, index);
    return !lookup->failed;
}

/* The plain sound and the one without its ending: two entries of one name. */
static bool add_sound(chora_hearing *hearing, chora_heard heard, const chora_sound *sound,
                      chora_arena *arena)
{
    chora_sound skeleton = chora_sound_skeleton(sound), open = chora_sound_open(sound);
    const char *stem = chora_arena_strdup(arena, open.text);
    heard.sound = chora_arena_strdup(arena, sound->text);
    heard.skeleton = chora_arena_strdup(arena, skeleton.text);
    heard.length = sound->length;
    heard.letters = chora_sound_letters(sound);
    if (!stem || !heard.sound || !heard.skeleton ||
        chora_grow((void **)&hearing->list, &hearing->capacity, hearing->count,
                   sizeof *hearing->list))
        return false;
    size_t index = hearing->count++;
    hearing->list[index] = heard;
    return file_under(&hearing->by_sound, heard.sound, index) &&
           file_under(&hearing->by_skeleton, heard.skeleton, index) &&
           (heard.vowels_unwritten || file_under(&hearing->by_stem, stem, index));
}

bool chora_hearing_add(chora_hearing *hearing, const chora_languages *languages, size_t site,
                       bool alternate, const char *text, chora_arena *arena)
{
    chora_spelling spelling;
    if (!chora_spelling_read(languages, text, arena, &spelling))
        return false;
    chora_heard heard = { .site = site,
                          .alternate = alternate,
                          .vowels_unwritten = spelling.vowels_unwritten,
                          .kinds = spelling.kinds,
                          .sides = spelling.sides };
    chora_sound whole = chora_spelling_sound(languages, &spelling);
    chora_sound stem = chora_spelling_stem(languages, &spelling);
    size_t first = hearing->count;
    if (!add_sound(hearing, heard, &whole, arena) ||
        (stem.length && !add_sound(hearing, heard, &stem, arena)))
        return false;
    bool sorted = strcmp(spelling.sorted, spelling.plain) != 0;
    return file_under(&hearing->by_plain, spelling.plain, first) &&
           (!sorted || file_under(&hearing->by_plain, spelling.sorted, first));
}

/* ---- where they lie -------------------------------------------------------------------------- */

bool chora_hearing_lie_in(chora_hearing *hearing, size_t first, size_t province)
{
    for (size_t i = first; i < hearing->count; i++) {
        if (chora_grow((void **)&hearing->in_provinces, &hearing->in_province_capacity,
                       hearing->in_province_count, sizeof *hearing->in_provinces))
            return false;
        hearing->in_provinces[hearing->in_province_count++] = (chora_heard_in){ province, i };
    }
    return true;
}

static int compare_places(const void *a, const void *b)
{
    const chora_heard_in *x = a, *y = b;
    if (x->province != y->province)
        return x->province < y->province ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

void chora_hearing_sort(chora_hearing *hearing)
{
    if (hearing->in_province_count)
        qsort(hearing->in_provinces, hearing->in_province_count, sizeof *hearing->in_provinces,
              compare_places);
}

static size_t first_from(const chora_hearing *hearing, size_t province)
{
    size_t low = 0, high = hearing->in_province_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hearing->in_provinces[middle].province < province)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const chora_heard_in *chora_hearing_in(const chora_hearing *hearing, size_t province, size_t *count)
{
    size_t first = first_from(hearing, province), last = first;
    while (last < hearing->in_province_count && hearing->in_provinces[last].province == province)
        last++;
    *count = last - first;
    return *count ? hearing->in_provinces + first : NULL;
}
