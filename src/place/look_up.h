/**
 * @file
 * One cell of text to the areas or towns that it means: the first way of comparing that finds
 * any, from code and exact name to similar sound.
 */
#ifndef CHORA_PLACE_LOOK_UP_H
#define CHORA_PLACE_LOOK_UP_H

#include "place/candidates.h"

/** What a text was found to mean. */
typedef struct {
    const char *text;    /**< As given. */
    chora_hits hits;     /**< Equally good; one of them is the answer, none: unknown. */
    chora_hits others;   /**< What else it may be; suggestions for an unknown text. */
    const char *several; /**< The parts of a list that are known: "Ghazni, Helmand and Uruzgan". */
    size_t several_in;   /**< The area that holds all parts of a list; CHORA_NO_SITE. */
    bool addressed;      /**< "Surkh Dewal, Jalalabad": only what stands behind the comma is known;
                              that is what `hits` are. */
} chora_found;

/**
 * @param of  CHORA_OF_LEVEL(1), CHORA_OF_TOWNS ... A text whose generic words say what it is
 *            ("Khost province") is looked for as that first.
 * @return false without memory.
 */
bool chora_look_up(chora_gazetteer *gazetteer, chora_within within, unsigned of, const char *text,
                   chora_arena *arena, chora_found *out);

/** The finest area that holds every hit; CHORA_NO_SITE. */
size_t chora_hits_common(const chora_gazetteer *gazetteer, const chora_hits *hits);

#endif
