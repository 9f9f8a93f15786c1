/**
 * @file
 * Numbers per area and period, and the account of every row.
 */
#ifndef CHORA_MEASURE_H
#define CHORA_MEASURE_H

#include <chora/period.h>
#include <chora/place.h>
#include <chora/store.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Instead of a day: the boundaries in use when nothing else is said. */
#define CHORA_BOUNDARIES_CURRENT INT32_MIN

/** What to count, for whom, over which periods. Start from CHORA_MEASURE_INIT. All borrowed. */
typedef struct {
    chora_period_kind by;  /**< CHORA_PERIOD_ALL: one period. */
    bool span_given;       /**< Else the covered span of the dataset(s). */
    chora_day first, last; /**< Inclusive; with `span_given`. */
    int level;             /**< 0 country, 1 province, 2 district. */
    const char *dataset;   /**< NULL: the only one; several unlinked ones must be named. */
    const char *where;     /**< Filter expression; NULL takes every incident. */
    const char *of; /**< "count" (or NULL), "killed", "injured" or a number column of `extra`. */
    double per;     /**< 0: none; 100000: per 100,000 of `per_value`. */
    const char *per_value;   /**< NULL: "population"; "km2": per km² (`per` 0 is then 1). */
    const char *frame;       /**< Codes of the areas that are drawn, or of areas or countries that
                                  hold them, comma-separated; NULL: all of the level. */
    bool boundaries_given;   /**< Else the boundaries of the last day of the span. */
    chora_day boundaries_on; /**< With `boundaries_given`: the boundaries that hold on this day, or
                                CHORA_BOUNDARIES_CURRENT. */
    bool each;               /**< Symbols are of single incidents: those whose site is known (exact,
                                  near) stand at it, those known only to a town at the town, apart
                                  from them; those known only to a district without a town have
                                  none. */
    const char *told_apart;  /**< A column ("claim"): symbols keep which of its words each incident
                                  has, and whether it is unverified; NULL: none. */
    const char *share_of;    /**< Filter expression: an area's number is the share, in percent, of
                                  its incidents for which it holds; NULL: none. With it `of` is
                                  "count" (or NULL) and nothing is divided. */
    bool untold;             /**< An area that counts nothing, but has a row of which `where` is
                                  neither true nor false (it asks for what the row does not state),
                                  is CHORA_CELL_NO_DATA, not zero. */
    bool area_marks;         /**< With `told_apart`: areas keep it too; see chora_table_placed(). */
} chora_measure_options;

#define CHORA_MEASURE_INIT                                                                         \
    {                                                                                              \
        CHORA_PERIOD_ALL, false, 0, 0, 1, 0, 0, 0, 0, 0, 0, false, 0, false, 0, 0, false, false    \
    }

/** At most so many words are told apart. */
#define CHORA_CATEGORIES_MAX 200

typedef enum {
    CHORA_CELL_NUMBER,  /**< A number; 0 means looked for, none found. */
    CHORA_CELL_NO_DATA, /**< No figure was supplied (no denominator, no row states the number). */
    CHORA_CELL_NOT_COVERED /**< The dataset does not cover the area in this period. */
} chora_cell_state;

typedef struct {
    chora_cell_state state;
    double value;
    int64_t incidents; /**< Rows behind it. */
    bool partial;      /**< The dataset covers only part of the period or of the area. */
    bool withheld;     /**< No data, because an output profile does not print so small a number. */
    int64_t whole;     /**< Of a share: the incidents of which the condition can be told ... */
    int64_t part;      /**< ... and those for which it holds. */
} chora_cell;

/** A share of fewer incidents is told as "3 of 5", never as a percentage. */
#define CHORA_SHARE_BASE_LEAST 20

/**
 * The account of one period. accepted = the sum of the seven that follow; a row falls in the first
 * that holds: outside the period, filtered out, outside the frame, place too coarse, date too
 * coarse, unplaced. A row without a date, or dated too coarsely, is in the account of every period
 * that it may belong to.
 */
typedef struct {
    int64_t accepted; /**< Rows of the dataset in the project that are not withdrawn. */
    int64_t shown;
    int64_t outside_period;
    int64_t filtered_out;  /**< Of the period's. */
    int64_t outside_frame; /**< In an area that is not drawn. */
    int64_t place_too_coarse;
    int64_t date_too_coarse;
    int64_t unplaced;
    /** Of the shown: known to each level, by chora_precision. */
    int64_t shown_by_level[CHORA_NOT_STATED];
    /** Of the too coarse: known to each level. */
    int64_t coarse_by_level[CHORA_NOT_STATED];
    /** Of the too coarse, and in no level above: known only to an area of another time, which is
     * not the same ground as any area drawn. */
    int64_t other_boundaries;
    /** Of the rows of the period, whatever became of them: an output profile shows them less
     * precisely than they are known. */
    int64_t shielded;
    /** Of the shown: behind numbers that an output profile withholds. */
    int64_t withheld;
    /** An output profile withholds how many there are: 1 to 4, or what would give such a number
     * away. All of the above is 0. */
    bool is_withheld;
} chora_account;

