import Foundation

/// What is posted to Finance, stored as JSON in the outbox so that every attempt sends the same bytes.
package enum BookingPayload {
    /// Unicode scalars of a booking text: at four bytes each still below the 1,000 bytes that Finance takes.
    private static let maximumDescription = 240

    /// Body of `POST /api/v1/finanzen/transactions`.
    private struct Transaction: Encodable {
        struct Line: Encodable {
            let account: String
            let debit: String?
            let credit: String?
        }

        let date: String
        let description: String
        let document_number: String
        let currency: String
        let lines: [Line]
    }

    /// Body of `POST /api/v1/finanzen/transactions/{id}/reversal`.
    private struct Reversal: Encodable {
        let date: String
        let description: String
    }

    static func transaction(_ document: Document, number: String, accounts: ChartAccounts) throws -> String {
        let header = document.header
        let lines = Booking(of: document, accounts: accounts).lines.map { line in
            let amount = MoneyFormat.text(Int64(line.amountMinor.magnitude))
            let isDebit = line.amountMinor > 0
            return Transaction.Line(
                account: line.account, debit: isDebit ? amount : nil, credit: isDebit ? nil : amount)
        }
        return try encode(
            Transaction(
                date: header.date.description, description: description(header, number: number),
                document_number: number, currency: MoneyFormat.currency, lines: lines))
    }

    static func reversal(number: String, date: CalendarDay, original: String) throws -> String {
        try encode(Reversal(date: date.description, description: "Storno \(number) zu \(original)"))
    }

    private static func description(_ header: DocumentHeader, number: String) -> String {
        let reference = header.supplierNumber.map { " (\($0))" } ?? ""
        let text = "\(header.kind.germanName) \(number)\(reference) \(header.partner.name)"
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(maximumDescription)))
    }

    private static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
