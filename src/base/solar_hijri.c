#include "base/solar_hijri.h"

/* 1 Hamal 1400 = 21 March 2021. */
enum { ANCHOR_YEAR = 1400, ANCHOR_DAY = 18707, CYCLE_YEARS = 33, CYCLE_DAYS = 33 * 365 + 8 };

static int floor_mod(int a, int b)
{
    int rest = a % b;
    return rest < 0 ? rest + b : rest;
}

bool chora_solar_hijri_is_leap(int year)
{
    return floor_mod(25 * year + 11, CYCLE_YEARS) < 8;
}

int chora_solar_hijri_month_days(int year, int month)
{
    if (month <= 6)
        return 31;
    return month < 12 || chora_solar_hijri_is_leap(year) ? 30 : 29;
}

/* The first day of a year. */
static chora_day new_year(int year)
{
    int ahead = year - ANCHOR_YEAR, within = floor_mod(ahead, CYCLE_YEARS);
    chora_day day = ANCHOR_DAY + (ahead - within) / CYCLE_YEARS * CYCLE_DAYS;

    for (int y = year - within; y < year; y++)
        day += 365 + chora_solar_hijri_is_leap(y);
    return day;
}

chora_day chora_solar_hijri_day(int year, int month, int day_of_month)
{
    int before = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;

    return new_year(year) + before + day_of_month - 1;
}

void chora_solar_hijri_of(chora_day day, int *year, int *month, int *day_of_month)
{
    int y = ANCHOR_YEAR + (day - ANCHOR_DAY) / 366 - 1;

    while (new_year(y + 1) <= day)
        y++;
    while (new_year(y) > day)
        y--;
    int of_year = day - new_year(y);
    int m = of_year < 186 ? of_year / 31 : 6 + (of_year - 186) / 30;

    *year = y;
    *month = m + 1;
    *day_of_month = of_year - (m <= 6 ? m * 31 : 186 + (m - 6) * 30) + 1;
}
