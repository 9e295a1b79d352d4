/* failing_vfs.c - the failing file layer (failing_vfs.h); a file of ours holds a real one. */
#include "tests/fault/failing_vfs.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

typedef struct failing_file {
    sqlite3_file base;
    sqlite3_file *real;
} failing_file;

static struct {
    fault_kind kind;
    int left; /* 0: disarmed */
    bool forever;
    bool met;
} plan;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs our_vfs;

static bool strikes(bool counts)
{
    if (!counts || plan.left == 0) {
        return false;
    }
    if (plan.left > 1) {
        plan.left--;
        return false;
    }
    plan.met = true;
    plan.left = plan.forever ? 1 : 0;
    return true;
}

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((failing_file *)file)->real;
}

static int pass_close(sqlite3_file *file)
{
    sqlite3_file *real = real_of(file);
    int code = real->pMethods == NULL ? SQLITE_OK : real->pMethods->xClose(real);
    free(real);
    return code;
}

static int pass_read(sqlite3_file *file, void *out, int size, sqlite3_int64 at)
{
    return real_of(file)->pMethods->xRead(real_of(file), out, size, at);
}

/* A torn write: half of it reaches the file. */
static int fail_write(sqlite3_file *file, const void *data, int size, sqlite3_int64 at)
{
    if (strikes(plan.kind != FAULT_SYNC)) {
        (void)real_of(file)->pMethods->xWrite(real_of(file), data, size / 2, at);
        return plan.kind == FAULT_WRITE ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    return real_of(file)->pMethods->xWrite(real_of(file), data, size, at);
}

static int fail_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (strikes(plan.kind == FAULT_ANY)) {
        return SQLITE_IOERR_TRUNCATE;
    }
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int fail_sync(sqlite3_file *file, int flags)
{
    if (strikes(plan.kind != FAULT_WRITE)) {
        return SQLITE_IOERR_FSYNC;
    }
    return real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int pass_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int pass_lock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int pass_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int pass_reserved(sqlite3_file *file, int *out)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static int pass_control(sqlite3_file *file, int what, void *value)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), what, value);
}

static int pass_sector(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int pass_device(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int pass_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, out);
}

static int pass_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void pass_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int pass_unmap(sqlite3_file *file, int remove)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = pass_close,
    .xRead = pass_read,
    .xWrite = fail_write,
    .xTruncate = fail_truncate,
    .xSync = fail_sync,
    .xFileSize = pass_size,
    .xLock = pass_lock,
    .xUnlock = pass_unlock,
    .xCheckReservedLock = pass_reserved,
    .xFileControl = pass_control,
    .xSectorSize = pass_sector,
    .xDeviceCharacteristics = pass_device,
    .xShmMap = pass_map,
    .xShmLock = pass_shm_lock,
    .xShmBarrier = pass_barrier,
    .xShmUnmap = pass_unmap,
};

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *out, int flags, int *given)
{
    (void)vfs;
    failing_file *file = (failing_file *)out;
    file->base.pMethods = NULL;
    file->real = calloc(1, (size_t)real_vfs->szOsFile);
    if (file->real == NULL) {
        return SQLITE_NOMEM;
    }
    int code = real_vfs->xOpen(real_vfs, name, file->real, flags, given);
    if (code != SQLITE_OK) {
        free(file->real);
        return code;
    }
    file->base.pMethods = &methods;
    return SQLITE_OK;
}

void failing_vfs_install(void)
{
    if (real_vfs == NULL) {
        real_vfs = sqlite3_vfs_find(NULL);
        our_vfs = *real_vfs;
        our_vfs.szOsFile = (int)sizeof(failing_file);
        our_vfs.zName = "failing";
        our_vfs.xOpen = open_file;
        (void)sqlite3_vfs_register(&our_vfs, 1);
    }
}

void failing_vfs_arm(fault_kind kind, int n, bool forever)
{
    plan.kind = kind;
    plan.left = n;
    plan.forever = forever;
    plan.met = false;
}

bool failing_vfs_disarm(void)
{
    plan.left = 0;
    return plan.met;
}
