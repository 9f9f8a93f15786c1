/**
 * @file
 * A table is read into a project in memory, the project is used for one thing, and forgotten.
 */
#ifndef CHORA_PUBLISH_TABLE_PROJECT_H
#define CHORA_PUBLISH_TABLE_PROJECT_H

#include "base/error.h"
#include "store/held.h"

#include <chora/intake.h>
#include <chora/stages.h>

/** All borrowed. */
typedef struct {
    const char *table;
    const chora_import_options *import_options;
    chora_stages *stages; /**< The clock of the project; NULL: none. */
    bool holds;           /**< Incidents may be held (store/held.h), ... */
    unsigned keeps;       /**< ... with these of chora_held_keeps. */
    /** Called with the project. Once more, over stored incidents, where it fails since it asked for
     * incidents by SQL that are held; so nothing may be handed out before incidents are read. */
    chora_status (*use)(void *context, chora_store *store, chora_error *err);
    void *context;
} chora_table_job;

/**
 * The project holds the countries that are named, or that the table speaks of when `country_count`
 * is 0.
 * @param import  Receives the account of the import; free it with chora_import_report_free. May be
 * NULL.
 */
chora_status chora_table_project(const chora_table_job *job, const char *const *countries,
                                 size_t country_count, chora_import_report *import,
                                 chora_error *err);

#endif
