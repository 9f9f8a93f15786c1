/**
 * @file
 * The note that an output carries of what it was made from, so that it can be proven without its
 * manifest: "chora-made:data=91a4…;period=2022-03;profile=public". Only letters, digits and
 * `% - . _ = ;`, so that it stands in a PNG, an SVG and a page as it is.
 */
#ifndef CHORA_BASE_ORIGIN_H
#define CHORA_BASE_ORIGIN_H

#include "base/buffer.h"
#include "base/memory.h"

/** As `where`: there is a condition, which an output profile keeps to itself. */
#define CHORA_ORIGIN_WITHHELD "?"

/** Texts are NULL when they are not stated. */
typedef struct {
    const char *data;    /**< SHA-256 over the dataset's rows. */
    const char *period;  /**< Its id: "2022-03". */
    const char *where;   /**< Condition on the incidents. */
    const char *profile; /**< Output profile that held. */
} chora_origin;

/** The note; NULL without memory. */
const char *chora_origin_note(const chora_origin *origin, chora_arena *arena);

/**
 * The notes in a file's bytes, as they stand or as the UTF-16 in hexadecimal of a PDF; equal ones
 * once. In `arena`; `*count` 0: there is none. False without memory.
 */
bool chora_origin_find(const char *bytes, size_t length, chora_arena *arena, chora_origin **out,
                       size_t *count);

#endif
