/**
 * @file
 * The source lines of a figure: which incidents, which boundaries, which towns, with their
 * licences.
 */
#ifndef CHORA_PUBLISH_SOURCES_H
#define CHORA_PUBLISH_SOURCES_H

#include "compose/figure_page.h"

/** Fill `country`, `incidents_source` and `boundaries_source` of the inputs. Lives in `arena`. */
chora_status chora_sources_draft(chora_store *store, chora_arena *arena,
                                 chora_figure_inputs *inputs, chora_error *err);

/** "Incidents: documented-attacks (74 rows, 15 Aug 2021 – 15 Aug 2023)." for a dataset and the span
 * it covers; "" for an unknown one. */
chora_status chora_incidents_source(chora_store *store, const chora_words *words,
                                    const char *dataset, chora_period span, chora_arena *arena,
                                    const char **out, chora_error *err);

/** The names of the project's countries in the language, for {country}; at most four. */
chora_status chora_countries_words(chora_store *store, const chora_words *words, chora_arena *arena,
                                   const char **out, chora_error *err);

#endif
