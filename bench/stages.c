/*
 * ./dev bench: the main job's commands, each run several times, and where their time goes, stage by
 * stage.
 * usage: bench_stages [--json] [--runs N] CHORA SOURCE_FOLDER   (--json: the same as one JSON
 * object)
 */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STAGES_MAX = 32, RUNS_MAX = 99, START = 0 };

/* $C the command, $S the source folder; in a folder of their own. `before` is not timed. */
static const struct {
    const char *name, *before, *command;
} JOBS[] = {
    { "map png", "", "map few.csv $S/bench/against/provinces.yaml --dpi 200 -o few.png" },
    { "map svg", "", "map few.csv $S/bench/against/provinces.yaml -o few.svg" },
    { "map pdf", "", "map few.csv $S/bench/against/provinces.yaml -o few.pdf" },
    { "import 100k", "rm -f p.chora && $C init p.chora --country AFG", "import p.chora many.csv" },
    { "24 maps -j1", "rm -rf maps",
      "batch p.chora $S/bench/against/provinces.yaml --by month --from 2021-09 --to 2023-08 -j 1 "
      "-o maps" },
    { "24 maps -j2", "rm -rf maps",
      "batch p.chora $S/bench/against/provinces.yaml --by month --from 2021-09 --to 2023-08 -j 2 "
      "-o maps" },
    { "points 100k", "", "map p.chora $S/bench/against/points.yaml --dpi 200 -o points.png" },
};
enum { JOB_COUNT = sizeof JOBS / sizeof *JOBS };

/* ms and MB; of a run, of a stage, or their medians. */
typedef struct {
    double cpu, wall, peak;
} figures;

typedef struct {
    figures whole, stages[STAGES_MAX];
} result;

static char stage_names[STAGES_MAX][16];
static size_t stage_count;

