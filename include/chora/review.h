/**
 * @file
 * The review round trip: what could not be placed goes out as a table, a person decides, the
 * decisions come back, are remembered, and travel to other projects.
 */
#ifndef CHORA_REVIEW_H
#define CHORA_REVIEW_H

#include <chora/place.h>
#include <chora/status.h>
#include <chora/store.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** incidents = placed + set_aside + to_review. */
typedef struct {
    int64_t incidents;
    int64_t placed;         /**< With a place and without a question. */
    int64_t set_aside;      /**< Decided or stated to be nowhere. */
    int64_t to_review;      /**< With a question; the table's `incidents` column sums up to it. */
    int64_t placed_coarser; /**< Of these: placed all the same, coarser or in doubt. */
    int64_t rows;           /**< Rows of the table: different texts. */
} chora_review_report;

/**
 * Write one row for each different (text, parent, country) that the placer has a question about,
 * as CSV or XLSX by the extension ("-" is CSV), most incidents first: problem, incidents, an
 * example row, the reason, up to five candidates, and the empty columns decision and note.
 * Questions that no name can answer (points that lie outside, rows that say nothing) have an empty
 * text. The incidents must have been placed (chora_place_all).
 *
 * @return CHORA_OK, also without questions: then the table has its header only; CHORA_EINVAL (no
 * table format); CHORA_EIO, CHORA_ESTORE, CHORA_ENOMEM.
 */
CHORA_API chora_status chora_review_write(chora_store *store, const char *path,
                                          chora_review_report *out, chora_error *err);

/** rows = decided + undecided; decided = fresh + changed + unchanged + undone. */
typedef struct {
    int64_t rows;      /**< Of the table. */
    int64_t undecided; /**< Rows without a decision. */
    int64_t fresh;     /**< Decisions about a text for the first time. */
    int64_t changed;   /**< Decided otherwise before. */
    int64_t unchanged; /**< Decided the same before. */
    int64_t undone;    /**< Decisions taken back. */
    int64_t incidents; /**< Incidents that rest on a decision now. */
    bool placed;       /**< Incidents were placed again: `placing` says how. */
    chora_placing placing;
} chora_decisions_report;

/**
 * Read decisions from a table with the columns text and decision (parent, country and "candidate
 * 1" .. "candidate 5" if there), remember them and place the incidents again, in one transaction.
 *
 * A decision is a code ("AF-KAB", "geonames:1138958"), the number of a candidate in the same row,
 * a name (of a candidate, else one that the project knows only once), "none" or "-" (it is no
 * place), "undo" (take an earlier decision back) or empty (undecided). The column note, if there,
 * is kept with the decision; an empty one leaves the note that is remembered. When any row cannot
 * be understood nothing is applied and `err` names every such row. Decisions that are the same as
 * those remembered leave the project as it is, to the byte. `progress`, which may be NULL, is told
 * of the incidents that are placed.
 *
 * @return CHORA_OK; CHORA_EDATA (row, column and what is wrong with it; no such columns);
 * CHORA_EIO, CHORA_ESTORE, CHORA_ENOMEM.
 */
CHORA_API chora_status chora_decisions_apply(chora_store *store, const char *path,
                                             const chora_progress *progress,
                                             chora_decisions_report *out, chora_error *err);

/**
 * Write all decisions in a form that chora_decisions_apply of any project reads: codes, not ids.
 * CSV or XLSX by the extension, "-" is CSV.
 * @param count  Receives their number; may be NULL.
 */
CHORA_API chora_status chora_decisions_write(chora_store *store, const char *path, int64_t *count,
                                             chora_error *err);

#ifdef __cplusplus
}
#endif

#endif
