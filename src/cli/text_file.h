/**
 * @file
 * A text written to a file of its own: whole, or not at all.
 */
#ifndef CLI_TEXT_FILE_H
#define CLI_TEXT_FILE_H

#include <stdbool.h>

/**
 * Write under another name beside it and rename when all is on the disk. `replace` false: a file
 * that is there stays. Says itself what failed, with the errno.
 * @return EXIT_DONE or EXIT_FAILED.
 */
int cli_write_text(const char *path, const char *text, bool replace);

#endif
