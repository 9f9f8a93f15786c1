/**
 * @file
 * A table that is looked over once for what chora_guess_countries() and chora_import_incidents()
 * ask of it: a third of the reading of a table that a map is made of.
 */
#ifndef CHORA_INTAKE_PLANNED_H
#define CHORA_INTAKE_PLANNED_H

#include "intake/plan.h"
#include "place/placers.h"

/** Only the plan, for chora_import_planned(). `plan` is untouched on failure. */
chora_status chora_table_plan(const char *path, const chora_import_options *options,
                              chora_plan *plan, chora_error *err);

/** As chora_guess_countries(); `plan` receives the table's plan, at its first row. Free it. */
chora_status chora_guess_planned(const char *path, const chora_import_options *options,
                                 chora_plan *plan, char ***codes, size_t *count, chora_error *err);

/**
 * As chora_import_incidents(), by a plan that was made with the same options. It is used up, and so
 * is `placers`, opened for the project as it is now; NULL: they are opened where they are needed.
 */
chora_status chora_import_planned(chora_store *store, const char *path,
                                  const chora_import_options *options, chora_plan *plan,
                                  chora_placers *placers, chora_import_report *out,
                                  chora_error *err);

#endif
