/**
 * @file
 * What the checker found, printed.
 */
#ifndef CHORA_CLI_LINT_H
#define CHORA_CLI_LINT_H

#include "cli/command.h"

#include <chora/lint.h>

/** As text, or JSON under --json; the exit code: EXIT_FAILED when something was found. */
int print_lint(const cli_values *values, const chora_lint_list *list);

#endif
