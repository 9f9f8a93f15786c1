#include "base/parallel.h"
#include "base/memory.h"

#include <glib.h>
#include <stdlib.h>

typedef struct {
    chora_job job;
    void *context;
    size_t count;
    GMutex lock;
    size_t next; /* The next job to hand out. */
    size_t next_worker;
    size_t failed; /* Lowest failed index, or count. */
    chora_status status;
    chora_error error;
} work;

size_t chora_parallel_cores(void)
{
    guint cores = g_get_num_processors();
    return cores ? cores : 1;
}

/* After a failure nothing new starts, so that all jobs below the lowest failed one have run. */
static int take(work *shared, size_t *index)
{
    g_mutex_lock(&shared->lock);
    int some = shared->next < shared->count && shared->failed == shared->count;
    if (some)
        *index = shared->next++;
    g_mutex_unlock(&shared->lock);
    return some;
}

static void note_failure(work *shared, size_t index, chora_status st, const chora_error *err)
{
    g_mutex_lock(&shared->lock);
    if (index < shared->failed) {
        shared->failed = index;
        shared->status = st;
        shared->error = *err;
    }
    g_mutex_unlock(&shared->lock);
}

static void work_until_done(gpointer unused, gpointer data)
{
    work *shared = data;
    size_t index;

    g_mutex_lock(&shared->lock);
    size_t worker = shared->next_worker++;
    g_mutex_unlock(&shared->lock);
    (void)unused;
    while (take(shared, &index)) {
        chora_error err = CHORA_ERROR_INIT;
        chora_status st = shared->job(shared->context, worker, index, &err);
        if (st)
            note_failure(shared, index, st, &err);
    }
}

chora_status chora_parallel_run(size_t workers, size_t count, chora_job job, void *context,
                                chora_error *err)
{
    if (workers == 0)
        workers = chora_parallel_cores();
    if (workers > count)
        workers = count;

    work shared = { .job = job, .context = context, .count = count, .failed = count };
    g_mutex_init(&shared.lock);
    if (workers <= 1) {
        work_until_done(NULL, &shared);
    } else {
        GThreadPool *pool = g_thread_pool_new(work_until_done, &shared, (gint)workers, TRUE, NULL);
        for (size_t i = 0; pool && i < workers; i++)
            g_thread_pool_push(pool, &shared, NULL);
        if (pool)
            g_thread_pool_free(pool, FALSE, TRUE);
        else
            work_until_done(NULL, &shared);
    }
    g_mutex_clear(&shared.lock);

    if (shared.status && err)
        *err = shared.error;
    return shared.status;
}
