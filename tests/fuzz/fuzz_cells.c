/* One cell as a date, a count, a number, degrees. */
#include "fuzz.h"

#include "base/text.h"
#include "intake/cell_number.h"

#include <math.h>

static void read_date(const char *cell, chora_dates order, bool serials)
{
    char reason[CHORA_REASON_MAX] = "";
    chora_cell_days days;
    int year, month, day;
    chora_reading reading = chora_cell_date(cell, order, serials, &days, reason);

    if (reading == CHORA_READ_REFUSED)
        PROMISE(*reason && strlen(reason) < sizeof reason);
    if (reading != CHORA_READ_OK)
        return;
    PROMISE(days.first <= days.last && days.last - days.first < 366);
    chora_day_to_ymd(days.first, &year, &month, &day);
    PROMISE(chora_ymd_valid(year, month, day));
    PROMISE(strcmp(days.precision, "day") != 0 || days.first == days.last);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *cell = fuzz_text(data, size), reason[CHORA_REASON_MAX], shown[CHORA_SHOWN_MAX];
    int64_t count = 0;
    double number = 0;

    if (chora_utf8_valid_prefix(cell, strlen(cell)) == strlen(cell)) {
        for (int order = CHORA_DATES_UNDECIDED; order <= CHORA_DATES_MDY; order++) {
            read_date(cell, (chora_dates)order, false);
            read_date(cell, (chora_dates)order, true);
        }
        chora_cell_order(cell);
        PROMISE(strlen(chora_cell_shown(cell, shown)) < CHORA_SHOWN_MAX);
        PROMISE(chora_utf8_valid_prefix(shown, strlen(shown)) == strlen(shown));
        if (chora_cell_count(cell, &count, reason) == CHORA_READ_OK)
            PROMISE(count >= 0);
        if (chora_cell_number(cell, &number, reason) == CHORA_READ_OK)
            PROMISE(isfinite(number));
        if (chora_cell_degrees(cell, "latitude", 90, &number, reason) == CHORA_READ_OK)
            PROMISE(fabs(number) <= 90);
    }
    free(cell);
    return 0;
}
