/* What a person reads: messages on standard error, with control characters made visible. */
#include "cli/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* File names and cells come from strangers: no escape sequence of theirs reaches the terminal. */
static void put_safe(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x20 || c == 0x7F)
            fprintf(stderr, "\\x%02x", c);
        else
            fputc(c, stderr);
    }
}

void cli_notes(const char *lines)
{
    while (lines && *lines) {
        size_t length = strcspn(lines, "\n");
        fputs("chora: ", stderr);
        put_safe(lines, length);
        fputc('\n', stderr);
        lines += length + (lines[length] == '\n');
    }
}

int cli_failed(const chora_error *err)
{
    cli_notes(*err->message ? err->message : chora_status_name(err->status));
    return EXIT_FAILED;
}

int cli_usage(const cli_values *values, const char *format, ...)
{
    char message[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    cli_notes(message);
    fprintf(stderr, "chora: try: chora %s --help\n", values->prog);
    return EXIT_USAGE;
}

void cli_note(const char *format, ...)
{
    char message[2048];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    cli_notes(message);
}

bool cli_is_stdout(const char *path)
{
    return path && strcmp(path, "-") == 0;
}
