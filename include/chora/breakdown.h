/**
 * @file
 * Incidents and casualties per period, area and value of a column, with what is not known.
 */
#ifndef CHORA_BREAKDOWN_H
#define CHORA_BREAKDOWN_H

#include <chora/measure.h>

#ifdef __cplusplus
extern "C" {
#endif

/** chora_breakdown_options.level: not by area. */
#define CHORA_NO_LEVEL (-1)

/**
 * A column that every table has: "claimed only", "claimed and verified", "verified only", "neither
 * claimed nor verified". In a project whose claims are a dataset of their own (chora_link()), its
 * verified dataset is counted together with the claims that are linked to none of its rows; a claim
 * that is linked counts with its verified incident, on that incident's day and in its area. The
 * numbers of people are those of the verified dataset, not known for a claim; what
 * claims say is kept apart.
 */
#define CHORA_CLAIMED_VERIFIED "claimed_verified"

/** What to count by. Start from CHORA_BREAKDOWN_INIT. All borrowed. */
typedef struct {
    chora_period_kind by;  /**< CHORA_PERIOD_ALL: one period. */
    bool span_given;       /**< Else the covered span of the dataset. */
    chora_day first, last; /**< Inclusive; with `span_given`. */
    int level;             /**< By area: 0 country, 1 province, 2 district; else CHORA_NO_LEVEL. */
    const char *dataset;   /**< NULL: the only one; several must be named. */
    const char *where;     /**< Filter expression; NULL takes every incident. */
    const char *frame;     /**< Codes of areas or countries, comma-separated; NULL: all. */
    const char *column;    /**< type, subtype, target, community, perpetrator, claim, verification,
                                CHORA_CLAIMED_VERIFIED or a column of the table's own; NULL: no
                                values. */
    bool boundaries_given; /**< As in chora_measure_options. */
    chora_day boundaries_on;
} chora_breakdown_options;

#define CHORA_BREAKDOWN_INIT                                                                       \
    {                                                                                              \
        CHORA_PERIOD_ALL, false, 0, 0, CHORA_NO_LEVEL, 0, 0, 0, 0, false, 0                        \
    }

/**
 * People, from the lowest to the highest figure. The lows and the highs of the incidents are added
 * apart: both are bounds, and no number between them is an estimate. An incident that states one
 * figure only has it as both. Those that state none are counted as unknown, not as zero.
 */
typedef struct {
    double low, high;
    double best;       /**< Sum over the incidents that state a best figure. */
    int64_t stated;    /**< Incidents that state any figure. */
    int64_t with_best; /**< Of these, with a best figure. */
    int64_t unknown;   /**< Incidents that state none. */
} chora_range;

typedef struct {
    int64_t incidents;
    int64_t deadly; /**< Of these, with at least one person killed on the lowest figure. */
    chora_range killed, injured;
    chora_range claimed_killed, claimed_injured; /**< What the claims say, with
                                                      CHORA_CLAIMED_VERIFIED; never added to the
                                                      others. */
    int64_t evidence;                            /**< Pieces of evidence. */
    int64_t with_evidence;                       /**< Incidents with at least one. */
    chora_cell_state state; /**< CHORA_CELL_NOT_COVERED: nobody looked; else CHORA_CELL_NUMBER. */
    bool partial;           /**< The dataset covers only part of the period or area. */
    bool withheld; /**< An output profile does not print it: all numbers are 0, the state is
                      CHORA_CELL_NO_DATA. */
} chora_breakdown_cell;

typedef struct chora_breakdown chora_breakdown;

/**
 * Count incidents and add up casualties per area and period, and per value of a column.
 *
 * Not by area, an incident counts wherever it was, placed or not (with a frame: in one of its
 * areas); by area the rules are those of chora_measure(). The account of a period says what became
 * of every row. Texts of a column are compared as they stand; "" is "not stated".
 *
 * @param out  Receives an immutable breakdown; the caller frees it. Untouched on failure.
 * @return as chora_measure(); CHORA_ENOTFOUND also when there is no such column (the nearest is
 *         named); CHORA_ELIMIT: a column of more than CHORA_BREAKDOWN_VALUES_MAX different texts.
 */
CHORA_API chora_status chora_breakdown_make(chora_store *store,
                                            const chora_breakdown_options *options,
                                            chora_breakdown **out, chora_error *err);
CHORA_API void chora_breakdown_free(chora_breakdown *breakdown); /**< NULL is fine. */

#define CHORA_BREAKDOWN_VALUES_MAX 400

CHORA_API size_t chora_breakdown_periods(const chora_breakdown *breakdown);
CHORA_API chora_period chora_breakdown_period(const chora_breakdown *breakdown, size_t period);

/** 1 when not by area. Areas are ordered by code. */
CHORA_API size_t chora_breakdown_areas(const chora_breakdown *breakdown);
/** 0 and "" when not by area. */
CHORA_API int64_t chora_breakdown_area_id(const chora_breakdown *breakdown, size_t area);
CHORA_API const char *chora_breakdown_area_code(const chora_breakdown *breakdown, size_t area);

/**
 * Values of the column that any shown incident has; 0 without a column. Those of claim and
 * verification in the order of their certainty (claimed, attributed, suspected, none; verified,
 * unverified), others by how many incidents have them; "" (not stated) last.
 */
CHORA_API size_t chora_breakdown_values(const chora_breakdown *breakdown);
CHORA_API const char *chora_breakdown_value(const chora_breakdown *breakdown, size_t value);

/** The last value, when numbers of some are withheld: they are counted here, together. */
#define CHORA_WITHHELD_VALUE "(withheld)"

/** Numbers of incidents from 1 to below it are withheld by an output profile; 0: none are. */
CHORA_API int chora_breakdown_smallest(const chora_breakdown *breakdown);
/** By area: all areas of a period together whose numbers are withheld. */
CHORA_API chora_breakdown_cell chora_breakdown_hidden(const chora_breakdown *breakdown,
                                                      size_t period);

/** All values together. */
#define CHORA_ALL_VALUES ((size_t)-1)

/** The incidents of an area and period that have the value. */
CHORA_API chora_breakdown_cell chora_breakdown_cell_of(const chora_breakdown *breakdown,
                                                       size_t area, size_t period, size_t value);
/** All areas and periods together; `state` and `partial` say nothing. */
CHORA_API chora_breakdown_cell chora_breakdown_total(const chora_breakdown *breakdown,
                                                     size_t value);
/** One period, all areas; one area, all periods. */
CHORA_API chora_breakdown_cell chora_breakdown_period_total(const chora_breakdown *breakdown,
                                                            size_t period, size_t value);
CHORA_API chora_breakdown_cell chora_breakdown_area_total(const chora_breakdown *breakdown,
                                                          size_t area, size_t value);

/** What became of every row in one period, and over all periods together. */
CHORA_API chora_account chora_breakdown_account(const chora_breakdown *breakdown, size_t period);
CHORA_API chora_account chora_breakdown_overall_account(const chora_breakdown *breakdown);

/** The span covered by the dataset: first and last day. */
CHORA_API void chora_breakdown_span(const chora_breakdown *breakdown, chora_day *first,
                                    chora_day *last);
CHORA_API const char *chora_breakdown_dataset(const chora_breakdown *breakdown);
/** With CHORA_CLAIMED_VERIFIED: the dataset of claims that was counted as well and the rule that
 * links it; "" when one dataset holds both. */
CHORA_API const char *chora_breakdown_claims(const chora_breakdown *breakdown);
CHORA_API const char *chora_breakdown_claims_rule(const chora_breakdown *breakdown);
/** The span that the dataset of claims covers; false: there is none, or it has no dates. */
CHORA_API bool chora_breakdown_claims_span(const chora_breakdown *breakdown, chora_day *first,
                                           chora_day *last);
/** Claims that count with their verified incident, and are in no account. */
CHORA_API int64_t chora_breakdown_linked(const chora_breakdown *breakdown);

/** As chora_table_hash(). */
CHORA_API const char *chora_breakdown_hash(const chora_breakdown *breakdown);

/** Add the incidents and people of a cell to another; `state` and `partial` stay as they are. */
CHORA_API void chora_breakdown_add(chora_breakdown_cell *to, const chora_breakdown_cell *more);

/** Add what two disjoint sets of incidents state. */
CHORA_API chora_range chora_range_add(chora_range a, chora_range b);

#ifdef __cplusplus
}
#endif

#endif
