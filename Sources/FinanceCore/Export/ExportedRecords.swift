/// The place of a line in the record chain.
struct ExportedPlace {
    /// Number of the record.
    var record: Int64 = 0
    /// Last transaction when it was written.
    var sequence: Int64 = 0
    var leaf = ChainHash.origin
    /// Head of the record chain after it.
    var head = ChainHash.origin

    mutating func describeBeginning<Fields: LineFields>(_ fields: inout Fields) throws(LineFault) {
        try fields.member("record", &record)
        try fields.member("ledger_seq", &sequence)
    }

    mutating func describeEnd<Fields: LineFields>(_ fields: inout Fields) throws(LineFault) {
        try fields.member("leaf", &leaf)
        try fields.member("record_head", &head)
    }
}

/// A line that stands for a record: a version of an account, a lock or a document.
protocol ExportedRecord: LineObject {
    static var kind: RecordKind { get }
    var place: ExportedPlace { get set }
    /// Row that was added.
    var subject: Int64 { get }
    /// Writes the fields behind the subject as `RecordReader` does.
    func addFields(to form: inout ByteForm)
}

extension ExportedRecord {
    /// The hash of what the line says; `form` is scratch space.
    func computedLeaf(_ form: inout ByteForm) -> ChainHash {
        form.clear()
        form.add(byte: 0x04)
        form.add(byte: RecordReader.version)
        form.add(byte: Self.kind.byte)
        form.add(subject)
        addFields(to: &form)
        return ChainHash.of(form)
    }
}

struct ExportedAccount: ExportedRecord {
    static let kind = RecordKind.account

    var place = ExportedPlace()
    var subject: Int64 = 0
    var version: Int64 = 0
    var number = AccountNumber(unchecked: "0")
    var nameDE = ""
    var nameEN = ""
    var category = AccountCategory.asset
    var taxKey: String?
    var isActive = false
    var validFrom: BookingDate?
    var validUntil: BookingDate?
    var isNeverNegative = false
    var recordedAt = Timestamp(millisecondsSince1970: 0)

    mutating func describe<Fields: LineFields>(_ fields: inout Fields) throws(LineFault) {
        try fields.kind(Self.kind.rawValue)
        try place.describeBeginning(&fields)
        try fields.member("row", &subject)
        try fields.member("version", &version)
        try fields.member("account", &number)
        try fields.member("name", &nameDE)
        try fields.member("name_en", &nameEN)
        try fields.member("category", &category)
        try fields.member("tax_key", &taxKey)
        try fields.member("active", &isActive)
        try fields.member("valid_from", &validFrom)
        try fields.member("valid_until", &validUntil)
        try fields.member("never_negative", &isNeverNegative)
        try fields.member("recorded_at", &recordedAt)
        try place.describeEnd(&fields)
    }

    func addFields(to form: inout ByteForm) {
        form.add(version)
        form.add(number)
        form.add(nameDE)
        form.add(nameEN)
        form.add(category.rawValue)
        form.add(optional: taxKey)
        form.add(byte: isActive ? 1 : 0)
        form.add(validFrom)
        form.add(validUntil)
        form.add(recordedAt.millisecondsSince1970)
        if isNeverNegative { form.add(byte: 1) }
    }
}

struct ExportedLock: ExportedRecord {
    static let kind = RecordKind.lock

    var place = ExportedPlace()
    var subject: Int64 = 0
    var lockKind = PeriodLock.Kind.soft
    var through = BookingDate.first
    var reason = ""
    var actor: String?
    var recordedAt = Timestamp(millisecondsSince1970: 0)
    /// Last transaction when it was locked, and the journal's head after it.
    var sequence: Int64 = 0
    var head = ChainHash.origin

    mutating func describe<Fields: LineFields>(_ fields: inout Fields) throws(LineFault) {
        try fields.kind(Self.kind.rawValue)
        try place.describeBeginning(&fields)
        try fields.member("id", &subject)
        try fields.member("kind", &lockKind)
        try fields.member("through", &through)
        try fields.member("reason", &reason)
        try fields.member("actor", &actor)
        try fields.member("recorded_at", &recordedAt)
        try fields.member("locked_seq", &sequence)
        try fields.member("locked_head", &head)
        try place.describeEnd(&fields)
    }

    func addFields(to form: inout ByteForm) {
        form.add(lockKind.rawValue)
        form.add(through)
        form.add(reason)
        form.add(optional: actor)
        form.add(recordedAt.millisecondsSince1970)
        form.add(sequence)
        form.add(head)
    }
}

struct ExportedDocument: ExportedRecord {
    static let kind = RecordKind.document

    var place = ExportedPlace()
    var subject: Int64 = 0
    var id = EntityID.zero
    /// Hash of the bytes.
    var sha256 = ChainHash.origin
    var byteCount: Int64 = 0
    var type = ""
    var date = BookingDate.first
    var text = ""
    var filename = ""
    var mediaType = ""
    var recordedAt = Timestamp(millisecondsSince1970: 0)
    /// Sequences of the transactions that it proves, rising.
    var transactions: [Int64] = []

    mutating func describe<Fields: LineFields>(_ fields: inout Fields) throws(LineFault) {
        try fields.kind(Self.kind.rawValue)
        try place.describeBeginning(&fields)
        try fields.member("row", &subject)
        try fields.member("id", &id)
        try fields.member("sha256", &sha256)
        try fields.member("size", &byteCount)
        try fields.member("document_type", &type)
        try fields.member("date", &date)
        try fields.member("description", &text)
        try fields.member("filename", &filename)
        try fields.member("media_type", &mediaType)
        try fields.member("recorded_at", &recordedAt)
        try fields.list("transactions", &transactions)
        try place.describeEnd(&fields)
    }

    func addFields(to form: inout ByteForm) {
        form.add(id)
        form.add(sha256)
        form.add(byteCount)
        form.add(type)
        form.add(date)
        form.add(text)
        form.add(filename)
        form.add(mediaType)
        form.add(recordedAt.millisecondsSince1970)
        form.add(UInt32(truncatingIfNeeded: transactions.count))
        for sequence in transactions { form.add(sequence) }
    }
}
