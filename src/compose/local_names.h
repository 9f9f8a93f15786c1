/**
 * @file
 * Names of areas and towns in the language of the figure.
 */
#ifndef CHORA_COMPOSE_LOCAL_NAMES_H
#define CHORA_COMPOSE_LOCAL_NAMES_H

#include "store/atlas.h"
#include "style/language.h"

/** Whose names are to be in the language; any may be NULL. */
typedef struct {
    chora_areas *areas, *neighbours;
    chora_places *places;
    int level;    /**< Of `areas`. */
    chora_day on; /**< Of their boundaries (store/vintage.h). */
} chora_named_things;

/**
 * What has no name of its own in the language takes, in this order: that of
 * data/gazetteer/names/TAG.own.tsv and TAG.tsv (by ISO 3166 code, a town by country and plain
 * name); the same of the languages that the language's file names instead (`names: [fa]`); the main
 * name as it is. Then the words that the file drops from names go ("ولایت").
 */
chora_status chora_local_names(chora_store *store, const chora_words *words,
                               chora_named_things *things, chora_error *err);

#endif
