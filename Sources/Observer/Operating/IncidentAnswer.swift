import ObserverCore
import Shared

extension Incident {
    /// All members, as the API shows them.
    func json(_ language: Language) -> JSONValue {
        .object([
            "id": .integer(Int64(id)), "kind": .string(kind.rawValue), "root": .string(root),
            "affected": .array(affected.map { .string($0) }), "opened_at": .string(Timestamp.text(openedAt)),
            "closed_at": Timestamp.json(closedAt), "open": .bool(closedAt == nil),
            "summary": .string(summary(language)), "reminders": .integer(Int64(reminders)),
            "silenced": .bool(isSilenced),
        ])
    }
}

extension Silence {
    /// All members, as the API shows them.
    var json: JSONValue {
        .object([
            "id": .integer(Int64(id)), "service": .string(service), "from": .string(Timestamp.text(from)),
            "until": .string(Timestamp.text(until)), "maintenance": .bool(isMaintenance), "reason": .string(reason),
            "by": .string(by),
        ])
    }
}
