#include "publish/check_list.h"

#include <stddef.h>

#define FROM_INCIDENTS " FROM incident i WHERE i.withdrawn_run IS NULL AND "
#define FROM_MATCHES                                                                               \
    " FROM incident i JOIN match m ON m.incident_id = i.id WHERE i.withdrawn_run IS NULL AND "
#define ID "SELECT i.id AS id, "
#define DATE_OF(day) "date(" day " * 86400, 'unixepoch')"

/* What a problem of the placer is called when the incident has no place, and when it has one. */
#define UNPLACED(problem)                                                                          \
    ID "m.reason AS detail" FROM_MATCHES "m.level = 'none' AND m.problem = '" problem "'"
#define DOUBTFUL(problem)                                                                          \
    ID "m.reason AS detail" FROM_MATCHES "m.level <> 'none' AND m.problem = '" problem "'"

#define REVIEW                                                                                     \
    "chora match {project} --review review.csv, fill in the column decision, then "                \
    "chora match {project} --decisions review.csv"
#define MEND "correct the table and import it again"

#define RANGE(what)                                                                                \
    ID "'" what " ' || coalesce(i." what ", '?') || ', lowest ' || coalesce(i." what               \
       "_low, '?') || ', highest ' || coalesce(i." what "_high, '?') AS detail" FROM_INCIDENTS     \
       "(i." what "_low > i." what "_high OR i." what " < i." what "_low OR i." what " > i." what  \
       "_high)"

/* A covered span for every area, or for the area of the incident or one that holds it. */
#define COVERS_AREA                                                                                \
    "(c.area_id IS NULL OR c.area_id IN (a.id, a.parent_id, (SELECT p.parent_id FROM area p"       \
    " WHERE p.id = a.parent_id)) OR EXISTS (SELECT 1 FROM area s WHERE s.id = c.area_id"           \
    " AND s.code = a.code AND s.level = a.level))"

/* The first level of which no layer in use holds on the incident's day, or NULL. */
#define LEVEL_NOT_HELD                                                                             \
    "(SELECT min(level) FROM (SELECT level, max(i.day BETWEEN coalesce(valid_from, i.day)"         \
    " AND coalesce(valid_to, i.day)) AS held FROM layer WHERE role = 'areas'"                      \
    " AND level IS NOT NULL AND current > 0 GROUP BY level) WHERE NOT held)"

#define COARSE_PLACE(level, what)                                                                  \
    {                                                                                              \
        "coarse-place-" level,                                                                     \
            ID "coalesce(nullif(i.place_text, ''), nullif(i.district_text, ''),"                   \
               " nullif(i.area_text, ''), i.country_text) AS detail" FROM_MATCHES                  \
               "m.level = '" level "'",                                                            \
            "known only to the " level, what, NULL                                                 \
    }

#define COARSE_DATE(precision, what)                                                               \
    {                                                                                              \
        "coarse-date-" precision,                                                                  \
            ID DATE_OF("i.day") " AS detail" FROM_INCIDENTS                                        \
                                "i.day IS NOT NULL AND i.date_precision = '" precision "'",        \
            "dated only to the " precision, what, NULL                                             \
    }

/* clang-format off */

