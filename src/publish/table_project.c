/* A project for as long as it takes, made of one table. */
#include "publish/table_project.h"

#include "base/aside.h"
#include "base/memory.h"
#include "base/stages.h"
#include "intake/planned.h"
#include "publish/unplaced.h"

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

/* A table, and what is known of it. */
typedef struct {
    const chora_table_job *job;
    const char *const *countries;
    size_t country_count;
    chora_plan
        *plan; /**< Of the table, when it was read for its countries; used up by an import. */
} reading;

static chora_status init_project(const reading *r, bool held, chora_store **out, chora_error *err)
{
    const chora_table_job *job = r->job;
    chora_stage before = chora_stages_enter(job->stages, CHORA_STAGE_READ);
    chora_status st = chora_project_init(NULL, r->countries, r->country_count, out, err);
    chora_stages_enter(job->stages, before);
    if (!st)
        chora_store_time(*out, job->stages);
    return !st && held ? chora_held_begin(*out, job->keeps, err) : st;
}

typedef struct {
    const reading *of;
    chora_stages *clock;
} planning;

/* A chora_aside_job. */
static chora_status make_plan(void *context, chora_error *err)
{
    planning *p = context;
    const chora_table_job *job = p->of->job;
    chora_stages_skip(p->clock);
    chora_stages_enter(p->clock, CHORA_STAGE_READ);
    chora_status st = chora_table_plan(job->table, job->import_options, p->of->plan, err);
    chora_stages_enter(p->clock, CHORA_STAGE_OTHER);
    return st;
}

static chora_status open_placers(const reading *r, chora_store *project, chora_placers *out,
                                 chora_error *err)
{
    chora_placer *first = NULL;
    chora_stage before = chora_stages_enter(r->job->stages, CHORA_STAGE_READ);
    chora_status st = chora_placers_open(out, project, err);
    if (!st)
        st = chora_placers_only(out, &first, err);
    chora_stages_enter(r->job->stages, before);
    return st;
}

/* A table that was not read for its countries is looked over while the project is filled with those
 * that were named and its gazetteer is loaded: for the world half a second each. */
static chora_status open_project(const reading *r, bool held, chora_store **out,
                                 chora_placers *placers, chora_error *err)
{
    if (r->plan->arena)
        return init_project(r, held, out, err);
    chora_aside aside;
    planning p = { .of = r, .clock = chora_stages_of_thread(r->job->stages) };
    chora_aside_begin(&aside, make_plan, &p);
    chora_status st = init_project(r, held, out, err);
    if (!st)
        st = open_placers(r, *out, placers, err);
    chora_status planned = chora_aside_end(&aside, st ? NULL : err);
    chora_stages_add(r->job->stages, p.clock);
    chora_stages_free(p.clock);
    return st ? st : planned;
}

/* In memory: what is in a table that is only looked at stays on no disk, not even after a kill.
 * `missed`: it failed since incidents that are held were asked for by SQL. */
static chora_status use_in_memory(const reading *r, bool held, bool *missed,
                                  chora_import_report *import, chora_error *err)
{
    const chora_table_job *job = r->job;
    chora_store *store = NULL;
    chora_placers placers = { 0 };
    chora_status st = open_project(r, held, &store, &placers, err);
    if (!st)
        st = chora_import_planned(store, job->table, job->import_options, r->plan, &placers, import,
                                  err);
    chora_placers_close(&placers);
    if (!st && import->read == import->rejected)
        st = chora_fail(err, CHORA_EDATA, "%s: no row could be used; see %s", job->table,
                        *import->rejects_path ? import->rejects_path : "the reasons above");
    if (!st)
        st = tell_unplaced(store, import, err);
    if (!st)
        st = job->use(job->context, store, err);
    *missed = st && store && chora_held_was_missed(store);
    chora_store_close(store);
    return st;
}

/* What is asked for beyond plain rows is mostly known beforehand; where it is not, all is done
 * again over stored incidents. */
static chora_status use_table(const reading *r, chora_import_report *import, chora_error *err)
{
    bool missed = false;
    chora_status st = use_in_memory(r, r->job->holds, &missed, import, err);
    if (!missed)
        return st;
    chora_import_report_free(import);
    return use_in_memory(r, false, &missed, import, err);
}

/* Rows just beyond a border bring the neighbour in, which a reader may not have meant. */
static void note_countries(chora_plan *plan, char *const *found, size_t count)
{
    const size_t told = 6;
    if (count < 2)
        return;
    chora_buffer_printf(&plan->notes, "countries found in the table: ");
    for (size_t i = 0; i < count && i < told; i++)
        chora_buffer_printf(&plan->notes, "%s%s", i ? ", " : "", found[i]);
    if (count > told)
        chora_buffer_printf(&plan->notes, " and %zu more", count - told);
    chora_buffer_printf(&plan->notes, "; for one of them alone: --country %s\n", found[0]);
}

chora_status chora_table_project(const chora_table_job *job, const char *const *countries,
                                 size_t country_count, chora_import_report *import,
                                 chora_error *err)
{
    char **found = NULL;
    size_t found_count = 0;
    chora_plan plan = { 0 };
    chora_import_report own = { 0 };
    chora_status st = CHORA_OK;

    chora_stage before = chora_stages_enter(job->stages, CHORA_STAGE_MATCH);
    if (country_count == 0)
        st = chora_guess_planned(job->table, job->import_options, &plan, &found, &found_count, err);
    chora_stages_enter(job->stages, before);
    if (!st)
        note_countries(&plan, found, found_count);
    if (!st)
        st = use_table(&(reading){ .job = job,
                                   .countries = found ? (const char *const *)found : countries,
                                   .country_count = found ? found_count : country_count,
                                   .plan = &plan },
                       import ? import : &own, err);
    chora_plan_free(&plan);
    chora_import_report_free(&own);
    chora_countries_free(found, found_count);
    return st;
}
