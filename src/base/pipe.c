/* POSIX threads and not GLib's pool: ends that wait for each other are no pool of jobs, and the
 * thread sanitizer understands their locks. */
#include "base/pipe.h"

#include "base/parallel.h"

#include <pthread.h>

/* The filling end is the first, the middles follow, the emptying end is the last. */
enum { FILLING = 0, ENDS_MAX = CHORA_PIPE_MIDDLES + 2 };

typedef struct {
    const chora_pipe *pipe;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    size_t done[ENDS_MAX];         /* Slots so far, by end. */
    bool ended[ENDS_MAX];          /* Nothing follows them. */
    size_t given_up;               /* The last end that failed: those before it stop. */
    chora_status status[ENDS_MAX]; /* All but the emptying end. */
    chora_error error[ENDS_MAX];
} running;

/* A middle on its thread. */
typedef struct {
    running *of;
    size_t end;
    pthread_t thread;
} middle;

static size_t emptying(const chora_pipe *pipe)
{
    return pipe->middle_count + 1;
}

static chora_status take_turn(const chora_pipe *pipe, bool *more, chora_error *err)
{
    void *slot = pipe->slots[0];
    chora_status st = pipe->fill(pipe->filler, slot, more, err);
    for (size_t i = 0; i < pipe->middle_count && !st; i++)
        st = pipe->middles[i].work(pipe->middles[i].worker, slot, err);
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

/* The next that an end takes; only it counts them. */
static void *next_slot(const running *r, size_t end)
{
    return r->pipe->slots[r->done[end] % r->pipe->slot_count];
}

/* Where there is no room any more, or nothing from the end before. */
static bool must_wait(const running *r, size_t end)
{
    if (end == FILLING)
        return r->done[FILLING] - r->done[emptying(r->pipe)] == r->pipe->slot_count;
    return !r->ended[end - 1] && r->done[end - 1] == r->done[end];
}

/* False when the end is to stop: a later one failed, or nothing follows. What an end has done is
 * taken by those behind it even when it failed then. */
static bool wait_for_slot(running *r, size_t end)
{
    pthread_mutex_lock(&r->lock);
    while (r->given_up <= end && must_wait(r, end))
        pthread_cond_wait(&r->moved, &r->lock);
    bool go_on = r->given_up <= end && (end == FILLING || r->done[end - 1] > r->done[end]);
    pthread_mutex_unlock(&r->lock);
    return go_on;
}

static void give_up_before(running *r, size_t end)
{
    if (r->given_up < end)
        r->given_up = end;
}

static void note_done(running *r, size_t end, chora_status st, bool more)
{
    pthread_mutex_lock(&r->lock);
    r->done[end] += st == CHORA_OK;
    r->ended[end] = st || !more;
    r->status[end] = st;
    if (st)
        give_up_before(r, end);
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
}

static void note_end(running *r, size_t end)
{
    pthread_mutex_lock(&r->lock);
    r->ended[end] = true;
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
}

static void *fill_all(void *context)
{
    running *r = context;
    const chora_pipe *pipe = r->pipe;
    bool more = true;
    while (more && wait_for_slot(r, FILLING)) {
        chora_status st =
            pipe->fill(pipe->filler, next_slot(r, FILLING), &more, &r->error[FILLING]);
        more = more && !st;
        note_done(r, FILLING, st, more);
    }
    return NULL;
}

static void *work_all(void *context)
{
    const middle *own = context;
    running *r = own->of;
    size_t end = own->end;
    const chora_pipe_middle *job = &r->pipe->middles[end - 1];
    chora_status st = CHORA_OK;
    while (!st && wait_for_slot(r, end)) {
        st = job->work(job->worker, next_slot(r, end), &r->error[end]);
        note_done(r, end, st, true);
    }
    note_end(r, end);
    return NULL;
}

static chora_status empty_all(running *r, chora_error *err)
{
    const chora_pipe *pipe = r->pipe;
    size_t end = emptying(pipe);
    chora_status st = CHORA_OK;
    while (!st && wait_for_slot(r, end)) {
        st = pipe->empty(pipe->emptier, next_slot(r, end), err);
        note_done(r, end, st, true);
    }
    return st;
}

/* ---- all ------------------------------------------------------------------------------------- */

/* The failure of the earliest slot: what failed at a later end was before. */
static chora_status earliest(const running *r, chora_status st, chora_error *err)
{
    for (size_t end = emptying(r->pipe); !st && end-- > 0;) {
        st = r->status[end];
        if (st && err)
            *err = r->error[end];
    }
    return st;
}

static chora_status run_with_filler(running *r, chora_error *err)
{
    middle middles[CHORA_PIPE_MIDDLES];
    size_t count = 0;
    chora_status st = CHORA_OK;
    for (; count < r->pipe->middle_count && !st; count += !st) {
        middles[count] = (middle){ .of = r, .end = count + 1 };
        if (pthread_create(&middles[count].thread, NULL, work_all, &middles[count]))
            st = chora_no_memory(err);
    }
    if (st) {
        pthread_mutex_lock(&r->lock);
        give_up_before(r, emptying(r->pipe));
        pthread_cond_broadcast(&r->moved);
        pthread_mutex_unlock(&r->lock);
    } else {
        st = empty_all(r, err);
    }
    for (size_t i = 0; i < count; i++)
        pthread_join(middles[i].thread, NULL);
    return st;
}

static chora_status run_side_by_side(const chora_pipe *pipe, chora_error *err)
{
    running r = { .pipe = pipe }; /* Its errors too begin as CHORA_ERROR_INIT. */
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
