/// Which documents of one kind to list, newest first.
package struct DocumentFilter: Sendable {
    let partnerID: String?
    let status: DocumentStatus?
    let from: CalendarDay?
    let through: CalendarDay?
    let page: PageRequest

    /// - Throws: ``BelegError/invalid(_:)`` with every fault of the query.
    package init(
        partnerID: String? = nil, status: String? = nil, from: String? = nil, through: String? = nil,
        cursor: String? = nil, limit: String? = nil
    ) throws(BelegError) {
        var check = FaultCollector()
        self.partnerID = partnerID
        self.status = status.flatMap(DocumentStatus.init)
        if status != nil, self.status == nil {
            let words = DocumentStatus.allCases.map(\.rawValue).joined(separator: ", ")
            check.add("?status", "invalid-status", de: "Erlaubt sind \(words).", en: "Allowed are \(words).")
        }
        self.from = check.day(from, "?datumVon")
        self.through = check.day(through, "?datumBis")
        page = PageRequest(cursor: cursor, limit: limit, &check)
        try check.throwIfAny()
    }
}
