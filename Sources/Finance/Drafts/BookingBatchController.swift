import FinanceCore
import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// `/batches`: stacks of drafts (Buchungsstapel) that are posted as a whole when control total and count are right.
struct BookingBatchController {
    private static let bodyLimit = 16 * 1024

    let ledger: LedgerStore
    var routes = LedgerRoutes.standard

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("batches", use: list)
        group.post("batches", use: create)
        group.get("batches/{id}", use: show)
        group.put("batches/{id}", use: replace)
        group.delete("batches/{id}", use: delete)
        group.put("batches/{id}/drafts/{draft}", use: put)
        group.delete("batches/{id}/drafts/{draft}", use: take)
        group.post("batches/{id}/post", use: post)
        group.get("batches/{id}/transactions", use: transactions)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let isPosted = query.value(
            "state", code: "state-unknown", de: "Erlaubt sind open und posted.", en: "Use open or posted."
        ) { ["open": false, "posted": true][$0] }
        let filter = BookingBatchQuery(isPosted: isPosted, cursor: query.cursor(), limit: query.limit())
        try query.finish()
        let page = try await ledger.batches(filter)
        let list = ListResponse(
            name: "batches",
            elements: page.elements.map { BookingBatchResponse(batch: $0, control: nil, language: context.language) },
            nextCursor: page.next?.token)
        return WrittenAnswer(body: list.json)
    }

    @Sendable private func create(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        let body = try await request.decodeJSON(BookingBatchRequest.self, limit: Self.bodyLimit)
        let (id, content) = try body.content()
        let (batch, isNew) = try await ledger.createBatch(
            content, id: id, idempotencyKey: request.headers[.idempotencyKey])
        var answer = try await self.answer(batch.id, context)
        answer.headers[.location] = "\(routes.batches)/\(batch.id)"
        if isNew { answer.status = .created } else { answer.headers[.idempotencyReplayed] = "true" }
        return answer
    }

    @Sendable private func show(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        try await answer(try context.entity(.batch), context)
    }

    @Sendable private func replace(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        let id = try context.entity(.batch)
        let expected = try EntityVersion.required(request)
        let body = try await request.decodeJSON(BookingBatchRequest.self, limit: Self.bodyLimit)
        let (own, content) = try body.content()
        if let own, own != id { throw Problem.invalid([.idNotChangeable]) }
        _ = try await ledger.replaceBatch(id, content, expectedVersion: expected.version)
        return try await answer(id, context)
    }

    @Sendable private func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let id = try context.entity(.batch)
        try await ledger.deleteBatch(id, expectedVersion: try EntityVersion.required(request).version)
        return Response(status: .noContent)
    }

    @Sendable private func put(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        let batch = try context.entity(.batch)
        _ = try await ledger.putDraft(try context.draft(), into: batch)
        return try await answer(batch, context)
    }

    @Sendable private func take(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        let batch = try context.entity(.batch)
        _ = try await ledger.takeDraft(try context.draft(), outOf: batch)
        return try await answer(batch, context)
    }

    @Sendable private func post(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let conditions = query.conditions()
        let showsBalances = query.balancesExpanded()
        try query.finish()
        let expected = try EntityVersion.expected(request)
        let posted = try await ledger.postBatch(
            try context.entity(.batch), expectedVersion: expected?.version, conditions: conditions,
            reading: DraftBody.reading(for: ledger))
        var response = BookingBatchResponse(batch: posted.batch, control: nil, language: context.language)
        response.isRehearsal = posted.isRehearsal
        if showsBalances || posted.isRehearsal {
            response.balances = TouchedBalances(
                after: try await bookings(of: posted), in: ledger, isRehearsal: posted.isRehearsal)
        }
        var answer = answer(response)
        if posted.isReplay { answer.headers[.idempotencyReplayed] = "true" }
        return answer
    }

    /// The lines of all that was booked, by this request or before.
    private func bookings(of posted: PostedBookingBatch) async throws -> [[LineDraft]] {
        if !posted.isReplay { return posted.drafts.map(\.lines) }
        var bookings: [[LineDraft]] = []
        var cursor: PageCursor?
        repeat {
            let page = try await ledger.transactions(ofBatch: posted.batch.id, cursor: cursor, limit: 1_000)
            bookings += page.elements.map(\.lines)
            cursor = page.next
        } while cursor != nil
        return bookings
    }

    @Sendable private func transactions(
        _ request: Request, _ context: ServiceContext
    ) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let (cursor, limit) = (query.cursor(), query.limit())
        let fields = query.fields(of: TransactionResponse.fields)
        try query.finish()
        let page = try await ledger.transactions(ofBatch: try context.entity(.batch), cursor: cursor, limit: limit)
        let list = ListResponse(
            name: "transactions", elements: page.elements.map { TransactionResponse(transaction: $0) },
            nextCursor: page.next?.token, fields: fields)
        return WrittenAnswer(body: list.json)
    }

    private func answer(_ id: EntityID, _ context: ServiceContext) async throws -> WrittenAnswer {
        let judged = try await ledger.batch(id, reading: DraftBody.reading(for: ledger))
        return answer(
            BookingBatchResponse(batch: judged.batch, control: judged.control, language: context.language))
    }

    private func answer(_ response: BookingBatchResponse) -> WrittenAnswer {
        WrittenAnswer(
            body: response.json,
            headers: [.eTag: EntityVersion.tag(response.batch.version), .cacheControl: "no-store"])
    }
}

