/*
 * ./dev bench limit: how near Chora is to what the machine can do. A bare cairo program paints the
 * same scene (the text of `chora dump scene`), fills, strokes and letters, and packs it as PNG with
 * libdeflate; beside it what a further map of a batch and the whole of `chora map` cost. CPU time.
 * usage: bench_limit CHORA SOURCE_FOLDER      bench_limit --paint SCENE.txt OUT.png
 */
#include <cairo.h>
#include <libdeflate.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 9, DPI = 200, LONGEST = 4096 };

typedef struct {
    double fill, stroke, text, encode;
} cost;

static void must(bool ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "bench_limit: %s\n", what);
    exit(1);
}

static double cpu_ms(void)
{
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

/* ---- the scene ------------------------------------------------------------------------------- */

/* Behind " name=" in a line, or NULL. The coordinates come last; a title is never asked for. */
static const char *value_of(const char *line, const char *name)
{
    char wanted[16];
    snprintf(wanted, sizeof wanted, " %s=", name);
    const char *at = strstr(line, wanted);
    return at ? at + strlen(wanted) : NULL;
}

static bool set_colour(cairo_t *context, const char *text)
{
    const char *at = text ? strchr(text, '#') : NULL;
    char *end;
    unsigned long value = at ? strtoul(at + 1, &end, 16) : 0;
    if (!at)
        return false;
    if (end - at == 7)
        value = value << 8 | 0xFF;
    cairo_set_source_rgba(context, (double)(value >> 24 & 255) / 255,
                          (double)(value >> 16 & 255) / 255, (double)(value >> 8 & 255) / 255,
                          (double)(value & 255) / 255);
    return true;
}

static void add_path(cairo_t *context, const char *line)
{
    const char *at = value_of(line, "d");
    char *end;
    cairo_new_path(context);
    for (; at && *at && *at != '\n';) {
        bool move = *at == 'M';
        if (*at == 'Z') {
            cairo_close_path(context);
            at++;
            continue;
        }
        double x = strtod(at + (*at == 'M' || *at == ' '), &end), y = strtod(end + 1, &end);
        (move ? cairo_move_to : cairo_line_to)(context, x, y);
        at = end;
    }
}

static void add_circle(cairo_t *context, const char *line)
{
    char *end;
    double x = strtod(value_of(line, "at"), &end), y = strtod(end + 1, NULL);
    cairo_new_path(context);
    cairo_arc(context, x, y, strtod(value_of(line, "r"), NULL), 0, 2 * acos(-1));
    cairo_close_path(context);
}

static void stroke(cairo_t *context, const char *line, const char *name)
{
    const char *pen = value_of(line, name);
    char *end;
    if (!pen)
        return;
    cairo_set_line_width(context, strtod(pen, &end));
    set_colour(context, end);
    cairo_stroke_preserve(context);
}

static void paint_shape(cairo_t *context, const char *line, cost *spent)
{
    double begin = cpu_ms();
    if (strncmp(line, "  path", 6) == 0)
        add_path(context, line);
    else
        add_circle(context, line);
    if (value_of(line, "fill") && set_colour(context, value_of(line, "fill")))
        cairo_fill_preserve(context);
    double middle = cpu_ms();
    stroke(context, line, "casing");
    stroke(context, line, "stroke");
    spent->fill += middle - begin;
    spent->stroke += cpu_ms() - middle;
}

/* The first run as an outline, with the plainest means there are. */
static void paint_text(cairo_t *context, const char *line, cost *spent)
{
    char word[LONGEST], *end;
    const char *at = value_of(line, "at"), *open = at ? strstr(at, " \"") : NULL;
    const char *close = open ? strstr(open, "\"(") : NULL;
    double begin = cpu_ms();
    if (!close || close - open - 2 >= LONGEST)
        return;
    snprintf(word, sizeof word, "%.*s", (int)(close - open - 2), open + 2);
    double x = strtod(at, &end), y = strtod(end + 1, NULL), size = 7;
    const char *number = strpbrk(close, "0123456789");
    size = number ? strtod(number, NULL) : size;
    cairo_set_font_size(context, size);
    cairo_move_to(context, x, y);
    cairo_text_path(context, word);
    set_colour(context, close);
    cairo_fill(context);
    spent->text += cpu_ms() - begin;
}

static void paint_line(cairo_t *context, const char *line, cost *spent)
{
    if (strncmp(line, " group", 6) == 0) {
        double box[4];
        const char *clip = value_of(line, "clip");
        cairo_reset_clip(context);
        if (clip && sscanf(clip, "%lf,%lf %lf,%lf", box, box + 1, box + 2, box + 3) == 4) {
            cairo_rectangle(context, box[0], box[1], box[2] - box[0], box[3] - box[1]);
            cairo_clip(context);
        }
    } else if (strncmp(line, "  text", 6) == 0) {
        paint_text(context, line, spent);
    } else if (strncmp(line, "  ", 2) == 0) {
        paint_shape(context, line, spent);
    }
}

/* ---- the picture ----------------------------------------------------------------------------- */

static void put_chunk(FILE *file, const char *type, const unsigned char *data, size_t length)
{
    uint32_t crc = libdeflate_crc32(libdeflate_crc32(0, type, 4), data, length);
    for (int i = 24; i >= 0; i -= 8)
        putc((int)(length >> i & 255), file);
    fwrite(type, 1, 4, file);
    fwrite(data, 1, length, file);
    for (int i = 24; i >= 0; i -= 8)
        putc((int)(crc >> i & 255), file);
}

static size_t pack(unsigned char *pixels, size_t width, size_t height, unsigned char *out,
                   size_t room)
{
    unsigned char *to = pixels;
    for (size_t y = 0; y < height; y++) {
        const unsigned char *from = pixels + y * width * 4;
        unsigned char *filter = to++;
        for (size_t x = 0; x < width; x++, from += 4) {
            uint32_t pixel;
            memcpy(&pixel, from, 4);
            *to++ = (unsigned char)(pixel >> 16);
            *to++ = (unsigned char)(pixel >> 8);
            *to++ = (unsigned char)pixel;
        }
        *filter = 0;
    }
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
    size_t made = libdeflate_zlib_compress(compressor, pixels, (size_t)(to - pixels), out, room);
    libdeflate_free_compressor(compressor);
    return made;
}

static void write_png(cairo_surface_t *surface, const char *path)
{
    size_t width = (size_t)cairo_image_surface_get_width(surface);
    size_t height = (size_t)cairo_image_surface_get_height(surface),
           room = width * height * 3 + 100000;
    unsigned char header[13] = { (unsigned char)(width >> 24),
                                 (unsigned char)(width >> 16),
                                 (unsigned char)(width >> 8),
                                 (unsigned char)width,
                                 (unsigned char)(height >> 24),
                                 (unsigned char)(height >> 16),
                                 (unsigned char)(height >> 8),
                                 (unsigned char)height,
                                 8,
                                 2 };
    unsigned char *out = malloc(room);
    FILE *file = fopen(path, "wb");
    must(out && file, "the picture cannot be written");
    size_t made = pack(cairo_image_surface_get_data(surface), width, height, out, room);
    fwrite("\x89PNG\r\n\x1A\n", 1, 8, file);
    put_chunk(file, "IHDR", header, sizeof header);
    put_chunk(file, "IDAT", out, made);
    put_chunk(file, "IEND", (const unsigned char *)"", 0);
    fclose(file);
    free(out);
}

static cost paint(const char *scene, const char *path)
{
    FILE *file = fopen(scene, "r");
    char *line = NULL;
    size_t size = 0;
    double width = 0, height = 0;
    cost spent = { 0, 0, 0, 0 };
    must(file && getline(&line, &size, file) > 0 &&
             sscanf(line, "page %lf,%lf", &width, &height) == 2,
         "that is no scene");
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)lround(width * DPI / 72), (int)lround(height * DPI / 72));
    cairo_t *context = cairo_create(surface);
    double begin = cpu_ms();
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    cairo_scale(context, DPI / 72.0, DPI / 72.0);
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
    spent.fill = cpu_ms() - begin;
    while (getline(&line, &size, file) > 0)
        paint_line(context, line, &spent);
    begin = cpu_ms();
    cairo_surface_flush(surface);
    write_png(surface, path);
    spent.encode = cpu_ms() - begin;
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    free(line);
    fclose(file);
    return spent;
}

