#ifndef CSQLITE_HARDENING_H
#define CSQLITE_HARDENING_H

#include <sqlite3.h>

/// Switches the defensive mode of a connection on: no writable schema, no journal switched off, no shadow tables.
///
/// `sqlite3_db_config` takes variable arguments, which Swift cannot call.
/// Returns SQLITE_OK or an SQLite error code.
int csqlite_make_defensive(sqlite3 *connection);

/// Stops the counting of allocations, for the whole process; only before SQLite's first use.
///
/// `sqlite3_config` takes variable arguments as well. Returns SQLITE_OK, or SQLITE_MISUSE if it comes too late.
int csqlite_forgo_memory_statistics(void);

/// Adds the SQL function `writes_this_ledger()`, which the triggers of the journal ask for before a row is added: other
/// programs do not have it, so that they cannot add rows past the checks and the chain.
/// Returns SQLITE_OK or an SQLite error code.
int csqlite_add_writer_mark(sqlite3 *connection);

/// Bytes of a checked page, and of the checksum at its end.
enum { CSQLITE_CHECKED_PAGE = 4096, CSQLITE_CHECKED_RESERVE = 8 };

/// From now on the pages of database files whose path ends with `suffix` carry a checksum, made when a page is written
/// into the file and compared when it is read from there: a page that is not as it was written is SQLITE_IOERR_DATA,
/// instead of a wrong figure. The log beside the file has checksums of SQLite's own.
///
/// By the path, because a connection that attaches such a file to another cannot name a VFS without URI names. The text
/// must live as long as the process; only the first call counts. Returns SQLITE_OK or an SQLite error code.
int csqlite_check_pages(const char *suffix);

/// Leaves room for the checksums in the pages of a file that is made by this connection; before its first statement.
/// Returns SQLITE_OK or an SQLite error code.
int csqlite_reserve_checksums(sqlite3 *connection);

#endif
