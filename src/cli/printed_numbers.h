/**
 * @file
 * libc's writing of one number, for the libraries that the command loads.
 */
#ifndef CHORA_CLI_PRINTED_NUMBERS_H
#define CHORA_CLI_PRINTED_NUMBERS_H

#include <stddef.h>

#ifdef CHORA_PRINTED_NUMBERS
/** As in libc, whose headers do not declare it. */
__attribute__((visibility("default"))) int __snprintf_chk(char *text, size_t size, int flag,
                                                          size_t room, const char *format, ...);
#endif

#endif
