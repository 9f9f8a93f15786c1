/**
 * @file
 * What an incident says in each column of its table: for putting it in, for changing it, and for
 * its seal.
 */
#ifndef CHORA_INTAKE_INCIDENT_COLUMNS_H
#define CHORA_INTAKE_INCIDENT_COLUMNS_H

#include "intake/row.h"
#include "store/blob.h"
#include "store/feed.h"
#include "store/query.h"

enum { CHORA_INCIDENT_COLUMNS_MAX = 64 };

/** One version of one incident; texts are borrowed. */
typedef struct {
    int64_t id; /**< Only for the seal. */
    int64_t dataset_id, run_id, line;
    const char *key;
    const chora_incident_row *row;
    unsigned char point[CHORA_BLOB_POINT]; /**< Working room. */
} chora_incident_version;

/** The table's columns in their order. */
typedef struct {
    struct chora_incident_column {
        int what; /**< Our own list. */
        chora_column column;
        bool used; /**< Can be other than NULL with this file's columns. */
    } list[CHORA_INCIDENT_COLUMNS_MAX];
    size_t count;
    size_t fed[CHORA_INCIDENT_COLUMNS_MAX]; /**< Those of a feed, in its order. */
    size_t fed_count;
    bool strange; /**< There is a column that is not Chora's. */
} chora_incident_columns;

/**
 * Reads the table's columns. `mapping` says which of them the file can fill; NULL: all.
 * A column that is not Chora's is left alone.
 */
chora_status chora_incident_columns_load(chora_incident_columns *columns, chora_store *store,
                                         const chora_mapping *mapping, chora_error *err);

/** How many pieces of evidence: as stated, else as listed; CHORA_NO_COUNT for neither. */
int64_t chora_incident_evidence(const chora_incident_row *row);

/** What a version says in a column; valid as long as it and its `point`. */
chora_datum chora_incident_columns_value(const chora_incident_columns *columns, size_t column,
                                         chora_incident_version *version);

/** Many INSERTs of the columns used (see `fed`); a key that is there already changes nothing. */
chora_status chora_incident_columns_feed(chora_incident_columns *columns, chora_store *store,
                                         chora_feed **out, chora_error *err);
/** An INSERT of the columns used. */
chora_status chora_incident_columns_insert(const chora_incident_columns *columns,
                                           chora_store *store, chora_query **out, chora_error *err);
/** An UPDATE to the next version, of all columns. */
chora_status chora_incident_columns_update(const chora_incident_columns *columns,
                                           chora_store *store, chora_query **out, chora_error *err);

/** Bind and run one of them. */
chora_status chora_incident_columns_run(const chora_incident_columns *columns, chora_query *query,
                                        chora_incident_version *version, chora_error *err);

/** The seal of a new incident; `cells` is working room. False: out of memory. */
bool chora_incident_columns_seal(const chora_incident_columns *columns,
                                 chora_incident_version *version, chora_buffer *cells,
                                 uint8_t *out);

#endif
