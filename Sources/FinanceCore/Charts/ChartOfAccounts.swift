import Shared

/// The standard charts of accounts (Standardkontenrahmen) that a ledger can start with.
package enum ChartOfAccounts: String, CaseIterable, Sendable {
    /// Ordered by business process; the older and more common one.
    case skr03
    /// Ordered like the annual accounts (§§ 266, 275 HGB).
    case skr04

    /// The starter accounts in order of their numbers.
    ///
    /// - Throws: `FinanceError.invalid` if the built-in rows were damaged; a test reads every row.
    package func accounts() throws(FinanceError) -> [AccountDraft] {
        var drafts: [AccountDraft] = []
        for row in rows {
            let fields = row.split(separator: ";", omittingEmptySubsequences: false)
            guard fields.count == 5, let number = AccountNumber(String(fields[0])),
                let category = AccountCategory(rawValue: String(fields[3]))
            else { throw .invalid([Self.damaged(row)]) }
            drafts.append(
                try AccountDraft(
                    number: number, nameDE: String(fields[1]), nameEN: String(fields[2]), category: category,
                    taxKey: fields[4] == "0" ? nil : String(fields[4])))
        }
        return drafts.sorted { $0.number < $1.number }
    }

    private var rows: [Substring] {
        switch self {
        case .skr03:
            SKR03Chart.balanceSheetRows.split(separator: "\n") + SKR03Chart.incomeStatementRows.split(separator: "\n")
        case .skr04:
            SKR04Chart.balanceSheetRows.split(separator: "\n") + SKR04Chart.incomeStatementRows.split(separator: "\n")
        }
    }

    private static func damaged(_ row: Substring) -> Finding {
        Finding(
            pointer: "", code: "damaged-chart",
            detail: LocalizedText(de: "Kontenrahmen beschädigt: \(row)", en: "Damaged chart of accounts: \(row)"))
    }
}
