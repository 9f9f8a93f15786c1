/* One row an area and period: what is claimed, what is verified, what the group itself counts. */
#include "base/memory.h"
#include "compose/claim_rule.h"
#include "measure/breakdown.h"
#include "measure/tallies.h"
#include "publish/export.h"
#include "store/atlas.h"
#include "store/vintage.h"

#include <chora/breakdown.h>
#include <string.h>

/** Six decimals are a tenth of a metre: finer than any boundary. */
#define DECIMALS 6

enum {
    CODE,
    NAME,
    PERIOD,
    FIRST,
    LAST,
    STATE,
    PARTIAL,
    FIRST_KIND,
    CLAIMED = FIRST_KIND + CHORA_CLAIM_KINDS,
    VERIFIED,
    SHARE,
    CLAIMED_KILLED, /* low, best, high, not known */
    CLAIMED_INJURED = CLAIMED_KILLED + 4,
    VERIFIED_KILLED = CLAIMED_INJURED + 4,
    VERIFIED_INJURED = VERIFIED_KILLED + 4,
    EVIDENCE = VERIFIED_INJURED + 4,
    TALLY, /* incidents, killed, injured */
    TALLY_PARTIAL = TALLY + CHORA_TALLY_NUMBERS,
    COLUMNS
};

static const chora_field fields[COLUMNS] = {
    [CODE] = { "code", CHORA_FIELD_TEXT },
    [NAME] = { "name", CHORA_FIELD_TEXT },
    [PERIOD] = { "period", CHORA_FIELD_TEXT },
    [FIRST] = { "first", CHORA_FIELD_DATE },
    [LAST] = { "last", CHORA_FIELD_DATE },
    [STATE] = { "state", CHORA_FIELD_TEXT },
    [PARTIAL] = { "partly_covered", CHORA_FIELD_TEXT },
    [FIRST_KIND] = { "claimed_only", CHORA_FIELD_INTEGER },
    { "claimed_and_verified", CHORA_FIELD_INTEGER },
    { "verified_only", CHORA_FIELD_INTEGER },
    { "neither", CHORA_FIELD_INTEGER },
    [CLAIMED] = { "claimed", CHORA_FIELD_INTEGER },
    [VERIFIED] = { "verified", CHORA_FIELD_INTEGER },
    [SHARE] = { "verified_share", CHORA_FIELD_REAL },
    [CLAIMED_KILLED] = { "claimed_killed_low", CHORA_FIELD_INTEGER },
    { "claimed_killed", CHORA_FIELD_INTEGER },
    { "claimed_killed_high", CHORA_FIELD_INTEGER },
    { "claimed_killed_not_known", CHORA_FIELD_INTEGER },
    [CLAIMED_INJURED] = { "claimed_injured_low", CHORA_FIELD_INTEGER },
    { "claimed_injured", CHORA_FIELD_INTEGER },
    { "claimed_injured_high", CHORA_FIELD_INTEGER },
    { "claimed_injured_not_known", CHORA_FIELD_INTEGER },
    [VERIFIED_KILLED] = { "verified_killed_low", CHORA_FIELD_INTEGER },
    { "verified_killed", CHORA_FIELD_INTEGER },
    { "verified_killed_high", CHORA_FIELD_INTEGER },
    { "verified_killed_not_known", CHORA_FIELD_INTEGER },
    [VERIFIED_INJURED] = { "verified_injured_low", CHORA_FIELD_INTEGER },
    { "verified_injured", CHORA_FIELD_INTEGER },
    { "verified_injured_high", CHORA_FIELD_INTEGER },
    { "verified_injured_not_known", CHORA_FIELD_INTEGER },
    [EVIDENCE] = { "evidence", CHORA_FIELD_INTEGER },
    [TALLY] = { "tally_incidents", CHORA_FIELD_INTEGER },
    { "tally_killed", CHORA_FIELD_INTEGER },
    { "tally_injured", CHORA_FIELD_INTEGER },
    [TALLY_PARTIAL] = { "tally_partly", CHORA_FIELD_TEXT },
};

typedef struct {
    const chora_export_options *options;
    chora_arena *arena;
    chora_breakdown *breakdown;
    chora_tallies tallies;
    chora_areas areas;
    chora_writer *writer;
    chora_export_report *report;
} exporting;

/* ---- numbers --------------------------------------------------------------------------------- */

static chora_cell_out number(bool missing, int64_t value)
{
    return (chora_cell_out){ .missing = missing, .integer = value };
}

