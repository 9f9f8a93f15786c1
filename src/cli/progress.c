#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

static void draw_bar(void *context, size_t done, size_t total)
{
    enum { WIDTH = 40 };
    size_t filled = total ? done * WIDTH / total : WIDTH;

    (void)context;
    fputs("\r[", stderr);
    for (size_t i = 0; i < WIDTH; i++)
        fputc(i < filled ? '#' : '.', stderr);
    fprintf(stderr, "] %zu of %zu%s", done, total, done == total ? "\n" : "");
    fflush(stderr);
}

chora_progress terminal_progress(void)
{
    return (chora_progress){ isatty(STDERR_FILENO) ? draw_bar : NULL, NULL };
}