/** One incident of a symbol or of a list. */
typedef struct {
    uint16_t category; /**< Index of chora_table_category. */
    bool unverified;   /**< The row says that it was not verified. */
    double value;      /**< Its part of the symbol's value. */
} chora_mark;

/** Incidents gathered at one town. */
typedef struct {
    int64_t place_id; /**< 0: no gazetteer place; then they share their coordinates. */
    int64_t area_id;  /**< The area at the level measured. */
    const char *name; /**< "" when it has none. */
    double lon, lat;
    double value; /**< Of the same measure as the areas, not divided by `per`. */
    int64_t incidents;
    int64_t stated;   /**< Of these, rows that state the number; of counts all. */
    int64_t district; /**< Of these, known only to the town or its district. */
    bool is_site;     /**< It stands where the incidents happened, not at the middle of a town. */
    const chora_mark *marks; /**< One an incident, by category, unverified ones last within it;
                                  NULL unless `told_apart`. */
} chora_symbol;

/** Incidents of an area that something finer cannot show. */
typedef struct {
    int64_t area_id; /**< At the level measured, else the finest that is known. */
    int64_t incidents;
    double value;                    /**< As in a symbol. */
    int64_t stated;                  /**< Of the incidents: how many state the number. */
    int64_t known[CHORA_NOT_STATED]; /**< How many are known to each level, by chora_precision. */
    const chora_mark *marks;         /**< As in a symbol. */
} chora_listed;

typedef struct chora_table chora_table;

/**
 * Count or sum incidents per area and period.
 *
 * An area without incidents is a zero; an area outside the data's coverage is missing: the two are
 * never mixed up. (An incident where no coverage is stated shows that somebody looked: its area is
 * a number, partly covered.) A sum is over the rows that state the number; rows without any that
 * does are no data. An incident counts on its first day. One that is known less precisely than the
 * level is in no area's number, nor one whose date is known less precisely than the period; the
 * account says how many there were.
 *
 * A share (`share_of`) is part / whole in whole percent, rounded, but 0 and 100 only when it is
 * none or all. An incident of which the condition cannot be told (the column it asks for is not
 * stated) is in neither; an area where it can be told of none is no data. An area without incidents
 * is a number, 0, with a `whole` of 0: no share at all, not to be taken for one of 0 %.
 *
 * All periods are counted in the boundaries of one day, so that they can be compared. An incident
 * that was matched in those of another day belongs to the area that is the same ground (98 % of its
 * own area lies in it), else to the one at its point when it is known to the town or finer, else to
 * none: it is too coarse, and told as known in other boundaries only.
 *
 * @param out  Receives an immutable table; the caller frees it. Untouched on failure.
 * @return CHORA_OK; CHORA_EINVAL (periods reversed, filter unreadable: err says where; several
 *         datasets and none named); CHORA_ENOTFOUND (no such level, dataset or column, no area with
 *         a value to divide by, no date to find a span from, no boundaries on the day stated);
 * CHORA_ELIMIT (too many areas x periods); CHORA_ESTORE (also when an account does not close);
 * CHORA_ENOMEM.
 */
CHORA_API chora_status chora_measure(chora_store *store, const chora_measure_options *options,
                                     chora_table **out, chora_error *err);
CHORA_API void chora_table_free(chora_table *table);

CHORA_API size_t chora_table_areas(const chora_table *table);
CHORA_API size_t chora_table_periods(const chora_table *table);
CHORA_API int64_t chora_table_area_id(const chora_table *table, size_t area);
/** Areas are ordered by code. */
CHORA_API const char *chora_table_area_code(const chora_table *table, size_t area);
CHORA_API chora_period chora_table_period(const chora_table *table, size_t period);
CHORA_API chora_cell chora_table_cell(const chora_table *table, size_t area, size_t period);
/** The account for a choropleth of the table's level. */
CHORA_API chora_account chora_table_account(const chora_table *table, size_t period);
/** The account for gathered symbols: rows known to the town or its district, or finer, with a
 * position. */
CHORA_API chora_account chora_table_symbol_account(const chora_table *table, size_t period);
/** Rows shown by the choropleth or by a symbol: the account of a figure that has both. */
CHORA_API chora_account chora_table_both_account(const chora_table *table, size_t period);
/** Symbols of a period, largest first, then by place id. Borrowed. */
CHORA_API const chora_symbol *chora_table_symbols(const chora_table *table, size_t period,
                                                  size_t *count);
/** The words told apart: "claimed" before "attributed", "suspected", "none"; of another column the
 * most frequent first. "" (not stated) comes last. */
