/// A page of a list under its own name: `{"accounts": […], "count": n, "next_cursor": …}`.
struct ListResponse<Element: Encodable & Sendable>: Encodable, Sendable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    let name: String
    let elements: [Element]
    /// Token of the next page, nil on the last.
    var nextCursor: String?

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(elements, forKey: Key(name))
        try container.encode(elements.count, forKey: Key("count"))
        try container.encode(nextCursor, forKey: Key("next_cursor"))
    }
}
