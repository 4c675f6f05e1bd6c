import FinanceCore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// `/transactions/batch`: many transactions in one request, all or none, or each for itself as a stream.
struct BatchController {
    /// Whether one fault refuses all, or only its own item.
    private enum Mode: String { case atomic, each }

    private enum Verdicts: String { case all, failures }

    let ledger: LedgerStore
    let attempts: LockedAttempts

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.post("transactions/batch", use: post)
    }

    @Sendable private func post(_ request: Request, _ context: ServiceContext) async throws -> Response {
        var query = QueryReader(request)
        let mode =
            query.value(
                "mode", code: "mode-unknown", de: "Erlaubt sind atomic und each.", en: "Use atomic or each."
            ) { Mode(rawValue: $0) } ?? .atomic
        let verdicts =
            query.value(
                "verdicts", code: "verdicts-unknown", de: "Erlaubt sind all und failures.", en: "Use all or failures."
            ) { Verdicts(rawValue: $0) } ?? .all
        let conditions = query.conditions()
        let showsBalances = query.balancesExpanded()
        if showsBalances, mode == .each {
            query.report(
                "expand", "not-supported", de: "Salden zeigt nur ein Stapel als Ganzes: mode=atomic.",
                en: "Only a batch as a whole shows balances: mode=atomic.")
        }
        try query.finish()
        let items = BatchItems(try BatchFormat(request)) { [ledger] in Self.decode($0, ledger) }
        switch mode {
        case .atomic:
            let batch = AtomicBatch(
                ledger: ledger, items: items, conditions: conditions, showsBalances: showsBalances)
            return try await batch.post(request).response(from: request, context: context)
        case .each:
            let writer = BatchVerdictWriter(
                language: context.language, showsAll: verdicts == .all, isRehearsal: conditions.isDryRun)
            return stream(request, items, writer, conditions, context)
        }
    }

    private func stream(
        _ request: Request, _ items: BatchItems, _ verdicts: BatchVerdictWriter, _ conditions: PostingConditions,
        _ context: ServiceContext
    ) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/x-ndjson", .cacheControl: "no-store"],
            body: ResponseBody { [ledger, attempts] output in
                var stream = BatchStream(
                    ledger: ledger, items: items, verdicts: verdicts, conditions: conditions,
                    noteRefusals: { attempts.note($0, request, context) },
                    judge: { context.ending($0, request) })
                try await stream.run(request.body, &output)
                try await output.finish(nil)
            })
    }

    /// An item read by the decoder of the single post, for the words of its errors.
    static func decode(_ bytes: UnsafeRawBufferPointer, _ ledger: LedgerStore) -> BatchItem {
        do {
            let request = try Request.decodeJSON(TransactionRequest.self, from: Data(bytes))
            return .draft(try request.draft(for: ledger))
        } catch let error as any ProblemConvertible {
            return .fault(error.problem)
        } catch {
            return .fault(.invalid([]))
        }
    }
}
