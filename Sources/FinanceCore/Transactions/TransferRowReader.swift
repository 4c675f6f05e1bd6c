import Shared

/// Reads the rows of a CSV of two-line transactions: the lean form for migrations.
///
/// The first row names the columns, in any order: `date`, `debit_account`, `credit_account` and `amount` are needed,
/// `id`, `currency`, `document_number`, `document_date`, `service_date` and `description` may be there. Comma or semicolon
/// separates (the first row decides), quotes protect a field that begins with one (``RowGrammar``), amounts are decimal
/// strings with a point.
package struct TransferRowReader: Sendable {
    /// What a column holds.
    private enum Column: String, CaseIterable {
        case id, date, amount, currency, description
        case debitAccount = "debit_account"
        case creditAccount = "credit_account"
        case documentNumber = "document_number"
        case documentDate = "document_date"
        case serviceDate = "service_date"

        static let required: [Column] = [.date, .debitAccount, .creditAccount, .amount]
    }

    private let columns: [Column]
    private let delimiter: UInt8

    /// Reads the row that names the columns.
    /// - Throws: `FinanceError.invalid` naming unknown, missing and doubled columns.
    package init(header: UnsafeRawBufferPointer) throws(FinanceError) {
        var header = header
        if header.starts(with: [0xef, 0xbb, 0xbf]) { header = UnsafeRawBufferPointer(rebasing: header.dropFirst(3)) }
        delimiter = header.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
        let fields = try Self.fields(of: header, delimiter)
        let names = fields.map { String(decoding: $0, as: UTF8.self).trimmed.lowercased() }
        var findings: [Finding] = []
        var columns: [Column] = []
        for name in names {
            guard let column = Column(rawValue: name) else {
                findings.append(.column(name.excerpt, "column-unknown", de: "ist unbekannt", en: "is unknown"))
                continue
            }
            if columns.contains(column) {
                findings.append(.column(name, "column-twice", de: "kommt zweimal vor", en: "is there twice"))
            }
            columns.append(column)
        }
        for column in Column.required where !columns.contains(column) {
            findings.append(.column(column.rawValue, "column-missing", de: "fehlt", en: "is missing"))
        }
        guard findings.isEmpty else { throw .invalid(findings) }
        self.columns = columns
    }

    /// The transaction of a row.
    /// - Throws: `FinanceError.invalid` with every fault; pointers name the column (`/amount`).
    package func draft(_ row: UnsafeRawBufferPointer) throws(FinanceError) -> TransactionDraft {
        if let draft = plainDraft(row) { return draft }
        let fields = try Self.fields(of: row, delimiter)
        guard fields.count == columns.count else {
            throw .invalid([.columnCount(expected: columns.count, actual: fields.count)])
        }
        var texts: [Column: String] = [:]
        for (column, field) in zip(columns, fields) {
            guard let text = String(validating: field, as: UTF8.self) else {
                throw .invalid([.notUTF8("/\(column.rawValue)")])
            }
            if !text.isEmpty { texts[column] = text }
        }
        return try TransactionDraft(
            parsing: TransactionInput(
                id: texts[.id], date: texts[.date], documentDate: texts[.documentDate],
                serviceDate: texts[.serviceDate], documentNumber: texts[.documentNumber], text: texts[.description],
                lines: [
                    LineInput(
                        account: texts[.debitAccount], debit: texts[.amount], currency: texts[.currency],
                        accountPointer: "/debit_account", amountPointer: "/amount", currencyPointer: "/currency"),
                    LineInput(
                        account: texts[.creditAccount], credit: texts[.amount], currency: texts[.currency],
                        accountPointer: "/credit_account", amountPointer: "/amount", currencyPointer: "/currency"),
                ]))
    }

    /// The same without a text in between, for rows without quotes and faults; nil for all others.
    private func plainDraft(_ row: UnsafeRawBufferPointer) -> TransactionDraft? {
        var id: EntityID?
        var dates: (booking: BookingDate?, document: BookingDate?, service: BookingDate?) = (nil, nil, nil)
        var accounts: (debit: AccountNumber?, credit: AccountNumber?) = (nil, nil)
        var amount: UnsafeRawBufferPointer?
        var currency = Currency.eur
        var texts: (number: String?, description: String) = (nil, "")
        var start = 0
        for (index, column) in columns.enumerated() {
            var end = start
            while end < row.count, row[end] != delimiter {
                if row[end] == UInt8(ascii: "\"") { return nil }
                end += 1
            }
            if (end == row.count) != (index == columns.count - 1) { return nil }
            let field = UnsafeRawBufferPointer(rebasing: row[start..<end])
            start = end + 1
            if field.isEmpty { continue }
            switch column {
            case .id:
                id = EntityID(utf8: field)
                if id == nil { return nil }
            case .date: dates.booking = BookingDate(utf8: field)
            case .documentDate:
                dates.document = BookingDate(utf8: field)
                if dates.document == nil { return nil }
            case .serviceDate:
                dates.service = BookingDate(utf8: field)
                if dates.service == nil { return nil }
            case .debitAccount: accounts.debit = AccountNumber(utf8: field)
            case .creditAccount: accounts.credit = AccountNumber(utf8: field)
            case .amount: amount = field
            case .currency:
                guard let given = Currency(utf8: field) else { return nil }
                currency = given
            case .documentNumber:
                texts.number = String(validating: field, as: UTF8.self)
                if texts.number == nil { return nil }
            case .description:
                guard let text = String(validating: field, as: UTF8.self) else { return nil }
                texts.description = text
            }
        }
        guard let date = dates.booking, let debit = accounts.debit, let credit = accounts.credit,
            let value = amount.flatMap({ Amount(utf8: $0, currency: currency) })
        else { return nil }
        let draft = TransactionDraft(
            unchecked: id, date: date, documentDate: dates.document, serviceDate: dates.service,
            documentNumber: texts.number, text: texts.description,
            lines: [
                LineDraft(account: debit, side: .debit, amount: value),
                LineDraft(account: credit, side: .credit, amount: value),
            ], isGeneralReversal: false, source: "api", actor: nil,
            accountPointers: TransactionDraft.shortFormPointers)
        return DraftRules.findings(in: draft).isEmpty ? draft : nil
    }

    /// The grammar that its rows are cut by.
    package var grammar: RowGrammar { RowGrammar(delimiter: delimiter) }

    /// The fields of a row; quotes are taken away, doubled ones inside become one.
    /// - Throws: `FinanceError.invalid` when a quote is not closed, or something follows a closed one.
    private static func fields(of row: UnsafeRawBufferPointer, _ delimiter: UInt8) throws(FinanceError) -> [[UInt8]] {
        var grammar = RowGrammar(delimiter: delimiter)
        var fields: [[UInt8]] = []
        var field: [UInt8] = []
        for byte in row {
            switch grammar.pass(byte) {
            case .text: field.append(byte)
            case .quote: break
            case .stray: throw .invalid([.textAfterQuote])
            case .delimiter, .lineFeed:
                fields.append(field)
                field = []
            }
        }
        if grammar.place == .quoted { throw .invalid([.unterminatedQuote]) }
        return fields + [field]
    }
}

