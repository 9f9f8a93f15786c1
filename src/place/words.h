/**
 * @file
 * What the words of a row say about its place, before its coordinates are looked at.
 */
#ifndef CHORA_PLACE_WORDS_H
#define CHORA_PLACE_WORDS_H

#include "place/decisions.h"
#include "place/look_up.h"

#include <chora/place.h>

typedef enum {
    CHORA_COUNTRY_NOT_GIVEN,
    CHORA_COUNTRY_KNOWN,
    CHORA_COUNTRY_UNKNOWN
} chora_country_state;

/** All texts live in the arena that was handed in. */
typedef struct {
    chora_country_state country_state;
    const char *country; /**< ISO 3166-1 alpha-3 when known. */
    size_t country_area; /**< CHORA_NO_SITE when the project has no such area. */
    size_t province;     /**< Named by code or name; CHORA_NO_SITE. */
    size_t district;
    const char *method; /**< How the finest of the areas was found. */
    double score;
    bool district_given; /**< A district stands there, known or not. */
    const char *refusal; /**< Ambiguous, unknown or contradictory: a sentence; NULL when not. */
    const char *note;    /**< What was passed over, NULL when nothing. */
    bool contradictory;  /**< Name and code are of two areas: not even coordinates settle it. */
    bool decided;        /**< By a person: coordinates elsewhere do not matter. */
    size_t town;         /**< The one town that the place text names; CHORA_NO_SITE. */
    const char *town_method;
    double town_score;
    const char *town_refusal; /**< Why there is none though there is a place text. */
    bool town_ambiguous;
    const char **town_keys; /**< Keys of the parts of place and district texts, the most telling
                                 first. */
    size_t town_key_count;
    chora_place_problem problem; /**< The first one. */
    const char *text, *parent;   /**< What it is about, NULL when nothing. */
    const chora_hit *others;     /**< What else it may be. */
    size_t other_count;
} chora_words;

/** @return CHORA_OK; CHORA_ENOMEM. */
chora_status chora_words_read(chora_gazetteer *gazetteer, const chora_decisions *decisions,
                              const chora_evidence_of_place *evidence, chora_arena *arena,
                              chora_words *out, chora_error *err);

#endif
