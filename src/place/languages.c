#include "place/languages_inside.h"

#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Sounds that must be left of a word without its ending. */
#define STEM_MIN 4

void chora_languages_free(chora_languages *languages)
{
    if (!languages)
        return;
    for (size_t i = 0; i < languages->reading_count; i++) {
        chora_lookup_free(&languages->readings[i].letters);
        free(languages->readings[i].list);
    }
    chora_lookup_free(&languages->words);
    chora_lookup_free(&languages->same);
    free(languages->sames);
    free(languages->endings);
    if (languages->word_sounds)
        chora_word_sounds_free(languages->word_sounds);
    chora_arena_free(languages->arena);
    free(languages);
}

unsigned chora_word_classes(const chora_languages *languages, const char *key)
{
    unsigned classes = 0;
    size_t cursor = 0, value;
    while (chora_lookup_next(&languages->words, key, &cursor, &value))
        classes |= (unsigned)value;
    return classes;
}

const char *chora_word_same(const chora_languages *languages, const char *key)
{
    size_t cursor = 0, value;
    if (chora_lookup_next(&languages->same, key, &cursor, &value))
        return languages->sames[value];
    return key;
}

bool chora_word_is_same(const chora_languages *languages, const char *key)
{
    size_t cursor = 0, value;
    return chora_lookup_next(&languages->same, key, &cursor, &value);
}

size_t chora_reading_count(const chora_languages *languages)
{
    return languages->reading_count;
}

bool chora_reading_matters(const chora_languages *languages, size_t reading, const char *text)
{
    const chora_reading *one = &languages->readings[reading];
    for (size_t i = 0; i < one->count; i++)
        if (strstr(text, one->list[i]))
            return true;
    return false;
}

bool chora_reading_joins(const chora_languages *languages, size_t reading)
{
    return languages->readings[reading].joins;
}

chora_word_sounds *chora_spoken_words(const chora_languages *languages)
{
    return languages->word_sounds;
}

/* ---- letters ------------------------------------------------------------------------------ */

static size_t character_length(const char *text)
{
    size_t length = 1;
    while (((unsigned char)text[length] & 0xC0) == 0x80)
        length++;
    return length;
}

typedef struct {
    const chora_languages *languages;
    const chora_reading *reading, *plain;
    const char *word, *at;
} speaker;

static const char *sound_of(const speaker *in, const char *pattern)
{
    size_t cursor = 0, value;
    if (chora_lookup_next(&in->reading->letters, pattern, &cursor, &value) ||
        (in->reading != in->plain &&
         chora_lookup_next(&in->plain->letters, pattern, &cursor, &value)))
        return (const char *)(uintptr_t)value;
    return NULL;
}

/* The same letters at the beginning or at the end of the word come first. */
static const char *sound_of_piece(const speaker *in, size_t length)
{
    char pattern[CHORA_LETTERS_MAX + 3] = "^";
    const char *sound = NULL;
    memcpy(pattern + 1, in->at, length);
    pattern[length + 1] = '\0';
    if (in->at == in->word)
        sound = sound_of(in, pattern);
    if (!sound && in->at[length] == '\0') {
        memcpy(pattern + length + 1, "$", 2);
        sound = sound_of(in, pattern + 1);
        pattern[length + 1] = '\0';
    }
    return sound ? sound : sound_of(in, pattern + 1);
}

/* Bytes that were spoken. */
static size_t speak_longest(const speaker *in, chora_buffer *out)
{
    size_t ends[CHORA_LETTERS_MAX], count = 0, length = 0;
    size_t most = in->languages->longest[(unsigned char)*in->at];
    while (count < most && in->at[length]) {
        length += character_length(in->at + length);
        if (length > CHORA_LETTERS_MAX)
            break;
        ends[count++] = length;
    }
    while (count-- > 0) {
        const char *sound = sound_of_piece(in, ends[count]);
        if (sound) {
            chora_buffer_add_text(out, sound);
            return ends[count];
        }
    }
    return 0;
}

/* A letter that no file has, without its marks: "ā" is spoken as "a", a Hangul syllable as its
 * letters. */
static void speak_bare(const speaker *in, size_t length, chora_buffer *out)
{
    char letter[8];
    if (length == 1 || length >= sizeof letter)
        return;
    memcpy(letter, in->at, length);
    letter[length] = '\0';
    chora_buffer key = CHORA_BUFFER_INIT(256);
    chora_text_key(letter, &key);
    speaker bare = *in;
    for (bare.at = chora_buffer_text(&key); *bare.at;) {
        size_t spoken = speak_longest(&bare, out);
        bare.at += spoken ? spoken : character_length(bare.at);
    }
    chora_buffer_free(&key);
}

void chora_reading_speak(const chora_languages *languages, size_t reading, const char *word,
                         chora_buffer *out)
{
    speaker in = { languages, &languages->readings[reading], &languages->readings[0], word, word };
    while (*in.at) {
        size_t spoken = speak_longest(&in, out);
        if (!spoken) {
            spoken = character_length(in.at);
            speak_bare(&in, spoken, out);
        }
        in.at += spoken;
    }
}

size_t chora_spoken_ending(const chora_languages *languages, const char *sounds, size_t length)
{
    size_t best = 0;
    for (size_t i = 0; i < languages->ending_count; i++) {
        size_t size = strlen(languages->endings[i]);
        if (size > best && length >= size + STEM_MIN &&
            memcmp(sounds + length - size, languages->endings[i], size) == 0)
            best = size;
    }
    return best;
}
