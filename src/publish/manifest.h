/**
 * @file
 * What a batch made: every file with its hash, period, counts and inputs. While a batch runs the
 * entries are kept in a journal, so that an interrupted run resumes.
 */
#ifndef CHORA_PUBLISH_MANIFEST_H
#define CHORA_PUBLISH_MANIFEST_H

#include "base/file.h"
#include "base/memory.h"

#include <stdint.h>

enum { CHORA_MANIFEST_MAX = 256 << 20 }; /**< Bytes. */

typedef struct {
    const char *file;     /**< Name in the folder. */
    const char *figure;   /**< Id of the figure; NULL: none. */
    const char *report;   /**< Name of the template; NULL: none. */
    const char *language; /**< NULL: English. */
    const char *period;   /**< "2022-03". */
    const char *format;   /**< "png" ... */
    const char *inputs;   /**< SHA-256 over figure, style, numbers, areas, version. */
    const char *data;     /**< SHA-256 over the incidents that went in. */
    const char *where;    /**< Condition on the incidents; NULL or "": all. */
    const char
        *of; /**< "count": all that it shows is how many incidents an area has; NULL: more. */
    const char *profile; /**< Output profile that held; NULL or "": none. */
    char sha256[CHORA_SHA256_TEXT];
    char words[CHORA_SHA256_TEXT]; /**< Of its words beside it (chora_manifest_words_name); "":
                                      none were written. */
    int64_t bytes;
    int64_t pages;      /**< Of a report's PDF; else 0. */
    const char *counts; /**< "withheld" by an output profile: the numbers are 0; else NULL. */
    int64_t incidents;  /**< Of the period, admitted by the filter: shown + not shown. */
    int64_t shown, outside_period, filtered_out;
} chora_manifest_entry;

typedef struct {
    chora_arena *arena;
    chora_manifest_entry *entries;
    size_t count;
    int64_t run;          /**< The project's latest run when the folder was filled; 0: not told. */
    const char *odd_file; /**< "manifest.json" or the journal, where a line is neither an entry nor
                             of the frame, or the end is missing: altered, or cut; NULL: as made. */
    size_t odd_line;      /**< The first such line, from 1. */
    bool altered; /**< There is a manifest.json, and its seal, the last line, is not that of what
                     stands before it. */
} chora_manifest;

/** Read what earlier runs left in a folder: manifest.json and the journal. None: no entries. */
chora_status chora_manifest_load(const char *folder, chora_manifest *out, chora_error *err);
void chora_manifest_free(chora_manifest *manifest);
/** The entry of a file, the latest one; NULL when it has none. */
const chora_manifest_entry *chora_manifest_find(const chora_manifest *manifest, const char *file);

/** "map_2022-03.png": "map_2022-03.alt.txt", its words. CHORA_ELIMIT: too long a name. */
enum { CHORA_WORDS_NAME = 512 };
chora_status chora_manifest_words_name(const char *file, char out[CHORA_WORDS_NAME],
                                       chora_error *err);

/** Append one finished file to the journal. One thread at a time. */
chora_status chora_manifest_note(const char *folder, const chora_manifest_entry *entry,
                                 chora_error *err);

/** What manifest.json will hold; sticky. Its last line seals the others: the SHA-256 over them. */
void chora_manifest_text(int64_t run, const chora_manifest_entry *entries, size_t count,
                         chora_buffer *out);

/** Write manifest.json with these entries, in their order, made from what `run` left; remove the
 * journal. */
chora_status chora_manifest_save(const char *folder, int64_t run,
                                 const chora_manifest_entry *entries, size_t count,
                                 chora_error *err);

#endif
