#include "CFaultyDisk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/// A file of ours; the real one's structure follows behind it.
typedef struct {
    sqlite3_file base;
    const char *path; // lives as long as the file is open (SQLite's promise)
    sqlite3_file *real;
} faulty_file;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char broken_prefix[1024];
static int broken_operations;
static int grace_left;
static int failures;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs faulty_vfs;

static int fails(const faulty_file *file, int operation) {
    int result = 0;
    pthread_mutex_lock(&lock);
    if ((broken_operations & operation) && file->path
        && strncmp(file->path, broken_prefix, strlen(broken_prefix)) == 0) {
        if (grace_left > 0) {
            grace_left--;
        } else {
            failures++;
            result = 1;
        }
    }
    pthread_mutex_unlock(&lock);
    return result;
}

static sqlite3_file *real(sqlite3_file *file) { return ((faulty_file *)file)->real; }

static int close_file(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int read_file(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), bytes, count, offset);
}

static int write_file(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    if (fails((faulty_file *)file, FAULTY_DISK_WRITE)) return SQLITE_IOERR_WRITE;
    return real(file)->pMethods->xWrite(real(file), bytes, count, offset);
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
    return real(file)->pMethods->xTruncate(real(file), size);
}

static int sync_file(sqlite3_file *file, int flags) {
    if (fails((faulty_file *)file, FAULTY_DISK_SYNC)) return SQLITE_IOERR_FSYNC;
    return real(file)->pMethods->xSync(real(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}

static int lock_file(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }

static int unlock_file(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }

static int check_lock(sqlite3_file *file, int *result) {
    return real(file)->pMethods->xCheckReservedLock(real(file), result);
}

static int control(sqlite3_file *file, int operation, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

static int sector_size(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }

static int characteristics(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }

static int map_shared(sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}

static int lock_shared(sqlite3_file *file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }

static int unmap_shared(sqlite3_file *file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

static int fetch(sqlite3_file *file, sqlite3_int64 offset, int count, void **bytes) {
    return real(file)->pMethods->xFetch(real(file), offset, count, bytes);
}

static int unfetch(sqlite3_file *file, sqlite3_int64 offset, void *bytes) {
    return real(file)->pMethods->xUnfetch(real(file), offset, bytes);
}

static const sqlite3_io_methods methods = {
    3, close_file, read_file, write_file, truncate_file, sync_file, file_size, lock_file, unlock_file, check_lock,
    control, sector_size, characteristics, map_shared, lock_shared, barrier, unmap_shared, fetch, unfetch,
};

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flags_given) {
    (void)vfs;
    faulty_file *faulty = (faulty_file *)file;
    faulty->path = path;
    faulty->real = (sqlite3_file *)(faulty + 1);
    faulty->real->pMethods = 0;
    int code = real_vfs->xOpen(real_vfs, path, faulty->real, flags, flags_given);
    faulty->base.pMethods = faulty->real->pMethods ? &methods : 0;
    return code;
}

int faulty_disk_install(void) {
    pthread_mutex_lock(&lock);
    int code = SQLITE_OK;
    if (!real_vfs) {
        real_vfs = sqlite3_vfs_find(0);
        faulty_vfs = *real_vfs;
        faulty_vfs.pNext = 0;
        faulty_vfs.zName = "faulty";
        faulty_vfs.szOsFile += (int)sizeof(faulty_file);
        faulty_vfs.xOpen = open_file;
        code = sqlite3_vfs_register(&faulty_vfs, 1);
    }
    pthread_mutex_unlock(&lock);
    return code;
}

void faulty_disk_break(const char *prefix, int operations, int grace) {
    pthread_mutex_lock(&lock);
    snprintf(broken_prefix, sizeof broken_prefix, "%s", prefix);
    broken_operations = operations;
    grace_left = grace;
    failures = 0;
    pthread_mutex_unlock(&lock);
}

int faulty_disk_mend(void) {
    pthread_mutex_lock(&lock);
    broken_operations = 0;
    int count = failures;
    pthread_mutex_unlock(&lock);
    return count;
}
