import Crypto

/// Checks an export line by line against itself: each hash from what the line says, both chains, the sequence, debit
/// and credit, journal numbers, anchors, and whether all of it is there. Stops at the first fault. What it keeps grows with
/// accounts and fiscal years, not with transactions.
package struct JournalExportVerifier: ~Copyable {
    /// What was found.
    package struct Report: Sendable {
        /// What the export calls its ledger.
        package fileprivate(set) var ledger = ""
        package fileprivate(set) var exportedAt: Timestamp?
        /// Lines that were looked at; the last one is the one with the fault.
        package fileprivate(set) var lines = 0
        package fileprivate(set) var transactions: Int64 = 0
        package fileprivate(set) var records: Int64 = 0
        package fileprivate(set) var anchors: Int64 = 0
        /// Head of the journal's chain after the last transaction that is well.
        package fileprivate(set) var head = ChainHash.origin
        package fileprivate(set) var recordHead = ChainHash.origin
        /// The first thing that is wrong; nil if nothing is.
        package fileprivate(set) var fault: IntegrityFault?
    }

    package private(set) var report = Report()
    /// Folder whose documents are compared with their hashes; nil leaves them out.
    private let documents: String?
    private let publicKey: ChainHash?
    private var beginning: ExportedBeginning?
    private var isEnded = false
    private var digest = SHA256()
    private var form = ByteForm(capacity: 1_024)
    private var journalNumbers: [Int64: Int64] = [:]
    private var lastAnchor: Anchor?
    private var namedAccounts: Set<AccountNumber> = []
    /// Accounts of lines, each with the first transaction that has it.
    private var usedAccounts: [AccountNumber: Int64] = [:]

    /// - Parameter publicKey: the only key whose anchors count; nil takes the one that each names.
    package init(publicKey: ChainHash? = nil, documents: String? = nil) {
        self.publicKey = publicKey
        self.documents = documents
    }

    /// Checks the next line, without its line feed; does nothing behind a fault.
    package mutating func add(_ line: [UInt8]) {
        guard report.fault == nil else { return }
        report.lines += 1
        var reader = LineReader(line)
        do throws(LineFault) {
            report.fault = try check(&reader)
        } catch {
            report.fault = malformed(at: error.position)
        }
        digest.update(data: line)
        digest.update(data: [UInt8(ascii: "\n")])
    }

    /// Called behind the last line.
    /// - Parameter rest: bytes behind the last line feed; a whole export has none.
    package mutating func finish(rest: Int = 0) {
        guard report.fault == nil else { return }
        if isEnded, rest == 0 { return }
        report.fault = isEnded ? .behindEnd : .truncated(lines: report.lines, after: report.transactions)
    }

    private var next: Int64 { report.transactions + 1 }

    private func malformed(at position: Int) -> IntegrityFault {
        let isTransaction = report.transactions < beginning?.extent.transactions ?? 0
        return .lineMalformed(report.lines, byte: position, isTransaction ? next : nil)
    }

    private mutating func check(_ reader: inout LineReader) throws(LineFault) -> IntegrityFault? {
        if isEnded { return .behindEnd }
        guard let beginning else {
            let read = try reader.line(ExportedBeginning())
            (self.beginning, report.ledger, report.exportedAt) = (read, read.ledger, read.exportedAt)
            return nil
        }
        if reader.isLine(ExportedTransaction.kind) { return check(try reader.line(ExportedTransaction())) }
        if reader.isLine(RecordKind.account.rawValue) {
            let account = try reader.line(ExportedAccount())
            namedAccounts.insert(account.number)
            return check(account)
        }
        if reader.isLine(RecordKind.lock.rawValue) {
            let lock = try reader.line(ExportedLock())
            return check(lock) ?? check(lockedBy: lock)
        }
        if reader.isLine(RecordKind.document.rawValue) {
            let document = try reader.line(ExportedDocument())
            return check(document) ?? documents.flatMap { VaultVerifier.fault(document.sha256.description, in: $0) }
        }
        if reader.isLine(ExportedAnchor.kind) { return check(try reader.line(ExportedAnchor()).anchor) }
        return check(try reader.line(ExportedEnd()), beginning)
    }

    private mutating func check(_ line: ExportedTransaction) -> IntegrityFault? {
        guard line.sequence == next else {
            return .transaction(next, "missing", de: "sie fehlt", en: "it is missing")
        }
        guard line.computedLeaf(&form) == line.leaf else {
            return .transaction(
                next, "leaf-differs", de: "Inhalt und Prüfsumme passen nicht zusammen",
                en: "its content and its hash do not agree")
        }
        let head = HashChain.head(after: report.head, sequence: next, leaf: line.leaf)
        guard head == line.head else {
            return .transaction(
                next, "chain-broken", de: "sie schließt nicht an die Kette davor an",
                en: "it does not follow the chain before it")
        }
        guard line.isBalanced else { return PackedLines.Fault.unbalanced.integrityFault(next) }
        guard line.reverses >= 0, line.reverses < next else {
            return .transaction(
                next, "reversal-order", de: "sie storniert eine spätere", en: "it reverses a later one")
        }
        let last = journalNumbers[line.fiscalYear] ?? 0
        guard line.journalNumber == last + 1 else {
            return .journalNumber(next, line.journalNumber, after: last)
        }
        journalNumbers[line.fiscalYear] = line.journalNumber
        for entry in line.lines where usedAccounts[entry.account] == nil { usedAccounts[entry.account] = next }
        (report.transactions, report.head) = (next, head)
        return nil
    }

    private mutating func check(_ line: some ExportedRecord) -> IntegrityFault? {
        let (kind, place) = (type(of: line).kind, line.place)
        guard place.record == report.records + 1 else {
            return .recordsMissing(report.records + 1...max(report.records + 1, place.record &- 1))
        }
        let head = HashChain.recordHead(
            after: report.recordHead, record: place.record, sequence: place.sequence, journal: report.head,
            leaf: place.leaf)
        guard place.sequence == report.transactions, line.computedLeaf(&form) == place.leaf, head == place.head else {
            return .rowChanged(kind, line.subject, record: place.record)
        }
        (report.records, report.recordHead) = (place.record, head)
        return nil
    }

    /// A lock names the journal as it was. One that is older than the record chain stands behind a later transaction,
    /// whose head says nothing about it.
    private func check(lockedBy lock: ExportedLock) -> IntegrityFault? {
        guard lock.sequence == report.transactions, lock.head != report.head else { return nil }
        return .lockOverOtherChain(lock.subject)
    }

    private mutating func check(_ anchor: Anchor) -> IntegrityFault? {
        let fault = anchor.fault(
            after: lastAnchor, publicKey: publicKey,
            journalHead: anchor.sequence == report.transactions ? report.head : nil,
            recordHead: anchor.record == report.records ? report.recordHead : nil)
        if fault == nil { (lastAnchor, report.anchors) = (anchor, report.anchors + 1) }
        return fault
    }

    private mutating func check(_ end: ExportedEnd, _ beginning: ExportedBeginning) -> IntegrityFault? {
        let found = ExportedExtent(
            transactions: report.transactions, records: report.records, anchors: report.anchors)
        if end.extent != found {
            return .countsDiffer(found, end.extent)
        }
        if end.head != report.head || end.recordHead != report.recordHead { return .endDiffers }
        let isWhole = digest.finalize().withUnsafeBytes { ChainHash($0) } == end.digest
        let repeated = ExportedBeginning(ledger: end.ledger, exportedAt: end.exportedAt, extent: end.extent)
        if repeated != beginning {
            // One of the two was changed; the hash tells which.
            if !isWhole { report.lines = 1 }
            return .beginningDiffers
        }
        isEnded = true
        return isWhole ? unnamedAccount() : .endDiffers
    }

    private func unnamedAccount() -> IntegrityFault? {
        usedAccounts.filter { !namedAccounts.contains($0.key) }.min { $0.value < $1.value }
            .map { .accountUnnamed($0.key, $0.value) }
    }
}

