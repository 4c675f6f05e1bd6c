import FinanceCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// `/imports/datev`: books a DATEV Buchungsstapel, all rows or none.
struct DatevImportController {
    private static let bodyLimit = 64 << 20

    let ledger: LedgerStore

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.post("imports/datev", use: importBatch)
    }

    /// The same file again is answered like the first time and booked once: its SHA-256 is the idempotency key.
    @Sendable private func importBatch(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<DatevImportResponse> {
        var query = QueryReader(request)
        let createsMissing = query.flag("create_missing", default: false)
        let conditions = query.conditions()
        try query.finish()
        let body = try await request.collectBody(limit: Self.bodyLimit)
        let reader = DatevBatchReader { [ledger] number, date in
            let finding = ledger.accountFinding(number, on: date, at: "")
            return createsMissing && finding?.code == "unknown-account" ? nil : finding
        }
        let batch = try reader.read(Array(body.readableBytesView))
        let posted = try await post(batch, createsMissing: createsMissing, conditions)
        return JSONAnswer(
            DatevImportResponse(
                batch: batch, posted: posted, isRehearsal: conditions.isDryRun, language: context.language),
            status: posted.isReplay || posted.isRehearsal ? .ok : .created,
            headers: posted.isReplay ? [.idempotencyReplayed: "true"] : [:])
    }

    private func post(
        _ batch: DatevBatch, createsMissing: Bool, _ conditions: PostingConditions
    ) async throws -> PostedBatch {
        let chart = ChartOfAccounts.likely(for: ledger)
        let create: @Sendable (AccountNumber) -> AccountDraft? = { batch.missingAccount($0, chart: chart) }
        do throws(FinanceError) {
            return try await ledger.post(
                batch: batch.rows.map(\.draft), idempotencyKey: "datev:" + batch.sha256,
                missingAccounts: createsMissing ? create : nil, conditions: conditions)
        } catch {
            guard case .rowsRejected(let rows) = error else { throw error }
            throw LongRefusal(problem: batch.rejection(of: rows).problem, findings: rows.flatMap(\.findings))
        }
    }
}
