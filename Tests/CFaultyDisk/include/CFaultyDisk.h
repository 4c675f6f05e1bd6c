#ifndef CFAULTY_DISK_H
#define CFAULTY_DISK_H

/// A disk with faults for tests: a VFS of SQLite that hands everything on to the real one, until it is told to break.

/// What answers with an I/O error.
enum { FAULTY_DISK_WRITE = 1, FAULTY_DISK_SYNC = 2 };

/// Makes the faulty disk the default of all connections that are opened from now on; more than once is no harm.
/// Returns SQLITE_OK or an SQLite error code.
int faulty_disk_install(void);

/// From now on the operations named fail on files whose path begins with `prefix`, after `grace` of them have passed.
/// One prefix at a time.
void faulty_disk_break(const char *prefix, int operations, int grace);

/// All operations work again. Returns how many have failed.
int faulty_disk_mend(void);

#endif
