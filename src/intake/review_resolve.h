/**
 * @file
 * What a person typed into the column `decision`, to an area or a place of the project.
 */
#ifndef CHORA_INTAKE_REVIEW_RESOLVE_H
#define CHORA_INTAKE_REVIEW_RESOLVE_H

#include "intake/area_finder.h"
#include "intake/review.h"

typedef enum {
    CHORA_RULING_UNDECIDED,
    CHORA_RULING_AREA,
    CHORA_RULING_PLACE,
    CHORA_RULING_NONE, /**< It is no place. */
    CHORA_RULING_UNDO,
    CHORA_RULING_REFUSED /**< It cannot be understood: `why`. */
} chora_ruling;

/** As stored in decision.verdict; NULL for what is not stored. */
const char *chora_ruling_name(chora_ruling ruling);

/** One row of the table; all borrowed, "" when not given. */
typedef struct {
    const char *text, *parent, *country, *decision;
    const char *candidates[CHORA_REVIEW_CANDIDATES];
} chora_decision_row;

typedef struct {
    chora_ruling ruling;
    int64_t area_id, place_id; /**< 0: none. */
    const char *why;           /**< Of a refusal; lives in the arena. */
} chora_resolved;

typedef struct {
    chora_arena *arena;
    chora_area_finder areas;
    chora_query *by_geonames, *geonames_of, *codes;
    const char **code_list, **code_names; /**< Of all areas, for hints; NULL until asked for. */
    chora_placer *placer;
} chora_resolver;

/** What is found is noted in `arena`. Close it whatever the answer is. */
chora_status chora_resolver_open(chora_resolver *resolver, chora_store *store, chora_arena *arena,
                                 chora_error *err);
chora_status chora_resolve(chora_resolver *resolver, const chora_decision_row *row,
                           chora_resolved *out, chora_error *err);
void chora_resolver_close(chora_resolver *resolver);

#endif
