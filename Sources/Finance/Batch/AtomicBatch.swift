import FinanceCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// A batch that is booked whole or not at all.
///
/// All of it is in memory at once, so it has limits: transactions, lines and bytes.
struct AtomicBatch {
    /// Faults that one answer names.
    private static let shownFaults = 1_000
    /// Largest body in bytes.
    static let bodyLimit = 128 << 20

    let ledger: LedgerStore
    var items: BatchItems
    /// Whether to write at all.
    let conditions: PostingConditions
    let showsBalances: Bool
    private var drafts: [TransactionDraft] = []
    /// The items that the drafts are, in order, and the lines in which those begin.
    private var places: [(item: Int, line: Int)] = []
    /// The faults of items that are no drafts.
    private var faults: [FinanceError.RowFault] = []
    /// Room that is left, in lines.
    private var lines: Int

    init(ledger: LedgerStore, items: BatchItems, conditions: PostingConditions, showsBalances: Bool) {
        self.ledger = ledger
        self.items = items
        self.conditions = conditions
        self.showsBalances = showsBalances
        lines = ledger.maximumBatchLines
    }

    /// Reads all items, then books them in one commit.
    /// - Throws: ``Problem`` 413, 422 naming the faulty items, ``BatchFault``.
    func post(_ request: Request) async throws -> WrittenAnswer {
        var batch = self
        try await batch.read(request)
        let key = request.headers[.idempotencyKey]
        let posted: PostedBatch
        do throws(FinanceError) {
            posted = try await ledger.post(batch: batch.drafts, idempotencyKey: key, conditions: conditions)
        } catch {
            // Thrown as it is, a storage failure is logged and told apart on its way out.
            guard case .rowsRejected(let rows) = error else { throw error }
            throw Self.refusal(rows.map(batch.placed))
        }
        let response = AtomicBatchResponse(batch: posted, balances: balances(after: posted))
        if posted.isRehearsal { return WrittenAnswer(body: response.json) }
        let isReplay = posted.isReplay || posted.transactions.allSatisfy(\.isReplay)
        return WrittenAnswer(
            body: response.json, status: isReplay ? .ok : .created,
            headers: isReplay ? [.idempotencyReplayed: "true"] : [:])
    }

    private func balances(after posted: PostedBatch) -> TouchedBalances? {
        guard showsBalances || posted.isRehearsal else { return nil }
        return TouchedBalances(
            after: posted.transactions.lazy.map(\.transaction.lines), in: ledger, isRehearsal: posted.isRehearsal)
    }

    private mutating func read(_ request: Request) async throws {
        if let announced = request.announcedLength, announced > Self.bodyLimit { throw Problem.batchTooLarge }
        var bytes = request.body.makeAsyncIterator()
        var byteCount = 0
        while let buffer = try await bytes.next() {
            byteCount += buffer.readableBytes
            if byteCount > Self.bodyLimit { throw Problem.batchTooLarge }
            items.append(buffer)
            try takeItems()
        }
        items.complete()
        try takeItems()
        if !faults.isEmpty { throw await refusal() }
    }

    /// What is wrong with the items that cannot be read, and with the others, which the ledger only looks at.
    private func refusal() async -> LongRefusal {
        var all = faults
        if !drafts.isEmpty {
            do throws(FinanceError) {
                _ = try await ledger.post(batch: drafts, conditions: PostingConditions(isDryRun: true))
            } catch .rowsRejected(let rows) {
                all += rows.map(placed)
            } catch {
                // What keeps the ledger from looking at them now is not what is wrong with this batch.
            }
        }
        return Self.refusal(all.sorted { $0.row < $1.row })
    }

    private static func refusal(_ faults: [FinanceError.RowFault]) -> LongRefusal {
        LongRefusal(cutting: .invalid(faults.flatMap(\.locatedFindings)), toFirst: shownFaults)
    }

    /// The fault of a draft as that of the item that it is.
    private func placed(_ fault: FinanceError.RowFault) -> FinanceError.RowFault {
        let place = places[fault.row]
        return FinanceError.RowFault(row: place.item, findings: Self.lined(fault.findings, place.line))
    }

    private static func lined(_ findings: [Finding], _ line: Int) -> [Finding] {
        findings.map {
            var finding = $0
            finding.line = line
            return finding
        }
    }

    private mutating func takeItems() throws {
        var found: [PlacedItem] = []
        let first = items.count
        // One more than there may be: that it is too much is seen, and the rest is not read.
        try items.take(into: &found, atMost: ledger.maximumBatch + 1 - first)
        for (index, placed) in found.enumerated() {
            switch placed.item {
            case .draft(let draft):
                lines -= draft.lines.count
                drafts.append(draft)
                places.append((first + index, placed.line))
            case .fault(let problem): add(problem, first + index, line: placed.line)
            }
        }
        if items.count > ledger.maximumBatch {
            throw FinanceError.invalid([.batchSize(maximum: ledger.maximumBatch)])
        }
        if lines < 0 { throw FinanceError.invalid([.batchLines(maximum: ledger.maximumBatchLines)]) }
    }

    /// The findings of an item under its index; a fault without findings is one itself.
    private mutating func add(_ problem: Problem, _ index: Int, line: Int) {
        if faults.count >= Self.shownFaults { return }
        let findings =
            problem.findings.isEmpty
            ? [Finding(pointer: "", code: problem.code, detail: problem.detail)] : problem.findings
        faults.append(FinanceError.RowFault(row: index, findings: Self.lined(findings, line)))
    }
}

extension Problem {
    fileprivate static let batchTooLarge = Problem(
        .contentTooLarge, code: "content-too-large",
        detail: LocalizedText(
            de: "Ein Stapel mit mode=atomic hat höchstens \(AtomicBatch.bodyLimit) Bytes, mit each beliebig viele.",
            en: "A batch with mode=atomic has at most \(AtomicBatch.bodyLimit) bytes, with mode=each any number."))
}

/// What a batch was booked as, item by item.
private struct AtomicBatchResponse: JSONWritable {
    let batch: PostedBatch
    let balances: TouchedBalances?

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if batch.isRehearsal { writer.member("dry_run", true) }
            writer.member("count", batch.transactions.count)
            // What is not posted has no numbers.
            if !batch.isRehearsal { writeReceipts(to: &writer) }
            guard let balances else { return }
            writer.name("balances")
            balances.write(to: &writer)
        }
    }

    private func writeReceipts(to writer: inout JSONWriter) {
        writer.name("transactions")
        writer.array(batch.transactions) { writer, posted in
            let transaction = posted.transaction
            writer.object { writer in
                writer.member("id", transaction.id)
                writer.member("sequence", transaction.sequence)
                writer.member("fiscal_year", transaction.fiscalYear)
                writer.member("journal_number", transaction.journalNumber)
            }
        }
    }
}
