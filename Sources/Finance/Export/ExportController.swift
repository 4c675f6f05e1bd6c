import FinanceCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Synchronization

/// `/export/…`: the whole ledger as a stream, for other programs and for auditors.
struct ExportController {
    private static let page = 500

    let ledger: LedgerStore
    let routes: LedgerRoutes

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("export/hledger", use: hledger)
        group.get("export/journal", use: journal)
    }

    /// The journal with all that its hashes cover; `Finance verify` checks it anywhere.
    @Sendable private func journal(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let headers: HTTPFields = [
            .contentType: "application/x-ndjson", .cacheControl: "no-store",
            .contentDisposition: "attachment; filename=\"journal.ndjson\"",
        ]
        if request.method == .head { return Response(status: .ok, headers: headers) }
        let export = Mutex(try ledger.journalExport(ledger: routes.prefix))
        let beginning = try export.withLock { try $0.nextChunk() }
        return Response(
            status: .ok, headers: headers,
            body: .reading(request, context) { output in
                var next = beginning
                while let chunk = next {
                    try await output.write(ByteBuffer(bytes: chunk))
                    next = try export.withLock { try $0.nextChunk() }
                }
            })
    }

    /// All transactions that are there at the moment of asking, in order of commit.
    @Sendable private func hledger(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let headers: HTTPFields = [
            .contentType: "text/plain; charset=utf-8", .cacheControl: "no-store",
            .contentDisposition: "attachment; filename=\"ledger.journal\"",
        ]
        if request.method == .head { return Response(status: .ok, headers: headers) }
        let end = ledger.sequence
        let accounts = ledger.accounts(AccountFilter(activeOnly: false)).map(\.account)
        let categories = Dictionary(accounts.map { ($0.number, $0.category) }) { first, _ in first }
        let beginning = try await ledger.transactions(after: 0, limit: Self.page)
        return Response(
            status: .ok, headers: headers,
            body: .reading(request, context) { [ledger] output in
                let head = HledgerJournal.head(accounts, currencies: ledger.currencies)
                try await output.write(ByteBuffer(string: head))
                var page = beginning
                while let newest = page.last?.sequence {
                    let wanted = page.filter { $0.sequence <= end }
                    let text = wanted.map { HledgerJournal.entry($0) { categories[$0] } }.joined()
                    try await output.write(ByteBuffer(string: text))
                    if newest >= end { break }
                    page = try await ledger.transactions(after: newest, limit: Self.page)
                }
            })
    }
}
