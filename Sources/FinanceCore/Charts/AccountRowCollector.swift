import Shared

/// Turns the rows of an account file into drafts and gathers every fault on the way.
struct AccountRowCollector {
    private let columns: AccountColumns
    private let chart: ChartOfAccounts?
    private var drafts: [AccountDraft] = []
    private var lines: [Int] = []
    private var faults = FaultCollector(limit: AccountCSVReader.faultLimit)
    private var rowOfNumber: [AccountNumber: Int] = [:]

    init(columns: AccountColumns, chart: ChartOfAccounts?) {
        self.columns = columns
        self.chart = chart
    }

    /// Accounts read so far.
    var count: Int { drafts.count }

    mutating func add(_ fault: ImportFault) {
        faults.add(fault)
    }

    mutating func add(_ record: DelimitedText.Record) {
        // Spreadsheet programs leave rows of bare separators behind.
        if record.fields.allSatisfy(\.trimmed.isEmpty) { return }
        guard record.fields.count == columns.count else {
            faults.add(.columnCount(row: record.line, expected: columns.count, actual: record.fields.count))
            return
        }
        let before = faults.count
        let number = number(in: record)
        let category = category(in: record, number: number)
        let isActive = activity(in: record)
        let taxKey = columns.value(.taxKey, in: record).flatMap { $0.isEmpty || $0 == "0" ? nil : $0 }
        do {
            let draft = try AccountDraft(
                number: number ?? .placeholder, nameDE: columns.value(.name, in: record) ?? "",
                nameEN: columns.value(.nameEN, in: record) ?? "", category: category ?? .asset, taxKey: taxKey,
                isActive: isActive ?? true)
            if faults.count == before {
                drafts.append(draft)
                lines.append(record.line)
            }
        } catch {
            addFindings(of: error, row: record.line)
        }
    }

    /// - Throws: all faults, ordered by row.
    consuming func finish() throws(ImportRejection) -> AccountFile {
        if faults.count == 0 && drafts.isEmpty {
            faults.add(
                ImportFault(row: 1, "no-rows", de: "Die Datei enthält keine Konten.", en: "The file has no accounts."))
        }
        try faults.throwIfAny()
        return AccountFile(drafts: drafts, lines: lines)
    }

    private mutating func number(in record: DelimitedText.Record) -> AccountNumber? {
        let text = columns.value(.number, in: record) ?? ""
        guard let number = AccountNumber(text) else {
            fault(
                .number, record.line, "invalid-number",
                de: "„\(text.excerpt)“ ist keine Kontonummer (1 bis 9 Ziffern).",
                en: "\"\(text.excerpt)\" is not an account number (1 to 9 digits).")
            return nil
        }
        if let first = rowOfNumber[number] {
            fault(
                .number, record.line, "duplicate-number", de: "Das Konto \(number) steht schon in Zeile \(first).",
                en: "Account \(number) is already in row \(first).")
        } else {
            rowOfNumber[number] = record.line
        }
        return number
    }

    private mutating func category(in record: DelimitedText.Record, number: AccountNumber?) -> AccountCategory? {
        let text = columns.value(.category, in: record) ?? ""
        if text.isEmpty, let chart { return number.map { chart.likelyCategory(of: $0) } }
        if let category = AccountCategory(spelling: text) { return category }
        fault(
            .category, record.line, "invalid-category",
            de: "„\(text.excerpt)“ ist keine Kontoart (asset, liability, equity, revenue, expense).",
            en: "\"\(text.excerpt)\" is not a category (asset, liability, equity, revenue, expense).")
        return nil
    }

    private mutating func activity(in record: DelimitedText.Record) -> Bool? {
        switch (columns.value(.active, in: record) ?? "").lowercased() {
        case "", "1", "true", "yes", "ja", "j", "x", "wahr": return true
        case "0", "false", "no", "nein", "n", "falsch": return false
        case let text:
            fault(
                .active, record.line, "invalid-flag", de: "„\(text.excerpt)“ ist weder ja noch nein.",
                en: "\"\(text.excerpt)\" is neither yes nor no.")
            return nil
        }
    }

    private mutating func fault(
        _ meaning: AccountColumns.Meaning, _ row: Int, _ code: String, de: String, en: String
    ) {
        faults.add(ImportFault(row: row, column: columns.heading(meaning), code, de: de, en: en))
    }

    private mutating func addFindings(of error: FinanceError, row: Int) {
        guard case .invalid(let findings) = error else { return }
        for finding in findings {
            let meaning: AccountColumns.Meaning =
                switch finding.pointer {
                case "/name_en": .nameEN
                case "/tax_key": .taxKey
                default: .name
                }
            faults.add(
                ImportFault(row: row, column: columns.heading(meaning), code: finding.code, reason: finding.detail))
        }
    }
}

extension AccountNumber {
    /// Stands in while a row with a faulty number is checked for its other faults; never leaves the collector.
    fileprivate static let placeholder = AccountNumber(unchecked: "0")
}

extension AccountCategory {
    /// Reads the English names and the German words that other programs use.
    init?(spelling text: String) {
        switch text.lowercased() {
        case "asset", "assets", "aktiv", "aktiva", "vermögen", "aktivkonto": self = .asset
        case "liability", "liabilities", "passiv", "passiva", "verbindlichkeit", "verbindlichkeiten", "schulden",
            "fremdkapital", "passivkonto":
            self = .liability
        case "equity", "eigenkapital", "kapital": self = .equity
        case "revenue", "income", "ertrag", "erträge", "erlös", "erlöse", "ertragskonto": self = .revenue
        case "expense", "expenses", "cost", "costs", "aufwand", "aufwendungen", "kosten", "aufwandskonto":
            self = .expense
        default: return nil
        }
    }
}
