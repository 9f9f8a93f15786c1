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

static chora_sound speak(const chora_languages *languages, const char *spoken, size_t reading,
                         bool without_endings, bool *ended)
{
    chora_sound sound = { .length = 0 };
    size_t total = 0;
    chora_buffer word = CHORA_BUFFER_INIT(1 << 12), letters = CHORA_BUFFER_INIT(1 << 12);
    for (const char *at = spoken; *at;) {
        size_t length = strcspn(at, " ");
        bool last = at[length] == '\0';
        chora_buffer_clear(&letters);
        chora_buffer_add(&letters, at, length);
        chora_buffer_clear(&word);
        chora_reading_speak(languages, reading, chora_buffer_text(&letters), &word);
        size_t sounds = word.length ? soften(word.data) : 0;
        size_t ending = sounds ? chora_spoken_ending(languages, word.data, sounds) : 0;
        *ended |= ending > 0;
        if (without_endings)
            sounds -= ending;
        if (sounds)
            sounds = without_join(word.data, sounds, last);
        if (word.failed || letters.failed || total + sounds >= CHORA_SOUND_MAX) {
            total = 0;
            break;
        }
        if (sounds)
            memcpy(sound.text + total, word.data, sounds);
        total += sounds;
        at += length + !last;
    }
    chora_buffer_free(&letters);
    chora_buffer_free(&word);
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

size_t chora_spelling_sounds(const chora_languages *languages, const chora_spelling *spelling,
                             chora_sound out[CHORA_SOUNDS_MAX])
{
    size_t count = 0;
    for (int without_endings = 0; without_endings < 2; without_endings++)
        for (size_t i = 0; i < chora_reading_count(languages); i++) {
            bool ended = false;
            if (i > 0 && !chora_reading_matters(languages, i, spelling->spoken))
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
