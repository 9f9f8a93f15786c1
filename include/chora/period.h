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

/** The calendar that dates are told in, or that months are counted in. */
typedef enum {
    CHORA_CALENDAR_OF_LANGUAGE, /**< Nothing was said: told as the language's file says, counted in
                                     Gregorian months. */
    CHORA_CALENDAR_GREGORIAN,
    CHORA_CALENDAR_SOLAR_HIJRI /**< Of Afghanistan and Iran; the year begins in March. */
} chora_calendar;

/** "gregorian", "solar-hijri". CHORA_EINVAL names them. */
CHORA_API chora_status chora_calendar_parse(const char *text, chora_calendar *out,
                                            chora_error *err);

typedef enum {
    CHORA_PERIOD_SPAN = 0, /**< Any first and last day. */
    CHORA_PERIOD_MONTH,
    CHORA_PERIOD_QUARTER,
    CHORA_PERIOD_YEAR,
    CHORA_PERIOD_ALL,         /**< One period: the covered span. */
    CHORA_PERIOD_SOLAR_MONTH, /**< The same of the Solar Hijri calendar. */
    CHORA_PERIOD_SOLAR_QUARTER,
    CHORA_PERIOD_SOLAR_YEAR
} chora_period_kind;

/** Month, quarter or year, whatever the calendar; else the kind itself. */
CHORA_API chora_period_kind chora_period_step(chora_period_kind kind);
/** Solar Hijri for its kinds, else Gregorian. */
CHORA_API chora_calendar chora_period_calendar(chora_period_kind kind);
/** The month, quarter or year of that calendar; SPAN and ALL stay. */
CHORA_API chora_period_kind chora_period_kind_in(chora_period_kind kind, chora_calendar calendar);

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
 * these. CHORA_EINVAL says what was expected; so it does of years before 1700, which are likely
 * Solar Hijri.
 */
CHORA_API chora_status chora_period_parse(const char *text, chora_period *out, chora_error *err);

/**
 * The same in either calendar: years 1206 to 1498 are Solar Hijri, years from 1700 Gregorian. Which
 * one it was is answered, so that a caller to whom nobody named the calendar can ask for it
 * (chora_period_stated). A span has both ends in one calendar.
 * @param written  Receives the calendar; may be NULL.
 */
CHORA_API chora_status chora_period_read(const char *text, chora_period *out,
                                         chora_calendar *written, chora_error *err);

/**
 * CHORA_EINVAL for a period `written` in Solar Hijri where no Solar Hijri calendar was `stated`:
 * says which days it would be, and how to state it.
 */
CHORA_API chora_status chora_period_stated(chora_period period, chora_calendar written,
                                           chora_calendar stated, chora_error *err);

/** The period of that kind that holds `day` (SPAN and ALL: the one day). */
CHORA_API chora_period chora_period_of(chora_period_kind kind, chora_day day);

/** The next period of the same kind (SPAN: the next span of the same length). */
CHORA_API chora_period chora_period_next(chora_period period);

/** How many periods of `kind` touch the days first..last; ALL and SPAN give 1. */
CHORA_API size_t chora_period_count(chora_period_kind kind, chora_day first, chora_day last);

/** For file names and columns: "2022-03", "2022-Q1", "2022", "2021-08-15_2023-08-15"; of Solar
 * Hijri months "1401-01". ASCII; spans are in Gregorian days. */
CHORA_API void chora_period_id(chora_period period, char *out);

/** What chora_period_id wrote, back. CHORA_EINVAL when it is no such text. */
CHORA_API chora_status chora_period_from_id(const char *id, chora_period *out, chora_error *err);

/**
 * For people, English: "March 2022", "January–March 2022", "2022", "15 August 2021 –
 * 15 August 2023", "August 2021 – August 2023" (whole months), "Hamal 1402". Dashes are U+2013.
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
    chora_period span;      /**< With CHORA_AGAINST_SPAN. */
    chora_calendar written; /**< In which the span was written: see chora_period_stated. */
} chora_against;

/** "previous", "year-ago", or what chora_period_read takes. CHORA_EINVAL says what was expected.
 */
CHORA_API chora_status chora_against_parse(const char *text, chora_against *out, chora_error *err);

/**
 * The period that `period` is held against. Whole months stay whole months (of March 2022 the
 * previous is February 2022, of 1 January - 31 March the three months before), in the calendar of
 * the period; any other span has as many days before. A year before 29 February is 28 February.
 */
CHORA_API chora_period chora_against_period(chora_against against, chora_period period);

#ifdef __cplusplus
}
#endif

#endif
