/* Publishing: written beside its name, synced, renamed. A reader sees the old file or the new one.
 */
#include "base/digest.h"
#include "base/leftover.h"
#include "base/memory.h"

#include <chora/process.h>

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OUTPUT_BUFFER = 1 << 16 };

struct chora_output {
    char *path;      /* NULL: standard output. */
    char *temporary; /* The hidden file being written; NULL: it has no name. */
    int fd;
    bool only_new; /* Never replaces, and for its owner alone. */
    int failure;   /* errno of the first failed write. */
    size_t waiting;
    bool hashes;
    chora_digest digest; /* Of all bytes, when it hashes. */
    unsigned char buffer[OUTPUT_BUFFER];
};

/* A file that is not regular (a device, a folder, a pipe) is never replaced. */
static chora_status check_target(const char *path, chora_error *err)
{
    struct stat info;

    if (stat(path, &info) != 0)
        return CHORA_OK;
    if (S_ISDIR(info.st_mode))
        return chora_fail(err, CHORA_EIO, "%s: is a folder; name a file in it", path);
    if (!S_ISREG(info.st_mode))
        return chora_fail(err, CHORA_EIO, "%s: is no regular file and is not replaced", path);
    return CHORA_OK;
}

/* The umask, read without setting it: other threads may be making files. */
static mode_t file_mask(void)
{
    FILE *status = fopen("/proc/self/status", "re");
    unsigned mask = 022;
    char line[256];

    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "Umask: %o", &mask) == 1)
            break;
    if (status)
        fclose(status);
    return (mode_t)mask;
}

/* The folder of a path, malloc'ed; "." for a bare name. */
static char *folder_of(const char *path)
{
    char *folder = chora_strdup(path);
    char *slash = folder ? strrchr(folder, '/') : NULL;

    if (slash)
        slash[slash == folder] = '\0';
    else if (folder)
        snprintf(folder, strlen(path) + 1, "%s", ".");
    return folder;
}

static bool has_folder(const char *path)
{
    struct stat info;
    char *folder = folder_of(path);
    bool there = folder && stat(folder, &info) == 0 && S_ISDIR(info.st_mode);
    free(folder);
    return there;
}

/* Linking a nameless file needs /proc. */
static bool open_nameless(chora_output *output)
{
    char *folder = folder_of(output->path);

    if (folder && access("/proc/self/fd", X_OK) == 0)
        output->fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    free(folder);
    return output->fd >= 0;
}

/* A name beside the path that tells who made it, the six bytes `rest` last; malloc'ed. Where such
 * names are needed, those of killed processes are removed. */
static char *hidden_name(const chora_output *output, const char *rest)
{
    char name[CHORA_LEFTOVER_NAME];
    char *folder = folder_of(output->path), *path = NULL;

    chora_leftover_name(".chora-", rest, name);
    if (folder) {
        chora_leftovers_remove(folder);
        path = chora_path_join(folder, name);
    }
    free(folder);
    return path;
}

/* What can be done about it, behind what it is. */
static const char *remedy(const chora_output *output, int why)
{
    if (why == ENOSPC || why == EDQUOT || why == EFBIG)
        return "; make room there, or name another folder";
    if (why == ENOENT && !has_folder(output->path))
        return "; its folder is gone";
    return "";
}

static chora_status open_temporary(chora_output *output, chora_error *err)
{
    if (open_nameless(output))
        return CHORA_OK;
    output->temporary = hidden_name(output, "XXXXXX");
    if (!output->temporary)
        return chora_no_memory(err);
    output->fd = mkostemp(output->temporary, O_CLOEXEC);
    if (output->fd < 0) {
        int why = errno;
        free(output->temporary);
        output->temporary = NULL;
        bool lacks = why == ENOENT && !has_folder(output->path);
        return chora_fail(err, CHORA_EIO, "%s: cannot be written: %s%s", output->path,
                          lacks ? "its folder does not exist; make it first" : strerror(why),
                          lacks ? "" : remedy(output, why));
    }
    fchmod(output->fd, 0666 & ~file_mask()); /* mkostemp gives 0600. */
    return CHORA_OK;
}

static chora_status taken(const char *path, chora_error *err)
{
    return chora_fail(err, CHORA_ECONFLICT, "%s is there already: choose another name or remove it",
                      path);
}

chora_status chora_output_open_new(const char *path, chora_output **out, chora_error *err)
{
    struct stat info;
    if (lstat(path, &info) == 0)
        return taken(path, err);
    chora_status st = chora_output_open(path, out, err);
    if (st)
        return st;
    (*out)->only_new = true;
    fchmod((*out)->fd, 0600);
    return CHORA_OK;
}

chora_status chora_output_open(const char *path, chora_output **out, chora_error *err)
{
    chora_status st = CHORA_OK;
    chora_output *output = chora_alloc(1, sizeof *output);

    if (!output)
        return chora_no_memory(err);
    output->fd = -1;
    if (strcmp(path, "-") == 0) {
        output->fd = STDOUT_FILENO;
    } else {
        output->path = chora_strdup(path);
        st = output->path ? check_target(path, err) : chora_no_memory(err);
        if (!st)
            st = open_temporary(output, err);
    }
    if (st) {
        chora_output_discard(output);
        return st;
    }
    *out = output;
    return CHORA_OK;
}

