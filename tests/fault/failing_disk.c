/* A VFS of SQLite above the usual one. */
#include "failing.h"

#include <sqlite3.h>

/* ---- files --------------------------------------------------------------------------------- */

typedef struct {
    sqlite3_file base;
    sqlite3_file *real;
} shim_file;

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((shim_file *)file)->real;
}

static int shim_close(sqlite3_file *file)
{
    sqlite3_file *real = real_of(file);
    return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

static int shim_read(sqlite3_file *file, void *to, int amount, sqlite3_int64 offset)
{
    if (failing_now_fails(FAIL_DISK))
        return SQLITE_IOERR_READ;
    return real_of(file)->pMethods->xRead(real_of(file), to, amount, offset);
}

/* A disk that fills up takes the beginning. */
static int shim_write(sqlite3_file *file, const void *from, int amount, sqlite3_int64 offset)
{
    if (failing_now_fails(FAIL_DISK)) {
        real_of(file)->pMethods->xWrite(real_of(file), from, amount / 2, offset);
        return failing_count() % 2 ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    return real_of(file)->pMethods->xWrite(real_of(file), from, amount, offset);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (failing_now_fails(FAIL_DISK))
        return SQLITE_IOERR_TRUNCATE;
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int shim_sync(sqlite3_file *file, int flags)
{
    if (failing_now_fails(FAIL_DISK))
        return SQLITE_IOERR_FSYNC;
    return real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int shim_lock(sqlite3_file *file, int lock)
{
    return real_of(file)->pMethods->xLock(real_of(file), lock);
}

static int shim_unlock(sqlite3_file *file, int lock)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), lock);
}

static int shim_check_lock(sqlite3_file *file, int *out)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static int shim_control(sqlite3_file *file, int operation, void *argument)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}

static int shim_sector(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int shim_traits(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static const sqlite3_io_methods methods = { .iVersion = 1,
                                            .xClose = shim_close,
                                            .xRead = shim_read,
                                            .xWrite = shim_write,
                                            .xTruncate = shim_truncate,
                                            .xSync = shim_sync,
                                            .xFileSize = shim_size,
                                            .xLock = shim_lock,
                                            .xUnlock = shim_unlock,
                                            .xCheckReservedLock = shim_check_lock,
                                            .xFileControl = shim_control,
                                            .xSectorSize = shim_sector,
                                            .xDeviceCharacteristics = shim_traits };

/* ---- the file system ----------------------------------------------------------------------- */

static sqlite3_vfs *real_vfs;
static sqlite3_vfs shim;

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    shim_file *made = (shim_file *)file;
    (void)vfs;
    made->base.pMethods = NULL;
    made->real = (sqlite3_file *)(made + 1);
    if (failing_now_fails(FAIL_DISK))
        return SQLITE_CANTOPEN;
    int code = real_vfs->xOpen(real_vfs, name, made->real, flags, out);
    if (made->real->pMethods)
        made->base.pMethods = &methods;
    return code;
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    (void)vfs;
    if (failing_now_fails(FAIL_DISK))
        return SQLITE_IOERR_DELETE;
    return real_vfs->xDelete(real_vfs, name, sync_folder);
}

void failing_disk_begin(void)
{
    real_vfs = sqlite3_vfs_find(NULL);
    shim = *real_vfs;
    shim.zName = "failing";
    shim.szOsFile = (int)sizeof(shim_file) + real_vfs->szOsFile;
    shim.xOpen = shim_open;
    shim.xDelete = shim_delete;
    sqlite3_vfs_register(&shim, 1);
}
