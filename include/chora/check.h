/**
 * @file
 * What is missing, doubtful or contradictory in a project, each with an example and a remedy.
 */
#ifndef CHORA_CHECK_H
#define CHORA_CHECK_H

#include <chora/status.h>
#include <chora/store.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One kind of finding. Texts are "" when there is nothing to say; none is NULL. */
typedef struct {
    const char *id;    /**< "unplaced-ambiguous": group, then kind; stable for scripts. */
    const char *group; /**< unplaced, doubtful, contradictory, duplicated, outside, missing,
                            waiting or coarse. */
    bool is_note;      /**< Good to know, nothing to mend (group coarse). */
    int64_t count;
    const char *unit; /**< What is counted: "incidents", "rows", "decisions". */
    const char *what; /**< "whose place name may mean several places" */
    const char *todo; /**< What to do about it; the name of the project filled in. */
    const char *dataset, *key, *file; /**< Of an example. */
    const char *shown;  /**< The key for people: a row's own id, or the start of its hash. */
    int64_t line;       /**< Of the example in its file; 0 when not known. */
    const char *detail; /**< What the example says. */
} chora_finding;

typedef struct {
    chora_finding *findings; /**< In a fixed order of groups and kinds. */
    size_t count;
    size_t problem_count; /**< Findings that are no notes. */
    int64_t incidents;    /**< Looked at: all that are not withdrawn. */
    void *inside;
} chora_check_report;

/**
 * Look at every incident that is not withdrawn, as it was placed last, at the rows that imports
 * rejected or hold back, and at the decisions.
 *
 * @param out  Free it with chora_check_report_free. Untouched on failure.
 * @return CHORA_OK, with and without findings; CHORA_ESTORE, CHORA_ENOMEM.
 */
CHORA_API chora_status chora_check(chora_store *store, chora_check_report *out, chora_error *err);
CHORA_API void chora_check_report_free(chora_check_report *report);

/** The report as a JSON object; `out` is malloc'ed. CHORA_ENOMEM. */
CHORA_API chora_status chora_check_json(const chora_check_report *report, char **out,
                                        chora_error *err);

#ifdef __cplusplus
}
#endif

#endif
