import Shared

/// The fields of one row, read by column; remembers every fault.
struct DatevFields {
    private let record: DelimitedText.Record
    let header: DatevHeader
    private(set) var faults: [ImportFault] = []
    /// What a person should look at although the row is right.
    private(set) var notice: ImportFault?

    init(record: DelimitedText.Record, header: DatevHeader) {
        self.record = record
        self.header = header
    }

    var line: Int { record.line }

    /// The trimmed text of a column, empty when the version of the file has no such column.
    func text(_ column: DatevColumn) -> String {
        column.rawValue <= record.fields.count ? record.fields[column.rawValue - 1].trimmed : ""
    }

    func optional(_ column: DatevColumn) -> String? {
        let text = text(column)
        return text.isEmpty ? nil : text
    }

    /// The booking text; rows without one are named after their document or their accounts.
    var bookingText: String {
        if let text = optional(.text) { return text }
        if let number = optional(.documentField1) { return "Beleg \(number)" }
        return "Konto \(text(.account)) an \(text(.contraAccount))"
    }

    mutating func fault(_ column: DatevColumn, _ code: String, de: String, en: String) {
        faults.append(ImportFault(row: line, column: column.heading, code, de: de, en: en))
    }

    mutating func remark(_ column: DatevColumn, _ code: String, de: String, en: String) {
        notice = ImportFault(row: line, column: column.heading, code, de: de, en: en)
    }

    /// Takes over what the draft's own rules say.
    mutating func add(_ error: FinanceError) {
        guard case .invalid(let findings) = error else { return }
        for finding in findings {
            let column: DatevColumn =
                switch finding.pointer {
                case "/document_number": .documentField1
                case let pointer where pointer.hasSuffix("cost_centre_1"): .costCentre1
                case let pointer where pointer.hasSuffix("cost_centre_2"): .costCentre2
                default: .text
                }
            faults.append(ImportFault(row: line, column: column.heading, code: finding.code, reason: finding.detail))
        }
    }

    mutating func side() -> Side? {
        switch text(.side) {
        case "S": return .debit
        case "H": return .credit
        case let other:
            fault(
                .side, "invalid-side", de: "Erwartet wird S oder H, nicht „\(other.excerpt)“.",
                en: "Expected S or H, not \"\(other.excerpt)\".")
            return nil
        }
    }

    /// The account with the leading zeros that the file may have dropped.
    mutating func account(_ column: DatevColumn) -> AccountNumber? {
        let text = text(column)
        let significant = text.drop { $0 == "0" }
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard isNumber, !significant.isEmpty, significant.count <= header.accountLength + 1 else {
            fault(
                column, "invalid-account",
                de: "„\(text.excerpt)“ ist keine Kontonummer mit höchstens \(header.accountLength + 1) Ziffern.",
                en: "\"\(text.excerpt)\" is not an account number of at most \(header.accountLength + 1) digits.")
            return nil
        }
        let zeros = String(repeating: "0", count: max(0, header.accountLength - significant.count))
        return AccountNumber(zeros + significant)
    }

    mutating func taxKey() -> String? {
        let text = text(.taxKey)
        if text.isEmpty || text.allSatisfy({ $0 == "0" }) { return nil }
        if text.utf8.count <= 4, text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) {
            return text
        }
        fault(
            .taxKey, "invalid-tax-key", de: "„\(text.excerpt)“ ist kein Steuerschlüssel (1 bis 4 Ziffern).",
            en: "\"\(text.excerpt)\" is not a tax key (1 to 4 digits).")
        return nil
    }

    mutating func flag(_ column: DatevColumn) -> Bool {
        switch text(column) {
        case "", "0": return false
        case "1": return true
        case let other:
            fault(
                column, "invalid-flag", de: "Erwartet wird 0 oder 1, nicht „\(other.excerpt)“.",
                en: "Expected 0 or 1, not \"\(other.excerpt)\".")
            return false
        }
    }

    /// Generalumkehr, said by its own column (versions from 12) or by the tens digit 2 or 3 of a two-digit BU key.
    mutating func isGeneralReversal(taxKey: String?) -> Bool {
        switch text(.generalReversal) {
        case "G", "1": return true
        case "", "0":
            guard let taxKey, taxKey.utf8.count == 2 else { return false }
            return taxKey.hasPrefix("2") || taxKey.hasPrefix("3")
        case let other:
            fault(
                .generalReversal, "invalid-flag", de: "Erwartet wird G oder 0, nicht „\(other.excerpt)“.",
                en: "Expected G or 0, not \"\(other.excerpt)\".")
            return false
        }
    }
}
