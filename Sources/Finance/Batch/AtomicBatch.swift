import FinanceCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// A batch that is booked whole or not at all.
struct AtomicBatch {
    /// Faults that one answer names.
    private static let shownFaults = 1_000

    let ledger: LedgerStore
    var items: BatchItems
    /// Whether to write at all.
    let conditions: PostingConditions
    let showsBalances: Bool

    /// Reads all items, then books them in one commit.
    /// - Throws: ``Problem`` 422 naming every faulty item, ``BatchFault``.
    func post(_ request: Request) async throws -> WrittenAnswer {
        var batch = self
        let drafts = try await batch.drafts(request)
        let key = request.headers[.idempotencyKey]
        let posted = try await ledger.post(batch: drafts, idempotencyKey: key, conditions: conditions)
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

    private mutating func drafts(_ request: Request) async throws -> [TransactionDraft] {
        var drafts: [TransactionDraft] = []
        var findings: [Finding] = []
        var found: [BatchItem] = []
        var bytes = request.body.makeAsyncIterator()
        var isAtEnd = false
        while true {
            found.removeAll(keepingCapacity: true)
            let first = items.count
            try items.take(into: &found, atMost: ledger.maximumBatch + 1 - first)
            for (index, item) in found.enumerated() {
                switch item {
                case .draft(let draft): drafts.append(draft)
                case .fault(let problem): Self.add(problem, first + index, to: &findings)
                }
            }
            if items.count > ledger.maximumBatch {
                throw FinanceError.invalid([.batchSize(maximum: ledger.maximumBatch)])
            }
            if isAtEnd { break }
            if let buffer = try await bytes.next() {
                items.append(buffer)
            } else {
                items.complete()
                isAtEnd = true
            }
        }
        guard findings.isEmpty else { throw Problem.invalid(Array(findings.prefix(Self.shownFaults))) }
        return drafts
    }

    /// The findings of an item under its index; a fault without findings is one itself.
    private static func add(_ problem: Problem, _ index: Int, to findings: inout [Finding]) {
        if problem.findings.isEmpty {
            findings.append(Finding(pointer: "/\(index)", code: problem.code, detail: problem.detail))
        }
        findings += problem.findings.map { $0.located(under: "/\(index)") }
    }
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
                writer.member("id", transaction.id.description)
                writer.member("sequence", transaction.sequence)
                writer.member("fiscal_year", transaction.fiscalYear)
                writer.member("journal_number", transaction.journalNumber)
            }
        }
    }
}
