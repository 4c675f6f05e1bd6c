package import Shared

/// What a verification has found.
package struct IntegrityReport: Sendable {
    /// First and last transaction that were looked at; empty ledgers have none.
    package let sequences: ClosedRange<Int64>?
    /// Head of the chain after the last one.
    package let head: ChainHash
    /// Everything that is wrong, the lowest sequence first; empty if nothing is.
    package let faults: [IntegrityFault]
}

/// Something in a ledger file that is not as it was written.
package struct IntegrityFault: Error, Hashable, Sendable {
    /// The transaction that it concerns, nil if it is none.
    package let sequence: Int64?
    /// Stable kebab-case code.
    package let code: String
    package let detail: LocalizedText

    static func transaction(_ sequence: Int64, _ code: String, de: String, en: String) -> IntegrityFault {
        IntegrityFault(
            sequence: sequence, code: code,
            detail: LocalizedText(de: "Buchung \(sequence): \(de)", en: "Transaction \(sequence): \(en)"))
    }

    package static func file(_ code: String, de: String, en: String) -> IntegrityFault {
        IntegrityFault(sequence: nil, code: code, detail: LocalizedText(de: de, en: en))
    }
}

extension PackedLines.Fault {
    func integrityFault(_ sequence: Int64) -> IntegrityFault {
        switch self {
        case .unreadable:
            .transaction(
                sequence, "lines-unreadable", de: "die Zeilen sind nicht lesbar", en: "its lines cannot be read")
        case .unknownAccount:
            .transaction(
                sequence, "account-unknown", de: "eine Zeile nennt ein Konto, das es nicht gibt",
                en: "a line names an account that does not exist")
        case .unbalanced:
            .transaction(
                sequence, "unbalanced", de: "Soll und Haben sind nicht gleich", en: "debit and credit are not equal")
        }
    }
}
