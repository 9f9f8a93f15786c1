/* Starting and ending the helper. Nothing of this process but the socket goes over to it. */
#include "exchange/process.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static chora_status find_helper(char **out, chora_error *err)
{
    static const char *const folders[] = { CHORA_LIBEXEC_INSTALLED, CHORA_BUILD_FOLDER };
    const char *told = secure_getenv("CHORA_EXCHANGE");
    char *path = NULL;

    if (told && *told)
        path = chora_strdup(told);
    for (size_t i = 0; i < 2 && !(told && *told); i++) {
        path = chora_path_join(folders[i], "chora-exchange");
        if (!path || access(path, X_OK) == 0)
            break;
        free(path);
        path = NULL;
        if (i == 1)
            return chora_fail(err, CHORA_ENOTFOUND,
                              "the reader chora-exchange is not in %s; install Chora "
                              "again, or say where it is in CHORA_EXCHANGE",
                              folders[0]);
    }
    if (!path)
        return chora_no_memory(err);
    *out = path;
    return CHORA_OK;
}

/* Descriptor 0 is the socket; 1 and 2 go nowhere, for libraries that print. */
static int set_descriptors(posix_spawn_file_actions_t *actions, int socket_fd)
{
    int st = posix_spawn_file_actions_adddup2(actions, socket_fd, STDIN_FILENO);

    if (!st)
        st = posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (!st)
        st = posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (!st)
        st = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    return st;
}

/* A parent that ignores SIGPIPE or blocks signals must not make the helper deaf to them. */
static int set_signals(posix_spawnattr_t *attributes)
{
    sigset_t none, all;

    sigemptyset(&none);
    sigfillset(&all);
    int st = posix_spawnattr_setsigmask(attributes, &none);
    if (!st)
        st = posix_spawnattr_setsigdefault(attributes, &all);
    if (!st)
        st = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    return st;
}

static int spawn(const char *path, int socket_fd, pid_t *pid)
{
    static char name[] = "chora-exchange";
    char *const arguments[] = { name, NULL };
    char *const environment[] = { NULL };
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    if (posix_spawn_file_actions_init(&actions) != 0)
        return ENOMEM;
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return ENOMEM;
    }
    int st = set_descriptors(&actions, socket_fd);
    if (!st)
        st = set_signals(&attributes);
    if (!st)
        st = posix_spawn(pid, path, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return st;
}

/* A helper that hangs without using the processor is not stopped by its own limits. */
static void set_silence(const chora_helper *helper, int fd)
{
    unsigned seconds = helper->silence_s ? helper->silence_s : CHORA_MAX_HELPER_SILENCE;
    const struct timeval wait = { .tv_sec = (time_t)seconds };
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
}

chora_status chora_helper_start(chora_helper *helper, chora_error *err)
{
    int ends[2];
    char *path = NULL;
    chora_status st = find_helper(&path, err);

    if (st)
        return st;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        st = chora_fail(err, CHORA_EIO, "no socket for the reader: %s", strerror(errno));
        free(path);
        return st;
    }
    int why = spawn(path, ends[1], &helper->pid);
    close(ends[1]);
    if (why) {
        close(ends[0]);
        helper->pid = 0;
        st = chora_fail(err, CHORA_EIO, "%s cannot be started: %s", path, strerror(why));
    } else {
        set_silence(helper, ends[0]);
        chora_wire_begin_on(&helper->wire, ends[0]);
        helper->talks = true;
    }
    free(path);
    return st;
}

static int wait_for(pid_t pid)
{
    int status = 0;
    pid_t got;

    do
        got = waitpid(pid, &status, 0);
    while (got < 0 && errno == EINTR);
    return got == pid ? status : 0;
}

/* The helper went silent: say why, as far as its end tells. */
static chora_status broke_off(chora_helper *helper, const char *name, chora_error *err)
{
    kill(helper->pid, SIGTERM); /* When it is not dead but speaks nonsense. */
    int status = wait_for(helper->pid);

    helper->pid = 0;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return chora_fail(err, CHORA_ELIMIT,
                          "%s takes longer than two minutes to read; is it damaged, or can "
                          "it be split?",
                          name);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT)
        return chora_fail(err, CHORA_ELIMIT,
                          "%s needs more memory than a reader may take; is it damaged, or "
                          "can it be split?",
                          name);
    return chora_fail(err, CHORA_EDATA, "%s: the reader broke off; the file is probably damaged",
                      name);
}

static chora_status end_silent(chora_helper *helper, const char *name, chora_error *err)
{
    unsigned seconds = helper->silence_s ? helper->silence_s : CHORA_MAX_HELPER_SILENCE;
    kill(helper->pid, SIGKILL);
    wait_for(helper->pid);
    helper->pid = 0;
    return chora_fail(err, CHORA_ELIMIT,
                      "%s: the reader said nothing for %u seconds and was ended; is the file "
                      "damaged, or on a disk that does not answer?",
                      name, seconds);
}

chora_status chora_helper_receive(chora_helper *helper, const char *name, chora_message *out,
                                  chora_error *err)
{
    errno = 0;
    if (chora_wire_receive(&helper->wire, out) != 1)
        return errno == EAGAIN || errno == EWOULDBLOCK ? end_silent(helper, name, err)
                                                       : broke_off(helper, name, err);
    if (out->type != CHORA_WIRE_ERROR)
        return CHORA_OK;

    chora_status st = (chora_status)chora_message_u32(out);
    char *text = chora_message_text(out);
    if (st <= CHORA_OK || st > CHORA_ESTOPPED)
        st = CHORA_EDATA;
    st = chora_fail(err, st, "%s", text ? text : "the reader failed without saying why");
    free(text);
    return st;
}

void chora_helper_stop(chora_helper *helper)
{
    if (helper->talks)
        close(helper->wire.fd);
    chora_wire_free(&helper->wire);
    if (helper->pid > 0) {
        kill(helper->pid, SIGKILL);
        wait_for(helper->pid);
    }
    memset(helper, 0, sizeof *helper);
}
