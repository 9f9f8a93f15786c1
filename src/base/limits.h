/**
 * @file
 * How much Chora takes from outside. What is over a limit is refused, with the limit in the
 * message.
 */
#ifndef CHORA_BASE_LIMITS_H
#define CHORA_BASE_LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* ---- tables -------------------------------------------------------------------------------- */

#define CHORA_MAX_COLUMNS 1024
#define CHORA_MAX_CELL ((size_t)1 << 20)      /**< Bytes. */
#define CHORA_MAX_ROW ((size_t)4 << 20)       /**< Bytes of text. */
#define CHORA_MAX_LINE ((size_t)16 << 20)     /**< Bytes held without a line end. */
#define CHORA_MAX_FILE ((int64_t)4 << 30)     /**< Bytes of a text table. */
#define CHORA_MAX_CELLS ((uint64_t)512 << 20) /**< Bytes of text in all cells of a layer. */

/* ---- archives, also workbooks ---------------------------------------------------------------- */

#define CHORA_MAX_ENTRIES 2000
#define CHORA_MAX_ENTRY ((uint64_t)256 << 20)    /**< Bytes of one file, unpacked. */
#define CHORA_MAX_UNPACKED ((uint64_t)512 << 20) /**< Bytes of all. */
#define CHORA_MAX_RATIO 200                   /**< Unpacked to packed, of larger files than ... */
#define CHORA_RATIO_FROM ((uint64_t)10 << 20) /**< ... this: small ones may be as regular. */

/* ---- the helper that reads other programs' files --------------------------------------------- */

#define CHORA_MAX_HELPER_MEMORY ((uint64_t)3 << 30) /**< Bytes of address space. */
#define CHORA_MAX_HELPER_SECONDS 120                /**< Of processor time, while it reads. */
#define CHORA_MAX_HELPER_SILENCE 300                /**< Seconds without a word from it. */

/* ---- shapes ---------------------------------------------------------------------------------- */

#define CHORA_MAX_FEATURES                                                                         \
    100000                          /**< Of a layer of boundaries; the world has 50,000 districts. \
                                     */
#define CHORA_MAX_VERTICES 10000000 /**< Of all its shapes. */
#define CHORA_MAX_NESTING 32        /**< Collections in collections; also YAML in YAML. */
#define CHORA_MAX_CROSSINGS 10000   /**< Of a border with itself: more is no area. */

/* ---- files that people write ------------------------------------------------------------------
 */

#define CHORA_MAX_YAML ((size_t)1 << 20) /**< Bytes of a figure, style, palette or mapping. */
#define CHORA_MAX_TEXT 4096              /**< Bytes of a title or another text in one of them ... */
#define CHORA_MAX_CONDITION 65536        /**< ... and of a condition. */

/* ---- pictures -------------------------------------------------------------------------------- */

#define CHORA_MAX_LOGO_FILE ((size_t)2 << 20) /**< Bytes. */
#define CHORA_MAX_LOGO_SIDE 4000              /**< Pixels. */
#define CHORA_MAX_SIDE 32767.0                /**< Pixels; cairo has no more. */
#define CHORA_MAX_PIXELS 256e6

#endif
