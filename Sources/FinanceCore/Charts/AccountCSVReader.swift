/// Reads accounts from a CSV file: own lists and complete charts as other programs export them.
///
/// The first line names the columns, in German or English, in any order; columns it does not know are ignored.
/// Separator `;`, `,` or tab; UTF-8 or Windows-1252. Either all rows are accounts, or every fault is reported.
package struct AccountCSVReader: Sendable {
    /// Most accounts in one file.
    package static let rowLimit = 100_000
    /// Most faults listed; all are counted.
    package static let faultLimit = 1_000

    /// Judges accounts whose row names no category; nil makes a missing category a fault.
    private let chart: ChartOfAccounts?

    package init(chart: ChartOfAccounts? = nil) {
        self.chart = chart
    }

    /// Reads the whole file.
    /// - Throws: every fault with its row.
    package func read(_ bytes: [UInt8]) throws(ImportRejection) -> [AccountDraft] {
        try readFile(bytes).drafts
    }

    /// Reads the whole file and remembers where each account stood.
    /// - Throws: every fault with its row.
    package func readFile(_ bytes: [UInt8]) throws(ImportRejection) -> AccountFile {
        let text = try TextEncoding.decode(bytes).utf8
        var source = DelimitedText(utf8: text, delimiter: Self.delimiter(of: text))
        let columns = try readColumns(&source)
        var rows = AccountRowCollector(columns: columns, chart: chart)
        while let item = source.next() {
            switch item {
            case .fault(let fault): rows.add(fault)
            case .record(let record): rows.add(record)
            }
            if rows.count > Self.rowLimit { throw Self.tooManyRows }
        }
        return try rows.finish()
    }

    private func readColumns(_ source: inout DelimitedText) throws(ImportRejection) -> AccountColumns {
        switch source.next() {
        case .none: throw ImportRejection(faults: [Self.emptyFile])
        case .fault(let fault): throw ImportRejection(faults: [fault])
        case .record(let record):
            return try AccountColumns(headings: record, needsCategory: chart == nil)
        }
    }

    /// The candidate that occurs most often in the first line.
    private static func delimiter(of text: [UInt8]) -> UInt8 {
        let head = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let candidates = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")]
        let counts = candidates.map { candidate in head.count { $0 == candidate } }
        let best = counts.max() ?? 0
        return zip(candidates, counts).first { $0.1 == best }?.0 ?? UInt8(ascii: ";")
    }

    private static let emptyFile = ImportFault(
        row: 1, "empty-file", de: "Die Datei ist leer.", en: "The file is empty.")

    private static let tooManyRows = ImportRejection(faults: [
        ImportFault(
            row: 1, "too-many-rows", de: "Mehr als \(rowLimit) Zeilen in einer Datei.",
            en: "More than \(rowLimit) rows in one file.")
    ])
}

/// The accounts of a file and the lines they stood in.
package struct AccountFile: Sendable {
    package let drafts: [AccountDraft]
    /// Line of each draft, counted from 1.
    package let lines: [Int]
}
