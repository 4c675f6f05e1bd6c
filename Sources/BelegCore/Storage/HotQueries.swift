package import GRDB

/// The queries whose cost must not grow with the number of documents, for the test that looks at their plans.
package enum HotQueries {
    package struct Query: Sendable {
        package let name: String
        package let sql: String
        package let arguments: StatementArguments
    }

    package static func all() throws -> [Query] {
        let lists: [(String, DocumentFilter)] = [
            ("documents", try DocumentFilter()), ("documents, next page", try DocumentFilter(cursor: "9")),
            ("documents of a partner", try DocumentFilter(partnerID: "p", cursor: "9")),
            ("drafts", try DocumentFilter(status: "entwurf")),
            ("finalised documents", try DocumentFilter(status: "finalisiert", cursor: "9")),
        ]
        return lists.map { name, filter in
            let query = DocumentListQuery(kind: .rechnung, filter)
            return Query(name: name, sql: query.sql, arguments: query.arguments)
        } + [
            Query(name: "document", sql: DocumentRow.selectSQL + " WHERE d.id = ?", arguments: ["a"]),
            Query(name: "due bookings", sql: OutboxRow.dueSQL, arguments: [1, 1]),
            Query(name: "oldest booking", sql: OutboxRow.oldestSQL, arguments: []),
            Query(name: "supplier's invoice", sql: DocumentRow.supplierInvoiceSQL, arguments: ["p", "n", "a"]),
        ]
    }
}