void chora_output_hash(chora_output *output)
{
    output->hashes = true;
    chora_digest_begin(&output->digest);
}

static void write_all(chora_output *output, const unsigned char *bytes, size_t length)
{
    while (length > 0 && !output->failure) {
        ssize_t done = write(output->fd, bytes, length);
        if (done < 0 && errno != EINTR)
            output->failure = errno;
        if (done > 0) {
            bytes += done;
            length -= (size_t)done;
        }
    }
}

static void flush(chora_output *output)
{
    write_all(output, output->buffer, output->waiting);
    output->waiting = 0;
}

void chora_output_write(chora_output *output, const void *bytes, size_t length)
{
    if (output->hashes)
        chora_digest_add(&output->digest, bytes, length);
    if (length > OUTPUT_BUFFER - output->waiting)
        flush(output);
    if (length > OUTPUT_BUFFER) {
        write_all(output, bytes, length);
        return;
    }
    memcpy(output->buffer + output->waiting, bytes, length);
    output->waiting += length;
}

/* The folder is synced too, so that the new name survives a power cut. */
static void sync_folder(const char *path)
{
    char *folder = folder_of(path);
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

/* A link cannot replace a file: one that is there is replaced by renaming. 0, or an errno. */
static int replace_by_link(const chora_output *output, const char *descriptor)
{
    char rest[16];
    snprintf(rest, sizeof rest, "%06d", output->fd);
    char *hidden = hidden_name(output, rest);
    int failure = hidden ? 0 : ENOMEM;

    if (hidden)
        unlink(hidden); /* Left by a killed process of the same number. */
    if (hidden && (linkat(AT_FDCWD, descriptor, AT_FDCWD, hidden, AT_SYMLINK_FOLLOW) != 0 ||
                   rename(hidden, output->path) != 0)) {
        failure = errno;
        unlink(hidden);
    }
    free(hidden);
    return failure;
}

/* Give the nameless file its name. 0, or an errno. */
static int link_nameless(const chora_output *output)
{
    char descriptor[64];

    snprintf(descriptor, sizeof descriptor, "/proc/self/fd/%d", output->fd);
    if (linkat(AT_FDCWD, descriptor, AT_FDCWD, output->path, AT_SYMLINK_FOLLOW) == 0)
        return 0;
    return errno == EEXIST && !output->only_new ? replace_by_link(output, descriptor) : errno;
}

/* Give the hidden file its name. Where files have no second name (FAT), two that are made at once
 * cannot be told apart. 0, or an errno. */
static int name_hidden(const chora_output *output)
{
    if (output->only_new && link(output->temporary, output->path) == 0)
        return unlink(output->temporary) == 0 ? 0 : errno;
    if (output->only_new && (errno == EEXIST || access(output->path, F_OK) == 0))
        return EEXIST;
    return rename(output->temporary, output->path) == 0 ? 0 : errno;
}

static chora_status publish(chora_output *output, chora_error *err)
{
    if (!output->failure && fsync(output->fd) != 0)
        output->failure = errno;
    if (!output->failure && !output->temporary)
        output->failure = link_nameless(output);
    if (close(output->fd) != 0 && !output->failure)
        output->failure = errno;
    output->fd = -1;
    if (!output->failure && output->temporary)
        output->failure = name_hidden(output);
    if (output->failure == EEXIST && output->only_new)
        return taken(output->path, err);
    if (output->failure)
        return chora_fail(err, CHORA_EIO, "%s: cannot be written: %s%s", output->path,
                          strerror(output->failure), remedy(output, output->failure));
    free(output->temporary);
    output->temporary = NULL;
    sync_folder(output->path);
    return CHORA_OK;
}

chora_status chora_output_commit(chora_output *output, char sha256[CHORA_SHA256_TEXT],
                                 chora_error *err)
{
    chora_status st = CHORA_OK;

    assert(!sha256 || output->hashes);
    flush(output);
    if (output->path)
        st = publish(output, err);
    else if (output->failure)
        st = chora_fail(err, CHORA_EIO, "standard output cannot be written: %s",
                        strerror(output->failure));
    if (!st && sha256)
        chora_digest_text(&output->digest, sha256);
    chora_output_discard(output);
    return st;
}

void chora_output_discard(chora_output *output)
{
    if (!output)
        return;
    if (output->path && output->fd >= 0)
        close(output->fd);
    if (output->temporary)
        unlink(output->temporary);
    free(output->temporary);
    free(output->path);
    free(output);
}

static chora_status write_file(const char *path, const void *bytes, size_t length, bool replace,
                               chora_error *err)
{
    chora_output *output = NULL;
    chora_status st = chora_output_open(path, &output, err);
    if (st)
        return st;
    output->only_new = !replace;
    chora_output_write(output, bytes, length);
    return chora_output_commit(output, NULL, err);
}

chora_status chora_file_write(const char *path, const void *bytes, size_t length, chora_error *err)
{
    return write_file(path, bytes, length, true, err);
}

chora_status chora_text_save(const char *path, const char *text, bool replace, chora_error *err)
{
    return write_file(path, text, strlen(text), replace, err);
}
