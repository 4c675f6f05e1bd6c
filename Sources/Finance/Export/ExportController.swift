import FinanceCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// `/export/…`: the whole ledger in the form of other programs, as a stream.
struct ExportController {
    private static let page = 500

    let ledger: LedgerStore

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("export/hledger", use: hledger)
    }

    /// All transactions that are there at the moment of asking, in order of commit.
    @Sendable private func hledger(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let end = ledger.sequence
        let accounts = ledger.accounts(AccountFilter(activeOnly: false)).map(\.account)
        let categories = Dictionary(accounts.map { ($0.number, $0.category) }) { first, _ in first }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"ledger.journal\"",
            ],
            body: ResponseBody { [ledger] output in
                let head = HledgerJournal.head(accounts, currencies: ledger.currencies)
                try await output.write(ByteBuffer(string: head))
                var last: Int64 = 0
                while last < end {
                    let page = try await ledger.transactions(after: last, limit: Self.page)
                    guard let newest = page.last?.sequence else { break }
                    let wanted = page.filter { $0.sequence <= end }
                    let text = wanted.map { HledgerJournal.entry($0) { categories[$0] } }.joined()
                    try await output.write(ByteBuffer(string: text))
                    last = newest
                }
                try await output.finish(nil)
            })
    }
}
