import GRDB

/// The list of documents: only the conditions that a filter has, so that SQLite can choose the index that fits.
struct DocumentListQuery {
    let sql: String
    let arguments: StatementArguments

    init(kind: DocumentKind, _ filter: DocumentFilter) {
        var conditions = ["d.kind = :kind"]
        var arguments: [String: (any DatabaseValueConvertible)?] = [
            "kind": kind.rawValue, "limit": filter.page.limit + 1,
        ]
        func add(_ condition: String, _ name: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            conditions.append(condition)
            arguments[name] = value
        }
        add("d.seq < :after", "after", filter.page.after)
        add("d.partner_id = :partner", "partner", filter.partnerID)
        add("d.date >= :from", "from", filter.from?.description)
        add("d.date <= :through", "through", filter.through?.description)
        switch filter.status {
        case nil: break
        case .entwurf: conditions.append("d.status = 'entwurf'")
        case .finalisiert: conditions.append("d.status = 'finalisiert' AND s.id IS NULL")
        case .storniert: conditions.append("s.id IS NOT NULL")
        }
        sql =
            DocumentRow.selectSQL + "\nWHERE " + conditions.joined(separator: " AND ")
            + "\nORDER BY d.seq DESC LIMIT :limit"
        self.arguments = StatementArguments(arguments)
    }
}
