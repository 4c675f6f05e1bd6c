import Crypto
import FinanceCore

/// The hash chain made anew from its description, with nothing of the ledger's own code.
struct SecondChain {
    private(set) var head = [UInt8](repeating: 0, count: 32)
    /// Of the last transaction.
    private(set) var leaf: [UInt8] = []
    private(set) var form: [UInt8] = []
    private var sequences: [EntityID: Int64] = [:]

    /// - Parameter transaction: the next one in order of sequence.
    mutating func append(_ transaction: Transaction) {
        form = Self.form(transaction, reverses: transaction.reverses.flatMap { sequences[$0] } ?? 0)
        leaf = Self.sha256(form)
        let sequence = (0..<8).reversed().map { UInt8(truncatingIfNeeded: transaction.sequence >> Int64(8 * $0)) }
        head = Self.sha256([2] + head + sequence + leaf)
        sequences[transaction.id] = transaction.sequence
    }

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// The canonical form as docs/ledger.md has it.
    private static func form(_ transaction: Transaction, reverses: Int64) -> [UInt8] {
        var bytes: [UInt8] = [1, 1]
        func number(_ value: Int64, _ width: Int) {
            for shift in (0..<width).reversed() { bytes.append(UInt8(truncatingIfNeeded: value >> Int64(8 * shift))) }
        }
        func text(_ value: String) {
            number(Int64(value.utf8.count), 4)
            bytes += Array(value.utf8)
        }
        func optional(_ value: String?) {
            bytes.append(value == nil ? 0 : 1)
            if let value { text(value) }
        }
        let hex = Array(transaction.id.description.filter { $0 != "-" })
        for index in stride(from: 0, to: 32, by: 2) {
            bytes.append(UInt8(String(hex[index...index + 1]), radix: 16) ?? 0)
        }
        number(Int64(transaction.fiscalYear), 4)
        number(transaction.journalNumber, 8)
        number(Int64(transaction.date.number), 4)
        number(Int64(transaction.documentDate.number), 4)
        number(Int64(transaction.serviceDate?.number ?? 0), 4)
        number(transaction.recordedAt.millisecondsSince1970, 8)
        number(transaction.isGeneralReversal ? 1 : 0, 1)
        number(reverses, 8)
        optional(transaction.documentNumber)
        text(transaction.text)
        text(transaction.source)
        optional(transaction.actor)
        number(Int64(transaction.lines.count), 4)
        for line in transaction.lines {
            text(line.account.description)
            number(line.side == .debit ? 0 : 1, 1)
            number(line.amount.minor, 8)
            bytes += Array(line.amount.currency.code.utf8)
            optional(line.taxKey)
            optional(line.text)
            optional(line.costCentre1)
            optional(line.costCentre2)
        }
        return bytes
    }
}
