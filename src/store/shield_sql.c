#include "store/shield_sql.h"

#include "style/profile.h"

/*
 * finest: the finest level of an area that is told (9: any, -1: none). words: are the words of its
 * place told? town: may it be tied to a town?
 */
const char chora_shield_table_sql[] =
    "CREATE TEMP TABLE shield (incident_id INTEGER PRIMARY KEY, key TEXT, hash TEXT, day INTEGER,"
    " date_precision TEXT, place_precision TEXT, finest INTEGER, words INTEGER, town INTEGER,"
    " lon REAL, lat REAL, hide INTEGER)";

#define BIT_TEXT(bit) #bit
#define STRINGED(bit) BIT_TEXT(bit)
#define HIDDEN(bit) "(s.hide & " STRINGED(bit) ")"

/* The numbers of chora_hidden_column, for SQL; checked against it below. */
#define HIDE_TYPE 2
#define HIDE_SUBTYPE 4
#define HIDE_TARGET 8
#define HIDE_COMMUNITY 16
#define HIDE_PERPETRATOR 32
#define HIDE_CLAIM 64
#define HIDE_VERIFICATION 128
#define HIDE_EVIDENCE 256
#define HIDE_KILLED 512
#define HIDE_INJURED 1024
#define HIDE_SUMMARY 2048
#define HIDE_LINKS 4096
#define HIDE_SOURCES 8192
#define HIDE_EXTRA 16384

_Static_assert(HIDE_TYPE == CHORA_HIDE_TYPE && HIDE_SUBTYPE == CHORA_HIDE_SUBTYPE &&
                   HIDE_TARGET == CHORA_HIDE_TARGET && HIDE_COMMUNITY == CHORA_HIDE_COMMUNITY &&
                   HIDE_PERPETRATOR == CHORA_HIDE_PERPETRATOR && HIDE_CLAIM == CHORA_HIDE_CLAIM &&
                   HIDE_VERIFICATION == CHORA_HIDE_VERIFICATION &&
                   HIDE_EVIDENCE == CHORA_HIDE_EVIDENCE && HIDE_KILLED == CHORA_HIDE_KILLED &&
                   HIDE_INJURED == CHORA_HIDE_INJURED && HIDE_SUMMARY == CHORA_HIDE_SUMMARY &&
                   HIDE_LINKS == CHORA_HIDE_LINKS && HIDE_SOURCES == CHORA_HIDE_SOURCES &&
                   HIDE_EXTRA == CHORA_HIDE_EXTRA,
               "the numbers in the SQL are those of the profile");

/* A NULL `s` (a row that is shown as it is) fails every test and takes the ELSE. */
#define UNLESS(condition, column)                                                                  \
    " CASE WHEN " condition " THEN NULL ELSE i." column " END AS " column
#define SHOWN(column)                                                                              \
    " CASE WHEN s.incident_id IS NULL THEN i." column " ELSE s." column " END AS " column
#define IS_SHIELDED "s.incident_id IS NOT NULL"

/* The area itself or the one above it that is coarse enough. */
#define COARSE_AREA                                                                                \
    "(SELECT CASE WHEN a.level <= s.finest THEN a.id WHEN b.level <= s.finest THEN b.id"           \
    " WHEN c.level <= s.finest THEN c.id END FROM main.area a LEFT JOIN main.area b"               \
    " ON b.id = a.parent_id LEFT JOIN main.area c ON c.id = b.parent_id WHERE a.id = m.area_id)"

#define LEVEL_RANK(level)                                                                          \
    "CASE " level " WHEN 'exact' THEN 0 WHEN 'near' THEN 1 WHEN 'place' THEN 2 WHEN 'district' "   \
    "THEN 3 WHEN 'displaced' THEN 3 WHEN 'province' THEN 4 WHEN 'country' THEN 5 ELSE 6 END"

/* A dataset covers the days from its first incident to its last: were one of these told less
 * precisely, the span would tell its day. It reaches to the end of the week, month or year then. */
#define AS_DAYS(...) "CAST(strftime('%s', " __VA_ARGS__ ") / 86400 AS INTEGER)"
#define ENDS_OF(end, least, week, more)                                                            \
    "coalesce((SELECT " least "(CASE s.date_precision WHEN 'week' THEN c." end " - ((c." end       \
    " + 3) % 7 + 7) % 7" week                                                                      \
    " WHEN 'month' THEN " AS_DAYS("c." end " * 86400, 'unixepoch', 'start of month'" more(         \
        "month")) " ELSE " AS_DAYS("c." end                                                        \
                                   " * 86400, 'unixepoch', 'start of year'" more(                  \
                                       "year")) " END)"                                            \
                                                " FROM temp.shield s JOIN main.incident i ON "     \
                                                "i.id = s.incident_id"                             \
                                                " WHERE i.dataset_id = c.dataset_id AND (i.day = " \
                                                "c." end " OR i.day_end = c." end ")"              \
                                                " AND s.date_precision IN ('week', 'month', "      \
                                                "'year')), c." end ") AS " end
