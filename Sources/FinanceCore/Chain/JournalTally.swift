/// What the transactions of a verified part of the journal add up to; the part behind it goes on from there.
package struct JournalTally: Sendable {
    /// Whether it begins with the first transaction. If not, the first number of each fiscal year is taken as given.
    let isFromBeginning: Bool
    /// Last transaction that is in it.
    private(set) var sequence: Int64
    /// Last journal number of each fiscal year.
    private(set) var numbers: [Int: Int64] = [:]
    /// Σ |amount| of all lines per currency, in minor units.
    private(set) var volumes = LineVolumes()

    /// - Parameter first: sequence of the first transaction that will be in it.
    package init(from first: Int64) {
        isFromBeginning = first == 1
        sequence = first - 1
    }

    /// Adds the stretch behind it.
    /// - Returns: a journal number that is missing between the two.
    mutating func add(_ stretch: ChainSegment.Outcome, through last: Int64) -> IntegrityFault? {
        var fault: IntegrityFault?
        for (year, found) in stretch.numbers.sorted(by: { $0.value.sequence < $1.value.sequence }) {
            let expected = numbers[year].map { $0 + 1 } ?? (isFromBeginning ? 1 : found.first)
            if found.first != expected, fault == nil {
                fault = .journalNumber(found.sequence, found.first, after: expected - 1)
            }
            numbers[year] = found.last
        }
        volumes.add(stretch.volumes)
        sequence = last
        return fault
    }

    /// Adds a transaction that the chain was not followed to.
    mutating func add(sequence: Int64, fiscalYear: Int, journalNumber: Int64, lines: [PackedLines.Line]) {
        self.sequence = sequence
        numbers[fiscalYear] = journalNumber
        for line in lines { volumes.add(line.amount) }
    }
}

/// Σ |amount| per currency, in minor units. Sums that leave 64 bits wrap around: the ledger books no such lines.
struct LineVolumes: Sendable {
    /// Most lines have it, so it is kept apart.
    private var euros: Int64 = 0
    private var others: [Currency: Int64] = [:]

    subscript(_ currency: Currency) -> Int64 { currency == .eur ? euros : others[currency] ?? 0 }

    var currencies: Set<Currency> {
        var found = Set(others.keys)
        if euros != 0 { found.insert(.eur) }
        return found
    }

    mutating func add(_ amount: Amount) { add(amount.minor, amount.currency) }

    mutating func add(_ minor: Int64, _ currency: Currency) {
        let magnitude = Int64(truncatingIfNeeded: minor.magnitude)
        if currency == .eur { euros &+= magnitude } else { others[currency, default: 0] &+= magnitude }
    }

    mutating func add(_ more: LineVolumes) {
        euros &+= more.euros
        for (currency, volume) in more.others { others[currency, default: 0] &+= volume }
    }
}
