import FinanceCore
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Shared

/// `/drafts`: bookings in the making (Vorerfassung). Everything is kept, nothing counts, until one is posted.
struct DraftController {
    let ledger: LedgerStore
    var routes = LedgerRoutes.standard

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("drafts", use: list)
        group.post("drafts", use: create)
        group.get("drafts/{id}", use: show)
        group.put("drafts/{id}", use: replace)
        group.delete("drafts/{id}", use: delete)
        group.post("drafts/{id}/post", use: post)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let filter = EntryDraftQuery(
            batch: query.transaction("batch"), cursor: query.cursor(), limit: query.limit())
        try query.finish()
        let page = try await ledger.drafts(filter)
        let list = ListResponse(
            name: "drafts", elements: page.elements.map { response($0, context, showing: DraftResponse.shownInLists) },
            nextCursor: page.next?.token)
        return WrittenAnswer(body: list.json)
    }

    @Sendable private func create(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let batch = query.transaction("batch")
        try query.finish()
        let body = try await DraftBody(request)
        let (draft, isNew) = try await ledger.createDraft(
            body.bytes, id: try body.id(), batch: batch, idempotencyKey: request.headers[.idempotencyKey])
        var answer = self.answer(draft, context)
        answer.headers[.location] = "\(routes.drafts)/\(draft.id)"
        if isNew { answer.status = .created } else { answer.headers[.idempotencyReplayed] = "true" }
        return answer
    }

    @Sendable private func show(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        answer(try await ledger.draft(try context.entity(.draft)), context)
    }

    @Sendable private func replace(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        let id = try context.entity(.draft)
        let expected = try EntityVersion.required(request)
        let body = try await DraftBody(request)
        if let own = try body.id(), own != id { throw Problem.invalid([.idNotChangeable]) }
        return answer(try await ledger.replaceDraft(id, body.bytes, expectedVersion: expected.version), context)
    }

    @Sendable private func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let id = try context.entity(.draft)
        try await ledger.deleteDraft(id, expectedVersion: try EntityVersion.required(request).version)
        return Response(status: .noContent)
    }

    /// The answer of a post: the draft has become a transaction of the same id, now or before.
    @Sendable private func post(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        var query = QueryReader(request)
        let conditions = query.conditions()
        let showsBalances = query.balancesExpanded()
        try query.finish()
        let expected = try EntityVersion.expected(request)
        let posted = try await ledger.postDraft(
            try context.entity(.draft), expectedVersion: expected?.version, conditions: conditions,
            reading: DraftBody.reading(for: ledger))
        return posted.answer(from: ledger, at: routes, showsBalances: showsBalances)
    }

    private func response(
        _ draft: EntryDraft, _ context: ServiceContext, showing shown: Int = .max
    ) -> DraftResponse {
        DraftResponse(draft: draft, read: DraftBody.read(draft, ledger), language: context.language, shown: shown)
    }

    private func answer(_ draft: EntryDraft, _ context: ServiceContext) -> WrittenAnswer {
        // The tag names the draft's version; what is wrong with it depends on the ledger as well, so nothing is kept.
        WrittenAnswer(
            body: response(draft, context).json,
            headers: [.eTag: EntityVersion.tag(draft.version), .cacheControl: "no-store"])
    }
}

/// The body of a draft: a JSON object, whatever is in it.
struct DraftBody {
    let bytes: [UInt8]
    private let members: [String: JSONValue]

    /// - Throws: ``Problem`` 400 for what is no JSON, 413, 415, 422 for what is no object or cannot be taken as meant.
    init(_ request: Request) async throws {
        try request.requireJSON()
        let buffer = try await request.collectBody(limit: EntryDraft.maximumBytes)
        var bytes = Array(buffer.readableBytesView)
        // A byte order mark would stand in the middle of every answer that shows the body.
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
        guard case .object(let members) = try Request.decodeJSON(JSONValue.self, from: Data(bytes)) else {
            throw Problem.invalid([.wrongType("", expected: "object")])
        }
        self.bytes = bytes
        self.members = members
    }

    /// The caller's own id for draft and transaction: the one thing that cannot be kept wrong.
    func id() throws(Problem) -> EntityID? {
        guard let value = members["id"], value != .null else { return nil }
        guard let id = value.stringValue.flatMap({ EntityID($0) }) else {
            throw .invalid([Finding("/id", "id-malformed", de: "Die id ist keine UUID.", en: "The id is not a UUID.")])
        }
        return id
    }

    static func reading(for ledger: LedgerStore) -> DraftReading {
        { read($0, ledger) }
    }

    /// What a post of the body would say, as far as the writer is not needed for it.
    static func read(_ draft: EntryDraft, _ ledger: LedgerStore) -> ReadDraft {
        do {
            let request = try Request.decodeJSON(TransactionRequest.self, from: Data(draft.body))
            let transaction = try request.draft(for: ledger)
            let findings = ledger.findings(against: transaction)
            if findings.isEmpty { return .ready(transaction) }
            let isLocked = findings.allSatisfy { $0.code == Finding.periodLockedCode }
            return isLocked ? .locked(transaction, findings) : .faulty(findings)
        } catch let error as any ProblemConvertible {
            let problem = error.problem
            let whole = Finding(pointer: "", code: problem.code, detail: problem.detail)
            return .faulty(problem.findings.isEmpty ? [whole] : problem.findings)
        } catch {
            return .faulty([Finding("", "invalid", de: "Der Entwurf ist unlesbar.", en: "The draft cannot be read.")])
        }
    }
}

extension Finding {
    static let idNotChangeable = Finding(
        "/id", "not-changeable", de: "Die id bleibt, wie sie ist.", en: "The id stays as it is.")
}

/// A draft as the API shows it: what was written, and what is wrong with it.
struct DraftResponse: JSONWritable {
    let draft: EntryDraft
    let read: ReadDraft
    let language: Language
    /// Findings that are shown; `findings_count` tells of all.
    let shown: Int

    /// Findings of each draft in a list: a small body can have a thousand, and a list a thousand drafts.
    static let shownInLists = 20

    func write(to writer: inout JSONWriter) {
        let findings = read.findings
        writer.object { writer in
            writer.member("id", draft.id)
            writer.member("version", draft.version)
            writer.member("batch", draft.batch)
            writer.member("ready", findings.isEmpty)
            writer.member("findings_count", findings.count)
            writer.member("findings", Array(findings.prefix(shown)), language)
            writer.name("transaction")
            writer.raw(draft.body)
            writer.member("created_at", draft.createdAt)
            writer.member("changed_at", draft.changedAt)
        }
    }
}

extension JSONWriter {
    /// Findings as in the `errors` of a problem.
    mutating func member(_ name: StaticString, _ findings: [Finding], _ language: Language) {
        self.name(name)
        array(findings) { writer, finding in
            writer.object { writer in
                writer.member("pointer", finding.pointer)
                writer.member("code", finding.code)
                writer.member("detail", finding.detail(language))
                guard let fix = finding.fix else { return }
                writer.name("fix")
                writer.array(fix) { writer, step in
                    writer.object { writer in
                        writer.member("op", step.op.rawValue)
                        writer.memberIfPresent("from", step.from)
                        writer.member("path", step.path)
                        writer.memberIfPresent("value", step.value)
                    }
                }
            }
        }
    }
}