/* The cell of a kind, empty when no incident is of it. */
static chora_breakdown_cell kind_cell(const exporting *e, size_t area, size_t period, int kind)
{
    const char *name = chora_claim_kind_name((chora_claim_kind)kind);
    for (size_t v = 0; v < chora_breakdown_values(e->breakdown); v++)
        if (strcmp(chora_breakdown_value(e->breakdown, v), name) == 0)
            return chora_breakdown_cell_of(e->breakdown, area, period, v);
    return (chora_breakdown_cell){ .incidents = 0 };
}

/* Nothing is known of people where no event is of the kind, or none states a figure. */
static void fill_range(chora_range range, chora_cell_out *out)
{
    bool none = range.stated == 0;
    out[0] = number(none, (int64_t)range.low);
    out[1] = number(none || range.with_best < range.stated, (int64_t)range.best);
    out[2] = number(none, (int64_t)range.high);
    out[3] = number(false, range.unknown);
}

static void fill_claims(const exporting *e, size_t area, size_t period, chora_cell_out *out)
{
    chora_breakdown_cell kinds[CHORA_CLAIM_KINDS], claimed = { .incidents = 0 };
    chora_breakdown_cell verified = { .incidents = 0 };
    for (int i = 0; i < CHORA_CLAIM_KINDS; i++) {
        kinds[i] = kind_cell(e, area, period, i);
        out[FIRST_KIND + i] = number(false, kinds[i].incidents);
    }
    chora_breakdown_add(&claimed, &kinds[CHORA_CLAIMED_ONLY]);
    chora_breakdown_add(&claimed, &kinds[CHORA_CLAIMED_AND_VERIFIED]);
    chora_breakdown_add(&verified, &kinds[CHORA_VERIFIED_ONLY]);
    chora_breakdown_add(&verified, &kinds[CHORA_CLAIMED_AND_VERIFIED]);
    out[CLAIMED] = number(false, claimed.incidents);
    out[VERIFIED] = number(false, verified.incidents);
    out[SHARE].missing = claimed.incidents == 0;
    if (claimed.incidents > 0)
        out[SHARE].real =
            (double)kinds[CHORA_CLAIMED_AND_VERIFIED].incidents / (double)claimed.incidents;
    fill_range(claimed.claimed_killed, out + CLAIMED_KILLED);
    fill_range(claimed.claimed_injured, out + CLAIMED_INJURED);
    fill_range(verified.killed, out + VERIFIED_KILLED);
    fill_range(verified.injured, out + VERIFIED_INJURED);
    out[EVIDENCE] = number(false, verified.evidence);
}

static void fill_tally(const exporting *e, const char *area, chora_period when, chora_cell_out *out)
{
    chora_tally_told told = { .numbers = { -1, -1, -1 } };
    if (e->tallies.dataset)
        told = chora_tallies_of(&e->tallies, area, when);
    if (e->tallies.dataset && told.totals == 0 && e->options->level == 0 &&
        chora_breakdown_areas(e->breakdown) == 1)
        told = chora_tallies_of(&e->tallies, "", when); /* the only country is the whole */
    for (int i = 0; i < CHORA_TALLY_NUMBERS; i++)
        out[TALLY + i] = number(told.numbers[i] < 0, told.numbers[i]);
    out[TALLY_PARTIAL].missing = told.totals == 0;
    out[TALLY_PARTIAL].text = told.partial ? "yes" : "no";
}

/* ---- rows ------------------------------------------------------------------------------------ */

static chora_status write_row(exporting *e, size_t area, size_t period, chora_error *err)
{
    chora_period when = chora_breakdown_period(e->breakdown, period);
    size_t at = chora_areas_index(&e->areas, chora_breakdown_area_id(e->breakdown, area));
    char id[CHORA_PERIOD_TEXT_MAX], first[CHORA_PERIOD_TEXT_MAX], last[CHORA_PERIOD_TEXT_MAX];
    chora_breakdown_cell all =
        chora_breakdown_cell_of(e->breakdown, area, period, CHORA_ALL_VALUES);
    chora_cell_out cells[COLUMNS] = { { 0 } };
    chora_period_id(when, id);
    chora_day_format(when.first, first);
    chora_day_format(when.last, last);
    cells[CODE].text = chora_breakdown_area_code(e->breakdown, area);
    cells[NAME].text = at == CHORA_NO_INDEX ? cells[CODE].text : e->areas.areas[at].name;
    cells[PERIOD].text = id;
    cells[FIRST].text = first;
    cells[LAST].text = last;
    cells[STATE].text = all.state == CHORA_CELL_NOT_COVERED ? "not covered" : "covered";
    cells[PARTIAL].text = all.partial ? "yes" : "no";
    fill_claims(e, area, period, cells);
    for (int i = FIRST_KIND; all.state == CHORA_CELL_NOT_COVERED && i < TALLY; i++)
        cells[i].missing = true;
    fill_tally(e, cells[CODE].text, when, cells);
    e->report->rows++;
    const chora_shape *shape = at == CHORA_NO_INDEX ? NULL : &e->areas.areas[at].shape;
    return chora_writer_add(e->writer, NULL, shape, DECIMALS, cells, err);
}

