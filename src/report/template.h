/**
 * @file
 * The template language: text with {{ … }} parsed into a tree. Every node knows its line and
 * column.
 */
#ifndef CHORA_REPORT_TEMPLATE_H
#define CHORA_REPORT_TEMPLATE_H

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    int row, column; /**< From 1. */
} chora_spot;

/* ---- expressions --------------------------------------------------------------------------- */

typedef enum {
    CHORA_EXPRESSION_PATH, /**< incidents.count, maybe with `where`. */
    CHORA_EXPRESSION_NUMBER,
    CHORA_EXPRESSION_TEXT,
    CHORA_EXPRESSION_NOT,
    CHORA_EXPRESSION_AND,
    CHORA_EXPRESSION_OR,
    CHORA_EXPRESSION_COMPARE
} chora_expression_kind;

typedef struct chora_expression chora_expression;

struct chora_expression {
    chora_expression_kind kind;
    chora_spot at;
    const char **names; /**< Path. */
    const chora_spot *name_spots;
    size_t name_count;
    const char *where; /**< Condition of a path; NULL: none. */
    chora_spot where_at;
    const char *text;
    double number;
    const char *compare; /**< "=", "!=", "<", "<=", ">", ">=". */
    const chora_expression *left, *right;
};

/* ---- the tree ------------------------------------------------------------------------------ */

typedef enum {
    CHORA_PART_TEXT,
    CHORA_PART_VALUE, /**< {{ expression }} */
    CHORA_PART_IF,
    CHORA_PART_FOR,
    CHORA_PART_BLOCK,    /**< {{ figure … }}, {{ table … }} and the like. */
    CHORA_PART_CONTAINER /**< {{ box … }} to {{ end }}. */
} chora_part_kind;

/** key="value" behind a block's name; the text may hold {expressions}. */
typedef struct {
    const char *key, *value;
    chora_spot at;
} chora_template_option;

typedef struct chora_template_part chora_template_part;

typedef struct {
    const chora_template_part *items;
    size_t count;
} chora_template_parts;

/** One branch of an if; no condition: else. */
typedef struct {
    const chora_expression *condition;
    chora_template_parts body;
} chora_template_branch;

struct chora_template_part {
    chora_part_kind kind;
    chora_spot at;
    const char *text; /**< Text; its length. */
    size_t length;
    const chora_expression *value; /**< Value; list of a for. */
    const chora_template_branch *branches;
    size_t branch_count;
    const char *variable; /**< Of a for. */
    size_t limit;         /**< Of a for; 0: none. */
    const char *word;     /**< Block, container: "figure". */
    const char **words;   /**< Block: what follows it: names. */
    const chora_spot *word_spots;
    size_t word_count;
    const chora_template_option *options;
    size_t option_count;
    chora_template_parts body; /**< For, container. */
};

/**
 * Parse `text`, whose first line is `first_row` of `file`. Lives in `arena`; borrows `text`.
 * @return CHORA_OK; CHORA_EINVAL: "file:row:column: what, and what to write".
 */
chora_status chora_template_parse(const char *file, const char *text, size_t length, int first_row,
                                  chora_arena *arena, chora_template_parts *out, chora_error *err);

/** One expression by itself, as in the {braces} of a title. */
chora_status chora_expression_parse(const char *file, const char *text, size_t length,
                                    chora_spot at, chora_arena *arena, const chora_expression **out,
                                    chora_error *err);

/** The words that begin a block that stands alone, and those that hold others; NULL-ended. */
extern const char *const chora_template_blocks[];
extern const char *const chora_template_containers[];

#endif
