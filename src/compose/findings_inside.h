/**
 * @file
 * Inside the sentences about a page's numbers: what they are told from.
 */
#ifndef CHORA_COMPOSE_FINDINGS_INSIDE_H
#define CHORA_COMPOSE_FINDINGS_INSIDE_H

#include "compose/findings.h"

typedef struct {
    const chora_findings *found;
    const chora_figure_inputs *inputs;
    const chora_words *words;
    const chora_figure_layer *layer;
    const chora_shown_rate *rate;
    chora_arena *arena;
} chora_telling;

/** Its name on the map. */
const char *chora_finding_area(const chora_telling *tell, size_t area);
/** As the language writes it; in the arena, NULL without memory. */
const char *chora_finding_number(const chora_telling *tell, double value, bool whole);
const char *chora_finding_count(const chora_telling *tell, size_t count);

#endif
