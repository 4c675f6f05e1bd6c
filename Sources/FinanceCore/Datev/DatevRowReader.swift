import Shared

/// Turns the rows of a Buchungsstapel into drafts and gathers every fault on the way.
struct DatevRowReader {
    private let header: DatevHeader
    private let columnCount: Int
    private let fileDigest: [UInt8]
    private var rows: [DatevRow] = []
    private var notices: [ImportFault] = []
    private var faults = FaultCollector(limit: DatevBatchReader.faultLimit)
    private let accountFinding: (AccountNumber, BookingDate?) -> Finding?
    /// Faults that only the ledger knows.
    private var accountFaults = FaultCollector(limit: DatevBatchReader.faultLimit)
    private var rowCount = 0

    init(
        header: DatevHeader, columnCount: Int, fileDigest: [UInt8],
        accountFinding: @escaping (AccountNumber, BookingDate?) -> Finding?
    ) {
        self.accountFinding = accountFinding
        self.header = header
        self.columnCount = columnCount
        self.fileDigest = fileDigest
    }

    mutating func add(_ fault: ImportFault) {
        faults.add(fault)
    }

    mutating func add(_ record: DelimitedText.Record) {
        rowCount += 1
        guard rowCount <= DatevBatchReader.rowLimit else {
            // Said once, at the first row too many.
            if rowCount == DatevBatchReader.rowLimit + 1 { faults.add(Self.tooManyRows(record.line)) }
            return
        }
        guard record.fields.count == columnCount else {
            faults.add(.columnCount(row: record.line, expected: columnCount, actual: record.fields.count))
            return
        }
        var fields = DatevFields(record: record, header: header)
        let row = read(&fields)
        for fault in fields.faults { faults.add(fault) }
        if let row {
            rows.append(row)
            if let notice = fields.notice, notices.count < DatevBatchReader.faultLimit { notices.append(notice) }
        }
    }

    /// - Throws: all faults, ordered by row.
    consuming func finish() throws(ImportRejection) -> DatevBatch {
        if rowCount == 0 && faults.count == 0 {
            faults.add(
                ImportFault(
                    row: 3, "no-rows", de: "Die Datei enthält keine Buchungen.", en: "The file has no bookings."))
        }
        if faults.count > 0 { faults.merge(accountFaults) }
        try faults.throwIfAny()
        return DatevBatch(header: header, rows: rows, notices: notices, sha256: fileDigest.hexadecimal)
    }

    /// Reads every field before giving up, so that all faults of the row are known.
    private mutating func read(_ fields: inout DatevFields) -> DatevRow? {
        let money = fields.money()
        let side = fields.side()
        let account = fields.account(.account)
        let contra = fields.account(.contraAccount)
        let taxKey = fields.taxKey()
        let date = fields.documentDate()
        noteFault(of: account, in: .account, on: date, line: fields.line)
        noteFault(of: contra, in: .contraAccount, on: date, line: fields.line)
        let serviceDate = fields.serviceDate()
        let isLocked = fields.flag(.lockFlag)
        let isGeneral = fields.isGeneralReversal(taxKey: taxKey)
        guard fields.faults.isEmpty, let money, let side, let account, let contra, let date else { return nil }
        // Generalumkehr: the row names the reversing side; the booking is negative on the original one.
        let amount = isGeneral ? Amount(minor: -money.booked.minor, currency: money.booked.currency) : money.booked
        let accountSide = isGeneral ? side.opposite : side
        let lines = [
            LineDraft(
                account: account, side: accountSide, amount: amount, text: fields.remainder(money),
                costCentre1: fields.optional(.costCentre1), costCentre2: fields.optional(.costCentre2)),
            LineDraft(
                account: contra, side: accountSide.opposite, amount: amount, taxKey: taxKey,
                costCentre1: fields.optional(.costCentre1), costCentre2: fields.optional(.costCentre2)),
        ]
        do {
            let draft = try TransactionDraft(
                id: EntityID(fileDigest: fileDigest, row: fields.line), date: date, serviceDate: serviceDate,
                documentNumber: fields.optional(.documentField1), text: fields.bookingText, lines: lines,
                isGeneralReversal: isGeneral, source: "datev")
            return DatevRow(
                line: fields.line, side: side, turnoverThousandths: money.turnoverThousandths, isLocked: isLocked,
                draft: draft)
        } catch {
            fields.add(error)
            return nil
        }
    }

    private mutating func noteFault(of number: AccountNumber?, in column: DatevColumn, on date: BookingDate?, line: Int)
    {
        guard let finding = number.flatMap({ accountFinding($0, date) }) else { return }
        accountFaults.add(ImportFault(row: line, column: column.heading, code: finding.code, reason: finding.detail))
    }

    private static func tooManyRows(_ line: Int) -> ImportFault {
        ImportFault(
            row: line, "too-many-rows", de: "Mehr als \(DatevBatchReader.rowLimit) Buchungen in einer Datei.",
            en: "More than \(DatevBatchReader.rowLimit) bookings in one file.")
    }
}

extension [UInt8] {
    /// Two lower-case hexadecimal digits for each byte.
    var hexadecimal: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(count * 2)
        for byte in self {
            for nibble in [byte >> 4, byte & 15] {
                digits.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
