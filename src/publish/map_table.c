/* A map straight from a table: a project for as long as it takes. */
#include <chora/figure.h>

#include "base/aside.h"
#include "base/memory.h"
#include "base/stages.h"
#include "intake/planned.h"
#include "publish/map_ahead.h"
#include "publish/plain.h"
#include "publish/unplaced.h"
#include "store/held.h"

#include <stdlib.h>

#define LONGEST_NOTES (1 << 20)

/* The person has no project in which to look for them. */
static chora_status tell_unplaced(chora_store *store, chora_import_report *import, chora_error *err)
{
    chora_buffer notes = CHORA_BUFFER_INIT(LONGEST_NOTES);
    if (import->notes)
        chora_buffer_add_text(&notes, import->notes);
    chora_status st = chora_unplaced_tell(store, &notes, err);
    if (!st && notes.length) {
        free(import->notes);
        import->notes = chora_strdup(chora_buffer_text(&notes));
        st = import->notes ? CHORA_OK : chora_no_memory(err);
    }
    chora_buffer_free(&notes);
    return st;
}

/* All that is asked for. */
typedef struct {
    const char *table;
    const char *const *countries;
    size_t country_count;
    const chora_import_options *import_options;
    const chora_map_options *options;
    chora_plan
        *plan; /**< Of the table, when it was read for its countries; used up by an import. */
} wish;

static chora_status init_project(const wish *w, chora_holding holding, chora_store **out,
                                 chora_error *err)
{
    chora_stage before = chora_stages_enter(w->options->stages, CHORA_STAGE_READ);
    chora_status st = chora_project_init(NULL, w->countries, w->country_count, out, err);
    chora_stages_enter(w->options->stages, before);
    if (!st)
        chora_store_time(*out, w->options->stages);
    if (!st && holding != CHORA_HOLDING_NONE)
        st = chora_held_begin(*out, holding == CHORA_HOLDING_NUMBERS, err);
    return st;
}

typedef struct {
    const wish *w;
    chora_stages *clock;
} planning;

/* A chora_aside_job. */
static chora_status make_plan(void *context, chora_error *err)
{
    planning *p = context;
    chora_stages_skip(p->clock);
    chora_stages_enter(p->clock, CHORA_STAGE_READ);
    chora_status st = chora_table_plan(p->w->table, p->w->import_options, p->w->plan, err);
    chora_stages_enter(p->clock, CHORA_STAGE_OTHER);
    return st;
}

/* A table that was not read for its countries is looked over while the project is filled with those
 * that were named: for the world a second each. */
static chora_status open_project(const wish *w, chora_holding holding, chora_store **out,
                                 chora_error *err)
{
    if (w->plan->arena)
        return init_project(w, holding, out, err);
    chora_aside aside;
    planning p = { .w = w, .clock = chora_stages_of_thread(w->options->stages) };
    chora_aside_begin(&aside, make_plan, &p);
    chora_status st = init_project(w, holding, out, err);
    chora_status planned = chora_aside_end(&aside, st ? NULL : err);
    chora_stages_add(w->options->stages, p.clock);
    chora_stages_free(p.clock);
    return st ? st : planned;
}

/* In memory: what is in a table that is only looked at stays on no disk, not even after a kill.
 * `missed`: it failed since incidents that are held were asked for by SQL. */
static chora_status map_in_memory(const wish *w, chora_holding holding, chora_map_ahead *ahead,
                                  bool *missed, chora_import_report *import, chora_map_report *out,
                                  chora_error *err)
{
    chora_store *store = NULL;
    chora_status st = open_project(w, holding, &store, err);
    if (!st)
        st = chora_import_planned(store, w->table, w->import_options, w->plan, import, err);
    if (!st && import->read == import->rejected)
        st = chora_fail(err, CHORA_EDATA, "%s: no row could be used; see %s", w->table,
                        *import->rejects_path ? import->rejects_path : "the reasons above");
    if (!st)
        st = tell_unplaced(store, import, err);
    if (!st)
        st = chora_map_drawn(store, w->options, ahead, out, err);
    *missed = st && store && chora_held_was_missed(store);
    chora_store_close(store);
    return st;
}

/* What a figure asks for beyond plain numbers is mostly known beforehand; where it is not, all is
 * done again over stored incidents. */
static chora_status map_table(const wish *w, chora_map_ahead *ahead, chora_import_report *import,
                              chora_map_report *out, chora_error *err)
{
    bool missed = false;
    chora_status st =
        map_in_memory(w, chora_plain_holding(w->options), ahead, &missed, import, out, err);
    if (!missed)
        return st;
    chora_import_report_free(import);
    return map_in_memory(w, CHORA_HOLDING_NONE, ahead, &missed, import, out, err);
}

chora_status chora_map_table(const char *table, const char *const *countries, size_t country_count,
                             const chora_import_options *import_options,
                             const chora_map_options *options, chora_import_report *import,
                             chora_map_report *out, chora_error *err)
{
    char **found = NULL;
    size_t found_count = 0;
    chora_plan plan = { 0 };
    chora_import_report own = { 0 };
    chora_map_ahead ahead;
    chora_status st = CHORA_OK;

    chora_map_ahead_begin(&ahead);
    chora_stage before = chora_stages_enter(options->stages, CHORA_STAGE_MATCH);
    if (country_count == 0)
        st = chora_guess_planned(table, import_options, &plan, &found, &found_count, err);
    chora_stages_enter(options->stages, before);
    if (!st)
        st = map_table(&(wish){ .table = table,
                                .countries = found ? (const char *const *)found : countries,
                                .country_count = found ? found_count : country_count,
                                .import_options = import_options,
                                .options = options,
                                .plan = &plan },
                       &ahead, import ? import : &own, out, err);
    chora_map_ahead_end(&ahead);
    chora_plan_free(&plan);
    chora_import_report_free(&own);
    chora_countries_free(found, found_count);
    return st;
}
