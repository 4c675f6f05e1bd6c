/// The first line of a DATEV file: who the bookings belong to and how the rows are to be read.
///
/// Source: DATEV format description, header with 31 fields (versions 510 and 700).
package struct DatevHeader: Sendable, Hashable {
    /// `EXTF` for files of other programs, `DTVF` for DATEV's own.
    package let mark: String
    /// Version of the row format, 5 to 13.
    package let formatVersion: Int
    /// Number of the tax consultant (Beraternummer).
    package let consultant: String
    /// Number of the client company (Mandantennummer).
    package let client: String
    /// First day of the fiscal year (WJ-Beginn).
    package let fiscalYearStart: BookingDate
    /// Digits of a ledger account (Sachkontenlänge), 4 to 8; personal accounts have one more.
    package let accountLength: Int
    /// First and last day that a row may be dated, if the file names them.
    package let period: ClosedRange<BookingDate>?
    /// What the batch is called.
    package let text: String
    /// Currency of the ledger (WKZ), euro when the file is silent.
    package let currency: Currency
    /// The chart of accounts the file was made with, if it says so.
    package let chart: ChartOfAccounts?
}

/// Reads the header line field by field and remembers every fault.
struct DatevHeaderReader {
    private let record: DelimitedText.Record
    private var faults = FaultCollector(limit: 32)

    private init(_ record: DelimitedText.Record) {
        self.record = record
    }

    /// - Throws: the faults that make the file no batch of bookings, else every fault of the header.
    static func read(_ record: DelimitedText.Record) throws(ImportRejection) -> DatevHeader {
        var reader = DatevHeaderReader(record)
        try reader.requireBatch()
        return try reader.readDetails()
    }

    private func field(_ position: Int) -> String {
        position <= record.fields.count ? record.fields[position - 1].trimmed : ""
    }

    /// Kind and version must be right before anything else in the file means anything.
    private mutating func requireBatch() throws(ImportRejection) {
        if field(1) != "EXTF" && field(1) != "DTVF" {
            add(
                "Kennzeichen", "not-datev", de: "Keine DATEV-Datei: die erste Zeile beginnt nicht mit EXTF oder DTVF.",
                en: "Not a DATEV file: the first line does not begin with EXTF or DTVF.")
            try faults.throwIfAny()
        }
        if field(3) != "21" {
            let name = field(4).isEmpty ? field(3) : field(4)
            add(
                "Formatkategorie", "unsupported-category",
                de: "Nur Buchungsstapel (Kategorie 21) werden gelesen, dies ist „\(name.excerpt)“.",
                en: "Only Buchungsstapel (category 21) is read, this is \"\(name.excerpt)\".")
        } else if !(5...13).contains(Int(field(5)) ?? 0) {
            add(
                "Formatversion", "unsupported-version",
                de: "Gelesen werden die Versionen 5 bis 13, nicht „\(field(5).excerpt)“.",
                en: "Versions 5 to 13 are read, not \"\(field(5).excerpt)\".")
        }
        try faults.throwIfAny()
    }

    private mutating func readDetails() throws(ImportRejection) -> DatevHeader {
        let start = date(13, "WJ-Beginn")
        let length = accountLength()
        let period = period()
        let currency = currency()
        try faults.throwIfAny()
        let charts: [String: ChartOfAccounts] = ["3": .skr03, "03": .skr03, "4": .skr04, "04": .skr04]
        return DatevHeader(
            mark: field(1), formatVersion: Int(field(5)) ?? 0, consultant: field(11), client: field(12),
            fiscalYearStart: start ?? .first, accountLength: length, period: period, text: field(17),
            currency: currency, chart: charts[field(27)])
    }

    private mutating func date(_ position: Int, _ column: String) -> BookingDate? {
        let text = field(position)
        if text.utf8.count == 8, let number = Int(text), let date = BookingDate(number: number) { return date }
        add(
            column, "invalid-date", de: "„\(text.excerpt)“ ist kein Datum der Form JJJJMMTT.",
            en: "\"\(text.excerpt)\" is not a date of the form YYYYMMDD.")
        return nil
    }

    private mutating func accountLength() -> Int {
        if let length = Int(field(14)), (4...8).contains(length) { return length }
        add(
            "Sachkontenlänge", "invalid-account-length",
            de: "Die Sachkontenlänge muss 4 bis 8 sein, nicht „\(field(14).excerpt)“.",
            en: "The account length must be 4 to 8, not \"\(field(14).excerpt)\".")
        return 4
    }

    private mutating func period() -> ClosedRange<BookingDate>? {
        if field(15).isEmpty && field(16).isEmpty { return nil }
        let first = date(15, "Datum vom")
        let last = date(16, "Datum bis")
        guard let first, let last else { return nil }
        if first <= last { return first...last }
        add(
            "Datum bis", "period-reversed", de: "Der Zeitraum endet vor seinem Beginn.",
            en: "The period ends before it begins.")
        return nil
    }

    private mutating func currency() -> Currency {
        if field(22).isEmpty { return .eur }
        if let currency = Currency(code: field(22)) { return currency }
        add(
            "WKZ", "unknown-currency", de: "„\(field(22).excerpt)“ ist kein Währungskürzel nach ISO 4217.",
            en: "\"\(field(22).excerpt)\" is not a currency code of ISO 4217.")
        return .eur
    }

    private mutating func add(_ column: String, _ code: String, de: String, en: String) {
        faults.add(ImportFault(row: record.line, column: column, code, de: de, en: en))
    }
}
