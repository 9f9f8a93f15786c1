#include "intake/columns.h"

#include <string.h>

static const char *const date_precisions[] = { "day", "week", "month", "year", 0 };
static const char *const place_precisions[] = { "exact",    "near",    "place", "district",
                                                "province", "country", "none",  0 };
static const char *const claims[] = { "none", "claimed", "attributed", "suspected", 0 };
static const char *const verifications[] = { "unverified", "verified", 0 };

static const chora_column_info table[CHORA_COLUMNS] = {
    [CHORA_COLUMN_ID] = { "id", "key", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_DATE] = { "date", "day", CHORA_HOLDS_DATE, 0 },
    [CHORA_COLUMN_MONTH] = { "month", 0, CHORA_HOLDS_DATE_PART, 0 },
    [CHORA_COLUMN_DAY] = { "day", 0, CHORA_HOLDS_DATE_PART, 0 },
    [CHORA_COLUMN_DATE_END] = { "date_end", "day_end", CHORA_HOLDS_DATE, 0 },
    [CHORA_COLUMN_DATE_PRECISION] = { "date_precision", "date_precision", CHORA_HOLDS_WORD,
                                      date_precisions },
    [CHORA_COLUMN_COUNTRY] = { "country", "country_text", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_AREA] = { "area", "area_text", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_DISTRICT] = { "district", "district_text", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_PLACE] = { "place", "place_text", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_CODE] = { "code", "area_code", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_PLACE_PRECISION] = { "place_precision", "place_precision", CHORA_HOLDS_WORD,
                                       place_precisions },
    [CHORA_COLUMN_LAT] = { "lat", "lat", CHORA_HOLDS_DEGREES, 0 },
    [CHORA_COLUMN_LON] = { "lon", "lon", CHORA_HOLDS_DEGREES, 0 },
    [CHORA_COLUMN_TYPE] = { "type", "type", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_SUBTYPE] = { "subtype", "subtype", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_TARGET] = { "target", "target", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_COMMUNITY] = { "community", "community", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_PERPETRATOR] = { "perpetrator", "perpetrator", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_CLAIM] = { "claim", "claim", CHORA_HOLDS_WORD, claims },
    [CHORA_COLUMN_VERIFICATION] = { "verification", "verification", CHORA_HOLDS_WORD,
                                    verifications },
    [CHORA_COLUMN_EVIDENCE_COUNT] = { "evidence_count", "evidence_count", CHORA_HOLDS_COUNT, 0 },
    [CHORA_COLUMN_KILLED_LOW] = { "killed_low", "killed_low", CHORA_HOLDS_COUNT, 0 },
    [CHORA_COLUMN_KILLED] = { "killed", "killed", CHORA_HOLDS_COUNT, 0 },
    [CHORA_COLUMN_KILLED_HIGH] = { "killed_high", "killed_high", CHORA_HOLDS_COUNT, 0 },
    [CHORA_COLUMN_INJURED_LOW] = { "injured_low", "injured_low", CHORA_HOLDS_COUNT, 0 },
    [CHORA_COLUMN_INJURED] = { "injured", "injured", CHORA_HOLDS_COUNT, 0 },
    [CHORA_COLUMN_INJURED_HIGH] = { "injured_high", "injured_high", CHORA_HOLDS_COUNT, 0 },
    [CHORA_COLUMN_SENSITIVITY] = { "sensitivity", "sensitivity", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_SITE] = { "site", "site_id", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_SUMMARY] = { "summary", "summary", CHORA_HOLDS_TEXT, 0 },
    [CHORA_COLUMN_EVIDENCE] = { "evidence", 0, CHORA_HOLDS_LIST, 0 },
    [CHORA_COLUMN_SOURCE] = { "source", 0, CHORA_HOLDS_LIST, 0 },
};

static const char *const names[] = { "id",           "date",
                                     "month",        "day",
                                     "date_end",     "date_precision",
                                     "country",      "area",
                                     "district",     "place",
                                     "code",         "place_precision",
                                     "lat",          "lon",
                                     "type",         "subtype",
                                     "target",       "community",
                                     "perpetrator",  "claim",
                                     "verification", "evidence_count",
                                     "killed_low",   "killed",
                                     "killed_high",  "injured_low",
                                     "injured",      "injured_high",
                                     "sensitivity",  "site",
                                     "summary",      "evidence",
                                     "source",       0 };

const chora_column_info *chora_column_about(chora_column column)
{
    return &table[column];
}

bool chora_column_parse(const char *name, chora_column *out)
{
    for (int i = 0; i < CHORA_COLUMNS; i++) {
        if (strcmp(table[i].name, name) == 0) {
            *out = (chora_column)i;
            return true;
        }
    }
    return false;
}

bool chora_column_range(chora_column column, chora_column *low, chora_column *high)
{
    bool killed = column == CHORA_COLUMN_KILLED;
    *low = killed ? CHORA_COLUMN_KILLED_LOW : CHORA_COLUMN_INJURED_LOW;
    *high = killed ? CHORA_COLUMN_KILLED_HIGH : CHORA_COLUMN_INJURED_HIGH;
    return killed || column == CHORA_COLUMN_INJURED;
}

const char *const *chora_column_names(void)
{
    return names;
}
