/* Civil days: Howard Hinnant's days_from_civil and civil_from_days (public algorithms). */
#include <chora/period.h>

#include <stdio.h>

chora_day chora_day_from_ymd(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void chora_day_to_ymd(chora_day day, int *year, int *month, int *day_of_month)
{
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int m = (5 * day_of_year + 2) / 153;

    *day_of_month = day_of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

bool chora_ymd_valid(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    int y, m, d;
    chora_day_to_ymd(chora_day_from_ymd(year, month, day), &y, &m, &d);
    return y == year && m == month && d == day;
}

void chora_day_format(chora_day day, char *out)
{
    int y, m, d;
    chora_day_to_ymd(day, &y, &m, &d);
    if (y < 0 || y > 9999) {
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%04d-%02d-%02d", y, m, d);
        return;
    }
    /* By hand: a table of a million rows has two million days. */
    const int pairs[] = { y / 100, y % 100, m, d };
    static const int places[] = { 0, 2, 5, 8 };
    for (int i = 0; i < 4; i++) {
        out[places[i]] = (char)('0' + pairs[i] / 10);
        out[places[i] + 1] = (char)('0' + pairs[i] % 10);
    }
    out[4] = out[7] = '-';
    out[10] = '\0';
}
