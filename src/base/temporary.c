/*
 * Temporary folders. Their name tells the process that made them, so that what a killed one left
 * (it may hold evidence) is removed by the next.
 */
#include "base/file.h"
#include "base/leftover.h"
#include "base/memory.h"

#include <chora/process.h>

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *parent_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && *folder ? folder : "/tmp";
}

static bool is_own_folder(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == geteuid();
}

void chora_temporary_sweep(void)
{
    DIR *folder = opendir(parent_folder());
    struct dirent *entry;

    while (folder && (entry = readdir(folder))) {
        if (!chora_leftover_is("chora-", entry->d_name))
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
    char name[CHORA_LEFTOVER_NAME];

    chora_leftover_name("chora-", "XXXXXX", name);
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