CHORA_API size_t chora_table_categories(const chora_table *table);
CHORA_API const char *chora_table_category(const chora_table *table, size_t index);
/** Incidents of a period whose area is known but that have no symbol; by area id. Borrowed. */
CHORA_API const chora_listed *chora_table_pointless(const chora_table *table, size_t period,
                                                    size_t *count);
/** With `area_marks`: the incidents behind the numbers of a period, by area id. Borrowed. */
CHORA_API const chora_listed *chora_table_placed(const chora_table *table, size_t period,
                                                 size_t *count);
/** Incidents of a period that are known to an area, but not to one of the level. */
CHORA_API const chora_listed *chora_table_coarse(const chora_table *table, size_t period,
                                                 size_t *count);
/** Ways to show rows, to be added up. */
enum {
    CHORA_BY_AREA = 1,   /**< A choropleth of the table's level. */
    CHORA_BY_SYMBOL = 2, /**< Symbols. */
    CHORA_BY_LIST = 4    /**< What has no symbol, or no area of the level, is listed by area. */
};
/** The account of a figure that shows rows in one or more of these ways. */
CHORA_API chora_account chora_table_account_of(const chora_table *table, unsigned ways,
                                               size_t period);
/** The span covered by the dataset, else the one asked for: first and last day. */
CHORA_API void chora_table_span(const chora_table *table, chora_day *first, chora_day *last);
/** Are all numbers whole (counts and sums of whole numbers)? */
CHORA_API bool chora_table_is_whole(const chora_table *table);
/** Numbers of incidents from 1 to below it are withheld by an output profile; 0: none are. */
CHORA_API int chora_table_smallest(const chora_table *table);
/** What an output profile withholds of a period. */
typedef struct {
    size_t areas, symbols;           /**< How many numbers. */
    double area_total, symbol_total; /**< Sum of all areas, of all symbols, as if none were; ... */
    bool is_sum_withheld;            /**< ... but the sum is withheld too: they are 0. */
} chora_withheld;
/** Zeros and false when nothing is. */
CHORA_API bool chora_table_withheld(const chora_table *table, size_t period, chora_withheld *out);
/** Are its numbers shares? */
CHORA_API bool chora_table_is_share(const chora_table *table);
/** Was it asked what `where` cannot tell (chora_measure_options.untold)? */
CHORA_API bool chora_table_is_untold(const chora_table *table);
/** A day whose boundaries were counted in, or false: the current ones. */
CHORA_API bool chora_table_boundaries(const chora_table *table, chora_day *on);
/** The dataset's name. */
CHORA_API const char *chora_table_dataset(const chora_table *table);
/** SHA-256 over the dataset's rows (key and hash, by key), hex; for the manifest. */
CHORA_API const char *chora_table_hash(const chora_table *table);

/* ---- change ---------------------------------------------------------------------------------- */

/** One area in two periods. */
typedef struct {
    chora_cell before, after;
    chora_cell_state state; /**< A number only when both periods have one. */
    double change;          /**< After less before; 0 without a number. */
    bool tested;            /**< Counts of incidents: chance is known. */
    double p;               /**< Exact two-sided binomial probability; 1 when nothing was tested. */
    bool within_chance;     /**< Tested, and p is above 0.05. */
} chora_change;

typedef struct chora_change_table chora_change_table;

/**
 * The periods of `options`, each held against an earlier one.
 *
 * Counts are tested: is a share as uneven as this, or more so, likelier than 5 % when every covered
 * day of both periods had the same odds? (Exact two-sided binomial test: the sum of all outcomes
 * that are no likelier than this one. Przyborowski and Wilenski, "Homogeneity of results in testing
 * samples from Poisson series", Biometrika 31, 1940.) Sums such as killed are not tested: deaths in
 * one attack are not independent.
 *
 * @return As chora_measure; CHORA_EINVAL also when two periods that are held together differ by
 *         more than an eighth in length (a month and the next may differ by three days), or the one
 *         period asked for overlaps the one it is held against.
 */
CHORA_API chora_status chora_measure_change(chora_store *store,
                                            const chora_measure_options *options,
                                            chora_against against, chora_change_table **out,
                                            chora_error *err);
CHORA_API void chora_change_table_free(chora_change_table *changes);

/** The table of the periods asked for: areas, periods, accounts. Borrowed. */
CHORA_API const chora_table *chora_change_after(const chora_change_table *changes);
/** The table of the periods they are held against, with the same areas. Borrowed. */
CHORA_API const chora_table *chora_change_before(const chora_change_table *changes);
/** Index in chora_change_before() of what the period of that index is held against. */
CHORA_API size_t chora_change_before_index(const chora_change_table *changes, size_t period);
CHORA_API chora_change chora_change_of(const chora_change_table *changes, size_t area,
                                       size_t period);
/** All areas together that have a number in both periods. */
CHORA_API chora_change chora_change_total(const chora_change_table *changes, size_t period);

#ifdef __cplusplus
}
#endif

#endif