static double now_ms(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static double ms_of(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static void must(bool ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "bench_stages: %s\n", what);
    exit(1);
}

/* Start and end of the process are what its own clock does not see. */
static void read_stages(result *out)
{
    FILE *file = fopen("stages.tsv", "r");
    figures sum = { 0, 0, 0 };

    must(file != NULL, "the command wrote no times");
    for (stage_count = 0; stage_count < STAGES_MAX; stage_count++) {
        figures *of = &out->stages[stage_count];
        if (fscanf(file, "%15s %lf %lf %lf", stage_names[stage_count], &of->cpu, &of->wall,
                   &of->peak) != 4)
            break;
        sum.cpu += stage_count == START ? 0 : of->cpu;
        sum.wall += stage_count == START ? 0 : of->wall;
    }
    fclose(file);
    out->stages[START].cpu = out->whole.cpu - sum.cpu;
    out->stages[START].wall = out->whole.wall > sum.wall ? out->whole.wall - sum.wall : 0;
}

static void run_once(const char *command, result *out)
{
    char line[1024];
    struct rusage use;
    int status = 0;
    double begin = now_ms();

    snprintf(line, sizeof line, "exec \"$C\" %s >/dev/null 2>err.txt", command);
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", line, (char *)NULL);
        _exit(127);
    }
    must(child > 0 && wait4(child, &status, 0, &use) == child, strerror(errno));
    must(WIFEXITED(status) && WEXITSTATUS(status) == 0,
         "a command failed; its words are in err.txt");
    out->whole = (figures){ ms_of(use.ru_utime) + ms_of(use.ru_stime), now_ms() - begin,
                            (double)use.ru_maxrss / 1024 };
    read_stages(out);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* The median of the number at `offset` bytes into each result. */
static double median(const result *runs, int count, size_t offset)
{
    double values[RUNS_MAX];
    for (int i = 0; i < count; i++)
        memcpy(&values[i], (const char *)&runs[i] + offset, sizeof values[i]);
    qsort(values, (size_t)count, sizeof *values, by_size);
    return values[count / 2];
}

static void measure(size_t job, int runs, result *out)
{
    static result all[RUNS_MAX];

    for (int i = 0; i < runs; i++) {
        must(system(JOBS[job].before) == 0, "a preparation failed");
        run_once(JOBS[job].command, &all[i]);
    }
    for (size_t at = 0; at < sizeof *out; at += sizeof(double)) {
        double value = median(all, runs, at);
        memcpy((char *)out + at, &value, sizeof value);
    }
    fprintf(stderr, "%s\n", JOBS[job].name);
}

static void print_row(const char *name, const result *results, size_t offset, int decimals)
{
    printf("%-10s", name);
    for (size_t j = 0; j < JOB_COUNT; j++) {
        double value;
        memcpy(&value, (const char *)&results[j] + offset, sizeof value);
        printf(" %11.*f", decimals, value);
    }
    putchar('\n');
}

static size_t stage_offset(size_t stage)
{
    return offsetof(result, stages) + stage * sizeof(figures);
}

static void print_part(const char *title, const result *results, size_t member)
{
    printf("\n%-10s", title);
    for (size_t j = 0; j < JOB_COUNT; j++)
        printf(" %11s", JOBS[j].name);
    putchar('\n');
    for (size_t s = 0; s < stage_count; s++)
        print_row(stage_names[s], results, stage_offset(s) + member, 1);
    print_row("whole", results, member, 1);
}

static void print_table(const result *results)
{
    print_part("CPU ms", results, offsetof(figures, cpu));
    print_part("wall ms", results, offsetof(figures, wall));
    print_part("peak MB", results, offsetof(figures, peak));
    puts("\nMedians. Wall time of stages is added up over threads; \"start\" is also the end of "
         "the process.\n"
         "Peak: the most memory until the stage last ended; 0.0: a stage that was not entered.");
}

static void print_figures(const char *name, const figures *of)
{
    printf("{\"name\": \"%s\", \"cpu_ms\": %.2f, \"wall_ms\": %.2f, \"peak_mb\": %.1f", name,
           of->cpu, of->wall, of->peak);
}

static void print_json(const result *results)
{
    printf("{\"jobs\": [");
    for (size_t j = 0; j < JOB_COUNT; j++) {
        printf("%s\n  ", j ? "," : "");
        print_figures(JOBS[j].name, &results[j].whole);
        printf(", \"stages\": [");
        for (size_t s = 0; s < stage_count; s++) {
            printf("%s\n    ", s ? "," : "");
            print_figures(stage_names[s], &results[j].stages[s]);
            putchar('}');
        }
        printf("]}");
    }
    puts("\n]}");
}

static void make_folder(void)
{
    static const char fill[] = "awk -v rows=2000 -f \"$S/bench/rows.awk\" "
                               "\"$S/data/incidents/documented-attacks.csv\" > few.csv && "
                               "awk -v rows=100000 -f \"$S/bench/rows.awk\" "
                               "\"$S/data/incidents/documented-attacks.csv\" > many.csv";
    static char folder[] = "/tmp/chora-bench-XXXXXX";

    must(mkdtemp(folder) != NULL && chdir(folder) == 0, "no temporary folder");
    must(system(fill) == 0, "the rows cannot be made");
}

int main(int argc, char **argv)
{
    static result results[JOB_COUNT];
    bool json = false;
    int runs = 5, at = 1;

    for (; at < argc && argv[at][0] == '-'; at++)
        if (strcmp(argv[at], "--json") == 0)
            json = true;
        else if (strcmp(argv[at], "--runs") == 0 && at + 1 < argc)
            runs = atoi(argv[++at]);
    must(argc - at == 2 && runs > 0 && runs <= RUNS_MAX,
         "usage: bench_stages [--json] [--runs N] CHORA SOURCE_FOLDER");
    setenv("C", argv[at], 1);
    setenv("S", argv[at + 1], 1);
    setenv("CHORA_STAGES", "stages.tsv", 1);
    make_folder();
    for (size_t j = 0; j < JOB_COUNT; j++)
        measure(j, runs, &results[j]);
    if (json)
        print_json(results);
    else
        print_table(results);
    return system("rm -rf \"$PWD\"") != 0;
}
