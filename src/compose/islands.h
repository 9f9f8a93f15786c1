/**
 * @file
 * Small islands far off the country: a frame that holds them would make the country itself tiny.
 */
#ifndef CHORA_COMPOSE_ISLANDS_H
#define CHORA_COMPOSE_ISLANDS_H

#include "compose/view.h"
#include "style/language.h"

/**
 * Shrink view->lonlat to the main land when far islands stretch it. What holds a point of `keep`
 * stays in, with what is near it; a whole area may so be left out where nothing happened in it, as
 * Bouvet Island is on a map of Norway. What would make the main land small goes to view->away
 * instead: whole areas of a country that lie off it, and far points; see far_lands.h. `shifted`
 * must be known.
 */
chora_status chora_islands_leave_out(chora_view *view, const chora_areas *areas,
                                     const chora_view_keep *keep, chora_error *err);

/**
 * A map of the world ends at 60° South when no point of `keep` lies beyond: Antarctica would take a
 * sixth of its height. Then view->no_antarctica is set.
 */
void chora_antarctica_leave_out(chora_view *view, const chora_areas *areas, const chora_xy *keep,
                                size_t keep_count);
/** Is the area wholly beyond 60° South, and left out by the view? */
bool chora_antarctica_holds(const chora_view *view, const chora_area *area);

/** "Not shown: Antarctica", "Not shown: Rotuma. Not shown: far islands of Eastern", "" when nothing
 * was left out; NULL without memory. */
const char *chora_islands_note(const chora_words *words, const chora_view *view,
                               const chora_areas *areas, chora_arena *arena);

/** Projected box of the polygons that lie in view->lonlat. */
chora_status chora_islands_metres(const chora_view *view, const chora_areas *areas, chora_box *out,
                                  chora_error *err);

#endif
