/**
 * @file
 * The last look at what is handed out: nothing that an output profile hides may stand in it.
 *
 * The views of store/shield.h should make a hit impossible; a hit is a mistake of Chora's, or words
 * that a person put into a title.
 */
#ifndef CHORA_PUBLISH_LEAK_H
#define CHORA_PUBLISH_LEAK_H

#include "base/error.h"
#include "compose/scene.h"

#include <chora/store.h>
#include <stddef.h>

/** What must not be found: exact coordinates, hidden ids, summaries, links, sites. */
typedef struct chora_leaks chora_leaks;

/**
 * What the profile of the store hides; NULL in `out` when that is nothing. What an incident that is
 * not marked says as well is no secret. CHORA_ESTORE, CHORA_ENOMEM.
 */
chora_status chora_leaks_new(chora_store *store, chora_leaks **out, chora_error *err);
void chora_leaks_free(chora_leaks *leaks); /**< NULL is fine. */

/**
 * Search bytes. Coordinates are found as two numbers near each other, in either order, with a point
 * or a comma, with four decimals or more that are right; as degrees, minutes and seconds; as two
 * doubles. Words are found as they stand, and as XML, JSON and CSV write them.
 * @param what  Names the bytes in the message. `leaks` NULL: fine.
 * @return CHORA_OK; CHORA_EDATA: a hit, with the incident and the place in the bytes.
 */
chora_status chora_leaks_find(const chora_leaks *leaks, const char *what, const char *bytes,
                              size_t length, chora_error *err);
/** Search a finished file, and remove it when something is found. */
chora_status chora_leaks_file(const chora_leaks *leaks, const char *path, chora_error *err);
/** Search every text of a page. */
chora_status chora_leaks_page(const chora_leaks *leaks, const chora_page *page, const char *what,
                              chora_error *err);

#endif
