package import Shared

/// What a verification has found.
package struct IntegrityReport: Sendable {
    /// First and last transaction that were looked at; empty ledgers have none.
    package let sequences: ClosedRange<Int64>?
    /// Head of the chain after the last one.
    package let head: ChainHash
    /// Everything that is wrong, the lowest sequence first; empty if nothing is.
    package let faults: [IntegrityFault]
    /// What the transactions add up to, from the first one that was asked for.
    package let tally: JournalTally
}

extension IntegrityReport {
    /// With a fault if the file ends before a transaction that must be there.
    func reaching(_ last: Int64, from first: Int64) -> IntegrityReport {
        let next = (sequences?.upperBound ?? first - 1) + 1
        guard next <= last, faults.isEmpty else { return self }
        let missing = IntegrityFault.transaction(next, "missing", de: "sie fehlt", en: "it is missing")
        return IntegrityReport(sequences: sequences, head: head, faults: [missing], tally: tally)
    }
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

extension IntegrityFault {
    static func journalNumber(_ sequence: Int64, _ number: Int64, after last: Int64) -> IntegrityFault {
        .transaction(
            sequence, "journal-number", de: "die Journalnummer \(number) folgt auf \(last)",
            en: "journal number \(number) follows \(last)")
    }

    static func lockOverOtherChain(_ id: Int64) -> IntegrityFault {
        .file(
            "lock-over-other-chain", de: "Die Festschreibung \(id) gehört zu einer anderen Kette.",
            en: "Lock \(id) belongs to another chain.")
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
