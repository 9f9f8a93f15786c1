/**
 * @file
 * An output profile: what is shown of incidents whose people are in danger, by their sensitivity.
 */
#ifndef CHORA_STYLE_PROFILE_H
#define CHORA_STYLE_PROFILE_H

#include "base/error.h"
#include "base/memory.h"

#include <chora/period.h>

#include <stdbool.h>
#include <stddef.h>

/** The finest that is shown of a place. */
typedef enum {
    CHORA_SHOW_EXACT,
    CHORA_SHOW_DISPLACED, /**< One false point for the site, inside its own area. */
    CHORA_SHOW_PLACE,     /**< The town. */
    CHORA_SHOW_DISTRICT,
    CHORA_SHOW_PROVINCE,
    CHORA_SHOW_COUNTRY,
    CHORA_SHOW_NOWHERE
} chora_shown_place;

typedef enum {
    CHORA_SHOW_DAY,
    CHORA_SHOW_WEEK,
    CHORA_SHOW_MONTH,
    CHORA_SHOW_YEAR
} chora_shown_date;

/** Columns that can be left out, as bits. */
typedef enum {
    CHORA_HIDE_ID = 1 << 0, /**< Another id stands in its place, the same in every output. */
    CHORA_HIDE_TYPE = 1 << 1,
    CHORA_HIDE_SUBTYPE = 1 << 2,
    CHORA_HIDE_TARGET = 1 << 3,
    CHORA_HIDE_COMMUNITY = 1 << 4,
    CHORA_HIDE_PERPETRATOR = 1 << 5,
    CHORA_HIDE_CLAIM = 1 << 6,
    CHORA_HIDE_VERIFICATION = 1 << 7,
    CHORA_HIDE_EVIDENCE = 1 << 8, /**< How many pieces there are. */
    CHORA_HIDE_KILLED = 1 << 9,
    CHORA_HIDE_INJURED = 1 << 10,
    CHORA_HIDE_SUMMARY = 1 << 11,
    CHORA_HIDE_LINKS = 1 << 12,
    CHORA_HIDE_SOURCES = 1 << 13,
    CHORA_HIDE_EXTRA = 1 << 14 /**< Columns of the table that Chora does not know. */
} chora_hidden_column;

typedef struct {
    const char *word; /**< What stands in the column; "other": any word that is not listed. */
    chora_shown_place place;
    double displace_km[2]; /**< Least and most; another range is another point. */
    chora_shown_date date;
    int hide; /**< Of chora_hidden_column. */
} chora_profile_level;

typedef struct chora_profile {
    const char *name, *about;
    int smallest_count;      /**< A number below it is not printed; 0: all are. */
    chora_calendar calendar; /**< By whose months small numbers are withheld. */
    chora_profile_level *levels;
    size_t level_count; /**< 0: everything is shown as it is. */
} chora_profile;

/**
 * A profile by its name ("public") or, when it holds a dot or a slash, from a file. Lives in
 * `arena`. CHORA_ENOTFOUND: `no profile "publc"; did you mean "public"?`; CHORA_EINVAL with
 * file:row:column; CHORA_EIO.
 */
chora_status chora_profile_load(const char *name, chora_arena *arena, chora_profile *out,
                                chora_error *err);

/**
 * What holds for a sensitivity; NULL: shown as it is. An empty one and "public" are, unless a
 * profile lists "public"; a word that is not listed is an "other".
 */
const chora_profile_level *chora_profile_of(const chora_profile *profile, const char *sensitivity);

#endif
