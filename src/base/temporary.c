/*
 * Temporary folders. Their name tells the process that made them, so that what a killed one left
 * (it may hold evidence) is removed by the next.
 */
#include "base/file.h"
#include "base/memory.h"

#include <chora/process.h>

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_SIZE = 80 };

static const char *parent_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && *folder ? folder : "/tmp";
}

/* Process numbers count within a namespace: containers may share one /tmp. 0: it cannot be told. */
static unsigned long name_space(void)
{
    char link[64];
    unsigned long number = 0;
    ssize_t length = readlink("/proc/self/ns/pid", link, sizeof link - 1);

    if (length <= 0)
        return 0;
    link[length] = '\0';
    return sscanf(link, "pid:[%lu]", &number) == 1 ? number : 0;
}

static bool is_left_behind(const char *name, unsigned long space)
{
    unsigned long its_space = 0;
    long maker = 0;
    int rest = 0;

    if (sscanf(name, "chora-%lu-%ld-%n", &its_space, &maker, &rest) != 2 || rest == 0)
        return false;
    return its_space == space && maker > 0 && strlen(name + rest) == 6 &&
           kill((pid_t)maker, 0) != 0 && errno == ESRCH;
}

static bool is_own_folder(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == geteuid();
}

void chora_temporary_sweep(void)
{
    unsigned long space = name_space();
    DIR *folder = space ? opendir(parent_folder()) : NULL;
    struct dirent *entry;

    while (folder && (entry = readdir(folder))) {
        if (!is_left_behind(entry->d_name, space))
            continue;
        char *path = chora_path_join(parent_folder(), entry->d_name);
        if (path && is_own_folder(path))
            chora_folder_remove(path);
        free(path);
    }
    if (folder)
        closedir(folder);
}

chora_status chora_folder_temporary(char **out, chora_error *err)
{
    char name[NAME_SIZE];

    snprintf(name, sizeof name, "chora-%lu-%ld-XXXXXX", name_space(), (long)getpid());
    char *path = chora_path_join(parent_folder(), name);
    if (!path)
        return chora_no_memory(err);
    if (!mkdtemp(path)) {
        chora_status st = chora_fail(err, CHORA_EIO, "%s: no temporary folder can be made: %s",
                                     path, strerror(errno));
        free(path);
        return st;
    }
    *out = path;
    return CHORA_OK;
}
