import GRDB

extension DocumentStore {
    private static let listSQL =
        DocumentRow.selectSQL + """

             WHERE d.kind = :kind
                AND (:after IS NULL OR d.seq < :after)
                AND (:partner IS NULL OR d.partner_id = :partner)
                AND (:from IS NULL OR d.date >= :from)
                AND (:through IS NULL OR d.date <= :through)
                AND (:status IS NULL
                    OR (:status = 'entwurf' AND d.status = 'entwurf')
                    OR (:status = 'finalisiert' AND d.status = 'finalisiert' AND s.id IS NULL)
                    OR (:status = 'storniert' AND s.id IS NOT NULL))
            ORDER BY d.seq DESC LIMIT :limit
            """

    /// Documents of one kind without their lines, newest first.
    package func list(kind: DocumentKind, _ filter: DocumentFilter) async throws -> Page<DocumentHeader> {
        try await database.read { db in
            let rows = try db.rows(
                Self.listSQL,
                [
                    "kind": kind.rawValue, "after": filter.page.after, "partner": filter.partnerID,
                    "from": filter.from?.description, "through": filter.through?.description,
                    "status": filter.status?.rawValue, "limit": filter.page.limit + 1,
                ])
            return try filter.page.page(rows.map { try DocumentRow.header(db, $0) }) { $0.sequence }
        }
    }

    /// A document with everything it is linked to: the original first, then its storno.
    ///
    /// - Parameter id: any document of the chain.
    /// - Throws: ``BelegError/notFound(_:id:)``.
    package func chain(id: String) async throws -> [Document] {
        try await database.read { db in
            let document = try DocumentRow.require(db, id: id, kind: nil)
            let ids = [document.header.reverses?.id, id, document.header.reversedBy?.id].compactMap(\.self)
            return try ids.map { try DocumentRow.require(db, id: $0, kind: nil) }
        }
    }

    /// Every number range with its proof of completeness.
    package func numberRanges() async throws -> [NumberRangeReport] {
        try await database.read { db in try NumberRangeRow.report(db) }
    }
}