extension Finding {
    fileprivate static func column(_ name: String, _ code: String, de: String, en: String) -> Finding {
        Finding(
            pointer: "", code: code,
            detail: LocalizedText(de: "Die Spalte \(name) \(de).", en: "The column \(name) \(en)."))
    }

    fileprivate static func columnCount(expected: Int, actual: Int) -> Finding {
        Finding(
            pointer: "", code: "column-count",
            detail: LocalizedText(
                de: "Die Zeile hat \(actual) Felder, erwartet werden \(expected).",
                en: "The row has \(actual) fields, expected are \(expected)."))
    }

    fileprivate static let textAfterQuote = Finding(
        "", "text-after-quote",
        de: "Nach einem schließenden Anführungszeichen folgt weder Trennzeichen noch Zeilenende.",
        en: "A closing quotation mark is followed by neither a separator nor the end of the line.")

    fileprivate static let unterminatedQuote = Finding(
        "", "unterminated-quote", de: "Ein Anführungszeichen wird nicht geschlossen.",
        en: "A quotation mark is not closed.")

    fileprivate static func notUTF8(_ pointer: String) -> Finding {
        Finding(
            pointer: pointer, code: "not-utf8",
            detail: LocalizedText(de: "Der Text ist nicht UTF-8.", en: "The text is not UTF-8."))
    }
}
