/// Checks the rows that no hash covers as far as they can be told from others: settings, idempotency keys, drafts. What they
/// say besides (the characters of a key, the body of a draft) is known from nowhere else: docs/ledger.md.
struct SideRowVerifier {
    /// Faults of one kind that are named at most.
    private static let maximumFaults = 20

    let connection: LedgerConnection

    func faults() throws(StorageFailure) -> [IntegrityFault] {
        var faults = try settingFaults()
        for check in Self.checks + (try hasDrafts() ? Self.draftChecks : []) {
            let rows = try connection.prepare("\(check.sql) LIMIT \(Self.maximumFaults)")
            while try rows.next() { faults.append(.sideRow(check.table, rows.text(0))) }
        }
        return faults
    }

    private struct Check {
        let table: String
        /// Names the rows that cannot be.
        let sql: String
    }

    private static let checks = [
        Check(
            table: "idempotency",
            sql: """
                SELECT key FROM idempotency WHERE length(CAST(key AS BLOB)) NOT BETWEEN 1 AND 255
                    OR first_seq > (SELECT ifnull(max(seq), 0) FROM "transaction") - transactions + 1
                    OR typeof(fingerprint) <> 'blob'
                """),
        // Both are written with the account; the hash covers the version's.
        Check(
            table: "account",
            sql: """
                SELECT a.number FROM account a LEFT JOIN account_version v ON v.account = a.id AND v.version = 1
                WHERE a.recorded_at IS NOT v.recorded_at
                """),
        // No day is written as none; the hashes do not tell it from 0.
        Check(
            table: "account_version",
            sql: "SELECT account FROM account_version WHERE valid_from = 0 OR valid_until = 0"),
        Check(
            table: "migration",
            sql: "SELECT name FROM migration WHERE typeof(recorded_at) <> 'integer' OR recorded_at < 0"),
    ]

    private static let draftChecks = [
        Check(
            table: "draft",
            sql: """
                SELECT seq FROM draft WHERE batch IS NOT NULL AND batch NOT IN (SELECT seq FROM batch)
                    OR length(body) = 0
                """),
        Check(
            table: "batch",
            sql: "SELECT seq FROM batch WHERE length(currency) <> 3 OR start_date = 0 OR end_date = 0"),
    ]

    private func hasDrafts() throws(StorageFailure) -> Bool { try BatchVerifier.hasBatches(connection) }

    private func settingFaults() throws(StorageFailure) -> [IntegrityFault] {
        let rows = try connection.prepare("SELECT name, value FROM setting")
        var faults: [IntegrityFault] = []
        var month: Int?
        while try rows.next() {
            let (name, value) = (rows.text(0), rows.text(1))
            if name == LedgerSchema.fiscalYearSetting, let read = Int(value), (1...12).contains(read),
                "\(read)" == value
            {
                month = read
            } else {
                faults.append(.sideRow("setting", name))
            }
        }
        guard let month else { return faults.isEmpty ? [.sideRow("setting", LedgerSchema.fiscalYearSetting)] : faults }
        return try faults + fiscalYearFaults(month)
    }

    /// Each transaction keeps the fiscal year that its day had, which the month of the setting decides.
    private func fiscalYearFaults(_ month: Int) throws(StorageFailure) -> [IntegrityFault] {
        let rows = try connection.prepare(
            """
            SELECT seq FROM "transaction" WHERE fiscal_year <> date / 10000 - (date / 100 % 100 < \(month))
            ORDER BY seq LIMIT 1
            """)
        guard try rows.next() else { return [] }
        defer { rows.reset() }
        return [
            .transaction(
                rows.int64(0), "fiscal-year", de: "ihr Geschäftsjahr passt nicht zu Tag und Beginn des Geschäftsjahres",
                en: "its fiscal year does not fit its day and the start of the fiscal year")
        ]
    }
}

extension IntegrityFault {
    fileprivate static func sideRow(_ table: String, _ name: String) -> IntegrityFault {
        .file(
            "row-impossible", de: "Die Zeile \"\(name)\" der Tabelle \(table) kann so nicht geschrieben worden sein.",
            en: "The row \"\(name)\" of the table \(table) cannot have been written like this.")
    }
}
