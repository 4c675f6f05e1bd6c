/// What the ledger keeps beside its transactions, each addition as one record of the record chain.
enum RecordKind: String, CaseIterable, Sendable {
    /// A version of an account; the subject is the account's row id.
    case account
    /// A Festschreibung; the subject is its number.
    case lock
    /// A document with its links; the subject is its number.
    case document

    /// How the kind is written in a form.
    var byte: UInt8 {
        switch self {
        case .account: 1
        case .lock: 2
        case .document: 3
        }
    }
}

/// A place in the record chain: which row was added, and behind which transaction.
struct RecordEntry: Sendable {
    /// Number of the record, from 1 without gaps.
    let id: Int64
    /// Last transaction when it was written.
    let sequence: Int64
    let kind: RecordKind
    /// Row that was added: id of an account, number of a lock or document.
    let subject: Int64
    /// Version of an account, 1 for the others.
    let version: Int64
}

extension HashChain {
    /// `SHA-256(0x03 ‖ head before ‖ number of the record ‖ sequence ‖ head of the journal there ‖ leaf)`: each record
    /// also confirms the journal as it was.
    package static func recordHead(
        after previous: ChainHash, record: Int64, sequence: Int64, journal: ChainHash, leaf: ChainHash
    ) -> ChainHash {
        var form = ByteForm(capacity: 113)
        form.add(byte: 0x03)
        form.add(previous)
        form.add(record)
        form.add(sequence)
        form.add(journal)
        form.add(leaf)
        return ChainHash.of(form)
    }
}

extension ByteForm {
    /// The 32 bytes of a hash.
    mutating func add(_ hash: ChainHash) { hash.withBytes { add(raw: $0) } }
}
