#include "publish/export_rows.h"

#include "base/in_order.h"
#include "base/pipe.h"

#include <stdlib.h>

static chora_status export_in_turns(chora_exporting *e, chora_error *err)
{
    chora_incident incident;
    bool more = false;
    chora_status st;
    while (!(st = chora_incidents_next(e->incidents, &incident, &more, err)) && more &&
           !(st = chora_export_incident(e, &incident, err)))
        ;
    return st;
}

/* ---- read and formatted on one thread, written on another ------------------------------------ */

enum { SLOTS = 4, SLOT_BYTES = 1 << 18, LARGEST_SLOT = 1 << 30 };

/* A chora_pipe_fill. */
static chora_status format_rows(void *context, void *slot, bool *more, chora_error *err)
{
    chora_exporting *e = context;
    chora_incident incident;
    chora_status st = CHORA_OK;
    e->rows = slot;
    while (!st && e->rows->length < SLOT_BYTES &&
           !(st = chora_incidents_next(e->incidents, &incident, more, err)) && *more)
        st = chora_export_incident(e, &incident, err);
    return st;
}

/* A chora_pipe_empty. */
static chora_status put_rows(void *context, void *slot, chora_error *err)
{
    chora_exporting *e = context;
    (void)err; /* A failed write is told at the end. */
    chora_writer_put(e->writer, slot);
    chora_buffer_clear(slot);
    return CHORA_OK;
}

static chora_status export_side_by_side(chora_exporting *e, chora_error *err)
{
    chora_buffer buffers[SLOTS];
    void *slots[SLOTS];
    for (int i = 0; i < SLOTS; i++) {
        buffers[i] = (chora_buffer)CHORA_BUFFER_INIT(LARGEST_SLOT);
        slots[i] = &buffers[i];
    }
    const chora_pipe pipe = { .slots = slots,
                              .slot_count = SLOTS,
                              .fill = format_rows,
                              .filler = e,
                              .empty = put_rows,
                              .emptier = e };
    chora_status st = chora_pipe_run(&pipe, 0, err);
    for (int i = 0; i < SLOTS; i++)
        chora_buffer_free(&buffers[i]);
    e->rows = NULL;
    return st;
}

/* ---- held incidents are formatted on all cores ----------------------------------------------- */

enum { PART_ROWS = 400 };

/* What a thread has of its own. */
typedef struct {
    chora_exporting of;
    chora_export_report report;
    chora_buffer rows;
} worker;

typedef struct {
    chora_exporting *e;
    worker *workers;
    size_t count;
} crew;

/* A chora_job. */
static chora_status format_part(void *context, size_t number, size_t index, chora_error *err)
{
    crew *c = context;
    worker *own = &c->workers[number];
    chora_status st = chora_incidents_part(c->e->incidents, index * PART_ROWS, PART_ROWS,
                                           &own->of.incidents, err);
    if (st)
        return st;
    st = export_in_turns(&own->of, err);
    chora_incidents_close(own->of.incidents);
    return st;
}

/* A chora_job: the same part, in its turn. */
static chora_status put_part(void *context, size_t number, size_t index, chora_error *err)
{
    crew *c = context;
    (void)index;
    return put_rows(c->e, &c->workers[number].rows, err);
}

static chora_status hire(crew *c, chora_error *err)
{
    chora_status st = CHORA_OK;
    c->workers = chora_alloc(c->count, sizeof *c->workers);
    if (!c->workers)
        return chora_no_memory(err);
    for (size_t i = 0; !st && i < c->count; i++) {
        worker *own = &c->workers[i];
        own->of = *c->e;
        own->of.writer = NULL;
        own->rows = (chora_buffer)CHORA_BUFFER_INIT(LARGEST_SLOT);
        own->of.report = &own->report;
        own->of.rows = &own->rows;
        st = chora_writer_fork(c->e->writer, &own->of.writer, err);
    }
    return st;
}

static void add_report(chora_export_report *all, const chora_export_report *part)
{
    all->accepted += part->accepted;
    all->too_coarse += part->too_coarse;
    all->outside_period += part->outside_period;
    all->filtered_out += part->filtered_out;
    all->rows += part->rows;
    all->shielded += part->shielded;
    all->in_areas += part->in_areas;
    all->unplaced += part->unplaced;
}

static void dismiss(crew *c)
{
    for (size_t i = 0; c->workers && i < c->count; i++) {
        worker *own = &c->workers[i];
        add_report(c->e->report, &own->report);
        chora_writer_join(c->e->writer, own->of.writer);
        chora_buffer_free(&own->rows);
    }
    free(c->workers);
}

static chora_status export_in_parts(chora_exporting *e, size_t count, chora_error *err)
{
    size_t parts = (count + PART_ROWS - 1) / PART_ROWS, cores = chora_parallel_cores();
    crew c = { .e = e, .count = cores < parts ? cores : parts };
    chora_status st = hire(&c, err);
    if (!st)
        st = chora_in_order_run(c.count, parts, format_part, put_part, &c, err);
    dismiss(&c);
    return st;
}

chora_status chora_export_each_incident(chora_exporting *e, chora_error *err)
{
    const chora_held *held = chora_incidents_held(e->incidents);
    if (!chora_writer_formats(e->writer))
        return export_in_turns(e, err);
    return held && chora_held_count(held) > PART_ROWS
               ? export_in_parts(e, chora_held_count(held), err)
               : export_side_by_side(e, err);
}
