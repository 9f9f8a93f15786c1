/**
 * @file
 * What a program may do for itself when it starts.
 */
#ifndef CHORA_PROCESS_H
#define CHORA_PROCESS_H

#include <chora/status.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Remove temporary folders of this user that a killed process of Chora left: they may hold a copy
 * of evidence. Those of running processes stay. Never fails.
 */
CHORA_API void chora_temporary_sweep(void);

/**
 * Write a text to a file: it appears under its name when it is whole. "-" is standard output.
 * @param replace  False: a file that is there stays.
 * @return CHORA_OK; CHORA_ECONFLICT (it is there); CHORA_EIO; CHORA_ENOMEM.
 */
CHORA_API chora_status chora_text_save(const char *path, const char *text, bool replace,
                                       chora_error *err);

/** Where a file of Chora's own data is ("fonts/none.conf"); free it with free(). NULL when it is
 * nowhere. */
CHORA_API char *chora_data_path(const char *name);

#ifdef __cplusplus
}
#endif

#endif
