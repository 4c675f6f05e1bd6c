import GRDB

extension DocumentStore {
    /// Documents of one kind without their lines, newest first.
    package func list(kind: DocumentKind, _ filter: DocumentFilter) async throws -> Page<DocumentHeader> {
        try await database.read { db in
            let query = DocumentListQuery(kind: kind, filter)
            let rows = try db.rows(query.sql, query.arguments)
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
