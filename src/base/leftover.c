#include "base/leftover.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

/* Process numbers count within a namespace of one computer: containers may share a folder, and
 * computers a disk. 0: it cannot be told. */
static unsigned long home_of_processes(void)
{
    char link[64];
    unsigned long number = 0;
    struct utsname host;
    ssize_t length = readlink("/proc/self/ns/pid", link, sizeof link - 1);

    if (length <= 0 || uname(&host) != 0)
        return 0;
    link[length] = '\0';
    if (sscanf(link, "pid:[%lu]", &number) != 1)
        return 0;
    for (const char *at = host.nodename; *at; at++) /* FNV-1a, of 32 bits */
        number = ((number ^ (unsigned char)*at) * 16777619UL) & 0xffffffffUL;
    return number ? number : 1;
}

void chora_leftover_name(const char *prefix, const char *rest, char out[CHORA_LEFTOVER_NAME])
{
    snprintf(out, CHORA_LEFTOVER_NAME, "%.16s%lu-%ld-%.6s", prefix, home_of_processes(),
             (long)getpid(), rest);
}

bool chora_leftover_is(const char *prefix, const char *name)
{
    unsigned long home = home_of_processes(), its_home = 0;
    long maker = 0;
    int rest = 0;
    size_t length = strlen(prefix);

    if (home == 0 || strncmp(name, prefix, length) != 0 ||
        sscanf(name + length, "%lu-%ld-%n", &its_home, &maker, &rest) != 2 || rest == 0)
        return false;
    return its_home == home && maker > 0 && strlen(name + length + rest) == 6 &&
           kill((pid_t)maker, 0) != 0 && errno == ESRCH;
}

static bool is_own_file(int folder, const char *name)
{
    struct stat info;
    return fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(info.st_mode) &&
           info.st_uid == geteuid();
}

void chora_leftovers_remove(const char *folder)
{
    DIR *listing = opendir(folder);
    struct dirent *entry;

    while (listing && (entry = readdir(listing)))
        if (chora_leftover_is(".chora-", entry->d_name) &&
            is_own_file(dirfd(listing), entry->d_name))
            unlinkat(dirfd(listing), entry->d_name, 0);
    if (listing)
        closedir(listing);
}
