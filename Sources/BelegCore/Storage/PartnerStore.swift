package import Foundation
package import GRDB

/// The partner directory on disk.
package struct PartnerStore: Sendable {
    private let database: any DatabaseWriter

    package init(_ database: any DatabaseWriter) {
        self.database = database
    }

    /// - Throws: ``BelegError/partnerNumberTaken(number:)``.
    package func create(_ draft: PartnerDraft, now: Date) async throws -> Partner {
        let id = UUIDv7.make(now: now)
        return try await database.write { db in
            let number = try draft.number ?? PartnerRow.freeNumber(db)
            try PartnerRow.requireFree(db, number: number, except: nil)
            try PartnerRow.insert(db, id: id, number: number, draft.fields, now)
            return try PartnerRow.require(db, id)
        }
    }

    /// - Parameter expectedVersion: the version the caller has seen (`If-Match`); `nil` for any.
    /// - Throws: ``BelegError/notFound(_:id:)``, ``BelegError/versionMismatch(id:expected:actual:)``,
    ///   ``BelegError/partnerNumberTaken(number:)``.
    package func update(
        id: String, _ draft: PartnerDraft, expectedVersion: Int64?, now: Date
    ) async throws -> Partner {
        try await database.write { db in
            let current = try PartnerRow.require(db, id)
            if let expectedVersion, current.version != expectedVersion {
                throw BelegError.versionMismatch(id: id, expected: expectedVersion, actual: current.version)
            }
            let number = draft.number ?? current.number
            try PartnerRow.requireFree(db, number: number, except: id)
            try PartnerRow.update(db, id: id, number: number, draft.fields, now)
            return try PartnerRow.require(db, id)
        }
    }

    /// - Throws: ``BelegError/notFound(_:id:)``.
    package func get(id: String) async throws -> Partner {
        try await database.read { db in try PartnerRow.require(db, id) }
    }

    package func list(_ filter: PartnerFilter) async throws -> Page<Partner> {
        try await database.read { db in
            let rows = try db.rows(
                PartnerRow.listSQL,
                [
                    "after": filter.page.after ?? 0, "role": filter.role?.rawValue, "search": filter.pattern,
                    "limit": filter.page.limit + 1,
                ])
            return filter.page.page(rows.map(PartnerRow.partner)) { $0.sequence }
        }
    }
}

/// Which partners to list.
package struct PartnerFilter: Sendable {
    package enum Role: String, Sendable, CaseIterable {
        case kunde
        case lieferant
    }

    let role: Role?
    /// `LIKE` pattern over name and number.
    let pattern: String?
    let page: PageRequest

    /// - Throws: ``BelegError/invalid(_:)`` with every fault of the query.
    package init(
        role: String? = nil, search: String? = nil, cursor: String? = nil, limit: String? = nil
    ) throws(BelegError) {
        var check = FaultCollector()
        self.role = role.flatMap(Role.init)
        if role != nil, self.role == nil {
            check.add(
                "?rolle", "invalid-role", de: "Erlaubt sind „kunde“ und „lieferant“.",
                en: "Allowed are \"kunde\" (customer) and \"lieferant\" (supplier).")
        }
        pattern = check.text(search, "?suche", maximum: 100).map { "%\(Self.escaped($0))%" }
        page = PageRequest(cursor: cursor, limit: limit, &check)
        try check.throwIfAny()
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "\\%_".contains(character) { result.append("\\") }
            result.append(character)
        }
    }
}