extension IntegrityFault {
    fileprivate static func lineMalformed(_ line: Int, byte: Int, _ sequence: Int64?) -> IntegrityFault {
        let text = (
            de: "die Zeile \(line) des Exports ist ab Byte \(byte) nicht lesbar",
            en: "line \(line) of the export cannot be read from byte \(byte) on"
        )
        if let sequence { return .transaction(sequence, "line-malformed", de: text.de, en: text.en) }
        return .file("line-malformed", de: "Die Datei: \(text.de).", en: "The file: \(text.en).")
    }

    fileprivate static func truncated(lines: Int, after sequence: Int64) -> IntegrityFault {
        .file(
            "export-truncated", de: "Der Export endet nach Zeile \(lines) und Buchung \(sequence) ohne letzte Zeile.",
            en: "The export ends after line \(lines) and transaction \(sequence) without its last line.")
    }

    fileprivate static func countsDiffer(_ found: ExportedExtent, _ said: ExportedExtent) -> IntegrityFault {
        .file(
            "export-counts",
            de: "Der Export hat \(found.german), seine letzte Zeile nennt \(said.german).",
            en: "The export has \(found.english), its last line says \(said.english).")
    }

    fileprivate static func accountUnnamed(_ account: AccountNumber, _ sequence: Int64) -> IntegrityFault {
        .transaction(
            sequence, "account-unknown", de: "das Konto \(account) gibt es im Export nicht",
            en: "the export has no account \(account)")
    }

    fileprivate static let behindEnd = file(
        "export-behind-end", de: "Hinter der letzten Zeile des Exports steht noch etwas.",
        en: "There is something behind the last line of the export.")

    fileprivate static let endDiffers = file(
        "export-end", de: "Die letzte Zeile des Exports gehört nicht zu den Zeilen davor.",
        en: "The last line of the export does not belong to the lines before it.")

    fileprivate static let beginningDiffers = file(
        "export-beginning", de: "Die erste und die letzte Zeile des Exports nennen Verschiedenes.",
        en: "The first and the last line of the export say different things.")
}

extension ExportedExtent {
    fileprivate var german: String { "\(transactions) Buchungen, \(records) Einträge und \(anchors) Anker" }
    fileprivate var english: String { "\(transactions) transactions, \(records) records and \(anchors) anchors" }
}
