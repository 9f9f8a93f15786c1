#include "cli/progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH = 40, REDRAW_MS = 100, SETTLED_MS = 1000 };

static int64_t now_ms(void)
{
    struct timespec at = { 0, 0 };
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

static void write_seconds(double seconds, char out[32])
{
    long whole = (long)(seconds + 0.5);
    if (whole < 60)
        snprintf(out, 32, "%ld s", whole);
    else if (whole < 3600)
        snprintf(out, 32, "%ld:%02ld min", whole / 60, whole % 60);
    else
        snprintf(out, 32, "%ld:%02ld h", whole / 3600 % 1000, whole / 60 % 60);
}

/* ", 41000/s, 12 s left", once it can be told. */
static void write_rate(double seconds, size_t done, size_t total, char out[96])
{
    char left[32];
    double rate = seconds > 0 ? (double)done / seconds : 0;
    out[0] = '\0';
    if (seconds * 1000 < SETTLED_MS || rate <= 0)
        return;
    bool over = done >= total;
    write_seconds(over ? seconds : (double)(total - done) / rate, left);
    snprintf(out, 96, ", %.*f/s, %s%s", rate < 10 ? 1 : 0, rate, left, over ? "" : " left");
}

static void draw_bar(void *context, size_t done, size_t total)
{
    cli_bar *bar = context;
    int64_t now = now_ms();
    size_t filled = total ? done * WIDTH / total : WIDTH;
    char rate[96];

    if (bar->began_ms == 0)
        bar->began_ms = now;
    if (done < total && bar->drawn_ms && now - bar->drawn_ms < REDRAW_MS)
        return;
    bar->drawn_ms = now;
    write_rate((double)(now - bar->began_ms) / 1000, done, total, rate);
    fputs("\r[", stderr);
    for (size_t i = 0; i < WIDTH; i++)
        fputc(i < filled ? '#' : '.', stderr);
    fprintf(stderr, "] %zu of %zu%s\x1b[K%s", done, total, rate, done == total ? "\n" : "");
    fflush(stderr);
    if (done == total)
        *bar = (cli_bar){ 0 };
}

chora_progress terminal_progress(cli_bar *bar)
{
    return (chora_progress){ isatty(STDERR_FILENO) ? draw_bar : NULL, bar };
}
