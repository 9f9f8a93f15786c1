/**
 * @file
 * The last spoken name with its sounds: one name is asked for by its sounds several times in a row,
 * among towns and among areas.
 */
#ifndef CHORA_PLACE_SPOKEN_H
#define CHORA_PLACE_SPOKEN_H

#include "base/buffer.h"
#include "place/spelling.h"

/** Start from CHORA_SPOKEN_INIT. */
typedef struct {
    chora_buffer words; /**< What was spoken. */
    chora_sound plain;  /**< chora_spelling_sound. */
    chora_sound sounds[CHORA_SOUNDS_MAX];
    size_t count; /**< chora_spelling_sounds. */
    bool has_plain, has_sounds;
} chora_spoken;

#define CHORA_SPOKEN_INIT                                                                          \
    {                                                                                              \
        .words = CHORA_BUFFER_INIT(1 << 16)                                                        \
    }

/** chora_spelling_sound(); valid until the next name. */
const chora_sound *chora_spoken_plain(chora_spoken *spoken, const chora_languages *languages,
                                      const chora_spelling *spelling);

/** chora_spelling_sounds(); how many there are in `spoken->sounds`. */
size_t chora_spoken_sounds(chora_spoken *spoken, const chora_languages *languages,
                           const chora_spelling *spelling);

void chora_spoken_free(chora_spoken *spoken);

#endif
