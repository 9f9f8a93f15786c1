/* What a person reads: messages on standard error, with control characters made visible. */
#include "cli/command.h"

#include <chora/text.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SAID_MAX = 16384 };

/* File names and cells come from strangers: no escape sequence of theirs reaches the terminal. */
static void put_line(FILE *to, const char *text, size_t length)
{
    char line[SAID_MAX], shown[SAID_MAX];

    snprintf(line, sizeof line, "%.*s", (int)(length < SAID_MAX ? length : SAID_MAX - 1), text);
    chora_text_visible(line, shown, sizeof shown);
    fputs(shown, to);
}

void cli_put(FILE *to, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        put_line(to, text, length);
        text += length;
        if (*text == '\n')
            fputc(*text++, to);
    }
}

void cli_say(FILE *to, const char *format, ...)
{
    char text[SAID_MAX];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    cli_put(to, text);
}

void cli_notes(const char *lines)
{
    while (lines && *lines) {
        size_t length = strcspn(lines, "\n");
        fputs("chora: ", stderr);
        put_line(stderr, lines, length);
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