const chora_check_item chora_check_items[] = {
    /* ---- unplaced: the incident is on no map ------------------------------------------------ */
    { "unplaced-unknown", UNPLACED("unknown"),
      "the project does not know the name of the place", REVIEW, NULL },
    { "unplaced-ambiguous", UNPLACED("ambiguous"),
      "the place may be one of several", REVIEW, NULL },
    { "unplaced-several", UNPLACED("several"),
      "one cell names several places",
      "write one row for each place if the source tells them apart; else " REVIEW, NULL },
    { "unplaced-disagree", UNPLACED("disagree"),
      "words, code or coordinates contradict each other", MEND ", or " REVIEW, NULL },
    { "unplaced-outside", UNPLACED("outside"),
      "the coordinates lie in no area of the project",
      MEND "; if they are right, the project lacks that country", NULL },
    { "unplaced-swapped", UNPLACED("swapped"),
      "latitude and longitude seem to be exchanged",
      "exchange the two in the table, or in the column mapping (--columns), and import it again", NULL },
    { "unplaced-invalid", UNPLACED("invalid"),
      "the coordinates are not on the Earth", MEND, NULL },
    { "unplaced-never",
      ID "NULL AS detail" FROM_INCIDENTS "NOT EXISTS (SELECT 1 FROM match m WHERE m.incident_id = i.id)",
      "never placed", "import boundaries, then: chora match {project}", NULL },

    /* ---- doubtful: on the map, but a person should look ------------------------------------- */
    { "doubtful-spelling", DOUBTFUL("doubtful"),
      "placed by a spelling that is only similar", REVIEW, NULL },
    { "doubtful-nearest",
      ID "m.reason AS detail" FROM_MATCHES "m.level <> 'none' AND m.method = 'nearest'"
      " AND coalesce(m.problem, 'ok') = 'ok'",
      "the point lies a little outside of the area it was given to",
      "look whether the coordinates or the outline are coarse; correct the coordinates if not", NULL },
    { "doubtful-unknown", DOUBTFUL("unknown"),
      "placed more coarsely, as the finer name is not known", REVIEW, NULL },
    { "doubtful-ambiguous", DOUBTFUL("ambiguous"),
      "placed more coarsely, as the finer name may be one of several", REVIEW, NULL },
    { "doubtful-several", DOUBTFUL("several"),
      "placed more coarsely, as one cell names several places",
      "write one row for each place if the source tells them apart; else " REVIEW, NULL },
    { "doubtful-disagree", DOUBTFUL("disagree"),
      "placed although words, code or coordinates contradict each other", MEND ", or " REVIEW, NULL },
    { "doubtful-outside", DOUBTFUL("outside"),
      "placed by words, with coordinates in no area of the project", MEND, NULL },
    { "doubtful-swapped", DOUBTFUL("swapped"),
      "placed by words, with latitude and longitude that seem to be exchanged",
      "exchange the two in the table, or in the column mapping (--columns), and import it again", NULL },
    { "doubtful-invalid", DOUBTFUL("invalid"),
      "placed by words, with coordinates that are not on the Earth", MEND, NULL },
    { "doubtful-empty", DOUBTFUL("empty"), "placed by little", MEND, NULL },
    { "doubtful-coordinates",
      ID "'the latitude is ' || CASE WHEN i.lat = i.lon THEN 'the longitude' WHEN i.lat = 0 THEN '0'"
      " ELSE 'given, the longitude is 0' END AS detail" FROM_INCIDENTS
      "(i.lat = i.lon OR i.lat = 0 OR i.lon = 0)",
      "the coordinates look filled in: one is 0, or both are the same", MEND, NULL },
    { "doubtful-pile",
      ID "coalesce(i.place_text, i.district_text) AS detail FROM incident i JOIN (SELECT lon, lat"
      " FROM incident WHERE withdrawn_run IS NULL AND lon IS NOT NULL AND lat IS NOT NULL"
      " AND coalesce(place_precision, 'exact') IN ('exact', 'near') GROUP BY lon, lat"
      " HAVING count(*) >= 5 AND count(DISTINCT lower(place_text)) >= 3) pile"
      " ON pile.lon = i.lon AND pile.lat = i.lat WHERE i.withdrawn_run IS NULL"
      " AND coalesce(i.place_precision, 'exact') IN ('exact', 'near')",
      "called exact, though three or more different places share the very same point",
      "a town's or province's centre stands for them: say so in the column of the place's precision", NULL },
    { "doubtful-vintage",
      ID DATE_OF("i.day") " || ', dated to the ' || i.date_precision AS detail" FROM_INCIDENTS
      "i.date_precision <> 'day' AND EXISTS (SELECT 1 FROM (SELECT valid_from AS day FROM layer"
      " WHERE role = 'areas' AND current > 0 UNION SELECT valid_to + 1 FROM layer"
      " WHERE role = 'areas' AND current > 0) AS changed WHERE CASE i.date_precision"
      " WHEN 'week' THEN abs(changed.day - i.day) < 7"
      " WHEN 'month' THEN strftime('%Y-%m', changed.day * 86400, 'unixepoch') ="
      "  strftime('%Y-%m', i.day * 86400, 'unixepoch')"
      "  AND strftime('%d', changed.day * 86400, 'unixepoch') > '01'"
      " ELSE strftime('%Y', changed.day * 86400, 'unixepoch') ="
      "  strftime('%Y', i.day * 86400, 'unixepoch')"
      "  AND strftime('%m-%d', changed.day * 86400, 'unixepoch') > '01-01' END)",
      "boundaries changed within the time that it is dated to; it was placed in those of one day",
      "see which boundaries its place was told in; date it more precisely if the source allows", NULL },
    { "doubtful-decision",
      "SELECT NULL AS dataset, NULL AS key, r.file AS file, NULL AS line, d.text AS detail"
      " FROM decision d LEFT JOIN run r ON r.id = d.run_id"
      " WHERE (d.verdict = 'area' AND NOT EXISTS (SELECT 1 FROM area o JOIN area a"
      "  ON a.code = o.code JOIN layer l ON l.id = a.layer_id"
      "  WHERE o.id = d.area_id AND l.role = 'areas' AND l.current > 0))"
      " OR (d.verdict = 'place' AND NOT EXISTS (SELECT 1 FROM place p WHERE p.id = d.place_id))",
      "the area or the place decided on is no longer in the project",
      "decide anew: chora match {project} --review review.csv", "decisions" },

    /* ---- contradictory ---------------------------------------------------------------------- */
    { "contradictory-dates",
      ID DATE_OF("i.day") " || ' to ' || " DATE_OF("i.day_end") " AS detail" FROM_INCIDENTS
      "i.day_end < i.day",
      "the end lies before the beginning", MEND, NULL },
    { "contradictory-killed", RANGE("killed"),
      "the number of killed lies outside of its own range", MEND, NULL },
    { "contradictory-injured", RANGE("injured"),
      "the number of injured lies outside of its own range", MEND, NULL },
    { "contradictory-evidence",
      ID "'verified, pieces of evidence: 0' AS detail" FROM_INCIDENTS "i.verification = 'verified'"
      " AND coalesce(i.evidence_count, (SELECT count(*) FROM evidence e WHERE e.incident_id = i.id)) = 0"
      " AND NOT EXISTS (SELECT 1 FROM incident_source s WHERE s.incident_id = i.id)",
      "called verified without evidence or source",
      "add the evidence, or call them unverified, and import the table again", NULL },

    /* ---- duplicated ------------------------------------------------------------------------- */
    { "duplicated-id",
      "SELECT i.id AS id, 'also in ' || (SELECT name FROM dataset WHERE id = o.dataset_id) AS detail"
      " FROM (SELECT key FROM incident WHERE withdrawn_run IS NULL GROUP BY key"
      " HAVING min(dataset_id) < max(dataset_id)) twice"
      " CROSS JOIN dataset di CROSS JOIN incident i ON i.dataset_id = di.id AND i.key = twice.key"
      " CROSS JOIN dataset d CROSS JOIN incident o ON o.dataset_id = d.id AND o.key = twice.key"
      " WHERE i.withdrawn_run IS NULL AND o.withdrawn_run IS NULL AND o.dataset_id <> i.dataset_id"
      /* Running numbers meet by chance: then the day must be the same. */
      " AND (o.day IS i.day OR i.key GLOB '*[^0-9]*') AND NOT EXISTS (SELECT 1 FROM incident_link k"
      "  WHERE (k.a = i.id AND k.b = o.id) OR (k.a = o.id AND k.b = i.id))",
      "the same id is in two datasets",
      "name one dataset in a figure (data: {dataset: ...}), so that nothing is counted twice", NULL },
    { "duplicated-event",
      "SELECT id, detail FROM (SELECT i.id AS id, " DATE_OF("i.day") " || ', ' || coalesce(i.place_text,"
      " i.district_text, i.area_text, '') || coalesce(', ' || i.type, '') || ': ' || substr(group_concat(i.key, ' and ') OVER same, 1, 200)"
      " AS detail, count(*) OVER same AS equals FROM incident i LEFT JOIN match m ON m.incident_id = i.id"
      " WHERE i.withdrawn_run IS NULL AND i.day IS NOT NULL AND coalesce(i.date_precision, 'day') = 'day'"
      " AND (m.place_id IS NOT NULL OR coalesce(nullif(i.place_text, ''), nullif(i.district_text, ''))"
      "  IS NOT NULL) WINDOW same AS (PARTITION BY i.dataset_id, i.day, lower(coalesce(i.type, '')), coalesce(m.place_id, -1),"
      "  CASE WHEN m.place_id IS NULL THEN lower(coalesce(nullif(i.place_text, ''), i.district_text, ''))"
      "  END, m.area_id)) WHERE equals > 1",
      "the same day, place and type in one dataset",
      "see whether it is one event reported twice; if so, keep one row", NULL },

    /* ---- outside ---------------------------------------------------------------------------- */
    { "outside-future",
      ID DATE_OF("i.day") " AS detail" FROM_INCIDENTS "i.day > julianday('now') - 2440587.5",
      "the date lies in the future", MEND, NULL },
    { "outside-past",
      ID DATE_OF("i.day") " AS detail" FROM_INCIDENTS "i.day < -25567",
      "the date lies before 1900", MEND "; Solar Hijri dates are read with --dates solar-hijri", NULL },
    { "outside-coverage",
      ID DATE_OF("i.day") " AS detail FROM incident i LEFT JOIN match m ON m.incident_id = i.id"
      " LEFT JOIN area a ON a.id = m.area_id WHERE i.withdrawn_run IS NULL AND i.day IS NOT NULL"
      " AND EXISTS (SELECT 1 FROM coverage c WHERE c.dataset_id = i.dataset_id)"
      " AND (NOT EXISTS (SELECT 1 FROM coverage c WHERE c.dataset_id = i.dataset_id"
      "  AND c.state <> 'none' AND i.day BETWEEN c.first_day AND c.last_day AND " COVERS_AREA ")"
      " OR EXISTS (SELECT 1 FROM coverage c WHERE c.dataset_id = i.dataset_id AND c.state = 'none'"
      "  AND c.area_id IS NOT NULL AND i.day BETWEEN c.first_day AND c.last_day AND " COVERS_AREA "))",
      "outside of the time or area that the dataset says it covers",
      "correct the date, or the coverage in the column mapping (coverage: FIRST..LAST)", NULL },
    { "outside-vintage",
      ID DATE_OF("i.day") " || ', level ' || " LEVEL_NOT_HELD " AS detail" FROM_INCIDENTS
      "i.day IS NOT NULL AND " LEVEL_NOT_HELD " IS NOT NULL",
      "no boundaries of a level hold on the day",
      "import the boundaries of that time: chora import {project} boundaries FILE --level LEVEL"
      " --valid-from DATE --valid-to DATE", NULL },

    /* ---- missing ---------------------------------------------------------------------------- */
    { "missing-date", ID "NULL AS detail" FROM_INCIDENTS "i.day IS NULL",
      "there is no date, so it is in no month", MEND, NULL },
    { "missing-place", UNPLACED("empty"),
      "nothing is said about where", MEND, NULL },
    { "missing-killed",
      ID "NULL AS detail" FROM_INCIDENTS "i.killed IS NULL AND i.killed_low IS NULL"
      " AND i.killed_high IS NULL",
      "there is no figure of killed (not counted as 0)",
      "fill in 0 where the source says that nobody was killed", NULL },

    /* ---- waiting ---------------------------------------------------------------------------- */
    { "waiting-conflict",
      "SELECT d.name AS dataset, i.key AS key, r.file AS file, c.line AS line,"
      " 'the row kept is of line ' || coalesce(i.line, '?') AS detail FROM conflict c"
      " JOIN incident i ON i.id = c.incident_id JOIN dataset d ON d.id = i.dataset_id"
      " LEFT JOIN run r ON r.id = c.run_id",
      "held back, as the id belongs to another incident",
      "give the new incident an id of its own and import the table again", "rows" },
    { "waiting-rejected",
      "SELECT NULL AS dataset, NULL AS key, r.file AS file, j.line AS line,"
      " coalesce(j.column_name || ': ', '') || j.reason AS detail FROM reject j"
      " JOIN run r ON r.id = j.run_id WHERE r.id = (SELECT max(n.id) FROM run n"
      " WHERE n.kind = r.kind AND n.file = r.file)",
      "rejected by the last import of the file",
      "correct them in the table and import it again", "rows" },

    /* ---- coarse: good to know --------------------------------------------------------------- */
    COARSE_PLACE("district", "nothing: it colours its area, and the gathered symbol of a town holds it"),
    COARSE_PLACE("province", "nothing: it colours the province and is never a symbol"),
    COARSE_PLACE("country", "nothing: it is in no province's number; the figure says how many"),
    COARSE_DATE("week", "nothing: it counts in months, not in days"),
    COARSE_DATE("month", "nothing: it counts in months, not in shorter periods"),
    COARSE_DATE("year", "nothing: it counts in years, not in shorter periods"),
    { NULL, NULL, NULL, NULL, NULL },
};
