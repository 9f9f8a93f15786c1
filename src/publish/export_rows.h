/**
 * @file
 * Inside of the export of incidents: what it needs, and its rows, on one thread or several.
 */
#ifndef CHORA_PUBLISH_EXPORT_ROWS_H
#define CHORA_PUBLISH_EXPORT_ROWS_H

#include "base/memory.h"
#include "measure/dataset.h"
#include "measure/incidents.h"
#include "measure/symbols.h"
#include "publish/export.h"
#include "store/filter.h"

typedef struct {
    const chora_export_options *options;
    chora_arena *arena;
    chora_dataset dataset;
    chora_sightings places;
    int64_t *areas;         /**< Ids, ascending. */
    const char **provinces; /**< Of the areas; NULL: in none. */
    size_t area_count;
    chora_filter *filter;
    chora_incidents *incidents;
    chora_writer *writer;
    chora_buffer *rows; /**< Rows are formatted here; NULL: they go to the file at once. */
    chora_export_report *report;
} chora_exporting;

/** Count a row of e->incidents in e->report, and write it unless it is left out. */
chora_status chora_export_incident(chora_exporting *e, const chora_incident *incident,
                                   chora_error *err);

/** All rows of e->incidents; the file and the report are the same on one core and many. */
chora_status chora_export_each_incident(chora_exporting *e, chora_error *err);

#endif
