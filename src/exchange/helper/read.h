/**
 * @file
 * Answering a request to read: header, rows, end.
 */
#ifndef CHORA_HELPER_READ_H
#define CHORA_HELPER_READ_H

#include "exchange/wire.h"

/** Confines the process, then reads. An error is for the caller to send. */
chora_status chora_answer_read(chora_wire *wire, chora_message *request, chora_error *err);

/** The same for a request to write. */
chora_status chora_answer_write(chora_wire *wire, chora_message *request, chora_error *err);

#endif
