#include "cli/text_file.h"
#include "cli/command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_PATH = 4096 };

/* mkstemp makes files for their owner alone; outputs follow the umask. */
static void follow_umask(int fd)
{
    mode_t mask = umask(0);
    umask(mask);
    fchmod(fd, 0666 & ~mask);
}

static bool fill(int fd, const char *text)
{
    size_t length = strlen(text);

    while (length > 0) {
        ssize_t written = write(fd, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        text += written;
        length -= (size_t)written;
    }
    return fsync(fd) == 0;
}

static bool publish(const char *from, const char *path, bool replace)
{
    if (!replace && link(from, path) == 0)
        return unlink(from) == 0;
    if (!replace && errno == EEXIST)
        return false;
    /* A disk without links (a memory stick): at worst, what came within this moment is replaced. */
    errno = EEXIST;
    return (replace || access(path, F_OK) != 0) && rename(from, path) == 0;
}

int cli_write_text(const char *path, const char *text, bool replace)
{
    char name[LONGEST_PATH + 16];
    const char *last = strrchr(path, '/');
    int folder = last ? (int)(last - path) + 1 : 0;
    int length = snprintf(name, sizeof name, "%.*s.chora-XXXXXX", folder, path);
    int fd = -1;

    errno = ENAMETOOLONG;
    if (length > 0 && (size_t)length < sizeof name && (fd = mkstemp(name)) >= 0) {
        follow_umask(fd);
        bool whole = fill(fd, text);
        int why = errno;
        whole = close(fd) == 0 && whole;
        if (whole && publish(name, path, replace))
            return EXIT_DONE;
        why = whole ? errno : why;
        unlink(name);
        errno = why;
    }
    if (!replace && errno == EEXIST)
        cli_note("%s is there already; nothing was written", path);
    else
        cli_note("%s cannot be written: %s", path, strerror(errno));
    return EXIT_FAILED;
}
