import FinanceCore
import TestSupport
import Testing

@Suite("Rows of two-line transactions") struct TransferRowReaderTests {
    private static let columns = [
        "id", "date", "debit_account", "credit_account", "amount", "currency", "document_number", "document_date",
        "service_date", "description",
    ]

    /// What may stand in a column: mostly right, some of it nearly so.
    private static let values: [String: [String]] = [
        "id": ["", "", "01950000-0000-7000-8000-000000000001", "01950000-0000-7000-8000-00000000000G", "1"],
        "date": ["2026-01-15", "2026-02-28", "2026-02-30", "2026-1-15", "", "2026-01-15 ", "1899-01-01"],
        "debit_account": ["1400", "1200", "0027", "999999999", "1234567890", "", "14a0", " 1400"],
        "credit_account": ["8400", "8100", "8400", "8400", "1400", ""],
        "amount": [
            "1.00", "119", "0.5", "0", "0.00", "-1.00", "1.005", "1,00", "92233720368547758.07", "1e3", "+1", "",
        ],
        "currency": ["", "", "EUR", "JPY", "KWD", "eur", "XXX"],
        "document_number": ["", "R-1", "R \"1\"", String(repeating: "n", count: 101), "a\0b"],
        "document_date": ["", "", "2026-01-14", "2026-13-01"],
        "service_date": ["", "", "2026-01-13", "heute"],
        "description": ["", "Büro", "5\" Rohr", String(repeating: "ü", count: 501), "\0", "  ", "a\rb"],
    ]

    private enum Reading: Equatable {
        case draft(TransactionDraft)
        case error(FinanceError)
    }

    private static func read(_ reader: TransferRowReader, _ row: [UInt8]) -> Reading {
        row.withUnsafeBytes { bytes in
            do throws(FinanceError) {
                return .draft(try reader.draft(bytes))
            } catch {
                return .error(error)
            }
        }
    }

    private static func quoted(_ field: [UInt8]) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        return [quote] + field.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }

    @Test(
        "A row read the quick way says what it says in quotes, where it is read the ordinary way",
        arguments: 1...6 as ClosedRange<UInt64>)
    func quick(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var drafts = 0
        for _ in 0..<60 {
            let optional = Self.columns.filter { _ in Bool.random(using: &random) }
            let required = ["date", "debit_account", "credit_account", "amount"]
            let columns = Set(required + optional).sorted().shuffled(using: &random)
            let reader = try Array(columns.joined(separator: ";").utf8).withUnsafeBytes {
                try TransferRowReader(header: $0)
            }
            for _ in 0..<40 {
                var fields = columns.map { column -> [UInt8] in
                    let values = Self.values[column] ?? []
                    let isRight = Int.random(in: 0..<8, using: &random) > 0
                    let value = isRight ? values.first { !$0.isEmpty } : values.randomElement(using: &random)
                    return Array((value ?? "").utf8)
                }
                if Int.random(in: 0..<10, using: &random) == 0 {
                    let place = Int.random(in: fields.indices, using: &random)
                    fields[place].append([0xff, 0xc3, 0x20, 0x7f].randomElement(using: &random) ?? 0)
                }
                let plain = Self.read(reader, Array(fields.joined(separator: [UInt8(ascii: ";")])))
                let other = Self.read(reader, Array(fields.map(Self.quoted).joined(separator: [UInt8(ascii: ";")])))
                #expect(plain == other, "\(fields.map { String(decoding: $0, as: UTF8.self) })")
                if case .draft = plain { drafts += 1 }
            }
        }
        #expect(drafts > 200)
    }
}
