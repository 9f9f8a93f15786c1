/*
 * The command with one of its operations failing: an allocation, a question to SQLite, a use of a
 * file; at each place of the code once, or at some of them. Each try is a process of its own in a
 * folder of its own. A try ends as the undisturbed one did, with the very same output and files, or
 * it fails with a word to standard error and leaves nothing that is not whole.
 *
 * usage: fault_commands memory|queries|files SOURCE_FOLDER TABLE [TRIES]
 * (TRIES: at most so many for each command, 0 for every place)
 *
 * FAULT_STAGE=NAME runs one command of the table, FAULT_ONE=MODE:N one try of it (1 once, 2 from
 * then on) and shows what it says, FAULT_TRACE=1 where the failure came from, FAULT_GO_ON=1 tells
 * all, FAULT_KEEP=1 keeps the folder.
 */
#include "failing.h"

#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int chora_main(int argc, char **argv); /* main() of src/cli. */

enum { WORDS = 40, SECONDS = 60 };

/* NAME | FILES | WORDS: the files are copied from the folder of projects into the try's own. */
typedef struct {
    char name[64], files[256];
    char *words[WORDS + 1];
    int count;
    const char *input; /* After "<". */
    char line[2048];
} command;

static struct {
    failing_kind kind;
    long most;
    failing_places *places;
    long *operations; /* Shared with the children. */
    const char *source;
    int wrong;
} job;

/* ---- the table ----------------------------------------------------------------------------- */

/* Words between blanks; "a b" is one. Cuts the text up. */
static void cut_words(command *c, char *at)
{
    while (*(at += strspn(at, " \n")) && c->count < WORDS) {
        char end = *at == '"' ? '"' : ' ';
        char *word = end == '"' ? ++at : at;
        at += strcspn(at, end == '"' ? "\"" : " \n");
        if (*at)
            *at++ = '\0';
        if (*word == '<')
            c->input = word + 1;
        else
            c->words[c->count++] = word;
    }
}

/* With @ as the source folder. */
static void expand(const char *from, char *to, size_t size)
{
    size_t length = 0;
    for (; *from && length + strlen(job.source) + 1 < size; from++)
        if (*from == '@')
            length += (size_t)sprintf(to + length, "%s", job.source);
        else
            to[length++] = *from;
    to[length] = '\0';
}

static bool read_command(const char *text, command *out)
{
    char line[1024], files[256];
    int length = 0;
    memset(out, 0, sizeof *out);
    if (strchr("#!", *text) ||
        sscanf(text, " %63[^|]|%255[^|]|%n", out->name, files, &length) < 2 || !length)
        return false;
    snprintf(line, sizeof line, "chora %s", text + length);
    expand(line, out->line, sizeof out->line);
    expand(files, out->files, sizeof out->files);
    out->name[strcspn(out->name, " ")] = '\0';
    cut_words(out, out->line);
    return true;
}

/* ---- running ------------------------------------------------------------------------------- */

static void shell(const char *format, const char *a, const char *b)
{
    char line[1024];
    snprintf(line, sizeof line, format, a, b);
    if (system(line) != 0) {
        fprintf(stderr, "%s\n", line);
        exit(1);
    }
}

static void keep_count(void)
{
    *job.operations = failing_count();
    failing_places_note(NULL);
    failing_begin(job.kind, FAIL_NOTHING, 0);
}

static void onto(const char *path, int flags, int stream)
{
    int file = open(path, flags, 0600);
    if (file < 0 || dup2(file, stream) < 0)
        _exit(99);
    close(file);
}

static void show_end(int number)
{
    void *calls[30];
    backtrace_symbols_fd(calls, backtrace(calls, 30), 2);
    signal(number, SIG_DFL);
    raise(number);
}

