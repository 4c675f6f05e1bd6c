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
        if let publicKey, anchor.publicKey != publicKey {
            return .anchor(
                anchor.id, "anchor-foreign-key", de: "ist mit einem anderen Schlüssel unterschrieben",
                en: "was signed with another key")
        }
        guard anchor.isSigned else {
            return .anchor(
                anchor.id, "anchor-signature", de: "trägt keine gültige Unterschrift", en: "has no valid signature")
        }
        guard anchor.id == (last?.id ?? 0) + 1, anchor.previous == last?.digest ?? .origin else {
            return .anchor(
                anchor.id, "anchor-order", de: "schließt nicht an den Anker davor an",
                en: "does not follow the anchor before it")
        }
        if let last,
            anchor.sequence < last.sequence || anchor.record < last.record || anchor.recordedAt < last.recordedAt
        {
            return .anchor(anchor.id, "anchor-backwards", de: "geht hinter den davor zurück", en: "goes backwards")
        }
        guard try journalHead.storedHead(after: anchor.sequence) == anchor.head,
            try recordHead.storedHead(after: anchor.record) == anchor.recordHead
        else {
            return .anchor(
                anchor.id, "anchor-over-other-chain",
                de:
                    "(\(anchor.recordedAt)) nennt für Buchung \(anchor.sequence) und Eintrag \(anchor.record) andere Prüfsummen",
                en:
                    "(\(anchor.recordedAt)) names other hashes for transaction \(anchor.sequence) and record \(anchor.record)"
            )
        }
        return nil
    }
}

extension IntegrityFault {
    fileprivate static func anchor(_ id: Int64, _ code: String, de: String, en: String) -> IntegrityFault {
        file(code, de: "Der Anker \(id) \(de).", en: "Anchor \(id) \(en).")
    }
}
