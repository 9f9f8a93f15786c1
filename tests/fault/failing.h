/*
 * Operations that fail on purpose: own allocations, and what SQLite asks of the disk. Armed for the
 * n-th of them, once or from then on.
 */
#ifndef FAILING_H
#define FAILING_H

#include <stdbool.h>

typedef enum { FAIL_NOTHING, FAIL_ONCE, FAIL_FROM_THEN_ON } failing_mode;

/* Count from now; the n-th (from 1) fails. With FAIL_NOTHING they are only counted. */
void failing_memory(failing_mode mode, long n);
void failing_disk(failing_mode mode, long n);

/* How many there were since then, and whether one was made to fail. */
long failing_count(void);
bool failing_hit(void);

/* Puts a layer that can fail between SQLite and the disk; call once, before any project is opened.
 */
void failing_disk_begin(void);

#endif
