/// First line of an export.
struct ExportedBeginning: LineObject, Equatable {
    static let format = "erp-ledger-journal"
    static let version: Int64 = 1

    /// Where the ledger is served, which tells it from those of other companies.
    var ledger = ""
    var exportedAt = Timestamp(millisecondsSince1970: 0)
    var extent = ExportedExtent()

    mutating func describe<Fields: LineFields>(_ fields: inout Fields) throws(LineFault) {
        var (format, version) = (Self.format, Self.version)
        try fields.member("format", &format)
        try fields.member("version", &version)
        guard format == Self.format, version == Self.version else { throw LineFault(position: 0) }
        try fields.member("ledger", &ledger)
        try fields.member("exported_at", &exportedAt)
        try extent.describe(&fields)
    }
}

/// How much an export holds.
struct ExportedExtent: LineObject, Equatable {
    var transactions: Int64 = 0
    var records: Int64 = 0
    var anchors: Int64 = 0

    mutating func describe<Fields: LineFields>(_ fields: inout Fields) throws(LineFault) {
        try fields.member("transactions", &transactions)
        try fields.member("records", &records)
        try fields.member("anchors", &anchors)
    }
}

/// Last line of an export: whatever has none was cut off.
struct ExportedEnd: LineObject {
    static let kind = "end"

    /// Repeats what the first line says.
    var ledger = ""
    var exportedAt = Timestamp(millisecondsSince1970: 0)
    /// What the lines before are.
    var extent = ExportedExtent()
    var head = ChainHash.origin
    var recordHead = ChainHash.origin
    /// SHA-256 of all bytes before this line.
    var digest = ChainHash.origin

    mutating func describe<Fields: LineFields>(_ fields: inout Fields) throws(LineFault) {
        try fields.kind(Self.kind)
        try fields.member("ledger", &ledger)
        try fields.member("exported_at", &exportedAt)
        try extent.describe(&fields)
        try fields.member("head", &head)
        try fields.member("record_head", &recordHead)
        try fields.member("sha256", &digest)
    }
}

/// An anchor as a line of an export.
struct ExportedAnchor: LineObject {
    static let kind = "anchor"

    var id: Int64 = 0
    var reason = Anchor.Reason.day
    var day = BookingDate.first
    var recordedAt = Timestamp(millisecondsSince1970: 0)
    var sequence: Int64 = 0
    var head = ChainHash.origin
    var record: Int64 = 0
    var recordHead = ChainHash.origin
    var previous = ChainHash.origin
    var publicKey = ChainHash.origin
    var signature = AnchorSignature(bytes: [])

    init() {}

    init(_ anchor: Anchor) {
        (id, reason, day, recordedAt) = (anchor.id, anchor.reason, anchor.day, anchor.recordedAt)
        (sequence, head, record, recordHead) = (anchor.sequence, anchor.head, anchor.record, anchor.recordHead)
        (previous, publicKey) = (anchor.previous, anchor.publicKey)
        signature = AnchorSignature(bytes: anchor.signature)
    }

    mutating func describe<Fields: LineFields>(_ fields: inout Fields) throws(LineFault) {
        try fields.kind(Self.kind)
        try fields.member("id", &id)
        try fields.member("reason", &reason)
        try fields.member("day", &day)
        try fields.member("recorded_at", &recordedAt)
        try fields.member("ledger_seq", &sequence)
        try fields.member("head", &head)
        try fields.member("record", &record)
        try fields.member("record_head", &recordHead)
        try fields.member("previous", &previous)
        try fields.member("public_key", &publicKey)
        try fields.member("signature", &signature)
    }

    var anchor: Anchor {
        Anchor(
            id: id, reason: reason, day: day, recordedAt: recordedAt, sequence: sequence, head: head, record: record,
            recordHead: recordHead, previous: previous, publicKey: publicKey, signature: signature.bytes)
    }
}

/// 64 bytes of Ed25519 in hexadecimal digits.
struct AnchorSignature: LineText {
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    var lineText: String { Digest.hex(bytes) }

    static func reading(_ lineText: String) -> AnchorSignature? {
        let half = lineText.index(lineText.startIndex, offsetBy: 64, limitedBy: lineText.endIndex)
        guard let half, let first = ChainHash(hex: lineText[..<half]), let second = ChainHash(hex: lineText[half...])
        else { return nil }
        return AnchorSignature(bytes: first.bytes + second.bytes)
    }
}
