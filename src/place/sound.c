/* How a name sounds: what all languages share after their letters, and how far two sounds are. */
#include "place/spelling.h"

#include <stdint.h>
#include <string.h>

/* Sounds of a name without its last vowels. */
#define OPEN_MIN 3

static bool is_vowel(char c)
{
    return c == 'a' || c == 'i' || c == 'u';
}

/* The vowel that a consonant has of itself is spoken unless another sign takes it away. */
static size_t resolve_inherent(char *sounds)
{
    size_t length = 0;
    for (const char *at = sounds; *at; at++) {
        if (*at == '*') {
            if (at[1] && at[1] != '~')
                sounds[length++] = 'a';
        } else if (*at != '~') {
            sounds[length++] = *at == 'y' ? 'i' : *at;
        }
    }
    sounds[length] = '\0';
    return length;
}

/* w before a vowel is v, else u. */
static void resolve_w(char *sounds, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (sounds[i] == 'w')
            sounds[i] = is_vowel(sounds[i + 1]) ? 'v' : 'u';
}

static size_t drop_repeats(char *sounds, size_t length)
{
    size_t kept = 0;
    for (size_t i = 0; i < length; i++)
        if (kept == 0 || sounds[kept - 1] != sounds[i])
            sounds[kept++] = sounds[i];
    return kept;
}

/* "au" is u and "ai" is i. */
static size_t merge_diphthongs(char *sounds, size_t length)
{
    size_t kept = 0;
    for (size_t i = 0; i < length; i++)
        if (!(sounds[i] == 'a' && i + 1 < length && (sounds[i + 1] == 'u' || sounds[i + 1] == 'i')))
            sounds[kept++] = sounds[i];
    return kept;
}

static size_t soften(char *sounds)
{
    size_t length = resolve_inherent(sounds);
    resolve_w(sounds, length);
    length = drop_repeats(sounds, length);
    length = merge_diphthongs(sounds, length);
    length = drop_repeats(sounds, length);
    while (length > 1 && sounds[length - 1] == 'h')
        length--;
    /* Of vowels at the end the first is spoken: "Dhale'e", "Dhale'a". */
    while (length > 2 && is_vowel(sounds[length - 1]) && is_vowel(sounds[length - 2]))
        length--;
    sounds[length] = '\0';
    return length;
}

/* A joining e or i that is written with its word: "Mazari Sharif". */
static size_t without_join(const char *sounds, size_t length, bool last)
{
    return !last && length > 3 && sounds[length - 1] == 'i' ? length - 1 : length;
}

#define WORD_MAX ((size_t)1 << 12)
#define TOO_LONG UINT16_MAX

/* One word by itself. False without memory. */
static bool speak_word(const chora_languages *languages, size_t reading, const char *word,
                       size_t length, chora_arena *arena, chora_word_sound *out)
{
    chora_buffer sounds = CHORA_BUFFER_INIT(WORD_MAX), letters = CHORA_BUFFER_INIT(WORD_MAX);
    chora_buffer_add(&letters, word, length);
    chora_reading_speak(languages, reading, chora_buffer_text(&letters), &sounds);
    size_t count = sounds.length ? soften(sounds.data) : 0;
    bool fine = !sounds.failed && !letters.failed;
    if (fine && count)
        out->ending = (uint16_t)chora_spoken_ending(languages, sounds.data, count);
    out->length = fine ? (uint16_t)count : TOO_LONG;
    out->text = chora_arena_strndup(arena, count ? sounds.data : "", count);
    chora_buffer_free(&letters);
    chora_buffer_free(&sounds);
    return out->text;
}

static chora_known_word *known_word(const chora_languages *languages, const char *word,
                                    size_t length)
{
    return chora_word_sounds_of(chora_spoken_words(languages), chora_reading_count(languages), word,
                                length);
}

static chora_word_sound word_sound(const chora_languages *languages, size_t reading,
                                   const char *word, size_t length)
{
    chora_known_word *known = known_word(languages, word, length);
    chora_word_sound *sound = known ? &known->sounds[reading] : NULL;
    if (sound && (sound->text || speak_word(languages, reading, word, length,
                                            chora_spoken_words(languages)->arena, sound)))
        return *sound;
    return (chora_word_sound){ "", TOO_LONG, 0 };
}

static chora_sound speak(const chora_languages *languages, const char *spoken, size_t reading,
                         bool without_endings, bool *ended)
{
    chora_sound sound = { .length = 0 };
    size_t total = 0;
    for (const char *at = spoken; *at;) {
        size_t length = strcspn(at, " ");
        bool last = at[length] == '\0';
        chora_word_sound word = word_sound(languages, reading, at, length);
        size_t sounds = word.length;
        if (word.length == TOO_LONG) {
            total = 0;
            break;
        }
        *ended |= word.ending > 0;
        if (without_endings)
            sounds -= word.ending;
        if (sounds)
            sounds = without_join(word.text, sounds, last);
        if (total + sounds >= CHORA_SOUND_MAX) {
            total = 0;
            break;
        }
        if (sounds)
            memcpy(sound.text + total, word.text, sounds);
        total += sounds;
        at += length + !last;
    }
    total = drop_repeats(sound.text, total);
    sound.text[total] = '\0';
    sound.length = (unsigned char)total;
    return sound;
}

chora_sound chora_spelling_sound(const chora_languages *languages, const chora_spelling *spelling)
{
    bool ended = false;
    return speak(languages, spelling->spoken, 0, false, &ended);
}

