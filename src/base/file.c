/* Reading files, folders, paths. Publishing a file is output.c. */
#include "base/file.h"
#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

chora_status chora_file_check(const char *path, chora_error *err)
{
    struct stat info;

    if (stat(path, &info) != 0)
        return chora_fail(err, CHORA_EIO, "%s: %s", path,
                          errno == ENOENT ? "there is no such file; check its name and folder"
                                          : strerror(errno));
    if (S_ISDIR(info.st_mode))
        return chora_fail(err, CHORA_EIO, "%s: is a folder; name a file in it", path);
    if (!S_ISREG(info.st_mode))
        return chora_fail(err, CHORA_EIO, "%s: is no regular file; copy it to one first", path);
    if (access(path, R_OK) != 0)
        return chora_fail(err, CHORA_EIO, "%s: cannot be read: %s", path, strerror(errno));
    return CHORA_OK;
}

chora_status chora_file_open(const char *path, int *fd, chora_error *err)
{
    chora_status st = chora_file_check(path, err);
    if (st)
        return st;
    *fd = open(path, O_RDONLY | O_CLOEXEC);
    return *fd >= 0 ? CHORA_OK
                    : chora_fail(err, CHORA_EIO, "%s: cannot be read: %s", path, strerror(errno));
}

static chora_status read_all(int fd, const char *path, chora_buffer *out, chora_error *err)
{
    char chunk[65536];
    ssize_t got;

    while ((got = read(fd, chunk, sizeof chunk)) > 0 && !out->failed)
        chora_buffer_add(out, chunk, (size_t)got);
    if (got < 0)
        return chora_fail(err, CHORA_EIO, "%s: cannot be read: %s", path, strerror(errno));
    if (out->failed)
        return chora_fail(err, CHORA_ELIMIT, "%s: is larger than %zu bytes", path, out->maximum);
    return CHORA_OK;
}

chora_status chora_file_spare(const char *read, const char *written, chora_error *err)
{
    struct stat source, target;

    if (!written || strcmp(written, "-") == 0 || stat(read, &source) || stat(written, &target) ||
        source.st_dev != target.st_dev || source.st_ino != target.st_ino)
        return CHORA_OK;
    return chora_fail(err, CHORA_EINVAL,
                      "%s: is what is read and would be replaced; give the file "
                      "that is made another name",
                      written);
}

chora_status chora_file_read(const char *path, chora_buffer *out, chora_error *err)
{
    int fd = -1;
    chora_status st = chora_file_open(path, &fd, err);
    if (st)
        return st;
    st = read_all(fd, path, out, err);
    close(fd);
    return st;
}

/* ---- folders ------------------------------------------------------------------------------- */

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

chora_status chora_folder_make(const char *path, chora_error *err)
{
    char *copy = chora_strdup(path);
    if (!copy)
        return chora_no_memory(err);

    chora_status st = CHORA_OK;
    for (char *at = copy + 1; !st; at++) {
        char kept = *at;
        if (kept != '/' && kept != '\0')
            continue;
        *at = '\0';
        int reason = mkdir(copy, 0777) == 0 ? 0 : errno;
        if (reason && !is_folder(copy))
            st = chora_fail(err, CHORA_EIO, "%s: the folder cannot be made: %s", copy,
                            strerror(reason == EEXIST ? ENOTDIR : reason));
        *at = kept;
        if (kept == '\0')
            break;
    }
    free(copy);
    return st;
}

/* Without paths of its own: it is also called when there is no memory. Takes `at` over. */
static void empty_folder(int at)
{
    DIR *folder = at >= 0 ? fdopendir(at) : NULL;

    if (!folder && at >= 0)
        close(at);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
            unlinkat(at, entry->d_name, 0) == 0)
            continue;
        empty_folder(openat(at, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        unlinkat(at, entry->d_name, AT_REMOVEDIR);
    }
    if (folder)
        closedir(folder);
}

void chora_folder_remove(const char *path)
{
    if (!path)
        return;
    empty_folder(open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    rmdir(path);
}

/* ---- paths --------------------------------------------------------------------------------- */

const char *chora_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

void chora_path_extension(const char *path, char out[16])
{
    const char *name = chora_path_name(path), *dot = strrchr(name, '.');
    size_t length = 0;

    if (dot && dot != name)
        for (dot++; *dot && length < 15; dot++)
            out[length++] = (char)(*dot >= 'A' && *dot <= 'Z' ? *dot + 32 : *dot);
    out[dot && *dot ? 0 : length] = '\0';
}

char *chora_path_join(const char *folder, const char *name)
{
    size_t length = strlen(folder), size = length + strlen(name) + 2;
    char *path = chora_alloc(size, 1);

    if (path)
        snprintf(path, size, "%s%s%s", folder, length && folder[length - 1] == '/' ? "" : "/",
                 name);
    return path;
}
