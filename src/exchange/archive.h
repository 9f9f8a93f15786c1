/**
 * @file
 * Zip archives: what is in one, and the one layer or table in it unpacked under limits.
 */
#ifndef CHORA_EXCHANGE_ARCHIVE_H
#define CHORA_EXCHANGE_ARCHIVE_H

#include "exchange/kind.h"

/**
 * CHORA_KIND_XLSX, CHORA_KIND_ODS or CHORA_KIND_ZIP.
 * @return CHORA_OK; CHORA_EDATA (damaged, encrypted, or a workbook that counts its days from 1904);
 * CHORA_ELIMIT (a bomb).
 */
chora_status chora_archive_kind(const char *path, const char *name, chora_kind *out,
                                chora_error *err);

/**
 * Unpack the one supported file (with its parts) into a new private folder.
 * @param layer  Which one, by its name without extension, when there are several; or NULL.
 * @param folder  Receives the folder: chora_folder_remove and free it.
 * @param inner   Receives the path of the file in it: free it.
 * @return CHORA_OK; CHORA_EDATA (none, or several: lists them); CHORA_ENOTFOUND (not that one:
 * lists them); CHORA_ELIMIT; CHORA_EIO; CHORA_ENOMEM.
 */
chora_status chora_archive_unpack(const char *path, const char *name, const char *layer,
                                  char **folder, char **inner, chora_error *err);

#endif
