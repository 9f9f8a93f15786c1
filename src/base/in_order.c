#include "base/in_order.h"

#include <pthread.h>

typedef struct {
    chora_job make, take;
    void *context;
    pthread_mutex_t lock;
    pthread_cond_t passed;
    size_t turn; /* The number that is taken next. */
} queue;

static void await_turn(queue *q, size_t index)
{
    pthread_mutex_lock(&q->lock);
    while (q->turn != index)
        pthread_cond_wait(&q->passed, &q->lock);
    pthread_mutex_unlock(&q->lock);
}

static void pass_turn(queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->turn++;
    pthread_cond_broadcast(&q->passed);
    pthread_mutex_unlock(&q->lock);
}

/* A chora_job. Lower numbers were begun before, so that their turns come; also after a failure. */
static chora_status make_and_take(void *context, size_t worker, size_t index, chora_error *err)
{
    queue *q = context;
    chora_status st = q->make(q->context, worker, index, err);
    await_turn(q, index);
    if (!st)
        st = q->take(q->context, worker, index, err);
    pass_turn(q);
    return st;
}

chora_status chora_in_order_run(size_t workers, size_t count, chora_job make, chora_job take,
                                void *context, chora_error *err)
{
    queue q = { .make = make, .take = take, .context = context };
    pthread_mutex_init(&q.lock, NULL);
    pthread_cond_init(&q.passed, NULL);
    chora_status st = chora_parallel_run(workers, count, make_and_take, &q, err);
    pthread_cond_destroy(&q.passed);
    pthread_mutex_destroy(&q.lock);
    return st;
}
