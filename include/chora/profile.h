/**
 * @file
 * Output profiles: what an output shows of incidents that are marked as sensitive.
 */
#ifndef CHORA_PROFILE_H
#define CHORA_PROFILE_H

#include <chora/period.h>
#include <chora/store.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a profile did. */
typedef struct {
    char name[64];      /**< Of the profile; "" when none holds. */
    int64_t marked;     /**< Incidents with a sensitivity. */
    int64_t coarser;    /**< Of these, shown with a coarser place or date, or without columns. */
    int64_t displaced;  /**< Of these, shown at a false point. */
    int64_t no_spot;    /**< Should be displaced, but are shown by their area: no coordinates, or
                           no spot inside it. */
    int smallest_count; /**< A number from 1 up to below it is not to be printed; 0: all are. */
    chora_calendar calendar; /**< Small numbers are withheld by its months. */
} chora_profile_report;

/**
 * From now on the store shows marked incidents only as the profile lets it; everything made from it
 * keeps to that. Call it once, before anything is read.
 *
 * @param profile  Its name ("internal", "partner", "public"), or a file when it holds a dot or a
 * slash. NULL: "public" when any incident is marked, else none.
 * @param out  May be NULL.
 * @return CHORA_OK; CHORA_ENOTFOUND (no such profile); CHORA_EINVAL (the file is wrong, or a
 * profile holds already); CHORA_EIO, CHORA_ESTORE, CHORA_ENOMEM.
 */
CHORA_API chora_status chora_profile_use(chora_store *store, const char *profile,
                                         chora_profile_report *out, chora_error *err);

#ifdef __cplusplus
}
#endif

#endif
