/**
 * @file
 * What a template can name: numbers, texts, and things with members of their own.
 */
#ifndef CHORA_REPORT_VALUES_H
#define CHORA_REPORT_VALUES_H

#include "report/facts.h"
#include "report/sentences.h"
#include "report/template.h"

typedef enum {
    CHORA_VALUE_NUMBER,
    CHORA_VALUE_TEXT, /**< Plain; escaped when it is printed. */
    CHORA_VALUE_BOOL,
    CHORA_VALUE_SCOPE,     /**< A part of the incidents: main, previous, a province … */
    CHORA_VALUE_INCIDENTS, /**< Of a scope. */
    CHORA_VALUE_KILLED,
    CHORA_VALUE_INJURED,
    CHORA_VALUE_AREAS,
    CHORA_VALUE_AREAS_ALL,
    CHORA_VALUE_WORDS, /**< The parts of a scope by a column. */
    CHORA_VALUE_PERIODS,
    CHORA_VALUE_PERIOD,
    CHORA_VALUE_CLAIMS,
    CHORA_VALUE_TOLL,     /**< People as claimed or as verified. */
    CHORA_VALUE_TALLY,    /**< What the group itself counts. */
    CHORA_VALUE_CENTRE,   /**< The mean centre of a scope. */
    CHORA_VALUE_SETTINGS, /**< Its urban and rural incidents. */
    CHORA_VALUE_RECORD,   /**< One incident. */
    CHORA_VALUE_LINKS,    /**< The links of one incident. */
    CHORA_VALUE_KINDS
} chora_value_kind;

/** Value type; what it points to lives as long as the run. */
typedef struct {
    chora_value_kind kind;
    double number;
    const char *text;
    chora_scope scope;
    const char *name, *code; /**< Of a scope that is a part. */
    chora_record_column column;
    const chora_record *record;
    const chora_record_story *story;
} chora_value;

/** Names that stand for something here: loop variables. */
typedef struct {
    const char *name;
    chora_value value;
} chora_local;

/** What expressions are evaluated against. */
typedef struct {
    chora_facts *facts;
    const char *file;
    chora_scope main;         /**< The reported period. */
    const chora_local *texts; /**< title, country, … and what the front matter adds. */
    size_t text_count;
    chora_local *locals;
    size_t local_count;
} chora_values;

/** Evaluate; errors are told with file:row:column and the nearest name. */
chora_status chora_value_of(const chora_values *values, const chora_expression *expression,
                            chora_value *out, chora_error *err);

/** As it is printed: "nine" is for the template to ask. Plain text, in the arena. */
chora_status chora_value_text(const chora_values *values, const chora_value *value,
                              const char **out, chora_error *err);

/** Does it count as yes? A number but 0, a text but "", a scope with incidents. */
bool chora_value_is_true(const chora_values *values, const chora_value *value);

/** The items of a list, for {{ for }}; CHORA_EINVAL when it is none (`at` says where). */
chora_status chora_value_items(const chora_values *values, const chora_value *value, chora_spot at,
                               chora_value **out, size_t *count, chora_error *err);

/** The comparison of a scope with the one before (or a year ago). */
chora_comparison chora_values_compare(const chora_values *values, const chora_scope *now,
                                      const chora_scope *before);

/** The claims of a scope, counted. */
chora_claims chora_values_claims(const chora_facts *facts, const chora_scope *scope);

#endif
