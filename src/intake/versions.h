/**
 * @file
 * Incidents in the project, compared with what a new file says of them; nothing is overwritten
 * without a trace.
 */
#ifndef CHORA_INTAKE_VERSIONS_H
#define CHORA_INTAKE_VERSIONS_H

#include "base/textmap.h"
#include "intake/incident_columns.h"
#include "intake/source_ids.h"
#include "store/query.h"

typedef enum {
    CHORA_FATE_NEW,
    CHORA_FATE_UNCHANGED,
    CHORA_FATE_UPDATED,  /**< The old version is in incident_old. */
    CHORA_FATE_CONFLICT, /**< Date and place both differ: kept as it was, the new version in
                            conflict. */
    CHORA_FATE_REPEATED  /**< The key was in this file already. */
} chora_fate;

typedef struct {
    chora_store *store;
    int64_t dataset_id, run_id;
    chora_query *find, *insert, *update, *add_conflict;
    chora_query *keep_old, *old, *old_evidence, *old_sources;
    chora_query *drop_evidence, *add_evidence, *drop_sources, *tie_source;
    chora_query *withdraw;
    chora_incident_columns columns;
    chora_source_ids sources;
    chora_idmap seen; /**< Incident -> line in this file; 0 for one that a rejected row names.  */
} chora_versions;

typedef struct {
    chora_fate fate;
    int64_t id;         /**< Of the incident; unset for CHORA_FATE_REPEATED. */
    int64_t first_line; /**< For CHORA_FATE_REPEATED. */
} chora_added;

/** `mapping` says which columns the file can fill; borrowed for the call. */
chora_status chora_versions_open(chora_versions *versions, chora_store *store,
                                 const chora_mapping *mapping, int64_t dataset_id, int64_t run_id,
                                 chora_error *err);
void chora_versions_close(chora_versions *versions);

chora_status chora_versions_add(chora_versions *versions, const char *key, int64_t line,
                                const chora_incident_row *row, chora_added *out, chora_error *err);

/** A row of this file was rejected: the incident it speaks of stays. */
chora_status chora_versions_keep(chora_versions *versions, const char *key, chora_error *err);

/** Incidents of the dataset that this file did not name are marked withdrawn. */
chora_status chora_versions_withdraw(chora_versions *versions, int64_t *count, chora_error *err);

#endif
