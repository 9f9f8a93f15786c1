/* POSIX threads and not GLib's pool: two ends that wait for each other are no pool of jobs, and the
 * thread sanitizer understands their locks. */
#include "base/pipe.h"

#include "base/parallel.h"

#include <pthread.h>

typedef struct {
    const chora_pipe *pipe;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    size_t filled, worked, emptied;   /* Slots so far; worked is filled where nothing works. */
    bool ended, work_ended;           /* Nothing follows what is filled, what is worked on. */
    bool given_up;                    /* A later end failed. */
    chora_status status, work_status; /* Of the filling end and of the middle. */
    chora_error error, work_error;
} running;

static chora_status work_on(const chora_pipe *pipe, void *slot, chora_error *err)
{
    return pipe->work ? pipe->work(pipe->worker, slot, err) : CHORA_OK;
}

static chora_status take_turn(const chora_pipe *pipe, bool *more, chora_error *err)
{
    void *slot = pipe->slots[0];
    chora_status st = pipe->fill(pipe->filler, slot, more, err);
    if (!st)
        st = work_on(pipe, slot, err);
    return st ? st : pipe->empty(pipe->emptier, slot, err);
}

static chora_status run_in_turns(const chora_pipe *pipe, chora_error *err)
{
    bool more = true;
    chora_status st = CHORA_OK;
    while (!st && more)
        st = take_turn(pipe, &more, err);
    return st;
}

static void *slot_of(const running *r, size_t number)
{
    return r->pipe->slots[number % r->pipe->slot_count];
}

/* ---- the filling end ------------------------------------------------------------------------- */

static bool wait_for_room(running *r)
{
    pthread_mutex_lock(&r->lock);
    while (!r->given_up && r->filled - r->emptied == r->pipe->slot_count)
        pthread_cond_wait(&r->moved, &r->lock);
    bool go_on = !r->given_up;
    pthread_mutex_unlock(&r->lock);
    return go_on;
}

static void note_filled(running *r, chora_status st, bool more)
{
    pthread_mutex_lock(&r->lock);
    r->status = st;
    r->filled += st == CHORA_OK;
    r->ended = st || !more;
    if (!r->pipe->work) {
        r->worked = r->filled;
        r->work_ended = r->ended;
    }
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
}

static void *fill_all(void *context)
{
    running *r = context;
    const chora_pipe *pipe = r->pipe;
    bool more = true;
    while (more && wait_for_room(r)) {
        chora_status st = pipe->fill(pipe->filler, slot_of(r, r->filled), &more, &r->error);
        more = more && !st;
        note_filled(r, st, more);
    }
    return NULL;
}

/* ---- the middle ------------------------------------------------------------------------------ */

static bool wait_for_work(running *r)
{
    pthread_mutex_lock(&r->lock);
    while (!r->ended && !r->given_up && r->filled == r->worked)
        pthread_cond_wait(&r->moved, &r->lock);
    bool some = !r->given_up && r->filled > r->worked;
    pthread_mutex_unlock(&r->lock);
    return some;
}

static void note_worked(running *r, chora_status st)
{
    pthread_mutex_lock(&r->lock);
    r->work_status = st;
    r->worked += st == CHORA_OK;
    r->given_up |= st != CHORA_OK;
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
}

static void end_work(running *r)
{
    pthread_mutex_lock(&r->lock);
    r->work_ended = true;
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
}

static void *work_all(void *context)
{
    running *r = context;
    chora_status st = CHORA_OK;
    while (!st && wait_for_work(r)) {
        st = work_on(r->pipe, slot_of(r, r->worked), &r->work_error);
        note_worked(r, st);
    }
    end_work(r);
    return NULL;
}

/* ---- the emptying end ------------------------------------------------------------------------ */

static bool wait_for_slot(running *r)
{
    pthread_mutex_lock(&r->lock);
    while (!r->work_ended && r->worked == r->emptied)
        pthread_cond_wait(&r->moved, &r->lock);
    bool some = r->worked > r->emptied;
    pthread_mutex_unlock(&r->lock);
    return some;
}

static void note_emptied(running *r, chora_status st)
{
    pthread_mutex_lock(&r->lock);
    r->emptied++;
    r->given_up |= st != CHORA_OK;
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
}

static void give_up(running *r)
{
    pthread_mutex_lock(&r->lock);
    r->given_up = true;
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
}

static chora_status empty_all(running *r, chora_error *err)
{
    const chora_pipe *pipe = r->pipe;
    chora_status st = CHORA_OK;
    while (!st && wait_for_slot(r)) {
        st = pipe->empty(pipe->emptier, slot_of(r, r->emptied), err);
        note_emptied(r, st);
    }
    return st;
}

/* ---- all ------------------------------------------------------------------------------------- */

/* The failure of the earliest slot: emptying comes last, so that what failed there was before. */
static chora_status earliest(const running *r, chora_status st, chora_error *err)
{
    if (!st && r->work_status) {
        st = r->work_status;
        if (err)
            *err = r->work_error;
    }
    if (!st && r->status) {
        st = r->status;
        if (err)
            *err = r->error;
    }
    return st;
}

static chora_status run_with_filler(running *r, chora_error *err)
{
    pthread_t middle;
    if (!r->pipe->work)
        return empty_all(r, err);
    if (pthread_create(&middle, NULL, work_all, r)) {
        give_up(r);
        return chora_no_memory(err);
    }
    chora_status st = empty_all(r, err);
    pthread_join(middle, NULL);
    return st;
}

static chora_status run_side_by_side(const chora_pipe *pipe, chora_error *err)
{
    running r = { .pipe = pipe, .error = CHORA_ERROR_INIT, .work_error = CHORA_ERROR_INIT };
    pthread_t thread;
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.moved, NULL);
    chora_status st;
    if (pthread_create(&thread, NULL, fill_all, &r)) {
        st = run_in_turns(pipe, err);
    } else {
        st = run_with_filler(&r, err);
        pthread_join(thread, NULL);
        st = earliest(&r, st, err);
    }
    pthread_cond_destroy(&r.moved);
    pthread_mutex_destroy(&r.lock);
    return st;
}

chora_status chora_pipe_run(const chora_pipe *pipe, size_t workers, chora_error *err)
{
    bool more = true;
    if (workers == 0)
        workers = chora_parallel_cores();
    chora_status st = take_turn(pipe, &more, err);
    if (st || !more)
        return st;
    return workers > 1 ? run_side_by_side(pipe, err) : run_in_turns(pipe, err);
}
