#include "CSQLiteHardening.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>

/// A file whose pages end with their checksum; the real one's structure follows behind it.
typedef struct {
    sqlite3_file base;
    sqlite3_file *real;
} checked_file;

enum { page_size = CSQLITE_CHECKED_PAGE, checksum_size = CSQLITE_CHECKED_RESERVE };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *checked_suffix;
static sqlite3_vfs *real_vfs;
static sqlite3_vfs checked_vfs;

static sqlite3_file *real(sqlite3_file *file) { return ((checked_file *)file)->real; }

/// Four lanes of multiplications, because a chain of one waits for each; the place is part of it, so that a page that
/// was written elsewhere is none, and so is one of zeros.
static uint64_t checksum(const unsigned char *page, sqlite3_int64 offset) {
    const uint64_t prime = 0x9e3779b97f4a7c15u;
    uint64_t lanes[4] = {prime ^ (uint64_t)offset, ~prime, prime << 1, prime >> 1};
    uint64_t words[4];
    int place = 0;
    for (; place + 32 <= page_size - checksum_size; place += 32) {
        memcpy(words, page + place, 32);
        for (int lane = 0; lane < 4; lane++) {
            lanes[lane] = (lanes[lane] ^ words[lane]) * prime;
            lanes[lane] ^= lanes[lane] >> 29;
        }
    }
    for (; place < page_size - checksum_size; place++) lanes[0] = (lanes[0] ^ page[place]) * prime;
    uint64_t sum = 0;
    for (int lane = 0; lane < 4; lane++) {
        sum = (sum ^ lanes[lane]) * prime;
        sum ^= sum >> 32;
    }
    return sum;
}

static int close_file(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int read_file(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    int code = real(file)->pMethods->xRead(real(file), bytes, count, offset);
    // Less than the smallest page is a look at the header; a page beyond the end is read short and is empty.
    if (code != SQLITE_OK || count < 512) return code;
    if (count != page_size || offset % page_size != 0) return SQLITE_IOERR_DATA;
    uint64_t stored;
    memcpy(&stored, (const unsigned char *)bytes + page_size - checksum_size, checksum_size);
    return stored == checksum(bytes, offset) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

static int write_file(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    if (count != page_size || offset % page_size != 0) {
        return count < 512 ? real(file)->pMethods->xWrite(real(file), bytes, count, offset) : SQLITE_IOERR_DATA;
    }
    unsigned char page[page_size];
    memcpy(page, bytes, page_size);
    uint64_t sum = checksum(page, offset);
    memcpy(page + page_size - checksum_size, &sum, checksum_size);
    return real(file)->pMethods->xWrite(real(file), page, count, offset);
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
    return real(file)->pMethods->xTruncate(real(file), size);
}

static int sync_file(sqlite3_file *file, int flags) { return real(file)->pMethods->xSync(real(file), flags); }

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

/// Version 2: no memory mapping, past which a page would be read unchecked.
static const sqlite3_io_methods methods = {
    2, close_file, read_file, write_file, truncate_file, sync_file, file_size, lock_file, unlock_file, check_lock,
    control, sector_size, characteristics, map_shared, lock_shared, barrier, unmap_shared, 0, 0,
};

static int is_checked(const char *path, int flags) {
    if (!path || !(flags & SQLITE_OPEN_MAIN_DB)) return 0;
    size_t length = strlen(path), suffix = strlen(checked_suffix);
    return length >= suffix && strcmp(path + length - suffix, checked_suffix) == 0;
}

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flags_given) {
    (void)vfs;
    // Every other file is the real one's alone.
    if (!is_checked(path, flags)) return real_vfs->xOpen(real_vfs, path, file, flags, flags_given);
    checked_file *checked = (checked_file *)file;
    checked->real = (sqlite3_file *)(checked + 1);
    checked->real->pMethods = 0;
    int code = real_vfs->xOpen(real_vfs, path, checked->real, flags, flags_given);
    checked->base.pMethods = checked->real->pMethods ? &methods : 0;
    return code;
}

int csqlite_check_pages(const char *suffix) {
    pthread_mutex_lock(&lock);
    int code = SQLITE_OK;
    if (!real_vfs) {
        code = sqlite3_initialize();
        real_vfs = sqlite3_vfs_find(0);
        if (code == SQLITE_OK && real_vfs) {
            checked_suffix = suffix;
            checked_vfs = *real_vfs;
            checked_vfs.pNext = 0;
            checked_vfs.zName = "checked-pages";
            checked_vfs.szOsFile += (int)sizeof(checked_file);
            checked_vfs.xOpen = open_file;
            code = sqlite3_vfs_register(&checked_vfs, 1);
        }
    }
    pthread_mutex_unlock(&lock);
    return code;
}

int csqlite_reserve_checksums(sqlite3 *connection) {
    int reserve = checksum_size;
    return sqlite3_file_control(connection, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
}
