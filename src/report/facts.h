/**
 * @file
 * What a report speaks of: the incidents of a dataset, seen through scopes (a period, perhaps an
 * area, perhaps one word of a column), and counted in them.
 */
#ifndef CHORA_REPORT_FACTS_H
#define CHORA_REPORT_FACTS_H

#include "measure/records.h"
#include "measure/settings.h"
#include "measure/tallies.h"
#include "report/phrases.h"
#include "store/filter.h"

/** A part of the incidents. Value type. */
typedef struct {
    chora_period period;
    size_t area;                             /**< Index of the drawn area; CHORA_NO_INDEX: all. */
    const char *words[CHORA_RECORD_COLUMNS]; /**< NULL: any; else the text it must have. */
    bool deadly;                             /**< Only incidents with deaths. */
    const chora_filter *filter;              /**< NULL: none. */
} chora_scope;

/** A condition that was written in the template, run once. */
typedef struct {
    const char *where;
    chora_filter *filter;
} chora_fact_filter;

typedef struct chora_fact_withholding chora_fact_withholding;

typedef struct {
    chora_store *store;
    chora_fact_withholding *withholding; /**< NULL: no output profile withholds numbers. */
    chora_teller teller;
    chora_records_options options; /**< What was read; its texts are the front matter's. */
    chora_records records;
    chora_claims_basis basis;
    chora_records claims;  /**< Claims that no verified incident is linked to, when they are a
                              dataset  of their own; else empty. */
    chora_tallies tallies; /**< `dataset` NULL: none. */
    bool states_killed, states_injured; /**< Some incident has a figure. */
    const char *country;       /**< "Afghanistan", "Niger and Nigeria"; "" when there are many. */
    chora_calendar counted_in; /**< Whose months a loop over months goes through. */
    chora_settings_rule settings_rule;
    chora_settings settings; /**< With has_settings. */
    bool has_settings;
    bool tells_settings; /**< The template speaks of them: the methods say by which rule. */
    chora_fact_filter *filters;
    size_t filter_count, filter_capacity;
} chora_facts;

/** `tally`: the dataset of the totals, or NULL. `words`: the language told in, and of the areas'
 * names; borrowed. */
chora_status chora_facts_load(chora_store *store, const chora_records_options *options,
                              const char *tally, const chora_words *words, chora_arena *arena,
                              chora_facts *out, chora_error *err);
void chora_facts_free(chora_facts *facts);

/** The filter of a condition; each is evaluated once. As chora_filter_new(). */
chora_status chora_facts_filter(chora_facts *facts, const char *where, const chora_filter **out,
                                chora_error *err);

chora_scope chora_scope_of(chora_period period);
bool chora_scope_holds(const chora_scope *scope, const chora_record *record);
/** A part of a period may be withheld: then all is 0, and it says so. */
chora_count chora_facts_count(const chora_facts *facts, const chora_scope *scope);
/** With every number in it: only for finding what is withheld. */
chora_count chora_facts_count_unprotected(const chora_facts *facts, const chora_scope *scope);

/** The same scope in the period before, or a year earlier. */
chora_scope chora_scope_previous(chora_scope scope);
chora_scope chora_scope_year_ago(chora_scope scope);

/** How much of a period the data covers. */
typedef enum {
    CHORA_COVER_WHOLE,
    CHORA_COVER_FROM, /**< Only from a later day on. */
    CHORA_COVER_TO,   /**< Only to an earlier day. */
    CHORA_COVER_NONE
} chora_cover;
chora_cover chora_facts_cover(const chora_facts *facts, chora_period period, chora_day *day);

/** A part of a scope with its numbers, as loops and tables have them. */
typedef struct {
    chora_scope scope;
    const char *name; /**< "Kabul", "bombing", "October 2021". */
    const char *code; /**< Area code, or the word. */
    chora_count count;
} chora_part;

typedef struct {
    chora_part *items;
    size_t count;
    size_t hidden;        /**< Behind those: parts with incidents whose numbers are withheld ... */
    size_t hidden_deadly; /**< Parts that have deaths, and do not tell of how many incidents. */
} chora_parts;

/**
 * Split a scope by area: most incidents first, then more killed on the higher figure, then name.
 * Areas without incidents come only with `all`.
 */
chora_status chora_facts_by_area(const chora_facts *facts, const chora_scope *scope, bool all,
                                 chora_parts *out, chora_error *err);
/** Split by the words of a column: claims by certainty, others by incidents; not stated last. */
chora_status chora_facts_by_word(const chora_facts *facts, const chora_scope *scope,
                                 chora_record_column column, chora_parts *out, chora_error *err);
/** Does any incident of the scope have a word in the column? */
bool chora_facts_state(const chora_facts *facts, const chora_scope *scope,
                       chora_record_column column);
/** The periods of the covered span, of the kind of the scope's own (months unless it is another).
 */
chora_status chora_facts_by_period(const chora_facts *facts, const chora_scope *scope,
                                   chora_parts *out, chora_error *err);

/* ---- town and country (facts_settings.c) ----------------------------------------------------- */

/** Read facts->settings by facts->settings_rule, once. As chora_settings_load(). */
chora_status chora_facts_settings(chora_facts *facts, chora_error *err);
/** The rule, in words for the methods. */
const char *chora_facts_settings_words(const chora_facts *facts);

/* ---- numbers that an output profile withholds (facts_withhold.c) ---------------------------- */

/** Areas are withheld as chora_measure() does: a map and a table say the same. CHORA_ENOMEM. */
chora_status chora_facts_withholding_open(chora_facts *facts, const chora_records_options *options,
                                          chora_error *err);
void chora_facts_withholding_close(chora_facts *facts);
/** Can numbers of the period be told at all? As chora_measure(): CHORA_EINVAL for months of another
 * calendar than the one that the profile withholds by. */
chora_status chora_facts_check_told(const chora_facts *facts, chora_period period,
                                    chora_error *err);
/** A sentence in place of one with a number that is withheld. NULL: no memory. */
const char *chora_facts_hidden_words(const chora_facts *facts);
/** `count` of the scope, or what is told instead. */
chora_count chora_facts_protect(const chora_facts *facts, const chora_scope *scope,
                                chora_count count);
/** Put the parts that are withheld behind the others; `by_area`: they are areas of the scope. */
chora_status chora_facts_hide_parts(const chora_facts *facts, const chora_scope *scope,
                                    bool by_area, chora_parts *parts, chora_error *err);

/** Areas with at least one incident; with `deadly`, one with deaths. */
size_t chora_facts_areas(const chora_facts *facts, const chora_scope *scope, bool deadly);

#endif
