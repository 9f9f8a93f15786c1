/**
 * @file
 * The project: one SQLite/SpatiaLite file with extension .chora.
 */
#ifndef CHORA_STORE_H
#define CHORA_STORE_H

#include <chora/status.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An open project file. One thread at a time. */
typedef struct chora_store chora_store;

/**
 * Make a new, empty project: schema, spatial metadata, no areas. CHORA_ECONFLICT when the file is
 * there already; CHORA_EIO when its folder cannot be written. Mode 0600.
 */
CHORA_API chora_status chora_store_create(const char *path, chora_store **out, chora_error *err);

/**
 * A new, empty project that lives in memory for as long as it is open; nothing of it reaches a
 * disk. CHORA_ESTORE, CHORA_ENOMEM.
 */
CHORA_API chora_status chora_store_create_in_memory(chora_store **out, chora_error *err);

/**
 * Open a project, migrating an older version to this one (in one transaction). CHORA_EIO: no such
 * file; CHORA_EDATA: not a project, made by a newer Chora, or holding triggers, views or virtual
 * tables that are not Chora's.
 */
CHORA_API chora_status chora_store_open(const char *path, bool writable, chora_store **out,
                                        chora_error *err);

/** Closes and frees; NULL is fine. */
CHORA_API void chora_store_close(chora_store *store);

/** The path it was opened with; ":memory:" for one that has none. Borrowed. */
CHORA_API const char *chora_store_path(const chora_store *store);

#ifdef __cplusplus
}
#endif

#endif
