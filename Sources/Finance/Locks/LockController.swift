import FinanceCore
import Foundation
import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

/// `/locks`: Festschreibung. A lock is added, never changed.
struct LockController {
    struct Body: JSONBody {
        let kind: Field<String>
        let through: Field<String>
        let reason: Field<String>
        let actor: Field<String>
        let confirmFuture: Field<Bool>
        var unknownMembers: [Finding] = []

        static let members = JSONMembers(CodingKeys.self)

        private enum CodingKeys: String, CodingKey, CaseIterable {
            case kind, through, reason, actor
            case confirmFuture = "confirm_future"
        }

        /// - Throws: every fault of the body.
        func draft() throws -> PeriodLockDraft {
            var reader = FieldReader(unknownMembers)
            let kind = reader.required(kind, "/kind", "string").flatMap { Self.kind($0, &reader) }
            let through = reader.required(through, "/through", "string").flatMap { reader.date($0, "/through") }
            let reason = reader.optional(reason, "/reason", "string") ?? ""
            let actor = reader.optional(actor, "/actor", "string")
            let isFutureConfirmed = reader.optional(confirmFuture, "/confirm_future", "boolean") ?? false
            try reader.finish()
            return try PeriodLockDraft(
                kind: kind ?? .soft, through: through ?? .first, reason: reason, actor: actor,
                isFutureConfirmed: isFutureConfirmed)
        }

        private static func kind(_ text: String, _ reader: inout FieldReader) -> PeriodLock.Kind? {
            let kind = PeriodLock.Kind(rawValue: text)
            if kind == nil {
                let words = PeriodLock.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                reader.report("/kind", "kind-unknown", de: "Erlaubt sind \(words).", en: "Use one of \(words).")
            }
            return kind
        }
    }

    let ledger: LedgerStore

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("locks", use: list)
        group.post("locks", use: create)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        WrittenAnswer(body: LockListResponse(locks: ledger.locks).json)
    }

    @Sendable private func create(_ request: Request, _ context: ServiceContext) async throws -> WrittenAnswer {
        let conditions = try request.conditions()
        let draft = try await request.decodeJSON(Body.self).draft()
        let lock = try await ledger.lock(draft, conditions: conditions)
        return WrittenAnswer(
            body: LockResponse(lock: lock, isRehearsal: conditions.isDryRun).json,
            status: conditions.isDryRun ? .ok : .created)
    }
}

private struct LockListResponse: JSONWritable {
    let locks: PeriodLocks

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name("locks")
            writer.array(locks.events) { LockResponse(lock: $1).write(to: &$0) }
            writer.member("count", locks.events.count)
            writer.member("locked_through", locks.furthest?.through.description)
            writer.member("next_open_date", locks.furthest?.through.next.description)
        }
    }
}

struct LockResponse: JSONWritable {
    let lock: PeriodLock
    /// Nothing was locked; what a lock gets by being written is not there.
    var isRehearsal = false

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if isRehearsal { writer.member("dry_run", true) } else { writer.member("id", lock.id) }
            writer.member("kind", lock.kind.rawValue)
            writer.member("through", lock.through.description)
            writer.member("reason", lock.reason)
            writer.memberIfPresent("actor", lock.actor)
            if isRehearsal { return }
            writer.member("recorded_at", lock.recordedAt.description)
            writer.member("ledger_seq", lock.sequence)
            writer.member("head", lock.head.description)
        }
    }
}
