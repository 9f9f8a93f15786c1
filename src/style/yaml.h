/**
 * @file
 * A YAML document as a tree with the place of every node, so that each mistake can be told with
 * file:row:column. The only file that sees libyaml is yaml.c.
 */
#ifndef CHORA_STYLE_YAML_H
#define CHORA_STYLE_YAML_H

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum { CHORA_YAML_SCALAR, CHORA_YAML_SEQUENCE, CHORA_YAML_MAPPING } chora_yaml_kind;

typedef struct chora_yaml_node chora_yaml_node;

struct chora_yaml_node {
    chora_yaml_kind kind;
    int row, column;              /**< Where it starts, from 1. */
    const char *text;             /**< Scalar: its value, UTF-8; NULL otherwise. */
    bool quoted;                  /**< Scalar in quotes: never a number, null or boolean. */
    size_t count;                 /**< Items of a sequence, pairs of a mapping. */
    const chora_yaml_node *keys;  /**< Mapping: `count` scalars. */
    const chora_yaml_node *items; /**< Sequence: items; mapping: values. */
};

/**
 * Parse one document of at most 1 MiB, nested at most 32 deep, without anchors or tags. Lives in
 * `arena`. CHORA_EINVAL: "name:row:column: what"; a key twice in a mapping is an error, all of them
 * are told, and `root` is set nevertheless, so that further mistakes can be told with them.
 * Otherwise `root` is untouched on failure. An empty document is an empty scalar. CHORA_ELIMIT: too
 * large.
 */
chora_status chora_yaml_parse(const char *name, const char *text, size_t length, chora_arena *arena,
                              const chora_yaml_node **root, chora_error *err);

/** Read and parse a file; messages name it by `path`. Also CHORA_EIO. */
chora_status chora_yaml_load(const char *path, chora_arena *arena, const chora_yaml_node **root,
                             chora_error *err);

/** The value of a key of a mapping, or NULL. */
const chora_yaml_node *chora_yaml_get(const chora_yaml_node *mapping, const char *key);

/** null, ~ or nothing, unquoted. */
bool chora_yaml_is_null(const chora_yaml_node *node);

/** Append "name:row:column: message" to the errors told so far (see chora_also). */
void chora_yaml_problem(chora_error *err, const char *name, const chora_yaml_node *node,
                        const char *format, ...) CHORA_PRINTF(4, 5);

#endif
