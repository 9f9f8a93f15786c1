/**
 * @file
 * Settings of the process; they belong to the command, never to the library.
 */
#ifndef CHORA_CLI_PROCESS_H
#define CHORA_CLI_PROCESS_H

/** Clear the environment of the libraries, set the character type, quiet two signals, no core
 * dumps. */
void process_prepare(void);

#endif
