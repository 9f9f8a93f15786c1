/**
 * @file
 * Custody: is the project what its imports and decisions made it, and an output what was made of
 * it?
 */
#ifndef CHORA_CUSTODY_H
#define CHORA_CUSTODY_H

#include <chora/store.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What was found. Free it with chora_verify_report_free. */
typedef struct {
    int64_t entries;   /**< Of the ledger. */
    int64_t incidents; /**< In the project, withdrawn ones too. */
    char head[65];     /**< Hash of the ledger's last entry: noted elsewhere, it proves the rest. */
    size_t files;      /**< Outputs that were looked at. */
    size_t problems;   /**< Things that differ; 0: proven. */
    char *text;        /**< A line for each of them; "" for none. malloc'ed. */
    char *notes;   /**< A line for each output that no manifest lists: what it says itself it was
                      made from. "" for none. malloc'ed. */
    char *listing; /**< With `incidents`: "FILE,id,date" lines; else NULL. malloc'ed. */
} chora_verify_report;

/** What to prove. All borrowed; start from zeros. */
typedef struct {
    const char *output;  /**< A manifest.json, its folder, or a file: one that it lists, else one
                            that carries a note of its own; NULL: only the project. */
    const char *head;    /**< The hash that the ledger must come to; NULL: not known. */
    const char *profile; /**< File of an output profile of one's own that outputs were made under;
                            NULL: only Chora's own are known. */
    bool incidents;      /**< List which incidents are in each output. */
} chora_verify_options;

/**
 * Walk the ledger of a project, compare runs and rows with it, and an output with its manifest and
 * with the rows that the project has now. Without a manifest the note in the output (PNG, SVG, PDF,
 * HTML, DOCX) is compared with the rows; its picture cannot be. What differs is no failure: it is
 * in the report.
 * @return CHORA_OK; CHORA_EIO, CHORA_EDATA (no project); CHORA_ENOTFOUND (no manifest lists the
 * output, nor does it carry a note); CHORA_ESTORE; CHORA_ENOMEM.
 */
CHORA_API chora_status chora_verify(const char *project, const chora_verify_options *options,
                                    chora_verify_report *out, chora_error *err);
CHORA_API void chora_verify_report_free(chora_verify_report *report); /**< NULL is fine. */

#ifdef __cplusplus
}
#endif

#endif
