import FinanceCore
import Shared

/// Where the routes of one ledger lie; links in answers begin with it.
struct LedgerRoutes: Sendable, Hashable {
    let prefix: String

    /// Those of the ledger that every installation has.
    static let standard = LedgerRoutes(prefix: FinanceRoute.prefix)

    /// Those of a company, nil for the standard ones.
    static func of(_ mandant: MandantID?) -> LedgerRoutes {
        mandant.map { LedgerRoutes(prefix: "\(FinanceRoute.mandanten)/\($0)/finanzen") } ?? .standard
    }

    var accounts: String { prefix + "/accounts" }
    var transactions: String { prefix + "/transactions" }
    var documents: String { prefix + "/documents" }
    var drafts: String { prefix + "/drafts" }
    var batches: String { prefix + "/batches" }

    /// A link that begins with the standard prefix, with this one instead.
    func moved(_ link: String) -> String { link.replacing(FinanceRoute.prefix + "/", with: prefix + "/") }
}
