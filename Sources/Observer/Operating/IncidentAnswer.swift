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
    /// All members, as the API shows them, and how many of the known services it is about: whoever misspelt a name must
    /// not believe that nobody will be called.
    func json(among names: Set<String>, _ language: Language) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": .integer(Int64(id)), "service": .string(service), "from": .string(Timestamp.text(from)),
            "until": .string(Timestamp.text(until)), "maintenance": .bool(isMaintenance), "reason": .string(reason),
            "by": .string(by), "matches": .integer(Int64(names.count { covers($0) })),
        ]
        members["warning"] = warning(among: names).map { .string($0(language)) }
        return .object(members)
    }

    /// That nobody bears its name, and who may be meant; `nil` where somebody does.
    func warning(among names: Set<String>) -> LocalizedText? {
        if service == "*" || names.contains(where: covers) { return nil }
        let likely = SimilarWord.nearest(to: service, in: names.sorted())
        return LocalizedText(
            de: "Einen Dienst dieses Namens gibt es jetzt nicht" + (likely.map { "; gemeint ist wohl \($0)." } ?? "."),
            en: "No service bears this name now" + (likely.map { "; \($0) is probably meant." } ?? "."))
    }
}
