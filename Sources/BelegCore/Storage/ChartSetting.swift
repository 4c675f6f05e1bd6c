package import GRDB

/// The chart of accounts that bookings name, remembered from the start that chose it.
///
/// The ledger keeps its chart as well: a later start that names none must not fall back to another chart, whose numbers
/// mean other accounts.
package struct ChartSetting: Sendable {
    private let database: any DatabaseWriter

    package init(_ database: any DatabaseWriter) {
        self.database = database
    }

    /// Remembers a chart that was chosen.
    ///
    /// - Parameter given: the choice; `nil` for none.
    /// - Returns: the choice, else the remembered one, else SKR03.
    package func keep(_ given: ChartAccounts.Chart?) throws -> ChartAccounts.Chart {
        try database.write { db in
            guard let given else {
                let kept = try String.fetchOne(db, sql: "SELECT value FROM setting WHERE name = 'chart'")
                return try kept.map { name in
                    guard let chart = ChartAccounts.Chart(rawValue: name) else { throw UnreadableRowError() }
                    return chart
                } ?? .skr03
            }
            try db.run(
                """
                INSERT INTO setting (name, value) VALUES ('chart', ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """, [given.rawValue])
            return given
        }
    }
}
