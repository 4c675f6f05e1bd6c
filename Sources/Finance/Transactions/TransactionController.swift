import Foundation
import FinanceCore
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationCompat
import ServiceKit
import Shared

/// `/transactions`: posts, lists and reverses. What is posted stays; correction is reversal.
struct TransactionController {
    private static let bodyLimit = 1 << 20
    private static let allowed = "GET, HEAD, OPTIONS"

    let ledger: LedgerStore
    var routes = LedgerRoutes.standard

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("transactions", use: list)
        group.post("transactions", use: create)
        group.get("transactions/{id}", use: show)
        group.post("transactions/{id}/reversal", use: reverse)
        for method in [HTTPRequest.Method.post, .put, .patch, .delete] {
            group.on("transactions/{id}", method: method) { _, context in try refuseChange(method, context) }
        }
        group.on("transactions/{id}", method: .options) { _, _ in
            Response(status: .noContent, headers: [.allow: Self.allowed])
        }
    }

    @Sendable private func list(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let period = query.period()
        let filter = TransactionQuery(
            start: period.start, end: period.end, account: query.account("account_id"), text: query.text("text"),
            cursor: query.cursor(), limit: query.limit())
        let fields = query.fields(of: TransactionResponse.fields)
        try query.finish()
        let page = try await ledger.transactions(filter)
        let list = ListResponse(
            name: "transactions", elements: page.elements.map { TransactionResponse(transaction: $0) },
            nextCursor: page.next?.token, fields: fields)
        return WrittenAnswer(body: list.json)
    }

    @Sendable private func show(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let fields = query.fields(of: TransactionResponse.fields)
        try query.finish()
        let transaction = try await ledger.transaction(try context.entity(.transaction))
        return WrittenAnswer(body: TransactionResponse(transaction: transaction).json(fields))
    }

    @Sendable private func create(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let conditions = query.conditions()
        let showsBalances = query.balancesExpanded()
        try query.finish()
        try request.requireJSON()
        let body = try await request.collectBody(limit: Self.bodyLimit)
        let draft: TransactionDraft
        if let plain = TransactionScanner.whole(body) {
            draft = plain
        } else {
            draft = try Request.decodeJSON(TransactionRequest.self, from: Data(buffer: body)).draft(for: ledger)
        }
        let key = request.headers[.idempotencyKey]
        let posted = try await ledger.post(draft, idempotencyKey: key, conditions: conditions)
        return posted.answer(from: ledger, at: routes, showsBalances: showsBalances)
    }

    @Sendable private func reverse(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let conditions = query.conditions()
        let showsBalances = query.balancesExpanded()
        try query.finish()
        let id = try context.entity(.transaction)
        let body = try await request.collectBody(limit: Self.bodyLimit)
        let key = request.headers[.idempotencyKey]
        let reversal =
            body.readableBytes == 0
            ? ReversalRequest(idempotencyKey: key)
            : try Request.decodeJSON(ReversalBody.self, from: Data(buffer: body)).reversal(idempotencyKey: key)
        let posted = try await ledger.reverse(id, reversal, conditions: conditions)
        return posted.answer(from: ledger, at: routes, showsBalances: showsBalances)
    }

    /// § 239 (3) HGB, § 146 (4) AO: a booking is never changed or deleted.
    private func refuseChange(_ method: HTTPRequest.Method, _ context: ServiceContext) throws -> Response {
        let reversal = "\(routes.transactions)/\(try context.entity(.transaction))/reversal"
        var problem = Problem.methodNotAllowed(method, Self.allowed)
        problem.detail = LocalizedText(
            de: "Eine Buchung wird nie geändert oder gelöscht; POST \(reversal) storniert sie.",
            en: "A posted transaction is never changed or deleted; POST \(reversal) reverses it.")
        problem.headers[.link] = "<\(reversal)>; rel=\"related\""
        throw problem
    }
}

extension TransactionScanner {
    /// The transaction that a body is, nil if it is not written plainly or more than one.
    fileprivate static func whole(_ body: ByteBuffer) -> TransactionDraft? {
        body.withUnsafeReadableBytes { bytes in
            var scanner = TransactionScanner(bytes)
            guard let draft = scanner.transaction(), scanner.isAtEnd else { return nil }
            return draft
        }
    }
}
