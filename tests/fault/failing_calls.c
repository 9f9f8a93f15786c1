/* The linker hands calls of these to us (--wrap): what Chora asks of SQLite and of files. */
#include "failing.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* clang-format off */
int __real_sqlite3_prepare_v2(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
int __wrap_sqlite3_prepare_v2(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
int __real_sqlite3_step(sqlite3_stmt *);
int __wrap_sqlite3_step(sqlite3_stmt *);
int __real_sqlite3_exec(sqlite3 *, const char *, sqlite3_callback, void *, char **);
int __wrap_sqlite3_exec(sqlite3 *, const char *, sqlite3_callback, void *, char **);
int __real_open(const char *, int, ...);
int __wrap_open(const char *, int, ...);
ssize_t __real_read(int, void *, size_t);
ssize_t __wrap_read(int, void *, size_t);
ssize_t __real_write(int, const void *, size_t);
ssize_t __wrap_write(int, const void *, size_t);
int __real_fsync(int);
int __wrap_fsync(int);
int __real_rename(const char *, const char *);
int __wrap_rename(const char *, const char *);
int __real_mkdir(const char *, mode_t);
int __wrap_mkdir(const char *, mode_t);
DIR *__real_opendir(const char *);
DIR *__wrap_opendir(const char *);
FILE *__real_fopen(const char *, const char *);
FILE *__wrap_fopen(const char *, const char *);
int __real_fstat(int, struct stat *);
int __wrap_fstat(int, struct stat *);
/* clang-format on */

int __wrap_sqlite3_prepare_v2(sqlite3 *db, const char *sql, int bytes, sqlite3_stmt **out,
                              const char **rest)
{
    *out = NULL;
    return failing_now_fails(FAIL_QUERIES) ? SQLITE_IOERR
                                           : __real_sqlite3_prepare_v2(db, sql, bytes, out, rest);
}

int __wrap_sqlite3_step(sqlite3_stmt *statement)
{
    return failing_now_fails(FAIL_QUERIES) ? SQLITE_IOERR : __real_sqlite3_step(statement);
}

int __wrap_sqlite3_exec(sqlite3 *db, const char *sql, sqlite3_callback each, void *context,
                        char **message)
{
    return failing_now_fails(FAIL_QUERIES) ? SQLITE_IOERR
                                           : __real_sqlite3_exec(db, sql, each, context, message);
}

static bool file_fails(int why)
{
    if (!failing_now_fails(FAIL_FILES))
        return false;
    errno = why;
    return true;
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    /* Who cannot open a folder cannot empty it: that one is left to the next run's sweep. */
    bool may_fail = !(flags & O_DIRECTORY);
    return may_fail && file_fails(EMFILE) ? -1 : __real_open(path, flags, mode);
}

ssize_t __wrap_read(int file, void *to, size_t bytes)
{
    return file_fails(EIO) ? -1 : __real_read(file, to, bytes);
}

ssize_t __wrap_write(int file, const void *from, size_t bytes)
{
    return file_fails(ENOSPC) ? -1 : __real_write(file, from, bytes);
}

int __wrap_fsync(int file)
{
    return file_fails(EIO) ? -1 : __real_fsync(file);
}

int __wrap_rename(const char *from, const char *to)
{
    return file_fails(EIO) ? -1 : __real_rename(from, to);
}

int __wrap_mkdir(const char *path, mode_t mode)
{
    return file_fails(ENOSPC) ? -1 : __real_mkdir(path, mode);
}

DIR *__wrap_opendir(const char *path)
{
    return file_fails(EMFILE) ? NULL : __real_opendir(path);
}

FILE *__wrap_fopen(const char *path, const char *how)
{
    return file_fails(EMFILE) ? NULL : __real_fopen(path, how);
}

int __wrap_fstat(int file, struct stat *out)
{
    return file_fails(EIO) ? -1 : __real_fstat(file, out);
}
