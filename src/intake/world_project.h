/**
 * @file
 * The project of the whole world, kept as bytes from when Chora was built ("world.template" in the
 * data folder): 200,000 towns with 400,000 names, 1.6 s of CPU where a copy takes 0.1.
 */
#ifndef CHORA_INTAKE_WORLD_PROJECT_H
#define CHORA_INTAKE_WORLD_PROJECT_H

#include "base/error.h"
#include "place/countries.h"

#include <chora/store.h>

/**
 * A project in memory as chora_project_init() makes it of WORLD; `out` NULL when it is to be made
 * so: there are no such bytes, or they are of another schema or of other layers and towns.
 */
chora_status chora_world_project_copy(const chora_country_list *countries, chora_store **out,
                                      chora_error *err);

/** Make the project and save it. For the tool that makes the data; world.chora is there. */
chora_status chora_world_project_save(const char *path, chora_error *err);

#endif