/* ---- the comparison -------------------------------------------------------------------------- */

static double run(const char *command)
{
    struct rusage use;
    int status = 0;
    char line[2048];
    snprintf(line, sizeof line, "exec %s >/dev/null 2>err.txt", command);
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", line, (char *)NULL);
        _exit(127);
    }
    must(child > 0 && wait4(child, &status, 0, &use) == child && status == 0, command);
    return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e3 +
           (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e3;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median_run(const char *before, const char *command)
{
    double times[RUNS];
    for (int i = 0; i < RUNS; i++) {
        must(system(before) == 0, before);
        times[i] = run(command);
    }
    qsort(times, RUNS, sizeof *times, by_size);
    return times[RUNS / 2];
}

static int by_whole(const void *a, const void *b)
{
    const cost *x = a, *y = b;
    double p = x->fill + x->stroke + x->text + x->encode,
           q = y->fill + y->stroke + y->text + y->encode;
    return p < q ? -1 : p > q;
}

/* The first painting also opens the fonts. */
static cost median_paint(void)
{
    cost all[RUNS];
    paint("scene.txt", "limit.png");
    for (int i = 0; i < RUNS; i++)
        all[i] = paint("scene.txt", "limit.png");
    qsort(all, RUNS, sizeof *all, by_whole);
    return all[RUNS / 2];
}

#define FIGURE "\"$S/bench/against/provinces.yaml\""
#define BATCH "\"$C\" batch p.chora " FIGURE " --by month -j 1 -o maps --from "

static void prepare(void)
{
    static char folder[] = "/tmp/chora-limit-XXXXXX";
    must(mkdtemp(folder) != NULL && chdir(folder) == 0, "no temporary folder");
    must(system("awk -v rows=2000 -f \"$S/bench/rows.awk\" "
                "\"$S/data/incidents/documented-attacks.csv\" > few.csv"
                " && \"$C\" init p.chora --country AFG >/dev/null && \"$C\" import p.chora few.csv "
                ">/dev/null"
                " && \"$C\" dump p.chora scene " FIGURE " --period 2022-03 > scene.txt") == 0,
         "the scene cannot be made");
}

static void compare(void)
{
    cost bare = median_paint();
    double painted = bare.fill + bare.stroke + bare.encode;
    double whole = median_run("true", "\"$L\" --paint scene.txt limit.png");
    double one = median_run("rm -rf maps", BATCH "2022-03 --to 2022-03");
    double many = median_run("rm -rf maps", BATCH "2021-09 --to 2023-08");
    double map = median_run("true", "\"$C\" map few.csv " FIGURE " --dpi 200 -o map.png");
    double further = (many - one) / 23;
    printf("bare cairo, CPU ms:  fill %.1f  stroke %.1f  letters %.1f  PNG %.1f;  whole process "
           "%.1f\n",
           bare.fill, bare.stroke, bare.text, bare.encode, whole);
    printf("a further map of a batch  %6.1f ms = %.2f x fill + stroke + PNG (goal 1.3)\n", further,
           further / painted);
    printf("chora map of 2,000 rows   %6.1f ms = %.2f x the whole bare program (goal 2)\n", map,
           map / whole);
}

int main(int argc, char **argv)
{
    char own[4096];
    ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    if (argc == 4 && strcmp(argv[1], "--paint") == 0) {
        paint(argv[2], argv[3]);
        return 0;
    }
    must(argc == 3 && length > 0, "usage: bench_limit CHORA SOURCE_FOLDER");
    own[length] = '\0';
    setenv("L", own, 1);
    setenv("C", argv[1], 1);
    setenv("S", argv[2], 1);
    prepare();
    compare();
    return system("rm -rf \"$PWD\"") != 0;
}
