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

    private let routes: LedgerRoutes

    init(ledger: LedgerStore, routes: LedgerRoutes = .standard) {
        self.ledger = ledger
        self.routes = routes
        lists = AccountListCache(ledger: ledger)
    }

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("accounts", use: list)
        group.post("accounts", use: create)
        group.get("accounts/{id}", use: show)
        group.patch("accounts/{id}", use: change)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let words = AccountCategory.allCases.map(\.rawValue).joined(separator: ", ")
        let filter = AccountFilter(
            activeOnly: query.flag("active_only", default: true),
            category: query.value(
                "category", code: "category-unknown", de: "Erlaubt sind \(words).", en: "Use one of \(words)."
            ) { AccountCategory(rawValue: $0) })
        // The sums of an account are told by the single answer and the trial balance.
        let fields = query.fields(of: AccountResponse.fields.filter { $0 != "totals" })
        try query.finish()
        guard let fields else { return WrittenAnswer(body: lists.body(filter)) }
        let accounts = ledger.accounts(filter).map { AccountResponse(entry: $0, isListed: true) }
        return WrittenAnswer(body: ListResponse(name: "accounts", elements: accounts, fields: fields).json)
    }

    @Sendable private func show(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let day = query.asOf(or: "date")
        let knownAt = query.knownAt()
        let fields = query.fields(of: AccountResponse.fields)
        try query.finish()
        let number = try context.account()
        if day == nil, knownAt == nil { return answer(try ledger.account(number), fields) }
        return answer(try await ledger.account(number, asOf: day ?? .last, knownAt: knownAt), fields)
    }

    @Sendable private func create(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        let conditions = try request.conditions()
        let draft = try await request.decodeJSON(AccountRequest.self, limit: Self.bodyLimit).draft()
        let account = try await ledger.createAccount(draft, conditions: conditions)
        var answer = written(account, conditions)
        if conditions.isDryRun { return answer }
        answer.status = .created
        answer.headers[.location] = "\(routes.accounts)/\(account.number)"
        return answer
    }

    @Sendable private func change(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        let conditions = try request.conditions()
        let number = try context.account()
        let expected = try EntityVersion.required(request)
        let change = try await request.decodeJSON(AccountRequest.self, limit: Self.bodyLimit).change()
        let account = try await ledger.updateAccount(
            number, change, expectedVersion: expected.version, conditions: conditions)
        return written(account, conditions)
    }

    private func written(_ account: Account, _ conditions: PostingConditions) -> WrittenAnswer {
        let entry = ledger.balance(of: account)
        if conditions.isDryRun { return WrittenAnswer(body: AccountResponse(entry: entry, isRehearsal: true).json) }
        return answer(entry)
    }

    private func answer(_ entry: AccountBalance, _ fields: FieldSelection? = nil) -> WrittenAnswer {
        // The ledger's state is put before the version where the answer is read: the balance follows from it.
        WrittenAnswer(
            body: AccountResponse(entry: entry).json(fields),
            headers: [.eTag: EntityVersion.tag(Int64(entry.account.version))])
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
