/// A stretch of the journal that one connection verifies by itself: it begins with the head that is stored before it,
/// so that several stretches can be verified at the same time.
struct ChainSegment: ~Copyable {
    /// Journal numbers of a fiscal year within the stretch.
    struct Numbers: Sendable {
        /// Transaction that has the first one.
        let sequence: Int64
        let first: Int64
        var last: Int64
    }

    /// What a stretch has shown, for putting the stretches together.
    struct Outcome: Sendable {
        var head: ChainHash
        var numbers: [Int: Numbers] = [:]
        var volumes = LineVolumes()
        var fault: IntegrityFault?
    }

    private let rows: Statement
    private let accounts: [AccountNumber]
    private let last: Int64
    private var next: Int64
    private var form: ByteForm
    private(set) var outcome: Outcome

    init(_ connection: LedgerConnection, sequences: ClosedRange<Int64>) throws(StorageFailure) {
        let accounts = try JournalRow.accounts(connection)
        let before = try connection.prepare(LedgerSQL.headOf).storedHead(after: sequences.lowerBound - 1)
        let rows = try connection.prepare(JournalRow.select)
        rows.bind(1, sequences.lowerBound)
        rows.bind(2, sequences.upperBound)
        (self.accounts, self.rows) = (accounts, rows)
        (next, last) = (sequences.lowerBound, sequences.upperBound)
        outcome = Outcome(head: before ?? .origin)
        form = ByteForm(capacity: 1_024)
    }

    /// Verifies some more rows; false at the end of the stretch or at the first fault.
    mutating func verify(rows count: Int) -> Bool {
        do throws(StorageFailure) {
            return try verifyReadable(rows: count)
        } catch {
            outcome.fault = .transaction(
                next, "unreadable", de: "die Datei ist hier nicht lesbar (\(error.description))",
                en: "the file cannot be read here (\(error.description))")
            return false
        }
    }

    private mutating func verifyReadable(rows count: Int) throws(StorageFailure) -> Bool {
        let row = JournalRow(statement: rows)
        for _ in 0..<count {
            if next > last { return false }
            guard try rows.next() else {
                outcome.fault = .transaction(next, "missing", de: "sie fehlt", en: "it is missing")
                return false
            }
            if let fault = check(row) {
                outcome.fault = fault
                rows.reset()
                return false
            }
            next += 1
        }
        return true
    }

    private mutating func check(_ row: JournalRow) -> IntegrityFault? {
        guard row.sequence == next else {
            return .transaction(next, "missing", de: "sie fehlt", en: "it is missing")
        }
        do throws(PackedLines.Fault) {
            try row.writeForm(accounts: accounts, to: &form, volumes: &outcome.volumes)
        } catch {
            return error.integrityFault(next)
        }
        let head = HashChain.head(after: outcome.head, sequence: next, leaf: ChainHash.of(form))
        guard head == row.head else {
            return .transaction(
                next, "chain-broken", de: "Inhalt und Prüfsumme der Kette passen nicht zusammen",
                en: "its content and the chain's hash do not agree")
        }
        outcome.head = head
        guard !row.hasZeroDay else {
            return .transaction(
                next, "date-impossible", de: "sie nennt als Leistungstag keinen Tag", en: "its service day is no day")
        }
        return checkNumber(row)
    }

    private mutating func checkNumber(_ row: JournalRow) -> IntegrityFault? {
        let (year, number) = (row.fiscalYear, row.journalNumber)
        guard let known = outcome.numbers[year] else {
            outcome.numbers[year] = Numbers(sequence: next, first: number, last: number)
            return nil
        }
        guard number == known.last + 1 else {
            return .journalNumber(next, number, after: known.last)
        }
        outcome.numbers[year]?.last = number
        return nil
    }
}
