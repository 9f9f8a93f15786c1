/**
 * @file
 * Areas whose status is disputed, and what a map that shows them says: styles/disputed/areas.yaml,
 * or a file of an organisation's own.
 */
#ifndef CHORA_STYLE_DISPUTED_H
#define CHORA_STYLE_DISPUTED_H

#include "base/error.h"
#include "base/memory.h"
#include "style/language.h"

#define CHORA_DISPUTED_CORNERS 64

typedef struct {
    const char *id, *name; /**< `name` NULL: that of the languages' files (disputed-name.ID). */
    const char *says;      /**< A sentence without its full stop; "": nothing; NULL: that of the
                              languages' files (disputed.ID). */
    const char *source;    /**< Of the fact. */
    double outline[CHORA_DISPUTED_CORNERS * 2]; /**< Longitude, latitude, by turns; not closed. */
    size_t corners;
} chora_disputed_area;

typedef struct {
    chora_disputed_area *areas;
    size_t count;
} chora_disputed;

/**
 * Read the list; it lives in `arena`. NULL and "auto": the one that comes with Chora; "none": an
 * empty one; else the path of a file. `english` has the words of areas that give none.
 * @return CHORA_OK; CHORA_EINVAL: every mistake of the file with its row; CHORA_ENOTFOUND,
 * CHORA_EIO; CHORA_ENOMEM.
 */
chora_status chora_disputed_load(const char *file, const chora_words *english, chora_arena *arena,
                                 chora_disputed *out, chora_error *err);

#endif
