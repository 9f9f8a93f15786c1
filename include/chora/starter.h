/**
 * @file
 * Files to start from, as text for the caller to write.
 */
#ifndef CHORA_STARTER_H
#define CHORA_STARTER_H

#include <chora/intake.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A figure file with every key and its default, commented. `out` is malloc'ed.
 * @return CHORA_OK; CHORA_ENOTFOUND (no data folder); CHORA_EIO, CHORA_ENOMEM.
 */
CHORA_API chora_status chora_starter_figure(char **out, chora_error *err);

/**
 * A report template with all that a monthly report has, commented. `out` is malloc'ed.
 * @param language  "fa"; NULL: English.
 * @return as chora_starter_figure; CHORA_ENOTFOUND also for a language that there is not.
 */
CHORA_API chora_status chora_starter_report(const char *language, char **out, chora_error *err);

/**
 * A house style with what most change, commented. `out` is malloc'ed.
 * @return as chora_starter_figure.
 */
CHORA_API chora_status chora_starter_style(char **out, chora_error *err);

/**
 * The column mapping of a table as it would be read now: recognised from its headers, or what the
 * mapping file beside it says. `out` is malloc'ed.
 * @param options  Encoding, sheet, dates and so on; NULL: defaults.
 * @return CHORA_OK; CHORA_EINVAL (no date, or nothing to place by, is recognised: says what there
 * is); CHORA_EDATA, CHORA_EIO, CHORA_ELIMIT, CHORA_ENOMEM.
 */
CHORA_API chora_status chora_starter_columns(const char *table, const chora_import_options *options,
                                             char **out, chora_error *err);

#ifdef __cplusplus
}
#endif

#endif