static chora_status write_rows(exporting *e, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t area = 0; area < chora_breakdown_areas(e->breakdown); area++)
        for (size_t period = 0; !st && period < chora_breakdown_periods(e->breakdown); period++)
            st = write_row(e, area, period, err);
    return st;
}

static chora_status count(chora_store *store, exporting *e, const chora_export_form *form,
                          bool shapes, chora_error *err)
{
    const chora_export_options *options = e->options;
    const chora_breakdown_options wanted = { .by = options->by,
                                             .span_given = options->span_given,
                                             .first = options->first,
                                             .last = options->last,
                                             .level = options->level,
                                             .dataset = options->dataset,
                                             .where = options->where,
                                             .column = CHORA_CLAIMED_VERIFIED };
    chora_status st = chora_breakdown_make(store, &wanted, &e->breakdown, err);
    if (!st && chora_breakdown_smallest(e->breakdown) > 0)
        st =
            chora_fail(err, CHORA_EINVAL,
                       "the output profile withholds numbers of incidents below %d, and claims are "
                       "not cut to it: take another --profile, or export a table",
                       chora_breakdown_smallest(e->breakdown));
    if (!st && options->tally)
        st = chora_tallies_load(store, options->tally, e->arena, &e->tallies, err);
    if (!st)
        st = chora_areas_load(store, CHORA_ROLE_AREAS, options->level, form->language, shapes,
                              &e->areas, err);
    return st ? st
              : chora_export_name_areas(store, form, options->level, CHORA_VINTAGE_CURRENT,
                                        &e->areas, err);
}

static chora_status about(exporting *e, const chora_export_form *form, chora_error *err)
{
    const char *rule =
        chora_claim_rule_words(form->words, chora_breakdown_claims_tie(e->breakdown), form->arena);
    if (!rule)
        return chora_no_memory(err);
    const char *claims = chora_breakdown_claims(e->breakdown);
    chora_status st = chora_export_note(e->writer, form, "claims", claims, err);
    return st ? st : chora_export_note(e->writer, form, "rule", rule, err);
}

static chora_status run(chora_store *store, exporting *e, const chora_export_form *form,
                        chora_error *err)
{
    bool shapes = form->format == CHORA_WRITE_GEOJSON || form->format == CHORA_WRITE_GPKG;
    chora_status st = count(store, e, form, shapes, err);
    if (!st)
        st =
            chora_export_open(e->options, form,
                              &(chora_export_layer){
                                  .layer = "claims",
                                  .shape_kind = shapes ? CHORA_SHAPE_POLYGONS : (chora_shape_kind)0,
                                  .fields = fields,
                                  .field_count = COLUMNS,
                                  .dataset = chora_breakdown_dataset(e->breakdown),
                              },
                              &e->writer, err);
    if (!st)
        st = about(e, form, err);
    if (!st) {
        chora_export_tell(e->breakdown, e->report);
        st = write_rows(e, err);
    }
    if (!st)
        st = chora_export_account(e->writer, form, e->report, err);
    if (!st) {
        st = chora_writer_close(e->writer, err);
        e->writer = NULL;
    }
    return st;
}

chora_status chora_export_claims(chora_store *store, const chora_export_options *options,
                                 const chora_export_form *form, chora_export_report *out,
                                 chora_error *err)
{
    exporting e = { .options = options, .report = out, .arena = chora_arena_new() };
    chora_status st = e.arena ? run(store, &e, form, err) : chora_no_memory(err);
    chora_writer_discard(e.writer);
    chora_areas_free(&e.areas);
    chora_breakdown_free(e.breakdown);
    chora_arena_free(e.arena);
    return st;
}
