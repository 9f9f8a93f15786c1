/**
 * @file
 * Where the insets of a figure lie: towns, areas and coordinates to points.
 */
#ifndef CHORA_PUBLISH_PREPARE_INSETS_H
#define CHORA_PUBLISH_PREPARE_INSETS_H

#include "compose/figure_page.h"

/**
 * One wish for each inset of the figure, in `arena`. A town is one of the countries of the areas;
 * of several with the name the one that is far larger than the others.
 * @return CHORA_OK; CHORA_ENOTFOUND (no such town or area); CHORA_EINVAL (several, none far
 * larger): both say where in the file; CHORA_ESTORE; CHORA_ENOMEM.
 */
chora_status chora_prepare_insets(chora_store *store, const chora_figure *figure,
                                  const chora_areas *areas, chora_arena *arena,
                                  chora_inset_wish **out, chora_error *err);

#endif
