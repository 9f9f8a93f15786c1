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

#endif