/// The body that makes or changes a batch.
struct BookingBatchRequest: JSONBody {
    let id: Field<String>
    let description: Field<String>
    let startDate: Field<String>
    let endDate: Field<String>
    let currency: Field<String>
    let controlTotal: Field<DecimalText>
    let controlCount: Field<Int>
    var unknownMembers: [Finding] = []

    static let members = JSONMembers(CodingKeys.self)

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case id, description, currency
        case startDate = "start_date"
        case endDate = "end_date"
        case controlTotal = "control_total"
        case controlCount = "control_count"
    }

    /// - Throws: every fault of the body.
    func content() throws -> (id: EntityID?, content: BookingBatchDraft) {
        var reader = FieldReader(unknownMembers)
        let id = reader.optional(id, "/id", "string").flatMap { reader.entity($0, "/id") }
        let text = reader.required(description, "/description", "string")
        let start = reader.optional(startDate, "/start_date", "string").flatMap { reader.date($0, "/start_date") }
        let end = reader.optional(endDate, "/end_date", "string").flatMap { reader.date($0, "/end_date") }
        let currency = currency(&reader)
        let total = total(currency, &reader)
        let count = reader.optional(controlCount, "/control_count", "number")
        do {
            // A stand-in lets the core name its faults beside ours; finish() throws before it could be used.
            let content = try BookingBatchDraft(
                text: text ?? "-", start: start, end: end, currency: currency ?? .eur, controlTotalMinor: total,
                controlCount: count)
            try reader.finish()
            return (id, content)
        } catch FinanceError.invalid(let findings) {
            reader.report(findings)
            throw Problem.invalid(reader.findings)
        }
    }

    private func currency(_ reader: inout FieldReader) -> Currency? {
        guard let code = reader.optional(currency, "/currency", "string") else { return .eur }
        let currency = Currency(code: code)
        if currency == nil {
            reader.report(
                "/currency", "currency-unknown", de: "Keine Währung nach ISO 4217.", en: "Not an ISO 4217 currency.")
        }
        return currency
    }

    private func total(_ currency: Currency?, _ reader: inout FieldReader) -> Int64? {
        guard let text = reader.optional(controlTotal, "/control_total", "string")?.text, let currency else {
            return nil
        }
        do throws(Amount.ParseError) {
            return try Amount(parsing: text, currency: currency).minor
        } catch {
            reader.report([.amount(error, at: "/control_total", currency)])
            return nil
        }
    }
}

/// A batch as the API shows it; one that is shown alone also says what its drafts add up to and what is wrong.
struct BookingBatchResponse: JSONWritable {
    /// Findings that one answer shows; `findings_count` tells of all.
    private static let shownFindings = 1_000

    let batch: BookingBatch
    let control: BatchControl?
    let language: Language
    /// Balances of the accounts that its bookings touch, when they were asked for.
    var balances: TouchedBalances?
    /// Nothing was posted; the version is the one that was tried, and numbers are not given.
    var isRehearsal = false

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if isRehearsal { writer.member("dry_run", true) }
            writer.member("id", batch.id)
            writer.member("version", batch.version)
            writer.member("state", batch.posting == nil ? "open" : "posted")
            writer.member("description", batch.content.text)
            writer.member("start_date", batch.content.start)
            writer.member("end_date", batch.content.end)
            writer.member("currency", batch.content.currency)
            writer.member("control_total", batch.content.controlTotal?.decimal)
            if let count = batch.content.controlCount {
                writer.member("control_count", count)
            } else {
                writer.member("control_count", nil)
            }
            writer.member("count", batch.posting?.count ?? batch.drafts)
            if let posting = batch.posting { write(posting, to: &writer) }
            if let control { write(control, to: &writer) }
            writer.member("created_at", batch.createdAt)
            writer.member("changed_at", batch.changedAt)
            guard let balances else { return }
            writer.name("balances")
            balances.write(to: &writer)
        }
    }

    private func write(_ posting: BookingBatch.Posting, to writer: inout JSONWriter) {
        writer.member("total", posting.total.decimal)
        if isRehearsal { return }
        writer.member("first_sequence", posting.firstSequence)
        writer.member("last_sequence", posting.lastSequence)
        writer.member("posted_at", batch.changedAt)
    }

    private func write(_ control: BatchControl, to writer: inout JSONWriter) {
        writer.member("total", control.total?.decimal)
        writer.member("ready", control.findings.isEmpty)
        writer.member("findings_count", control.findings.count)
        writer.member("findings", Array(control.findings.prefix(Self.shownFindings)), language)
    }
}

extension ServiceContext {
    /// The draft that the path names behind its batch.
    /// - Throws: 404; a text that is no id names nothing.
    fileprivate func draft() throws -> EntityID {
        let text = parameters.get("draft") ?? ""
        guard let id = EntityID(text) else { throw Problem.unknown(.draft, text) }
        return id
    }
}
