#include "base/program.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { LONGEST_TOLD = 400, LONGEST_ASSIGNMENT = 1 << 16 };

/* Of memory that it writes to: what some programs only reserve does not count. */
static const rlim_t MOST_MEMORY = (rlim_t)3 << 30;

/* What it writes is read to its end; the beginning is kept. */
static void listen(int fd, char told[LONGEST_TOLD])
{
    char rest[4096];
    size_t kept = 0;
    ssize_t got;
    while ((got = read(fd, rest, sizeof rest)) > 0 || (got < 0 && errno == EINTR)) {
        size_t room = LONGEST_TOLD - 1 - kept;
        size_t more = got < 0 ? 0 : (size_t)got < room ? (size_t)got : room;
        memcpy(told + kept, rest, more);
        kept += more;
    }
    while (kept > 0 && (told[kept - 1] == '\n' || told[kept - 1] == ' '))
        kept--;
    told[kept] = '\0';
}

static int set_streams(posix_spawn_file_actions_t *actions, int said)
{
    int st = posix_spawn_file_actions_init(actions);
    if (!st)
        st = posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!st)
        st = posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    return st ? st : posix_spawn_file_actions_adddup2(actions, said, STDERR_FILENO);
}

/* The kernel ends it; what has run until now counts too. */
static void limit(pid_t child, unsigned seconds)
{
    const struct rlimit time = { seconds, seconds + 1 }, memory = { MOST_MEMORY, MOST_MEMORY };
    prlimit(child, RLIMIT_CPU, &time, NULL);
    prlimit(child, RLIMIT_DATA, &memory, NULL);
}

static int wait_for(pid_t child)
{
    int how = 0;
    while (waitpid(child, &how, 0) < 0)
        if (errno != EINTR)
            return -1;
    return how;
}

static chora_status judge(const char *program, int how, unsigned seconds, const char *told,
                          chora_error *err)
{
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0)
        return CHORA_OK;
    if (WIFSIGNALED(how) && WTERMSIG(how) == SIGXCPU)
        return chora_fail(err, CHORA_ELIMIT, "%s was ended after %u seconds of work", program,
                          seconds);
    if (WIFSIGNALED(how))
        return chora_fail(err, CHORA_EIO, "%s was ended by signal %d", program, WTERMSIG(how));
    return chora_fail(err, CHORA_EIO, "%s failed (%d): %s", program,
                      WIFEXITED(how) ? WEXITSTATUS(how) : -1, told);
}

/* What this process has, but for one variable. The texts are borrowed; the list is the caller's. */
static char **environment_with(const char *name, char *assignment)
{
    size_t count = 0, length = name ? strlen(name) : 0, used = 0;
    while (environ[count])
        count++;
    char **list = chora_alloc(count + 2, sizeof *list);
    for (size_t i = 0; list && i < count; i++)
        if (!name || strncmp(environ[i], name, length) != 0 || environ[i][length] != '=')
            list[used++] = environ[i];
    if (list && name)
        list[used++] = assignment;
    return list;
}

/* posix_spawnp with that environment; an error number. */
static int spawn(pid_t *child, const char *const *words, const posix_spawn_file_actions_t *actions,
                 const char *name, const char *value)
{
    chora_buffer assignment = CHORA_BUFFER_INIT(LONGEST_ASSIGNMENT);
    if (name)
        chora_buffer_printf(&assignment, "%s=%s", name, value);
    char **list = environment_with(name, assignment.data);
    int st = list && !assignment.failed
                 ? posix_spawnp(child, words[0], actions, NULL, (char *const *)words, list)
                 : ENOMEM;
    free(list);
    chora_buffer_free(&assignment);
    return st;
}

chora_status chora_program_run(const char *const *words, const char *name, const char *value,
                               unsigned seconds, chora_error *err)
{
    posix_spawn_file_actions_t actions;
    char told[LONGEST_TOLD] = "";
    int ends[2];
    pid_t child = 0;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return chora_fail(err, CHORA_EIO, "%s: %s", words[0], strerror(errno));
    int st = set_streams(&actions, ends[1]);
    if (!st)
        st = spawn(&child, words, &actions, name, value);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (!st) {
        limit(child, seconds);
        listen(ends[0], told);
    }
    close(ends[0]);
    if (st == ENOENT)
        return chora_fail(err, CHORA_ENOTFOUND, "%s is not installed", words[0]);
    if (st)
        return chora_fail(err, CHORA_EIO, "%s: %s", words[0], strerror(st));
    return judge(words[0], wait_for(child), seconds, told, err);
}
