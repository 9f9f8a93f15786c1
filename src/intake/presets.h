/**
 * @file
 * Columns recognised from headers, HXL tags and known formats, by data/presets/columns.yaml.
 */
#ifndef CHORA_INTAKE_PRESETS_H
#define CHORA_INTAKE_PRESETS_H

#include "intake/mapping.h"
#include "intake/words.h"

typedef struct {
    chora_arena *arena;
    const char *path;
    const chora_yaml_node *root;
} chora_presets;

chora_status chora_presets_load(chora_presets *out, chora_error *err);
/** From memory, for tests. */
chora_status chora_presets_parse(const char *text, size_t length, chora_presets *out,
                                 chora_error *err);
void chora_presets_free(chora_presets *presets);

/**
 * The mapping of a file by its headers. `tags` are the HXL tags of the columns or NULL. A known
 * format is taken whole; else tags go before headers. Nothing is recognised: no columns. Texts
 * live in `arena`, with the presets' and the headers' own.
 */
chora_status chora_presets_recognise(const chora_presets *presets, const char *const *headers,
                                     const char *const *tags, size_t count, chora_arena *arena,
                                     chora_mapping *out, chora_error *err);

/**
 * Words for each column: the mapping's own, then its format's, then those of all tables. The
 * format's are added to a mapping that says none for the column.
 */
chora_status chora_presets_words(const chora_presets *presets, chora_mapping *mapping,
                                 chora_arena *arena, chora_words *out, chora_error *err);

/** The column whose header stands in tables.`role`; CHORA_UNMAPPED when none does. */
size_t chora_presets_table_column(const chora_presets *presets, const char *role,
                                  const char *const *headers, size_t count);

/** The list at boundaries.`role`, or NULL. */
const chora_yaml_node *chora_presets_boundaries(const chora_presets *presets, const char *role);

/** Where a cell splits when the mapping does not say. */
const char *chora_presets_split(const chora_presets *presets, const char *kind);

#endif
