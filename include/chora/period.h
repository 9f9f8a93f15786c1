/**
 * @file
 * Civil days and periods. No time of day, no time zone, no time_t.
 */
#ifndef CHORA_PERIOD_H
#define CHORA_PERIOD_H

#include <chora/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
typedef int32_t chora_day;

typedef enum {
    CHORA_PERIOD_SPAN = 0, /**< Any first and last day. */
    CHORA_PERIOD_MONTH,
    CHORA_PERIOD_QUARTER,
    CHORA_PERIOD_YEAR,
    CHORA_PERIOD_ALL /**< One period: the covered span. */
} chora_period_kind;

/** A span of days, both ends inclusive. */
typedef struct {
    chora_period_kind kind;
    chora_day first, last;
} chora_period;

/** Longest text of a period id or label, with its NUL. */
#define CHORA_PERIOD_TEXT_MAX 64

CHORA_API chora_day chora_day_from_ymd(int year, int month, int day);
CHORA_API void chora_day_to_ymd(chora_day day, int *year, int *month, int *day_of_month);
/** Is there such a date? Years 1 to 9999. */
CHORA_API bool chora_ymd_valid(int year, int month, int day);

/** "2022-03-31". `out` has CHORA_PERIOD_TEXT_MAX bytes. */
CHORA_API void chora_day_format(chora_day day, char *out);

/** "month", "quarter", "year", "all". */
CHORA_API chora_status chora_period_kind_parse(const char *text, chora_period_kind *out,
                                               chora_error *err);

/**
 * "2022-03", "2022-Q1", "2022", "2022-03-05", or a span "2021-08..2023-08" whose ends are any of
 * these. CHORA_EINVAL says what was expected.
 */
CHORA_API chora_status chora_period_parse(const char *text, chora_period *out, chora_error *err);

/** The period of that kind that holds `day` (SPAN and ALL: the one day). */
CHORA_API chora_period chora_period_of(chora_period_kind kind, chora_day day);

/** The next period of the same kind (SPAN: the next span of the same length). */
CHORA_API chora_period chora_period_next(chora_period period);

/** How many periods of `kind` touch the days first..last; ALL and SPAN give 1. */
CHORA_API size_t chora_period_count(chora_period_kind kind, chora_day first, chora_day last);

/** For file names and columns: "2022-03", "2022-Q1", "2022", "2021-08-15_2023-08-15". */
CHORA_API void chora_period_id(chora_period period, char *out);

/**
 * For people, English: "March 2022", "January–March 2022", "2022", "15 August 2021 –
 * 15 August 2023", "August 2021 – August 2023" (whole months). Dashes are U+2013.
 */
CHORA_API void chora_period_label(chora_period period, char *out);

/** Which earlier period a number is held against. */
typedef enum {
    CHORA_AGAINST_PREVIOUS, /**< The period of the same kind or length just before. */
    CHORA_AGAINST_YEAR_AGO, /**< The same days of the year before. */
    CHORA_AGAINST_SPAN      /**< One given period, for all. */
} chora_against_kind;

typedef struct {
    chora_against_kind kind;
    chora_period span; /**< With CHORA_AGAINST_SPAN. */
} chora_against;

/** "previous", "year-ago", or what chora_period_parse takes. CHORA_EINVAL says what was expected.
 */
CHORA_API chora_status chora_against_parse(const char *text, chora_against *out, chora_error *err);

/**
 * The period that `period` is held against. Whole months stay whole months (of March 2022 the
 * previous is February 2022, of 1 January - 31 March the three months before); any other span has
 * as many days before. A year before 29 February is 28 February.
 */
CHORA_API chora_period chora_against_period(chora_against against, chora_period period);

#ifdef __cplusplus
}
#endif

#endif
