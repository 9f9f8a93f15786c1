/**
 * @file
 * Dates of a calendar as year, month and day. CHORA_CALENDAR_OF_LANGUAGE stands for Gregorian here.
 */
#ifndef CHORA_BASE_CALENDAR_H
#define CHORA_BASE_CALENDAR_H

#include <chora/period.h>

/** Solar Hijri years that are read and written: the rule of its leap years holds in them. */
enum { CHORA_SOLAR_YEAR_FIRST = 1206, CHORA_SOLAR_YEAR_LAST = 1498 };
/** Years before this one are never meant in Gregorian dates of incidents and periods. */
enum { CHORA_GREGORIAN_YEAR_FIRST = 1700 };

typedef struct {
    int year, month, day; /**< From 1. */
} chora_date;

chora_date chora_date_of(chora_calendar calendar, chora_day day);
/** The month may run over: month 13 is the first of the next year. */
chora_day chora_date_day(chora_calendar calendar, chora_date date);
/** 28 to 31. */
int chora_date_month_days(chora_calendar calendar, int year, int month);
/** Is there such a date? Years 1 to 9999. */
bool chora_date_valid(chora_calendar calendar, chora_date date);
/** The same day of an earlier month, or that month's last. */
chora_day chora_date_months_before(chora_calendar calendar, chora_day day, int months);

/**
 * The month or year (`step`) that a date means which is known no better and kept as first .. last:
 * that of the Solar Hijri calendar when these are its ends, else the Gregorian one that holds
 * `first`.
 */
chora_period chora_date_unit(chora_period_kind step, chora_day first, chora_day last);

#endif