chora_sound chora_spelling_stem(const chora_languages *languages, const chora_spelling *spelling)
{
    bool ended = false;
    chora_sound stem = speak(languages, spelling->spoken, 0, true, &ended);
    return ended ? stem : (chora_sound){ .length = 0 };
}

static void add_sound(chora_sound *list, size_t *count, const chora_sound *sound)
{
    if (!sound->length || *count == CHORA_SOUNDS_MAX)
        return;
    for (size_t i = 0; i < *count; i++)
        if (strcmp(list[i].text, sound->text) == 0)
            return;
    list[(*count)++] = *sound;
}

/* Bits of the readings that have any letters of the word. */
static uint64_t readings_of_word(const chora_languages *languages, const char *word, size_t length)
{
    char text[WORD_MAX];
    chora_known_word *known = length < sizeof text ? known_word(languages, word, length) : NULL;
    if (!known)
        return ~(uint64_t)0;
    if (!known->looked) {
        memcpy(text, word, length);
        text[length] = '\0';
        for (size_t i = 0; i < chora_reading_count(languages); i++)
            if (chora_reading_matters(languages, i, text))
                known->matters |= (uint64_t)1 << i;
        known->looked = true;
    }
    return known->matters;
}

static uint64_t readings_of(const chora_languages *languages, const char *spoken)
{
    uint64_t readings = 0;
    for (const char *at = spoken; *at;) {
        size_t length = strcspn(at, " ");
        readings |= readings_of_word(languages, at, length);
        at += length + (at[length] != '\0');
    }
    return readings;
}

static bool matters(const chora_languages *languages, size_t reading, uint64_t readings,
                    const char *spoken)
{
    if (readings == ~(uint64_t)0 || chora_reading_joins(languages, reading))
        return chora_reading_matters(languages, reading, spoken);
    return readings >> reading & 1;
}

size_t chora_spelling_sounds(const chora_languages *languages, const chora_spelling *spelling,
                             chora_sound out[CHORA_SOUNDS_MAX])
{
    size_t count = 0;
    uint64_t readings = readings_of(languages, spelling->spoken);
    for (int without_endings = 0; without_endings < 2; without_endings++)
        for (size_t i = 0; i < chora_reading_count(languages); i++) {
            bool ended = false;
            if (i > 0 && !matters(languages, i, readings, spelling->spoken))
                continue;
            chora_sound sound = speak(languages, spelling->spoken, i, without_endings, &ended);
            if (!without_endings || ended)
                add_sound(out, &count, &sound);
        }
    return count;
}

chora_sound chora_sound_skeleton(const chora_sound *sound)
{
    chora_sound skeleton = { .length = 0 };
    for (size_t i = 0; i < sound->length; i++) {
        char c = sound->text[i];
        if (!is_vowel(c) && c != 'v')
            skeleton.text[skeleton.length++] = c;
    }
    skeleton.length = (unsigned char)drop_repeats(skeleton.text, skeleton.length);
    skeleton.text[skeleton.length] = '\0';
    return skeleton;
}

chora_sound chora_sound_open(const chora_sound *sound)
{
    chora_sound open = *sound;
    while (open.length > 0 && is_vowel(open.text[open.length - 1]))
        open.length--;
    if (open.length < OPEN_MIN)
        open.length = 0;
    open.text[open.length] = '\0';
    return open;
}

/* Length of the run of vowels and v. */
static size_t gap(const char *at)
{
    return strspn(at, "aiuv");
}

/* The consonant again behind vowels: written without them it is there once. */
static const char *skip_repeats(const char *at, char consonant)
{
    while (at[gap(at)] == consonant)
        at += gap(at) + 1;
    return at;
}

bool chora_sound_fits(const char *unwritten, const char *spoken)
{
    for (;;) {
        size_t written = gap(unwritten), said = gap(spoken);
        if (written && !said)
            return false;
        unwritten += written;
        spoken += said;
        if (*unwritten != *spoken || *unwritten == '\0')
            return *unwritten == *spoken;
        spoken = skip_repeats(spoken + 1, *unwritten);
        unwritten = skip_repeats(unwritten + 1, *unwritten);
    }
}

uint32_t chora_sound_letters(const chora_sound *sound)
{
    uint32_t letters = 0;
    for (size_t i = 0; i < sound->length; i++)
        letters |= (uint32_t)1 << (sound->text[i] & 31);
    return letters;
}

void chora_sound_prepare(const chora_sound *sound, chora_sound_pattern *out)
{
    *out = (chora_sound_pattern){ .length = sound->length };
    for (size_t i = 0; i < sound->length; i++)
        out->where[(unsigned char)sound->text[i] & 127] |= (uint64_t)1 << i;
}

/* Myers 1999 as simplified by Hyyrö 2003, for patterns of at most 64 sounds. */
unsigned chora_sound_distance(const chora_sound_pattern *pattern, const char *sound)
{
    unsigned distance = pattern->length;
    if (!distance)
        return (unsigned)strlen(sound);
    uint64_t plus = ~(uint64_t)0, minus = 0, last = (uint64_t)1 << (distance - 1);
    for (; *sound; sound++) {
        uint64_t equal = pattern->where[(unsigned char)*sound & 127];
        uint64_t zero = (((equal & plus) + plus) ^ plus) | equal | minus;
        uint64_t up = minus | ~(zero | plus), down = plus & zero;
        distance += (up & last) != 0;
        distance -= (down & last) != 0;
        up = up << 1 | 1;
        down <<= 1;
        plus = down | ~(zero | up);
        minus = up & zero;
    }
    return distance;
}
