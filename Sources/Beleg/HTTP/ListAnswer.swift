import BelegCore

/// A page of a list under the name of its things: `{"rechnungen":[…],"count":2,"nextCursor":"17"}`.
struct ListAnswer<Item: Encodable & Sendable>: Encodable, Sendable {
    private let name: String
    private let items: [Item]
    private let nextCursor: String?

    init<Source>(_ name: String, _ page: Page<Source>, _ item: (Source) -> Item) {
        self.name = name
        items = page.items.map(item)
        nextCursor = page.nextCursor
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(items, forKey: Key(name))
        try container.encode(items.count, forKey: Key("count"))
        try container.encode(nextCursor, forKey: Key("nextCursor"))
    }

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(_ name: String) {
            stringValue = name
        }

        init?(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            nil
        }
    }
}
