import FinanceCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// `/accounts/import`: takes over a whole chart of accounts, all or nothing.
struct AccountImportController {
    private struct Answer: Encodable, Sendable {
        let created: Int
        let changed: Int
        let unchanged: Int
        /// true when nothing was written; not there otherwise.
        let dryRun: Bool?

        init(_ result: AccountImport, isRehearsal: Bool) {
            created = result.created
            changed = result.changed
            unchanged = result.unchanged
            dryRun = isRehearsal ? true : nil
        }

        private enum CodingKeys: String, CodingKey {
            case created, changed, unchanged
            case dryRun = "dry_run"
        }
    }

    private static let bodyLimit = 16 << 20

    let ledger: LedgerStore

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.post("accounts/import", use: importAccounts)
    }

    @Sendable private func importAccounts(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<Answer> {
        let conditions = try request.conditions()
        let body = try await request.collectBody(limit: Self.bodyLimit)
        let file = try AccountCSVReader(chart: .likely(for: ledger)).readFile(Array(body.readableBytesView))
        do throws(FinanceError) {
            let result = try await ledger.importAccounts(file.drafts, conditions: conditions)
            return JSONAnswer(Answer(result, isRehearsal: conditions.isDryRun))
        } catch {
            if case .rowsRejected(let rows) = error { throw file.rejection(of: rows) }
            throw error
        }
    }
}
