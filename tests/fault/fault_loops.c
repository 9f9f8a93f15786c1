/*
 * The main job with its n-th operation failing, for many n: an allocation of Chora's own, or what
 * SQLite asks of the disk; once, and from then on. Each try is a process of its own. A try ends
 * well, with the very bytes of an undisturbed one, or with an error that says something; a project
 * is afterwards as it was before or as it should be, and whole.
 *
 * usage: fault_loops memory|disk SOURCE_FOLDER [STEP]     (STEP 1: every n; else spread over the
 * job)
 */
#include "failing.h"

#include "base/file.h"

#include <chora/chora.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TRIES = 24, FAILED_SILENTLY = 11, FAILED = 10 };

typedef chora_status job(chora_error *err);

typedef struct {
    const char *name;
    job *run;
    const char *outputs[4]; /* NULL-ended; compared with those of the first, undisturbed run. */
    bool writes_project;
} stage;

static char table[4096];

/* ---- the stages ---------------------------------------------------------------------------- */

static chora_status run_init(chora_error *err)
{
    static const char *const countries[] = { "FJI" };
    chora_store *store = NULL;
    chora_status st = chora_project_init("new.chora", countries, 1, &store, err);
    chora_store_close(store);
    return st;
}

static chora_status run_import(chora_error *err)
{
    chora_import_options options = CHORA_IMPORT_INIT;
    chora_import_report report;
    chora_store *store = NULL;
    memset(&report, 0, sizeof report);
    options.rejects = "";
    chora_status st = chora_store_open("work.chora", true, &store, err);
    if (!st)
        st = chora_import_incidents(store, table, &options, &report, err);
    chora_import_report_free(&report);
    chora_store_close(store);
    return st;
}

static chora_status with_project(chora_status (*run)(chora_store *, chora_error *),
                                 chora_error *err)
{
    chora_store *store = NULL;
    chora_status st = chora_store_open("loaded.chora", false, &store, err);
    if (!st)
        st = run(store, err);
    chora_store_close(store);
    return st;
}

static chora_status map_project(chora_store *store, chora_error *err)
{
    static const char *const outputs[] = { "map.png", "map.svg", "map.pdf" };
    chora_map_options options = CHORA_MAP_INIT;
    options.outputs = outputs;
    options.output_count = 3;
    options.dpi = 40;
    return chora_map(store, &options, NULL, err);
}

static chora_status map_editable(chora_store *store, chora_error *err)
{
    static const char *const outputs[] = { "editable.svg" };
    chora_map_options options = CHORA_MAP_INIT;
    options.outputs = outputs;
    options.output_count = 1;
    options.editable_svg = true;
    return chora_map(store, &options, NULL, err);
}

static chora_status export_both(chora_store *store, chora_error *err)
{
    chora_export_options options = CHORA_EXPORT_INIT;
    chora_export_report report;
    options.path = "areas.geojson";
    options.by = CHORA_PERIOD_MONTH;
    chora_status st = chora_export(store, &options, &report, err);
    options.kind = CHORA_EXPORT_INCIDENTS;
    options.path = "incidents.csv";
    return st ? st : chora_export(store, &options, &report, err);
}

static chora_status check_and_review(chora_store *store, chora_error *err)
{
    chora_check_report report;
    chora_review_report review;
    memset(&report, 0, sizeof report);
    chora_status st = chora_check(store, &report, err);
    chora_check_report_free(&report);
    return st ? st : chora_review_write(store, "review.csv", &review, err);
}

static chora_status run_map(chora_error *err)
{
    return with_project(map_project, err);
}

static chora_status run_table(chora_error *err)
{
    static const char *const outputs[] = { "table.svg" };
    chora_import_options import = CHORA_IMPORT_INIT;
    chora_map_options options = CHORA_MAP_INIT;
    import.rejects = "";
    options.outputs = outputs;
    options.output_count = 1;
    return chora_map_table(table, NULL, 0, &import, &options, NULL, NULL, err);
}

static chora_status run_editable(chora_error *err)
{
    return with_project(map_editable, err);
}

static chora_status run_export(chora_error *err)
{
    return with_project(export_both, err);
}

static chora_status run_check(chora_error *err)
{
    return with_project(check_and_review, err);
}

