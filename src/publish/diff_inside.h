/**
 * @file
 * What the parts of a comparison share: rows that differ, an earlier state, published figures.
 */
#ifndef CHORA_PUBLISH_DIFF_INSIDE_H
#define CHORA_PUBLISH_DIFF_INSIDE_H

#include "base/buffer.h"
#include "base/memory.h"
#include "measure/records.h"
#include "store/atlas.h"
#include "style/language.h"

#include <chora/diff.h>
#include <chora/store.h>

typedef enum { CHORA_DIFF_ADDED, CHORA_DIFF_CHANGED, CHORA_DIFF_DELETED } chora_diff_kind;

/** "added" … */
extern const char *const chora_diff_kind_names[];

/** One incident that came or went, or one column of one that changed. Texts in the arena. */
typedef struct {
    chora_diff_kind kind;
    const char *dataset, *key, *day, *area; /**< As it is now; "" when not known. */
    const char *field, *before, *after;     /**< Of a changed one; "" when not stated. */
    int order;                              /**< Of the column. */
} chora_diff_row;

/** What changed in an area of a published figure. */
typedef struct {
    const char *name;
    int64_t before, after; /**< Incidents. */
} chora_diff_area;

/** A figure or report of a period; its formats are one. */
typedef struct {
    const char *file, *name, *period, *label;
    const char *language; /**< It was published in; NULL: English. */
    chora_period days;
    bool is_report,
        found; /**< `found`: the rows it was made from are those of the earlier state. */
    chora_count before, after;
    bool counts_only; /**< All it shows is how many incidents an area has. */
    bool words;       /**< Types, claims or other words of its incidents change. */
    bool lines;       /**< What the list of a report's incidents prints changes: other incidents, or
                         their days, places, summaries, sources or links. */
    bool compared;    /**< A report sets it against the period before, whose numbers change. */
    const chora_diff_area *areas;
    size_t area_count;
} chora_diff_figure;

/** An import that came after the earlier state. */
typedef struct {
    const char *file, *day; /**< "" when it had no file; "2026-11-01". */
} chora_diff_import;

typedef struct {
    const chora_diff_options *options;
    chora_arena *arena;
    chora_store *now;
    char *folder;        /**< Temporary; holds the earlier state. */
    const char *earlier; /**< Path of it. */
    chora_diff_import *imports;
    size_t import_count, import_capacity;
    const char *since; /**< "run 3 (incidents, week1.csv, 2026-11-01)". */
    chora_diff_row *rows;
    size_t row_count, row_capacity;
    chora_diff_figure *figures;
    size_t figure_count, figure_capacity;
    const chora_words *english, *words; /**< `words`: of the erratum. */
    chora_areas areas, named;           /**< The provinces, and as `words` name them. */
    chora_diff_report report;
    chora_error *err;
} chora_diff_work;

/** Fill in `words` and, of a report, `lines`. CHORA_ENOMEM. */
chora_status chora_diff_lists(const chora_diff_work *work, const chora_records *before,
                              const chora_records *after, chora_period period,
                              chora_diff_figure *out);

/** The folder of a published folder or manifest. In the arena; NULL: no memory. */
const char *chora_diff_folder(const chora_diff_work *work, const char *path);

/** Find the run that is compared with: asked for, else what the published folders were made from,
 * else the one before the latest import. */
chora_status chora_diff_choose(chora_diff_work *work);
/** Fill the rows and their counts. */
chora_status chora_diff_list(chora_diff_work *work);
/** Make a copy of the project that is as the run left it: its incidents, placed anew. */
chora_status chora_diff_rewind(chora_diff_work *work);
/** Fill the figures. */
chora_status chora_diff_published(chora_diff_work *work);
/** Choose the language of the erratum: asked for, else that of what was published. */
chora_status chora_diff_language(chora_diff_work *work);
/** Fill the texts of the report. */
chora_status chora_diff_tell(chora_diff_work *work);

/** Did what is printed of it change? */
bool chora_diff_differs(const chora_diff_figure *figure);

/** The note; a text that there was no memory for fails the buffer. */
void chora_diff_erratum(chora_diff_work *work, chora_buffer *out);

/** Are two rows of one incident? */
bool chora_diff_same_incident(const chora_diff_row *a, const chora_diff_row *b);

/** "9 → 10 incidents; Kabul 3 → 4; killed 104–232 → 110–240". In the arena, as all that follows;
 * NULL: no memory. */
const char *chora_diff_effect(chora_diff_work *work, const chora_words *words,
                              const chora_diff_figure *figure);
/** "1 added, 2 changed, 0 deleted, 71 the same". */
const char *chora_diff_counts(chora_diff_work *work, const chora_words *words);
const char *chora_diff_number(chora_diff_work *work, const chora_words *words, int64_t n);
/** "2026-11-01" in the words of the erratum; what is no day stays. */
const char *chora_diff_day(chora_diff_work *work, const char *day);
/** A province as the erratum's language names it; what is none stays. */
const char *chora_diff_area_name(const chora_diff_work *work, const char *name);

/** The version of incident i that run ?1 left, as a table of (id, row); row NULL: the present one.
 */
#define CHORA_DIFF_BASE                                                                            \
    "(SELECT i.id AS id, i.run_id <= ?1 AS present, (SELECT o.row FROM incident_old o WHERE "      \
    "o.incident_id = i.id AND o.run_id <= ?1 ORDER BY o.version DESC LIMIT 1) AS row FROM "        \
    "incident i)"

#endif
