/* POSIX threads and not GLib's pool: two ends that wait for each other are no pool of jobs, and the
 * thread sanitizer understands their locks. */
#include "base/pipe.h"

#include "base/parallel.h"

#include <pthread.h>

typedef struct {
    const chora_pipe *pipe;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    size_t filled, emptied; /* Slots so far. */
    bool ended;             /* Nothing follows what is filled. */
    bool given_up;          /* The emptying end failed. */
    chora_status status;    /* Of the filling end. */
    chora_error error;
} running;

static chora_status run_in_turns(const chora_pipe *pipe, bool more, chora_error *err)
{
    chora_status st = CHORA_OK;
    while (!st && more) {
        st = pipe->fill(pipe->filler, pipe->slots[0], &more, err);
        if (!st)
            st = pipe->empty(pipe->emptier, pipe->slots[0], err);
    }
    return st;
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
    pthread_cond_signal(&r->moved);
    pthread_mutex_unlock(&r->lock);
}

static void *fill_all(void *context)
{
    running *r = context;
    const chora_pipe *pipe = r->pipe;
    bool more = true;
    while (more && wait_for_room(r)) {
        void *slot = pipe->slots[r->filled % pipe->slot_count];
        chora_status st = pipe->fill(pipe->filler, slot, &more, &r->error);
        more = more && !st;
        note_filled(r, st, more);
    }
    return NULL;
}

/* ---- the emptying end ------------------------------------------------------------------------ */

static bool wait_for_slot(running *r)
{
    pthread_mutex_lock(&r->lock);
    while (!r->ended && r->filled == r->emptied)
        pthread_cond_wait(&r->moved, &r->lock);
    bool some = r->filled > r->emptied;
    pthread_mutex_unlock(&r->lock);
    return some;
}

static void note_emptied(running *r, chora_status st)
{
    pthread_mutex_lock(&r->lock);
    r->emptied++;
    r->given_up = st != CHORA_OK;
    pthread_cond_signal(&r->moved);
    pthread_mutex_unlock(&r->lock);
}

static chora_status empty_all(running *r, chora_error *err)
{
    const chora_pipe *pipe = r->pipe;
    chora_status st = CHORA_OK;
    while (!st && wait_for_slot(r)) {
        st = pipe->empty(pipe->emptier, pipe->slots[r->emptied % pipe->slot_count], err);
        note_emptied(r, st);
    }
    return st;
}

static chora_status run_side_by_side(const chora_pipe *pipe, chora_error *err)
{
    running r = { .pipe = pipe, .error = CHORA_ERROR_INIT };
    pthread_t thread;
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.moved, NULL);
    chora_status st;
    if (pthread_create(&thread, NULL, fill_all, &r)) {
        st = run_in_turns(pipe, true, err);
    } else {
        st = empty_all(&r, err);
        pthread_join(thread, NULL);
        if (!st && r.status) {
            st = r.status;
            if (err)
                *err = r.error;
        }
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
    chora_status st = pipe->fill(pipe->filler, pipe->slots[0], &more, err);
    if (!st)
        st = pipe->empty(pipe->emptier, pipe->slots[0], err);
    if (st || !more)
        return st;
    return workers > 1 ? run_side_by_side(pipe, err) : run_in_turns(pipe, true, err);
}
