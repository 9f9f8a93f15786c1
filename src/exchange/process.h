/**
 * @file
 * The helper `chora-exchange` as a process of its own, spoken to over one socket.
 */
#ifndef CHORA_EXCHANGE_PROCESS_H
#define CHORA_EXCHANGE_PROCESS_H

#include "base/error.h"
#include "exchange/wire.h"

#include <sys/types.h>

typedef struct {
    pid_t pid;          /**< 0: none runs. */
    bool talks;         /**< The wire's descriptor is open. */
    unsigned silence_s; /**< Seconds without a word after which it is ended; 0:
                           CHORA_MAX_HELPER_SILENCE. Set before it is started. */
    chora_wire wire;
} chora_helper;

/**
 * Start it: CHORA_EXCHANGE when set, else the installed one, else the one of the build folder. It
 * gets an empty environment, and no descriptor but the socket.
 * @return CHORA_OK; CHORA_ENOTFOUND (names the places looked in); CHORA_EIO; CHORA_ENOMEM.
 */
chora_status chora_helper_start(chora_helper *helper, chora_error *err);

/**
 * Wait for an answer. A helper that died, or says what cannot be, is CHORA_EDATA or CHORA_ELIMIT;
 * one that says nothing for too long is ended, CHORA_ELIMIT.
 */
chora_status chora_helper_receive(chora_helper *helper, const char *name, chora_message *out,
                                  chora_error *err);

/** End it, at work or not. Fine for one that never ran. */
void chora_helper_stop(chora_helper *helper);

#endif
