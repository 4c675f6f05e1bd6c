/// Finds the rows behind a message of SQLite's that names a column and no row: one holds a value of another type than the
/// column has. What is hashed may be the same bytes as before, so that the chain does not name the row either.
struct MistypedValues {
    /// Rows that are named for one message.
    private static let maximum = 20

    let connection: LedgerConnection

    /// - Parameter message: of `PRAGMA integrity_check`, `non-BLOB value in transaction.head` or `NULL value in …`.
    func faults(_ message: String) -> [IntegrityFault] {
        let words = message.split(separator: " ")
        guard words.count == 4, words[1] == "value", words[2] == "in" else { return [] }
        let place = words[3].split(separator: ".", maxSplits: 1)
        guard place.count == 2, let condition = Self.condition(words[0], Self.quoted(place[1])) else { return [] }
        do throws(StorageFailure) {
            let rows = try connection.prepare(
                "SELECT rowid FROM \(Self.quoted(place[0])) NOT INDEXED WHERE \(condition) LIMIT \(Self.maximum)")
            var faults: [IntegrityFault] = []
            while try rows.next() { faults.append(Self.fault(place[0], place[1], rows.int64(0))) }
            return faults
        } catch {
            // A table without row numbers, or one that cannot be read further: the message stands for itself.
            return []
        }
    }

    private static func condition(_ kind: Substring, _ column: String) -> String? {
        if kind == "NULL" { return "\(column) IS NULL" }
        guard kind.hasPrefix("non-") else { return nil }
        let declared = kind.dropFirst(4).lowercased().filter(\.isLetter)
        // typeof() knows one word for INT and INTEGER.
        let type = declared == "int" ? "integer" : declared
        return "\(column) IS NOT NULL AND typeof(\(column)) <> '\(type)'"
    }

    private static func quoted(_ name: Substring) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private static func fault(_ table: Substring, _ column: Substring, _ row: Int64) -> IntegrityFault {
        if table == "transaction" {
            return .transaction(
                row, "value-mistyped", de: "die Spalte \(column) hat einen Wert anderer Art",
                en: "its column \(column) has a value of another type")
        }
        return .file(
            "value-mistyped", de: "Zeile \(row) von \(table): die Spalte \(column) hat einen Wert anderer Art.",
            en: "Row \(row) of \(table): the column \(column) has a value of another type.")
    }
}