/* In the folder, as a process of its own; how it ended. */
static int run(const command *c, const char *folder, failing_mode mode, long n)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        onto("printed", O_WRONLY | O_CREAT | O_TRUNC, 1);
        onto("said", O_WRONLY | O_CREAT | O_TRUNC, 2);
        if (chdir(folder) != 0)
            _exit(99);
        onto(c->input ? c->input : "/dev/null", O_RDONLY, 0);
        alarm(SECONDS);
        if (getenv("FAULT_TRACE"))
            signal(SIGSEGV, show_end);
        atexit(keep_count);
        failing_begin(job.kind, mode, n);
        failing_places_note(mode == FAIL_NOTHING ? job.places : NULL);
        exit(chora_main(c->count, (char **)c->words));
    }
    waitpid(child, &status, 0);
    return status;
}

static void make_folder(const command *c, const char *folder)
{
    shell("rm -rf %s && mkdir %s", folder, folder);
    if (c->files[strspn(c->files, " ")])
        shell("cp -r %s %s", c->files, folder);
}

/* ---- judging ------------------------------------------------------------------------------- */

static void wrong(const command *c, failing_mode mode, long n, const char *what)
{
    fprintf(stderr, "%s, FAULT_ONE=%d:%ld: %s\n", c->name, (int)mode, n, what);
    if (system("head -c 2000 said >&2; cat differs >&2") != 0 || !getenv("FAULT_GO_ON"))
        exit(1);
    job.wrong++;
}

static bool true_that(const char *shell_line)
{
    return system(shell_line) == 0;
}

/* Every project in the folder: whole, and with the rows that it had before, or would have after. */
static bool projects_are_fine(bool done)
{
    return true_that(
        done ? "sh ./projects.sh try >now && cmp -s now after"
             : "sh ./projects.sh try >now && { cmp -s now after || cmp -s now before; }");
}

/* What it said: the undisturbed one's words, or why it failed. */
static void judge_words(const command *c, failing_mode mode, long n, int first, int code)
{
    bool same = code == first && true_that("cmp -s first-printed printed");
    bool told = true_that("grep -q '^chora: .' said");
    if (code == 0 && first != 0)
        wrong(c, mode, n, "ends well, and the undisturbed one does not");
    else if (code > 3)
        wrong(c, mode, n, "not clean");
    else if (code == 0 && !same)
        wrong(c, mode, n, "standard output is not the undisturbed one");
    else if (code != 0 && !same && !told)
        wrong(c, mode, n, "failed without a word");
}

static void judge(const command *c, failing_mode mode, long n, int first, int status)
{
    if (!WIFEXITED(status)) {
        wrong(c, mode, n, "ended by a signal");
        return;
    }
    bool done = WEXITSTATUS(status) == 0;
    judge_words(c, mode, n, WEXITSTATUS(first), WEXITSTATUS(status));
    shell("LC_ALL=C diff -rq -x '*.chora' -x .manifest.journal first try >differs%s%s || true",
          done ? "" : ".all; grep -v '^Only in first' differs.all >differs", "");
    if (!true_that("test ! -s differs"))
        wrong(c, mode, n, "files that the undisturbed one does not leave");
    if (!projects_are_fine(done))
        wrong(c, mode, n, "a project is neither as before nor as after");
    /* Who can open no folder cannot empty one. */
    if ((job.kind != FAIL_FILES || mode == FAIL_ONCE) && !true_that("test -z \"$(ls temporary)\""))
        wrong(c, mode, n, "something is left in the temporary folder");
}

/* ---- trying -------------------------------------------------------------------------------- */

static void try(const command *c, failing_mode mode, long n, int first)
{
    make_folder(c, "try");
    shell("rm -rf temporary/*%s%s", "", "");
    judge(c, mode, n, first, run(c, "try", mode, n));
}

