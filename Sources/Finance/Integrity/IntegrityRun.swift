import FinanceCore
import Shared

/// A verification of the chain, line by line.
struct IntegrityRun: Sendable {
    private let ledger: LedgerStore
    /// Transactions between two lines.
    private let stride: Int64
    private let end: Int64
    /// The counters say how the journal ends: they can be compared only by who has looked at it up to there.
    private let isToEnd: Bool
    private var next: Int64
    /// How far it has got.
    private(set) var line: IntegrityLine

    init(of ledger: LedgerStore, from first: Int64, through last: Int64, stride: Int64, language: Language) {
        self.ledger = ledger
        self.stride = stride
        let sequence = ledger.sequence
        (end, isToEnd) = (min(last, sequence), last >= sequence)
        next = first
        line = IntegrityLine(from: first, through: min(end, first - 1), language: language)
    }

    /// Verifies up to the next line. The last one has the verdict, and says what was found beside the chain.
    /// - Throws: `storage` if the file cannot be read.
    mutating func advance() async throws(FinanceError) {
        if next <= end, line.isSound {
            let last = min(end, next + stride - 1)
            line.report = try await ledger.verifyChain(from: next, through: last, continuing: line.report?.tally)
            line.through = last
            next = last + 1
            if next <= end, line.isSound { return }
        }
        if line.isSound {
            if isToEnd { line.otherFaults = try ledger.verifyCounters(line.report?.tally ?? JournalTally(from: next)) }
            line.otherFaults += try await ledger.verifyRecords()
        }
        line.isLast = true
    }
}

/// One line of a verification: progress, and at the end the verdict.
struct IntegrityLine: JSONWritable {
    let from: Int64
    var through: Int64
    let language: Language
    var report: IntegrityReport?
    /// Faults of counters, accounts, locks, documents and anchors.
    var otherFaults: [IntegrityFault] = []
    var isLast = false

    /// Whether the chain has no fault so far.
    var isSound: Bool { report?.faults.isEmpty ?? true }

    private var faults: [IntegrityFault] { (report?.faults ?? []) + otherFaults }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if isLast { writer.member("ok", faults.isEmpty) }
            writer.member("from", from)
            writer.member("through", through)
            writer.member("head", (report?.head ?? .origin).description)
            guard !faults.isEmpty else { return }
            writer.name("faults")
            writer.array(faults) { [language] writer, fault in
                writer.object { writer in
                    if let sequence = fault.sequence { writer.member("sequence", sequence) }
                    writer.member("code", fault.code)
                    writer.member("detail", fault.detail(language))
                }
            }
        }
        writer.endLine()
    }
}
