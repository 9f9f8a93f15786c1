/* Which operation fails, and the places where there are some. */
#include "failing.h"

#include <execinfo.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static struct {
    atomic_long count, at;
    atomic_int mode, kind, hit;
    failing_places *places;
} now;

/* For who looks for the cause: FAULT_TRACE=1 prints the calls that led to the first failure. */
static void show_where(void)
{
    void *calls[20];
    failing_mode mode = (failing_mode)now.mode;
    now.mode = FAIL_NOTHING;
    backtrace_symbols_fd(calls, backtrace(calls, 20), 2);
    now.mode = (int)mode;
}

bool failing_now_fails(failing_kind kind)
{
    if (now.kind != (int)kind)
        return false;
    long count = ++now.count;
    if (now.places)
        failing_places_see(now.places, count);
    bool fails = (now.mode == FAIL_ONCE && count == now.at) ||
                 (now.mode == FAIL_FROM_THEN_ON && count >= now.at);
    if (fails && !now.hit++ && getenv("FAULT_TRACE"))
        show_where();
    return fails;
}

void failing_begin(failing_kind kind, failing_mode mode, long n)
{
    now.kind = (int)kind;
    now.mode = (int)mode;
    now.at = n;
    now.count = 0;
    now.hit = 0;
}

long failing_count(void)
{
    return now.count;
}

bool failing_hit(void)
{
    return now.hit;
}

/* ---- places -------------------------------------------------------------------------------- */

/* Of a call: itself, the helper that allocates, and three above. */
enum { SKIPPED = 3, DEEP = 5, MOST = 1 << 16 };

struct failing_places {
    atomic_flag busy;
    size_t count;
    struct {
        uint64_t key;
        long operation;
    } list[MOST];
    uint64_t seen[MOST * 2], tried[MOST * 2]; /* Sets; 0 is an empty place. */
};

failing_places *failing_places_new(void)
{
    void *shared = mmap(NULL, sizeof(failing_places), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return shared == MAP_FAILED ? NULL : shared;
}

void failing_places_note(failing_places *places)
{
    now.places = places;
}

void failing_places_clear(failing_places *places)
{
    places->count = 0;
    memset(places->seen, 0, sizeof places->seen);
}

size_t failing_places_count(const failing_places *places)
{
    return places->count;
}

long failing_places_operation(const failing_places *places, size_t i)
{
    return places->list[i].operation;
}

/* Whether it was there already. */
static bool put(uint64_t *set, uint64_t key)
{
    size_t at = key % (MOST * 2);
    while (set[at] && set[at] != key)
        at = (at + 1) % (MOST * 2);
    bool was = set[at] == key;
    set[at] = key;
    return was;
}

static bool has(const uint64_t *set, uint64_t key)
{
    size_t at = key % (MOST * 2);
    while (set[at] && set[at] != key)
        at = (at + 1) % (MOST * 2);
    return set[at] == key;
}

void failing_places_tried(failing_places *places, size_t i)
{
    put(places->tried, places->list[i].key);
}

static uint64_t key_of_calls(void)
{
    void *calls[SKIPPED + DEEP] = { NULL };
    int count = backtrace(calls, SKIPPED + DEEP);
    uint64_t key = 14695981039346656037u; /* FNV-1a. */
    for (int i = SKIPPED; i < count; i++)
        key = (key ^ (uint64_t)(uintptr_t)calls[i]) * 1099511628211u;
    key ^= key >> 32;
    return key ? key : 1;
}

void failing_places_see(failing_places *places, long number)
{
    uint64_t key = key_of_calls();
    while (atomic_flag_test_and_set(&places->busy)) {
    }
    if (places->count < MOST && !has(places->tried, key) && !put(places->seen, key)) {
        places->list[places->count].key = key;
        places->list[places->count++].operation = number;
    }
    atomic_flag_clear(&places->busy);
}
