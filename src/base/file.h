/**
 * @file
 * Files: read under a limit, publish atomically, find the data folder, hash.
 */
#ifndef CHORA_BASE_FILE_H
#define CHORA_BASE_FILE_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

/** Hex digits of a SHA-256 and a NUL. */
#define CHORA_SHA256_TEXT 65

void chora_sha256(const void *bytes, size_t length, char out[CHORA_SHA256_TEXT]);
chora_status chora_sha256_file(const char *path, char out[CHORA_SHA256_TEXT], chora_error *err);

/** A regular file that can be read? CHORA_EIO says which of the two it is not, with the remedy. */
chora_status chora_file_check(const char *path, chora_error *err);

/** A regular file opened for reading; the caller closes `fd`. Errors as chora_file_check. */
chora_status chora_file_open(const char *path, int *fd, chora_error *err);

/** What is read must not be replaced by what is written, whatever the two paths look like:
 * CHORA_EINVAL when both are one file. `written` may be NULL, "-" or not there yet. */
chora_status chora_file_spare(const char *read, const char *written, chora_error *err);

/** Whole regular file, appended to `out` (its maximum holds: CHORA_ELIMIT). */
chora_status chora_file_read(const char *path, chora_buffer *out, chora_error *err);

/**
 * A file that appears under its name only when complete: written beside it, fsynced, renamed.
 * The path "-" is standard output (written at once, not atomic).
 */
typedef struct chora_output chora_output;

chora_status chora_output_open(const char *path, chora_output **out, chora_error *err);
/** The same for a file of one's own eyes, 0600, that never replaces another: CHORA_ECONFLICT. */
chora_status chora_output_open_new(const char *path, chora_output **out, chora_error *err);
/** Keep a running SHA-256 of what is written from here on, for chora_output_commit(). */
void chora_output_hash(chora_output *output);
/** Sticky: a failed write is told by chora_output_commit. */
void chora_output_write(chora_output *output, const void *bytes, size_t length);
/** Make it appear; closes and frees `output` whatever happens. `sha256` may be NULL, and must be
 * where no hash was kept. */
chora_status chora_output_commit(chora_output *output, char sha256[CHORA_SHA256_TEXT],
                                 chora_error *err);
/** Forget it: nothing appears. NULL is fine. */
void chora_output_discard(chora_output *output);

/** Replace a regular file atomically with these bytes. */
chora_status chora_file_write(const char *path, const void *bytes, size_t length, chora_error *err);

/** Make a folder and its parents. An existing one is fine. */
chora_status chora_folder_make(const char *path, chora_error *err);

/** A private new folder in the temporary folder; `out` is a malloc'ed path. */
chora_status chora_folder_temporary(char **out, chora_error *err);
/** Remove a folder of chora_folder_temporary with all it holds. */
void chora_folder_remove(const char *path);

/**
 * Where Chora's data is: `CHORA_DATA` when set, else the installed folder, else the source tree
 * (both fixed when built). Looks for `name` ("gazetteer/AF.tsv", "styles/report.yaml",
 * "world.chora") in each; `out` is a malloc'ed path. CHORA_ENOTFOUND names the folders looked in.
 */
chora_status chora_data_find(const char *name, char **out, chora_error *err);

/** Last part of a path; borrowed from `path`. */
const char *chora_path_name(const char *path);
/** Extension in lower case without its dot ("csv"), "" when there is none. `out` has 16 bytes. */
void chora_path_extension(const char *path, char out[16]);
/** Malloc'ed "folder/name"; NULL without memory. */
char *chora_path_join(const char *folder, const char *name);

#endif
