import Crypto
package import Shared

/// Reads a DATEV Buchungsstapel (EXTF or DTVF, category 21, versions 5 to 13).
///
/// Amounts stay gross: the tax key is kept with the contra account's line and not split off. `S` debits Konto and
/// credits Gegenkonto, `H` the other way round. Rows in a foreign currency are booked with their base amount; currency,
/// amount and rate are kept in the line's text.
package struct DatevBatchReader: Sendable {
    /// Most rows in one file, as DATEV allows.
    package static let rowLimit = 99_999
    /// Most faults listed; all are counted.
    package static let faultLimit = 1_000

    /// What the ledger has against an account on a day.
    private let accountFinding: @Sendable (AccountNumber, BookingDate?) -> Finding?

    /// - Parameter accountFinding: what the ledger has against an account on a day, if anything. It is told only beside
    ///   faults of the file: a file without one is judged when it is booked, since it may have been booked before.
    package init(accountFinding: @escaping @Sendable (AccountNumber, BookingDate?) -> Finding? = { _, _ in nil }) {
        self.accountFinding = accountFinding
    }

    /// Reads the whole file.
    /// - Throws: every fault, with the line where its row begins and the column.
    package func read(_ bytes: [UInt8]) throws(ImportRejection) -> DatevBatch {
        let digest = SHA256.digest(of: bytes)
        let text = try TextEncoding.decode(bytes).utf8
        var source = DelimitedText(utf8: text, delimiter: UInt8(ascii: ";"))
        let header = try DatevHeaderReader.read(try Self.line(of: &source, named: "header"))
        let columnCount = try Self.columnCount(in: try Self.line(of: &source, named: "headings"))
        var rows = DatevRowReader(
            header: header, columnCount: columnCount, fileDigest: digest,
            accountFinding: accountFinding)
        while let item = source.next() {
            switch item {
            case .fault(let fault): rows.add(fault)
            case .record(let record): rows.add(record)
            }
        }
        return try rows.finish()
    }

    private static func line(of source: inout DelimitedText, named: String) throws(ImportRejection)
        -> DelimitedText.Record
    {
        switch source.next() {
        case .record(let record): return record
        case .fault(let fault): throw ImportRejection(faults: [fault])
        case .none:
            throw ImportRejection(faults: [
                ImportFault(
                    row: named == "header" ? 1 : 2, "file-too-short",
                    de: "Der Datei fehlt die Kopf- oder Spaltenzeile.",
                    en: "The file lacks its header or its line of headings.")
            ])
        }
    }

    /// The number of columns, after a look at the headings of the columns that decide the booking.
    private static func columnCount(in record: DelimitedText.Record) throws(ImportRejection) -> Int {
        var faults = FaultCollector(limit: faultLimit)
        for column in DatevColumn.required {
            let index = column.rawValue - 1
            let heading = index < record.fields.count ? record.fields[index].trimmed : ""
            if !column.matches(heading: heading) {
                faults.add(
                    ImportFault(
                        row: record.line, column: column.heading, "wrong-heading",
                        de: "Spalte \(column.rawValue) heißt „\(heading.excerpt)“.",
                        en: "Column \(column.rawValue) is called \"\(heading.excerpt)\"."))
            }
        }
        try faults.throwIfAny()
        return record.fields.count
    }
}

extension SHA256 {
    /// The hash of some bytes as 32 bytes.
    static func digest(of bytes: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        return Array(hasher.finalize())
    }
}

extension EntityID {
    /// A name-based id (UUID version 8, RFC 9562): the same row of the same file has it again.
    init(fileDigest: [UInt8], row: Int) {
        var name = fileDigest
        withUnsafeBytes(of: UInt64(row).bigEndian) { name.append(contentsOf: $0) }
        let bytes = SHA256.digest(of: name)
        func word(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(
            high: word(0..<8) & 0xFFFF_FFFF_FFFF_0FFF | 0x8000,
            low: word(8..<16) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }
}
