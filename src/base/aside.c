#include "base/aside.h"

#include "base/parallel.h"

static void *run(void *context)
{
    chora_aside *aside = context;
    aside->status = aside->job(aside->context, &aside->error);
    return NULL;
}

void chora_aside_begin(chora_aside *aside, chora_aside_job job, void *context)
{
    *aside = (chora_aside){ .job = job, .context = context, .error = CHORA_ERROR_INIT };
    aside->runs = chora_parallel_cores() > 1 && !pthread_create(&aside->thread, NULL, run, aside);
}

chora_status chora_aside_end(chora_aside *aside, chora_error *err)
{
    if (aside->runs)
        pthread_join(aside->thread, NULL);
    else
        run(aside);
    if (aside->status && err)
        *err = aside->error;
    return aside->status;
}
