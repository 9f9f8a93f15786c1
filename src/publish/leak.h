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
#include "compose/base_map.h"
#include "compose/scene.h"

#include <chora/store.h>
#include <stddef.h>

/** What must not be found: exact positions, hidden ids, summaries, links, sites, columns. */
typedef struct chora_leaks chora_leaks;

/**
 * What the profile of the store hides; NULL in `out` when that is nothing. What is shown of another
 * incident is no secret. CHORA_ESTORE, CHORA_ENOMEM.
 */
chora_status chora_leaks_new(chora_store *store, chora_leaks **out, chora_error *err);
void chora_leaks_free(chora_leaks *leaks); /**< NULL is fine. */

/**
 * Search the bytes of a finished output. They are read as a reader would: a workbook is unpacked, a
 * PDF's streams are inflated and its glyphs made letters, pictures that HTML carries are decoded,
 * escapes are undone. Positions are found as two numbers near each other, in either order, with a
 * point or a comma and any digits, cut or rounded to three decimals (four in drawings); as degrees
 * with minutes, with or without seconds; as metres of Web Mercator and UTM; as two doubles. Words
 * are found whole, whatever the white space and the case.
 * @param what  Names the bytes in the message. `leaks` NULL: fine.
 * @return CHORA_OK; CHORA_EDATA: a hit, with the incident and the place in the bytes; or it cannot
 * be read back.
 */
chora_status chora_leaks_find(const chora_leaks *leaks, const char *what, const char *bytes,
                              size_t length, chora_error *err);
/** Search a finished file, and remove it when something is found. */
chora_status chora_leaks_file(const chora_leaks *leaks, const char *path, chora_error *err);
/**
 * Search a page before it is painted: all its words, and its symbols, none of which may stand where
 * a hidden position is on the map. `base` NULL: it has no map.
 */
chora_status chora_leaks_page(const chora_leaks *leaks, const chora_page *page,
                              const chora_base_map *base, const char *what, chora_error *err);

#endif
