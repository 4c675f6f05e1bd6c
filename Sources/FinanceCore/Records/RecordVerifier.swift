/// Checks everything beside the journal against the record chain, and the chain against the journal: account versions,
/// locks, documents with their links. Each row that is not as it was written is named.
struct RecordVerifier {
    /// Faults that are named at most.
    private static let maximumFaults = 100

    private let connection: LedgerConnection

    init(_ connection: LedgerConnection) { self.connection = connection }

    private static let rows = """
        SELECT r.id, r.seq, r.kind, r.subject, r.version, r.head, t.head
        FROM record r LEFT JOIN "transaction" t ON t.seq = r.seq ORDER BY r.id
        """

    func faults() throws(StorageFailure) -> [IntegrityFault] {
        let reader = try RecordReader(connection)
        var form = ByteForm(capacity: 1_024)
        var faults: [IntegrityFault] = []
        var (next, head) = (Int64(1), ChainHash.origin)
        let rows = try connection.prepare(Self.rows)
        while try rows.next() {
            if faults.count >= Self.maximumFaults { break }
            let id = rows.int64(0)
            if id != next { faults.append(.recordsMissing(next...max(next, id - 1))) }
            // Behind a fault the stored head is taken as given, so that the next fault is found where it is.
            let stored = rows.withBytes(5) { ChainHash($0) } ?? .origin
            if let fault = try fault(rows, after: head, stored: stored, reader, &form), id == next {
                faults.append(fault)
            }
            (next, head) = (id + 1, stored)
        }
        rows.reset()
        return try faults + missing()
    }

    private func fault(
        _ row: Statement, after previous: ChainHash, stored: ChainHash, _ reader: RecordReader, _ form: inout ByteForm
    ) throws(StorageFailure) -> IntegrityFault? {
        let (id, sequence, subject) = (row.int64(0), row.int64(1), row.int64(3))
        guard let kind = RecordKind(rawValue: row.text(2)) else { return .recordUnreadable(id) }
        guard let journal = sequence == 0 ? .origin : row.withBytes(6, { ChainHash($0) }) else {
            return .recordWithoutTransaction(id, sequence)
        }
        guard let leaf = try reader.leaf(kind, subject: subject, version: row.int64(4), &form) else {
            return .rowMissing(kind, subject)
        }
        let head = HashChain.recordHead(after: previous, record: id, sequence: sequence, journal: journal, leaf: leaf)
        return head == stored ? nil : .rowChanged(kind, subject, record: id)
    }

    private static let withoutRecord = [
        (
            RecordKind.account,
            """
            SELECT v.account FROM account_version v WHERE NOT EXISTS (
                SELECT 1 FROM record r WHERE r.kind = 'account' AND r.subject = v.account AND r.version = v.version)
            LIMIT 20
            """
        ),
        (
            .lock,
            """
            SELECT l.id FROM lock_event l WHERE NOT EXISTS (
                SELECT 1 FROM record r WHERE r.kind = 'lock' AND r.subject = l.id AND r.version = 1) LIMIT 20
            """
        ),
        (
            .document,
            """
            SELECT d.seq FROM document d WHERE NOT EXISTS (
                SELECT 1 FROM record r WHERE r.kind = 'document' AND r.subject = d.seq AND r.version = 1) LIMIT 20
            """
        ),
    ]

    /// Rows that somebody has added without a record.
    private func missing() throws(StorageFailure) -> [IntegrityFault] {
        var faults: [IntegrityFault] = []
        for (kind, sql) in Self.withoutRecord {
            let rows = try connection.prepare(sql)
            while try rows.next() { faults.append(.rowWithoutRecord(kind, rows.int64(0))) }
        }
        return faults
    }
}

extension IntegrityFault {
    static func rowChanged(_ kind: RecordKind, _ subject: Int64, record: Int64) -> IntegrityFault {
        file(
            "\(kind.rawValue)-changed",
            de: "\(kind.nameDE) \(subject) (Eintrag \(record)): Inhalt und Prüfsumme der Kette passen nicht zusammen.",
            en: "\(kind.nameEN) \(subject) (record \(record)): its content and the chain's hash do not agree.")
    }

    fileprivate static func rowMissing(_ kind: RecordKind, _ subject: Int64) -> IntegrityFault {
        file(
            "\(kind.rawValue)-missing", de: "\(kind.nameDE) \(subject) fehlt.",
            en: "\(kind.nameEN) \(subject) is missing.")
    }

    fileprivate static func rowWithoutRecord(_ kind: RecordKind, _ subject: Int64) -> IntegrityFault {
        file(
            "\(kind.rawValue)-unrecorded", de: "\(kind.nameDE) \(subject) steht in keiner Kette.",
            en: "\(kind.nameEN) \(subject) is in no chain.")
    }

    static func recordsMissing(_ range: ClosedRange<Int64>) -> IntegrityFault {
        file(
            "record-missing", de: "Die Einträge \(range.lowerBound) bis \(range.upperBound) fehlen.",
            en: "Records \(range.lowerBound) to \(range.upperBound) are missing.")
    }

    fileprivate static func recordUnreadable(_ id: Int64) -> IntegrityFault {
        file("record-unreadable", de: "Der Eintrag \(id) ist nicht lesbar.", en: "Record \(id) cannot be read.")
    }

    fileprivate static func recordWithoutTransaction(_ id: Int64, _ sequence: Int64) -> IntegrityFault {
        file(
            "record-over-other-chain", de: "Der Eintrag \(id) steht hinter der Buchung \(sequence), die es nicht gibt.",
            en: "Record \(id) stands behind transaction \(sequence), which does not exist.")
    }
}

extension RecordKind {
    fileprivate var nameDE: String {
        switch self {
        case .account: "Konto (Zeile)"
        case .lock: "Festschreibung"
        case .document: "Dokument"
        }
    }

    fileprivate var nameEN: String {
        switch self {
        case .account: "Account (row)"
        case .lock: "Lock"
        case .document: "Document"
        }
    }
}
