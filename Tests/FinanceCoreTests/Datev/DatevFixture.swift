import FinanceCore

/// Builds Buchungsstapel files the way other programs write them.
struct DatevFixture {
    var version = 7
    var category = 21
    var mark = "EXTF"
    var fiscalYearStart = "20160101"
    var accountLength = "4"
    var period = ("20160101", "20160331")
    var currency = "EUR"
    var chart = ""
    var rows: [[DatevColumn: String]] = []

    static let sample = "datev/EXTF_Buchungsstapel.csv"
    static let plainRow: [DatevColumn: String] = [
        .turnover: "119,00", .side: "S", .account: "1200", .contraAccount: "8400", .documentDate: "3101",
        .text: "Barverkauf",
    ]

    /// Columns of each version of the format.
    var columnCount: Int {
        switch version {
        case ...8: 116
        case 9, 10: 120
        case 11: 122
        case 12: 124
        default: 125
        }
    }

    func row(_ changes: [DatevColumn: String]) -> [DatevColumn: String] {
        Self.plainRow.merging(changes) { $1 }
    }

    var text: String {
        let header: [String] = [
            "\"\(mark)\"", "510", "\(category)", "\"Buchungsstapel\"", "\(version)", "20160415120000000", "", "\"SV\"",
            "\"Admin\"", "\"\"", "55003", "63021", fiscalYearStart, accountLength, period.0, period.1, "\"Kasse\"",
            "\"\"",
            "1", "0", "0", "\"\(currency)\"", "", "\"KP\"", "", "\"\"", chart, "", "", "\"\"", "\"\"",
        ]
        var lines = [header.joined(separator: ";")]
        lines.append(cells { DatevColumn(rawValue: $0)?.heading ?? "Spalte \($0)" }.joined(separator: ";"))
        for row in rows {
            lines.append(
                cells { position in
                    let value = DatevColumn(rawValue: position).flatMap { row[$0] } ?? ""
                    return value.contains { $0 == ";" || $0 == "\"" || $0.isNewline }
                        ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
                }.joined(separator: ";"))
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private func cells(_ content: (Int) -> String) -> [String] {
        (1...columnCount).map(content)
    }

    func read() throws(ImportRejection) -> DatevBatch {
        try DatevBatchReader().read(Array(text.utf8))
    }

    /// The faults as `row column code`.
    func faults() -> [String] {
        do {
            _ = try read()
            return []
        } catch {
            return error.faults.map { "\($0.row) \($0.column ?? "-") \($0.code)" }
        }
    }
}
