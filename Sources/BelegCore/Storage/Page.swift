/// One page of a list and the way to the next.
package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    /// Cursor of the next page; `nil` on the last.
    package let nextCursor: String?
}

/// Which page of a list is wanted.
package struct PageRequest: Sendable, Equatable {
    package static let maximumLimit = 1_000
    package static let defaultLimit = 100

    /// Sequence of the last row already seen.
    let after: Int64?
    let limit: Int

    package static let first = PageRequest(after: nil, limit: defaultLimit)

    private init(after: Int64?, limit: Int) {
        self.after = after
        self.limit = limit
    }

    init(cursor: String?, limit: String?, _ check: inout FaultCollector) {
        let after = cursor.flatMap { Int64($0) }
        if cursor != nil, after == nil || after ?? 0 < 1 {
            check.add("?cursor", "invalid-cursor", de: "Kein Cursor dieser Liste.", en: "Not a cursor of this list.")
        }
        self.after = after
        let wanted = limit.map { Int($0) ?? 0 } ?? Self.defaultLimit
        if !(1...Self.maximumLimit).contains(wanted) {
            check.add(
                "?limit", "out-of-range", de: "Erlaubt sind 1 bis \(Self.maximumLimit).",
                en: "Allowed are 1 to \(Self.maximumLimit).")
        }
        self.limit = wanted
    }

    /// Cuts `limit + 1` fetched rows down to the page.
    func page<Item: Sendable>(_ items: [Item], sequence: (Item) -> Int64) -> Page<Item> {
        let shown = Array(items.prefix(limit))
        let next = items.count > limit ? shown.last.map { String(sequence($0)) } : nil
        return Page(items: shown, nextCursor: next)
    }
}
