/* Loads a library at the first call of one of its functions: the other half of stubs.sh.
 *
 * Two threads may bind the same function at once: both find the same address, and a slot is
 * stored in one piece. The library stays loaded, as a linked one would. */
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern void *late_slots[];
/* One after the other, each ended by a NUL, in the order of the slots. */
extern const char late_symbols[], late_sonames[];

void *late_bind(size_t index);

static const char *nth_text(const char *texts, size_t index)
{
    while (index--)
        texts += strlen(texts) + 1;
    return texts;
}

/* What the dynamic linker does when a linked library is not there. */
static void give_up(const char *why)
{
    fprintf(stderr, "chora: a library is missing or too old: %s; install Chora's packages again\n",
            why);
    _Exit(1);
}

void *late_bind(size_t index)
{
    void *library = dlopen(nth_text(late_sonames, index), RTLD_LAZY | RTLD_LOCAL);
    void *function = library ? dlsym(library, nth_text(late_symbols, index)) : NULL;

    if (!function)
        give_up(dlerror());
    __atomic_store_n(&late_slots[index], function, __ATOMIC_RELEASE);
    return function;
}
