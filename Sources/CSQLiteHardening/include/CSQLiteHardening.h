#ifndef CSQLITE_HARDENING_H
#define CSQLITE_HARDENING_H

#include <sqlite3.h>

/// Switches the defensive mode of a connection on: no writable schema, no journal switched off, no shadow tables.
///
/// `sqlite3_db_config` takes variable arguments, which Swift cannot call.
/// Returns SQLITE_OK or an SQLite error code.
int csqlite_make_defensive(sqlite3 *connection);

#endif
