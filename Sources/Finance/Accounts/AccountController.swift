import FinanceCore
import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// `/accounts`: the chart of accounts with balances.
struct AccountController {
    private static let bodyLimit = 64 * 1024

    let ledger: LedgerStore
    private let lists: AccountListCache

    init(ledger: LedgerStore) {
        self.ledger = ledger
        lists = AccountListCache(ledger: ledger)
    }

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("accounts", use: list)
        group.post("accounts", use: create)
        group.get("accounts/{id}", use: show)
        group.patch("accounts/{id}", use: change)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        var query = QueryReader(request)
        let words = AccountCategory.allCases.map(\.rawValue).joined(separator: ", ")
        let filter = AccountFilter(
            activeOnly: query.flag("active_only", default: true),
            category: query.value(
                "category", code: "category-unknown", de: "Erlaubt sind \(words).", en: "Use one of \(words)."
            ) { AccountCategory(rawValue: $0) })
        try query.finish()
        let body = try lists.body(filter)
        return Response(
            status: .ok,
            headers: [.contentType: "application/json; charset=utf-8", .contentLength: String(body.readableBytes)],
            body: .init(byteBuffer: body))
    }

    @Sendable private func show(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<AccountResponse> {
        var query = QueryReader(request)
        let day = query.date("date")
        try query.finish()
        let number = try context.account()
        guard let day else { return JSONAnswer(AccountResponse(try ledger.account(number))) }
        return JSONAnswer(AccountResponse(try await ledger.account(number, asOf: day)))
    }

    @Sendable private func create(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<AccountResponse> {
        let draft = try await request.decodeJSON(AccountRequest.self, limit: Self.bodyLimit).draft()
        let account = try await ledger.createAccount(draft)
        return JSONAnswer(
            AccountResponse(try ledger.account(account.number)), status: .created,
            headers: [.location: "\(FinanceRoute.accounts)/\(account.number)"])
    }

    @Sendable private func change(
        _ request: Request, _ context: ServiceContext
    ) async throws -> JSONAnswer<AccountResponse> {
        let number = try context.account()
        let change = try await request.decodeJSON(AccountRequest.self, limit: Self.bodyLimit).change()
        _ = try await ledger.updateAccount(number, change)
        return JSONAnswer(AccountResponse(try ledger.account(number)))
    }
}

extension ServiceContext {
    /// The account that the path names.
    /// - Throws: 404; a text that is no number names no account.
    func account() throws -> AccountNumber {
        let text = parameters.get("id") ?? ""
        guard let number = AccountNumber(text) else { throw Problem.unknown(.account, text) }
        return number
    }

    /// The transaction or document that the path names.
    /// - Throws: 404; a text that is no id names nothing.
    func entity(_ subject: FinanceError.Subject) throws -> EntityID {
        let text = parameters.get("id") ?? ""
        guard let id = EntityID(text) else { throw Problem.unknown(subject, text) }
        return id
    }
}