#define FIRST(unit) ""
#define LAST(unit) ", '+1 " unit "', '-1 day'"

const char chora_shield_coverage_sql[] =
    "CREATE TEMP TABLE coverage AS SELECT c.dataset_id, c.area_id, " ENDS_OF(
        "first_day", "min", "", FIRST) ", " ENDS_OF("last_day", "max", " + 6",
                                                    LAST) ", c.state FROM main.coverage c";

/* clang-format off */
const char chora_shield_views_sql[] =
    "CREATE TEMP VIEW incident AS SELECT i.id, i.dataset_id,"
    SHOWN("key") ", i.run_id,"
    UNLESS(IS_SHIELDED, "line") ", i.version, i.withdrawn_run,"
    SHOWN("day") ","
    UNLESS("s.date_precision <> 'day'", "day_end") ","
    SHOWN("date_precision") ","
    UNLESS("s.words = 0", "place_text") ","
    UNLESS("s.finest < 1", "area_text") ","
    UNLESS("s.finest < 2", "district_text") ","
    UNLESS("s.finest < 0", "country_text") ","
    UNLESS("s.finest < 9", "area_code") ","
    SHOWN("lon") "," SHOWN("lat") "," SHOWN("place_precision") ","
    UNLESS(HIDDEN(HIDE_TYPE), "type") ","
    UNLESS(HIDDEN(HIDE_SUBTYPE), "subtype") ","
    UNLESS(HIDDEN(HIDE_TARGET), "target") ","
    UNLESS(HIDDEN(HIDE_COMMUNITY), "community") ","
    UNLESS(HIDDEN(HIDE_PERPETRATOR), "perpetrator") ","
    UNLESS(HIDDEN(HIDE_CLAIM), "claim") ","
    UNLESS(HIDDEN(HIDE_VERIFICATION), "verification") ","
    UNLESS(HIDDEN(HIDE_EVIDENCE), "evidence_count") ","
    UNLESS(HIDDEN(HIDE_KILLED), "killed_low") ","
    UNLESS(HIDDEN(HIDE_KILLED), "killed") ","
    UNLESS(HIDDEN(HIDE_KILLED), "killed_high") ","
    UNLESS(HIDDEN(HIDE_INJURED), "injured_low") ","
    UNLESS(HIDDEN(HIDE_INJURED), "injured") ","
    UNLESS(HIDDEN(HIDE_INJURED), "injured_high") ","
    " i.sensitivity,"
    UNLESS(IS_SHIELDED, "site_id") ","
    UNLESS(HIDDEN(HIDE_SUMMARY), "summary") ","
    UNLESS(HIDDEN(HIDE_EXTRA), "extra") ","
    SHOWN("hash") ", NULL AS geom"
    " FROM main.incident i LEFT JOIN temp.shield s ON s.incident_id = i.id;"

    "CREATE TEMP VIEW match AS SELECT m.incident_id, m.layer_id,"
    " CASE WHEN " IS_SHIELDED " THEN " COARSE_AREA " ELSE m.area_id END AS area_id,"
    " CASE WHEN s.town = 0 THEN NULL ELSE m.place_id END AS place_id,"
    " CASE WHEN " IS_SHIELDED " AND " LEVEL_RANK("s.place_precision") " > " LEVEL_RANK("m.level")
    " THEN replace(s.place_precision, 'displaced', 'district') ELSE m.level END AS level, m.method,"
    " CASE WHEN " IS_SHIELDED " THEN NULL ELSE m.score END AS score,"
    " CASE WHEN " IS_SHIELDED " THEN NULL ELSE m.reason END AS reason,"
    " CASE WHEN " IS_SHIELDED " THEN NULL ELSE m.problem END AS problem, m.decision_id"
    " FROM main.match m LEFT JOIN temp.shield s ON s.incident_id = m.incident_id;"

    "CREATE TEMP VIEW evidence AS SELECT e.* FROM main.evidence e"
    " LEFT JOIN temp.shield s ON s.incident_id = e.incident_id"
    " WHERE s.incident_id IS NULL OR NOT " HIDDEN(HIDE_LINKS) ";"

    "CREATE TEMP VIEW incident_source AS SELECT r.* FROM main.incident_source r"
    " LEFT JOIN temp.shield s ON s.incident_id = r.incident_id"
    " WHERE s.incident_id IS NULL OR NOT " HIDDEN(HIDE_SOURCES) ";";
/* clang-format on */
