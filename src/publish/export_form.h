/**
 * @file
 * How an export is written: its format, and the words of a language in place of keys.
 */
#ifndef CHORA_PUBLISH_EXPORT_FORM_H
#define CHORA_PUBLISH_EXPORT_FORM_H

#include "base/error.h"
#include "exchange/writer.h"
#include "store/atlas.h"
#include "style/language.h"

#include <chora/figure.h>

/** Read once an export. Lives in its arena. */
typedef struct {
    chora_arena *arena;
    chora_write_format format;
    const chora_words *words; /**< English unless a language was asked for. */
    const char *language;     /**< Of the names of areas; NULL: English. */
    bool told;                /**< Heads are words: CSV and XLSX with a language. */
} chora_export_form;

/** As the path and the language of `options` ask. CHORA_EINVAL, CHORA_ENOTFOUND: no such format or
 * language. */
chora_status chora_export_form_load(const chora_export_options *options, chora_arena *arena,
                                    chora_export_form *out, chora_error *err);

/** What is opened. All borrowed. */
typedef struct {
    const char *layer; /**< "areas", "incidents", "table", "claims": of the file and its phrases. */
    chora_shape_kind shape_kind;
    const chora_field *fields;
    size_t field_count;
    const chora_period *periods; /**< Of each field whose name begins with one, else of the kind
                                    ALL; NULL: none does. */
    const char *dataset;         /**< May be "". */
} chora_export_layer;

/** Open the writer of a layer, and say in its read-me sheet what the file is. */
chora_status chora_export_open(const chora_export_options *options, const chora_export_form *form,
                               const chora_export_layer *layer, chora_writer **out,
                               chora_error *err);

/** Call areas of a level as figures in the language do; without one they keep their names. `on`: as
 * in chora_areas_load_on(). */
chora_status chora_export_name_areas(chora_store *store, const chora_export_form *form, int level,
                                     chora_day on, chora_areas *areas, chora_error *err);

/** A line of the read-me sheet: the phrase "export.about.KEY", and a text; none for an empty one.
 */
chora_status chora_export_note(chora_writer *writer, const chora_export_form *form, const char *key,
                               const char *text, chora_error *err);

/** Put the account of an export into the file it is about, where the format has room. */
chora_status chora_export_account(chora_writer *writer, const chora_export_form *form,
                                  const chora_export_report *report, chora_error *err);

#endif
