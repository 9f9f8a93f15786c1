#include "base/stages.h"

#include "base/memory.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

/* Asking for the memory costs more than the short stages of a row take. */
#define SHORTEST_ASKED_NS 200000

typedef struct {
    int64_t cpu_ns, wall_ns;
    long peak_kb;
} span;

struct chora_stages {
    chora_stage now;
    int64_t cpu_ns, wall_ns; /* When the stage was entered. */
    pthread_t thread;        /* Which did; another has a clock of its own. */
    span spans[CHORA_STAGE_COUNT];
};

static const char *const NAMES[CHORA_STAGE_COUNT] = { "start",    "read",    "decode",  "match",
                                                      "join",     "measure", "arcs",    "project",
                                                      "simplify", "compose", "typeset", "fill",
                                                      "stroke",   "encode",  "write",   "other" };

static int64_t time_of(clockid_t clock)
{
    struct timespec at = { 0, 0 };
    clock_gettime(clock, &at);
    return (int64_t)at.tv_sec * 1000000000 + at.tv_nsec;
}

static long peak_kb(void)
{
    struct rusage use;
    return getrusage(RUSAGE_SELF, &use) == 0 ? use.ru_maxrss : 0;
}

chora_stages *chora_stages_of_thread(const chora_stages *stages)
{
    chora_stages *made = stages ? chora_alloc(1, sizeof *made) : NULL;
    if (!made)
        return NULL;
    made->now = CHORA_STAGE_OTHER;
    made->wall_ns = time_of(CLOCK_MONOTONIC);
    made->cpu_ns = -1; /* Its thread has yet to begin. */
    return made;
}

chora_stages *chora_stages_new(void)
{
    chora_stages *stages = chora_alloc(1, sizeof *stages);
    if (!stages)
        return NULL;
    stages->now = CHORA_STAGE_OTHER;
    stages->cpu_ns = time_of(CLOCK_THREAD_CPUTIME_ID);
    stages->wall_ns = time_of(CLOCK_MONOTONIC);
    stages->thread = pthread_self();
    span *start = &stages->spans[CHORA_STAGE_START];
    start->cpu_ns = start->wall_ns = time_of(CLOCK_PROCESS_CPUTIME_ID);
    start->peak_kb = peak_kb();
    return stages;
}

void chora_stages_free(chora_stages *stages)
{
    free(stages);
}

chora_stage chora_stages_enter(chora_stages *stages, chora_stage stage)
{
    if (!stages)
        return CHORA_STAGE_OTHER;
    chora_stage before = stages->now;
    int64_t cpu_ns = time_of(CLOCK_THREAD_CPUTIME_ID), wall_ns = time_of(CLOCK_MONOTONIC);
    span *ended = &stages->spans[before];
    if (stages->cpu_ns >= 0 && pthread_equal(stages->thread, pthread_self())) {
        ended->cpu_ns += cpu_ns - stages->cpu_ns;
        ended->wall_ns += wall_ns - stages->wall_ns;
        if (ended->peak_kb == 0 || wall_ns - stages->wall_ns > SHORTEST_ASKED_NS)
            ended->peak_kb = peak_kb();
    }
    stages->cpu_ns = cpu_ns;
    stages->wall_ns = wall_ns;
    stages->thread = pthread_self();
    stages->now = stage;
    return before;
}

void chora_stages_skip(chora_stages *stages)
{
    if (!stages)
        return;
    stages->cpu_ns = time_of(CLOCK_THREAD_CPUTIME_ID);
    stages->wall_ns = time_of(CLOCK_MONOTONIC);
    stages->thread = pthread_self();
}

void chora_stages_add(chora_stages *stages, chora_stages *other)
{
    if (!stages || !other)
        return;
    for (int i = 0; i < CHORA_STAGE_COUNT; i++) {
        span *to = &stages->spans[i];
        const span *from = &other->spans[i];
        to->cpu_ns += from->cpu_ns;
        to->wall_ns += from->wall_ns;
        to->peak_kb = from->peak_kb > to->peak_kb ? from->peak_kb : to->peak_kb;
    }
}

chora_status chora_stages_share(const chora_stages *stages, size_t workers, chora_stages ***out,
                                chora_error *err)
{
    chora_stages **clocks = stages ? chora_alloc(workers, sizeof *clocks) : NULL;
    for (size_t i = 0; clocks && i < workers; i++)
        clocks[i] = chora_stages_of_thread(stages);
    *out = clocks;
    return clocks || !stages ? CHORA_OK : chora_no_memory(err);
}

void chora_stages_gather(chora_stages *stages, size_t workers, chora_stages **clocks)
{
    chora_stages_skip(stages);
    for (size_t i = 0; clocks && i < workers; i++) {
        chora_stages_add(stages, clocks[i]);
        chora_stages_free(clocks[i]);
    }
    free(clocks);
}

size_t chora_stages_count(void)
{
    return CHORA_STAGE_COUNT;
}

chora_stage_time chora_stages_get(chora_stages *stages, size_t index)
{
    chora_stages_enter(stages, stages->now);
    const span *of = &stages->spans[index];
    return (chora_stage_time){ NAMES[index], (double)of->cpu_ns / 1e6, (double)of->wall_ns / 1e6,
                               (double)of->peak_kb / 1024 };
}
