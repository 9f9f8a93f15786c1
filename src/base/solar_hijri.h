/**
 * @file
 * The Solar Hijri calendar of Afghanistan and Iran.
 */
#ifndef CHORA_BASE_SOLAR_HIJRI_H
#define CHORA_BASE_SOLAR_HIJRI_H

#include <chora/period.h>

/**
 * Months 1 to 6 have 31 days, 7 to 11 have 30, the last 29 or in a leap year 30. A year y is a leap
 * year when (25 y + 11) mod 33 < 8: the 33-year cycle, which agrees with the astronomical new year
 * (equinox before or after noon at 52.5 degrees east) from 1206 to 1498, that is 1827 to 2120 CE
 * (Heydari-Malayeri, "A concise review of the Iranian calendar", 2004, arXiv astro-ph/0409620).
 * Outside of these years a date may be a day off.
 */
void chora_solar_hijri_of(chora_day day, int *year, int *month, int *day_of_month);
chora_day chora_solar_hijri_day(int year, int month, int day_of_month);
bool chora_solar_hijri_is_leap(int year);
int chora_solar_hijri_month_days(int year, int month);

#endif
