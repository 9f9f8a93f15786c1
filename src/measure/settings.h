/**
 * @file
 * Which incidents were in a town and which in the country: by a column that says so, else by the
 * town's population.
 */
#ifndef CHORA_MEASURE_SETTINGS_H
#define CHORA_MEASURE_SETTINGS_H

#include "base/error.h"
#include "base/memory.h"

#include <chora/store.h>
#include <stdint.h>

typedef enum { CHORA_SETTING_UNKNOWN, CHORA_SETTING_URBAN, CHORA_SETTING_RURAL } chora_setting_kind;

/** A city, as the Degree of Urbanisation has it (UN Statistical Commission 2020, E/CN.3/2020/37).
 */
enum { CHORA_URBAN_PEOPLE = 50000 };

typedef struct {
    const char *column; /**< What says it; NULL: the town's population does. */
    int64_t people;     /**< A town with so many is urban. */
} chora_settings_rule;

typedef struct {
    int64_t *ids; /**< Of incidents, rising. */
    unsigned char *kinds;
    size_t count;
} chora_settings;

/**
 * Of all incidents of a dataset. By column: urban, city, town; rural, village, countryside; in any
 * case. By population: urban in a town with as many people; with coordinates of its own, within the
 * disc that such a town's people fill at 1,500 per km², the least density of an urban centre in the
 * Degree of Urbanisation; rural anywhere else that is known to the town or finer. What is known
 * only to the district or wider, and a town whose population is not in the gazetteer: not known; so
 * is what an output profile shows less precisely.
 * @return CHORA_OK; CHORA_ENOTFOUND (no such column, with the nearest); CHORA_ESTORE; CHORA_ENOMEM.
 */
chora_status chora_settings_load(chora_store *store, int64_t dataset_id,
                                 const chora_settings_rule *rule, chora_arena *arena,
                                 chora_settings *out, chora_error *err);

/** Is there a column that the rule names? As chora_settings_load(). */
chora_status chora_settings_check(chora_store *store, int64_t dataset_id,
                                  const chora_settings_rule *rule, chora_error *err);

chora_setting_kind chora_settings_of(const chora_settings *settings, int64_t incident_id);

#endif
