/// Checks every anchor: its signature, its place behind the one before, and the heads that it names.
struct AnchorVerifier {
    /// Anchors that are held in memory at once.
    private static let step = 1_000
    /// Faults that are named at most.
    private static let maximumFaults = 100

    private let connection: LedgerConnection
    private let publicKey: ChainHash?
    private let journalHead: Statement
    private let recordHead: Statement

    /// - Parameter publicKey: the only key whose signatures count; nil takes the one that each anchor names.
    init(_ connection: LedgerConnection, publicKey: ChainHash?) throws(StorageFailure) {
        self.connection = connection
        self.publicKey = publicKey
        journalHead = try connection.prepare(LedgerSQL.headOf)
        recordHead = try connection.prepare("SELECT head FROM record WHERE id = ?1")
    }

    func faults() throws(StorageFailure) -> [IntegrityFault] {
        var faults: [IntegrityFault] = []
        var last: Anchor?
        while faults.count < Self.maximumFaults {
            let anchors = try Anchor.list(connection, after: last?.id ?? 0, limit: Self.step)
            if anchors.isEmpty { break }
            for anchor in anchors {
                if let fault = try fault(anchor, after: last) { faults.append(fault) }
                last = anchor
            }
        }
        return faults
    }

    private func fault(_ anchor: Anchor, after last: Anchor?) throws(StorageFailure) -> IntegrityFault? {
        anchor.fault(
            after: last, publicKey: publicKey, journalHead: try journalHead.storedHead(after: anchor.sequence),
            recordHead: try recordHead.storedHead(after: anchor.record))
    }
}

extension Anchor {
    /// What is wrong with an anchor, nil if nothing is.
    ///
    /// - Parameters:
    ///   - last: the anchor before it.
    ///   - publicKey: the only key whose signatures count; nil takes the one that it names.
    ///   - journalHead: head of the journal's chain after its transaction, nil if there is no such transaction.
    ///   - recordHead: head of the record chain after its record, nil if there is no such record.
    func fault(
        after last: Anchor?, publicKey: ChainHash?, journalHead: ChainHash?, recordHead: ChainHash?
    ) -> IntegrityFault? {
        if let publicKey, self.publicKey != publicKey {
            return .anchor(
                id, "anchor-foreign-key", de: "ist mit einem anderen Schlüssel unterschrieben",
                en: "was signed with another key")
        }
        guard isSigned else {
            return .anchor(
                id, "anchor-signature", de: "trägt keine gültige Unterschrift", en: "has no valid signature")
        }
        guard id == (last?.id ?? 0) + 1, previous == last?.digest ?? .origin else {
            return .anchor(
                id, "anchor-order", de: "schließt nicht an den Anker davor an",
                en: "does not follow the anchor before it")
        }
        if let last, sequence < last.sequence || record < last.record || recordedAt < last.recordedAt {
            return .anchor(id, "anchor-backwards", de: "geht hinter den davor zurück", en: "goes backwards")
        }
        guard journalHead == head, self.recordHead == recordHead else {
            return .anchor(
                id, "anchor-over-other-chain",
                de: "(\(recordedAt)) nennt für Buchung \(sequence) und Eintrag \(record) andere Prüfsummen",
                en: "(\(recordedAt)) names other hashes for transaction \(sequence) and record \(record)")
        }
        return nil
    }
}

extension IntegrityFault {
    fileprivate static func anchor(_ id: Int64, _ code: String, de: String, en: String) -> IntegrityFault {
        file(code, de: "Der Anker \(id) \(de).", en: "Anchor \(id) \(en).")
    }
}
