/*
 * Operations that fail on purpose: own allocations, what SQLite asks of the disk, questions to
 * SQLite, own uses of files. Armed for the n-th of them, once or from then on.
 */
#ifndef FAILING_H
#define FAILING_H

#include <stdbool.h>
#include <stddef.h>

typedef enum { FAIL_NOTHING, FAIL_ONCE, FAIL_FROM_THEN_ON } failing_mode;
typedef enum { FAIL_MEMORY, FAIL_DISK, FAIL_QUERIES, FAIL_FILES } failing_kind;

/* Count from now; the n-th (from 1) fails. With FAIL_NOTHING they are only counted. */
void failing_begin(failing_kind kind, failing_mode mode, long n);

/* How many there were since then, and whether one was made to fail. */
long failing_count(void);
bool failing_hit(void);

/* For those who stand in for an operation: count it; whether it is to fail. */
bool failing_now_fails(failing_kind kind);

/* Puts a layer that can fail between SQLite and the disk; call once, before any project is opened.
 */
void failing_disk_begin(void);

/* ---- places -------------------------------------------------------------------------------- */

/*
 * A place is a call together with those that led to it. The numbers of the first operation of each
 * place that was not tried before are noted from now on; kept in memory that a child shares.
 */
typedef struct failing_places failing_places;

failing_places *failing_places_new(void);
void failing_places_note(failing_places *places);  /* NULL: no longer. */
void failing_places_clear(failing_places *places); /* Keeps what was tried. */
size_t failing_places_count(const failing_places *places);
long failing_places_operation(const failing_places *places, size_t i);
void failing_places_tried(failing_places *places, size_t i);

/* For failing_now_fails: the operation of this number is about to be done. */
void failing_places_see(failing_places *places, long number);

#endif