/* Evenly over the new places; every second time from then on. */
static void loop(const command *c)
{
    const char *one = getenv("FAULT_ONE");
    int mode = 0;
    long n = 0, last = 0, tries = 0;
    failing_places_clear(job.places);
    make_folder(c, "first");
    shell("sh ./projects.sh first >before%s%s", "", "");
    int first = run(c, "first", FAIL_NOTHING, 0);
    shell("mv printed first-printed; sh ./projects.sh first >after; test ! -s said || mv said "
          "first-said%s%s",
          "", "");
    if (!WIFEXITED(first))
        wrong(c, FAIL_NOTHING, 0, "ended by a signal");
    if (one && sscanf(one, "%d:%ld-%ld", &mode, &n, &last) >= 2) {
        do
            try(c, (failing_mode)mode, n, first);
        while (n++ < last);
        shell("cat said >&2%s%s", "", "");
        return;
    }
    long count = (long)failing_places_count(job.places);
    long step = job.most && count > job.most ? count / job.most + 1 : 1;
    for (long i = 0; i < count; i += step, tries++) {
        failing_places_tried(job.places, (size_t)i);
        try(c, tries % 2 ? FAIL_FROM_THEN_ON : FAIL_ONCE,
            failing_places_operation(job.places, (size_t)i), first);
        if (job.most == 0 && tries % 2)
            try(c, FAIL_ONCE, failing_places_operation(job.places, (size_t)i), first);
    }
    printf("%s: exit %d, %ld operations at %ld new places, %ld tries\n", c->name,
           WEXITSTATUS(first), *job.operations, count, tries);
    fflush(stdout);
}

/* A line that begins with + makes a project, one with ! is for the shell; the others are tried. */
static void do_line(const char *line)
{
    const char *asked = getenv("FAULT_STAGE");
    static command c;
    bool makes = *line == '+';
    if (*line == '!')
        shell("%s%s", line + 1, "");
    if (!read_command(line + makes, &c))
        return;
    if (makes && run(&c, ".", FAIL_NOTHING, 0) != 0)
        wrong(&c, FAIL_NOTHING, 0, "it fails");
    if (!makes && (!asked || strcmp(asked, c.name) == 0))
        loop(&c);
}

/* Read before anything is started: a child that ends would move the place in the file. */
static bool do_table(const char *path)
{
    static char text[1 << 16];
    FILE *table = fopen(path, "r");
    size_t length = table ? fread(text, 1, sizeof text - 1, table) : 0;
    if (!table || fclose(table) != 0)
        return false;
    text[length] = '\0';
    for (char *line = text, *end; *line; line = end + 1) {
        end = strchr(line, '\n');
        *end = '\0';
        do_line(line);
    }
    return true;
}

static bool prepare(const char *kind, const char *source)
{
    static char folder[] = "/tmp/chora-fault-XXXXXX"; /* Not TMPDIR: that is the commands' own. */
    static const char *const kinds[] = { "memory", "disk", "queries", "files" };
    for (size_t i = 0; i < 4; i++)
        if (strcmp(kinds[i], kind) == 0)
            job.kind = (failing_kind)i;
    job.source = source;
    job.places = failing_places_new();
    job.operations = mmap(NULL, sizeof *job.operations, PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!job.places || job.operations == MAP_FAILED || !mkdtemp(folder) || chdir(folder) != 0)
        return false;
    shell("mkdir temporary; ln -s %s/tests/fault/projects.sh projects.sh; touch differs%s", source,
          "");
    static char temporary[64];
    snprintf(temporary, sizeof temporary, "%s/temporary", folder);
    return setenv("TMPDIR", temporary, 1) == 0 && setenv("SOURCE_DATE_EPOCH", "1700000000", 1) == 0;
}

int main(int argc, char **argv)
{
    if (!true_that("command -v sqlite3 >/dev/null")) {
        puts("skipped: no sqlite3");
        return 77;
    }
    if (argc < 4 || !prepare(argv[1], argv[2]))
        return 2;
    job.most = argc > 4 ? atol(argv[4]) : 0;
    if (!do_table(argv[3]))
        return 2;
    shell(getenv("FAULT_KEEP") ? "pwd%s%s" : "rm -rf \"$PWD\"%s%s", "", "");
    return job.wrong != 0;
}
