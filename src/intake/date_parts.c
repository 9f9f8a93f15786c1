#include "intake/date_parts.h"

#include "intake/cell_number.h"

#include <inttypes.h>
#include <stdio.h>

/** A part of a date: 0 where it is empty or said to be 0. */
static bool part_number(const char *cell, int64_t *out)
{
    char why[CHORA_REASON_MAX];
    *out = 0;
    return cell == NULL || chora_cell_count(cell, out, why) != CHORA_READ_REFUSED;
}

static chora_reading refuse_part(const char *what, const char *cell, const char * not,
                                 char reason[CHORA_REASON_MAX])
{
    char shown[CHORA_SHOWN_MAX];
    snprintf(reason, CHORA_REASON_MAX, "%s %s %s", what, chora_cell_shown(cell, shown), not );
    return CHORA_READ_REFUSED;
}

/* A month may be a word: "March 2022". */
static void put_together(int64_t year, int64_t month, const char *month_word, int64_t day,
                         char out[CHORA_DATE_PARTS_MAX])
{
    if (month_word && day)
        snprintf(out, CHORA_DATE_PARTS_MAX, "%" PRId64 " %.80s %04" PRId64, day, month_word, year);
    else if (month_word)
        snprintf(out, CHORA_DATE_PARTS_MAX, "%.80s %04" PRId64, month_word, year);
    else if (day)
        snprintf(out, CHORA_DATE_PARTS_MAX, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, year, month,
                 day);
    else if (month)
        snprintf(out, CHORA_DATE_PARTS_MAX, "%04" PRId64 "-%02" PRId64, year, month);
    else
        snprintf(out, CHORA_DATE_PARTS_MAX, "%04" PRId64, year);
}

chora_reading chora_date_from_parts(const char *year, const char *month, const char *day,
                                    char out[CHORA_DATE_PARTS_MAX], char reason[CHORA_REASON_MAX])
{
    int64_t years, months, days;
    if (year == NULL || chora_cell_is_missing(year))
        return CHORA_READ_MISSING;
    if (!part_number(year, &years) || years > 9999)
        return refuse_part("year", year, "is none", reason);
    bool number = part_number(month, &months);
    if (number && months > 12)
        return refuse_part("month", month, "is none of 1 to 12", reason);
    if (!part_number(day, &days) || days > 31)
        return refuse_part("day", day, "is none of 1 to 31", reason);
    if (days && number && months == 0)
        return refuse_part("day", day, "is stated without a month", reason);
    put_together(years, months, number ? NULL : month, days, out);
    return CHORA_READ_OK;
}
