/**
 * @file
 * What changed in a project since an earlier import, and what that does to what was published.
 */
#ifndef CHORA_DIFF_H
#define CHORA_DIFF_H

#include <chora/status.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What to compare. Start from zeros; all borrowed. */
typedef struct {
    const char *since; /**< A day "2026-11-01" (what imports on that day or later changed),
                          or the number of a run (what came after it); NULL: what the
                          published folders were made from, without them the latest import of
                          incidents. */
    const char *const *published; /**< Folders with a manifest.json, or such files. */
    size_t published_count;
    const char *language; /**< Of the erratum: "fa"; NULL: that of the first published report, else
                             of the first figure, else English. */
    const char *profile;  /**< "internal" lists protected incidents too; else they are counted. */
} chora_diff_options;

/** What was found. Free it with chora_diff_report_free. */
typedef struct {
    int64_t run; /**< The project is compared with what this run left; 0: with nothing. */
    size_t added, changed, deleted, same;
    size_t hidden;                     /**< Protected ones among them, not listed. */
    size_t figures, figures_changed;   /**< Published ones, a period once. */
    char *text, *json, *csv, *erratum; /**< The same, told four ways; malloc'ed. */
} chora_diff_report;

/**
 * Compare the incidents of a project with those that an earlier run left: added, changed (which
 * columns) and deleted ones. For each figure and report of the manifests, what its period counts
 * now and counted then, in all and by area. The project is not altered.
 *
 * @return CHORA_OK; CHORA_EINVAL (`since` is neither); CHORA_ENOTFOUND (no such run: tells which
 * there are; no manifest; no such language); CHORA_EIO, CHORA_EDATA, CHORA_ESTORE, CHORA_ENOMEM.
 */
CHORA_API chora_status chora_diff(const char *project, const chora_diff_options *options,
                                  chora_diff_report *out, chora_error *err);
/** Replace a file by a text, all at once. CHORA_EIO. */
CHORA_API chora_status chora_diff_write(const char *path, const char *text, chora_error *err);
CHORA_API void chora_diff_report_free(chora_diff_report *report); /**< NULL is fine. */

#ifdef __cplusplus
}
#endif

#endif
