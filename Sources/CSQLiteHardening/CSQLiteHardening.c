#include "CSQLiteHardening.h"

int csqlite_make_defensive(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

int csqlite_forgo_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static void writes_this_ledger(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    (void)values;
    sqlite3_result_int(context, 1);
}

int csqlite_add_writer_mark(sqlite3 *connection) {
    return sqlite3_create_function_v2(
        connection, "writes_this_ledger", 0, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, 0,
        writes_this_ledger, 0, 0, 0);
}
