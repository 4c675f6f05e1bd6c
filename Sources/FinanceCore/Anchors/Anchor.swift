/// Both chains' heads at a moment, signed: whoever keeps one, or only the public key, can prove what the books were.
package struct Anchor: Hashable, Sendable {
    /// What an anchor was made for.
    package enum Reason: String, Sendable {
        /// The day's own.
        case day
        /// A Festschreibung.
        case lock
    }

    /// From 1 without gaps.
    package let id: Int64
    package let reason: Reason
    /// UTC day that the clock showed.
    package let day: BookingDate
    /// The moment, never before that of the anchor before.
    package let recordedAt: Timestamp
    /// Last transaction, and the head of the journal's chain.
    package let sequence: Int64
    package let head: ChainHash
    /// Last record beside the journal, and the head of the record chain.
    package let record: Int64
    package let recordHead: ChainHash
    /// SHA-256 of message and signature of the anchor before; zero bytes for the first.
    package let previous: ChainHash
    /// Ed25519 public key.
    package let publicKey: ChainHash
    /// Ed25519 signature of ``message``, 64 bytes.
    package let signature: [UInt8]

    init(
        id: Int64, reason: Reason, day: BookingDate, recordedAt: Timestamp, sequence: Int64, head: ChainHash,
        record: Int64, recordHead: ChainHash, previous: ChainHash, signedWith key: AnchorKey
    ) throws(StorageFailure) {
        let unsigned = Anchor(
            id: id, reason: reason, day: day, recordedAt: recordedAt, sequence: sequence, head: head, record: record,
            recordHead: recordHead, previous: previous, publicKey: key.publicKey, signature: [])
        self.init(unsigned, signature: try key.sign(unsigned.message))
    }

    private init(_ unsigned: Anchor, signature: [UInt8]) {
        self.init(
            id: unsigned.id, reason: unsigned.reason, day: unsigned.day, recordedAt: unsigned.recordedAt,
            sequence: unsigned.sequence, head: unsigned.head, record: unsigned.record, recordHead: unsigned.recordHead,
            previous: unsigned.previous, publicKey: unsigned.publicKey, signature: signature)
    }

    init(
        id: Int64, reason: Reason, day: BookingDate, recordedAt: Timestamp, sequence: Int64, head: ChainHash,
        record: Int64, recordHead: ChainHash, previous: ChainHash, publicKey: ChainHash, signature: [UInt8]
    ) {
        self.id = id
        self.reason = reason
        self.day = day
        self.recordedAt = recordedAt
        self.sequence = sequence
        self.head = head
        self.record = record
        self.recordHead = recordHead
        self.previous = previous
        self.publicKey = publicKey
        self.signature = signature
    }

    /// Reads a row of `LedgerSQL.anchors`; nil if it cannot be one.
    init?(_ row: Statement) {
        guard let reason = Reason(rawValue: row.text(1)), let day = row.optionalDate(2),
            let head = row.withBytes(5, { ChainHash($0) }), let recordHead = row.withBytes(7, { ChainHash($0) }),
            let previous = row.withBytes(8, { ChainHash($0) }), let publicKey = row.withBytes(9, { ChainHash($0) })
        else { return nil }
        self.init(
            id: row.int64(0), reason: reason, day: day, recordedAt: Timestamp(millisecondsSince1970: row.int64(3)),
            sequence: row.int64(4), head: head, record: row.int64(6), recordHead: recordHead, previous: previous,
            publicKey: publicKey, signature: row.bytes(10))
    }

    /// What is signed: the text `erp-ledger-anchor-1` and a zero byte, then id (8), reason, day (4), moment (8), sequence
    /// (8), head (32), record (8), head of the record chain (32), the anchor before (32), public key (32); numbers and
    /// texts as in the chain's form.
    package var message: [UInt8] {
        var form = ByteForm(capacity: 256)
        Array("erp-ledger-anchor-1\0".utf8).withUnsafeBytes { form.add(raw: $0) }
        form.add(id)
        form.add(reason.rawValue)
        form.add(day)
        form.add(recordedAt.millisecondsSince1970)
        form.add(sequence)
        form.add(head)
        form.add(record)
        form.add(recordHead)
        form.add(previous)
        form.add(publicKey)
        return form.bytes
    }

    /// SHA-256 of message and signature, which the next anchor names.
    package var digest: ChainHash { (message + signature).withUnsafeBytes { ChainHash.of($0) } }

    /// Whether the signature belongs to the message and the key.
    package var isSigned: Bool { AnchorKey.isValid(signature, for: message, by: publicKey) }

    static func last(_ connection: LedgerConnection) throws(StorageFailure) -> Anchor? {
        let id = try connection.number(LedgerSQL.lastAnchorID)
        guard id > 0 else { return nil }
        guard let anchor = try list(connection, after: id - 1, limit: 1).first else {
            throw StorageFailure(code: 0, "anchor \(id) cannot be read")
        }
        return anchor
    }

    static func list(
        _ connection: LedgerConnection, after id: Int64, limit: Int
    ) throws(StorageFailure) -> [Anchor] {
        let rows = try connection.prepare(LedgerSQL.anchors)
        rows.bind(1, id)
        rows.bind(2, limit)
        var anchors: [Anchor] = []
        while try rows.next() {
            guard let anchor = Anchor(rows) else {
                let id = rows.int64(0)
                rows.reset()
                throw StorageFailure(code: 0, "anchor \(id) cannot be read")
            }
            anchors.append(anchor)
        }
        return anchors
    }
}
