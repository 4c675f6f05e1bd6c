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

#endif
