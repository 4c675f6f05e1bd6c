import FinanceCore
import NIOCore
import ServiceKit
import Shared

/// Writes what became of the items of a batch, one JSON object per line.
struct BatchVerdictWriter {
    /// What has been done so far.
    struct Tally: Sendable {
        var received = 0
        var posted = 0
        var replayed = 0
        var refused = 0
    }

    private let language: Language
    private let showsAll: Bool
    private let isRehearsal: Bool
    private var writer = JSONWriter(capacity: 1 << 16)
    private(set) var tally = Tally()

    /// - Parameters:
    ///   - showsAll: false leaves out what was posted.
    ///   - isRehearsal: nothing is posted; the verdicts say what would be.
    init(language: Language, showsAll: Bool, isRehearsal: Bool = false) {
        self.language = language
        self.showsAll = showsAll
        self.isRehearsal = isRehearsal
    }

    /// - Parameter line: line of the body in which the item begins.
    mutating func write(_ verdict: ItemVerdict, line: Int) {
        let index = tally.received
        tally.received += 1
        switch verdict {
        case .posted(let receipt):
            tally.posted += 1
            if showsAll { write(receipt, index) }
        case .rehearsed(let receipt):
            tally.posted += 1
            if showsAll { write(rehearsed: receipt, index) }
        case .replay(let sequence):
            tally.replayed += 1
            if showsAll { write(replayed: sequence, index) }
        case .rehearsedReplay:
            tally.replayed += 1
            if showsAll { write(replayed: nil, index) }
        case .refused(let error):
            refuse(index, line, error.problem)
        }
    }

    mutating func write(_ fault: Problem, line: Int) {
        let index = tally.received
        tally.received += 1
        refuse(index, line, fault)
    }

    private mutating func write(_ receipt: Receipt, _ index: Int) {
        writer.object { writer in
            writer.member("index", index)
            writer.member("status", "posted")
            writer.member("id", receipt.id)
            writer.member("sequence", receipt.sequence)
            writer.member("fiscal_year", receipt.fiscalYear)
            writer.member("journal_number", receipt.journalNumber)
        }
        writer.endLine()
    }

    /// What is not posted has no id and no numbers.
    private mutating func write(rehearsed receipt: Receipt, _ index: Int) {
        writer.object { writer in
            writer.member("index", index)
            writer.member("status", "posted")
            writer.member("dry_run", true)
            writer.member("fiscal_year", receipt.fiscalYear)
        }
        writer.endLine()
    }

    private mutating func write(replayed sequence: Int64?, _ index: Int) {
        writer.object { [isRehearsal] writer in
            writer.member("index", index)
            writer.member("status", "replayed")
            if isRehearsal { writer.member("dry_run", true) }
            if let sequence { writer.member("sequence", sequence) }
        }
        writer.endLine()
    }

    private mutating func refuse(_ index: Int, _ line: Int, _ problem: Problem) {
        tally.refused += 1
        writer.object { [language] writer in
            writer.member("index", index)
            writer.member("line", line)
            writer.member("status", "refused")
            writer.member("code", problem.code)
            writer.member("detail", problem.detail(language))
            if problem.findings.isEmpty { return }
            writer.member("errors", problem.findings, language)
        }
        writer.endLine()
    }

    /// A line that says how far the batch has got; all before it is on disk.
    mutating func writeProgress(_ sequence: Int64) { writeTally("progress", sequence) }

    /// The last line of a batch that was read to its end.
    mutating func writeDone(_ sequence: Int64) { writeTally("done", sequence) }

    /// The last line of a batch that was not: all before it stands, nothing after it was looked at.
    /// - Parameter line: where the body cannot be read on; nil if that is not why.
    mutating func writeBrokenOff(_ sequence: Int64, _ problem: Problem, line: Int?) {
        writeTally("broken_off", sequence, problem, line)
    }

    private mutating func writeTally(
        _ name: StaticString, _ sequence: Int64, _ problem: Problem? = nil, _ line: Int? = nil
    ) {
        writer.object { [tally, language, isRehearsal] writer in
            writer.name(name)
            writer.object { writer in
                if isRehearsal { writer.member("dry_run", true) }
                writer.member("received", tally.received)
                writer.member("posted", tally.posted)
                writer.member("replayed", tally.replayed)
                writer.member("refused", tally.refused)
                writer.member("ledger_seq", sequence)
                guard let problem else { return }
                if let line { writer.member("line", line) }
                writer.member("code", problem.code)
                writer.member("detail", problem.detail(language))
                if problem.findings.isEmpty { return }
                writer.member("errors", problem.findings, language)
            }
        }
        writer.endLine()
    }

    /// Takes what has been written.
    mutating func takeBuffer() -> ByteBuffer { writer.takeBuffer() }
}