static const stage stages[] = {
    { "init", run_init, { NULL }, true },
    { "import", run_import, { NULL }, true },
    { "map", run_map, { "map.png", "map.svg", "map.pdf", NULL }, false },
    { "table", run_table, { "table.svg", NULL }, false },
    { "editable", run_editable, { "editable.svg", NULL }, false },
    { "export", run_export, { "areas.geojson", "incidents.csv", NULL }, false },
    { "check", run_check, { "review.csv", NULL }, false },
};
enum { STAGES = sizeof stages / sizeof *stages };

/* ---- judging ------------------------------------------------------------------------------- */

static void die(const stage *s, const char *mode, long n, const char *what)
{
    fprintf(stderr, "%s, %s, operation %ld: %s\n", s->name, mode, n, what);
    if (!getenv("FAULT_GO_ON"))
        exit(1);
}

static void copy(const char *from, const char *to)
{
    chora_buffer bytes = CHORA_BUFFER_INIT(256 << 20);
    chora_error err = CHORA_ERROR_INIT;
    if (chora_file_read(from, &bytes, &err) ||
        chora_file_write(to, bytes.data, bytes.length, &err)) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    chora_buffer_free(&bytes);
}

static bool same(const char *a, const char *b)
{
    chora_buffer one = CHORA_BUFFER_INIT(256 << 20), two = CHORA_BUFFER_INIT(256 << 20);
    bool equal = !chora_file_read(a, &one, NULL) && !chora_file_read(b, &two, NULL) &&
                 one.length == two.length && memcmp(one.data, two.data, one.length) == 0;
    chora_buffer_free(&one);
    chora_buffer_free(&two);
    return equal;
}

/* The answer to a question of one number or word, or NULL; free it with sqlite3_free. */
static char *ask(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *query = NULL;
    char *answer = NULL;
    if (!sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) &&
        !sqlite3_prepare_v2(db, sql, -1, &query, NULL) && sqlite3_step(query) == SQLITE_ROW)
        answer = sqlite3_mprintf("%s", sqlite3_column_text(query, 0));
    sqlite3_finalize(query);
    sqlite3_close(db);
    return answer;
}

static bool answers(const char *path, const char *sql, const char *wanted)
{
    char *answer = ask(path, sql);
    bool fine = answer && strcmp(answer, wanted) == 0;
    sqlite3_free(answer);
    return fine;
}

static void judge_project(const stage *s, const char *mode, long n, bool done)
{
    static const char integrity[] = "PRAGMA integrity_check";
    static const char count[] = "SELECT count(*) FROM incident";
    static const char matches[] =
        "SELECT group_concat(x) FROM (SELECT incident_id || level || coalesce(area_id, 0) ||"
        " coalesce(place_id, 0) AS x FROM match ORDER BY incident_id, layer_id)";
    if (s->run == run_init) {
        if (access("new.chora", F_OK) != 0 && done)
            die(s, mode, n, "no project");
        if (access("new.chora", F_OK) == 0 && !done)
            die(s, mode, n, "half a project is left");
        if (done && !answers("new.chora", integrity, "ok"))
            die(s, mode, n, "the project is damaged");
        return;
    }
    if (!answers("work.chora", integrity, "ok"))
        die(s, mode, n, "the project is damaged");
    char *wanted = ask("loaded.chora", count), *got = ask("work.chora", count);
    bool before = got && strcmp(got, "0") == 0;
    bool after = got && wanted && strcmp(got, wanted) == 0;
    if (done ? !after : !before && !after)
        die(s, mode, n, "the project is neither as before nor as after");
    sqlite3_free(wanted);
    sqlite3_free(got);
    wanted = ask("loaded.chora", matches);
    if (done && !(wanted && answers("work.chora", matches, wanted)))
        die(s, mode, n, "incidents are placed otherwise");
    sqlite3_free(wanted);
}

static void judge(const stage *s, const char *mode, long n, int status)
{
    if (WIFSIGNALED(status) || !WIFEXITED(status))
        die(s, mode, n, "ended by a signal");
    int code = WEXITSTATUS(status);
    if (code != 0 && code != FAILED)
        die(s, mode, n, code == FAILED_SILENTLY ? "failed without a word" : "not clean");
    for (size_t i = 0; s->outputs[i]; i++) {
        char first[64];
        snprintf(first, sizeof first, "first-%s", s->outputs[i]);
        if (access(s->outputs[i], F_OK) == 0 ? !same(first, s->outputs[i]) : code == 0)
            die(s, mode, n, "an output that is not the undisturbed one");
    }
    if (s->writes_project)
        judge_project(s, mode, n, code == 0);
}

