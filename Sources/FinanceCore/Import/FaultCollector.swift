/// Gathers the faults of a file: lists as many as a person reads, counts all.
struct FaultCollector: Sendable {
    private let limit: Int
    private var faults: [ImportFault] = []
    private(set) var count = 0

    init(limit: Int) {
        self.limit = limit
    }

    mutating func add(_ fault: ImportFault) {
        count += 1
        if faults.count < limit { faults.append(fault) }
    }

    /// Takes over the faults of another collector with the same limit, in order of rows.
    mutating func merge(_ other: FaultCollector) {
        count += other.count
        // The sort is stable: within a row the own faults stay first.
        faults = Array((faults + other.faults).sorted { $0.row < $1.row }.prefix(limit))
    }

    /// - Throws: the rejection if there was any fault.
    func throwIfAny() throws(ImportRejection) {
        if count > 0 { throw ImportRejection(faults: faults, faultCount: count) }
    }
}

extension ImportFault {
    static func columnCount(row: Int, expected: Int, actual: Int) -> ImportFault {
        ImportFault(
            row: row, "column-count", de: "Die Zeile hat \(actual) Felder, erwartet werden \(expected).",
            en: "The row has \(actual) fields, expected are \(expected).")
    }
}

extension StringProtocol {
    /// Without blanks at both ends.
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }

    /// A piece of foreign text that is safe to quote in a message: short, without control characters.
    var excerpt: String {
        String(String.UnicodeScalarView(unicodeScalars.prefix(40).map { $0.value < 32 ? " " : $0 }))
    }
}
