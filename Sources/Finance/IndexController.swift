import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// `/`: what is here, as JSON for programs and as a page for people; below the prefix the page is the list of routes.
struct IndexController {
    private struct Index: Encodable, Sendable {
        let service: String
        let version: String
        let endpoints: [String]
    }

    /// Routes with a sentence each; those that a browser can follow are links.
    private static let entries: [(method: String, path: String, text: String)] = [
        ("GET", FinanceRoute.accounts, "accounts with balances (active_only, category)"),
        ("POST", FinanceRoute.accounts, "create an account"),
        ("GET", FinanceRoute.accounts + "/{id}", "one account with its balance"),
        ("PATCH", FinanceRoute.accounts + "/{id}", "rename, close or reopen an account"),
        ("POST", FinanceRoute.accounts + "/import", "import a chart of accounts (CSV; dry_run)"),
        ("GET", FinanceRoute.accounts + "/{id}/sheet", "account sheet with running balance"),
        ("GET", FinanceRoute.transactions, "transactions (start_date, end_date, account_id, limit, cursor)"),
        ("POST", FinanceRoute.transactions, "post a transaction"),
        ("GET", FinanceRoute.transactions + "/{id}", "one transaction"),
        ("POST", FinanceRoute.transactions + "/batch", "post many (mode=atomic or each; JSON, NDJSON or CSV)"),
        ("POST", FinanceRoute.transactions + "/{id}/reversal", "reverse a transaction"),
        (
            "GET", FinanceRoute.transactions + "/{id}/proof",
            "proof that a transaction is part of the hash chain (through)"
        ),
        ("GET", FinanceRoute.prefix + "/drafts", "drafts, with what is wrong with each (batch, limit, cursor)"),
        ("POST", FinanceRoute.prefix + "/drafts", "keep a booking that is not to be posted yet (batch)"),
        ("GET", FinanceRoute.prefix + "/drafts/{id}", "one draft"),
        ("PUT", FinanceRoute.prefix + "/drafts/{id}", "write a draft anew"),
        ("DELETE", FinanceRoute.prefix + "/drafts/{id}", "delete a draft"),
        ("POST", FinanceRoute.prefix + "/drafts/{id}/post", "post a draft"),
        ("GET", FinanceRoute.prefix + "/batches", "batches of drafts"),
        ("POST", FinanceRoute.prefix + "/batches", "open a batch, with or without control total and count"),
        ("GET", FinanceRoute.prefix + "/batches/{id}", "one batch, and what keeps it from being posted"),
        ("PUT", FinanceRoute.prefix + "/batches/{id}", "describe an open batch anew"),
        ("DELETE", FinanceRoute.prefix + "/batches/{id}", "delete an open batch; its drafts stay"),
        ("PUT", FinanceRoute.prefix + "/batches/{id}/drafts/{draft}", "put a draft into a batch"),
        ("DELETE", FinanceRoute.prefix + "/batches/{id}/drafts/{draft}", "take a draft out of a batch"),
        ("POST", FinanceRoute.prefix + "/batches/{id}/post", "post all drafts of a batch or none"),
        ("GET", FinanceRoute.prefix + "/batches/{id}/transactions", "what was posted with a batch"),
        ("GET", FinanceRoute.prefix + "/export/hledger", "the whole ledger for hledger"),
        ("GET", FinanceRoute.prefix + "/export/journal", "the whole ledger with its hashes, for Finance verify"),
        ("GET", FinanceRoute.prefix + "/locks", "locked periods (Festschreibung)"),
        ("POST", FinanceRoute.prefix + "/locks", "lock through a day (kind soft, vat, hard or year)"),
        ("GET", FinanceRoute.prefix + "/integrity", "verify the hash chain (from, through)"),
        ("GET", FinanceRoute.prefix + "/anchors", "signed heads of the hash chains (after, limit)"),
        ("GET", FinanceRoute.prefix + "/events", "what is committed, as server-sent events (after, account)"),
        ("POST", FinanceRoute.prefix + "/backup", "copy the ledger while it goes on"),
        ("GET", FinanceRoute.documents, "documents (document_type, transaction_id)"),
        ("POST", FinanceRoute.documents, "store a document"),
        ("GET", FinanceRoute.documents + "/{id}", "one document"),
        ("GET", FinanceRoute.documents + "/{id}/content", "the bytes of a document"),
        ("GET", FinanceRoute.reports + "/trial-balance", "trial balance (start_date, end_date, known_at)"),
        ("GET", FinanceRoute.reports + "/diff", "what has changed since a state of knowledge (known_at)"),
        ("GET", FinanceRoute.reports + "/balance-sheet", "balance sheet"),
        ("GET", FinanceRoute.reports + "/income-statement", "income statement"),
        ("POST", FinanceRoute.imports + "/datev", "import a DATEV Buchungsstapel (create_missing, dry_run)"),
        ("GET", FinanceRoute.prefix + "/webhooks", "how the subscriptions are doing"),
        ("GET", FinanceRoute.mandanten, "companies with ledgers of their own"),
        ("POST", FinanceRoute.mandanten, "make a company (id, name, chart); its routes: …/{id}/finanzen/…"),
        ("GET", FinanceRoute.mandanten + "/{mandant}", "one company"),
        ("GET", ServiceRoute.health, "health"), ("GET", ServiceRoute.metrics, "metrics"),
    ]

    let boot: ServiceBoot
    private let examplePage = ExamplePageController()

    init(boot: ServiceBoot) { self.boot = boot }

    func addRoutes(to router: Router<ServiceContext>) {
        router.get("/") { request, context in
            Self.isBrowser(request)
                ? examplePage.page(request, context) : try index().response(from: request, context: context)
        }
        router.get("\(FinanceRoute.prefix)") { request, context in
            Self.isBrowser(request) ? page() : try index().response(from: request, context: context)
        }
        examplePage.addRoutes(to: router)
    }

    private static func isBrowser(_ request: Request) -> Bool {
        request.headers[.accept]?.lowercased().contains("text/html") == true
    }

    private func index() -> JSONAnswer<Index> {
        JSONAnswer(
            Index(
                service: boot.identity.name, version: boot.settings.version,
                endpoints: Self.entries.map { "\($0.method) \($0.path)" }))
    }

    private func page() -> Response {
        let rows = Self.entries.map { entry in
            let isLink = entry.method == "GET" && !entry.path.contains("{")
            let path = isLink ? "<a href=\"\(entry.path)\">\(entry.path)</a>" : entry.path
            return "<tr><td>\(entry.method)</td><td>\(path)</td><td>\(entry.text)</td></tr>"
        }
        let html = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Finance</title>
            <style>body{font:16px system-ui;margin:2rem}td{padding:.2rem 1rem .2rem 0}</style>
            <h1>Finance</h1><p>The double-entry ledger of the stack.</p><table>\(rows.joined())</table></html>
            """
        return Response(
            status: .ok,
            headers: [.contentType: "text/html; charset=utf-8", .xContentTypeOptions: "nosniff", .vary: "Accept"],
            body: .init(byteBuffer: ByteBuffer(string: html)))
    }
}
