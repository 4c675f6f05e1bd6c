/// Compares the counters of a ledger with its journal: they are written with each commit, so a journal whose newest rows
/// were taken away has fewer numbers than they say.
struct CounterVerifier {
    let connection: LedgerConnection

    /// - Parameter tally: of a part of the journal that reaches to its end, but for what was booked since.
    func faults(_ tally: JournalTally) throws(StorageFailure) -> [IntegrityFault] {
        // One transaction: rows and counters of the same commit.
        try connection.execute("BEGIN")
        var tally = tally
        try catchUp(&tally)
        var faults: [IntegrityFault] = []
        var (years, currencies) = (Set(tally.numbers.keys), tally.volumes.currencies)
        let counters = try connection.prepare("SELECT name, value FROM counter ORDER BY name")
        while try counters.next() {
            let (name, value) = (counters.text(0), counters.int64(1))
            switch Self.meaning(of: name) {
            case .journal(let year):
                years.remove(year)
                faults += Self.fault(year, value, tally).map { [$0] } ?? []
            case .volume(let currency):
                currencies.remove(currency)
                guard tally.isFromBeginning, value != tally.volumes[currency] else { continue }
                faults.append(.volume(currency, counter: value, found: tally.volumes[currency]))
            case .other: break
            case nil: faults.append(.counterUnknown(name))
            }
        }
        faults += years.sorted().map { .counterMissing("journal:\($0)") }
        if tally.isFromBeginning { faults += currencies.map(\.code).sorted().map { .counterMissing("volume:\($0)") } }
        return try faults + draftFaults()
    }

    private enum Meaning {
        case journal(Int)
        case volume(Currency)
        /// Numbers that the books do not depend on.
        case other
    }

    private static func meaning(of name: String) -> Meaning? {
        if ["draft", "batch", "retired-version", "probe"].contains(name) { return .other }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return nil }
        if parts[0] == "journal", let year = Int(parts[1]), String(year) == parts[1] { return .journal(year) }
        if parts[0] == "volume", let currency = Currency(code: parts[1]) { return .volume(currency) }
        return nil
    }

    /// A part that does not begin with the first transaction need not have transactions of each year.
    private static func fault(_ year: Int, _ value: Int64, _ tally: JournalTally) -> IntegrityFault? {
        guard let last = tally.numbers[year] ?? (tally.isFromBeginning ? 0 : nil), last != value else { return nil }
        return .journalCounter(year, counter: value, last: last, behind: tally.sequence)
    }

    private func catchUp(_ tally: inout JournalTally) throws(StorageFailure) {
        let rows = try connection.prepare(
            #"SELECT seq, fiscal_year, journal_number, lines FROM "transaction" WHERE seq > ?1 ORDER BY seq"#)
        rows.bind(1, tally.sequence)
        while try rows.next() {
            tally.add(
                sequence: rows.int64(0), fiscalYear: Int(rows.int64(1)), journalNumber: rows.int64(2),
                lines: rows.withBytes(3) { PackedLines.read($0) } ?? [])
        }
    }

    /// Numbers of drafts and batches are never given twice.
    private func draftFaults() throws(StorageFailure) -> [IntegrityFault] {
        guard try BatchVerifier.hasBatches(connection) else { return [] }
        var faults: [IntegrityFault] = []
        for table in ["draft", "batch"] {
            let last = try connection.number("SELECT ifnull(max(seq), 0) FROM \(table)")
            let counter = try connection.number("SELECT value FROM counter WHERE name = '\(table)'")
            if counter < last { faults.append(.counterBehind(table, counter: counter, last: last)) }
        }
        return faults
    }
}

extension IntegrityFault {
    fileprivate static func journalCounter(
        _ year: Int, counter: Int64, last: Int64, behind sequence: Int64
    ) -> IntegrityFault {
        let words = (
            de: "das Geschäftsjahr \(year) hat \(counter) Journalnummern vergeben, das Journal hat \(last)",
            en: "fiscal year \(year) has given \(counter) journal numbers, the journal has \(last)"
        )
        if counter > last {
            return .transaction(
                sequence + 1, "journal-end-missing", de: "sie fehlt; \(words.de)", en: "it is missing; \(words.en)")
        }
        return .file("journal-counter", de: "Zähler: \(words.de).", en: "Counter: \(words.en).")
    }

    fileprivate static func volume(_ currency: Currency, counter: Int64, found: Int64) -> IntegrityFault {
        let (said, sum) = (Amount(minor: counter, currency: currency), Amount(minor: found, currency: currency))
        return .file(
            "volume-counter",
            de: "Der Zähler volume:\(currency) nennt \(said), die Zeilen des Journals ergeben \(sum).",
            en: "The counter volume:\(currency) says \(said), the lines of the journal add up to \(sum).")
    }

    fileprivate static func counterMissing(_ name: String) -> IntegrityFault {
        .file("counter-missing", de: "Der Zähler \(name) fehlt.", en: "The counter \(name) is missing.")
    }

    fileprivate static func counterUnknown(_ name: String) -> IntegrityFault {
        .file("counter-unknown", de: "Den Zähler \(name) gibt es nicht.", en: "There is no counter \(name).")
    }

    fileprivate static func counterBehind(_ name: String, counter: Int64, last: Int64) -> IntegrityFault {
        .file(
            "counter-behind", de: "Der Zähler \(name) steht auf \(counter), vergeben ist \(last).",
            en: "The counter \(name) is at \(counter), \(last) is given.")
    }
}