/* ---- trying -------------------------------------------------------------------------------- */

static void prepare(const stage *s)
{
    for (size_t i = 0; s->outputs[i]; i++)
        unlink(s->outputs[i]);
    unlink("new.chora");
    unlink("new.chora-journal");
    unlink("work.chora-journal");
    if (s->run == run_import)
        copy("empty.chora", "work.chora");
}

/* In a process of its own; the number of operations comes back through the pipe. */
static int try(const stage *s, failing_kind kind, failing_mode mode, long n, long *count)
{
    int ends[2], status = 0;
    prepare(s);
    if (pipe(ends) != 0)
        exit(1);
    pid_t child = fork();
    if (child == 0) {
        chora_error err = CHORA_ERROR_INIT;
        failing_begin(kind, mode, n);
        chora_status st = s->run(&err);
        long seen = failing_count();
        failing_begin(kind, FAIL_NOTHING, 0);
        if (write(ends[1], &seen, sizeof seen) != (ssize_t)sizeof seen)
            _exit(12);
        if (st && mode == FAIL_NOTHING)
            fprintf(stderr, "%s: %s\n", s->name, err.message);
        exit(!st ? 0 : *err.message ? FAILED : FAILED_SILENTLY);
    }
    close(ends[1]);
    long seen = 0;
    if (read(ends[0], &seen, sizeof seen) == (ssize_t)sizeof seen && count)
        *count = seen;
    close(ends[0]);
    waitpid(child, &status, 0);
    return status;
}

static void keep_first(const stage *s)
{
    char first[64];
    for (size_t i = 0; s->outputs[i]; i++) {
        snprintf(first, sizeof first, "first-%s", s->outputs[i]);
        copy(s->outputs[i], first);
    }
}

static void loop(const stage *s, failing_kind kind, long step)
{
    static const char *const names[] = { "", "once", "from then on" };
    long count = 0, tries = 0;
    if (try(s, kind, FAIL_NOTHING, 0, &count) != 0)
        die(s, "undisturbed", 0, "it fails");
    keep_first(s);
    const char *one = getenv("FAULT_ONE"); /* "map:1:4861" */
    int only = 0;
    long at = 0;
    if (one && strncmp(one, s->name, strlen(s->name)) == 0 &&
        sscanf(one + strlen(s->name), ":%d:%ld", &only, &at) == 2)
        judge(s, names[only == 2 ? 2 : 1], at, try(s, kind, (failing_mode)only, at, NULL));
    if (one)
        return;
    for (int mode = FAIL_ONCE; mode <= FAIL_FROM_THEN_ON; mode++)
        /* The first ones each: opening and reading settings. Then evenly; a prime hits all kinds.
         */
        for (long n = 1; n <= count; n += step ? step : n < 8 ? 1 : count / TRIES + 1, tries++)
            judge(s, names[mode], n, try(s, kind, (failing_mode)mode, n, NULL));
    printf("%s: %ld operations, %ld tries\n", s->name, count, tries);
    fflush(stdout);
}

static void make_projects(void)
{
    static const char *const countries[] = { "AFG" };
    chora_error err = CHORA_ERROR_INIT;
    chora_store *store = NULL;
    if (chora_project_init("empty.chora", countries, 1, &store, &err)) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    chora_store_close(store);
    copy("empty.chora", "work.chora");
    if (run_import(&err)) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    copy("work.chora", "loaded.chora");
}

int main(int argc, char **argv)
{
    char *folder = NULL;
    if (argc < 3 || chora_folder_temporary(&folder, NULL) || chdir(folder) != 0)
        return 2;
    bool memory = strcmp(argv[1], "memory") == 0;
    long step = argc > 3 ? atol(argv[3]) : 0;
    snprintf(table, sizeof table, "%s/tests/cli/files/unclear.csv", argv[2]);
    failing_disk_begin();
    make_projects();
    const char *stage_asked = getenv("FAULT_STAGE");
    for (size_t i = 0; i < STAGES; i++)
        if (stage_asked ? strcmp(stages[i].name, stage_asked) == 0
                        : memory || stages[i].writes_project || stages[i].run == run_export)
            loop(&stages[i], memory ? FAIL_MEMORY : FAIL_DISK, step);
    if (chdir("/") == 0)
        chora_folder_remove(folder);
    free(folder);
    return 0;
}
